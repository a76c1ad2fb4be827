"""Titles and abstracts as JSON: an object a line, or an array of them; what data sets and one's own lists come in.

Keys: `title`, `abstract` (one text, or an object of headings and texts), and any of `pmid`, `pmcid`, `doi`, `year`,
`journal`, `authors` (a list), `keywords` (a list).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proofwort.model import Section
from proofwort.sources import registrations
from proofwort.sources.draft import Draft, sections
from proofwort.sources.json_fields import MalformedError, inner, strings, text
from proofwort.sources.json_items import DuplicateError, JsonObject, objects
from proofwort.sources.records import Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, plain, pmcid_in, pmid_in, year_in

NAME = "abstracts"
USED = frozenset({"title", "abstract", "pmid", "pmcid", "doi", "year", "journal", "authors", "keywords"})


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One article for each object; other keys than those named above are counted as unknown.

    Raises `SourceError` where the JSON breaks off, after yielding the complete objects before that place.
    """
    tally = Tally() if tally is None else tally
    for found in objects(Path(path), "articles"):
        if isinstance(found, DuplicateError):
            tally.skipped[f"the key {found} stands twice"] += 1
            continue
        draft = Draft(NAME)
        try:
            fill(found, draft)
        except MalformedError as error:
            tally.skipped[str(error)] += 1
            continue
        tally.unknown.update(key for key in found if key not in USED)
        article = draft.finish(tally)
        if article is not None:
            yield tally.count(article)


def fill(found: JsonObject, draft: Draft) -> None:
    """Put each field where it belongs."""
    draft.pmid = pmid_in(text(found, "pmid"))
    number = text(found, "pmcid")
    draft.pmcid = pmcid_in(f"PMC{number}" if number.isdecimal() else number)
    draft.doi = doi_in(text(found, "doi"))
    draft.title = plain(text(found, "title"))
    draft.abstract = abstract(found)
    draft.journal = text(found, "journal") or None
    draft.year = year_in(text(found, "year"))
    draft.authors = strings(found, "authors")
    draft.keywords = strings(found, "keywords")
    draft.registrations = list(registrations.in_abstract(draft.abstract))


def abstract(found: JsonObject) -> list[Section]:
    """The abstract, split at its headings where they are given or printed."""
    if isinstance(found.get("abstract"), dict):
        parts = inner(found, "abstract")
        return [Section(label=label.lower(), text=plain(text(parts, label))) for label in parts if text(parts, label)]
    return sections(plain(text(found, "abstract")))
