"""Comparable effects of one body of evidence → one combined effect, where enough studies give numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from scipy.special import stdtrit

from proofwort.rate.case import Case, Numbers, total_people, total_trials
from proofwort.rate.heterogeneity import tau2_from_review
from proofwort.rate.items import Item
from proofwort.rate.pooling import pool, pool_at
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import Signed, shown, zone
from proofwort.rate.words import counted

Family = Sequence[tuple[Item, Signed]]

_SAID = {
    "pool": "The results of {} were combined",
    "review": "A review combined the results of {}",
    "review and later studies": "A review's result and those of later studies, {} in all, were combined",
    "single study": "One study gives a number",
    "largest trial": "The largest trial gives a number",
}


def pooled_effect(case: Case, rubric: Rubric) -> Case:
    """Where studies give comparable numbers, the numbers are combined and decide.

    Two or more effects of one kind are pooled (REML). A single review's pooled effect, or a lone study's own effect,
    is taken as it is; effects of later studies are added to a review's by inverse variance, with the review's spread.
    If half of the studies or more give no usable number, the studies vote, and the numbers are only listened to.
    """
    families: dict[str, list[tuple[Item, Signed]]] = {}
    for item in case.items:
        if item.effect is not None:
            families.setdefault(item.effect.family, []).append((item, item.effect))
    if not families:
        return case
    family = max(families.values(), key=lambda f: (total_trials(_items(f)), total_people(_items(f)) or 0))
    numbers = _combined(case, family, rubric)
    technical = f"{numbers.source}: {shown(numbers.y, numbers.low, numbers.high, numbers.like)}, k {numbers.k}"
    if numbers.i2 is not None:
        technical += f"; I² {numbers.i2:.0f} %"
    if numbers.prediction is not None:
        technical += f"; 95 % prediction: {shown(numbers.y, *numbers.prediction, numbers.like)}"
    if numbers.cautious is not None:
        technical += f"; Hartung-Knapp (modified): {shown(numbers.y, *numbers.cautious, numbers.like)}"
    usable, total = numbers.k, total_trials(case.items)
    if usable / total <= rubric.pool_usable_share:
        return case.say(
            "pooled-effect",
            "too few numbers",
            "Too few of the studies give numbers that can be compared, so each study votes instead.",
            f"{technical}; usable in {usable} of {total} studies, more than {rubric.pool_usable_share:.0%} needed",
            numbers.items,
            few_numbers=numbers,
        )
    printed = shown(numbers.y, numbers.low, numbers.high, numbers.like)
    plain = f"{_SAID[numbers.source].format(counted(numbers.k, 'study', 'studies'))}: {printed}."
    return case.say("pooled-effect", numbers.source, plain, technical, numbers.items, numbers=numbers)


def of_trial(numbers: Numbers, effect: Signed) -> Numbers:
    """The same question answered by one trial alone."""
    return replace(
        numbers,
        y=effect.y,
        se=effect.se,
        low=effect.low,
        high=effect.high,
        like=effect,
        source="largest trial",
        i2=None,
        prediction=None,
        cautious=None,
    )


def _items(family: Family) -> tuple[Item, ...]:
    return tuple(item for item, _ in family)


def _combined(case: Case, family: Family, rubric: Rubric) -> Numbers:
    """Combine the effects of one family; the caller made sure that there is at least one."""
    first = family[0][1]
    k = total_trials(_items(family))
    reviews = [(i, e) for i, e in family if i.review]
    base = Numbers(
        y=first.y,
        se=first.se,
        low=first.low,
        high=first.high,
        k=k,
        i2=first.i2,
        prediction=first.prediction,
        zone=zone(case.body.outcome.record, first, rubric),
        like=first,
        source="review" if reviews else "single study",
        items=_items(family),
    )
    if len(family) == 1:
        return base if first.prediction else replace(base, prediction=_likely_prediction(base, rubric))
    if reviews:
        return _updated(base, family, *reviews[0], rubric)
    effects, variances = [e.y for _, e in family], [e.se**2 for _, e in family]
    pooled = pool(effects, variances, "REML")
    spread = len(family) >= rubric.pool_hk_from and pooled.tau2 > 0
    hk = pool_at(effects, variances, pooled.tau2, "REML", "hk-modified") if spread else None
    return replace(
        base,
        y=pooled.estimate,
        se=pooled.se,
        low=pooled.low,
        high=pooled.high,
        i2=pooled.i2,
        source="pool",
        cautious=(hk.low, hk.high) if hk else None,
        prediction=pooled.prediction if k >= rubric.prediction_from else None,
    )


def _updated(base: Numbers, family: Family, index: Item, review: Signed, rubric: Rubric) -> Numbers:
    """A review's pooled effect brought up to date: each later study enters with the review's τ² added to its
    variance."""
    tau2 = tau2_from_review(review.i2, review.se, index.k) if review.i2 is not None else 0.0
    pooled = pool([e.y for _, e in family], [e.se**2 + (0.0 if i.review else tau2) for i, e in family], "FE")
    made = replace(
        base,
        y=pooled.estimate,
        se=pooled.se,
        low=pooled.low,
        high=pooled.high,
        i2=review.i2,
        like=review,
        source="review and later studies",
    )
    return replace(made, prediction=_likely_prediction(made, rubric))


def _likely_prediction(numbers: Numbers, rubric: Rubric) -> tuple[float, float] | None:
    """A review's prediction interval from its I² where it prints none (see `tau2_from_review`)."""
    if numbers.i2 is None or numbers.k < rubric.prediction_from:
        return None
    tau2 = tau2_from_review(numbers.i2, numbers.se, numbers.k)
    half = float(stdtrit(numbers.k - 2, 0.975)) * sqrt(tau2 + numbers.se**2)
    return numbers.y - half, numbers.y + half
