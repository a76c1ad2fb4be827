"""One answer everywhere: library, command line, JSON and page give the same object; names and typos find their way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import proofwort
from proofwort.answers import Evidence
from proofwort.errors import EvidenceError, NotFound
from proofwort.model import Answer
from proofwort.store import adapter, dump


def run(*arguments: str, evidence: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "proofwort", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PROOFWORT_EVIDENCE": str(evidence), "COLUMNS": "160"},
    )


def test_ask_takes_any_name_of_either(evidence: Evidence) -> None:
    answer = evidence.ask("magnesium", "migraine")
    assert evidence.ask("Mg", "Migraine headache") == answer
    assert evidence.ask("MAGNESIUM CITRATE", "migraines") == answer


def test_ask_says_what_might_have_been_meant(evidence: Evidence) -> None:
    with pytest.raises(NotFound) as caught:
        evidence.ask("magnesum", "migraine")
    assert ("/ingredients/magnesium", "Magnesium") in caught.value.nearest


def test_the_answer_carries_its_rating(evidence: Evidence) -> None:
    rating = evidence.ask("magnesium", "migraine").rating
    assert rating.value in range(6)
    assert rating.direction and rating.source_of_validity and rating.steps
    assert rating.certainty in range(5)
    assert rating.scientific == rating.value
    assert rating.rubric == evidence.rubric


def test_library_command_line_and_store_give_the_same(evidence: Evidence, evidence_path: Path) -> None:
    answer = evidence.ask("magnesium", "migraine")
    shown = run("show", "magnesium", "migraine", "--json", evidence=evidence_path)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout) == json.loads(dump(answer))
    assert adapter(Answer).validate_json(shown.stdout) == answer
    assert proofwort.ask("magnesium", "migraine", evidence=evidence_path) == answer


def test_a_pair_that_nobody_looked_at_is_not_searched(evidence: Evidence) -> None:
    answer = evidence.ask("saffron", "tetanus")
    assert (answer.rating.state, answer.rating.value, answer.rating.source_of_validity) == (
        "not-searched",
        None,
        "None",
    )
    assert answer.synopsis.paragraphs


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("magnesum migrane", "/evidence/magnesium/migraine"),
        ("migraine magnesium", "/evidence/magnesium/migraine"),
        ("does magnesium help with leg cramps?", "/evidence/magnesium/leg-cramps"),
        ("magnesium for high blood presure", "/evidence/magnesium/hypertension"),
        ("mg insomnia", "/evidence/magnesium/insomnia"),
        ("magnesiun", "/ingredients/magnesium"),
        ("st johns wort", "/ingredients/st-johns-wort"),
        ("ashwaganda", "/ingredients/ashwagandha"),
        ("nervous system", "/body-systems/nervous"),
        ("heart fibrillation", "/conditions/heart-fibrillation"),
    ],
)
def test_search_forgives(typed: str, address: str, evidence: Evidence) -> None:
    assert address in [hit.address for hit in evidence.search(typed)[:3]]


@pytest.mark.parametrize("typed", ["magnesum migraine", "magnesium migrane", "garlic cholesterol"])
def test_a_pair_goes_before_its_halves(typed: str, evidence: Evidence) -> None:
    kinds = [hit.kind for hit in evidence.search(typed)]
    assert kinds[0] == "pair" and {"ingredient", "condition"} <= set(kinds)


@settings(max_examples=80, deadline=None)
@given(typed=st.text(max_size=60))
def test_search_takes_anything(typed: str, evidence: Evidence) -> None:
    for hit in evidence.search(typed):
        assert hit.address.startswith("/")


def test_every_name_leads_to_its_page(evidence: Evidence) -> None:
    for entry in evidence.ingredients():
        assert evidence.resolve("ingredient", entry.name) == entry.slug
    for entry in evidence.conditions():
        for name in entry.names:
            assert evidence.redirect("condition", name) in (entry.slug, None)


def test_a_missing_or_foreign_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="proofwort build"):
        Evidence.open(tmp_path / "none.sqlite")
    (tmp_path / "foreign.sqlite").write_text("not a database at all " * 50)
    with pytest.raises(EvidenceError, match="damaged or no evidence file"):
        Evidence.open(tmp_path / "foreign.sqlite")


def test_the_command_line_explains_its_errors(evidence_path: Path) -> None:
    shown = run("show", "magnesum", "migraine", evidence=evidence_path)
    assert shown.returncode == 6
    assert "did you mean Magnesium" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_stats_counts(evidence_path: Path) -> None:
    counts = json.loads(run("stats", "--json", evidence=evidence_path).stdout)
    for key in (
        "ingredients",
        "conditions",
        "names",
        "pairs_rated",
        "claims_rated",
        "studies",
        "cautions",
        "statements",
    ):
        assert counts[key] > 0
