"""The vocabulary's files → columns. Tab-separated, one header line; `docs/vocabulary.md` explains every column."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Literal

from proofwort.errors import KnowledgeError, Problem

NameRule = Literal["", "case", "species", "cue", "plain", "lookup"]
Rows = list[list[str]]
_REMEDY = "Make it again with tools/make_vocabulary.py"


def _lines(path: Path, head: str) -> list[str]:
    """All lines, without the header, of a table whose columns are `head`. Raises `KnowledgeError` if it is missing,
    damaged or of another shape."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as wrong:
        raise KnowledgeError([Problem(str(path), None, "file", f"cannot be read ({wrong})", _REMEDY)]) from wrong
    lines = text.split("\n")
    columns = head.split()
    if lines[0].split("\t") != columns:
        raise KnowledgeError([Problem(str(path), 1, "header", f"is not {', '.join(columns)}", _REMEDY)])
    if lines.pop():
        raise KnowledgeError(
            [Problem(str(path), len(lines) + 1, "line", "has no end, so the file is cut off", _REMEDY)]
        )
    tabs = len(columns) - 1
    for number, line in enumerate(lines, start=1):
        if line.count("\t") != tabs:
            raise KnowledgeError([Problem(str(path), number, "line", f"does not have {len(columns)} columns", _REMEDY)])
    return lines[1:]


def _split(lines: list[str]) -> Rows:
    return [line.split("\t") for line in lines]


def concepts(folder: Path) -> list[str]:
    """Everything that can be named, as lines that are not yet split: kind, slug, label, parents and outside
    identifiers (both blank-separated)."""
    return _lines(folder / "concepts.tsv.gz", "kind concept label parents identifiers")


def names(folder: Path) -> Rows:
    """Every name: kind, slug of its concept, the name as printed, the rule for finding it, the form of the ingredient
    it means."""
    return _split(_lines(folder / "names.tsv.gz", "kind concept name rule form"))


def spellings(folder: Path) -> Rows:
    """Generated spellings: kind, folded spelling, and the name that it spells."""
    return _split(_lines(folder / "spellings.tsv.gz", "kind spelling name"))


def refusals(folder: Path) -> Rows:
    """What is not a mention: kind (ingredient, condition, any), how (phrase, after, before), the words, and why."""
    return _split(_lines(folder / "refusals.tsv", "kind how pattern reason"))
