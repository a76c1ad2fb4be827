"""Which differences do not matter: the outcome's own smallest difference, only where measure and unit fit."""

from __future__ import annotations

import pytest

from proofwort.model import Effect, Outcome
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import signed, tidy_unit, zone


def found(rubric: Rubric, mid: float, mid_unit: str | None, unit: str | None) -> float | None:
    """The smallest difference that matters to an effect in `unit`, where the outcome has one in `mid_unit`."""
    outcome = Outcome(slug="pain", name="Pain", kind="patient", mid=mid, mid_measure="MD", mid_unit=mid_unit)
    effect = signed(Effect(measure="MD", value=-2.0, low=-3.0, high=-1.0, unit=unit))
    assert effect is not None
    there = zone(outcome, effect, rubric)
    return there.good if there else None


@pytest.mark.parametrize(
    ("mid", "mid_unit", "unit", "size"),
    [
        (1.0, "days per month", "Days/month", 1.0),
        (0.3, "%", "percentage points", 0.3),
        (0.3, "%", "per cent", 0.3),
        (30.0, "minutes per day", "min/day", 30.0),
        (10.0, "points of 100", "mm", 10.0),
        (10.0, "points of 100", "points of 10", 1.0),
        (1.0, "per week", "stools/week", 1.0),
        (10.0, "points of 100", None, None),  # 1.8 of 10 is much, of 100 little; what is not said is not guessed
        (10.0, "%", "mmol/l", None),
        (3.0, "HAM-D points", "PHQ-9 points", None),
        (10.0, None, None, None),
    ],
)
def test_a_zone_needs_the_same_unit(
    rubric: Rubric, mid: float, mid_unit: str | None, unit: str | None, size: float | None
) -> None:
    assert found(rubric, mid, mid_unit, unit) == size


def test_units_have_one_spelling() -> None:
    assert tidy_unit("Attacks per month") == tidy_unit("attacks/month")
    assert tidy_unit("percentage points") == tidy_unit("percent") == "%"
    assert tidy_unit(None) == ""
