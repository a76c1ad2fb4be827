"""What nobody but a program has read says so wherever it stands: pages, lists, search, JSON and the argument."""

from __future__ import annotations

import json

import pytest

from proofwort.answers import Evidence
from proofwort.knowledge import load
from proofwort.model import Finding, Study
from proofwort.paths import knowledge_root
from tests.web.conftest import Visitor
from tests.web.html import parse, select, words


@pytest.fixture(scope="module")
def study(evidence: Evidence) -> Study:
    """The first study of the evidence that was read by machine and has no curated record."""
    for slug in load(knowledge_root()).machine:
        found = evidence.study(slug).study
        if found.reading.reader.kind == "rule":
            return found
    pytest.skip("every machine-read study has a curated record by now")


@pytest.fixture(scope="module")
def main(study: Study) -> Finding:
    return study.findings[0]


def test_the_study_and_the_pair_wear_the_badge(visitor: Visitor, study: Study, main: Finding) -> None:
    page = parse(visitor.get(f"/studies/{study.slug}").text)
    assert "read by machine" in [words(b) for b in select(page, ".by-machine")]
    assert "Where each value stands" in words(page)
    pair = parse(visitor.get(f"/evidence/{main.ingredient}/{main.condition}").text)
    assert select(pair, f"tr[id=study-{study.slug}] .by-machine")


def test_search_says_it(evidence: Evidence, study: Study) -> None:
    hits = [h for h in evidence.search(study.title, 40) if h.address == f"/studies/{study.slug}"]
    assert [h.subtitle for h in hits] == ["study, read by machine"]


def test_json_and_the_argument_say_it(visitor: Visitor, evidence: Evidence, study: Study, main: Finding) -> None:
    answer = evidence.ask(main.ingredient, main.condition)
    ratings = [r for r in (answer.rating, *answer.other_claims) if study.slug in r.studies]
    for rating in ratings:
        assert rating.by_reader["rule"] >= 1
        (step,) = [s for s in rating.steps if s.rule == "read-by-machine"]
        assert study.slug in step.studies
    body = json.loads(visitor.get(f"/studies/{study.slug}.json").text)
    assert body["study"]["reading"]["reader"]["kind"] == "rule"


def test_how_well_we_read_shows_what_people_reach(visitor: Visitor, evidence: Evidence) -> None:
    page = parse(visitor.get("/reading").text)
    assert "Two people" in words(page)
    assert any(s.people for r in evidence.reading().reports for s in r.scores)
    assert evidence.reading().read_by["rule"] > 0
