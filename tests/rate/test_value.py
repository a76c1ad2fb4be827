"""The value: small effects, leanings, and intervals read as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proofwort.model import Effect
from proofwort.rate.case import Body, Case, Numbers, Ranked
from proofwort.rate.direction import read_interval
from proofwort.rate.numbers import of_trial
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import Signed, Zone, signed
from proofwort.rate.value import leans_to_benefit, size, table

GOOD = 0.2  # the smallest difference that matters


def case(y: float, direction: str, certainty: int, kind: str = "patient", zone: Zone | None = None) -> Case:
    """A case whose one number is `y` on the signed scale."""
    like = Signed(y=y, se=0.1, low=y - 0.2, high=y + 0.2, family="SMD", better="higher")
    numbers = Numbers(
        y=y, se=0.1, low=like.low, high=like.high, k=1, i2=None, prediction=None, zone=zone or Zone(GOOD, GOOD, "a test"),
        like=like, source="single study", items=(),
    )  # fmt: skip
    body = Body(Ranked("pain", "Pain", kind))  # type: ignore[arg-type]  # tests pass plain strings
    return Case(body, (), direction=direction, certainty=certainty, numbers=numbers, value=3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("times", "certainty", "kind", "value"),
    [
        (0.99, 2, "patient", 2),  # below the smallest that matters, not well proven
        (1.0, 2, "patient", 3),
        (1.4, 2, "patient", 3),
        (1.4, 3, "patient", 2),  # well proven, and hardly larger
        (1.5, 3, "patient", 3),
        (0.5, 1, "patient", 3),  # a hint anyway
        (0.5, 4, "serious", 3),
    ],
)
def test_a_small_benefit_loses_one(rubric: Rubric, times: float, certainty: int, kind: str, value: int) -> None:
    assert size(case(times * GOOD, "benefit", certainty, kind), rubric).value == value


def test_what_is_said_of_a_small_effect_fits_its_size(rubric: Rubric) -> None:
    assert "less than the smallest" in size(case(0.9 * GOOD, "benefit", 4), rubric).steps[-1].plain
    assert "hardly more than the smallest" in size(case(1.2 * GOOD, "benefit", 4), rubric).steps[-1].plain
    assert not size(case(0.9 * GOOD, "mixed", 4), rubric).steps


@pytest.mark.parametrize(("times", "value"), [(-0.1, 1), (0.0, 1), (0.5, 1), (0.51, 2), (2.0, 2)])
def test_too_early_to_tell_leans_from_half_of_what_matters_on(rubric: Rubric, times: float, value: int) -> None:
    assert table(case(times * GOOD, "inconclusive", 2), rubric).value == value


def test_where_nothing_is_known_to_matter_the_side_decides(rubric: Rubric) -> None:
    numbers = case(0.01, "inconclusive", 2).numbers
    assert numbers is not None
    unknown = replace(case(0.01, "inconclusive", 2), numbers=replace(numbers, zone=None))
    assert leans_to_benefit(unknown, rubric)
    assert not leans_to_benefit(replace(unknown, numbers=None, vote=0.0), rubric)
    assert leans_to_benefit(replace(unknown, numbers=None, vote=0.1), rubric)


def test_an_interval_that_ends_on_no_effect_does_not_exclude_it(rubric: Rubric) -> None:
    found = signed(Effect(measure="RR", value=1.03, low=1.0, high=1.05, better="lower"))
    assert found is not None and found.high == 0.0 and found.y + 1.96 * found.se < 0
    open_case = case(0.0, "inconclusive", 2, "serious")
    assert open_case.numbers is not None
    numbers = replace(of_trial(open_case.numbers, found), source="single study")
    read = read_interval(replace(open_case, numbers=numbers, direction=None), rubric)
    assert read.direction != "harm"
    assert "to 0;" in read.steps[-1].technical  # not "-0"


def test_one_trial_alone_has_nothing_of_the_pool() -> None:
    numbers = case(0.3, "benefit", 3).numbers
    assert numbers is not None
    pool = replace(numbers, i2=80.0, prediction=(-1.0, 1.0), cautious=(-0.1, 0.7))
    alone = of_trial(pool, replace(numbers.like, y=0.1, low=0.05, high=0.15))
    assert (alone.y, alone.low, alone.high) == (0.1, 0.05, 0.15)
    assert (alone.i2, alone.prediction, alone.cautious) == (None, None, None)


@given(
    ends=st.tuples(*[st.floats(0.05, 20)] * 3).map(sorted),
    measure=st.sampled_from(["RR", "OR", "MD", "SMD"]),
    better=st.sampled_from(["lower", "higher"]),
    level=st.sampled_from([0.9, 0.95, 0.99]),
)
def test_the_ends_are_those_printed_or_those_of_95_percent(
    ends: list[float], measure: str, better: str, level: float
) -> None:
    low, value, high = ends
    effect = Effect(measure=measure, value=value, low=low, high=high, level=level, better=better)  # type: ignore[arg-type]
    assume(high > 1.001 * low)  # without a width there is no standard error
    found = signed(effect)
    assert found is not None
    assert found.low <= found.y <= found.high
    printed = signed(replace(effect, level=0.95))
    assert printed is not None
    width, own = printed.high - printed.low, found.high - found.low
    assert (own > width) if level < 0.95 else (own < width) if level > 0.95 else (own == width)
