"""Effects turned so that positive is always good, and the zone in which a difference does not matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import atanh, exp, log, tanh

from scipy.special import ndtri

from proofwort.model import Effect, Measure, Outcome
from proofwort.rate.rubric import Rubric

Z = float(ndtri(0.975))
_RATIOS: frozenset[Measure] = frozenset({"RR", "OR", "HR", "IRR"})
_PERCENT = re.compile(r"\bper ?cent\b(?:age points?\b)?|\bpercentage points?\b|%-points?")
_SAME_SCALE = {
    ("MD points of 100", "MD mm"): 1.0,  # a visual scale of 100 mm
    ("MD points of 100", "MD points of 10"): 0.1,
    ("MD points of 100", "MD cm"): 0.1,
    ("MD /week", "MD stools/week"): 1.0,
}
_EXACT_P = re.compile(r"^\s*(?:p\s*)?=?\s*(0?\.\d+)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Signed:
    """An effect on an additive scale, positive = better: ratios as logarithms, correlations as Fisher's z.

    `low` and `high` are the ends of the 95 % interval: as printed where one is, so that "1.00" stays on the line, else from the
    standard error. `family` names what may be pooled together; `source` says where the standard error comes from.
    """

    y: float
    se: float
    low: float
    high: float
    family: str
    better: str
    i2: float | None = None
    prediction: tuple[float, float] | None = None
    source: str = "interval"

    @property
    def ratio(self) -> bool:
        return self.family in ("risk ratio", "odds ratio")


@dataclass(frozen=True)
class Zone:
    """Between −bad and +good a difference does not matter, on the scale of `Signed`."""

    good: float
    bad: float
    source: str


def signed(effect: Effect | None, p: str | None = None) -> Signed | None:
    """The effect turned to positive = better, or None where it has neither an interval nor an exact p-value."""
    if (
        effect is None
        or (effect.measure in _RATIOS and effect.value <= 0)
        or (effect.measure == "r" and abs(effect.value) >= 1)
    ):
        return None
    sign = -1.0 if effect.better == "lower" else 1.0
    y = sign * _scaled(effect.value, effect.measure)
    se, source = _standard_error(effect, p, y)
    if se is None or se <= 0:
        return None
    prediction = None
    if effect.prediction_low is not None and effect.prediction_high is not None:
        ends = sorted(sign * _scaled(x, effect.measure) for x in (effect.prediction_low, effect.prediction_high))
        prediction = (ends[0], ends[1])
    low, high = y - Z * se, y + Z * se
    if effect.low is not None and effect.high is not None and effect.level == 0.95:
        low, high = sorted(sign * _scaled(x, effect.measure) for x in (effect.low, effect.high))
    return Signed(
        y=y,
        se=se,
        low=low,
        high=high,
        family=family_of(effect),
        better=effect.better,
        i2=effect.i2,
        prediction=prediction,
        source=source,
    )


def family_of(effect: Effect) -> str:
    """Effects of one family may be pooled: RR, HR and IRR together, OR alone, MD only in the same unit."""
    if effect.measure in ("RR", "HR", "IRR"):
        return "risk ratio"
    if effect.measure == "OR":
        return "odds ratio"
    if effect.measure == "MD":
        return f"MD {tidy_unit(effect.unit)}".strip()
    return effect.measure


@lru_cache(maxsize=4096)
def tidy_unit(unit: str | None) -> str:
    """One spelling for units that differ only in writing: "days per month" and "Days/month"."""
    text = _PERCENT.sub("%", (unit or "").casefold())
    return re.sub(r"\s*(?:/|\bper\b)\s*", "/", re.sub(r"\bmin\b", "minutes", text)).strip()


def zone(outcome: Outcome | None, effect: Signed, rubric: Rubric) -> Zone | None:
    """The zone of differences that do not matter: the outcome's own where measure and unit fit, else the rubric's
    default for the measure; None for a mean difference without a known smallest difference that matters. One that states no
    unit fits nothing: 1.8 may be nearly nothing of 100 points, or much of 10."""
    if outcome is not None and outcome.mid is not None and outcome.mid_measure is not None:
        own = family_of(Effect(measure=outcome.mid_measure, value=1, unit=outcome.mid_unit))
        factor = 1.0 if own == effect.family and own != "MD" else _SAME_SCALE.get((own, effect.family))
        source = outcome.mid_source or "the condition's record"
        if factor is not None:
            size = abs(log(outcome.mid)) if effect.ratio and outcome.mid > 0 else abs(outcome.mid) * factor
            return Zone(size, size, source)
        for unit, size in outcome.mid_in.items():
            if effect.family == f"MD {tidy_unit(unit)}":
                return Zone(size, size, source)
    if effect.ratio:
        low, high = -log(rubric.mid_ratio_low), log(rubric.mid_ratio_high)
        good, bad = (low, high) if effect.better == "lower" else (high, low)
        return Zone(good, bad, "the rubric's default for ratios")
    size = {"SMD": rubric.mid_smd, "r": rubric.mid_r, "RD": rubric.mid_rd}.get(effect.family, 0.0)
    return Zone(size, size, f"the rubric's default for {effect.family}") if size else None


def trivial(outcome: Outcome | None, effect: Signed, rubric: Rubric) -> bool:
    """Does the whole 95 % interval lie where a difference does not matter?"""
    z = zone(outcome, effect, rubric)
    return z is not None and -z.bad <= effect.low and effect.high <= z.good


def natural(y: float, effect: Signed) -> float:
    """Back from the signed scale to the number as papers print it."""
    value = -y if effect.better == "lower" else y
    return exp(value) if effect.ratio else tanh(value) if effect.family == "r" else value


def shown(y: float, low: float, high: float, effect: Signed) -> str:
    """An estimate with its interval as papers print it: "risk ratio 0.41 (0.29 to 0.58)"."""
    value, *ends = (natural(x, effect) for x in (y, low, high))
    return f"{effect.family} {value:.2f} ({min(ends):.2f} to {max(ends):.2f})"


def _scaled(value: float, measure: Measure) -> float:
    if measure in _RATIOS:
        return log(value) if value > 0 else float("-inf")
    return atanh(value) if measure == "r" else value


def _standard_error(effect: Effect, p: str | None, y: float) -> tuple[float | None, str]:
    if effect.low is not None and effect.high is not None:
        if effect.measure in _RATIOS and effect.low <= 0:
            return None, "-"
        if effect.measure == "r" and max(abs(effect.low), abs(effect.high)) >= 1:
            return None, "-"
        width = _scaled(effect.high, effect.measure) - _scaled(effect.low, effect.measure)
        return abs(width) / (2 * float(ndtri(0.5 + effect.level / 2))), "interval"
    exact = _EXACT_P.match(p or "")
    if exact and y != 0:
        z = float(ndtri(1 - float(exact.group(1)) / 2))
        return (abs(y) / z if z > 0 else None), "p-value"
    return None, "-"
