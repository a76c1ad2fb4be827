"""Asymmetry, trim and fill, leave-one-out, cumulative, largest trial: published answers and simple truths."""

from __future__ import annotations

import pytest

from proofwort.rate.asymmetry import egger, egger_random_effects, harbord, peters
from proofwort.rate.heterogeneity import tau2_interval
from proofwort.rate.pooling import pool
from proofwort.rate.rank_test import begg
from proofwort.rate.sensitivity import cumulative, largest_trial_comparison, leave_one_out
from proofwort.rate.tables import Table, table_effects
from proofwort.rate.trim_fill import trim_and_fill
from tests.rate.test_pooling_published import BCG, MAGNESIUM_16, MAGNESIUM_22, Columns, agrees, columns


def tables(data: Columns) -> list[Table]:
    return [Table(a, n - a, c, m - c) for a, n, c, m in zip(*data, strict=True)]


SIXTEEN, TWENTY_TWO = tables(columns(MAGNESIUM_16)), tables(columns(MAGNESIUM_22))
BCG_TRIALS = tables(columns(BCG, non_cases=True))


def test_egger_on_magnesium():
    test = egger(*table_effects(SIXTEEN, "OR"))
    assert agrees(test.statistic, "-5.78")
    assert test.p == pytest.approx(4.7e-5, rel=0.02)
    assert agrees(egger(*table_effects(TWENTY_TWO, "OR")).statistic, "-5.02")


def test_metafor_regtest_and_ranktest():
    effects, variances = table_effects(SIXTEEN, "OR")
    assert agrees(egger_random_effects(effects, variances).statistic, "-4.6686")
    rank = begg(effects, variances)
    assert agrees(rank.statistic, "0.15")
    assert agrees(rank.p, "0.4503")
    test = egger_random_effects(*table_effects(BCG_TRIALS, "RR"))
    assert agrees(test.statistic, "-0.8033")
    assert agrees(test.p, "0.4218")


def test_trim_and_fill_as_metafor():
    assert trim_and_fill(*table_effects(BCG_TRIALS, "RR")).missing == 1


def test_trim_and_fill_of_a_symmetric_plot_fills_nothing():
    filled = trim_and_fill([-0.2, 0.0, 0.2, -0.1, 0.1], [0.04, 0.01, 0.04, 0.02, 0.02])
    assert filled.missing == 0
    assert filled.pooled.estimate == pytest.approx(0.0, abs=1e-9)


def test_peters_and_harbord_see_the_small_study_effect():
    assert peters(SIXTEEN).p < 0.01
    assert harbord(SIXTEEN).p < 0.001


@pytest.mark.parametrize("test", [egger, egger_random_effects, begg])
def test_too_few_studies(test):
    with pytest.raises(ValueError, match="at least 3"):
        test([0.1, 0.2], [0.1, 0.2])


def test_tau2_interval_holds_the_estimate():
    effects, variances = table_effects(BCG_TRIALS, "RR")
    low, high = tau2_interval(effects, variances)
    assert low < pool(effects, variances).tau2 < high
    assert low == pytest.approx(0.1197, abs=0.0005)  # metafor confint, given in its documentation for these data
    assert high == pytest.approx(1.1115, abs=0.0005)


def test_leave_one_out_finds_the_trial_that_matters():
    effects, variances = table_effects(TWENTY_TWO, "OR")
    without = leave_one_out(effects, variances, "FE")
    assert len(without) == 22
    moved = max(range(22), key=lambda i: abs(without[i].estimate - pool(effects, variances, "FE").estimate))
    assert moved == 13  # ISIS-4


def test_cumulative_ends_with_the_whole_pool():
    effects, variances = [0.5, 0.1, 0.2], [0.1, 0.1, 0.05]
    steps = cumulative(effects, variances, [2001, 1995, 2010])
    assert [year for year, _ in steps] == [1995, 2001, 2010]
    assert [p.k for _, p in steps] == [1, 2, 3]
    assert steps[0][1].estimate == 0.1
    assert steps[-1][1].estimate == pytest.approx(pool(effects, variances).estimate)


def test_largest_trial_contradicts_on_magnesium():
    effects, variances = table_effects(SIXTEEN, "OR")
    found = largest_trial_comparison(effects, variances, [int(t.n) for t in SIXTEEN])
    assert found.index == 15
    assert found.share == pytest.approx(0.93, abs=0.005)
    assert found.excludes
