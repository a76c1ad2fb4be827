"""One body of evidence → its `OutcomeRating`: the rules in order, and the two guards against paradoxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofwort.model import OutcomeRating
from proofwort.rate import certainty, direction, numbers, value
from proofwort.rate.case import Body, Case, total_people
from proofwort.rate.information import enough_information
from proofwort.rate.items import Item
from proofwort.rate.rubric import Rubric

BodyRule = Callable[[Case, Rubric], Case]

# In the order in which they speak.
BODY_RULES: dict[str, BodyRule] = {
    "start": certainty.start,
    "pooled-effect": numbers.pooled_effect,
    "largest-trial": direction.largest_trial,
    "read-interval": direction.read_interval,
    "weighted-vote": direction.weighted_vote,
    "careful-denial": direction.careful_denial,
    "risk-of-bias": certainty.risk_of_bias,
    "inconsistency": certainty.inconsistency,
    "indirectness": certainty.indirectness,
    "imprecision": certainty.imprecision,
    "publication-bias": certainty.publication_bias,
    "cross-check": certainty.cross_check,
    "affected-review": certainty.affected_review,
    "upgrades": certainty.upgrades,
    "limits": certainty.limits,
    "published-grade": certainty.published_grade,
    "table": value.table,
    "size": value.size,
    "ceilings": value.ceilings,
    "weaker-evidence": value.weaker_evidence,
}


def assess(body: Body, rubric: Rubric) -> Case:
    """Argue the body's case; a body without a readable result gives a case without direction."""
    if not body.items:
        return Case(body=body, items=())
    whole = _argue(body, body.items, rubric)
    return careful_studies(whole, rubric)


def careful_studies(whole: Case, rubric: Rubric) -> Case:
    """Poor studies must not drag down what careful ones show, nor hold up what careful ones deny.

    If the studies of low risk of bias (or they and those of unclear risk) alone show a benefit, and are not so few that
    chance could easily explain it (100 people), the better of the two readings holds: the usual sensitivity analysis. But
    where careful studies that found no benefit are many enough on their own, and hold at least half of the people in them
    and in the studies that found one, the reading of all careful studies is the most that can be said.
    """
    low = tuple(i for i in whole.items if i.bias == "low")
    not_high = tuple(i for i in whole.items if i.bias != "high")
    best = whole
    for subset in dict.fromkeys((low, not_high)):
        if subset and len(subset) < len(whole.items):
            part = _argue(whole.body, subset, rubric)
            enough = whole.direction == "benefit" or (total_people(part.support) or 0) >= rubric.few_people
            if part.direction == "benefit" and enough and (part.value or 0) > (best.value or 0):
                best = part
    if (
        len(low) < len(whole.items)
        and whole.denied >= rubric.large_trial_share
        and enough_information(whole.deniers, rubric)
    ):
        part = _argue(whole.body, low, rubric)
        if (part.value or 0) < (best.value or 0):
            return _instead(whole, part, "enough of them, by themselves, found no benefit")
    return best if best is whole else _instead(whole, best, "they show a benefit that poorer studies blur")


def _argue(body: Body, items: tuple[Item, ...], rubric: Rubric) -> Case:
    case = Case(body=body, items=items)
    for rule in BODY_RULES.values():
        case = rule(case, rubric)
    return case


def _instead(whole: Case, part: Case, why: str) -> Case:
    """The part's case, introduced by a step that says what was left aside."""
    if (part.direction, part.certainty, part.value) == (whole.direction, whole.certainty, whole.value):
        return whole
    left = [i.slug for i in whole.items if i not in part.items]
    said = Case(body=whole.body, items=part.items).say(
        "careful-studies",
        "careful studies only",
        f"We read the more careful studies by themselves, because {why}.",
        f"all: {whole.direction}/{whole.certainty}/{whole.value}; without {', '.join(left)}: "
        f"{part.direction}/{part.certainty}/{part.value}",
        part.items,
    )
    return replace(part, steps=(*said.steps, *part.steps))


def outcome_rating(case: Case) -> OutcomeRating:
    """The case as the noun that travels."""
    ranked = case.body.outcome
    return OutcomeRating(
        outcome=ranked.slug,
        name=ranked.name,
        kind=ranked.kind,
        direction=case.direction,
        certainty=case.certainty,
        value=case.value,
        studies=tuple(i.slug for i in case.items),
        steps=(*case.body.steps, *case.steps),
    )
