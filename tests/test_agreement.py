"""Two readers of one text: what is compared, and agreement beyond chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from proofwort.agreement import agreement, agreements, kappa
from proofwort.checks import second_readings_are_of_a_study
from proofwort.knowledge import Knowledge
from proofwort.model import Place, Reader, Reading, SecondReading

READING = Reading(reader=Reader(kind="human", name="a test"), date=date(2026, 1, 1), place=Place(section="abstract"))


def second(knowledge: Knowledge, slug: str, **changes: object) -> SecondReading:
    """A second reading that agrees with the record but for the changes."""
    study = knowledge.studies[slug]
    main = next((f for f in study.findings if f.primary), study.findings[0])
    same = SecondReading(
        study=slug,
        design=study.design,
        randomised=study.randomised,
        blinding=study.blinding,
        participants=study.participants,
        ingredient=main.ingredient,
        condition=main.condition,
        role=main.role,
        direction=main.direction,
        reading=READING,
    )
    return replace(same, **changes)  # type: ignore[arg-type]  # tests pass fields of the noun


def test_who_agrees_in_everything_agrees_wholly(knowledge: Knowledge) -> None:
    slugs = sorted(knowledge.studies)[:20]
    lines = agreements(replace(knowledge, second_readings=tuple(second(knowledge, s) for s in slugs)))
    assert {line.fact for line in lines} >= {"design", "ingredient", "condition", "role", "direction"}
    assert {line.fact: line.agreement for line in lines} == {line.fact: 1.0 for line in lines}


def test_another_direction_counts_against_it_and_another_pair_is_not_compared(knowledge: Knowledge) -> None:
    slugs = sorted(knowledge.studies)[:10]
    readings = [second(knowledge, s) for s in slugs]
    turned = "harm" if readings[0].direction != "harm" else "benefit"
    readings[0] = replace(readings[0], direction=turned)
    readings[1] = replace(readings[1], condition="pets")
    by_fact = {a.fact: a for a in agreements(replace(knowledge, second_readings=tuple(readings)))}
    assert (by_fact["direction"].n, by_fact["direction"].agreement) == (9, pytest.approx(8 / 9))
    assert by_fact["condition"].agreement == pytest.approx(0.9)


def test_nothing_read_twice_gives_no_lines(knowledge: Knowledge) -> None:
    assert agreements(replace(knowledge, second_readings=())) == ()


def test_kappa_of_cohens_kind() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, chance 0.5, kappa 0.4
    both = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(both) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) is None
    assert agreement("participants", [(10, 10), (12, 10)]).kappa is None


def test_a_second_reading_of_nothing_is_a_problem(knowledge: Knowledge) -> None:
    one = second(knowledge, "pmid-8792038")
    assert not list(second_readings_are_of_a_study(replace(knowledge, second_readings=(one,))))
    lost = replace(one, study="pmid-1")
    assert len(list(second_readings_are_of_a_study(replace(knowledge, second_readings=(lost, one, one))))) == 2
