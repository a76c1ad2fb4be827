"""What the rules hand on to each other: the evidence for one outcome, and the case as argued so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from proofwort.model import ClaimDirection, Outcome, OutcomeClass, Step
from proofwort.rate.items import Item
from proofwort.rate.signed import Signed, Zone


@dataclass(frozen=True)
class Ranked:
    """An outcome with its rank; `record` is None for outcomes that the condition does not list. `exempt`: a
    biomarker that is the condition itself, and so no surrogate."""

    slug: str
    name: str
    kind: OutcomeClass
    record: Outcome | None = None
    exempt: bool = False


@dataclass(frozen=True)
class Body:
    """The evidence for one outcome, nothing counted twice.

    `items` count: the best tier with a readable result. `lower`: people studied in lower tiers. `laboratory`: tiers
    4-5. `unread`: people studied, result unclear. `inside`: trials on record that the index review holds already.
    `checks`: other reviews. `replaced`: the index review, where
    its trials are counted in its stead. `affected`: the index review holds a retracted trial.
    """

    outcome: Ranked
    items: tuple[Item, ...] = ()
    lower: tuple[Item, ...] = ()
    laboratory: tuple[Item, ...] = ()
    unread: tuple[Item, ...] = ()
    inside: tuple[Item, ...] = ()
    checks: tuple[Item, ...] = ()
    replaced: tuple[Item, ...] = ()
    affected: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def tier(self) -> int | None:
        return self.items[0].tier if self.items else None


@dataclass(frozen=True)
class Numbers:
    """A pooled (or single) effect on the signed scale, with the zone of differences that do not matter."""

    y: float
    se: float
    low: float
    high: float
    k: int
    i2: float | None
    prediction: tuple[float, float] | None
    zone: Zone | None
    like: Signed  # one of the effects, to print the number as papers do
    source: Literal["pool", "review", "review and later studies", "single study", "largest trial"]
    items: tuple[Item, ...]
    cautious: tuple[float, float] | None = None  # modified Hartung-Knapp, for three or more that differ

    @property
    def one_sided(self) -> bool:
        """Does the interval exclude no effect?"""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Case:
    """The argument so far on one body of evidence. Rules return a new case, with a step if they spoke."""

    body: Body
    items: tuple[Item, ...]
    direction: ClaimDirection | None = None
    by: Literal["numbers", "vote"] = "vote"
    vote: float = 0.0
    numbers: Numbers | None = None  # where they decide
    few_numbers: Numbers | None = None  # where too few studies give any
    largest: Item | None = None
    certainty: int = 0
    downgrades: int = 0
    upgrades: int = 0
    value: int | None = None
    steps: tuple[Step, ...] = ()

    def say(
        self, rule: str, effect: str, plain: str, technical: str, about: Iterable[Item] = (), **changes: Any
    ) -> Case:
        """The case with one more step, and with `changes` made to its fields."""
        step = Step(rule=rule, effect=effect, plain=plain, technical=technical, studies=tuple(i.slug for i in about))
        return replace(self, steps=(*self.steps, step), **changes)

    def is_trend(self, item: Item) -> bool:
        """A null result whose estimate leans to benefit and whose interval reaches what would matter is a trend: it
        does not contradict a benefit (or mixed results)."""
        if item.vote != 0.0 or item.effect is None or item.effect.y <= 0 or self.direction not in ("benefit", "mixed"):
            return False
        z = self.heard.zone if self.heard is not None else None
        return z is None or item.effect.high >= z.good

    @property
    def deniers(self) -> tuple[Item, ...]:
        """The studies of low risk of bias that found no benefit."""
        return tuple(i for i in self.items if i.bias == "low" and (i.vote or 0) <= 0 and not self.is_trend(i))

    @property
    def denied(self) -> float:
        """What share of the people in the deniers and in the studies that found a benefit do the deniers hold?"""
        against = total_people(self.deniers) or 0
        good = total_people(i for i in self.items if (i.vote or 0) > 0) or 0
        return against / (against + good) if against else 0.0

    @property
    def heard(self) -> Numbers | None:
        """The numbers there are, whether or not they decide."""
        return self.numbers or self.few_numbers

    @property
    def observed(self) -> bool:
        """Were only amounts in diet or body compared, and nothing given?"""
        return bool(self.items) and all(i.finding.exposure != "given" for i in self.items)

    @property
    def support(self) -> tuple[Item, ...]:
        """The studies by which certainty is judged: the largest trial where it decides; for benefit, mixed or harm
        those on that side only, so that a study on the other side can never add certainty; else all."""
        if self.largest is not None:
            return (self.largest,)
        if self.direction not in ("benefit", "mixed", "harm"):
            return self.items
        sign = -1 if self.direction == "harm" else 1
        numbers = self.by == "numbers"
        return tuple(
            i
            for i in self.items
            if (i.vote or 0) * sign > 0 or (numbers and i.effect is not None and i.effect.y * sign > 0)
        )


def total_people(items: Iterable[Item]) -> int | None:
    """People in all items together; None if no item states a number."""
    stated = [i.n for i in items if i.n is not None]
    return sum(stated) if stated else None


def total_trials(items: Iterable[Item]) -> int:
    """Studies in all items together, a review counting as its trials."""
    return sum(i.k for i in items)


def weighted(items: Iterable[Item]) -> float:
    """V, the weighted vote between −1 and +1; 0 without any weight."""
    counted = [(i.weight, i.vote or 0.0) for i in items]
    weight = sum(w for w, _ in counted)
    return sum(w * v for w, v in counted) / weight if weight > 0 else 0.0
