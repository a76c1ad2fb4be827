"""Which way does the evidence point? Numbers first; where they are missing, a weighted vote."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.model import ClaimDirection
from proofwort.rate.case import Case, Numbers, total_people, weighted
from proofwort.rate.information import enough_information
from proofwort.rate.items import Item
from proofwort.rate.numbers import of_trial
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import shown
from proofwort.rate.words import counted, listed, number, people, pointing

_FOUND = {
    "benefit": "found a benefit",
    "mixed": "found mixed results",
    "null": "found no difference",
    "harm": "found harm",
}


def largest_trial(case: Case, rubric: Rubric) -> Case:
    """One large, careful trial outweighs a pool of small ones that it contradicts.

    If a single trial of low risk of bias holds at least half of all people and the combined effect lies beyond the
    good end of its 95 % interval, the direction is taken from that trial, and the small trials count as a sign of
    publication bias. For death and serious events, which no one can misjudge, a trial of unclear risk of bias is
    enough. Where both say that there is no proven effect, they do not contradict each other. Where a source does not
    say how many people it holds, no trial's share is known and none decides.
    """
    numbers = case.numbers
    everyone = None if any(i.n is None for i in case.items) else total_people(case.items)
    if numbers is None or numbers.k < 2 or case.body.tier != 1 or not everyone:
        return case
    inside = case.body.inside if any(i.review for i in case.items) else ()
    for trial in (*case.items, *inside):
        if trial.review or trial.effect is None or trial.effect.family != numbers.like.family or not trial.n:
            continue
        own = of_trial(numbers, trial.effect)
        trusted = trial.bias == "low" or (case.body.outcome.kind == "serious" and trial.bias != "high")
        contradicts = numbers.y > own.high and (own.one_sided or numbers.one_sided)
        if not trusted or not contradicts or trial.n < rubric.large_trial_share * everyone:
            continue
        printed = shown(own.y, own.low, own.high, own.like)
        combined = shown(numbers.y, numbers.low, numbers.high, numbers.like)
        return case.say(
            "largest-trial",
            "largest trial decides",
            f"One large, careful trial holds {trial.n / everyone:.0%} of all the people and contradicts the combined "
            f"result, so it decides: {printed}.",
            f"{trial.slug}: {printed} excludes the combined {combined}; n {trial.n} of {everyone}",
            (trial,),
            numbers=own,
            largest=trial,
        )
    return case


HARM_OPEN = "no_effect, harm open"  # no benefit that matters, and a harm that would matter is not excluded


def read_interval(case: Case, rubric: Rubric) -> Case:
    """The 95 % interval is held against no effect, and against the smallest difference that matters.

    Wholly inside the zone that does not matter: no effect (never said of death and serious events, where any interval
    that excludes no effect counts). Excludes no effect: benefit or harm. Includes no effect and stops short of what
    would matter: no effect (and whether it does harm is left open where the other end reaches a harm that would
    matter). Includes both: too little to tell, or mixed where the studies disagree widely. Where
    studies without comparable numbers hold a quarter of the weight and found no benefit, a benefit becomes mixed.
    """
    numbers = case.numbers
    read = _read(numbers, case.body.outcome.kind == "serious", rubric) if numbers is not None else None
    if numbers is None or read is None:
        return case
    direction, why = read
    if direction == "benefit" and case.largest is None and _unpooled_against(case, numbers, rubric):
        direction, why = "mixed", "studies without comparable numbers found no benefit"
    z = numbers.zone
    harm_open = direction == "no_effect" and z is not None and numbers.low < -z.bad
    if harm_open:
        why = "the interval stops short of a benefit that would matter, but a harm that would is not excluded"
    zone = f"zone −{z.bad:.3g} to +{z.good:.3g} ({z.source})" if z else "smallest difference that matters unknown"
    return case.say(
        "read-interval",
        HARM_OPEN if harm_open else direction,
        f"Read together, {pointing(direction, case.observed)}: {why}.",
        f"signed interval {numbers.low:z.3g} to {numbers.high:z.3g}; {zone} → {direction}",
        numbers.items,
        direction=direction,
        by="numbers",
        vote=weighted(case.items),
    )


def _read(numbers: Numbers, serious: bool, rubric: Rubric) -> tuple[ClaimDirection, str] | None:
    """(direction, reason), or None where the interval includes no effect and what would matter is unknown."""
    z = numbers.zone
    if z and not serious and -z.bad <= numbers.low and numbers.high <= z.good:
        return "no_effect", "the whole interval lies where a difference does not matter"
    if numbers.one_sided:
        return ("benefit" if numbers.low > 0 else "harm"), "the interval excludes no effect"
    if z is None:
        return None
    if numbers.high < z.good:
        return "no_effect", "the interval includes no effect and stops short of what would matter"
    wide = numbers.i2 is not None and numbers.i2 >= rubric.i2_serious and numbers.k >= rubric.prediction_from
    why = "the interval holds both no effect and an effect that would matter"
    return ("mixed", f"{why}, and the studies differ widely") if wide else ("inconclusive", why)


def _unpooled_against(case: Case, numbers: Numbers, rubric: Rubric) -> bool:
    outside = [i for i in case.items if i not in numbers.items]
    share = sum(i.weight for i in outside) / (sum(i.weight for i in case.items) or 1.0)
    return share >= rubric.opposing_serious and weighted(outside) < rubric.vote_mixed


def weighted_vote(case: Case, rubric: Rubric) -> Case:
    """Where numbers are missing, the studies vote, each with its weight.

    A study's weight is design × risk of bias × size × directness × integrity. Benefit counts +1, mixed +0.5, null 0,
    harm −1. A clear majority for benefit is a benefit (unless mixed results outweigh clear ones), a smaller one
    is mixed, a majority for harm is harm; in between it is no effect if enough people were in studies that found no
    benefit, else too little to tell. A benefit becomes mixed where what numbers there are do not show it.
    """
    if case.direction is not None:
        return case
    vote = weighted(case.items)
    direction = _elected(case, vote, rubric)
    few = case.few_numbers
    if case.numbers is not None and direction in ("benefit", "harm"):
        direction = "inconclusive"  # the numbers already showed an interval that includes no effect
    elif few is not None and direction == "benefit" and (few.low <= 0 or _unpooled_against(case, few, rubric)):
        direction = "mixed"  # what numbers there are show no benefit, or the others found none
    votes = ", ".join(f"{i.slug} {i.finding.direction} w {i.weight:.2f}" for i in case.items)
    return case.say(
        "weighted-vote",
        direction,
        f"{_tally(case.items)} By weighted vote, {pointing(direction, case.observed)}.",
        f"V = {vote:+.2f} over {votes} → {direction} (by vote: no combined effect size was available)",
        case.items,
        direction=direction,
        by="vote",
        vote=vote,
    )


def careful_denial(case: Case, rubric: Rubric) -> Case:
    """Careful studies that found no benefit, and are many enough on their own, make a benefit mixed.

    They must hold at least a quarter of the people in them and in the studies that found a benefit.
    """
    if (
        case.direction != "benefit"
        or case.largest is not None
        or case.denied < rubric.opposing_serious
        or not enough_information(case.deniers, rubric)
    ):
        return case
    names = ", ".join(i.slug for i in case.deniers)
    return case.say(
        "careful-denial",
        "mixed",
        f"Careful studies that found no benefit hold {case.denied:.0%} of the people in those and in the studies that "
        "found one, so the results disagree.",
        f"low risk of bias, no benefit: {names}; benefit → mixed",
        case.deniers,
        direction="mixed",
    )


def _elected(case: Case, vote: float, rubric: Rubric) -> ClaimDirection:
    if vote >= rubric.vote_benefit:
        mixed = sum(i.weight for i in case.items if i.vote == rubric.vote_of_mixed)
        clear = sum(i.weight for i in case.items if i.vote == 1.0)
        return "mixed" if mixed > clear else "benefit"
    if vote >= rubric.vote_mixed:
        return "mixed"
    if vote < rubric.vote_harm:
        return "harm"
    without = [i for i in case.items if (i.vote or 0) <= 0]  # a positive study can't complete a proof of no effect
    return "no_effect" if enough_information(without, rubric) else "inconclusive"


def _tally(items: Sequence[Item]) -> str:
    """What each study found: "Of three studies with 190 people, two found a benefit and one found no difference." """
    counts = {key: sum(1 for i in items if i.finding.direction == key) for key in _FOUND}
    parts = [f"{number(n)} {_FOUND[key]}" for key, n in counts.items() if n]
    n = people(total_people(items))
    if len(items) == 1:
        return f"The one {'review' if items[0].review else 'study'}, with {n}, {_FOUND[items[0].finding.direction]}."
    if len(parts) == 1:
        all_of_them = "Both" if len(items) == 2 else f"All {number(len(items))}"
        return f"{all_of_them} studies, with {n}, {_FOUND[items[0].finding.direction]}."
    return f"Of {counted(len(items), 'study', 'studies')} with {n}, {listed(parts)}."
