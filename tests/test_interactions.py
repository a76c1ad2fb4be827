"""The grid of interactions: every cell is stated, a caution outranks silence, and silence is never called safe."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from proofwort.answers import Evidence
from proofwort.interactions import grid, row
from proofwort.knowledge import Knowledge
from proofwort.model import Caution, DrugClass, Gate, Place, Reader, Reading, SafetyCheck, Source

READING = Reading(reader=Reader(kind="human", name="a test"), date=date(2026, 1, 1), place=Place(section="all"))
SOURCE = Source(title="A list of interactions")
CLASSES = {
    slug: DrugClass(slug=slug, name=slug, examples=("an example",)) for slug in ("anticoagulants", "statins", "nsaids")
}


def caution(gate: Gate, *classes: str) -> Caution:
    return Caution(
        ingredient="garlic",
        kind="interaction",
        text="Words.",
        gate=gate,
        drug_classes=classes,
        source=SOURCE,
        reading=READING,
    )


def test_a_class_is_a_caution_where_one_names_it_and_the_strictest_gate_counts() -> None:
    cells = row("garlic", CLASSES, (caution("check", "statins", "nsaids"), caution("avoid", "statins")), ())
    assert [(c.drug_class.slug, c.state, c.gate) for c in cells] == [
        ("anticoagulants", "unknown", "unknown"),
        ("statins", "caution", "avoid"),
        ("nsaids", "caution", "check"),
    ]


def test_what_a_source_does_not_name_was_looked_for_and_not_found() -> None:
    looked = SafetyCheck(ingredient="garlic", looked_for=("interaction",), source=SOURCE, reading=READING)
    cells = row("garlic", CLASSES, (caution("check", "statins"),), (looked,))
    assert [c.state for c in cells] == ["nothing-found", "caution", "nothing-found"]
    assert cells[0].checked == (looked,)
    assert cells[0].gate == "none-found"


def test_a_source_read_for_something_else_says_nothing_of_medicines(knowledge: Knowledge) -> None:
    looked = SafetyCheck(ingredient="boron", looked_for=("pregnancy",), source=SOURCE, reading=READING)
    assert "boron" not in grid(replace(knowledge, cautions=(), safety_checks=(looked,)))


def test_every_row_states_every_class(evidence: Evidence, knowledge: Knowledge) -> None:
    page = evidence.interactions()
    assert len(page.classes) == len(knowledge.drug_classes) == 25
    assert page.rows
    for entry, cells in page.rows:
        assert [c.drug_class for c in cells] == list(page.classes), entry.slug
