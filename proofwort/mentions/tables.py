"""The vocabulary's files → rows. Tab-separated, one header line; `docs/vocabulary.md` explains every column."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Literal, NamedTuple, cast

from proofwort.errors import KnowledgeError, Problem
from proofwort.mentions.mention import Kind

NameRule = Literal["", "case", "species", "cue", "plain"]


class ConceptRow(NamedTuple):
    """One thing that can be named. `broader` and `identifiers` are blank-separated."""

    kind: Kind
    concept: str
    label: str
    broader: str
    identifiers: str


class NameRow(NamedTuple):
    """One name of a concept. `rule`: "case" = as printed, "species" = Latin binomial, "cue" = only beside a word of intake,
    "plain" = no generated spellings. `form` is the form of the ingredient that this name means, if any."""

    kind: Kind
    concept: str
    name: str
    rule: NameRule
    form: str


class RefusalRow(NamedTuple):
    """What must not be taken for a name: a whole `phrase`, or a word that stands `after` or `before` one; with the reason."""

    kind: str
    how: str
    pattern: str
    reason: str


def _lines(path: Path, columns: int) -> list[list[str]]:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as wrong:
        remedy = "Make it again with tools/make_vocabulary.py"
        raise KnowledgeError([Problem(str(path), None, "file", f"cannot be read ({wrong})", remedy)]) from wrong
    rows = [line.split("\t") for line in text.split("\n")[1:] if line]
    for number, row in enumerate(rows, start=2):
        if len(row) != columns:
            message = f"has {len(row)} columns, not {columns}"
            raise KnowledgeError([Problem(str(path), number, "line", message, "Separate the columns by tabs")])
    return rows


def read_concepts(folder: Path) -> list[ConceptRow]:
    """All concepts, ingredients and conditions. Raises `KnowledgeError` if the file is missing or damaged."""
    return [ConceptRow(cast(Kind, row[0]), *row[1:]) for row in _lines(folder / "concepts.tsv.gz", 5)]


def read_names(folder: Path) -> list[NameRow]:
    """All names. Raises `KnowledgeError` if the file is missing or damaged."""
    rows = _lines(folder / "names.tsv.gz", 5)
    return [NameRow(cast(Kind, kind), concept, name, cast(NameRule, rule), form) for kind, concept, name, rule, form in rows]


def read_refusals(folder: Path) -> list[RefusalRow]:
    """All refusals. Raises `KnowledgeError` if the file is missing or damaged."""
    return [RefusalRow(*row) for row in _lines(folder / "refusals.tsv", 4)]
