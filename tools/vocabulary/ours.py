"""Our own sources: the curated records and the hand-written lists. They come first, so they win."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from proofwort import names
from proofwort.mentions.mention import Kind
from vocabulary.book import Book, Concept


def curated(book: Book, knowledge: Path) -> None:
    """Names, forms, botanical names and identifiers of the curated records; ambiguous names are claimed by no
    record."""
    for kind, folder in (("ingredient", "ingredients"), ("condition", "conditions")):
        records = [
            yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((knowledge / folder).glob("*.yaml"))
        ]
        for record in records:
            _record(book, kind, record)  # type: ignore[arg-type]
        for record in records:
            for name in record.get("names", []):
                book.claim(kind, record["slug"], name, "curated")  # type: ignore[arg-type]
            for form in record.get("forms", []):
                for name in (form["name"], *form.get("names", [])):
                    book.claim(kind, record["slug"], name, "curated", form=form["name"])  # type: ignore[arg-type]


def _record(book: Book, kind: Kind, record: dict[str, Any]) -> None:
    slug = record["slug"]
    book.concepts[kind, slug] = Concept(record["name"], "curated", list(record.get("broader", [])))
    book.claim(kind, slug, record["name"], "curated")
    if " (" in record["name"]:
        book.claim(kind, slug, record["name"].split(" (")[0], "curated")
    if botanical := record.get("botanical"):
        book.claim(kind, slug, " ".join(botanical.split()[:2]), "curated", rule="species")
    identifiers = [
        f"{registry}:{value}" for registry, values in record.get("identifiers", {}).items() for value in values
    ]
    book.identify(kind, slug, [plain_identifier(identifier) for identifier in identifiers])


def plain_identifier(identifier: str) -> str:
    """One spelling of an identifier: "mondo:MONDO:0005148" → "mondo:0005148"."""
    registry, *rest = identifier.split(":")
    return f"{registry.lower()}:{rest[-1]}"


def hand(book: Book, path: Path, kind: Kind) -> None:
    """A hand-written list: label, names, Latin names or identifiers, broader.

    A row whose label is another concept's name is that concept. A condition, and an ingredient with a `broader`
    concept, keeps its own label as a form of that concept ("DHA" is a form of omega-3, "blood pressure" a side of
    hypertension).
    """
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    for label, _, third, broader in rows:
        owner = book.owner(kind, label)
        slug = names.slug(label)
        if owner is None and slug not in {s for k, s in book.concepts if k == kind}:
            book.concepts[kind, slug] = Concept(label, "hand")
        if (
            (kind, slug) in book.concepts
            and broader
            and broader != slug
            and broader not in book.concepts[kind, slug].parents
        ):
            book.concepts[kind, slug].parents.append(broader)
        if kind == "condition" and third and (owner or slug):
            book.identify(kind, owner or slug, third.split("|"))
    for row in rows:
        _names(book, kind, row)


def _names(book: Book, kind: Kind, row: list[str]) -> None:
    label, listed, third, broader = row
    plain = [name for name in listed.split("|") if name]
    latin = [name for name in third.split("|") if name] if kind == "ingredient" else []
    slug, form = names.slug(label), ""
    owner = book.owner(kind, label)
    if owner is None and broader and any(book.owner(kind, name) == broader for name in plain):
        owner = broader
    if owner is not None and owner != slug:
        if broader or kind == "condition":
            form = label
            book.concepts.setdefault((kind, slug), Concept(label, "hand", [owner]))
        slug = owner
    book.claim(kind, slug, label.split(" (")[0], "hand", form=form)
    for name in plain:
        rule = "cue" if name.endswith("?") else None
        book.claim(kind, slug, name.removesuffix("?"), "hand", rule=rule, form=form)
    for name in latin:
        book.claim(kind, slug, name, "hand", rule="species" if len(name.split()) > 1 else None, form=form)


def deficiencies(book: Book) -> None:
    """ "X deficiency" as a condition, for every vitamin, mineral and other nutrient that the lists name."""
    nutrients = [
        "vitamin A", "vitamin D", "vitamin E", "vitamin K", "vitamin C", "vitamin B6", "vitamin B12", "folate",
        "thiamine",
        "riboflavin", "niacin", "biotin", "iron", "zinc", "copper", "selenium", "iodine", "magnesium", "calcium",
        "potassium",
        "manganese", "chromium", "carnitine", "choline", "essential fatty acid", "omega-3", "protein", "coenzyme Q10",
        "micronutrient", "creatine",
    ]  # fmt: skip
    for nutrient in nutrients:
        label = nutrient[0].upper() + nutrient[1:] + " deficiency"
        slug = book.owner("condition", label) or book.concept("condition", label, "hand")
        extra = {
            "folate": ["folic acid"],
            "vitamin B12": ["B12", "cobalamin"],
            "vitamin B6": ["pyridoxine"],
            "thiamine": ["thiamin"],
        }
        for name in (nutrient, *extra.get(nutrient, [])):
            for shape in ("{} deficiency", "{} deficient", "{} insufficiency", "low {} status", "deficiency of {}",
                          "{} status",
                          "hypovitaminosis {}", "{} depletion", "deficient in {}"):  # fmt: skip
                shown = name.removeprefix("vitamin ") if shape.startswith("hypovitaminosis") else name
                if shape.startswith("hypovitaminosis") and not name.startswith("vitamin"):
                    continue
                book.claim("condition", slug, shape.format(shown), "hand")
