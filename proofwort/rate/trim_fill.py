"""Trim and fill: how would the pool look if the funnel plot were symmetric? (Duval and Tweedie, Biometrics 2000)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from proofwort.rate.asymmetry import egger_random_effects
from proofwort.rate.pooling import Method, Pooled, pool


@dataclass(frozen=True)
class Filled:
    """`missing`: studies filled in on `side` of the plot; `pooled`: the pool with them."""

    missing: int
    side: Literal["left", "right"]
    pooled: Pooled


def trim_and_fill(effects: Sequence[float], variances: Sequence[float], method: Method = "REML") -> Filled:
    """Estimate by L0 how many studies are missing, and pool with their mirror images added. Needs k ≥ 3."""
    slope = egger_random_effects(effects, variances).coefficient
    side: Literal["left", "right"] = "right" if slope < 0 else "left"
    sign = -1.0 if side == "right" else 1.0
    rows = sorted((sign * y, v) for y, v in zip(effects, variances, strict=True))
    k, missing, before = len(rows), 0, -1
    mean = 0.0
    for _ in range(100):
        if missing == before:
            break
        before = missing
        kept = rows[: k - missing]
        mean = pool([y for y, _ in kept], [v for _, v in kept], method).estimate
        centred = [y - mean for y, _ in rows]
        order = sorted(range(k), key=lambda i: abs(centred[i]))
        ranks = {i: rank + 1 for rank, i in enumerate(order)}
        upper = sum(ranks[i] for i in range(k) if centred[i] > 0)
        missing = min(k - 2, max(0, round((4 * upper - k * (k + 1)) / (2 * k - 1))))
    mirrored = [(2 * mean - y, v) for y, v in rows[k - missing :]]
    full = [(sign * y, v) for y, v in rows + mirrored]
    return Filled(missing, side, pool([y for y, _ in full], [v for _, v in full], method))
