"""What is missing is found, named and shown: the work list of the curators."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from proofwort.answers import Evidence
from proofwort.checks import planned_pairs_exist
from proofwort.errors import KnowledgeError
from proofwort.gaps import lacking, planned
from proofwort.knowledge import Knowledge


def test_a_complete_claim_lacks_nothing_and_each_part_is_missed(evidence: Evidence, knowledge: Knowledge) -> None:
    answer = evidence.ask("magnesium", "migraine")
    assert lacking(answer, answer.rating, knowledge.studies) == ()
    assert lacking(replace(answer, searches=()), answer.rating, knowledge.studies) == ("a search log",)
    assert lacking(replace(answer, cautions=()), answer.rating, knowledge.studies) == ("safety",)
    no_review = replace(answer.rating, studies=("pmid-8792038",))
    assert "a review, or a search for one" in lacking(replace(answer, searches=()), no_review, knowledge.studies)
    assert "a review, or a search for one" not in lacking(answer, no_review, knowledge.studies)


def test_gaps_name_what_exists(evidence: Evidence, knowledge: Knowledge) -> None:
    page = evidence.gaps()
    for gap in page.gaps:
        assert gap.ingredient or gap.condition
        if gap.kind != "planned-unsearched":
            assert gap.ingredient is None or gap.ingredient in knowledge.ingredients
            assert gap.condition is None or gap.condition in knowledge.conditions
    complete = {(g.ingredient, g.condition) for g in page.gaps if g.kind == "incomplete"}
    assert ("magnesium", "migraine") not in complete


def test_the_counts_agree_with_the_gaps(evidence: Evidence) -> None:
    counts = evidence.home().counts
    incomplete = sum(g.kind == "incomplete" for g in evidence.gaps().gaps)
    assert 0 < counts["claims_complete"] <= counts["claims_rated"] - incomplete


def test_a_plan_with_a_broken_line_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "coverage.tsv"
    path.write_text("ingredient\tcondition\tchosen_because\nzinc\tacne\tasked\nzinc acne asked\n")
    with pytest.raises(KnowledgeError) as caught:
        planned(path)
    assert [(p.file, p.line) for p in caught.value.problems] == [("coverage.tsv", 3)]
    assert planned(tmp_path / "none.tsv") == ()


def test_gaps_are_json(evidence: Evidence) -> None:
    assert json.loads(json.dumps([g.kind for g in evidence.gaps().gaps]))


def test_a_planned_pair_needs_both_records_and_stands_once(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "coverage.tsv").write_text(
        "ingredient\tcondition\tchosen_because\nzinc\tmigraine\tasked\nzinc\tmigraine\tasked\nmoonlight\tmigraine\tasked\n"
    )
    problems = list(planned_pairs_exist(replace(knowledge, root=tmp_path)))
    assert [p.message for p in problems] == ["stands twice", "has no record of the ingredient or the condition"]
    assert not list(planned_pairs_exist(knowledge))
