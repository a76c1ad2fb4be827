"""What the prose needs to know about an answer, gathered once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from proofwort.model import Answer, Claim, Condition, Finding, Ingredient, Sentence, Study
from proofwort.words import helps, observed, purpose, subject, within

REVIEWS = ("meta-analysis", "systematic-review")
TRIALS = ("rct-parallel", "rct-crossover")
UNRANDOMISED = ("nonrandomised-trial", "single-arm-trial")
OBSERVATIONAL = ("cohort", "case-control", "cross-sectional", "case-report")
LABORATORY = ("animal", "in-vitro")

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
ABBREVIATED = ("e.g.", "i.e.", "vs.", "St.", "approx.")


@dataclass(frozen=True)
class Item:
    """One study that counts, with its finding on the rated claim and outcome."""

    study: Study
    finding: Finding


@dataclass(frozen=True)
class Body:
    """The rated claim of an answer, its counted studies by kind, and the names as they stand in sentences."""

    answer: Answer
    claim: Claim
    ingredient: Ingredient
    condition: Condition
    items: tuple[Item, ...]
    laboratory: tuple[Study, ...]
    retracted: tuple[Study, ...]

    @property
    def what(self) -> str:
        """The ingredient inside a sentence."""
        return within(self.ingredient)

    @property
    def whom(self) -> str:
        """The condition inside a sentence."""
        return within(self.condition)

    @property
    def subject(self) -> str:
        """What the rated claim is about: "magnesium by mouth"."""
        return subject(self.claim, self.ingredient)

    @property
    def purpose(self) -> str:
        """What for: "to prevent migraine"."""
        return purpose(self.claim, self.condition)

    @property
    def helps(self) -> str:
        """What for, after "help": "with insomnia"."""
        return helps(self.claim, self.condition)

    @property
    def observed(self) -> bool:
        """Was nothing given in the studies behind the rating?"""
        return observed(self.claim)

    @property
    def lone_review(self) -> Item | None:
        """The review behind the rating, where there is just one."""
        reviews = self.of(*REVIEWS)
        return reviews[0] if len(reviews) == 1 else None

    def of(self, *designs: str) -> tuple[Item, ...]:
        """The counted studies of these designs."""
        return tuple(i for i in self.items if i.study.design in designs)


def gather(answer: Answer) -> Body:
    """The body behind the answer's rating."""
    rating = answer.rating
    counted = set(rating.studies)
    items = []
    for study in answer.studies:
        if study.slug in counted and (finding := _finding(study, answer)) is not None:
            items.append(Item(study, finding))
    items.sort(key=lambda i: (i.study.design not in REVIEWS, -(people_in(i) or 0), i.study.slug))
    return Body(
        answer=answer,
        claim=rating.claim,
        ingredient=answer.question.ingredient,
        condition=answer.question.condition,
        items=tuple(items),
        laboratory=tuple(s for s in answer.studies if s.design in LABORATORY),
        retracted=tuple(s for s in answer.studies if s.integrity == "retracted"),
    )


def _finding(study: Study, answer: Answer) -> Finding | None:
    """The study's finding on the rated claim and outcome; "mixed" where several of equal standing differ.

    The one whose number was rated goes first; where narrower conditions stand in, one of theirs before one on a condition
    apart.
    """
    claim, outcome = answer.rating.claim, answer.rating.outcome
    narrower, number = _narrower(answer), _rated_number(answer)
    mine = [f for f in study.findings if f.ingredient == claim.ingredient]

    def misfit(f: Finding) -> tuple[bool, bool, bool, bool, bool, bool, bool]:
        return (
            f.condition != claim.condition,
            f.role != claim.role,
            f.outcome_slug != outcome,
            not (f.effect and f" {f.effect.value:.2f} (" in number),
            f.condition not in narrower,
            claim.route is not None and f.route not in (claim.route, None),
            not f.primary,
        )

    if not mine:
        return None
    closest = min(misfit(f) for f in mine)
    equals = [f for f in mine if misfit(f) == closest and f.direction != "unclear"] or [min(mine, key=misfit)]
    if study.design not in REVIEWS and len({f.direction for f in equals}) > 1:
        return replace(equals[0], direction="mixed", effect=None)
    return equals[0]


def _narrower(answer: Answer) -> frozenset[str]:
    """The narrower conditions that stand in for a group, as the rating's step names them: "narrower: a, b; …"."""
    step = next((s for s in answer.rating.steps if s.rule == "narrower-conditions"), None)
    return frozenset(step.technical.split(";")[0].removeprefix("narrower: ").split(", ")) if step else frozenset()


def _rated_number(answer: Answer) -> str:
    """The step that takes its number from one finding, in technical words: "review: RR 0.80 (0.47 to 1.34), k 9"; else ""."""
    alone = ("review", "single study")
    return next((s.technical for s in answer.rating.steps if s.rule == "pooled-effect" and s.effect in alone), "")


def people_in(item: Item) -> int | None:
    """How many people the finding rests on."""
    return item.study.people(item.finding)


def trials_in(item: Item) -> int | None:
    """How many studies a review's finding rests on."""
    return item.study.pooled(item.finding)


def cite(items: tuple[Item, ...] | list[Item]) -> tuple[str, ...]:
    """The sources of a sentence about these studies."""
    return tuple(f"study:{i.study.slug}" for i in items)


def sentence(text: str, *sources: str) -> Sentence:
    """A sentence with its first letter in upper case."""
    return Sentence(text=text[:1].upper() + text[1:], sources=sources)


def plain(outcome: str) -> str:
    """An outcome inside a sentence: no brackets, first letter low unless the word is an abbreviation or a name."""
    text = outcome.split(" (")[0].strip()
    word, _, rest = text.partition(" ")
    named = rest[:1].isupper() and rest[1:2].islower()  # "Montreal Cognitive Assessment"
    return text[:1].lower() + text[1:] if word[1:].rstrip(",;").islower() and not named else text


def inside(text: str) -> str:
    """A sentence after a colon: its first letter low, unless it begins with a name or an abbreviation."""
    word = text.split()[0]
    return text[:1].lower() + text[1:] if word[1:].islower() or len(word) == 1 else text


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    parts = _END.split(text.strip())
    taken = parts[0]
    for part in parts[1:]:
        if not taken.endswith(ABBREVIATED):
            break
        taken += " " + part
    return taken
