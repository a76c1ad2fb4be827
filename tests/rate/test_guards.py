"""What must never happen, for any evidence: the two monotonicity guards, and the bounds of every rating.

`benchmarks/rating_simulation.py` counts the same on many thousand bodies, with numbers too.
"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.rating_simulation import simulate
from proofwort.model import Study
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, random_body, study

DIRECTIONS = st.sampled_from(["benefit", "benefit", "benefit", "null", "null", "mixed", "harm", "unclear"])
BIAS = st.sampled_from(["low", "unclear", "high"])
PEOPLE = st.integers(10, 3000)
TRIALS = st.lists(st.tuples(DIRECTIONS, PEOPLE, BIAS), min_size=1, max_size=8)


def body(trials: list[tuple[str, int, str]]) -> list[Study]:
    return [study(f"trial-{i}", direction, n, bias) for i, (direction, n, bias) in enumerate(trials)]


def value(studies: list[Study], rubric: Rubric) -> int:
    return rate_pair(INGREDIENT, CONDITION, studies, rubric=rubric)[0].value or 0


@given(TRIALS, PEOPLE, BIAS)
@settings(max_examples=400, deadline=None)
def test_a_null_trial_never_raises_a_benefit(rubric, trials, n, bias):
    before = rate_pair(INGREDIENT, CONDITION, body(trials), rubric=rubric)[0]
    if before.direction in ("benefit", "mixed"):
        after = value([*body(trials), study("added", "null", n, bias)], rubric)
        assert after <= (before.value or 0), f"{before.value} → {after}: {trials} + {n} {bias}"


@given(TRIALS, PEOPLE)
@settings(max_examples=400, deadline=None)
def test_a_careful_positive_trial_never_lowers(rubric, trials, n):
    after, before = value([*body(trials), study("added", "benefit", n, "low")], rubric), value(body(trials), rubric)
    assert after >= before, f"{before} → {after}: {trials} + {n} people"


def test_guards_with_numbers_hold_but_for_real_dilution(rubric):
    """With numbers, a trial can change τ², so the guards are counted: see the module's docstring."""
    seen, _ = simulate(300, 7, rubric)
    assert seen["null raised"] <= 0.01 * seen["null added"]
    assert seen["low-bias positive lowered"] <= 0.02 * seen["low-bias positive added"]
    assert seen["unclear-bias positive lowered"] <= 0.06 * seen["unclear-bias positive added"]


@given(st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_every_rating_is_within_bounds(rubric, seed):
    studies = random_body(Random(seed))
    for rating in rate_pair(INGREDIENT, CONDITION, studies, rubric=rubric):
        assert rating.value is None or 0 <= rating.value <= 5
        assert 0 <= rating.certainty <= 4
        assert (rating.direction == "benefit") or (rating.value or 0) <= 3
        assert rating.direction != "no_effect" or rating.value in (1, 2)
        assert set(rating.studies) <= {s.slug for s in studies}
        assert sum(rating.by_reader.values()) == len(rating.studies)
        assert rating.rubric == rubric.version
        counted = sum(s.participants or 0 for s in studies if s.slug in rating.studies)
        assert (rating.participants or 0) == counted


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(rubric, seed):
    studies = random_body(Random(seed))
    shuffled = list(studies)
    Random(seed + 1).shuffle(shuffled)
    one, two = (rate_pair(INGREDIENT, CONDITION, s, rubric=rubric)[0] for s in (studies, shuffled))
    assert (one.value, one.direction, one.certainty, one.state) == (two.value, two.direction, two.certainty, two.state)
