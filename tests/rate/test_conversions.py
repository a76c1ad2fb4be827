"""Conversions of effects: worked values, their intervals, and what they say of where they come from."""

from __future__ import annotations

from math import log, pi, sqrt

import pytest

from proofwort.model import Effect
from proofwort.rate import conversions as c

OR = Effect(measure="OR", value=0.5, low=0.25, high=1.0)


def test_standard_errors():
    assert c.se_of_interval(0.25, 1.0, ratio=True) == pytest.approx(log(4) / 3.92, rel=1e-3)
    assert c.se_of_interval(-1, 1, ratio=False, level=0.99) == pytest.approx(2 / (2 * 2.5758), rel=1e-3)
    assert c.se_of_p(0.5, 0.05) == pytest.approx(0.5 / 1.96, rel=1e-3)
    with pytest.raises(ValueError, match="no interval of a ratio"):
        c.se_of_interval(-1, 1, ratio=True)
    with pytest.raises(ValueError, match="p: 0 is not between"):
        c.se_of_p(0.5, 0)


def test_risk_ratio_of_odds_ratio():
    rr = c.risk_ratio_of(OR, 0.2)
    assert rr.value == pytest.approx(0.5 / (1 - 0.2 + 0.2 * 0.5))
    assert (rr.measure, rr.high) == ("RR", 1.0)
    assert rr.derived_from == "odds ratio 0.5 at a control risk of 0.2"
    with pytest.raises(ValueError, match="control_risk"):
        c.risk_ratio_of(OR, 20)
    with pytest.raises(ValueError, match="is a RR, not a OR"):
        c.risk_ratio_of(rr, 0.2)


def test_standardised_differences():
    d = c.smd_of_odds_ratio(OR)
    assert d.value == pytest.approx(log(0.5) * sqrt(3) / pi)
    assert d.low is not None
    assert d.low < d.value < 1e-12 + (d.high or 0)
    g = c.hedges_g(d, 18)
    assert g.value == pytest.approx(d.value * (1 - 3 / 71))
    with pytest.raises(ValueError, match="df"):
        c.hedges_g(d, 1)


def test_spread():
    assert c.mean_sd_of_quartiles(1, 2, 4) == (pytest.approx(7 / 3), pytest.approx(3 / 1.35))
    assert c.sd_of_se(0.5, 100) == 5
    assert c.change_sd(2, 2) == pytest.approx(2)
    assert c.crossover_se(4, 16) == 1
    with pytest.raises(ValueError, match="not in order"):
        c.mean_sd_of_quartiles(2, 1, 4)


def test_turned_round():
    flipped = c.turned(Effect(measure="RR", value=0.5, low=0.4, high=0.8))
    assert (flipped.value, flipped.low, flipped.high, flipped.better) == (2, 1.25, 2.5, "higher")
    assert c.turned(Effect(measure="MD", value=-2.0)).value == 2.0
