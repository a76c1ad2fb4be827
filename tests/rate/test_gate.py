"""The safety gate: what holds for everyone, and what for some people only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from proofwort.model import Caution, CautionKind, Condition, Gate, Place, Rating, Reader, Reading, Route, Source
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, study

READ = Reading(reader=Reader(kind="rule", name="made up"), date=date(2026, 1, 1), place=Place(section="made up"))


def caution(kind: CautionKind, gate: Gate, **changes: object) -> Caution:
    base = Caution(
        ingredient="wort", kind=kind, text="made up", gate=gate, source=Source(title="made up"), reading=READ
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # tests pass fields of the record


def rated(rubric: Rubric, *cautions: Caution, condition: Condition = CONDITION, route: Route = "oral") -> Rating:
    trial = study("a", "benefit", finding={"route": route})
    return rate_pair(INGREDIENT, condition, [trial], rubric=rubric, cautions=cautions)[0]


def test_what_holds_for_some_is_named_and_does_not_forbid_it_to_all(rubric: Rubric) -> None:
    found = rated(
        rubric, caution("pregnancy", "avoid"), caution("interaction", "clinician-only"), caution("surgery", "check")
    )
    assert (found.safety_gate, found.avoid_if, found.clinician_if) == ("check", ("pregnancy",), ("interaction",))
    said = next(s.plain for s in found.steps if s.rule == "safety-gate")
    assert said.endswith("Not to be taken in pregnancy. Only with a doctor with some medicines.")


@pytest.mark.parametrize("kind", ["warning", "adverse-effect", "liver", "quality"])
def test_what_holds_for_all_decides(rubric: Rubric, kind: CautionKind) -> None:
    found = rated(rubric, caution(kind, "avoid"), caution("pregnancy", "check"))
    assert (found.safety_gate, found.avoid_if) == ("avoid", ())


def test_a_caution_on_the_very_condition_or_its_people_holds_for_all(rubric: Rubric) -> None:
    assert rated(rubric, caution("kidney", "avoid", conditions=("ache",))).safety_gate == "avoid"
    elsewhere = rated(rubric, caution("contraindication", "avoid", conditions=("hypertension",)))
    assert (elsewhere.safety_gate, elsewhere.avoid_if) == ("check", ("contraindication",))
    assert rated(rubric, caution("children", "avoid", conditions=("preterm-infants",))).safety_gate == "unknown"
    sickness = replace(CONDITION, name="Nausea in pregnancy")
    found = rated(rubric, caution("pregnancy", "avoid"), condition=sickness)
    assert (found.safety_gate, found.avoid_if) == ("avoid", ())


def test_what_is_injected_is_for_clinicians(rubric: Rubric) -> None:
    assert rated(rubric, route="intravenous").safety_gate == "clinician-only"
    assert rated(rubric).safety_gate == "unknown"


def test_two_situations_of_one_kind_are_named_once_and_the_stricter_wins(rubric: Rubric) -> None:
    found = rated(
        rubric, caution("children", "avoid"), caution("children", "clinician-only"), caution("children", "avoid")
    )
    assert (found.avoid_if, found.clinician_if) == (("children",), ())
