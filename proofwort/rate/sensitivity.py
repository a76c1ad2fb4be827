"""How much does a pool hang on one study, on its order in time, or on the small ones?

`effects`, `variances`: k numbers each, as for `pooling.pool`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtri

from proofwort.rate.pooling import Interval, Method, Pooled, pool


def leave_one_out(
    effects: Sequence[float], variances: Sequence[float], method: Method = "REML", ci: Interval = "wald"
) -> tuple[Pooled, ...]:
    """k pools, each without one study, in the order given. Needs k ≥ 2."""
    if len(effects) < 2:
        raise ValueError(f"effects: {len(effects)} studies; leaving one out needs at least 2")
    return tuple(
        pool([*effects[:i], *effects[i + 1 :]], [*variances[:i], *variances[i + 1 :]], method, ci)
        for i in range(len(effects))
    )


def cumulative(
    effects: Sequence[float],
    variances: Sequence[float],
    years: Sequence[int],
    method: Method = "REML",
    ci: Interval = "wald",
) -> tuple[tuple[int, Pooled], ...]:
    """(year, pool of all studies up to it), one per study, sorted by year (studies of one year in the order given)."""
    if not len(effects) == len(variances) == len(years):
        raise ValueError(f"years: {len(years)} given for {len(effects)} effects; give one per study")
    order = sorted(range(len(years)), key=lambda i: years[i])
    return tuple(
        (years[i], pool([effects[j] for j in order[: n + 1]], [variances[j] for j in order[: n + 1]], method, ci))
        for n, i in enumerate(order)
    )


@dataclass(frozen=True)
class LargestTrial:
    """`index` of the largest study, its share of all people, and whether its 95 % interval excludes the pool."""

    index: int
    share: float
    estimate: float
    low: float
    high: float
    pooled: Pooled
    excludes: bool


def largest_trial_comparison(
    effects: Sequence[float], variances: Sequence[float], people: Sequence[int], method: Method = "REML"
) -> LargestTrial:
    """The largest study beside the random-effects pool of all."""
    if len(people) != len(effects):
        raise ValueError(f"people: {len(people)} given for {len(effects)} effects; give one per study")
    pooled = pool(effects, variances, method)
    i = max(range(len(people)), key=lambda j: people[j])
    half = float(ndtri(0.975)) * sqrt(variances[i])
    low, high = effects[i] - half, effects[i] + half
    excludes = not low <= pooled.estimate <= high
    return LargestTrial(i, people[i] / sum(people), effects[i], low, high, pooled, excludes)
