"""How sure can we be? A start by design, five reasons to be less sure, some to be more, and limits."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.model import BiasCues, Grade
from proofwort.rate.asymmetry import egger
from proofwort.rate.case import Case, Numbers, total_people, total_trials
from proofwort.rate.information import total_events
from proofwort.rate.items import Item
from proofwort.rate.rubric import Rubric
from proofwort.rate.selection import CLEAR_OF_CHANCE, search_year
from proofwort.rate.words import CERTAINTY, capital, counted, number, people, verb

_EPSILON = 1e-9
_GRADES = {"high": 4, "moderate": 3, "low": 2, "very-low": 1}


def start(case: Case, rubric: Rubric) -> Case:
    """Randomised trials start at high certainty; cohorts and trials without randomisation at low; all else very low."""
    tier = case.body.tier
    level = _bounded({1: rubric.start_tier1, 2: rubric.start_tier2, 3: rubric.start_tier3}[tier or 3])
    kind = {1: "randomised trials", 2: "cohorts or trials without randomisation"}.get(
        tier or 0, "weaker kinds of study"
    )
    return case.say(
        "start",
        f"start {level}",
        f"Evidence from {kind} starts at {CERTAINTY[level]} certainty.",
        f"tier {tier}: start certainty {level}",
        case.items,
        certainty=level,
    )


def risk_of_bias(case: Case, rubric: Rubric) -> Case:
    """Were the studies done so that chance and wishes could not shape the result?

    One step down if studies of low risk hold less than half of the weight, or studies of high risk more than half;
    two if studies of high risk hold at least four fifths. What a text does not say counts as unclear.
    """
    weight = sum(i.weight for i in case.support) or 1.0
    low = sum(i.weight for i in case.support if i.bias == "low") / weight
    high = sum(i.weight for i in case.support if i.bias == "high") / weight
    down = (
        2
        if high >= rubric.bias_very_high_share - _EPSILON
        else 1
        if low < rubric.bias_low_share - _EPSILON or high > rubric.bias_high_share + _EPSILON
        else 0
    )
    n = len(case.support)
    whose = "The study's" if n == 1 and not case.support[0].review else "The studies'"
    plain = {
        0: f"{whose} methods look sound.",
        1: f"{whose} quality is {'poor' if high > rubric.bias_high_share else 'unclear'}, so we are less sure.",
        2: f"{whose} methods leave much room for error, so we are far less sure.",
    }[down]
    return _lower(case, "risk-of-bias", down, plain, f"low-risk weight {low:.0%}, high-risk weight {high:.0%}")


def inconsistency(case: Case, rubric: Rubric) -> Case:
    """Do the studies agree?

    With numbers: one step down if I² is 50 % or more and the effect in a new study could be on either side (of fewer
    than five studies: if a quarter of the weight contradicts, or of those that found any effect a quarter found the
    opposite). Without numbers: one step down if a quarter of the
    weight lies with studies that contradict the direction, two if two fifths do or if, of those that found any
    effect, a quarter found the opposite. A trend in the same direction is no contradiction. No step down where all
    agree that the effect is too small to matter.
    """
    numbers = case.numbers
    if case.largest is not None:
        return case
    against, opposite = _opposing(case)
    technical = f"opposing weight {against:.0%}, opposite results {opposite:.0%}"
    if numbers is not None and numbers.i2 is not None and case.by == "numbers":
        unsure = max(against, opposite) >= rubric.opposing_serious - _EPSILON
        technical = f"I² {numbers.i2:.0f} %, {technical}"
        if numbers.prediction is not None:
            low, high = numbers.prediction
            unsure = low < 0 < high and not _inside_zone(numbers, low, high)
            technical = f"I² {numbers.i2:.0f} %, prediction interval {low:.3g} to {high:.3g} (signed)"
        serious = numbers.i2 >= rubric.i2_serious and unsure
        plain = (
            "The results differ so much that a new study could come out either way."
            if serious
            else "The results agree well enough."
        )
        return _lower(case, "inconsistency", 1 if serious else 0, plain, technical)
    strongly = opposite >= rubric.opposing_serious - _EPSILON or (
        case.direction != "mixed" and against >= rubric.opposing_very - _EPSILON
    )
    down = 2 if strongly else 1 if against >= rubric.opposing_serious - _EPSILON else 0
    plain = (
        "The studies agree well enough.",
        "Some of the studies contradict the others.",
        "The studies contradict each other strongly.",
    )[down]
    if len(case.items) == 1:
        plain = (
            "There is only one source, and it doesn't say how far its results agree."
            if case.items[0].k > 1
            else "There is only one study, so agreement can't be judged."
        )
    return _lower(case, "inconsistency", down, plain, technical)


def _inside_zone(numbers: Numbers, low: float, high: float) -> bool:
    return numbers.zone is not None and -numbers.zone.bad <= low and high <= numbers.zone.good


def _opposing(case: Case) -> tuple[float, float]:
    """(share of all weight that contradicts the direction; share of the opposite among results that are not null).

    Nulls are left out of the second, so that one more null study can't make opposite results look rarer.
    """
    weights = dict.fromkeys((1.0, 0.0, -1.0), 0.0)
    for item in case.items:
        if not case.is_trend(item):
            key = 1.0 if (item.vote or 0) > 0 else (item.vote or 0.0)
            weights[key] += item.weight
    total = sum(i.weight for i in case.items) or 1.0
    good, null, harm = weights[1.0], weights[0.0], weights[-1.0]
    effects = good + harm or 1.0
    if case.direction in ("benefit", "mixed"):
        return (null + harm) / total, harm / effects
    if case.direction == "harm":
        return (null + good) / total, good / effects
    return ((good + harm) / total if case.direction == "no_effect" else 0.0), min(good, harm) / effects


def indirectness(case: Case, rubric: Rubric) -> Case:
    """Did the studies look at the question asked: these people, this dose and route, an outcome that people feel?

    One step down if directness is low on average or all outcomes are laboratory measurements; two if it is very low.
    """
    support = case.support
    mean = sum(i.directness * i.k for i in support) / (total_trials(support) or 1)
    surrogate = case.body.outcome.kind == "surrogate" and not case.body.outcome.exempt
    down = (
        2
        if mean < rubric.indirect_very - _EPSILON
        else 1
        if mean < rubric.indirect_serious - _EPSILON or surrogate
        else 0
    )
    plain = (
        (
            "The studies fit the question."
            if mean > 1 - _EPSILON
            else "The studies fit the question well enough, not fully."
        )
        if down == 0
        else "What was measured is a laboratory value, not something that people feel."
        if surrogate
        else "The studies fit the question only in part (other people, doses, forms, or mixed with other ingredients)."
    )
    return _lower(case, "indirectness", down, plain, f"mean directness {mean:.2f}{', surrogate' if surrogate else ''}")


def imprecision(case: Case, rubric: Rubric) -> Case:
    """Were enough people studied for a firm answer?

    One step down if fewer than 400 people or 300 events, if the interval holds both no effect and an effect that
    matters, if the more cautious Hartung-Knapp interval (of three studies or more that differ) includes no effect
    where the plain one does not, or if it is a single trial with fewer than 1,000 people; two below 100 people or 50
    events, or if a single trial does not say how many. Few events are forgiven where 4,000 people or more were studied and
    the interval does not hold an effect that would just matter; likewise death and serious events whose number is not told,
    since they are rare.
    """
    support, numbers = case.support, case.numbers
    n, events = total_people(support), total_events(support)
    rare = case.body.outcome.kind == "serious" and numbers is not None and numbers.like.ratio
    untold = events is None and rare and _holds_mid(case)
    crosses = _crosses(case) or untold
    waived = n is not None and n >= rubric.rare_people and numbers is not None and not _holds_mid(case)
    count = 10**9 if events is None or waived else events
    alone = total_trials(support) == 1 and case.largest is None
    unsized = n is None and alone
    if unsized or (n is not None and (n < rubric.few_people or count < rubric.few_events)):
        down = 2
    elif (
        n is None
        or n < rubric.ois_people
        or count < rubric.ois_events
        or crosses
        or (alone and n < rubric.single_people)
    ):
        down = 1
    else:
        down = 0
    plain = {
        0: f"With {people(n)} studied, chance is an unlikely explanation.",
        1: "A single study of this size is not enough to be sure."
        if alone and (n or 0) < rubric.single_people
        else f"With {people(n)} studied, chance can't be ruled out.",
        2: f"With {people(n)} studied, chance could easily explain the result.",
    }[down]
    return _lower(
        case,
        "imprecision",
        down,
        plain,
        f"n {n}, events {events}{' (waived)' if waived and events is not None else ''}, k {total_trials(support)}"
        f"{', the number of events is not told, and the interval holds an effect that would just matter' if untold else ''}"
        f"{', interval includes no effect (plain or Hartung-Knapp)' if crosses and not untold else ''}",
    )


def _crosses(case: Case) -> bool:
    """Does the interval hold both no effect and what would matter, or exclude no effect only just?"""
    numbers = case.heard
    if numbers is None:
        return False
    if not numbers.one_sided:
        return _holds_mid(case)
    return numbers.cautious is not None and numbers.cautious[0] <= 0 <= numbers.cautious[1]


def _holds_mid(case: Case) -> bool:
    numbers = case.heard
    if numbers is None or numbers.zone is None:
        return False
    z = numbers.zone
    return numbers.low < z.good < numbers.high or numbers.low < -z.bad < numbers.high


def publication_bias(case: Case, rubric: Rubric) -> Case:
    """Are studies missing that found nothing?

    One step down if, among ten or more effects, small studies show larger effects (Egger's test, p < 0.10); if five or
    more studies are all small and all positive; if mostly industry paid and independent studies found nothing; or if
    the largest trial contradicts the small ones.
    """
    trials = [i for i in case.items if not i.review]
    effects = [i.effect for i in trials if i.effect is not None]
    tested = len(trials) >= rubric.small_from or (len(effects) >= rubric.egger_from and case.by == "numbers")
    reason = ""
    if case.largest is not None:
        reason = "the largest trial contradicts the smaller ones"
    elif len(effects) >= rubric.egger_from and case.by == "numbers":
        test = egger([e.y for e in effects], [e.se**2 for e in effects])
        if test.p < rubric.egger_p:
            reason = f"small studies show larger effects (Egger p {test.p:.3g})"
    if (
        not reason
        and len(trials) >= rubric.small_from
        and len(trials) == len(case.items)
        and all(i.n is not None and i.n < rubric.small_people and (i.vote or 0) >= 1 for i in trials)
    ):
        reason = "all studies are small and all are positive"
    if not reason and _industry_against_independent(case.items, rubric):
        reason = "industry paid for most of it, and independent studies found no benefit"
    return _lower(
        case,
        "publication-bias",
        1 if reason else 0,
        f"Studies without a result may be missing: {reason}."
        if reason
        else "No sign that unwelcome studies are missing."
        if tested
        else "Whether unwelcome studies are missing could not be tested.",
        reason or ("no test fired" if tested else "too few studies on record for a test"),
    )


def _industry_against_independent(items: Sequence[Item], rubric: Rubric) -> bool:
    weight = sum(i.weight for i in items) or 1.0
    industry = sum(i.weight for i in items if i.study.funding == "industry") / weight
    independent = [i for i in items if i.study.funding in ("public", "none")]
    return industry > rubric.industry_share and bool(independent) and all((i.vote or 0) <= 0 for i in independent)


def upgrades(case: Case, rubric: Rubric) -> Case:
    """Without randomised trials, and with nothing held against them, studies may gain certainty.

    One step up if the risk at least halves or doubles, two if it changes fivefold; one if more helps more.
    """
    if case.body.tier == 1 or case.downgrades or case.direction not in ("benefit", "harm"):
        return case
    up, reasons = 0, []
    numbers = case.numbers
    if numbers is not None and numbers.like.ratio and case.by == "numbers":
        size = 2.718281828459045 ** abs(numbers.y)
        if size > rubric.upgrade_large:
            up = 2 if size > rubric.upgrade_very_large else 1
            reasons.append("the effect is very large" if up == 2 else "the effect is large")
    if any(i.finding.dose_response for i in case.support):
        up += 1
        reasons.append("larger amounts go with larger effects")
    if not up:
        return case
    why = " and ".join(reasons)
    return case.say(
        "upgrades",
        f"+{up}",
        f"{capital(why)}, which makes chance and bias less likely.",
        why,
        case.support,
        certainty=case.certainty + up,
        upgrades=up,
    )


def cross_check(case: Case, rubric: Rubric) -> Case:
    """Other reviews of the same question are not counted, but they are listened to.

    One step down if most of those searched within ten years of the newest point elsewhere. Where no difference rests on a
    review without a number, and most of the others found a benefit, the reviews contradict each other: mixed.
    """
    reviews = [i for i in (*case.items, *case.body.checks) if i.review]
    if not case.body.checks or not any(i.review for i in case.items):
        return case
    newest = max(search_year(i) for i in reviews)
    current = [i for i in case.body.checks if search_year(i) >= newest - rubric.check_years]
    agree = [i for i in current if _same_side(i, case)]
    n, down = len(current), 1 if len(agree) < len(current) / 2 else 0
    if not current:
        return case
    said = (
        f"{capital(counted(n, 'other recent review', 'other recent reviews'))}" if n > 1 else "One other recent review"
    )
    better = sum((i.vote or 0.0) > 0 for i in current)
    turned = case.direction == "no_effect" and case.by == "vote" and better > n / 2
    plain = (
        f"{said} {verb(n, 'comes', 'come')} to the same answer."
        if len(agree) == n
        else f"{said} {verb(n, 'comes', 'come')} to another answer."
        if not agree
        else f"Of {counted(n, 'other recent review', 'other recent reviews')}, {number(len(agree))} "
        f"{verb(len(agree), 'agrees', 'agree')}."
    )
    if turned:
        plain += " As most found a benefit, and the review that stands gives no number, the results are mixed."
    return case.say(
        "cross-check",
        "mixed" if turned else f"-{down}" if down else "0",
        plain,
        "; ".join(f"{i.slug} {i.finding.direction}, counts {i.vote or 0.0:+g}" for i in current),
        current,
        direction="mixed" if turned else case.direction,
        certainty=case.certainty - down,
        downgrades=case.downgrades + down,
    )


def _same_side(item: Item, case: Case) -> bool:
    """Does another review leave the reader with the same answer?"""
    vote = item.vote or 0.0
    if case.direction in ("benefit", "mixed"):
        return vote > 0
    return vote < 0 if case.direction == "harm" else vote == 0


def affected_review(case: Case, rubric: Rubric) -> Case:  # noqa: ARG001  # all rules share one signature
    """A review that holds a retracted trial loses one step, unless it could be replaced by its other trials."""
    if not case.body.affected or not any(i.review for i in case.items):
        return case
    return _lower(
        case,
        "affected-review",
        1,
        "The review still holds a trial that was retracted since.",
        "index review includes a retracted trial and its remaining trials are not all on record",
    )


def limits(case: Case, rubric: Rubric) -> Case:
    """Certainty stays between very low and high while people were studied.

    It is held at low where no effect rests on votes alone, where a benefit, harm or mixed result rests on a single source whose
    number could not be read (nobody can then say how precise it is), where it rests on one review of fewer than 4,000
    people of which neither the agreement nor the quality of its trials is on record (and no trial of it nor another
    review is clear on the same side), and where studies are known from abstracts only and no review judged their quality.
    """
    level, notes = _bounded(case.certainty), []
    if case.direction == "no_effect" and case.by == "vote" and level > rubric.cap_vote_null:
        level = _bounded(rubric.cap_vote_null)
        notes.append("no effect by vote only")
    lone = case.by == "vote" and len(case.support) == 1 and case.heard is None and not _backed(case)
    if lone and case.direction in ("benefit", "mixed", "harm") and level > rubric.cap_vote_single:
        level = _bounded(rubric.cap_vote_single)
        notes.append("a single source, and how large its effect is could not be read")
    if _unseen(case, rubric) and level > rubric.cap_lone_review:
        level = _bounded(rubric.cap_lone_review)
        notes.append("one review, and neither the quality of its trials nor how far they agree could be read")
    appraised = any(i.review and i.study.appraised for i in (*case.items, *case.body.replaced))
    if (
        case.body.tier == 1
        and not appraised
        and level > rubric.cap_abstracts
        and all(i.abstract_only for i in case.items)
    ):
        level = _bounded(rubric.cap_abstracts)
        notes.append("known from abstracts only, and no review judged the trials' quality")
    if level == case.certainty:
        return case
    plain = (
        "Certainty is never below very low while people were studied."
        if not notes
        else "Certainty is held at low: " + "; ".join(notes) + "."
    )
    return case.say("limits", f"held at {level}", plain, f"{case.certainty} → {level}", case.items, certainty=level)


def _unseen(case: Case, rubric: Rubric) -> bool:
    """Does a benefit or harm rest on one review's number, with nothing on record on how its trials agree or how good they are?

    Not where very many people were studied: such a review holds large trials.
    """
    if case.direction not in ("benefit", "harm") or len(case.support) != 1:
        return False
    (item,) = case.support
    agreement = item.finding.effect.i2 if item.finding.effect else None
    silent = item.finding.grade is None and agreement is None and item.study.bias == BiasCues()
    large = (total_people(case.support) or 0) >= rubric.rare_people
    return item.review and item.k > 1 and silent and not large and not _backed(case)


def _backed(case: Case) -> bool:
    """Does a trial inside the index review, or another review, give a number that is clearly on the same side?"""
    sign = -1 if case.direction == "harm" else 1
    numbers = (i.effect for i in (*case.body.inside, *case.body.checks) if i.effect is not None)
    return any(sign * e.y > CLEAR_OF_CHANCE * e.se for e in numbers)


def published_grade(case: Case, rubric: Rubric) -> Case:
    """A certainty that a review or guideline itself published (GRADE) moves ours by one step at most, and is named."""
    judged = next((i for i in (*case.items, *case.body.replaced) if i.review and i.finding.grade is not None), None)
    grade: Grade | None = judged.finding.grade if judged else None
    if judged is None or grade is None or case.largest is not None:
        return case
    theirs, limit = _GRADES[grade.level], int(rubric.grade_limit)
    level = case.certainty + max(-limit, min(limit, theirs - case.certainty))
    if level == case.certainty:
        return case
    words = grade.level.replace("-", " ")
    return case.say(
        "published-grade",
        f"{level - case.certainty:+d}",
        f"The review itself judged the certainty {words}; that moves ours by one step.",
        f"GRADE {words} ({grade.source}): {case.certainty} → {level}, at most ±{limit}",
        (judged,),
        certainty=level,
    )


def _lower(case: Case, rule: str, down: int, plain: str, technical: str) -> Case:
    return case.say(
        rule,
        f"-{down}" if down else "0",
        plain,
        technical,
        case.support,
        certainty=case.certainty - down,
        downgrades=case.downgrades + down,
    )


def _bounded(level: float) -> int:
    """Certainty is 1 to 4 while people were studied, whatever a reader's own threshold says."""
    return max(1, min(4, int(level)))
