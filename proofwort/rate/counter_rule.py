"""The published counter rule of EBSCO's NAT series, as a baseline to print beside our rating in evaluations.

From its editorial process page (Lahey Health's copy): likely effective needs three moderate-to-large (n ≥ 60)
well-designed randomised trials, or a meta-analysis of three such, and nothing that contradicts; may be effective one or
two such trials, or two small well-designed ones, or contradiction. Well-designed: low risk in three of five domains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from proofwort.model import Condition, Ingredient, Role, Study
from proofwort.rate.claims import Entry, entries_of
from proofwort.rate.items import REVIEWS, bias_of, tier
from proofwort.rate.rubric import Rubric
from proofwort.rate.selection import combined_finding, outcome_of

Counter = Literal["likely-effective", "may-be-effective", "may-not-be-effective", "unlikely-effective", "no-mention"]

LARGE = 60  # people, from which a trial is moderate to large
ENOUGH = 3  # trials (or trials in a review) for "likely"


def counter_rule(
    ingredient: Ingredient,
    condition: Condition,
    role: Role,
    studies: Sequence[Study],
    rubric: Rubric,
    lenient: bool = True,
    outcome: str | None = None,
) -> Counter:
    """What the rule says of a claim, each study counted once; by one outcome (a slug of `selection.outcome_of`), or by all
    that a study found together. `lenient` takes unclear risk of bias as well-designed, as is needed where most trials are
    known from abstracts only."""
    good_enough = ("low", "unclear") if lenient else ("low",)
    large = {"benefit": 0, "null": 0}
    small = {"benefit": 0, "null": 0}
    reviews = {"benefit": 0, "null": 0}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries_of(ingredient, condition, studies, frozenset()):
        if entry.finding.role == role and outcome in (None, outcome_of(condition, entry.finding)):
            found[entry.study.slug].append(entry)
    for entries in found.values():
        study = entries[0].study
        finding = combined_finding([e.finding for e in entries], study.design in REVIEWS)
        said = "null" if finding.direction == "harm" else finding.direction
        if tier(study, finding) != 1 or said not in large or study.integrity == "retracted":
            continue
        if bias_of(study, rubric) not in good_enough:
            continue
        n = study.people(finding) or 0
        if study.design in REVIEWS:
            reviews[said] += (study.pooled(finding) or 0) >= ENOUGH
        elif n >= LARGE:
            large[said] += 1
        else:
            small[said] += 1
    return _verdict(large, small, reviews)


def _verdict(large: dict[str, int], small: dict[str, int], reviews: dict[str, int]) -> Counter:
    """For and against, by the rule's own counts."""
    for_it, against = (large[side] + reviews[side] for side in ("benefit", "null"))
    if not against and (large["benefit"] >= ENOUGH or reviews["benefit"]):
        return "likely-effective"
    if not for_it and (large["null"] >= ENOUGH - 1 or reviews["null"]):
        return "unlikely-effective"
    if for_it or small["benefit"] >= 2:
        return "may-be-effective" if for_it >= against else "may-not-be-effective"
    if against or small["null"] >= 2:
        return "may-not-be-effective"
    return "no-mention"
