"""How long do 10,000 pairs take to rate, and to ask what would change them and what they hang on?

    python -m benchmarks.rating [pairs]

Pairs are made up: 70 % with one to three studies, 20 % with a review and a few trials, 10 % with up to eight trials.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from proofwort.model import Study
from proofwort.rate.fragility import fragility
from proofwort.rate.rating import Pair, load_rubric, rate_pair
from proofwort.rate.what_would_change import what_would_change
from tests.rate.bodies import CONDITION, INGREDIENT, random_body, random_study, smd, study

RUBRIC = Path(__file__).parent.parent / "knowledge" / "rubric.yaml"


def typical(rng: Random) -> list[Study]:
    """One pair's studies, as most real pairs have them."""
    kind = rng.random()
    if kind < 0.7:
        return [random_study(rng, f"study-{i}", 0.5) for i in range(rng.randint(1, 3))]
    if kind < 0.9:
        effect = smd(rng.gauss(0.3, 0.2), 800)
        review = study(
            "review",
            "benefit",
            800,
            design="meta-analysis",
            trials=9,
            appraised=True,
            year=2018,
            finding={"effect": effect},
        )
        return [review, *(random_study(rng, f"study-{i}", 0.5) for i in range(rng.randint(0, 3)))]
    return random_body(rng)


def timed(name: str, work: Callable[[], object], pairs: int) -> None:
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    print(f"{name:20} {seconds:6.1f} s CPU for {pairs:,} pairs = {1e6 * seconds / pairs:6.0f} µs each")


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng, rubric = Random(1), load_rubric(RUBRIC)
    bodies = [typical(rng) for _ in range(pairs)]
    ratings = [rate_pair(INGREDIENT, CONDITION, b, rubric=rubric)[0] for b in bodies[:100]]  # warm up
    timed(
        "rate_pair",
        lambda: ratings.extend(rate_pair(INGREDIENT, CONDITION, b, rubric=rubric)[0] for b in bodies[len(ratings) :]),
        pairs,
    )
    asked = [(Pair(INGREDIENT, CONDITION, tuple(b)), r) for b, r in zip(bodies, ratings, strict=True)]
    timed("fragility", lambda: [fragility(p, r, rubric) for p, r in asked], pairs)
    timed("what_would_change", lambda: [what_would_change(p, r, rubric) for p, r in asked], pairs)


if __name__ == "__main__":
    main()
