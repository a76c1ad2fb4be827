"""Pooling: what bad input says, and what must hold for any input."""

from __future__ import annotations

from math import exp, inf, log, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofwort.rate.heterogeneity import TAU2, generalised_q, tau2_interval
from proofwort.rate.pooling import pool, pool_counts

EFFECTS = st.floats(-3, 3)
VARIANCES = st.floats(0.001, 2)
STUDIES = st.lists(st.tuples(EFFECTS, VARIANCES), min_size=1, max_size=12)
METHODS = st.sampled_from(["FE", "DL", "PM", "REML"])
INTERVALS = st.sampled_from(["wald", "hk", "hk-modified"])


@pytest.mark.parametrize(
    ("effects", "variances", "options", "message"),
    [
        ([], [], {}, "effects: is empty"),
        ([1.0], [], {}, "variances: 0 given for 1 effects"),
        ([1.0, nan], [1.0, 1.0], {}, r"effects\[1\]: nan is not a finite number"),
        ([1.0, inf], [1.0, 1.0], {}, r"effects\[1\]: inf"),
        ([1.0], [0.0], {}, r"variances\[0\]: 0.0 is not a finite number above 0; give the squared standard error"),
        ([1.0], [-1.0], {}, r"variances\[0\]: -1.0"),
        ([1.0], [nan], {}, r"variances\[0\]: nan"),
        ([1.0], [1.0], {"method": "SJ"}, "method: 'SJ' is not known; use one of 'FE', 'DL', 'PM', 'REML'"),
        ([1.0], [1.0], {"ci": "t"}, "ci: 't' is not known"),
    ],
)
def test_bad_input_names_argument_and_remedy(effects, variances, options, message):
    with pytest.raises(ValueError, match=message):
        pool(effects, variances, **options)


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        (([], [], [], []), {}, "events_treated: is empty"),
        (([1], [10], [1], []), {}, "n_control: 0 given for 1 studies"),
        (([11], [10], [1], [10]), {}, r"events_treated\[0\]: 11 events among 10 people"),
        (([1], [10], [12], [10]), {}, r"events_control\[0\]: 12 events among 10 people"),
        (([1], [0], [1], [10]), {}, r"n_treated\[0\]: is 0"),
        (([-1], [10], [1], [10]), {}, r"events_treated\[0\]: -1 is not a whole number"),
        (([0.5], [10], [1], [10]), {}, r"events_treated\[0\]: 0.5 is not a whole number"),
        (([nan], [10], [1], [10]), {}, r"events_treated\[0\]: nan is not a whole number"),
        (([0], [10], [0], [10]), {}, "a ratio cannot be made, use measure='RD'"),
        (([1], [10], [1], [10]), {"measure": "RR", "method": "Peto"}, "Peto's method gives an odds ratio"),
        (([1], [10], [1], [10]), {"method": "MH", "ci": "hk"}, "ci: 'hk' does not exist for method 'MH'"),
        (([1], [10], [1], [10]), {"measure": "HR"}, "measure: 'HR' is not known"),
        (([0, 0], [10, 10], [1, 0], [10, 10]), {"measure": "XX"}, "measure"),
    ],
)
def test_bad_counts_name_argument_and_remedy(columns, options, message):
    with pytest.raises(ValueError, match=message):
        pool_counts(*columns, **options)


@given(STUDIES, METHODS, INTERVALS)
@settings(max_examples=150, deadline=None)
def test_pool_is_sound(studies, method, ci):
    effects, variances = [y for y, _ in studies], [v for _, v in studies]
    pooled = pool(effects, variances, method, ci)
    assert min(effects) - 1e-9 <= pooled.estimate <= max(effects) + 1e-9
    assert pooled.low <= pooled.estimate <= pooled.high
    assert pooled.tau2 >= 0
    assert 0 <= pooled.i2 < 100
    assert 0 <= pooled.p <= 1
    assert 0 <= pooled.p_effect <= 1
    assert sum(pooled.weights) == pytest.approx(100)
    assert (pooled.prediction is None) == (len(studies) < 3 or method == "FE")


@given(STUDIES, METHODS, INTERVALS, st.randoms())
@settings(max_examples=80, deadline=None)
def test_order_does_not_matter(studies, method, ci, rng):
    shuffled = list(studies)
    rng.shuffle(shuffled)
    one, two = (pool([y for y, _ in s], [v for _, v in s], method, ci) for s in (studies, shuffled))
    assert two.estimate == pytest.approx(one.estimate, abs=1e-6)
    assert two.high == pytest.approx(one.high, abs=1e-5)


@given(STUDIES, METHODS, st.floats(-5, 5))
@settings(max_examples=80, deadline=None)
def test_shifting_all_effects_shifts_the_pool(studies, method, shift):
    effects, variances = [y for y, _ in studies], [v for _, v in studies]
    moved = pool([y + shift for y in effects], variances, method)
    still = pool(effects, variances, method)
    assert moved.estimate - still.estimate == pytest.approx(shift, abs=1e-5)
    assert moved.tau2 == pytest.approx(still.tau2, abs=1e-5)


@given(st.lists(st.tuples(EFFECTS, VARIANCES), min_size=2, max_size=8))
@settings(max_examples=80, deadline=None)
def test_estimators_solve_their_equations(studies):
    y, v = [a for a, _ in studies], [b for _, b in studies]
    paule_mandel = TAU2["PM"](y, v)
    if paule_mandel > 0:
        assert generalised_q(y, v, paule_mandel) == pytest.approx(len(y) - 1, rel=1e-6)
    low, high = tau2_interval(y, v)
    assert 0 <= low <= high


def test_reml_is_the_highest_peak_even_far_out():
    effects, variances = [-9.0, 0.0, 9.0, 0.1], [0.01, 0.02, 0.01, 0.02]
    assert pool(effects, variances).tau2 > 10


def test_one_study_is_itself():
    pooled = pool([0.5], [0.04], ci="hk")
    assert (pooled.estimate, pooled.se, pooled.k, pooled.tau2, pooled.q, pooled.p) == (0.5, 0.2, 1, 0.0, 0.0, 1.0)
    assert pooled.prediction is None


def test_equal_effects_have_no_spread():
    for method in ("DL", "PM", "REML"):
        assert pool([0.3, 0.3, 0.3], [0.1, 0.2, 0.3], method).tau2 == 0


def test_one_table_gives_its_own_ratio():
    pooled = pool_counts([10], [100], [20], [100], measure="RR", method="FE")
    assert pooled.estimate == pytest.approx(0.5)
    assert pooled.log()[0] == pytest.approx(log(0.5))
    for method in ("MH", "FE"):
        assert pool_counts([10], [100], [20], [100], measure="OR", method=method).estimate == pytest.approx(
            (10 * 80) / (90 * 20)
        )
    difference = pool_counts([10], [100], [20], [100], measure="RD", method="MH")
    assert difference.estimate == pytest.approx(-0.1)
    with pytest.raises(ValueError, match="only RR and OR are ratios"):
        difference.log()


def test_zero_cells():
    """Inverse variance adds 0.5 to a table with a zero; Mantel-Haenszel only if every table has one."""
    with_zero = pool_counts([0, 5], [50, 50], [4, 9], [50, 50], measure="OR", method="MH")
    by_hand = (0 * 46 / 100 + 5 * 41 / 100) / (50 * 4 / 100 + 45 * 9 / 100)
    assert with_zero.estimate == pytest.approx(by_hand)
    assert pool_counts([0], [50], [4], [50], measure="OR", method="FE").estimate == pytest.approx(
        exp(log(0.5 * 46.5 / (50.5 * 4.5)))
    )
    both_empty = pool_counts([0, 5], [50, 50], [0, 9], [50, 50], measure="RR", method="FE")
    assert both_empty.k == 1
