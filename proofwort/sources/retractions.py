"""Retraction Watch's list of retractions, as Crossref publishes it (CSV, one notice a row).

The columns are described at https://gitlab.com/crossref/retraction-watch-data. A list of DOIs with the natures of all
their notices, joined by ";" in order (columns `doi` and `retractionwatch`), is read too, and so is a plain list with one DOI or
PMID a line, each of which counts as retracted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from proofwort.errors import SourceError
from proofwort.model import Identifiers, Integrity
from proofwort.sources.opening import lines, opened
from proofwort.sources.records import Notice, Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, pmid_in

NAME = "retractions"
NATURES: dict[str, Integrity] = {
    "retraction": "retracted",
    "expression of concern": "concern",
    "reinstatement": "none",
}
FULL = frozenset({"OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate"})
SHORT = frozenset({"doi", "retractionwatch"})
UNUSED = frozenset({
    "Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS", "ArticleType",
    "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "Paywalled", "Notes", "",
})  # fmt: skip
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
LABEL = re.compile(r"(?i)^pmid[:\s]*|^https?://pubmed\.ncbi\.nlm\.nih\.gov/|/$")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One notice for each row that marks an article; corrections are skipped, since they mark nothing.

    Raises `SourceError` for another kind of table, a row that breaks off, or text that is not UTF-8.
    """
    path = Path(path)
    tally = Tally() if tally is None else tally
    with opened(path) as stream:
        reader = csv.reader((line + "\n" for _, line in lines(stream, path)), strict=True)
        try:
            columns = [name.strip() for name in next(reader, [])]
            tally.ignored.update(name for name in columns if name in UNUSED and name)
            tally.unknown.update(name for name in columns if name not in UNUSED | FULL | SHORT | {"Reason"})
            kind = full if set(columns) >= FULL else short if set(columns) >= SHORT else None
            if kind is None and len(columns) == 1 and (columns[0].lower() in ("doi", "pmid") or named(columns[0])):
                yield from plain([columns, *reader], tally)
                return
            if kind is None:
                raise SourceError(f"{path}: line 1 has none of the columns of a list of retractions.")
            fewest = len(columns) - (columns[-1] == "")  # the header may end with a comma
            for row in reader:
                if not fewest <= len(row) <= len(columns):
                    tally.skipped["row with too few or too many columns"] += 1
                elif any(row):
                    yield from kind(dict(zip(columns, row, strict=False)), tally)
        except csv.Error as error:
            raise SourceError(
                f"{path}: line {reader.line_num}: not readable as a table ({error}). "
                "The rows before it were read; get the file again."
            ) from error


def named(text: str) -> Identifiers | None:
    """What one line of a plain list names: a DOI (or its address), or a PMID, with or without that word before it."""
    doi = doi_in(text)
    pmid = None if doi else pmid_in(LABEL.sub("", text.strip()))
    return Identifiers(doi=doi, pmid=pmid) if doi or pmid else None


def plain(rows: Iterable[list[str]], tally: Tally) -> Iterator[Record]:
    """The notices of a plain list; a line after "#" is a remark."""
    for row in rows:
        text = ",".join(row).strip()
        if not text or text.startswith("#") or text.lower() in ("doi", "pmid"):
            continue
        if (identifiers := named(text)) is None:
            tally.skipped["line that is neither a DOI nor a PMID"] += 1
            continue
        yield from marked(identifiers, ["Retraction"], None, (), tally)


def full(row: dict[str, str], tally: Tally) -> Iterator[Record]:
    """The notice of one row of Crossref's file."""
    paper = Identifiers(doi=doi_in(row["OriginalPaperDOI"]), pmid=pmid_in(row["OriginalPaperPubMedID"]))
    nature = row["RetractionNature"].strip()
    reasons = tuple(reason.strip(" +") for reason in row.get("Reason", "").split(";") if reason.strip(" +"))
    yield from marked(paper, [nature], day(row["RetractionDate"]), reasons, tally)


def short(row: dict[str, str], tally: Tally) -> Iterator[Record]:
    """The notice that one row of a list by DOI amounts to."""
    paper = Identifiers(doi=doi_in(row["doi"]))
    yield from marked(paper, [nature.strip() for nature in row["retractionwatch"].split(";")], None, (), tally)


def marked(
    paper: Identifiers, natures: list[str], when: date | None, reasons: tuple[str, ...], tally: Tally
) -> Iterator[Record]:
    """The notice of the gravest nature; a reinstatement lifts what stands before it."""
    known = [(NATURES[nature.lower()], nature) for nature in natures if nature.lower() in NATURES]
    if not paper.doi and not paper.pmid:
        tally.skipped["notice on an article without DOI and PMID"] += 1
        return
    if not known:
        strange = [nature for nature in natures if nature.lower() != "correction"]
        tally.skipped["nature of the notice not known" if strange else "correction, which marks nothing"] += 1
        return
    lifted = max((place for place, (integrity, _) in enumerate(known) if integrity == "none"), default=0)
    integrity, nature = max(known[lifted:], key=lambda one: ("none", "concern", "retracted").index(one[0]))
    yield tally.count(
        Notice(source=NAME, identifiers=paper, integrity=integrity, nature=nature, date=when, reasons=reasons)
    )


def day(text: str) -> date | None:
    """A date as the list writes it ("8/16/2023 0:00", month first); None if there is none or it does not exist."""
    american, iso = AMERICAN.match(text.strip()), ISO.match(text.strip())
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date.fromisoformat(iso[0]) if iso else None
    except ValueError:
        return None
