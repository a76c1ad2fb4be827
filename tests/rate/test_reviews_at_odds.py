"""Reviews that contradict each other, events that are not told, and what a serious illness or a group may not claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from proofwort.model import Effect, Rating, Study
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, smd, study


def review(slug: str, direction: str, searched: str, n: int | None = 900, **of_finding: Any) -> Study:
    """An appraised review of randomised trials."""
    return study(
        slug,
        direction,
        n,
        design="meta-analysis",
        search_date=searched,
        appraised=True,
        finding={"trials": 6, **of_finding},
    )


def ratio(value: float, low: float, high: float, events: int | None = None) -> dict[str, Any]:
    """Changes to a finding: a risk ratio of death."""
    effect = Effect(measure="RR", value=value, low=low, high=high, better="lower")
    return {"outcome": "death", "outcome_slug": "death", "effect": effect, "events": events}


def first(rubric: Rubric, *studies: Study, **changes: Any) -> Rating:
    return rate_pair(INGREDIENT, replace(CONDITION, **changes), studies, rubric=rubric)[0]


def effects(rating: Rating) -> dict[str, str]:
    return {s.rule: s.effect for s in rating.steps}


def test_a_null_without_a_number_against_most_reviews_is_mixed(rubric: Rubric) -> None:
    null = review("null", "null", "2020")
    others = [review(f"r{i}", "benefit", "2018", effect=smd(0.5, 300)) for i in range(2)]
    newer = [replace(o, appraised=None, search_date="2019") for o in others]
    assert first(rubric, null, *newer).direction == "mixed"
    assert first(rubric, null, newer[0], review("r9", "null", "2019")).direction == "no_effect"


def test_harm_is_not_the_same_answer_as_no_effect(rubric: Rubric) -> None:
    index = review("index", "null", "2020", n=9000, **ratio(1.01, 0.97, 1.05))
    harm = replace(review("harm", "harm", "2015", **ratio(1.3, 1.1, 1.5)), appraised=None)
    rating = first(rubric, index, harm)
    assert effects(rating)["cross-check"] == "-1"
    assert rating.safety_gate == "clinician-only"


def test_untold_events_cost_where_they_are_rare(rubric: Rubric) -> None:
    told = review("told", "benefit", "2020", n=9000, **ratio(0.8, 0.65, 0.98, events=500))
    untold = review("untold", "benefit", "2020", n=9000, **ratio(0.8, 0.65, 0.98))
    assert effects(first(rubric, told))["imprecision"] == "0"
    assert effects(first(rubric, untold))["imprecision"] == "-1"


def test_a_serious_illness_never_works_by_how_people_feel_while_death_is_open(rubric: Rubric) -> None:
    felt = review("felt", "benefit", "2020", effect=smd(0.8, 900), grade=None)
    death = study("death", "null", 300, finding=ratio(0.9, 0.6, 1.4))
    strong = replace(felt, bias=replace(felt.bias, appraised_as="low"))
    assert (first(rubric, strong, death).value or 0) >= 4
    rating = first(rubric, strong, death, serious=True)
    assert (rating.value, effects(rating)["claim-ceilings"]) == (3, "ceiling 3")


def test_a_group_claims_no_more_than_2_on_what_it_does_not_rank(rubric: Rubric) -> None:
    narrow = review("narrow", "benefit", "2020", condition="headache", effect=smd(0.8, 900))
    strange = review(
        "strange", "benefit", "2020", condition="headache", outcome="gum", outcome_slug=None, effect=smd(0.8, 900)
    )
    group = replace(CONDITION, kind="group")
    borrowed = {"rubric": rubric, "narrower": frozenset({"headache"})}
    ranked, *_ = rate_pair(INGREDIENT, group, [narrow], **borrowed)
    unranked, *_ = rate_pair(INGREDIENT, group, [strange], **borrowed)
    assert (ranked.value, unranked.value) == (3, 2)


def test_a_review_of_the_ingredient_alone_goes_before_one_of_a_mixture(rubric: Rubric) -> None:
    mixture = review("mixture", "benefit", "2021", effect=smd(0.5, 900), combination="combination")
    alone = replace(review("alone", "null", "2019", effect=smd(0.0, 900)), appraised=None)
    assert first(rubric, mixture, alone).studies == ("alone",)


def test_a_review_beside_treatment_goes_before_a_trial_to_prevent(rubric: Rubric) -> None:
    pooled = review("pooled", "benefit", "2020", n=None, role="adjunct")
    trial = study("trial", "null", 46, finding={"role": "prevent"})
    assert first(rubric, pooled, trial).claim.role == "adjunct"


def test_the_best_kind_of_study_leads_and_then_a_review(rubric: Rubric) -> None:
    trial = study("trial", "benefit", 46, finding={"role": "performance"})
    cohort = study("cohort", "benefit", 5000, design="cohort", randomised=None, finding={"role": "prevent"})
    pooled = review("pooled", "benefit", "2020", n=None, role="prevent")
    assert first(rubric, cohort, trial).claim.role == "performance"
    assert first(rubric, pooled, trial).claim.role == "prevent"


def test_what_did_harm_in_one_trial_leans_nowhere(rubric: Rubric) -> None:
    better = [study(f"better-{i}", "benefit", 40, finding={"effect": smd(1.6, 40)}) for i in range(2)]
    worse = study("worse", "harm", 40, finding={"effect": smd(-0.8, 40)})
    rating = first(rubric, *better, worse)
    assert (rating.direction, rating.value) == ("inconclusive", 1)


def test_a_handful_of_careful_people_overrules_nobody(rubric: Rubric) -> None:
    null = [study(f"null-{i}", "null", 300) for i in range(2)]

    def careful(n: int) -> Study:
        return study("careful", "benefit", n, bias="low", finding={"effect": smd(1.2, n)})

    assert "careful-studies" not in effects(first(rubric, *null, careful(58)))
    assert "careful-studies" in effects(first(rubric, *null, careful(120)))
