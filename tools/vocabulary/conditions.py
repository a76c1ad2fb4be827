"""Registries of conditions: MONDO, MeSH headings, HPO, MedlinePlus and NIH topics (MedQuAD)."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from vocabulary.book import Book, one_of

_OF_A_SUBTYPE = one_of(
    r"""
    autosomal; x-linked; susceptibility; type (?!1\b|2\b|i\b|ii\b)\w{1,4}; due to; obsolete; related disorder;
    with or without; digenic; somatic; severity of; modifier; non-human animal; caused by; gene; mutation;
    deletion; duplication; chromosome; trisomy; monosomy; microdeletion
    """
)
_SUBTYPE = re.compile(rf"[,()\[\]:;]|\b{_OF_A_SUBTYPE}\b|(?<!type) \d+[a-z]?$", re.I)
_ABBREVIATION = re.compile(r"^[A-Z0-9/+-]{1,8}s?$|^[A-Za-z]{1,3}\d*$")
_GRADE = re.compile(r"\b(?:grade|stage [iv]+|grading)\b|^(?:restricted|not rare|iatrogenic|acquired|congenital)")
_MESH_BRANCH = re.compile(r"C0[1-9]|C1\d|C20|C23\.888|C23\.550|C2[456]|F03|F01\.145\.126")
_ENDINGS = one_of(
    r"""
    ia; itis; osis; emia; pathy; algia; uria; pnea; rrhea; megaly; trophy; plasia; oma; ism; cele; spasm; edema;
    esis; rrhage; sclerosis; ectasis; ache; asis; opsy; plegia; paresis; phagia; phobia; lalia; opathy;
    cyanosis; abscess; ulcer; rash; itus; drome; somnia; kinesia; taxia; praxia; trichosis; derma; sia; xia;
    ysm; rigidity; drowsiness; malaise; hernia; lethargy; fatigability; myelopathy; encephalopathy;
    hopelessness; nystagmus
    """
)
_HPO_ONE_WORD = re.compile(rf"{_ENDINGS}$")
_SHAPES = one_of(
    r"""
    abnormal; slowly; rapidly; very ; temporal; pain char; family hist; past med; medication hist; clinical ;
    health status; triggered; aggravated; ameliorated; aplasia; hypoplas; broad; narrow; short ; long ; absent;
    thin ; thick; wide; small ; large ; prominent; onset; increased; decreased; elevated; reduced
    """
)
_PARTS_OF_BONE = one_of(
    r"""
    onset$; inheritance; morphology; phalan; metacarp; metatars; vertebra; epiphys; metaphys; digit; toe; finger
    """
)
_HPO_LEFT_OUT = re.compile(rf"^{_SHAPES}|{_PARTS_OF_BONE}", re.I)

_CARE = one_of(
    r"""
    biopsy; tests?; surgery; treat\w*; prevent\w*; screening; living with; diet; therapy; repair; removal;
    rehabilitation; monitor\w*; implants?; score; measurement; reading; care; testing; medicines?; medications?;
    infants?; children; women; men; adults?; steroids?; what if; recovery
    """
)
_TREATMENT = re.compile(rf"\b{_CARE}\b|-", re.I)


def usable(name: str) -> bool:
    """A name as people write it: no subtypes of single genes, no inverted names, no bare abbreviations, not too
    long."""
    return (
        4 <= len(name) <= 40
        and name.isascii()
        and not (_SUBTYPE.search(name) or _ABBREVIATION.match(name) or _GRADE.search(name))
    )


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def mondo(book: Book, path: Path) -> None:
    """MONDO: labels, then synonyms, then parents. A label that is already a name joins that concept."""
    rows = [row for row in _rows(path) if row[0].startswith("MONDO:")]
    slugs = {}
    for identifier, label, _, _ in rows:
        number = f"mondo:{identifier.split(':')[1]}"
        owner = book.owner_of_id.get(("condition", number)) or book.owner("condition", label)
        slugs[number] = slug = owner or book.concept("condition", label, "mondo")
        book.identify("condition", slug, [number])
        if usable(label):
            book.claim("condition", slug, label, "mondo")
    for identifier, _, synonyms, ancestors in rows:
        slug = slugs[f"mondo:{identifier.split(':')[1]}"]
        for name in synonyms.split("|"):
            if usable(name) and (" " in name or len(name) >= 7):
                book.claim("condition", slug, name, "mondo")
        parents = [slugs.get("mondo:" + a.split(":")[0]) for a in ancestors.split("|") if a.endswith(":1")]
        known = book.concepts["condition", slug].parents
        known += [parent for parent in dict.fromkeys(parents) if parent and parent != slug and parent not in known]


def mesh(book: Book, descriptors: Path, tree: Path) -> None:
    """MeSH headings of the disease, symptom and mental-disorder branches; inverted headings are turned round."""
    branches: dict[str, list[str]] = {}
    for number, heading in _rows(tree):
        branches.setdefault(heading, []).append(number)
    with gzip.open(descriptors, "rt", encoding="utf-8") as lines:
        headings = {row["subject"]: row["id"].rsplit("/", 1)[1] for row in csv.DictReader(lines)}
    for heading, identifier in sorted(headings.items()):
        if not any(_MESH_BRANCH.match(number) for number in branches.get(heading, [])):
            continue
        parts = heading.split(", ")
        name = " ".join(reversed(parts)) if len(parts) == 2 else heading
        if not usable(name):
            continue
        name = name if name.isupper() else name.lower()
        owner = book.owner_of_id.get(("condition", f"mesh:{identifier}")) or book.owner("condition", name)
        owner = owner or book.owner("condition", name.removesuffix("s"))
        slug = owner or book.concept("condition", name, "mesh")
        book.identify("condition", slug, [f"mesh:{identifier}"])
        book.claim("condition", slug, name, "mesh")


def hpo(book: Book, path: Path) -> None:
    """HPO labels and synonyms that read like something a person can have (no shapes of bones, no modes of
    inheritance)."""
    for identifier, label, synonyms, _ in _rows(path):
        if (
            not identifier.startswith("HP:")
            or _HPO_LEFT_OUT.search(label)
            or not usable(label)
            or len(label.split()) > 4
            or _not_a_disorder(label)
        ):
            continue
        number = f"hp:{identifier.split(':')[1]}"
        hpo_number = f"hpo:{identifier.split(':')[1]}"
        owner = book.owner_of_id.get(("condition", hpo_number)) or book.owner_of_id.get(("condition", number))
        slug = owner or book.owner("condition", label) or book.concept("condition", label.lower(), "hpo")
        book.identify("condition", slug, [number])
        for name in (label, *synonyms.split("|")):
            if usable(name) and not _not_a_disorder(name) and not _HPO_LEFT_OUT.search(name):
                book.claim("condition", slug, name.lower(), "hpo")


def _not_a_disorder(name: str) -> bool:
    return " " not in name and not _HPO_ONE_WORD.search(name.lower())


def medquad(book: Book, path: Path) -> None:
    """Lay names of NIH topics, for topics whose name another source already has; names of tests and treatments are
    left out."""
    for collection, focus, category, synonyms, _, _, group, _ in _rows(path):
        owner = book.owner("condition", focus)
        if owner is None or group != "Disorders" or category == "Other" or collection.startswith(("2_", "3_")):
            continue
        for name in (focus, *synonyms.split("|")):
            if usable(name) and not _TREATMENT.search(name) and (" " in name or len(name) >= 6):
                book.claim("condition", owner, name.lower(), "medquad")
