"""Which way does the evidence point? Numbers first; where they are missing, a weighted vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from scipy.special import ndtri, stdtrit

from proofwort.model import ClaimDirection
from proofwort.rate.case import Case, Numbers, total_people, total_trials
from proofwort.rate.heterogeneity import tau2_from_review
from proofwort.rate.items import Item
from proofwort.rate.pooling import pool
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import shown, zone
from proofwort.rate.words import DIRECTIONS, capital, counted, people

_Z = float(ndtri(0.975))


def pooled_effect(case: Case, rubric: Rubric) -> Case:
    """Where studies give comparable numbers, the numbers are combined and decide.

    Two or more effects of one kind are pooled (REML; Hartung-Knapp interval in its modified form from three studies
    on). A single review's pooled effect, or a lone study's own effect, is taken as it is; effects of later studies are
    added to a review's by inverse variance, with the review's spread. If half of the studies or more give no usable
    number, nothing is pooled and the studies vote.
    """
    families: dict[str, list[Item]] = {}
    for item in case.items:
        if item.effect is not None:
            families.setdefault(item.effect.family, []).append(item)
    if not families:
        return case
    family = max(families.values(), key=lambda f: (total_trials(f), total_people(f) or 0))
    usable, total = total_trials(family), total_trials(case.items)
    if usable / total <= rubric.pool_usable_share:
        return case.say(
            "pooled-effect", "not pooled",
            "Too few of the studies give numbers that can be compared, so each study votes instead.",
            f"usable effects in {usable} of {total} studies; more than {rubric.pool_usable_share:.0%} needed", family,
        )
    numbers = _numbers(case, family, rubric)
    printed = shown(numbers.y, numbers.low, numbers.high, numbers.like)
    heterogeneity = f"; I² {numbers.i2:.0f} %" if numbers.i2 is not None else ""
    return case.say(
        "pooled-effect", numbers.source, _numbers_in_words(numbers, printed),
        f"{numbers.source}: {printed}, k {numbers.k}{heterogeneity}{_prediction_text(numbers)}", family, numbers=numbers,
    )


def _numbers_in_words(numbers: Numbers, printed: str) -> str:
    source = {
        "pool": "The results of {} were combined", "review": "A review combined the results of {}",
        "review and later studies": "A review's result and those of later studies, {} in all, were combined",
        "single study": "One study gives a number", "largest trial": "The largest trial gives a number",
    }[numbers.source].format(counted(numbers.k, "study", "studies"))
    return f"{source}: {printed}."


def _prediction_text(numbers: Numbers) -> str:
    if numbers.prediction is None:
        return ""
    return f"; 95 % prediction: {shown(numbers.y, *numbers.prediction, numbers.like)}"


def _numbers(case: Case, family: Sequence[Item], rubric: Rubric) -> Numbers:
    """Combine the effects of one family; the caller made sure that there is at least one."""
    effects = [(i, i.effect) for i in family if i.effect is not None]
    like = effects[0][1]
    of_zone = zone(case.body.outcome.record, like, rubric)
    k = total_trials(family)
    reviews = [(i, e) for i, e in effects if i.review]
    if len(effects) == 1:
        prediction = like.prediction or _guess_prediction(like.y, like.se, like.i2, k, rubric)
        return Numbers(like.y, like.se, like.y - _Z * like.se, like.y + _Z * like.se, k, like.i2, prediction, of_zone,
                       like, "review" if reviews else "single study", tuple(family))
    if reviews:
        review = reviews[0][1]
        tau2 = tau2_from_review(review.i2, review.se, reviews[0][0].k) if review.i2 is not None else 0.0
        pooled = pool([e.y for _, e in effects], [e.se**2 + (0 if i.review else tau2) for i, e in effects], "FE")
        prediction = _guess_prediction(pooled.estimate, pooled.se, review.i2, k, rubric)
        return Numbers(pooled.estimate, pooled.se, pooled.low, pooled.high, k, review.i2, prediction, of_zone, review,
                       "review and later studies", tuple(family))
    modified = len(effects) >= rubric.pool_hk_from
    pooled = pool([e.y for _, e in effects], [e.se**2 for _, e in effects], "REML", "hk-modified" if modified else "wald")
    prediction = pooled.prediction if k >= rubric.prediction_from else None
    return Numbers(pooled.estimate, pooled.se, pooled.low, pooled.high, k, pooled.i2, prediction, of_zone, like, "pool",
                   tuple(family))


def _guess_prediction(
    y: float, se: float, i2: float | None, k: int, rubric: Rubric
) -> tuple[float, float] | None:
    """A review's prediction interval from its I² where it prints none (see `tau2_from_review`)."""
    if i2 is None or k < rubric.prediction_from or i2 >= 100:
        return None
    half = float(stdtrit(k - 2, 0.975)) * sqrt(tau2_from_review(i2, se, k) + se * se)
    return y - half, y + half


def largest_trial(case: Case, rubric: Rubric) -> Case:
    """One large, careful trial outweighs a pool of small ones that it contradicts.

    If a single trial of low risk of bias holds at least half of all people and its 95 % interval excludes the combined
    effect, the direction is taken from that trial, and the small trials count as a sign of publication bias. For death
    and serious events, which no one can misjudge, a trial of unclear risk of bias is enough.
    """
    numbers = case.numbers
    if numbers is None or numbers.k < 2 or case.body.tier != 1:
        return case
    everyone = total_people(case.items) or 0
    inside = case.body.inside if any(i.review for i in case.items) else ()
    for trial in (*case.items, *inside):
        effect = trial.effect
        if trial.review or effect is None or effect.family != numbers.like.family or not trial.n:
            continue
        trusted = trial.bias == "low" or (case.body.outcome.kind == "serious" and trial.bias != "high")
        low, high = effect.y - _Z * effect.se, effect.y + _Z * effect.se
        if not trusted or trial.n < rubric.large_trial_share * everyone or low <= numbers.y <= high:
            continue
        own = replace(numbers, y=effect.y, se=effect.se, low=low, high=high, like=effect, source="largest trial",
                      i2=None, prediction=None)
        return case.say(
            "largest-trial", "largest trial decides",
            f"One large, careful trial holds {trial.n / everyone:.0%} of all the people and contradicts the smaller ones "
            "together, so it decides.",
            f"{trial.slug}: {shown(own.y, low, high, effect)} excludes the combined "
            f"{shown(numbers.y, numbers.low, numbers.high, numbers.like)}; n {trial.n} of {everyone}",
            (trial,), numbers=own, largest=trial,
        )
    return case


def read_interval(case: Case, rubric: Rubric) -> Case:
    """The 95 % interval is held against no effect, and against the smallest difference that matters.

    Wholly inside the zone that does not matter: no effect (never said of death and serious events, where any interval
    that excludes no effect counts). Excludes no effect: benefit or harm. Includes no effect and stops short of what
    would matter: no effect. Includes both: too little to tell, or mixed where the studies disagree widely. Where
    studies without numbers vote against a benefit, it is mixed.
    """
    numbers = case.numbers
    if numbers is None:
        return case
    z = numbers.zone
    direction: ClaimDirection
    if z and case.body.outcome.kind != "serious" and -z.bad <= numbers.low and numbers.high <= z.good:
        direction, why = "no_effect", "the whole interval lies where a difference does not matter"
    elif numbers.one_sided:
        direction, why = ("benefit" if numbers.low > 0 else "harm"), "the interval excludes no effect"
    elif z and numbers.high < z.good:
        direction, why = "no_effect", "the interval includes no effect and stops short of what would matter"
    elif z:
        wide = numbers.i2 is not None and numbers.i2 >= rubric.i2_serious and numbers.k >= rubric.prediction_from
        direction = "mixed" if wide else "inconclusive"
        why = "the interval holds both no effect and an effect that would matter"
    else:
        return case
    vote = _vote([i for i in case.items])
    if direction == "benefit" and len(numbers.items) < len(case.items) and vote < rubric.vote_benefit \
            and case.largest is None:
        direction, why = "mixed", "studies without comparable numbers vote against it"
    zone_text = f"; zone −{z.bad:.3g} to +{z.good:.3g} ({z.source})" if z else "; smallest difference that matters unknown"
    return case.say(
        "read-interval", direction, f"Read together: {DIRECTIONS[direction]}, because {why}.",
        f"signed interval {numbers.low:.3g} to {numbers.high:.3g}{zone_text} → {direction}", numbers.items,
        direction=direction, by="numbers", vote=vote,
    )


def weighted_vote(case: Case, rubric: Rubric) -> Case:
    """Where numbers are missing, the studies vote, each with its weight.

    A study's weight is design × risk of bias × size × directness × integrity. Benefit counts +1, mixed +0.5, null 0,
    harm −1. A clear majority for benefit is a benefit, a smaller one is mixed, a majority for harm is harm; in between
    it is no effect if enough people were studied, else too little to tell.
    """
    if case.direction is not None:
        return case
    vote = _vote(case.items)
    direction: ClaimDirection
    if vote >= rubric.vote_benefit:
        direction = "benefit"
    elif vote >= rubric.vote_mixed:
        direction = "mixed"
    elif vote < rubric.vote_harm:
        direction = "harm"
    else:
        direction = "no_effect" if enough_people(case.items, rubric) else "inconclusive"
    if case.numbers is not None and direction in ("benefit", "harm"):
        direction = "inconclusive"  # the numbers already showed an interval that includes no effect
    return case.say(
        "weighted-vote", direction, f"{_tally(case.items)} By weighted vote: {DIRECTIONS[direction]}.",
        f"V = {vote:+.2f} over {', '.join(f'{i.slug} {i.finding.direction} w {i.weight:.2f}' for i in case.items)}"
        f" → {direction} (by vote: no combined effect size was available)",
        case.items, direction=direction, by="vote", vote=vote,
    )


def enough_people(items: Sequence[Item], rubric: Rubric) -> bool:
    """Do the items together reach the optimal information size?"""
    events = [i.finding.events for i in items]
    if all(e is not None for e in events) and items:
        return sum(e for e in events if e is not None) >= rubric.ois_events
    return (total_people(items) or 0) >= rubric.ois_people


def _vote(items: Sequence[Item]) -> float:
    weight = sum(i.weight for i in items)
    return sum(i.weight * (i.vote or 0.0) for i in items) / weight if weight > 0 else 0.0


def _tally(items: Sequence[Item]) -> str:
    """ "Of three studies with 190 people, two found a benefit and one found no difference." """
    said = {"benefit": "found a benefit", "mixed": "found mixed results", "null": "found no difference",
            "harm": "found harm"}
    counts = {key: sum(1 for i in items if i.finding.direction == key) for key in said}
    parts = [f"{counted_bare(n)} {said[key]}" for key, n in counts.items() if n]
    n = total_people(items)
    if len(items) == 1:
        what = "review" if items[0].review else "study"
        return f"The one {what}, with {people(n)}, {said[items[0].finding.direction]}."
    tail = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    if len(parts) == 1:
        return f"All {counted(len(items), 'study', 'studies')}, with {people(n)}, {tail.split(' ', 1)[1]}."
    return f"Of {counted(len(items), 'study', 'studies')} with {people(n)}, {capital(tail) if False else tail}."


def counted_bare(n: int) -> str:
    return counted(n, "").strip()
