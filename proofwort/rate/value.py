"""From direction and certainty to the value, 0 to 5: one table, the size of the effect, and ceilings."""

from __future__ import annotations

from proofwort.rate.case import Case, total_trials, weighted
from proofwort.rate.rubric import Rubric
from proofwort.rate.words import CERTAINTY, capital, pointing


def table(case: Case, rubric: Rubric) -> Case:
    """Direction and certainty give the value.

    Benefit: 5 at high certainty, down to 2 at very low. Mixed: 3 or 2. Too little to tell: 2 where the estimate leans
    to benefit (by more than half of the smallest difference that matters, where that is known), else 1. No effect: 1.
    Harm: 0.
    """
    if case.direction is None:
        return case
    value = rubric.table[case.direction][case.certainty]
    if case.direction == "inconclusive" and value is not None and not leans_to_benefit(case, rubric):
        value = 1
    return case.say(
        "table",
        f"value {value}",
        f"{capital(pointing(case.direction, case.observed))}; certainty {CERTAINTY[case.certainty]}. "
        f"That makes {value} of 5.",
        f"table[{case.direction}, {case.certainty}] = {value}",
        value=value,
    )


def leans_to_benefit(case: Case, rubric: Rubric) -> bool:
    """Does the estimate come near to a difference that matters, on the good side? Where no such difference is known (or no
    number, then by vote), is it on the good side at all? Where any of the studies found harm, it leans nowhere."""
    if any((i.vote or 0.0) < 0 for i in case.items):
        return False
    numbers = case.numbers
    if numbers is None:
        return case.vote > 0
    return numbers.y > (rubric.lean_mids * numbers.zone.good if numbers.zone is not None else 0.0)


def size(case: Case, rubric: Rubric) -> Case:
    """An effect below the smallest that matters loses one; a well-proven one also where it is hardly larger.

    Not for serious events, and not at very low certainty, where a benefit is no more than a hint anyway.
    """
    numbers = case.heard
    if (
        case.direction != "benefit"
        or numbers is None
        or numbers.zone is None
        or case.value is None
        or case.body.outcome.kind == "serious"
        or case.certainty < rubric.size_from_certainty
    ):
        return case
    proven = case.certainty >= rubric.size_proven_certainty
    times = rubric.size_mids if proven else rubric.size_mids_unproven
    if numbers.y >= times * numbers.zone.good:
        return case
    below = numbers.y < numbers.zone.good
    return case.say(
        "size",
        "-1",
        f"The effect is small: {'less' if below else 'hardly more'} than the smallest difference that people notice.",
        f"{numbers.y:.3g} < {times:g} × {numbers.zone.good:.3g} ({numbers.zone.source})",
        value=case.value - 1,
    )


def ceilings(case: Case, rubric: Rubric) -> Case:
    """Some kinds of evidence can't carry a high value, however clear they are.

    Without any randomised trial 2 (3 after a very large effect); amounts in diet or blood only 2; a single trial 3 (4
    if large, careful and at several centres); the ingredient only in mixtures 2; laboratory measurements only 3;
    other people than those asked about 3.
    """
    if case.value is None:
        return case
    applied = [(limit, plain, name) for limit, plain, name in _ceilings(case, rubric) if case.value > limit]
    for limit, plain, name in sorted(applied)[:1]:
        case = case.say(
            "ceilings",
            f"ceiling {int(limit)}",
            f"{plain}, so the rating can't exceed {int(limit)}.",
            f"ceiling '{name}': {case.value} → {int(limit)}",
            case.support,
            value=int(limit),
        )
    return case


def _ceilings(case: Case, rubric: Rubric) -> list[tuple[float, str, str]]:
    items, found = case.support, []
    if case.body.tier == 2:
        limit = rubric.ceiling_tier2_upgraded if case.upgrades >= 2 else rubric.ceiling_tier2
        found.append((limit, "There is no randomised trial", "no RCT"))
    if case.body.tier == 3:
        found.append((rubric.ceiling_tier3, "There is no trial and no follow-up study", "no RCT"))
    if items and all(i.finding.exposure != "given" for i in items):
        found.append(
            (rubric.ceiling_exposure, "Nothing was given; only amounts in diet or body were compared", "exposure only")
        )
    if case.body.tier == 1 and total_trials(items) == 1 and case.largest is None:
        trial = items[0]
        strong = (trial.n or 0) >= rubric.single_people and bool(trial.study.multicentre) and trial.bias == "low"
        found.append(
            (
                rubric.ceiling_single_strong if strong else rubric.ceiling_single,
                "There is only one supporting trial",
                "single RCT",
            )
        )
    if items and all(i.finding.combination == "combination" for i in items):
        found.append((rubric.ceiling_combination, "The ingredient was only tested in a mixture", "combination only"))
    if case.body.outcome.kind == "surrogate" and not case.body.outcome.exempt:
        found.append((rubric.ceiling_surrogate, "Only laboratory values were measured", "surrogate only"))
    if items and all(i.other_population for i in items):
        found.append(
            (
                rubric.ceiling_population,
                "The studies were made in other people than those asked about",
                "other population only",
            )
        )
    return found


def weaker_evidence(case: Case, rubric: Rubric) -> Case:
    """Where better studies leave much room, weaker ones that lean to benefit lift 1 to 2, and nothing more."""
    open_question = case.direction == "inconclusive" or (case.direction == "no_effect" and case.certainty <= 1)
    if case.value != 1 or not open_question or weighted(case.body.lower) < rubric.vote_benefit:
        return case
    return case.say(
        "weaker-evidence",
        "value 2",
        "Weaker studies point to a benefit, so the question stays open.",
        "certainty very low or inconclusive, lower tiers lean to benefit: 1 → 2",
        case.body.lower,
        value=2,
    )
