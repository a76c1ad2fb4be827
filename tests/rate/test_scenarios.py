"""Every file in knowledge/scenarios says what it must come to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofwort.model import Rating
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric
from proofwort.rate.rules import RULES
from tests.rate.scenarios import FOLDER, Scenario, read

FILES = sorted(FOLDER.glob("*.yaml"))


def rated(scenario: Scenario, rubric: Rubric) -> tuple[Rating, ...]:
    pair = scenario.pair
    return rate_pair(
        pair.ingredient,
        pair.condition,
        pair.studies,
        traditions=pair.traditions,
        statements=pair.statements,
        cautions=pair.cautions,
        searches=pair.searches,
        rubric=rubric,
        narrower=pair.narrower,
    )


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_scenario(path: Path, rubric: Rubric) -> None:
    scenario = read(path)
    rating = rated(scenario, rubric)[0]
    argument = "\n".join(f"  {s.rule}: {s.effect} | {s.plain} | {s.technical}" for s in rating.steps)
    for field, expected in scenario.expect.items():
        if field == "steps":
            spoke = {s.rule for s in rating.steps if s.effect != "0"}
            assert set(expected) <= spoke, argument
        else:
            found = getattr(rating, field)
            wanted = tuple(expected) if isinstance(expected, list) else expected
            wanted = "None" if field == "source_of_validity" and wanted is None else wanted
            assert found == wanted, f"{field}: {found!r} instead of {wanted!r}\n{argument}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_step_is_a_rule_and_speaks(path: Path, rubric: Rubric) -> None:
    for rating in rated(read(path), rubric):
        assert rating.steps
        for step in rating.steps:
            assert step.rule in RULES
            assert step.plain[0].isupper(), step
            assert step.plain.endswith("."), step
            assert "  " not in step.plain, step
            assert step.technical, step


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_order_of_records_does_not_matter(path: Path, rubric: Rubric) -> None:
    scenario = read(path)
    other = replace(scenario, pair=replace(scenario.pair, studies=scenario.pair.studies[::-1]))
    key = [(r.claim, r.value, r.direction, r.certainty, r.state) for r in rated(scenario, rubric)]
    assert [(r.claim, r.value, r.direction, r.certainty, r.state) for r in rated(other, rubric)] == key
