"""The plain voice is plain: Flesch's reading ease of prose and steps."""

from __future__ import annotations

import re
from statistics import median

import pytest

from proofwort.answers import Evidence
from proofwort.model import Answer
from tests.synopsis.reading_ease import flesch, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("table", 2),
        ("made", 1),
        ("evidence", 3),
        ("tested", 2),
        ("asked", 1),
        ("cases", 2),
        ("studies", 2),
        ("people", 2),
        ("trials", 2),
        ("placebo", 3),
        ("nation", 2),
        ("the", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    assert flesch("The cat sat on the mat.") == pytest.approx(206.835 - 1.015 * 6 - 84.6, abs=0.01)
    assert flesch("Pharmacological heterogeneity necessitates methodological consideration.") < 0


def nameless(answer: Answer) -> str:
    """The prose with short words for the names of ingredient and condition, which are not ours to choose."""
    text = answer.synopsis.text
    for record in (answer.question.ingredient, answer.question.condition):
        for name in (record.phrase or record.name, record.name):
            text = re.sub(re.escape(name), "this", text, flags=re.IGNORECASE)
    return text


def test_synopses_and_steps_are_easy_to_read(evidence: Evidence) -> None:
    answers = [
        evidence.ask(link.ingredient, link.condition)
        for entry in evidence.ingredients()
        for link in evidence.ingredient(entry.slug).links
    ]
    prose = [(flesch(nameless(a)), a.question.ingredient.slug, a.question.condition.slug) for a in answers]
    steps = [flesch(" ".join(s.plain for s in a.rating.steps)) for a in answers if a.rating.studies]
    assert median(ease for ease, *_ in prose) >= 60
    assert not [p for p in prose if p[0] < 40]
    assert median(steps) >= 70
    assert min(steps) >= 40
