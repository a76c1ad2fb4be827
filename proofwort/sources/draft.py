"""A bibliographic record while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proofwort.model import Article, Identifiers, Integrity, Section
from proofwort.sources.records import Record
from proofwort.sources.tally import Tally

LONGEST = 10_000_000  # characters of one text; longer ones are damage, not literature (libxml2 has the same limit)
RETRACTED_TITLE = re.compile(r"\W*retracted(?: article)?\b\s*[:\].-]", re.I)
KNOWN_LABELS = (
    "(?:background|introduction|context|rationale|importance|objectives?|aims?|purpose|study design|design|setting|"
    "methods?|materials? and methods?|patients and methods?|subjects and methods?|participants|interventions?|"
    "main outcome measures?|results?|findings|discussion|interpretation|conclusions?|limitations?|funding|"
    "(?:clinical )?trial registration|registration)(?:(?: and |/| & )(?:aims?|objectives?|methods?|results?|purpose))?"
)
LABEL = re.compile(rf"(?:^|(?<=[.?!)\]] ))([A-Z][A-Z0-9 /&,()'’-]{{2,60}}[A-Z)]|(?i:{KNOWN_LABELS})):\s+")


@dataclass(slots=True)
class Draft:
    """The mutable twin of `Article`; `finish` makes the article."""

    source: str
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    registrations: list[str] = field(default_factory=list)
    title: str = ""
    other_title: str = ""
    abstract: list[Section] = field(default_factory=list)
    body: list[Section] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    journal: str | None = None
    year: int | None = None
    language: str | None = None
    publication_types: list[str] = field(default_factory=list)
    mesh: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    funders: list[str] = field(default_factory=list)
    retraction: Integrity = "none"
    corrects: list[str] = field(default_factory=list)
    version: str | None = None
    remarks: list[Record] = field(default_factory=list)  # on other records; yielded after this one

    def mark(self, integrity: Integrity) -> None:
        """Note a mark on the article's integrity; a worse one stays."""
        if integrity == "retracted" or (integrity == "concern" and self.retraction == "none"):
            self.retraction = integrity

    def finish(self, tally: Tally) -> Article | None:
        """The article; None, counted as skipped under its reason, where there is nothing to read."""
        title = self.title or self.other_title
        if not title and not self.abstract and not self.body:
            tally.skipped["neither title nor text"] += 1
            return None
        for section in (*self.abstract, *self.body) if self.body else self.abstract:
            if len(section.text) > LONGEST:
                tally.skipped[f"a text of over {LONGEST:,} characters"] += 1
                return None
        if title[:12].lower().lstrip("[(").startswith("retracted") and RETRACTED_TITLE.match(title):
            self.retraction = "retracted"
        if self.year is None:
            tally.ignored["no year, or none that can be read"] += 1
        return Article(
            source=self.source,
            identifiers=Identifiers(
                pmid=self.pmid, pmcid=self.pmcid, doi=self.doi, registrations=unique(self.registrations)
            ),
            title=title,
            abstract=tuple(self.abstract),
            body=tuple(self.body),
            authors=tuple(self.authors),
            journal=self.journal,
            year=self.year,
            language=self.language,
            publication_types=unique(self.publication_types),
            mesh=unique(self.mesh),
            keywords=unique(self.keywords),
            funders=unique(self.funders),
            retraction=self.retraction,
            corrects=unique(self.corrects),
            version=self.version,
        )


def unique(values: list[str]) -> tuple[str, ...]:
    """The values once each, in order."""
    return tuple(dict.fromkeys(values)) if values else ()


def sections(text: str) -> list[Section]:
    """An abstract in one piece, split where it prints its labels ("METHODS: …"); one "abstract" where it has none."""
    if not text:
        return []
    parts = LABEL.split(text)
    if parts[0].strip() or len(parts) < 3:
        return [Section(label="abstract", text=text)]
    return [
        Section(label=label.lower(), text=part.strip()) for label, part in zip(parts[1::2], parts[2::2], strict=True)
    ]
