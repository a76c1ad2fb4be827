"""How findings are split into claims, which claim is the default, and what is never counted twice."""

from __future__ import annotations

from dataclasses import replace

from proofwort.model import Effect, Finding, Identifiers, Outcome
from proofwort.rate.rating import rate_pair
from proofwort.rate.selection import combined_finding
from proofwort.rate.signed import signed, tidy_unit
from tests.rate.bodies import CONDITION, INGREDIENT, finding, smd, study, with_effect


def rate(studies, rubric, condition=CONDITION, **more):
    return rate_pair(INGREDIENT, condition, studies, rubric=rubric, **more)


def test_role_route_and_exposure_make_claims(rubric):
    studies = [
        study("oral"),
        study("vein", finding={"route": "intravenous"}),
        study("prevent", finding={"role": "prevent"}),
        study(
            "diet", design="cohort", randomised=None, finding={"role": "associate", "route": None, "exposure": "diet"}
        ),
        study(
            "level",
            design="cross-sectional",
            randomised=None,
            finding={"role": "associate", "route": None, "exposure": "level"},
        ),
    ]
    claims = [(r.claim.role, r.claim.route, r.claim.preparation) for r in rate(studies, rubric)]
    assert claims[0] == ("treat", "oral", None)
    assert set(claims[1:]) == {
        ("treat", "intravenous", None),
        ("prevent", "oral", None),
        ("associate", None, "amount in the diet or the body"),
    }


def test_a_finding_without_route_joins_the_oral_claim(rubric):
    first, *others = rate([study("a"), study("b", finding={"route": None})], rubric)
    assert not others
    assert set(first.studies) == {"a", "b"}


def test_the_condition_names_the_default_role(rubric):
    studies = [study("treat", n=900), study("prevent", n=50, finding={"role": "prevent"})]
    assert rate(studies, rubric)[0].claim.role == "treat"
    assert rate(studies, rubric, replace(CONDITION, default_role="prevent"))[0].claim.role == "prevent"


def test_human_evidence_goes_before_the_default_role(rubric):
    studies = [study("rats", design="animal"), study("prevent", finding={"role": "prevent"})]
    assert rate(studies, rubric)[0].claim.role == "prevent"


def test_status_is_named_where_all_share_it(rubric):
    lacking = [study("a", status="deficient"), study("b", status="deficient")]
    assert rate(lacking, rubric)[0].claim.status == "deficient"
    assert rate([*lacking, study("c")], rubric)[0].claim.status is None


def test_protocols_make_no_claim(rubric):
    only, *others = rate([study("plan", design="protocol")], rubric)
    assert not others
    assert (only.state, only.value) == ("nothing-found", None)


def test_other_records_are_passed_over(rubric):
    studies = [study("a"), study("b", finding={"ingredient": "root"}), study("c", finding={"condition": "cold"})]
    assert rate(studies, rubric)[0].studies == ("a",)


def test_two_records_of_one_trial_count_once(rubric):
    registered = Identifiers(registrations=("NCT1",))
    studies = [study("first", n=100, identifiers=registered), study("second", n=120, identifiers=registered)]
    rating = rate(studies, rubric)[0]
    assert rating.studies == ("second",)
    same = {"authors": ("Doe J",), "n": 80}
    rating = rate([study("x", year=2010, **same), study("y", year=2011, **same)], rubric)[0]
    assert rating.participants == 80
    rating = rate([study("x", year=2010, **same), study("y", year=2013, **same)], rubric)[0]
    assert rating.participants == 160


def test_one_study_has_one_vote_per_outcome(rubric):
    both = study("both", findings=(finding("benefit"), finding("null")))
    assert rate([both], rubric)[0].direction == "mixed"
    primary = study("primary", findings=(finding("benefit"), finding("null", primary=True)))
    assert rate([primary], rubric)[0].direction == "inconclusive"


def test_all_trials_on_record_replace_their_review(rubric):
    effect = Effect(measure="SMD", value=-0.5, low=-0.8, high=-0.2)
    review = study(
        "review",
        n=400,
        design="meta-analysis",
        trials=2,
        appraised=True,
        year=2018,
        included=("a", "pmid:7"),
        finding={"effect": effect},
    )
    trials = [
        study("a", n=150, finding={"effect": effect}),
        study("b", n=250, identifiers=Identifiers(pmid="7"), finding={"effect": effect}),
    ]
    rating = rate([review, *trials], rubric)[0]
    assert set(rating.studies) == {"a", "b"}
    assert rating.participants == 400


def test_a_retracted_trial_leaves_a_review_that_can_be_recomputed(rubric):
    effect = Effect(measure="SMD", value=-0.5, low=-0.8, high=-0.2)
    review = study(
        "review",
        n=600,
        design="meta-analysis",
        trials=3,
        appraised=True,
        year=2018,
        included=("a", "b", "gone"),
        finding={"effect": effect},
    )
    trials = [
        study("a", finding={"effect": effect}),
        study("b", finding={"effect": effect}),
        study("gone", integrity="retracted", finding={"effect": effect}),
    ]
    rating = rate([review, *trials], rubric)[0]
    assert set(rating.studies) == {"a", "b"}
    assert "retractions" in {s.rule for s in rating.steps}


def test_serious_outcomes_that_are_open_hand_on_to_the_next(rubric):
    ranked = replace(CONDITION, outcomes=CONDITION.outcomes[::-1])  # death first
    open_death = Effect(measure="RR", value=0.7, low=0.4, high=1.3)
    felt = Effect(measure="SMD", value=-0.5, low=-0.6, high=-0.4)
    trial = study(
        "trial",
        n=1200,
        findings=(
            finding("null", outcome_slug="death", outcome="death", effect=open_death),
            finding("benefit", effect=felt),
        ),
    )
    rating = rate([trial], rubric, ranked)[0]
    assert rating.outcome == "pain"
    assert "too early to tell about Death" in rating.steps[0].plain
    assert [o.outcome for o in rating.outcomes] == ["death", "pain"]


def test_a_laboratory_value_does_not_lead_where_people_were_asked(rubric):
    lab_first = replace(CONDITION, outcomes=(Outcome(slug="crp", name="CRP", kind="surrogate"), *CONDITION.outcomes))
    trial = study("trial", findings=(finding("benefit", outcome_slug="crp"), finding("null")))
    assert rate([trial], rubric, lab_first)[0].outcome == "pain"


def test_unlisted_outcomes_come_last(rubric):
    trial = study("trial", findings=(finding("harm", outcome_slug=None, outcome="belching", primary=True), finding()))
    rating = rate([trial], rubric)[0]
    assert rating.outcome == "pain"
    assert [o.outcome for o in rating.outcomes] == ["pain", "other-outcomes"]
    assert rating.outcomes[1].name == "belching"


def test_an_effect_on_the_wrong_side_of_its_own_direction_is_not_used(rubric):
    wrong = Effect(measure="MD", value=-0.1, low=-0.18, high=-0.02, better="higher")
    rating = rate([study("level", finding={"effect": wrong})], rubric)[0]
    assert rating.direction == "benefit"
    assert "read-interval" not in {s.rule for s in rating.steps}


def test_effects_are_turned_to_the_good_side():
    helped = Effect(measure="RR", value=0.5, low=0.4, high=0.625, better="lower")
    assert signed(helped).y > 0
    assert signed(replace(helped, better="higher")).y < 0
    assert signed(Effect(measure="MD", value=1.0)) is None
    from_p = signed(Effect(measure="MD", value=-1.0), "p = 0.05")
    assert round(from_p.se, 3) == 0.510
    assert signed(Effect(measure="MD", value=-1.0), "< 0.05") is None
    assert tidy_unit("Days per month") == tidy_unit("days/month") == "days/month"


def _measures(*measures: tuple[str, float, str | None]) -> tuple[Finding, ...]:
    return tuple(
        finding(way, outcome=f"measure {i}", effect=Effect(measure="MD", value=value, better="higher", unit="kg"), p=p)
        for i, (way, value, p) in enumerate(measures)
    )


def test_a_measure_short_of_significance_does_not_contradict_one_that_reached_it():
    both = combined_finding(
        _measures(("benefit", 5.6, "0.001"), ("benefit", 1.4, "0.002"), ("null", 3.1, "0.11")), True
    )
    assert (both.direction, both.effect.value) == ("benefit", 1.4)


def test_measures_that_lean_apart_or_are_weak_together_stay_mixed():
    apart = combined_finding(_measures(("benefit", 5.6, "0.001"), ("null", -1.0, "0.40")), True)
    weak = combined_finding(_measures(("benefit", 1.0, "0.04"), ("null", 0.1, "0.90")), True)
    silent = combined_finding(_measures(("benefit", 5.6, "0.001"), ("null", 1.0, None)), True)
    assert [f.direction for f in (apart, weak, silent)] == ["mixed", "mixed", "mixed"]


def _lone_review(**changes):
    return study(
        "review",
        design="meta-analysis",
        blinding=None,
        trials=6,
        n=900,
        appraised=True,
        bias="low",
        year=2020,
        **changes,
    )


def test_a_single_source_without_a_number_is_held_at_low_and_a_null_trial_does_not_free_it(rubric):
    alone = rate([_lone_review()], rubric)[0]
    assert (alone.direction, alone.certainty, alone.value) == ("benefit", 2, 3)
    assert "could not be read" in next(s.plain for s in alone.steps if s.rule == "limits")
    joined = rate([_lone_review(), study("new", "null", n=40, year=2024)], rubric)[0]
    assert joined.certainty <= 2


def _silent_review(n=900, **changes):
    effect = Effect(measure="SMD", value=0.8, low=0.5, high=1.1, better="higher", i2=changes.pop("i2", None))
    return study(
        "silent",
        design="meta-analysis",
        blinding=None,
        trials=6,
        n=n,
        appraised=True,
        **changes,
        finding={"effect": effect},
    )


def test_one_review_is_held_at_low_where_neither_agreement_nor_quality_is_on_record(rubric):
    alone = rate([_silent_review()], rubric)[0]
    assert (alone.certainty, alone.value) == (2, 3)
    assert "neither the quality" in next(s.plain for s in alone.steps if s.rule == "limits")
    assert rate([_silent_review(), study("new", "null", n=40, year=2024)], rubric)[0].certainty <= 2
    for known in ({"i2": 20.0}, {"bias": "low"}, {"n": 5000}):
        assert rate([_silent_review(**known)], rubric)[0].certainty > 2, known


def test_a_single_trial_that_does_not_say_how_many_is_small(rubric):
    alone = rate([study("a", "harm", n=None)], rubric)[0]
    small = rate([study("a", "harm", n=60)], rubric)[0]
    assert alone.certainty == small.certainty == 1


def test_a_number_of_a_trial_inside_the_review_frees_it(rubric):
    effect = Effect(measure="SMD", value=0.6, low=0.3, high=0.9, better="higher")
    inside = study("inside", year=2010, finding={"effect": effect})
    assert rate([_lone_review(), inside], rubric)[0].certainty > 2


def test_no_trial_decides_where_a_review_does_not_say_how_many_it_holds(rubric):
    pooled = {"effect": smd(0.6, 400), "trials": 5}
    review = study("review", n=None, design="meta-analysis", search_date="2018", finding=pooled)
    trial = with_effect("trial", -0.05, 900, "low")
    later = with_effect("later", 0.6, 100, "unclear")
    rating, *_ = rate([review, trial, replace(later, year=2022)], rubric)
    assert "largest-trial" not in {s.rule for s in rating.steps}
    known = replace(review, participants=1000)
    rating, *_ = rate([known, trial], rubric)
    assert "largest-trial" in {s.rule for s in rating.steps}
