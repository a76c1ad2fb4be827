"""Effects of several studies → one pooled effect with its interval and its heterogeneity.

>>> round(pool([-0.89, -1.59, -1.35], [0.326, 0.195, 0.415], method="FE").estimate, 3)
-1.326
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from typing import Literal, get_args

from scipy.special import ndtr, ndtri, stdtr, stdtrit

from proofwort.rate.heterogeneity import TAU2, generalised_q, i_squared, q_p_value, weighted_mean
from proofwort.rate.tables import CountMeasure, Table, drop_uninformative, pooled_directly, table_effects

Method = Literal["FE", "DL", "PM", "REML"]
Interval = Literal["wald", "hk", "hk-modified"]
CountMethod = Literal["REML", "DL", "PM", "FE", "MH", "Peto"]


@dataclass(frozen=True)
class Pooled:
    """A pooled effect.

    `estimate`, `low`, `high` and `prediction` are on the scale of `measure`: as given to `pool`, and natural (1 = no
    effect) for RR and OR of `pool_counts`, whose `se` and `tau2` belong to the logarithm; `log()` gives them all on
    the logarithm. `i2` is (Q − df)/Q in per cent, never below 0. `q` is Cochran's Q and `p` its p-value; `p_effect`
    is the p-value of the effect itself. `prediction` is the 95 % range for the effect in a new study (t with k − 2
    df, Higgins, Thompson and Spiegelhalter 2009), None for k < 3 or a common-effect method. `weights` are per cent.
    """

    estimate: float
    se: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    p: float
    prediction: tuple[float, float] | None
    k: int
    method: str
    ci: Interval
    p_effect: float
    measure: str | None = None
    weights: tuple[float, ...] = ()

    def log(self) -> tuple[float, float, float]:
        """(estimate, low, high) on the logarithm; only for RR and OR. Raises ValueError for other measures."""
        if self.measure not in ("RR", "OR"):
            raise ValueError(f"measure: {self.measure} has no logarithm; only RR and OR are ratios")
        return log(self.estimate), log(self.low), log(self.high)


def pool(
    effects: Sequence[float], variances: Sequence[float], method: Method = "REML", ci: Interval = "wald"
) -> Pooled:
    """Pool k effects by inverse variance.

    `effects`: k numbers on an additive scale (log ratios, mean differences, SMDs); `variances`: their k sampling
    variances (squared standard errors), above 0. `method`: "FE" common effect, or the estimator of τ²: "DL"
    (DerSimonian-Laird), "PM" (Paule-Mandel), "REML". `ci`: "wald" (normal), "hk" (Hartung-Knapp: t with k − 1 df and a
    rescaled variance) or "hk-modified" (the same with a scale of at least 1; Röver et al., BMC Med Res Methodol 2015).
    Raises ValueError, naming argument and remedy, for bad input.
    """
    y, v = _checked(effects, variances)
    _check_choice("method", method, Method)
    _check_choice("ci", ci, Interval)
    return pool_at(y, v, 0.0 if method == "FE" or len(y) == 1 else TAU2[method](y, v), method, ci)


def pool_at(y: Sequence[float], v: Sequence[float], tau2: float, method: Method, ci: Interval) -> Pooled:
    """As `pool`, with τ² known already and the input checked."""
    k = len(y)
    w = [1 / (x + tau2) for x in v]
    mean, total = weighted_mean(y, w), sum(w)
    wald = sqrt(1 / total)
    q = generalised_q(y, v)
    se, quantile, p_effect = wald, _Z, 2 * float(ndtr(-abs(mean) / wald))
    if ci != "wald" and k > 1:
        scale = generalised_q(y, v, tau2) / (k - 1)
        se = sqrt((max(1.0, scale) if ci == "hk-modified" else scale) / total)
        quantile = float(stdtrit(k - 1, 0.975))
        p_effect = 2 * float(stdtr(k - 1, -abs(mean) / se)) if se > 0 else 0.0
    return Pooled(
        estimate=mean,
        se=se,
        low=mean - quantile * se,
        high=mean + quantile * se,
        tau2=tau2,
        i2=i_squared(q, k),
        q=q,
        p=q_p_value(q, k),
        prediction=None if method == "FE" else prediction_interval(mean, tau2, wald, k),
        k=k,
        method=method,
        ci=ci,
        p_effect=p_effect,
        weights=tuple(100 * x / total for x in w),
    )


def pool_counts(
    events_treated: Sequence[int],
    n_treated: Sequence[int],
    events_control: Sequence[int],
    n_control: Sequence[int],
    measure: CountMeasure = "RR",
    method: CountMethod = "REML",
    ci: Interval = "wald",
) -> Pooled:
    """Pool k two-by-two tables: events and totals of the treated and of the control group, k whole numbers each.

    `measure`: "RR", "OR" (both returned on their natural scale) or "RD". `method`: as in `pool`, or "MH" (Mantel-
    Haenszel: Robins-Breslow-Greenland variance for OR, Greenland-Robins for RR and RD) or "Peto" (OR only). Studies
    without any event (or without any non-event, for OR) in both groups say nothing about a ratio and are left out of
    ratios. For inverse variance 0.5 is added to every cell of a table that holds a zero; Mantel-Haenszel gets it only
    if every table holds one; Peto never. Raises ValueError for bad input.
    """
    _check_choice("measure", measure, CountMeasure)
    _check_choice("method", method, CountMethod)
    tables = drop_uninformative(_tables(events_treated, n_treated, events_control, n_control), measure)
    if not tables:
        raise ValueError("events: no study has both an event and a non-event; a ratio cannot be made, use measure='RD'")
    if method == "MH" or method == "Peto":
        if ci != "wald":
            raise ValueError(f"ci: {ci!r} does not exist for method {method!r}; use ci='wald'")
        pooled = _direct(tables, measure, method)
    else:
        effects, variances = table_effects(tables, measure)
        pooled = pool(effects, variances, method=method, ci=ci)
    return _natural(pooled, measure)


def prediction_interval(mean: float, tau2: float, se: float, k: int) -> tuple[float, float] | None:
    """95 % range for the true effect in a new study; needs k ≥ 3 (and is unreliable below 5)."""
    if k < 3:
        return None
    half = float(stdtrit(k - 2, 0.975)) * sqrt(tau2 + se * se)
    return mean - half, mean + half


_Z = float(ndtri(0.975))


def _check_choice(name: str, value: str, choices: object) -> None:
    allowed = get_args(choices)
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is not known; use one of {', '.join(map(repr, allowed))}")


def _checked(effects: Sequence[float], variances: Sequence[float]) -> tuple[list[float], list[float]]:
    y, v = [float(x) for x in effects], [float(x) for x in variances]
    if not y:
        raise ValueError("effects: is empty; give at least one study")
    if len(y) != len(v):
        raise ValueError(f"variances: {len(v)} given for {len(y)} effects; give one per study")
    for i, x in enumerate(y):
        if not isfinite(x):
            raise ValueError(f"effects[{i}]: {x} is not a finite number; leave that study out or mend it")
    for i, x in enumerate(v):
        if not isfinite(x) or x <= 0:
            raise ValueError(f"variances[{i}]: {x} is not a finite number above 0; give the squared standard error")
    return y, v


def _direct(tables: Sequence[Table], measure: CountMeasure, method: Literal["MH", "Peto"]) -> Pooled:
    mean, se, q = pooled_directly(tables, measure, method)
    k = len(tables)
    return Pooled(
        estimate=mean,
        se=se,
        low=mean - _Z * se,
        high=mean + _Z * se,
        tau2=0.0,
        i2=i_squared(q, k),
        q=q,
        p=q_p_value(q, k),
        prediction=None,
        k=k,
        method=method,
        ci="wald",
        p_effect=2 * float(ndtr(-abs(mean) / se)),
    )


def _natural(pooled: Pooled, measure: CountMeasure) -> Pooled:
    """The same pool with its estimates on the measure's own scale."""
    same = {
        name: getattr(pooled, name)
        for name in ("se", "tau2", "i2", "q", "p", "k", "method", "ci", "p_effect", "weights")
    }
    scale = (lambda x: x) if measure == "RD" else exp
    prediction = pooled.prediction and (scale(pooled.prediction[0]), scale(pooled.prediction[1]))
    return Pooled(
        estimate=scale(pooled.estimate),
        low=scale(pooled.low),
        high=scale(pooled.high),
        prediction=prediction,
        measure=measure,
        **same,
    )


def _tables(
    events_treated: Sequence[int], n_treated: Sequence[int], events_control: Sequence[int], n_control: Sequence[int]
) -> list[Table]:
    columns = {
        "events_treated": list(events_treated),
        "n_treated": list(n_treated),
        "events_control": list(events_control),
        "n_control": list(n_control),
    }
    k = len(columns["events_treated"])
    if k == 0:
        raise ValueError("events_treated: is empty; give at least one study")
    for name, column in columns.items():
        if len(column) != k:
            raise ValueError(f"{name}: {len(column)} given for {k} studies; give one per study")
        for i, x in enumerate(column):
            if not isfinite(x) or x < 0 or x != int(x):
                raise ValueError(f"{name}[{i}]: {x} is not a whole number of people; give counts, not rates")
    for i in range(k):
        for events, total in (("events_treated", "n_treated"), ("events_control", "n_control")):
            if columns[total][i] == 0:
                raise ValueError(f"{total}[{i}]: is 0; leave out a study with an empty group")
            if columns[events][i] > columns[total][i]:
                raise ValueError(
                    f"{events}[{i}]: {columns[events][i]} events among {columns[total][i]} people; mend one"
                )
    return [Table(a, n1 - a, c, n2 - c) for a, n1, c, n2 in zip(*columns.values(), strict=True)]
