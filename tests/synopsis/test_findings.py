"""Which finding of a study the prose tells of: the one that was rated."""

from __future__ import annotations

from dataclasses import replace

from proofwort.model import Answer
from proofwort.synopsis.body import gather
from tests.synopsis.frozen import states


def _with_stray_findings(answer: Answer, condition: str) -> Answer:
    """The answer, every finding of its studies preceded by the same on another condition."""
    studies = tuple(
        replace(s, findings=(*(replace(f, condition=condition, outcome_slug=None) for f in s.findings), *s.findings))
        for s in answer.studies
    )
    return replace(answer, studies=studies)


def test_a_narrower_condition_that_stands_in_goes_before_one_apart() -> None:
    borrowed = [a for a in states() if any(s.rule == "narrower-conditions" for s in a.rating.steps)]
    assert borrowed
    for answer in borrowed:
        stray = gather(_with_stray_findings(answer, "gout"))
        assert "gout" not in {i.finding.condition for i in stray.items}


def test_the_number_that_was_rated_goes_first() -> None:
    reviewed = [a for a in states() if any(s.rule == "pooled-effect" and s.effect == "review" for s in a.rating.steps)]
    assert reviewed
    for answer in reviewed:
        told = [i.finding.effect for i in gather(answer).items if i.finding.effect]
        step = next(s for s in answer.rating.steps if s.rule == "pooled-effect")
        assert any(f" {e.value:.2f} (" in step.technical for e in told)
