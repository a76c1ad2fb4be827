"""Claims within claims: by preparation and by status; the floor for comparing; the rule beside ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofwort.model import Claim, Form, Rating, Study
from proofwort.rate.claims import form_of, key
from proofwort.rate.rating import Pair, rate_claim, rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, finding, study, with_effect

SALTS = replace(
    INGREDIENT,
    forms=(
        Form(name="wort sulfate", names=("wort sulphate", "crystalline wort sulfate")),
        Form(name="wort hydrochloride", names=("wort HCl",)),
        Form(name="wort sulfate heptahydrate"),
    ),
)


def given(slug: str, direction: str, form: str | None = None, **changes: object) -> Study:
    return study(slug, direction, **changes, finding={"form": form})


def rated(rubric: Rubric, *studies: Study) -> tuple[Rating, ...]:
    return rate_pair(SALTS, CONDITION, studies, rubric=rubric)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Crystalline wort sulphate", "wort sulfate"),
        ("wort-HCl capsules", "wort hydrochloride"),
        ("wort sulfate heptahydrate", "wort sulfate heptahydrate"),
        ("wort sulfate or wort hydrochloride", None),
        ("wort sulfated", None),
        ("root extract", None),
        (None, None),
    ],
)
def test_a_preparation_is_a_form_on_record(text: str | None, form: str | None) -> None:
    assert form_of(SALTS, finding(form=text)) == form


def test_forms_are_rated_apart_beside_the_whole(rubric: Rubric) -> None:
    sulfate = [given(f"s{i}", "benefit", "wort sulfate") for i in range(3)]
    chloride = [given(f"h{i}", "null", "wort HCl") for i in range(3)]
    whole, *parts = rated(rubric, *sulfate, *chloride)
    assert (whole.claim.narrowed, len(whole.studies)) == (None, 6)
    by_form = {p.claim.preparation: p for p in parts}
    assert set(by_form) == {"wort sulfate", "wort hydrochloride"}
    assert by_form["wort sulfate"].direction == "benefit"
    assert by_form["wort hydrochloride"].direction != "benefit"
    assert {p.claim.narrowed for p in parts} == {"preparation"}
    assert all("part-of-claim" in {s.rule for s in p.steps} for p in parts)


def test_one_form_makes_no_part(rubric: Rubric) -> None:
    assert len(rated(rubric, *(given(f"s{i}", "benefit", "wort sulfate") for i in range(3)), given("x", "null"))) == 1


def test_a_form_of_a_single_trial_makes_no_part_but_a_review_does(rubric: Rubric) -> None:
    trials = [given("s", "benefit", "wort sulfate"), given("h", "null", "wort HCl")]
    assert len(rated(rubric, *trials)) == 1
    review = given("r", "benefit", "wort sulfate", design="meta-analysis", trials=5, appraised=True)
    assert [p.claim.preparation for p in rated(rubric, *trials, review)[1:]] == ["wort sulfate"]


def test_people_who_lack_it_are_rated_apart(rubric: Rubric) -> None:
    lacking = [study(f"l{i}", "benefit", status="deficient") for i in range(3)]
    others = [study(f"o{i}", "null") for i in range(3)]
    whole, part = rated(rubric, *lacking, *others)
    assert (part.claim.status, part.claim.narrowed, part.direction) == ("deficient", "status", "benefit")
    assert whole.claim.status is None
    assert [r.claim.narrowed for r in rated(rubric, *lacking)] == [None]  # all lack it: one claim, which says so


def test_a_part_never_becomes_the_default(rubric: Rubric) -> None:
    lacking = [study(f"l{i}", "benefit", 900, "low", status="deficient") for i in range(3)]
    assert rated(rubric, study("other", "unclear"), *lacking)[0].claim.narrowed is None


def test_a_part_is_found_again_by_its_key(rubric: Rubric) -> None:
    lacking = [study(f"l{i}", "benefit", status="deficient") for i in range(2)]
    others = [study(f"o{i}", "null") for i in range(2)]
    whole, part = rated(rubric, *lacking, *others)
    pair = Pair(SALTS, CONDITION, (*lacking, *others))
    assert rate_claim(pair, part.claim, rubric) == part
    assert rate_claim(pair, whole.claim, rubric) == whole
    assert rate_claim(replace(pair, studies=tuple(others)), part.claim, rubric) is None
    alone = rate_claim(replace(pair, studies=tuple(lacking)), whole.claim, rubric)
    assert alone is not None and alone.claim.status == "deficient"


def test_an_amount_in_the_diet_is_no_preparation() -> None:
    diet = Claim(ingredient="wort", condition="ache", role="prevent", preparation="amount in the diet")
    pill = replace(diet, preparation="wort sulfate", narrowed="preparation")
    assert len({key(diet), key(pill), key(replace(diet, preparation=None))}) == 3


def test_the_floor_for_comparing_is_off_and_lifts_only_what_was_tested_without_effect(rubric: Rubric) -> None:
    null = [study(f"n{i}", "null", 900, "low") for i in range(4)]
    assert (rated(rubric, *null)[0].direction, rated(rubric, *null)[0].value) == ("no_effect", 1)
    floored = rated(rubric.shifted("compat_floor", 2), *null)[0]
    assert (floored.value, floored.scientific, floored.state) == (2, 1, "no-effect")
    assert "compat-floor" in {s.rule for s in floored.steps}
    harm = [study(f"h{i}", "harm", 900, "low") for i in range(4)]
    assert rated(rubric.shifted("compat_floor", 2), *harm)[0].value == rated(rubric, *harm)[0].value


def test_a_retracted_trial_that_a_review_may_hold_is_named_and_costs_nothing(rubric: Rubric) -> None:
    review = study("r", "benefit", 900, design="meta-analysis", trials=9, appraised=True, year=2018)
    gone = study("gone", "benefit", year=2010, integrity="retracted")
    plain, told = rated(rubric, review)[0], rated(rubric, review, gone)[0]
    assert (told.value, told.certainty) == (plain.value, plain.certainty)
    (step,) = [s for s in told.steps if s.rule == "index-review"]
    assert "may hold, retracted: gone" in step.technical
    newer = rated(rubric, review, replace(gone, year=2020))[0]
    assert "may hold" not in "".join(s.technical for s in newer.steps)


def test_a_list_that_names_a_retracted_trial_costs_the_review_one_step(rubric: Rubric) -> None:
    review = replace(
        with_effect("r", 0.4, 5000, "low"),
        design="meta-analysis",
        trials=9,
        appraised=True,
        included=("pmid:1", "pmid:2"),
    )
    struck = replace(review, included_retracted=("pmid:2",))
    assert rated(rubric, struck)[0].certainty == rated(rubric, review)[0].certainty - 1
