"""Begg and Mazumdar's rank test of funnel-plot asymmetry (Biometrics 1994)."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from scipy.stats import kendalltau

from proofwort.rate.asymmetry import Asymmetry
from proofwort.rate.heterogeneity import weighted_mean


def begg(effects: Sequence[float], variances: Sequence[float]) -> Asymmetry:
    """Kendall's τ between standardised effects and their variances; exact p where there are no ties. Needs k ≥ 3."""
    if len(effects) < 3:
        raise ValueError(f"effects: {len(effects)} studies; the rank test needs at least 3")
    w = [1 / v for v in variances]
    mean = weighted_mean(effects, w)
    standardised = [(y - mean) / sqrt(v - 1 / sum(w)) for y, v in zip(effects, variances, strict=True)]
    tied = len(set(variances)) < len(variances) or len(set(standardised)) < len(standardised)
    tau, p = kendalltau(standardised, variances, method="asymptotic" if tied else "exact")
    return Asymmetry("Begg", float(tau), float(p), len(effects), float(tau))
