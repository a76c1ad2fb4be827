"""How much do the ratings of the evidence hang on each threshold?

    python -m benchmarks.rating_shift

Shifts each number of the rubric by ±20 % (whole numbers by at least 1) and counts how many default claims change their
value or their state. A pair is rated anew only for numbers that its rating looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from proofwort.integrity import with_retractions
from proofwort.knowledge import Knowledge, load
from proofwort.model import Rating
from proofwort.rate.rating import load_rubric, rate_pair
from proofwort.rate.rubric import Rubric

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
WHOLE = frozenset({"certainty", "value", "studies", "effects", "of 5 cues", "years", "people", "events"})

Pair = tuple[str, str]
Rate = Callable[[Rubric], Rating]
R = TypeVar("R")


class Watched:
    """A rubric that remembers which of its numbers were asked for."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.seen: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.seen.add(name)
        return getattr(self.rubric, name)


def raters(knowledge: Knowledge) -> Mapping[Pair, Rate]:
    """Of every pair that has a study: a function that rates its default claim by a rubric."""
    studies = by(knowledge.studies.values(), lambda s: {f.ingredient for f in s.findings})
    traditions = by(knowledge.traditions, lambda t: {t.ingredient})
    statements = by(knowledge.statements, lambda s: {s.ingredient})

    def rater(ingredient: str, condition: str) -> Rate:
        asked = {condition, *knowledge.narrower(condition)}
        about = [
            s
            for s in studies[ingredient]
            if any(f.ingredient == ingredient and f.condition in asked for f in s.findings)
        ]
        return lambda rubric: rate_pair(
            knowledge.ingredients[ingredient],
            knowledge.conditions[condition],
            about,
            rubric=rubric,
            traditions=traditions[ingredient],
            statements=statements[ingredient],
            narrower=knowledge.narrower(condition),
        )[0]

    pairs = {(f.ingredient, f.condition) for s in knowledge.studies.values() for f in s.findings}
    return {(i, c): rater(i, c) for i, c in sorted(pairs) if i in knowledge.ingredients and c in knowledge.conditions}


def by(records: Iterable[R], names: Callable[[R], set[str]]) -> dict[str, list[R]]:
    """Records under each of their names."""
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        for name in names(record):
            found[name].append(record)
    return found


def shifts(value: float, unit: str) -> tuple[float, float]:
    """The number a fifth lower and a fifth higher."""
    if unit in WHOLE:
        step = max(1, round(abs(value) * 0.2))
        return value - step, value + step
    return value * 0.8, value * 1.2


def main() -> None:
    knowledge, rubric = with_retractions(load(KNOWLEDGE), []), load_rubric(KNOWLEDGE / "rubric.yaml")
    rate = raters(knowledge)
    base: dict[Pair, Rating] = {}
    looked: dict[str, list[Pair]] = defaultdict(list)
    for pair, rated in rate.items():
        watched = Watched(rubric)
        base[pair] = rated(cast(Rubric, watched))
        for name in watched.seen:
            looked[name].append(pair)
    rows, touched = [], set()
    for name, number in rubric.numbers.items():
        moved = []
        for value in shifts(number.value, number.unit):
            if number.unit == "value" and not 0 <= value <= 5:
                continue
            other = rubric.shifted(name, value)
            after = {pair: rate[pair](other) for pair in looked[name]}
            differ = {p for p, r in after.items() if (r.value, r.state) != (base[p].value, base[p].state)}
            moved.append(len(differ))
            if number.unit not in WHOLE:
                touched |= differ
        rows.append((max(moved, default=0), name, moved))
    print(f"{len(base)} pairs with studies; ratings moved by each number a fifth lower, a fifth higher:")
    for _, name, moved in sorted(rows, reverse=True):
        print(f"{name:28} {' '.join(f'{m:4}' for m in moved)}")
    print(f"{len(touched)} ratings are moved by one or more of the continuous thresholds")


if __name__ == "__main__":
    main()
