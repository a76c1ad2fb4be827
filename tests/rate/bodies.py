"""Made-up evidence for tests and simulations: studies with chosen size, quality, direction and effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from proofwort.model import (
    BiasCues,
    Condition,
    Effect,
    Finding,
    Identifiers,
    Ingredient,
    Outcome,
    Place,
    Reader,
    Reading,
    Study,
)

READING = Reading(
    reader=Reader(kind="rule", name="made up for a test"), date=date(2026, 11, 25), place=Place(section="results")
)
INGREDIENT = Ingredient(slug="wort", name="Wort", kind="herb", description="made up", identifiers={})
OUTCOME = Outcome(slug="pain", name="Pain", kind="patient", mid=0.2, mid_measure="SMD")
CONDITION = Condition(
    slug="ache",
    name="Ache",
    kind="disease",
    description="made up",
    systems=("nervous",),
    identifiers={},
    outcomes=(OUTCOME, Outcome(slug="death", name="Death", kind="serious")),
    care="self-care",
)
LOW = BiasCues(sequence_described=True, concealed=True, attrition=0.05)
HIGH = BiasCues(per_protocol_only=True)
BIAS = {"low": LOW, "unclear": BiasCues(), "high": HIGH}


def finding(direction: str = "benefit", **changes: Any) -> Finding:
    """A finding of the pair wort × ache."""
    base = Finding(
        ingredient="wort",
        condition="ache",
        role="treat",
        route="oral",
        outcome="pain",
        outcome_slug="pain",
        direction=direction,  # type: ignore[arg-type]  # tests pass plain strings
    )
    return replace(base, **changes)


def study(slug: str, direction: str = "benefit", n: int | None = 200, bias: str = "unclear", **changes: Any) -> Study:
    """A double-blind parallel trial with one finding; `finding` holds changes to that finding."""
    of_finding = changes.pop("finding", {})
    base = Study(
        slug=slug,
        identifiers=Identifiers(),
        title=slug,
        year=2015,
        design="rct-parallel",
        randomised=True,
        blinding="double",
        participants=n,
        comparator="placebo",
        bias=BIAS[bias],
        findings=(finding(direction, **of_finding),),
        reading=READING,
    )
    return replace(base, **changes)


def smd(y: float, n: int) -> Effect:
    """An SMD in the good direction with the usual standard error of a trial of n people."""
    se = 2 / n**0.5
    return Effect(measure="SMD", value=-y, low=-y - 1.96 * se, high=-y + 1.96 * se)


def random_study(rng: Random, slug: str, numbers: float) -> Study:
    """A random trial; with chance `numbers` it gives an effect, whose direction then follows from its interval."""
    n = int(10 ** rng.uniform(1.2, 3.2))
    bias = rng.choice(["low", "unclear", "unclear", "unclear", "high"])
    if rng.random() < numbers:
        y = rng.gauss(0.25, 0.25) + rng.gauss(0, 2 / n**0.5)
        return with_effect(slug, y, n, bias)
    direction = rng.choices(["benefit", "null", "mixed", "harm", "unclear"], [50, 30, 8, 7, 5])[0]
    return study(slug, direction, n, bias)


def with_effect(slug: str, y: float, n: int, bias: str) -> Study:
    """A trial whose direction is what its effect's interval says."""
    effect = smd(y, n)
    se = 2 / n**0.5
    direction = "benefit" if y > 1.96 * se else "harm" if y < -1.96 * se else "null"
    return study(slug, direction, n, bias, finding={"effect": effect})


def random_body(rng: Random) -> list[Study]:
    """One to eight random trials, with or without numbers."""
    numbers = rng.choice([0.0, 0.0, 0.5, 1.0, 1.0])
    return [random_study(rng, f"study-{i}", numbers) for i in range(rng.randint(1, 8))]
