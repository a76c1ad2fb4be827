"""How far two readers of the same text agree: a second reader read some of the studies without seeing the first one's
record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from scipy.stats import binomtest

from proofwort.knowledge import Knowledge
from proofwort.model import Agreement, Finding, SecondReading, Study

Answer = str | int | bool | None
Both = tuple[Answer, Answer]


def agreements(knowledge: Knowledge) -> tuple[Agreement, ...]:
    """One line per fact, over all studies that were read twice; empty where there are none."""
    pairs = [(knowledge.studies[s.study], s) for s in knowledge.second_readings if s.study in knowledge.studies]
    lines = ((fact, [compare(first, second) for first, second in pairs]) for fact, compare in FACTS.items())
    return tuple(agreement(fact, [b for b in both if b is not None]) for fact, both in lines if any(both))


def agreement(fact: str, both: Sequence[Both]) -> Agreement:
    """Fraction of equal answers with its 95 % Wilson interval, and Cohen's kappa (1960): agreement beyond what equal
    shares of answers would give by chance; None where all answers are the same or each is unique (a number)."""
    equal = sum(a == b for a, b in both)
    interval = binomtest(equal, len(both)).proportion_ci(method="wilson")
    return Agreement(
        fact=fact,
        n=len(both),
        agreement=equal / len(both),
        low=float(interval.low),
        high=float(interval.high),
        kappa=None if fact == "participants" else kappa(both),
    )


def kappa(both: Sequence[Both]) -> float | None:
    """Cohen's kappa of two readers' answers; None where chance alone would make them agree."""
    n = len(both)
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[x] * second[x] for x in first) / n**2
    return None if chance == 1 else (sum(a == b for a, b in both) / n - chance) / (1 - chance)


def _field(name: str) -> Callable[[Study, SecondReading], Both | None]:
    def compare(first: Study, second: SecondReading) -> Both | None:
        both = getattr(first, name), getattr(second, name)
        return None if both == (None, None) else both

    return compare


def _of_trials(name: str) -> Callable[[Study, SecondReading], Both | None]:
    """Compared where neither reader saw a review: of those, randomisation is seldom told and never asked."""
    field = _field(name)

    def compare(first: Study, second: SecondReading) -> Both | None:
        return None if {first.design, second.design} & {"meta-analysis", "systematic-review"} else field(first, second)

    return compare


def _among(name: str) -> Callable[[Study, SecondReading], Both | None]:
    """A name agrees if any finding of the record bears it: a second reader names one claim, a record may hold several."""

    def compare(first: Study, second: SecondReading) -> Both | None:
        named = [getattr(f, name) for f in first.findings]
        wanted = getattr(second, name)
        return (wanted if wanted in named else named[0]), wanted

    return compare


def _of_claim(name: str) -> Callable[[Study, SecondReading], Both | None]:
    """Compared where both readers named the same pair."""

    def compare(first: Study, second: SecondReading) -> Both | None:
        finding = _same_claim(first, second)
        return None if finding is None else (getattr(finding, name), getattr(second, name))

    return compare


def _same_claim(first: Study, second: SecondReading) -> Finding | None:
    found = [f for f in first.findings if (f.ingredient, f.condition) == (second.ingredient, second.condition)]
    return next((f for f in found if f.primary), found[0] if found else None)


FACTS: dict[str, Callable[[Study, SecondReading], Both | None]] = {
    "design": _field("design"),
    "randomised": _of_trials("randomised"),
    "blinding": _field("blinding"),
    "participants": _field("participants"),
    "ingredient": _among("ingredient"),
    "condition": _among("condition"),
    "role": _of_claim("role"),
    "direction": _of_claim("direction"),
}
"""What is compared, in the order of the page."""
