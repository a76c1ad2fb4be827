"""Forty frozen states of evidence, and the golden prose that goes with each.

The states are copied from an evidence file and cut down to what prose is written from, so that new studies do not move
the golden texts; a change of the sentences does. After such a change:

    python -m tests.synopsis.frozen              writes the texts anew; read every difference before committing it
    python -m tests.synopsis.frozen EVIDENCE     also copies the states anew from an evidence file
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from proofwort import synopsis
from proofwort.answers import Evidence
from proofwort.model import Answer, Caution, Place, Rating, Reading, Source, Study
from proofwort.store import adapter

HERE = Path(__file__).parent
STATES = HERE / "states.jsonl"
GOLDEN = HERE / "golden"

PAIRS = tuple(
    (ingredient, condition)
    for ingredient, conditions in {
        "magnesium": (
            "migraine",
            "autoimmune-disorders",
            "hypertension",
            "depression",
            "eclampsia",
            "pregnancy",
            "leg-cramps",
            "insomnia",
            "seizures",
            "pms-type-p",
            "pets",
            "nervous-exhaustion",
            "myocardial-infarction",
            "magnesium-deficiency",
            "asthma",
            "cerebral-palsy",
        ),
        "omega-3": (
            "critical-illness",
            "cardiovascular-disease",
        ),
        "vitamin-d": ("depression",),
        "zinc": ("common-cold",),
        "kava": ("anxiety-disorders",),
        "st-johns-wort": (
            "depression",
            "nervous-exhaustion",
        ),
        "valerian": ("stress",),
        "beta-carotene": (
            "cancer",
            "lung-cancer",
        ),
        "alpha-linolenic-acid": ("mental-illness",),
        "garcinia": ("weight-loss",),
        "green-tea": ("weight-loss",),
        "milk-thistle": ("liver-disease",),
        "l-glutamine": ("critical-illness",),
        "oregano-oil": ("infections",),
        "caffeine": (
            "pain",
            "memory-and-attention",
        ),
        "lutein": ("eye-strain",),
        "creatine": ("muscle-strength",),
        "urolithin-a": ("muscle-strength",),
        "n-acetylcysteine": ("trichotillomania",),
        "acetyl-l-carnitine": ("nerve-damage",),
        "flaxseed": ("insulin-resistance",),
    }.items()
    for condition in conditions
)


def states() -> list[Answer]:
    """The frozen answers, without their prose."""
    lines = STATES.read_text(encoding="utf-8").splitlines()
    return [adapter(Answer).validate_json(line) for line in lines]


def golden_file(answer: Answer) -> Path:
    """Where the golden text of an answer stands."""
    return GOLDEN / f"{answer.question.ingredient.slug}--{answer.question.condition.slug}.txt"


def text(answer: Answer) -> str:
    """The prose with its sources, one sentence a line, paragraphs apart."""
    paragraphs = synopsis.complete(answer).synopsis.paragraphs
    lines = ["\n".join(f"{s.text}  [{' '.join(s.sources)}]" for s in paragraph) for paragraph in paragraphs]
    return "\n\n".join(lines) + "\n"


def _cut(answer: Answer) -> Answer:
    """The answer without what no sentence is made from."""
    question = answer.question
    ingredient = replace(question.ingredient, names=(), identifiers={}, forms=(), foods=(), intakes=())
    condition = replace(question.condition, names=(), identifiers={})
    return replace(
        answer,
        question=replace(question, ingredient=ingredient, condition=condition),
        synopsis=synopsis.EMPTY,
        rating=_without_outcome_steps(answer.rating),
        other_claims=tuple(replace(_without_outcome_steps(r), steps=()) for r in answer.other_claims),
        studies=tuple(_cut_study(s, ingredient.slug) for s in answer.studies),
        cautions=_cut_cautions(answer.cautions),
        statements=tuple(s for s in answer.statements if s.condition == condition.slug),
    )


def _cut_cautions(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    """The first six, which are cited, the grave ones and those that name people, and one of every further kind."""
    kinds = {c.kind: c for c in reversed(cautions)}
    kept = [
        *cautions[:6],
        *(c for c in cautions[6:] if kinds[c.kind] is c or c.severity == "major" or c.kind == "contraindication"),
    ]
    return tuple(replace(c, drug_classes=(), source=Source(title="-"), reading=_cut_reading(c)) for c in kept)


def _cut_study(study: Study, ingredient: str) -> Study:
    findings = tuple(replace(f, note=None, form=None) for f in study.findings if f.ingredient == ingredient)
    return replace(
        study,
        findings=findings,
        note=None,
        population=None,
        journal=None,
        adverse_note=None,
        authors=study.authors[:1],
        reading=_cut_reading(study),
    )


def _cut_reading(record: Study | Caution) -> Reading:
    return replace(record.reading, place=Place(section="-"))


def _without_outcome_steps(rating: Rating) -> Rating:
    return replace(rating, outcomes=tuple(replace(o, steps=()) for o in rating.outcomes))


def freeze(evidence: Path) -> None:
    """Copy the states from an evidence file."""
    opened = Evidence.open(evidence)
    kept = [_cut(opened.evidence(*pair).answer) for pair in PAIRS]
    lines = [adapter(Answer).dump_json(a, exclude_defaults=True).decode() for a in kept]
    STATES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write() -> None:
    """Write the golden texts."""
    for answer in states():
        golden_file(answer).write_text(text(answer), encoding="utf-8")


if __name__ == "__main__":
    for argument in sys.argv[1:2]:
        freeze(Path(argument))
    write()
