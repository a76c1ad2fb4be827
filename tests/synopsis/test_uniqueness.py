"""No two different states of evidence yield the same paragraph, and the same state always yields the same one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from proofwort import synopsis
from proofwort.answers import Evidence
from proofwort.model import Answer, ClaimDirection, Gate, Rating
from tests.synopsis.frozen import states

GATES = get_args(Gate)


@pytest.fixture(scope="module")
def answers(evidence: Evidence) -> list[Answer]:
    links = [link for entry in evidence.ingredients() for link in evidence.ingredient(entry.slug).links]
    return [evidence.ask(link.ingredient, link.condition) for link in links]


def verdict_state(rating: Rating) -> tuple[object, ...]:
    """What the last paragraph must tell apart."""
    return (rating.direction, rating.certainty, rating.state, rating.scientific, rating.safety_gate)


def last_paragraph(answer: Answer) -> str:
    return " ".join(s.text for s in synopsis.complete(answer).synopsis.paragraphs[-1])


def studied(direction: ClaimDirection, certainty: int, value: int) -> str:
    """The state word that the rules give."""
    if direction == "benefit":
        return "works" if value >= 4 else "may-work" if value == 3 else "hints"
    if direction == "harm":
        return "harmful" if certainty >= 2 else "too-little"
    return {"mixed": "conflicting", "inconclusive": "too-little", "no_effect": "no-effect"}[direction]


# (direction, certainty) → the values that the rubric's table and ceilings can give
VALUES: dict[ClaimDirection, tuple[int, ...]] = {
    "benefit": (2, 3, 4, 5),
    "mixed": (2, 3),
    "inconclusive": (1, 2),
    "no_effect": (1,),
    "harm": (0, 1),
}


def test_every_state_of_one_pair_has_its_own_verdict() -> None:
    base = next(a for a in states() if a.question.condition.slug == "migraine")
    seen: dict[str, tuple[object, ...]] = {}
    for direction, certainty, gate in product(VALUES, range(1, 5), GATES):
        for value in VALUES[direction]:
            if direction == "harm" and value != (1 if certainty == 1 else 0):
                continue
            rating = replace(
                base.rating,
                direction=direction,
                certainty=certainty,
                value=value,
                scientific=value,
                safety_gate=gate,
                state=studied(direction, certainty, value),
            )
            key = verdict_state(rating)
            text = last_paragraph(replace(base, rating=rating))
            # mixed results are told by their certainty, not by their value
            if direction == "mixed":
                key = key[:3] + key[4:]
            assert seen.setdefault(text, key) == key, text
    assert len(seen) > 150


def test_no_two_pairs_share_their_prose(answers: list[Answer]) -> None:
    """With the names of ingredient and condition taken out, equal prose means equal states of evidence."""
    seen: dict[str, tuple[object, ...]] = {}
    for answer in answers:
        text = nameless(answer)
        key = (*verdict_state(answer.rating), len(answer.rating.studies), answer.rating.participants)
        assert seen.setdefault(text, key) == key, f"{answer.question.ingredient.slug}: {text}"


def nameless(answer: Answer) -> str:
    """The prose after its first sentence, which says what the ingredient is, without the two names."""
    first, *rest = [s.text for p in answer.synopsis.paragraphs for s in p]
    text = " ".join(rest) or first
    for record in (answer.question.ingredient, answer.question.condition):
        for name in (record.phrase or record.name, record.name):
            text = re.sub(re.escape(name), "…", text, flags=re.IGNORECASE)
    return text


def test_prose_depends_on_nothing_but_the_answer() -> None:
    for answer in states():
        assert synopsis.complete(answer).synopsis == synopsis.complete(answer).synopsis


def test_serious_harm_outspeaks_a_benefit() -> None:
    base = next(a for a in states() if a.question.condition.slug == "migraine")
    rating = replace(base.rating, direction="benefit", certainty=3, value=1, scientific=1, state="harmful")
    assert "made serious events more likely" in last_paragraph(replace(base, rating=rating))
