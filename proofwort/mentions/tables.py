"""The vocabulary's files → columns. Tab-separated, one header line; `docs/vocabulary.md` explains every column."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Literal

from proofwort.errors import KnowledgeError, Problem

NameRule = Literal["", "case", "species", "cue", "plain", "lookup"]
Rows = list[list[str]]
_REMEDY = "Make it again with tools/make_vocabulary.py"


def _rows(path: Path, head: str) -> Rows:
    """All rows of a table whose columns are `head`. Raises `KnowledgeError` if it is missing, damaged or of another shape."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as wrong:
        raise KnowledgeError([Problem(str(path), None, "file", f"cannot be read ({wrong})", _REMEDY)]) from wrong
    lines = text.split("\n")
    columns = head.split()
    if lines[0].split("\t") != columns:
        raise KnowledgeError([Problem(str(path), 1, "header", f"is not {', '.join(columns)}", _REMEDY)])
    rows = [line.split("\t") for line in lines[1:] if line]
    short = next((number for number, row in enumerate(rows, start=2) if len(row) != len(columns)), None)
    if short is not None:
        raise KnowledgeError([Problem(str(path), short, "line", f"does not have {len(columns)} columns", _REMEDY)])
    return rows


def concepts(folder: Path) -> Rows:
    """Everything that can be named: kind, slug, label, parents and outside identifiers (both blank-separated)."""
    return _rows(folder / "concepts.tsv.gz", "kind concept label parents identifiers")


def names(folder: Path) -> Rows:
    """Every name: kind, slug of its concept, the name as printed, the rule for finding it, the form of the ingredient it means."""
    return _rows(folder / "names.tsv.gz", "kind concept name rule form")


def spellings(folder: Path) -> Rows:
    """Generated spellings: kind, folded spelling, and the name that it spells."""
    return _rows(folder / "spellings.tsv.gz", "kind spelling name")


def refusals(folder: Path) -> Rows:
    """What is not a mention: kind (ingredient, condition, any), how (phrase, after, before), the words, and why."""
    return _rows(folder / "refusals.tsv", "kind how pattern reason")
