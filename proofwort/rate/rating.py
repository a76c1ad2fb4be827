"""One pair's evidence → its ratings: `rate_pair`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from proofwort.model import (
    Caution,
    Condition,
    Ingredient,
    Rating,
    Search,
    Statement,
    Step,
    Study,
    TraditionalUse,
)
from proofwort.rate.assess import assess, outcome_rating
from proofwort.rate.case import Case, total_people
from proofwort.rate.claims import Scope, entries_of, split
from proofwort.rate.rubric import Rubric as Rubric
from proofwort.rate.rubric import load_rubric as load_rubric
from proofwort.rate.rules import CLAIM_RULES
from proofwort.rate.selection import ranked_outcomes, select
from proofwort.rate.verdict import Verdict


def rate_pair(
    ingredient: Ingredient,
    condition: Condition,
    studies: Sequence[Study],
    *,
    traditions: Sequence[TraditionalUse] = (),
    statements: Sequence[Statement] = (),
    cautions: Sequence[Caution] = (),
    searches: Sequence[Search] = (),
    rubric: Rubric,
    narrower: frozenset[str] = frozenset(),
) -> tuple[Rating, ...]:
    """Rate every claim of the pair; the default claim comes first, and there is always one.

    `studies`: any studies; those without a finding on the pair only tell of retractions inside reviews. `narrower`: the
    slugs of narrower conditions whose findings may stand in where the condition is a group. Records of other
    ingredients or conditions are passed over, so whole lists may be given.
    """
    entries = entries_of(ingredient, condition, studies, narrower)
    own = (ingredient.slug, condition.slug)
    told = tuple(t for t in traditions if (t.ingredient, t.condition) == own)
    stated = tuple(s for s in statements if s.ingredient == own[0] and s.condition in (None, own[1]))
    warned = tuple(c for c in cautions if c.ingredient == own[0])
    searched = tuple(s for s in searches if (s.ingredient, s.condition) == own)
    return tuple(
        _rate(
            Verdict(
                ingredient=ingredient,
                condition=condition,
                scope=scope,
                cases=_cases(condition, scope, studies, rubric),
                default=position == 0,
                traditions=told if position == 0 else (),
                statements=stated,
                cautions=warned,
                searches=searched,
                looked=bool(entries),
            ),
            rubric,
        )
        for position, scope in enumerate(split(ingredient, condition, entries))
    )


def _cases(condition: Condition, scope: Scope, studies: Sequence[Study], rubric: Rubric) -> tuple[Case, ...]:
    """One case per outcome, in rank order."""
    return tuple(
        assess(select(ranked, members, studies, rubric), rubric)
        for ranked, members in ranked_outcomes(condition, scope.entries)
    )


def _rate(verdict: Verdict, rubric: Rubric) -> Rating:
    for rule in CLAIM_RULES.values():
        verdict = rule(verdict, rubric)
    lead = verdict.leading
    items = lead.items if lead else ()
    return Rating(
        claim=verdict.scope.claim,
        direction=verdict.direction,
        certainty=verdict.certainty,
        value=verdict.value,
        source_of_validity=verdict.validity,
        scientific=verdict.scientific,
        traditional=verdict.traditional,
        state=verdict.state,
        safety_gate=verdict.gate,
        outcome=lead.body.outcome.slug if lead else None,
        outcomes=tuple(outcome_rating(c) for c in verdict.cases),
        steps=_steps(verdict),
        participants=total_people(items),
        studies=tuple(i.slug for i in items),
        by_reader=dict(Counter(str(i.study.reading.reader.kind) for i in items)),
        indirect=any(i.finding.condition != verdict.condition.slug for i in items),
        rubric=rubric.version,
    )


def _steps(verdict: Verdict) -> tuple[Step, ...]:
    """The argument in reading order: which outcome leads, how it was judged, what overrides it or stands beside it."""
    lead = verdict.leading
    before = tuple(s for s in verdict.steps if s.rule in ("narrower-conditions", "leading-outcome"))
    after = tuple(s for s in verdict.steps if s not in before)
    middle = (*lead.body.steps, *lead.steps) if lead else tuple(s for c in verdict.cases for s in c.body.steps)
    return (*before, *middle, *after)
