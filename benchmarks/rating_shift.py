"""How much do the ratings of the starter evidence hang on each threshold?

    python -m benchmarks.rating_shift

Shifts each number of the rubric by ±20 % (whole numbers by at least 1) and counts how many default claims change their
value or their state.
"""

from __future__ import annotations

from pathlib import Path

from proofwort.knowledge import Knowledge, load
from proofwort.model import Rating
from proofwort.rate.rating import load_rubric, rate_pair
from proofwort.rate.rubric import Rubric

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
WHOLE = frozenset({"certainty", "value", "studies", "effects", "of 5 cues", "years", "people", "events"})


def ratings(knowledge: Knowledge, rubric: Rubric) -> dict[tuple[str, str], Rating]:
    """The default claim of every pair that has a study."""
    pairs = {(f.ingredient, f.condition) for s in knowledge.studies.values() for f in s.findings}
    known = [(i, c) for i, c in sorted(pairs) if i in knowledge.ingredients and c in knowledge.conditions]
    found: dict[tuple[str, str], Rating] = {}
    for ingredient, condition in known:
        studies = [s for s in knowledge.studies.values() if any(f.ingredient == ingredient for f in s.findings)]
        found[ingredient, condition] = rate_pair(
            knowledge.ingredients[ingredient],
            knowledge.conditions[condition],
            studies,
            rubric=rubric,
            traditions=knowledge.traditions,
            statements=knowledge.statements,
            narrower=knowledge.narrower(condition),
        )[0]
    return found


def shifts(value: float, unit: str) -> tuple[float, float]:
    """The number a fifth lower and a fifth higher."""
    if unit in WHOLE:
        step = max(1, round(abs(value) * 0.2))
        return value - step, value + step
    return value * 0.8, value * 1.2


def main() -> None:
    knowledge, rubric = load(KNOWLEDGE), load_rubric(KNOWLEDGE / "rubric.yaml")
    base = ratings(knowledge, rubric)
    rows = []
    for name, number in rubric.numbers.items():
        moved = [
            sum(
                (r.value, r.state) != (base[pair].value, base[pair].state)
                for pair, r in ratings(knowledge, rubric.shifted(name, value)).items()
            )
            for value in shifts(number.value, number.unit)
            if number.unit != "value" or 0 <= value <= 5
        ]
        rows.append((max(moved, default=0), name, moved))
    print(f"{len(base)} pairs with studies; ratings moved by each number a fifth lower, a fifth higher:")
    for _, name, moved in sorted(rows, reverse=True):
        print(f"{name:28} {' '.join(f'{m:4}' for m in moved)}")


if __name__ == "__main__":
    main()
