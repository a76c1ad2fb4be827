"""Raw literature to articles: one file for each source, each with `read(path, tally)`; `read_any` tells which it is.

>>> from proofwort.sources import Tally, merge, read_any
>>> tally = Tally()
>>> articles = list(merge(read_any(path, tally), tally))  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from proofwort.errors import SourceError
from proofwort.sources import abstracts, clinicaltrials, europepmc, jats, nbib, pubmed, retractions, ris
from proofwort.sources.identity import investigations, merge
from proofwort.sources.opening import UTF16_MARKS, head
from proofwort.sources.records import Deletion, Link, Notice, Record
from proofwort.sources.tally import Tally

__all__ = [
    "SOURCES", "Deletion", "Link", "Notice", "Record", "Source", "Tally", "investigations", "kind_of", "merge",
    "read_any",
]  # fmt: skip


class Read(Protocol):
    """A reader: records in the order of the file; raises `SourceError` where it breaks off."""

    def __call__(self, path: Path | str, tally: Tally | None = None) -> Iterator[Record]: ...


@dataclass(frozen=True)
class Source:
    """A kind of file: what people call it, how to know it by how it starts (as text), how to read it."""

    title: str
    detect: Callable[[str], bool]
    read: Read


PROLOG = re.compile(r"^\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>|\s+)*", re.S)
ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def root_in(names: frozenset[str]) -> Callable[[str], bool]:
    """Tells XML by its outermost element."""

    def detect(start: str) -> bool:
        prolog = PROLOG.match(start)
        root = ROOT.match(start, prolog.end() if prolog else 0)
        return root is not None and root[1] in names

    return detect


def json_with(*keys: str) -> Callable[[str], bool]:
    """Tells JSON by a key of its records or of the answer that holds them."""
    pattern = re.compile("|".join(rf'"{re.escape(key)}"\s*:' for key in keys))

    def detect(start: str) -> bool:
        return start.lstrip()[:1] in ("{", "[") and pattern.search(start) is not None

    return detect


def line_like(pattern: str) -> Callable[[str], bool]:
    """Tells text by one of its lines."""
    compiled = re.compile(pattern, re.M)
    return lambda start: compiled.search(start) is not None


SOURCES: dict[str, Source] = {
    "pubmed": Source("PubMed or MEDLINE XML", root_in(pubmed.ROOTS | {"eFetchResult"}), pubmed.read),
    "jats": Source("JATS full text (PMC)", root_in(jats.ROOTS), jats.read),
    "clinicaltrials": Source(
        "ClinicalTrials.gov JSON", json_with("protocolSection", "studies", "FullStudiesResponse"), clinicaltrials.read
    ),
    "europepmc": Source(
        "Europe PMC JSON", json_with("resultList", "abstractText", "authorString", "pubYear"), europepmc.read
    ),
    "abstracts": Source("JSON lines of titles and abstracts", json_with("abstract"), abstracts.read),
    "nbib": Source("NBIB (PubMed's tagged text)", line_like(r"^PMID ?- ?\d"), nbib.read),
    "ris": Source("RIS citations", line_like(r"^TY[ \t]{1,3}-"), ris.read),
    "retractions": Source(
        "Retraction Watch CSV", line_like(r"\A.*\b(?:RetractionNature|retractionwatch)\b"), retractions.read
    ),
}


def kind_of(path: Path | str) -> str:
    """The key in `SOURCES` of a file, told by its content. Raises `SourceError` if it is none of them."""
    start = head(Path(path))
    if start[:4] == b"PK\x03\x04" or start[257:262] == b"ustar":
        raise SourceError(f"{path}: is an archive; unpack it and read the files in it.")
    encoding = "utf-16" if start[:2] in UTF16_MARKS else "utf-8-sig"
    text = start.decode(encoding, errors="replace")
    for name, source in SOURCES.items():
        if source.detect(text):
            return name
    known = ", ".join(source.title for source in SOURCES.values())
    raise SourceError(f"{path}: not a kind of file that can be read. Known kinds: {known}.")


def read_any(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """The records of a file of any known kind. Raises `SourceError`."""
    yield from SOURCES[kind_of(path)].read(path, tally)
