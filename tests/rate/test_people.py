"""Whom a study was made in, and claims by groups of people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofwort.model import Rating, Study
from proofwort.rate.claims import key
from proofwort.rate.people import CHILDREN, MENOPAUSE, MOTHERS, OLDER, TRAINED, group_of, usual_in
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, study


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("children aged 3 to 12 with autism", CHILDREN),
        ("infants born before 28 weeks", CHILDREN),
        ("schoolchildren in Kenya", CHILDREN),
        ("children and adults with asthma", None),
        ("adults with asthma since childhood", None),
        ("adolescent and adult menstruating women", None),
        ("women with gestational diabetes", MOTHERS),
        ("pregnant women and their infants", None),
        ("nursing home residents", OLDER),
        ("nursing students on shift work", None),
        ("adults aged 65 and over", OLDER),
        ("adults aged 40 to 75", None),
        ("adults, 65 % of them women", None),
        ("postmenopausal women", MENOPAUSE),
        ("older women after the menopause", MENOPAUSE),
        ("premenopausal women", None),
        ("adults with depression", None),
        (None, None),
    ],
)
def test_the_group_is_read_where_the_words_name_one(text: str | None, group: str | None) -> None:
    assert group_of(study("a", "benefit", population=text), "treat") == group


def test_trained_people_are_a_group_for_performance_only() -> None:
    players, starters = (study("a", "benefit", population=p) for p in ("trained football players", "untrained men"))
    assert group_of(players, "performance") == TRAINED
    assert group_of(players, "treat") is None
    assert group_of(starters, "performance") is None


def made_in(people: str, *directions: str) -> list[Study]:
    return [study(f"{people.split()[0]}-{i}", d, population=people) for i, d in enumerate(directions)]


def rated(rubric: Rubric, *studies: Study, condition=CONDITION) -> tuple[Rating, ...]:
    return rate_pair(INGREDIENT, condition, studies, rubric=rubric)


def test_a_group_is_rated_apart_beside_the_whole(rubric: Rubric) -> None:
    children, adults = made_in("children", "benefit", "benefit"), made_in("adults", "null", "null", "null")
    whole, part = rated(rubric, *children, *adults)
    assert (whole.claim.population, len(whole.studies)) == (None, 5)
    assert (part.claim.population, part.claim.narrowed, part.direction) == (CHILDREN, "population", "benefit")
    assert key(part.claim) != key(whole.claim)
    step = next(s for s in part.steps if s.rule == "part-of-claim")
    assert step.plain == "This looks at studies in children alone; all studies together are rated apart."


def test_no_part_from_one_trial_nor_where_all_are_of_the_group(rubric: Rubric) -> None:
    assert len(rated(rubric, *made_in("children", "benefit"), *made_in("adults", "null", "null"))) == 1
    assert len(rated(rubric, *made_in("children", "benefit", "null"))) == 1


def test_the_people_who_have_the_condition_anyway_make_no_part(rubric: Rubric) -> None:
    colic = replace(CONDITION, description="Long crying fits of healthy infants in the first months.")
    assert usual_in(colic) == {CHILDREN}
    assert len(rated(rubric, *made_in("infants", "benefit", "null"), *made_in("adults", "null"), condition=colic)) == 1
