"""One kind of effect into another; each result says in `derived_from` what was done.

Formulas are the standard ones of meta-analysis (Cochrane Handbook; Borenstein et al. 2009).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log, pi, sqrt

from scipy.special import ndtri

from proofwort.model import Effect, Measure

_RATIOS = ("RR", "OR", "HR", "IRR")


def se_of_interval(low: float, high: float, *, ratio: bool, level: float = 0.95) -> float:
    """Standard error from a confidence interval: its width (of the logarithms, for ratios) / 2z."""
    if not low < high or (ratio and low <= 0):
        raise ValueError(f"low, high: {low} to {high} is no interval{' of a ratio' if ratio else ''}; give low < high")
    width = log(high) - log(low) if ratio else high - low
    return width / (2 * float(ndtri(0.5 + level / 2)))


def se_of_p(effect: float, p: float) -> float:
    """Standard error from an effect (the logarithm, for ratios) and its exact two-sided p-value: |effect| / z."""
    if not 0 < p < 1:
        raise ValueError(f"p: {p} is not between 0 and 1; give the exact two-sided p-value")
    return abs(effect) / float(ndtri(1 - p / 2))


def risk_ratio_of(odds_ratio: Effect, control_risk: float) -> Effect:
    """OR / (1 − p0 + p0·OR), for value and interval, with p0 the risk in the control group (0-1)."""
    _only(odds_ratio, "OR")
    if not 0 < control_risk < 1:
        raise ValueError(f"control_risk: {control_risk} is not between 0 and 1; give the fraction with the event")
    return _each(
        odds_ratio,
        lambda x: x / (1 - control_risk + control_risk * x),
        "RR",
        f"odds ratio {odds_ratio.value} at a control risk of {control_risk}",
    )


def smd_of_odds_ratio(odds_ratio: Effect) -> Effect:
    """d = ln OR × √3/π (its variance × 3/π²)."""
    _only(odds_ratio, "OR")
    return _each(odds_ratio, lambda x: log(x) * sqrt(3) / pi, "SMD", f"odds ratio {odds_ratio.value} × √3/π")


def hedges_g(d: Effect, df: int) -> Effect:
    """g = d (1 − 3/(4 df − 1)), the small-sample correction; df = n1 + n2 − 2."""
    _only(d, "SMD")
    if df < 2:
        raise ValueError(f"df: {df} is too few; give n1 + n2 − 2, at least 2")
    factor = 1 - 3 / (4 * df - 1)
    return _each(d, lambda x: x * factor, "SMD", f"Cohen's d {d.value}, corrected for {df} df")


def mean_sd_of_quartiles(first: float, median: float, third: float) -> tuple[float, float]:
    """(mean, SD) ≈ ((q1 + m + q3)/3, IQR/1.35) of a roughly normal distribution (Wan et al. 2014)."""
    if not first <= median <= third:
        raise ValueError(f"first, median, third: {first}, {median}, {third} are not in order; give q1 ≤ median ≤ q3")
    return (first + median + third) / 3, (third - first) / 1.35


def sd_of_se(se: float, n: int) -> float:
    """SD = SE × √n."""
    return se * sqrt(n)


def change_sd(before: float, after: float, correlation: float = 0.5) -> float:
    """SD of a change score from the SDs before and after; a correlation of 0.5 is an assumption to be flagged."""
    return sqrt(before**2 + after**2 - 2 * correlation * before * after)


def crossover_se(sd_of_differences: float, n: int) -> float:
    """SE of a cross-over trial's mean difference: SD of the paired differences / √n. Nothing else will do."""
    return sd_of_differences / sqrt(n)


def turned(effect: Effect) -> Effect:
    """The same effect read from the other side: 1/x for ratios, −x for differences, and the good side swapped."""
    side = "higher" if effect.better == "lower" else "lower"
    flip = (lambda x: 1 / x) if effect.measure in _RATIOS else (lambda x: -x)
    return replace(_each(effect, flip, effect.measure, f"{effect.measure} {effect.value}, turned round"), better=side)  # type: ignore[arg-type]  # side is one of the two words


def _only(effect: Effect, measure: str) -> None:
    if effect.measure != measure:
        raise ValueError(f"effect: is a {effect.measure}, not a {measure}; convert it first or use another function")


def _each(effect: Effect, change: Callable[[float], float], measure: Measure, how: str) -> Effect:
    """The change made to value and interval, whose ends may swap places."""
    ends = sorted(change(x) for x in (effect.low, effect.high) if x is not None)
    low, high = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
    return replace(
        effect,
        measure=measure,
        value=change(effect.value),
        low=low,
        high=high,
        unit=None,
        i2=None,
        prediction_low=None,
        prediction_high=None,
        derived_from=how,
    )
