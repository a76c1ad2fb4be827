"""Our ratings beside those of the published counter rule, pair by pair.

The rule (`rate.counter_rule`) counts trials and knows no size of effect, no interval and no certainty. It is here to be printed
beside ours: where a careful rating says no more than counting does, the care was for nothing; where they differ, a reader
wants to see why.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from typing import Final, get_args

from proofwort.answers import Evidence
from proofwort.model import State
from proofwort.rate.counter_rule import Counter, counter_rule

SAYS: Final[dict[Counter, int]] = {
    "likely-effective": 2,
    "may-be-effective": 1,
    "may-not-be-effective": -1,
    "unlikely-effective": -2,
    "no-mention": 0,
}
"""Which way each verdict of the rule points, and how far."""

WAY: Final[dict[State, int]] = {
    "works": 2,
    "may-work": 1,
    "hints": 1,
    "conflicting": 0,
    "too-little": 0,
    "no-effect": -2,
    "harmful": -2,
}
"""Which way each of our states with studies in people points."""


@dataclass(frozen=True)
class Beside:
    """One pair's default claim by our rating, by the counter rule on the outcome that decides ours, and on the origin's scale
    (`compat`: null claims at 2)."""

    ingredient: str
    condition: str
    state: State
    value: int | None
    compat: int | None
    counter: Counter

    @property
    def apart(self) -> bool:
        """Does one speak for it and the other against it?"""
        return SAYS[self.counter] * WAY[self.state] < 0


def beside(evidence: Evidence, lenient: bool = True) -> tuple[Beside, ...]:
    """Every pair that was studied in people, sorted by slugs. `lenient` as in `counter_rule`."""
    floor = evidence.rules.shifted("compat_floor", 2)
    rows = []
    for link in (x for i in evidence.ingredients() for x in evidence.ingredient(i.slug).links):
        if link.state not in WAY:
            continue
        a = evidence.stored(link.ingredient, link.condition)
        q, role = a.question, a.rating.claim.role
        said = counter_rule(q.ingredient, q.condition, role, a.studies, evidence.rules, lenient, a.rating.outcome)
        compat = evidence.rated_anew(a, floor).value
        rows.append(Beside(link.ingredient, link.condition, link.state, link.value, compat, said))
    return tuple(sorted(rows, key=lambda r: (r.ingredient, r.condition)))


def table(rows: tuple[Beside, ...]) -> dict[Counter, dict[State, int]]:
    """How many pairs the rule calls so (rows) and we call so (columns); all rows and columns, zeros too."""
    counted = Tally((r.counter, r.state) for r in rows)
    said: tuple[Counter, ...] = get_args(Counter)
    return {c: {s: counted[c, s] for s in WAY} for c in said}
