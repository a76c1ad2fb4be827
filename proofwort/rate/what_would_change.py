"""What evidence would raise or lower a rating? Found by adding a made-up trial and rating anew, smallest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Literal

from proofwort.model import (
    BiasCues,
    Effect,
    Finding,
    Identifiers,
    Place,
    Rating,
    Reader,
    Reading,
    Study,
    StudyDirection,
)
from proofwort.rate.claims import is_observed
from proofwort.rate.rating import Pair, rate_claim
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import natural, signed

SIZES = (100, 400, 1000)  # people in the made-up trial
HIGHEST = 5  # the highest value there is

_READING = Reading(
    reader=Reader(kind="rule", name="made-up trial"), date=date(2026, 1, 1), place=Place(section="made up")
)


@dataclass(frozen=True)
class Change:
    """What one careful trial of `people` people would do: make the value `value`, or not even that ("not-raised",
    "not-lowered": the largest trial tried leaves the value where it is)."""

    kind: Literal["raise", "lower", "not-raised", "not-lowered"]
    people: int
    value: int | None
    plain: str


def what_would_change(pair: Pair, rating: Rating, rubric: Rubric) -> tuple[Change, ...]:
    """The smallest single careful trial that would raise this rating, and the smallest that would lower it.

    A careful trial is randomised, double-blind, placebo-controlled, at several centres, of low risk of bias and read in
    full. Sizes tried: 100, 400 and 1,000 people; if even the largest changes nothing, that is said. A value of 5 cannot
    rise, and without a value, or at 0, none can fall. For claims on amounts in diet or body the trial would be a claim
    of its own, and where nobody has searched the trial may exist, so nothing is returned.
    """
    if is_observed(rating.claim) or rating.state == "not-searched":
        return ()
    found = []
    if rating.value is None or rating.value < HIGHEST:
        found.append(_smallest(pair, rating, "benefit", rubric))
    if rating.value:
        found.append(_smallest(pair, rating, "null", rubric))
    return tuple(found)


def _smallest(pair: Pair, rating: Rating, direction: StudyDirection, rubric: Rubric) -> Change:
    """The smallest trial with this result that moves the value its way; the largest is tried first, since often even
    that does not."""
    found: Change | None = None
    for people in reversed(SIZES):
        trial = made_up(pair, rating, direction, people)
        after = rate_claim(replace(pair, studies=(*pair.studies, trial)), rating.claim, rubric)
        value = after.value if after else None
        moved = (value or 0) - (rating.value or 0)
        if moved <= 0 if direction == "benefit" else moved >= 0:
            break
        found = _change(direction, people, value)
    return found or _no_change(direction, rating.value)


def _change(direction: StudyDirection, people: int, value: int | None) -> Change:
    good = direction == "benefit"
    result = "found a benefit" if good else "found no difference"
    return Change(
        "raise" if good else "lower",
        people,
        value,
        f"One careful new trial with {people:,} people that {result} would make the rating {value}.",
    )


def _no_change(direction: StudyDirection, value: int | None) -> Change:
    good, people = direction == "benefit", SIZES[-1]
    does, result = ("raise", "found a benefit") if good else ("lower", "found no difference")
    return Change(
        "not-raised" if good else "not-lowered",
        people,
        value,
        f"Not even one careful new trial with {people:,} people that {result} would {does} it.",
    )


def made_up(pair: Pair, rating: Rating, direction: StudyDirection, people: int) -> Study:
    """A careful trial on the outcome that decides, newer than all others, with a number where the others have one."""
    example = _example(pair, rating)
    study, like = example if example else (None, None)
    newest = max((s.year or 0 for s in pair.studies), default=0)
    finding = Finding(
        ingredient=pair.ingredient.slug,
        condition=pair.condition.slug,
        role=rating.claim.role,
        route=rating.claim.route,
        outcome=like.outcome if like else "the outcome that decides",
        direction=direction,
        outcome_slug=like.outcome_slug if like else next((o.slug for o in pair.condition.outcomes), None),
        surrogate=like.surrogate if like else None,
        participants=people,
        effect=_effect(like, direction, people, study.people(like)) if like and study else None,
    )
    return Study(
        slug="made-up-trial",
        identifiers=Identifiers(),
        title="A made-up careful trial",
        year=newest + 1,
        design="rct-parallel",
        randomised=True,
        blinding="double",
        participants=people,
        comparator="placebo",
        multicentre=True,
        bias=BiasCues(sequence_described=True, concealed=True, primary_stated=True),
        findings=(finding,),
        reading=_READING,
    )


def _example(pair: Pair, rating: Rating) -> tuple[Study, Finding] | None:
    """A finding of a study that counts, on the outcome that decides; one with a number first."""
    own = [
        (s, f)
        for s in pair.studies
        if s.slug in rating.studies
        for f in s.findings
        if f.ingredient == pair.ingredient.slug and f.role == rating.claim.role
    ]
    fits = [(s, f) for s, f in own if f.outcome_slug == rating.outcome] or own
    return next(((s, f) for s, f in fits if f.effect is not None), fits[0] if fits else None)


def _effect(like: Finding, direction: StudyDirection, people: int, rested_on: int | None) -> Effect | None:
    """An effect of the same kind with an interval as wide as a trial of this size has: the example's own where that is
    good, else one and a half standard errors of the example; for a null trial none at all."""
    example = signed(like.effect, like.p)
    if example is None or like.effect is None:
        return None
    se = example.se * sqrt((rested_on or people) / people)
    size = 0.0 if direction == "null" else max(example.y, 1.5 * example.se, 2.5 * se)
    value, low, high = (natural(y, example) for y in (size, size - 1.96 * se, size + 1.96 * se))
    return Effect(
        measure=like.effect.measure,
        value=value,
        low=min(low, high),
        high=max(low, high),
        unit=like.effect.unit,
        better=like.effect.better,
    )
