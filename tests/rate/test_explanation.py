"""What a rating hangs on, and what would change it."""

from __future__ import annotations

import sys
from dataclasses import replace

from proofwort.model import Identifiers
from proofwort.rate.fragility import MOST_TRIED, fragility, label
from proofwort.rate.rating import Pair, rate_pair
from proofwort.rate.rules import RULES
from proofwort.rate.what_would_change import what_would_change
from tests.rate.bodies import CONDITION, INGREDIENT, study


def asked(studies, rubric):
    pair = Pair(INGREDIENT, CONDITION, tuple(studies))
    return pair, rate_pair(INGREDIENT, CONDITION, studies, rubric=rubric)[0]


def test_fragility_names_the_study(rubric):
    studies = [study("key", "benefit", 900, "low", identifiers=Identifiers(pmid="8792038")), study("small", "null", 40)]
    pair, rating = asked(studies, rubric)
    (found,) = fragility(pair, rating, rubric)
    assert found.study == "key"
    assert found.plain == f"The rating would be {found.value} without PMID 8792038."
    assert rate_pair(INGREDIENT, CONDITION, studies[1:], rubric=rubric)[0].value == found.value


def test_the_only_study(rubric):
    pair, rating = asked([study("only")], rubric)
    (found,) = fragility(pair, rating, rubric)
    assert found.value is None
    assert found.plain == "There would be no rating without only."


def test_a_solid_body_hangs_on_nothing(rubric):
    pair, rating = asked([study(f"s{i}", "benefit", 600, "low") for i in range(6)], rubric)
    assert rating.value == 5
    assert fragility(pair, rating, rubric) == ()
    assert [c.kind for c in what_would_change(pair, rating, rubric)] in (["not-lowered"], ["lower"])


def test_what_would_change_comes_true(rubric):
    pair, rating = asked([study("one", "benefit", 60), study("two", "benefit", 80)], rubric)
    changes = what_would_change(pair, rating, rubric)
    assert {c.kind for c in changes} >= {"raise"}
    for change in changes:
        assert change.people in (100, 400, 1000)
        assert str(change.value) in change.plain or change.kind.startswith("not-")
        if change.kind.startswith("not-"):
            assert change.value == rating.value
        else:
            assert (change.value > rating.value) == (change.kind == "raise")


def test_of_what_nobody_has_searched_nothing_is_promised(rubric):
    pair, rating = asked([], rubric)
    assert (rating.state, what_would_change(pair, rating, rubric)) == ("not-searched", ())


def test_amounts_in_diet_are_not_changed_by_trials(rubric):
    observed = study("diet", design="cohort", randomised=None, finding={"exposure": "diet", "role": "associate"})
    pair, rating = asked([observed], rubric)
    assert what_would_change(pair, rating, rubric) == ()


def test_every_rule_explains_itself():
    for name, rule in RULES.items():
        text = (rule.__doc__ or "").strip()
        assert text.split("\n")[0].rstrip().endswith((".", "?")), name
        assert len(text) > 60, name


def test_one_threshold_shifted_is_another_version(rubric):
    shifted = rubric.shifted("vote_benefit", 0.6)
    assert shifted.version != rubric.version
    assert shifted.vote_benefit == 0.6
    assert shifted.shifted("vote_benefit", rubric.vote_benefit).version == rubric.version
    body = [study("a", "benefit", 300), study("b", "null", 200)]
    values = {rate_pair(INGREDIENT, CONDITION, body, rubric=r)[0].direction for r in (rubric, shifted)}
    assert values == {"benefit", "mixed"}
    assert replace(rubric) == rubric


def test_a_study_is_named_as_people_cite_it():
    peikert = study("key", authors=("Peikert A", "Wilimzig C"), year=1996, identifiers=Identifiers(pmid="8792038"))
    assert label(peikert) == "Peikert 1996 (PMID 8792038)"
    assert label(replace(peikert, identifiers=Identifiers())) == "Peikert 1996"
    assert label(replace(peikert, authors=(), identifiers=Identifiers(doi="10.1/x"))) == "doi 10.1/x"
    assert label(replace(peikert, authors=(), identifiers=Identifiers())) == "key"


def test_the_work_has_a_bound(rubric, monkeypatch):
    pair, rating = asked([study(f"s{i:03}", "benefit", 30 + i) for i in range(MOST_TRIED + 40)], rubric)
    tried = []
    module = sys.modules["proofwort.rate.fragility"]
    monkeypatch.setattr(module, "rate_claim", lambda rest, _claim, _rubric: tried.append(rest) or rating)
    assert fragility(pair, rating, rubric) == ()
    assert len(tried) == MOST_TRIED
