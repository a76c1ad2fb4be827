"""One pair's evidence → its ratings: `rate_pair`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from proofwort.model import (
    Caution,
    Claim,
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
from proofwort.rate.claims import Scope, entries_of, key, split
from proofwort.rate.rubric import Rubric as Rubric
from proofwort.rate.rubric import load_rubric as load_rubric
from proofwort.rate.rules import CLAIM_RULES
from proofwort.rate.selection import ranked_outcomes, select
from proofwort.rate.verdict import Verdict


@dataclass(frozen=True)
class Pair:
    """All that is known of one ingredient and one condition. `studies` may be any studies: those without a finding on
    the pair only tell of retractions inside reviews. `narrower`: slugs of narrower conditions whose findings may stand
    in where the condition is a group. Records of other pairs are passed over."""

    ingredient: Ingredient
    condition: Condition
    studies: tuple[Study, ...]
    traditions: tuple[TraditionalUse, ...] = ()
    statements: tuple[Statement, ...] = ()
    cautions: tuple[Caution, ...] = ()
    searches: tuple[Search, ...] = ()
    narrower: frozenset[str] = frozenset()


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
    """Rate every claim of the pair; the default claim comes first, and there is always one. Arguments as in `Pair`."""
    pair = Pair(
        ingredient,
        condition,
        tuple(studies),
        tuple(traditions),
        tuple(statements),
        tuple(cautions),
        tuple(searches),
        narrower,
    )
    entries = entries_of(ingredient, condition, pair.studies, narrower)
    return tuple(
        _rate(_verdict(pair, scope, position == 0, bool(entries), rubric), rubric)
        for position, scope in enumerate(split(ingredient, condition, entries))
    )


def rate_claim(pair: Pair, claim: Claim, rubric: Rubric) -> Rating | None:
    """The rating of the same claim (`claims.key`); None if the pair makes it no more."""
    entries = entries_of(pair.ingredient, pair.condition, pair.studies, pair.narrower)
    for position, scope in enumerate(split(pair.ingredient, pair.condition, entries)):
        if key(scope.claim) == key(claim):
            return _rate(_verdict(pair, scope, position == 0, bool(entries), rubric), rubric)
    return None


def _verdict(pair: Pair, scope: Scope, default: bool, looked: bool, rubric: Rubric) -> Verdict:
    """Everything that bears on one claim, before the claim's rules speak."""
    own = (pair.ingredient.slug, pair.condition.slug)
    return Verdict(
        ingredient=pair.ingredient,
        condition=pair.condition,
        scope=scope,
        cases=_cases(pair.condition, scope, pair.studies, rubric),
        default=default,
        traditions=tuple(t for t in pair.traditions if default and (t.ingredient, t.condition) == own),
        statements=tuple(s for s in pair.statements if s.ingredient == own[0] and s.condition in (None, own[1])),
        cautions=tuple(c for c in pair.cautions if c.ingredient == own[0]),
        searches=tuple(s for s in pair.searches if (s.ingredient, s.condition) == own),
        looked=looked,
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
        avoid_if=verdict.avoid_if,
        clinician_if=verdict.clinician_if,
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
    before = tuple(s for s in verdict.steps if s.rule in ("part-of-claim", "narrower-conditions", "leading-outcome"))
    after = tuple(s for s in verdict.steps if s not in before)
    middle = (*lead.body.steps, *lead.steps) if lead else tuple(s for c in verdict.cases for s in c.body.steps)
    return (*before, *middle, *after)
