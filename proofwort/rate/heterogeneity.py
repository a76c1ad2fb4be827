"""How much the true effects differ between studies: Q, I², and the estimators of τ².

All functions take `y` (effects) and `v` (their variances) of equal length k, already checked by the caller.
Plain floats rather than arrays wherever k is all there is: k is small and the rating calls these many thousand times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtrc, chdtri

TauMethod = Literal["DL", "PM", "REML"]
Floats = NDArray[np.float64]


def weighted_mean(y: Sequence[float], w: Sequence[float]) -> float:
    """Σwy / Σw."""
    return sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)


def generalised_q(y: Sequence[float], v: Sequence[float], tau2: float = 0.0) -> float:
    """Cochran's Q, with weights 1/(v + τ²); at τ² = 0 the usual statistic (Cochran, Biometrics 1954)."""
    w = [1 / (x + tau2) for x in v]
    mean = weighted_mean(y, w)
    return sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True))


def q_p_value(q: float, k: int) -> float:
    """The chance of a Q at least this large if all k studies shared one true effect (χ² with k − 1 df; 1 for k = 1)."""
    return float(chdtrc(k - 1, q)) if k > 1 else 1.0


def i_squared(q: float, k: int) -> float:
    """I² = (Q − df) / Q in per cent, never below 0 (Higgins and Thompson, Stat Med 2002)."""
    return max(0.0, (q - (k - 1)) / q) * 100 if k > 1 and q > 0 else 0.0


def tau2_dl(y: Sequence[float], v: Sequence[float]) -> float:
    """DerSimonian and Laird's moment estimator (Control Clin Trials 1986)."""
    w = [1 / x for x in v]
    total = sum(w)
    spread = total - sum(x * x for x in w) / total
    return max(0.0, (generalised_q(y, v) - (len(y) - 1)) / spread) if spread > 0 else 0.0


def _tau2_at(y: Sequence[float], v: Sequence[float], target: float) -> float:
    """The τ² at which the generalised Q falls to `target`; 0 if it is below already. Q falls steadily with τ²."""
    if generalised_q(y, v) <= target:
        return 0.0
    high = max(max(v), (max(y) - min(y)) ** 2)
    while generalised_q(y, v, high) > target:
        high *= 2
    return float(brentq(lambda t: generalised_q(y, v, t) - target, 0.0, high, xtol=1e-14, rtol=1e-13))


def tau2_pm(y: Sequence[float], v: Sequence[float]) -> float:
    """Paule and Mandel's estimator: the τ² at which Q equals its expectation k − 1 (J Res Natl Bur Stand 1982)."""
    return _tau2_at(y, v, len(y) - 1)


def tau2_reml(y: Sequence[float], v: Sequence[float]) -> float:
    """Restricted maximum likelihood (Viechtbauer, J Educ Behav Stat 2005).

    The likelihood can have several peaks, so a wide grid (up to 100 times the squared range of the effects) finds the
    highest one; Fisher scoring, or a bounded search where that strays, sharpens it.
    """
    spread = (max(y) - min(y)) ** 2
    if len(y) < 2 or spread == 0:
        return 0.0
    effects, variances = np.asarray(y, float), np.asarray(v, float)
    grid = spread * _GRID
    losses = _minus_restricted_log_likelihood(effects, variances, grid)
    best = int(losses.argmin())
    if best == 0:
        return 0.0
    low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, len(grid) - 1)])
    found = _fisher_scoring(y, v, float(grid[best]), low, high)
    if found is None:

        def loss(tau2: float) -> float:
            return float(_minus_restricted_log_likelihood(effects, variances, np.array([tau2]))[0])

        found = float(minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-10 * high}).x)
    ends = _minus_restricted_log_likelihood(effects, variances, np.array([0.0, found]))
    return 0.0 if ends[0] <= ends[1] else found


_GRID = np.concatenate(([0.0], 100 * 0.4 ** np.arange(24, -1, -1)))


def _minus_restricted_log_likelihood(y: Floats, v: Floats, tau2: Floats) -> Floats:
    """Minus the restricted log-likelihood (without constants) at each τ²: one value per entry of `tau2`."""
    w = 1 / (v + tau2[:, None])
    total = w.sum(axis=1)
    mean = (w * y).sum(axis=1) / total
    squares = (w * (y - mean[:, None]) ** 2).sum(axis=1)
    result: Floats = 0.5 * (squares + np.log(total) - np.log(w).sum(axis=1))
    return result


def _fisher_scoring(y: Sequence[float], v: Sequence[float], start: float, low: float, high: float) -> float | None:
    """The likelihood's peak near `start`, or None if the steps leave [low, high] or do not settle."""
    tau2 = start
    for _ in range(60):
        w = [1 / (x + tau2) for x in v]
        w1, w2, w3 = sum(w), sum(x * x for x in w), sum(x**3 for x in w)
        mean = weighted_mean(y, w)
        gap = sum((a * (b - mean)) ** 2 for a, b in zip(w, y, strict=True)) - (w1 - w2 / w1)
        step = gap / (w2 - 2 * w3 / w1 + (w2 / w1) ** 2)
        tau2 += step
        if not low <= tau2 <= high:
            return None
        if abs(step) <= 1e-12 + 1e-10 * tau2:
            return tau2
    return None


TAU2: dict[TauMethod, Callable[[Sequence[float], Sequence[float]], float]] = {
    "DL": tau2_dl,
    "PM": tau2_pm,
    "REML": tau2_reml,
}


def tau2_interval(effects: Sequence[float], variances: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """Confidence interval of τ² by the Q-profile method (Viechtbauer, Stat Med 2007).

    `effects` and `variances`: k ≥ 2 numbers each. Raises ValueError for fewer, or a level outside 0–1.
    """
    if len(effects) < 2 or len(effects) != len(variances):
        raise ValueError(
            "effects and variances: need the same number of values, at least 2; give one of each per study"
        )
    if not 0 < level < 1:
        raise ValueError(f"level: {level} is not between 0 and 1; give for example 0.95")
    df = len(effects) - 1
    tail = (1 - level) / 2
    return (
        _tau2_at(effects, variances, float(chdtri(df, tail))),
        _tau2_at(effects, variances, float(chdtri(df, 1 - tail))),
    )


def tau2_from_review(i2: float, se: float, trials: int) -> float:
    """A rough τ² of a published pool from its I² (per cent), its standard error and its number of trials.

    With equal weights Var(mean) = (τ² + v)/k and I² = τ²/(τ² + v), so τ² = I²·k·SE². Only used where the review
    prints no prediction interval.
    """
    return i2 / 100 * trials * se * se
