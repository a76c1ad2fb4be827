"""What a run of reading did with every record it met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from proofwort.model import Article
from proofwort.sources.records import Deletion, Link, Notice, Record


@dataclass
class Tally:
    """Counts, filled by readers and by `identity.merge`; add two with `+=`.

    Filled while reading: `read` (articles yielded), `deletions`, `notices` and `links` (as yielded), `skipped` (reason
    to records not yielded), `ignored` (parts of records that are known and not used), `unknown` (parts no one told us
    about: where this grows, the format has changed). Filled by merging: `merged` (records that turned out to be
    another one again, older revisions among them), `deleted`, `retracted` (of the articles that are left).
    """

    read: int = 0
    deletions: int = 0
    notices: int = 0
    links: int = 0
    merged: int = 0
    deleted: int = 0
    retracted: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def count(self, record: Record) -> Record:
        """Count one record as yielded and hand it back."""
        if isinstance(record, Article):
            self.read += 1
        elif isinstance(record, Deletion):
            self.deletions += 1
        elif isinstance(record, Notice):
            self.notices += 1
        elif isinstance(record, Link):
            self.links += 1
        return record

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("read", "deletions", "notices", "links", "merged", "deleted", "retracted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.skipped.update(other.skipped)
        self.ignored.update(other.ignored)
        self.unknown.update(other.unknown)
        return self

    def rows(self) -> list[tuple[str, int]]:
        """The table a run ends with, in reading order; every skipped record stands under its reason."""
        fixed = [
            ("read", self.read),
            ("deduplicated", self.merged),
            ("deleted", self.deleted),
            ("retracted", self.retracted),
        ]
        return fixed + [(f"skipped: {reason}", number) for reason, number in sorted(self.skipped.items())]
