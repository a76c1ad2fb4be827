"""The reader's own version: one object however it is asked for, cautions untouched, nonsense passed over by name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import proofwort
from proofwort.answers import Evidence
from proofwort.errors import WishError
from proofwort.model import Answer, View
from proofwort.rate.verdict import GATES
from proofwort.store import adapter, dump
from proofwort.views import THRESHOLDS, as_query, chosen, counted, parse


@pytest.fixture(scope="module")
def answer(evidence: Evidence) -> Answer:
    return evidence.ask("magnesium", "migraine")


def as_lists(view: View) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for name, value in as_query(view):
        query.setdefault(name, []).append(value)
    return query


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_version_has_an_address_that_leads_back_to_it(data: st.DataObject, evidence: Evidence) -> None:
    answer = evidence.ask("magnesium", "migraine")
    slugs = [s.slug for s in answer.studies]
    view = View(
        without=tuple(data.draw(st.lists(st.sampled_from(slugs), unique=True, max_size=4))),
        double_blind=data.draw(st.booleans()),
        reader=data.draw(st.sampled_from([None, "rule", "model", "human"])),
        min_participants=data.draw(st.none() | st.integers(1, 5000)),
        role=data.draw(st.sampled_from([None, "treat", "prevent"])),
        outcome=data.draw(st.none() | st.sampled_from([o.outcome for o in answer.rating.outcomes])),
        thresholds={n: low + (high - low) / 4 for n, (low, high) in THRESHOLDS.items() if data.draw(st.booleans())},
    )
    assert parse(as_lists(view), answer) == (view, ())


@given(
    query=st.dictionaries(
        st.sampled_from(["without", "blinding", "reader", "people", "role", "route", "outcome", *THRESHOLDS])
        | st.text(),
        st.lists(st.text(max_size=200), max_size=5),
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_query_is_followed_or_passed_over_by_name(query: dict[str, list[str]], evidence: Evidence) -> None:
    page = evidence.own_evidence("magnesium", "migraine", query)
    assert page.answer.cautions == evidence.ask("magnesium", "migraine").cautions
    assert all(isinstance(t, str) and t for t in page.told)


def test_asking_for_nothing_is_the_published_page(evidence: Evidence) -> None:
    assert evidence.own_evidence("magnesium", "migraine", {"utm_source": ["x"]}) == evidence.evidence(
        "magnesium", "migraine"
    )


def test_without_any_study_there_is_no_rating_and_cautions_stay(evidence: Evidence, answer: Answer) -> None:
    own = evidence.ask("magnesium", "migraine", View(without=tuple(s.slug for s in answer.studies)))
    assert own.rating.scientific is None
    assert own.studies == ()
    assert own.cautions == answer.cautions
    assert own.rating.safety_gate == answer.rating.safety_gate
    assert own.question == answer.question


def test_fragile_studies_are_what_leaving_them_out_shows(evidence: Evidence) -> None:
    page = evidence.evidence("magnesium", "migraine")
    for one in page.fragile:
        own = evidence.ask("magnesium", "migraine", View(without=(one.study,)))
        claim = next(r for r in (own.rating, *own.other_claims) if (r.claim.role, r.claim.route) == _same(page.answer))
        assert claim.value == one.value


def _same(answer: Answer) -> tuple[str, str | None]:
    return answer.rating.claim.role, answer.rating.claim.route


def test_only_double_blind_or_large_trials(answer: Answer) -> None:
    i, c = answer.question.ingredient, answer.question.condition
    blind = counted(answer.studies, View(double_blind=True), i, c)
    large = counted(answer.studies, View(min_participants=100), i, c)
    assert blind and all(s.blinding == "double" for s in blind)
    assert large and all((s.participants or 0) >= 100 and s.design not in ("meta-analysis",) for s in large)


def test_one_outcome_leaves_only_its_findings(evidence: Evidence, answer: Answer) -> None:
    outcome = answer.rating.outcomes[-1].outcome
    own = evidence.ask("magnesium", "migraine", View(outcome=outcome))
    assert {o.outcome for r in (own.rating, *own.other_claims) for o in r.outcomes} <= {outcome}


def test_a_shifted_threshold_is_named_in_the_rubrics_version(evidence: Evidence) -> None:
    own = evidence.ask("magnesium", "migraine", View(thresholds={"ois_people": 9000.0}))
    assert own.rating.rubric.endswith("with ois_people=9000")


def test_the_chosen_claim_comes_first(answer: Answer) -> None:
    ratings = (answer.rating, *answer.other_claims)
    last = ratings[-1].claim
    assert chosen(ratings, View(role=last.role, route=last.route))[0].claim.role == last.role
    assert chosen(ratings, View(role="performance")) == ratings


def test_library_and_command_line_give_the_same_version(evidence_path: Path, answer: Answer) -> None:
    left_out = answer.studies[0].slug
    view = View(without=(left_out,), min_participants=50)
    asked = proofwort.ask("magnesium", "migraine", evidence_path, view)
    command = [sys.executable, "-m", "proofwort", "show", "magnesium", "migraine", "--json"]
    command += ["--without", left_out, "--people", "50", "--evidence", str(evidence_path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    assert adapter(Answer).validate_json(shown.stdout) == asked
    assert json.loads(shown.stdout) == json.loads(dump(asked))


def test_a_wish_that_cannot_be_followed_stops_the_command(evidence_path: Path) -> None:
    command = [sys.executable, "-m", "proofwort", "show", "magnesium", "migraine", "--evidence", str(evidence_path)]
    for wish in (["--without", "pmid-1"], ["--threshold", "nonsense=1"], ["--reader", "crystal-ball"]):
        shown = subprocess.run([*command, *wish], capture_output=True, text=True, check=False, env={**os.environ})
        assert shown.returncode == 2, wish


def test_the_library_takes_the_wishes_as_keywords(evidence_path: Path, answer: Answer) -> None:
    slug = answer.studies[0].slug
    view = View(without=(slug,), double_blind=True, min_participants=30, thresholds={"ois_people": 300.0})
    by_view = proofwort.ask("magnesium", "migraine", evidence_path, view)
    by_keywords = proofwort.ask(
        "magnesium",
        "migraine",
        evidence_path,
        without=[slug.removeprefix("pmid-")],
        double_blind=True,
        min_participants=30,
        thresholds={"ois_people": 300},
    )
    assert by_keywords == by_view
    assert by_view.view == view
    assert proofwort.ask("magnesium", "migraine", evidence_path, view).view != answer.view
    assert answer.view is None


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"without": ["pmid-1"]}, "No study called 'pmid-1'"),
        ({"min_participants": -1}, "people must be a whole number"),
        ({"reader": "owl"}, "reader cannot be 'owl'"),
        ({"outcome": "wealth"}, "outcome cannot be 'wealth'"),
        ({"thresholds": {"mid_smd": 7.0}}, "mid_smd must be a number from 0 to 1"),
        ({"thresholds": {"luck": 1.0}}, "no threshold 'luck'"),
    ],
)
def test_the_library_refuses_what_it_cannot_follow(evidence_path: Path, wish: dict[str, Any], said: str) -> None:
    with pytest.raises(WishError, match=re.escape(said)):
        proofwort.ask("magnesium", "migraine", evidence_path, **wish)


def test_a_caution_outlives_the_study_that_it_rests_on(evidence: Evidence) -> None:
    links = [x for e in evidence.ingredients() for x in evidence.ingredient(e.slug).links]
    harmful = [x for x in links if x.state == "harmful" or x.safety_gate in ("avoid", "clinician-only")]
    assert harmful
    for link in harmful[:40]:
        published = evidence.ask(link.ingredient, link.condition)
        gates = {(r.claim.role, r.claim.route): r.safety_gate for r in (published.rating, *published.other_claims)}
        for view in (View(without=tuple(s.slug for s in published.studies)), View(min_participants=10**6)):
            own = evidence.ask(link.ingredient, link.condition, view)
            assert own.cautions == published.cautions
            for rating in (own.rating, *own.other_claims):
                floor = gates.get((rating.claim.role, rating.claim.route), published.rating.safety_gate)
                assert GATES.index(rating.safety_gate) >= GATES.index(floor), link
                assert [s.effect for s in rating.steps if s.rule == "safety-gate"] == [rating.safety_gate]


def test_what_it_hangs_on_follows_the_version(evidence: Evidence) -> None:
    published = evidence.evidence("magnesium", "migraine")
    key = published.fragile[0]
    own = evidence.own_evidence("magnesium", "migraine", {"without": [key.study]})
    assert own.answer.rating.value == key.value
    assert key.study not in {f.study for f in own.fragile}
    assert evidence.hangs_on(own.answer) == (own.fragile, own.would_change)


def test_direct_evidence_stands_apart_from_what_narrower_conditions_lend(evidence: Evidence) -> None:
    page = evidence.evidence("magnesium", "autoimmune-disorders")
    rolled_up = set(page.rolled_up)
    for study in page.answer.studies:
        direct = any((f.ingredient, f.condition) == ("magnesium", "autoimmune-disorders") for f in study.findings)
        assert (study.slug in rolled_up) == (not direct)
    assert rolled_up
    assert rolled_up < {s.slug for s in page.answer.studies}
    assert {"lupus", "psoriasis"} <= {link.condition for link in page.narrower}
    assert all(link.ingredient == "magnesium" for link in page.narrower)


def test_ratings_that_borrow_say_so(evidence: Evidence) -> None:
    links = [x for e in evidence.ingredients() for x in evidence.ingredient(e.slug).links]
    borrowed = [x for x in links if x.indirect]
    assert borrowed
    for link in borrowed[:60]:
        page = evidence.evidence(link.ingredient, link.condition)
        assert set(page.answer.rating.studies) & set(page.rolled_up)
        assert any(s.rule == "narrower-conditions" for s in page.answer.rating.steps)
        assert "indirect evidence" in page.answer.synopsis.text
