"""Do small studies show other effects than large ones? Egger, Begg, Peters, Harbord, and trim and fill.

The usual use is for k ≥ 10; below that the tests have little power. Inputs are checked as in `pooling.pool`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtr


@dataclass(frozen=True)
class Asymmetry:
    """A test of asymmetry: its statistic, two-sided p-value, and (for regressions) intercept or slope tested."""

    test: str
    statistic: float
    p: float
    k: int
    coefficient: float | None = None


def egger(effects: Sequence[float], variances: Sequence[float]) -> Asymmetry:
    """Egger's regression (BMJ 1997): y/SE on 1/SE; tests whether the intercept is zero, t with k − 2 df. Needs k ≥ 3."""
    se = [sqrt(v) for v in variances]
    return _regression(
        "Egger", [1 / s for s in se], [y / s for y, s in zip(effects, se, strict=True)], [1.0] * len(se), slope=False
    )


def _regression(test: str, x: Sequence[float], y: Sequence[float], w: Sequence[float], slope: bool) -> Asymmetry:
    """Weighted least squares of y on x; tests slope or intercept with t, k − 2 df."""
    k = len(x)
    if k < 3:
        raise ValueError(f"effects: {k} studies; a regression test needs at least 3")
    total = sum(w)
    mx = sum(a * b for a, b in zip(w, x, strict=True)) / total
    my = sum(a * b for a, b in zip(w, y, strict=True)) / total
    sxx = sum(a * (b - mx) ** 2 for a, b in zip(w, x, strict=True))
    if sxx <= 1e-12 * total * mx * mx:
        return Asymmetry(test, 0.0, 1.0, k)
    b = sum(a * (c - mx) * (d - my) for a, c, d in zip(w, x, y, strict=True)) / sxx
    intercept = my - b * mx
    rest = sum(a * (d - intercept - b * c) ** 2 for a, c, d in zip(w, x, y, strict=True)) / (k - 2)
    se = sqrt(rest / sxx) if slope else sqrt(rest * (1 / total + mx * mx / sxx))
    coefficient = b if slope else intercept
    t = coefficient / se if se > 0 else 0.0
    return Asymmetry(test, t, 2 * float(stdtr(k - 2, -abs(t))), k, coefficient)
