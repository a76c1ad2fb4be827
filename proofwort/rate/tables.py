"""Two-by-two tables: effect and variance of each, and the methods that pool the tables directly.

A table is a (events, treated), b (no event, treated), c (events, control), d (no event, control).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

CountMeasure = Literal["RR", "OR", "RD"]


@dataclass(frozen=True)
class Table:
    """One study's counts."""

    a: float
    b: float
    c: float
    d: float

    @property
    def treated(self) -> float:
        return self.a + self.b

    @property
    def control(self) -> float:
        return self.c + self.d

    @property
    def n(self) -> float:
        return self.a + self.b + self.c + self.d

    @property
    def has_zero(self) -> bool:
        return 0 in (self.a, self.b, self.c, self.d)

    def corrected(self) -> Table:
        """0.5 added to each cell."""
        return Table(self.a + 0.5, self.b + 0.5, self.c + 0.5, self.d + 0.5)


def drop_uninformative(tables: Sequence[Table], measure: CountMeasure) -> list[Table]:
    """Without the tables that say nothing about a ratio: no event in either group, or (for OR) nothing but events."""
    if measure == "RD":
        return list(tables)
    return [t for t in tables if t.a + t.c > 0 and (measure == "RR" or t.b + t.d > 0)]


def table_effects(tables: Sequence[Table], measure: CountMeasure) -> tuple[list[float], list[float]]:
    """Each table's effect (log RR, log OR or RD) and its large-sample variance, for pooling by inverse variance."""
    pairs = [_effect(t.corrected() if t.has_zero else t, measure) for t in tables]
    return [y for y, _ in pairs], [v for _, v in pairs]


def _effect(t: Table, measure: CountMeasure) -> tuple[float, float]:
    if measure == "RR":
        return log((t.a / t.treated) / (t.c / t.control)), 1 / t.a - 1 / t.treated + 1 / t.c - 1 / t.control
    if measure == "OR":
        return log(t.a * t.d / (t.b * t.c)), 1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d
    risk1, risk2 = t.a / t.treated, t.c / t.control
    return risk1 - risk2, risk1 * (1 - risk1) / t.treated + risk2 * (1 - risk2) / t.control


def pooled_directly(
    tables: Sequence[Table], measure: CountMeasure, method: Literal["MH", "Peto"]
) -> tuple[float, float, float]:
    """(estimate, standard error, Q) by Mantel-Haenszel or Peto; ratios on the logarithm."""
    if method == "Peto":
        if measure != "OR":
            raise ValueError(f"measure: Peto's method gives an odds ratio, not {measure}; use measure='OR'")
        return _peto(tables)
    if measure != "RD" and all(t.has_zero for t in tables):
        tables = [t.corrected() for t in tables]
    estimate, se = {"OR": _mh_or, "RR": _mh_rr, "RD": _mh_rd}[measure](tables)
    effects, variances = table_effects(tables, measure)
    return estimate, se, sum((y - estimate) ** 2 / v for y, v in zip(effects, variances, strict=True))


def _mh_or(tables: Sequence[Table]) -> tuple[float, float]:
    """Mantel and Haenszel 1959; variance of Robins, Breslow and Greenland (Biometrics 1986)."""
    r = [t.a * t.d / t.n for t in tables]
    s = [t.b * t.c / t.n for t in tables]
    p = [(t.a + t.d) / t.n for t in tables]
    r_sum, s_sum = _above_zero(sum(r), sum(s))
    variance = 0.5 * (
        sum(x * pi for x, pi in zip(r, p, strict=True)) / r_sum**2
        + sum(x * (1 - pi) + y * pi for x, y, pi in zip(r, s, p, strict=True)) / (r_sum * s_sum)
        + sum(y * (1 - pi) for y, pi in zip(s, p, strict=True)) / s_sum**2
    )
    return log(r_sum / s_sum), sqrt(variance)


def _mh_rr(tables: Sequence[Table]) -> tuple[float, float]:
    """Greenland and Robins (Biometrics 1985)."""
    r_sum, s_sum = _above_zero(sum(t.a * t.control / t.n for t in tables), sum(t.c * t.treated / t.n for t in tables))
    spread = sum((t.treated * t.control * (t.a + t.c) - t.a * t.c * t.n) / t.n**2 for t in tables)
    return log(r_sum / s_sum), sqrt(spread / (r_sum * s_sum))


def _mh_rd(tables: Sequence[Table]) -> tuple[float, float]:
    """Greenland and Robins (Biometrics 1985)."""
    w = [t.treated * t.control / t.n for t in tables]
    total = sum(w)
    estimate = sum((t.a * t.control - t.c * t.treated) / t.n for t in tables) / total
    spread = sum(
        (t.a * t.b * t.control**3 + t.c * t.d * t.treated**3) / (t.treated * t.control * t.n**2) for t in tables
    )
    return estimate, sqrt(spread) / total


def _above_zero(r: float, s: float) -> tuple[float, float]:
    if r == 0 or s == 0:
        raise ValueError("events: one group has no event in any study; use method='FE', or measure='RD'")
    return r, s


def _peto(tables: Sequence[Table]) -> tuple[float, float, float]:
    """Yusuf and Peto's one-step odds ratio (Prog Cardiovasc Dis 1985): Σ(O − E) / ΣV."""
    gaps = [t.a - t.treated * (t.a + t.c) / t.n for t in tables]
    variances = [
        t.treated * t.control * (t.a + t.c) * (t.b + t.d) / (t.n**2 * (t.n - 1)) if t.n > 1 else 0.0 for t in tables
    ]
    total = sum(variances)
    estimate = sum(gaps) / total
    q = sum(g * g / v for g, v in zip(gaps, variances, strict=True) if v > 0) - sum(gaps) ** 2 / total
    return estimate, 1 / sqrt(total), q
