"""Do small studies show other effects than large ones? Regression tests of funnel-plot asymmetry.

Usual from 10 studies on; below, they have little power. `effects`, `variances`: k numbers each, on an additive scale,
variances above 0. All need k ≥ 3 and raise ValueError for fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import ndtr, stdtr

from proofwort.rate.heterogeneity import Floats
from proofwort.rate.tables import Table, table_effects


@dataclass(frozen=True)
class Asymmetry:
    """A test's statistic (t, or z for the random-effects form), two-sided p-value, and the coefficient it tested."""

    test: str
    statistic: float
    p: float
    k: int
    coefficient: float


def egger(effects: Sequence[float], variances: Sequence[float]) -> Asymmetry:
    """Egger's test (BMJ 1997): regress y/SE on 1/SE and test the intercept; t with k − 2 df."""
    se = [sqrt(v) for v in variances]
    return _line(
        "Egger", [1 / s for s in se], [y / s for y, s in zip(effects, se, strict=True)], [1.0] * len(se), False
    )


def egger_random_effects(effects: Sequence[float], variances: Sequence[float]) -> Asymmetry:
    """Egger's test as a random-effects meta-regression of y on SE (REML); z. The form that metafor's regtest prints."""
    _enough(len(effects))
    y, v = np.asarray(effects, float), np.asarray(variances, float)
    x = np.column_stack([np.ones_like(v), np.sqrt(v)])
    spread = float(np.ptp(y)) ** 2 or 1.0

    def loss(tau2: float) -> float:
        beta, information, w = _fit(x, y, v, tau2)
        rest = y - x @ beta
        return float(w @ rest**2 + np.linalg.slogdet(information)[1] - np.log(w).sum())

    grid = [0.0, *(spread * 0.5**i for i in range(30, -8, -1))]
    best = min(range(len(grid)), key=lambda i: loss(grid[i]))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    tau2 = float(minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-12 * high}).x)
    tau2 = 0.0 if loss(0.0) <= loss(tau2) else tau2
    beta, information, _ = _fit(x, y, v, tau2)
    z = float(beta[1] / np.sqrt(np.linalg.inv(information)[1, 1]))
    return Asymmetry("Egger, random effects", z, 2 * float(ndtr(-abs(z))), len(effects), float(beta[1]))


def _fit(x: Floats, y: Floats, v: Floats, tau2: float) -> tuple[Floats, Floats, Floats]:
    """(coefficients, X'WX, weights) of the weighted regression at this τ²."""
    w = 1 / (v + tau2)
    information = x.T @ (w[:, None] * x)
    beta: Floats = np.linalg.solve(information, x.T @ (w * y)).astype(np.float64)
    return beta, information, w


def peters(tables: Sequence[Table]) -> Asymmetry:
    """Peters' test for odds ratios (JAMA 2006): regress ln OR on 1/n, weights (events × non-events)/n; test the
    slope."""
    effects, _ = table_effects(tables, "OR")
    weights = [(t.a + t.c) * (t.b + t.d) / t.n for t in tables]
    return _line("Peters", [1 / t.n for t in tables], effects, weights, True)


def harbord(tables: Sequence[Table]) -> Asymmetry:
    """Harbord's test for odds ratios (Stat Med 2006): regress Z/√V on √V (efficient score Z, its variance V); test the
    intercept."""
    scores = [t.a - (t.a + t.c) * t.treated / t.n for t in tables]
    roots = [sqrt(t.treated * t.control * (t.a + t.c) * (t.b + t.d) / (t.n**2 * (t.n - 1))) for t in tables]
    return _line("Harbord", roots, [z / r for z, r in zip(scores, roots, strict=True)], [1.0] * len(roots), False)


def _line(test: str, x: Sequence[float], y: Sequence[float], w: Sequence[float], slope: bool) -> Asymmetry:
    """Weighted least squares of y on x; tests the slope or else the intercept with t, k − 2 df."""
    k = _enough(len(x))
    total = sum(w)
    mx = sum(a * b for a, b in zip(w, x, strict=True)) / total
    my = sum(a * b for a, b in zip(w, y, strict=True)) / total
    sxx = sum(a * (b - mx) ** 2 for a, b in zip(w, x, strict=True))
    if sxx <= 1e-12 * total * mx * mx:
        return Asymmetry(test, 0.0, 1.0, k, 0.0)  # all studies of one size: nothing to test
    b = sum(a * (c - mx) * (d - my) for a, c, d in zip(w, x, y, strict=True)) / sxx
    intercept = my - b * mx
    rest = sum(a * (d - intercept - b * c) ** 2 for a, c, d in zip(w, x, y, strict=True)) / (k - 2)
    se = sqrt(rest / sxx) if slope else sqrt(rest * (1 / total + mx * mx / sxx))
    tested = b if slope else intercept
    t = tested / se if se > 0 else 0.0
    return Asymmetry(test, t, 2 * float(stdtr(k - 2, -abs(t))), k, tested)


def _enough(k: int) -> int:
    if k < 3:
        raise ValueError(f"effects: {k} studies; a test of asymmetry needs at least 3")
    return k
