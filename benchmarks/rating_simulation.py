"""Do the two monotonicity guards hold? Random bodies of one to eight trials, each with one more trial added.

    python -m benchmarks.rating_simulation [bodies] [seed]

Prints how often a null trial raised the rating, how often a positive one lowered it, and how often dropping one
random trial moved it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from proofwort.model import Rating, Study
from proofwort.rate.rating import load_rubric, rate_pair
from proofwort.rate.rubric import Rubric
from tests.rate.bodies import CONDITION, INGREDIENT, random_body, study, with_effect

RUBRIC = Path(__file__).parent.parent / "knowledge" / "rubric.yaml"


def rated(studies: Sequence[Study], rubric: Rubric) -> Rating:
    return rate_pair(INGREDIENT, CONDITION, studies, rubric=rubric)[0]


def additions(rng: Random, body: Sequence[Study]) -> dict[str, Study]:
    """One more trial of each kind. Where the body gives numbers so do these: the null one with an estimate of no
    effect or worse, the positive ones in line with the body's mean (an outlier, however good, makes results less
    consistent)."""
    n = int(10 ** rng.uniform(1.5, 3.2))
    effects = [f.effect.value for s in body for f in s.findings if f.effect is not None]
    if len(effects) < len(body):
        null = study("added", "null", n, "low")
        good = {bias: study("added", "benefit", n, bias) for bias in ("low", "unclear")}
    else:
        null = with_effect("added", -abs(rng.gauss(0, 1 / n**0.5)), n, "low")
        y = max(0.25, -sum(effects) / len(effects))
        n = max(n, int((4.2 / y) ** 2))
        good = {bias: with_effect("added", y, n, bias) for bias in ("low", "unclear")}
    return {"null": null, "low-bias positive": good["low"], "unclear-bias positive": good["unclear"]}


def simulate(bodies: int, seed: int, rubric: Rubric) -> tuple[Counter[str], list[tuple[str, list[Study], Study]]]:
    """Count what happened, and keep the bodies in which a guard failed."""
    rng = Random(seed)
    seen: Counter[str] = Counter()
    failed: list[tuple[str, list[Study], Study]] = []
    for _ in range(bodies):
        body = random_body(rng)
        before = rated(body, rubric)
        for name, extra in additions(rng, body).items():
            after = rated([*body, extra], rubric)
            worse = (after.value or 0) < (before.value or 0)
            better = (after.value or 0) > (before.value or 0)
            if name == "null" and before.direction in ("benefit", "mixed"):
                seen["null added"] += 1
                if better:
                    seen["null raised"] += 1
                    failed.append(("null raised", body, extra))
            elif name != "null":
                seen[f"{name} added"] += 1
                if worse:
                    seen[f"{name} lowered"] += 1
                    failed.append((f"{name} lowered", body, extra))
        if len(body) > 1:
            gone = rng.randrange(len(body))
            after = rated(body[:gone] + body[gone + 1 :], rubric)
            moved = abs((after.value or 0) - (before.value or 0))
            seen[f"dropping one moved by {min(moved, 2)}{'+' if moved >= 2 else ''}"] += 1
    return seen, failed


def main() -> None:
    bodies = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    start = time.perf_counter()
    seen, failed = simulate(bodies, seed, load_rubric(RUBRIC))
    for name in sorted(seen):
        print(f"{name:40} {seen[name]:>8,}")
    for base, event in (
        ("null added", "null raised"),
        ("low-bias positive added", "low-bias positive lowered"),
        ("unclear-bias positive added", "unclear-bias positive lowered"),
    ):
        print(f"{event}: {100 * seen[event] / seen[base]:.3f} %")
    print(f"{bodies:,} bodies, seed {seed}, {time.perf_counter() - start:.0f} s")
    if "-v" in sys.argv:
        for what, body, extra in sorted(failed, key=lambda f: f[0] != "null raised")[:40]:
            print(what, [_short(s) for s in body], "+", _short(extra))


def _short(s: Study) -> str:
    f = s.findings[0]
    effect = f" y {-f.effect.value:+.2f}" if f.effect else ""
    bias = "low" if s.bias.concealed else "high" if s.bias.per_protocol_only else "unclear"
    return f"{f.direction} n {s.participants} {bias}{effect}"


if __name__ == "__main__":
    main()
