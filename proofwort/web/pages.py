"""The page kinds as one table: which template shows which object of the evidence, and how that object is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from proofwort.answers import (
    ChangesPage,
    ConditionEntry,
    ConditionPage,
    Evidence,
    EvidencePage,
    GapsPage,
    HomePage,
    IngredientEntry,
    IngredientPage,
    IngredientSystemPage,
    InteractionsPage,
    MedicinePage,
    MethodPage,
    ReadingPage,
    StudyPage,
    SystemPage,
)
from proofwort.errors import NotFound
from proofwort.model import BodySystem
from proofwort.views import Query

Slugs = Mapping[str, str]


@dataclass(frozen=True)
class ReleasePage:
    """Which evidence is being served: its release, the day it was built, its rubric, and how much it holds."""

    release: str
    built: date
    rubric: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Page:
    """One kind of page. `shape` is the type of the object that both the template and the JSON show."""

    shape: Any
    read: Callable[[Evidence, Slugs], object]
    summary: str


def _release(evidence: Evidence, _: Slugs) -> ReleasePage:
    return ReleasePage(evidence.release, evidence.built, evidence.rubric, dict(evidence.home().counts))


PAGES: Final[dict[str, Page]] = {
    "evidence": Page(
        EvidencePage,
        lambda e, s: e.evidence(s["ingredient"], s["condition"]),
        "The evidence for one ingredient and one health condition",
    ),
    "ingredient-system": Page(
        IngredientSystemPage,
        lambda e, s: e.ingredient_system(s["ingredient"], s["system"]),
        "How an ingredient stands over the conditions of a body system",
    ),
    "study": Page(StudyPage, lambda e, s: e.study(s["study"]), "One study and every pair that it is used for"),
    "ingredient": Page(IngredientPage, lambda e, s: e.ingredient(s["ingredient"]), "All about one ingredient"),
    "condition": Page(ConditionPage, lambda e, s: e.condition(s["condition"]), "All about one health condition"),
    "system": Page(SystemPage, lambda e, s: e.system(s["system"]), "A body system and its conditions"),
    "home": Page(HomePage, lambda e, _: e.home(), "The strongest and the newest ratings, and how much there is"),
    "ingredients": Page(tuple[IngredientEntry, ...], lambda e, _: e.ingredients(), "All ingredients, A to Z"),
    "conditions": Page(tuple[ConditionEntry, ...], lambda e, _: e.conditions(), "All health conditions, A to Z"),
    "systems": Page(tuple[BodySystem, ...], lambda e, _: e.systems(), "All body systems"),
    "method": Page(MethodPage, lambda e, _: e.method(), "How ratings are made"),
    "reading": Page(ReadingPage, lambda e, _: e.reading(), "How well we read"),
    "interactions": Page(
        InteractionsPage, lambda e, _: e.interactions(), "Which ingredients are known to act on which medicines"
    ),
    "medicine": Page(
        MedicinePage, lambda e, s: e.medicine(s["medicine"]), "Which ingredients act on one class of medicines"
    ),
    "changes": Page(ChangesPage, lambda e, _: e.changes(), "Which ratings changed with each release, and why"),
    "gaps": Page(GapsPage, lambda e, _: e.gaps(), "What this evidence base lacks"),
    "about": Page(ReleasePage, _release, "What this is and which release is served"),
    "data": Page(ReleasePage, _release, "What can be downloaded"),
}
"""All pages, the most visited first: routes are tried in this order."""

LONGEST_SLUG: Final = 160  # characters; no record comes near, and looking for similar names costs time by length


def read(page: str, evidence: Evidence, slugs: Slugs) -> object:
    """The object of a page. Raises NotFound."""
    if any(len(slug) > LONGEST_SLUG for slug in slugs.values()):
        raise NotFound("no name is as long as that")
    return PAGES[page].read(evidence, slugs)


def own(evidence: Evidence, slugs: Slugs, query: Query) -> EvidencePage:
    """The evidence page as a query string wants it. Raises NotFound."""
    if any(len(slug) > LONGEST_SLUG for slug in slugs.values()):
        raise NotFound("no name is as long as that")
    return evidence.own_evidence(slugs["ingredient"], slugs["condition"], query)


class Moved(NamedTuple):
    """Where a page is really found: its kind, its slugs, and the place on it ("#interactions", or nothing)."""

    page: str
    slugs: dict[str, str]
    place: str = ""


def moved(evidence: Evidence, page: str, slugs: Slugs) -> Moved | None:
    """Where the page is, if these slugs are other names of it; an ingredient among the medicines is found at its own page;
    else None."""
    if any(len(slug) > LONGEST_SLUG for slug in slugs.values()):
        return None
    found = {kind: own for kind, slug in slugs.items() if (own := evidence.redirect(kind, slug))}
    if len(found) == len(slugs):
        return Moved(page, found) if found != dict(slugs) else None
    if page == "medicine" and (ingredient := evidence.redirect("ingredient", slugs["medicine"])):
        return Moved("ingredient", {"ingredient": ingredient}, "#interactions")
    return None
