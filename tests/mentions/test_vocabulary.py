"""The shipped vocabulary: its size, its rules, its files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from proofwort.errors import KnowledgeError
from proofwort.mentions import Mention, Vocabulary, tables
from proofwort.mentions.fold import fold
from proofwort.mentions.vocabulary import shipped


def test_there_are_enough_names_and_they_are_small() -> None:
    names = tables.names(shipped())
    assert len({(row[0], fold(row[2])) for row in names}) >= 50_000
    assert sum(path.stat().st_size for path in shipped().iterdir()) <= 3_000_000


def test_files_are_packed_without_a_date() -> None:
    for path in shipped().glob("*.gz"):
        assert path.read_bytes()[4:8] == b"\0\0\0\0", path.name


def test_every_name_and_parent_has_its_concept() -> None:
    rows = [line.split("\t") for line in tables.concepts(shipped())]
    concepts = {(row[0], row[1]) for row in rows}
    assert {(row[0], row[1]) for row in tables.names(shipped())} <= concepts
    assert {(row[0], parent) for row in rows for parent in row[3].split()} <= concepts


def test_every_generated_spelling_spells_a_name_and_is_none() -> None:
    names = {(row[0], row[2]) for row in tables.names(shipped())}
    folded = {(kind, fold(name).strip()) for kind, name in names}
    for kind, spelling, name in tables.spellings(shipped()):
        assert (kind, name) in names
        assert (kind, fold(spelling)) not in folded


def test_every_refusal_has_a_reason() -> None:
    for kind, how, pattern, reason in tables.refusals(shipped()):
        assert kind in ("ingredient", "condition")
        assert how in ("phrase", "after", "before")
        assert pattern
        assert reason
        assert pattern == pattern.lower() or how == "phrase"


@pytest.mark.parametrize(
    ("kind", "name", "concept"),
    [
        ("ingredient", "Omega-3 fatty acids", "omega-3"),
        ("ingredient", "ascorbic acid", "vitamin-c"),
        ("ingredient", "Curcuma longa", "turmeric"),
        ("ingredient", "probiotic", "probiotics"),
        ("ingredient", "no such thing", None),
        ("condition", "T2DM", "type-2-diabetes"),
        ("condition", "high blood pressure", "hypertension"),
        ("condition", "hypercholesterolaemia", "high-cholesterol"),
        ("condition", "exercise", None),
    ],
)
def test_exact_lookup(vocabulary: Vocabulary, kind: str, name: str, concept: str | None) -> None:
    if name == "exercise":  # claimed by a record for people who type it, and not found in texts
        assert vocabulary.concept("condition", name) is not None
        assert vocabulary.find("exercise") == []
    else:
        assert vocabulary.concept(kind, name) == concept  # type: ignore[arg-type]  # the parameter is a Kind


def test_wider_concepts(vocabulary: Vocabulary) -> None:
    assert vocabulary.broader("condition", "type-2-diabetes")[0] == "diabetes"
    assert "cancer" in vocabulary.broader("condition", "breast-cancer")
    for concept in ("diabetes", "cancer", "depression"):
        assert concept not in vocabulary.broader("condition", concept)


def test_labels_and_forms(vocabulary: Vocabulary) -> None:
    citrate, krill = vocabulary.find("magnesium citrate or krill oil")
    assert vocabulary.label("ingredient", citrate.concept) == "Magnesium"
    assert vocabulary.form(citrate) == "magnesium citrate"
    assert vocabulary.common_name(citrate) == "Magnesium"
    assert vocabulary.common_name(krill).lower() == "krill oil"
    assert vocabulary.form(Mention("ingredient", "magnesium", 0, 9, "Magnesium")) is None
    with pytest.raises(KeyError):
        vocabulary.label("ingredient", "no-such-slug")


def test_a_damaged_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"concepts\.tsv\.gz"):
        Vocabulary.load(tmp_path)
    (tmp_path / "concepts.tsv.gz").write_bytes(gzip.compress(b"kind\tconcept\tlabel\tparents\tidentifiers\nbroken\n"))
    with pytest.raises(KnowledgeError, match=r"concepts\.tsv\.gz:2"):
        Vocabulary.load(tmp_path)
    (tmp_path / "concepts.tsv.gz").write_bytes(b"\x1f\x8b\x08\x00damaged")
    with pytest.raises(KnowledgeError, match="make_vocabulary"):
        Vocabulary.load(tmp_path)
