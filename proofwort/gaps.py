"""What the evidence base lacks: the curators' work list and the site's gap map."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from proofwort.errors import KnowledgeError, Problem
from proofwort.knowledge import Knowledge
from proofwort.model import Answer, Gap, Rating, Study

REVIEWS = ("meta-analysis", "systematic-review")
OLD = 5  # years after which a review is asked to be looked for anew


def lacking(answer: Answer, rating: Rating, studies: Mapping[str, Study]) -> tuple[str, ...]:
    """What keeps a rated claim from being complete; empty for a complete one."""
    counted = [studies[s] for s in rating.studies]
    pair = _pair(answer)
    findings = [f for s in counted for f in s.findings if (f.ingredient, f.condition) == pair]
    missing = {
        "a review, or a search for one": not answer.searches and not any(s.design in REVIEWS for s in counted),
        "a study besides the review": all(s.design in REVIEWS for s in answer.studies),
        "a ranked outcome": not any(f.outcome_slug for f in findings),
        "a population": not any(s.population for s in counted),
        "a dose": not any(f.dose for s in answer.studies for f in s.findings if (f.ingredient, f.condition) == pair),
        "a search log": not answer.searches,
        "safety": not answer.cautions,
    }
    return tuple(what for what, absent in missing.items() if absent)


def planned(path: Path) -> tuple[tuple[str, str, str], ...]:
    """(ingredient, condition, why it was chosen) of `knowledge/coverage.tsv`; empty where there is no such file.

    Raises KnowledgeError for a line that has not three fields.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    wrong = [i for i, row in enumerate(rows, start=2) if len(row) != 3]
    if wrong:
        remedy = "Write ingredient, condition and chosen_because, parted by tabs"
        raise KnowledgeError([Problem(path.name, i, "-", "has not three fields", remedy) for i in wrong])
    return tuple((a, b, c) for a, b, c in rows)


def gaps(knowledge: Knowledge, answers: Sequence[Answer], today: date) -> tuple[Gap, ...]:
    """Everything that is missing, by kind and then by name. `today` is the day of the evidence, not of the clock."""
    return tuple(
        sorted(
            [
                *_unsearched(knowledge, answers),
                *_of_claims(knowledge, answers, today),
                *_of_records(knowledge, answers),
            ],
            key=lambda g: (g.kind, g.ingredient or "", g.condition or ""),
        )
    )


def _unsearched(knowledge: Knowledge, answers: Sequence[Answer]) -> Iterator[Gap]:
    seen = {_pair(a) for a in answers}
    for ingredient, condition, _ in planned(knowledge.root / "coverage.tsv"):
        if (ingredient, condition) not in seen:
            yield Gap(kind="planned-unsearched", ingredient=ingredient, condition=condition)


def _of_claims(knowledge: Knowledge, answers: Sequence[Answer], today: date) -> Iterator[Gap]:
    for answer in answers:
        rating, (ingredient, condition) = answer.rating, _pair(answer)
        if not rating.studies:
            continue
        if missing := lacking(answer, rating, knowledge.studies):
            yield Gap(kind="incomplete", ingredient=ingredient, condition=condition, lacks=missing)
        if len(rating.studies) == 1:
            yield Gap(kind="one-study", ingredient=ingredient, condition=condition)
        newest = max((_searched(knowledge.studies[s]) for s in rating.studies), default=0)
        if 0 < newest < today.year - OLD:
            yield Gap(kind="old-review", ingredient=ingredient, condition=condition, lacks=(str(newest),))


def _searched(study: Study) -> int:
    """The year in which a review last looked; 0 for anything else."""
    if study.design not in REVIEWS:
        return 0
    return int(study.search_date[:4]) if study.search_date and study.search_date[:4].isdigit() else study.year or 0


def _of_records(knowledge: Knowledge, answers: Sequence[Answer]) -> Iterator[Gap]:
    rated = [_pair(a) for a in answers if a.rating.studies]
    safe = {c.ingredient for c in knowledge.cautions} | {c.ingredient for c in knowledge.safety_checks}
    for slug in knowledge.ingredients:
        if slug not in {i for i, _ in rated}:
            yield Gap(kind="ingredient-without-evidence", ingredient=slug)
        if slug not in safe:
            yield Gap(kind="ingredient-without-safety", ingredient=slug)
    for slug in knowledge.conditions:
        if slug not in {c for _, c in rated}:
            yield Gap(kind="condition-without-evidence", condition=slug)


def _pair(answer: Answer) -> tuple[str, str]:
    return answer.question.ingredient.slug, answer.question.condition.slug
