"""The baseline rule, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofwort.rate.counter_rule import counter_rule
from tests.rate.bodies import CONDITION, INGREDIENT, finding, study


def trials(*directions: str, n: int = 100, bias: str = "low"):
    return [study(f"{d}-{i}-{n}", d, n, bias) for i, d in enumerate(directions)]


REVIEW = study("review", "benefit", 900, design="meta-analysis", trials=9)


@pytest.mark.parametrize(
    ("studies", "said"),
    [
        (trials("benefit", "benefit", "benefit"), "likely-effective"),
        ([REVIEW], "likely-effective"),
        ([REVIEW, *trials("null")], "may-be-effective"),
        (trials("benefit"), "may-be-effective"),
        (trials("benefit", "benefit", n=40), "may-be-effective"),
        (trials("benefit", n=40), "no-mention"),
        (trials("benefit", "null", "null"), "may-not-be-effective"),
        (trials("null", "harm"), "unlikely-effective"),
        (trials("null"), "may-not-be-effective"),
        (trials("benefit", "benefit", "benefit", bias="high"), "no-mention"),
        ([study("cohort", "benefit", 5000, design="cohort", randomised=None)], "no-mention"),
        ([], "no-mention"),
    ],
)
def test_counter_rule(rubric, studies, said):
    assert counter_rule(INGREDIENT, CONDITION, "treat", studies, rubric) == said


def test_a_study_counts_once_and_on_the_outcome_asked_for(rubric):
    null = finding("null", outcome="stiffness", outcome_slug=None)
    several = replace(study("a", "benefit"), findings=(finding("benefit", primary=True), null, null))
    assert counter_rule(INGREDIENT, CONDITION, "treat", [several], rubric) == "may-be-effective"
    assert counter_rule(INGREDIENT, CONDITION, "treat", [several], rubric, outcome="pain") == "may-be-effective"
    asked = counter_rule(INGREDIENT, CONDITION, "treat", [several], rubric, outcome="other-outcomes")
    assert asked == "may-not-be-effective"


def test_strict_reading_needs_low_risk(rubric):
    unclear = trials("benefit", "benefit", "benefit", bias="unclear")
    assert counter_rule(INGREDIENT, CONDITION, "treat", unclear, rubric) == "likely-effective"
    assert counter_rule(INGREDIENT, CONDITION, "treat", unclear, rubric, lenient=False) == "no-mention"
