"""What a reader yields: an `Article`, or word about one that was or will be read elsewhere.

`Deletion`  the source withdrew a record
`Notice`    somebody published that an article is retracted, of concern, or reinstated
`Link`      the source says that two records are the same article, or report the same investigation

`identity.merge` applies them in the order in which they were read. Whoever wants the articles alone keeps those that
are `Article`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from proofwort.model import Article, Identifiers, Integrity


@dataclass(frozen=True, kw_only=True)
class Deletion:
    """PubMed withdrew this PMID (`DeleteCitation` in an update file)."""

    pmid: str
    version: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A published word on an article's integrity; "none" reinstates it. The newest notice of a source holds."""

    source: str
    identifiers: Identifiers
    integrity: Integrity
    nature: str
    date: datetime.date | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link:
    """Two records are the same article (preprint and paper), or of the same investigation (trial and report)."""

    first: Identifiers
    second: Identifiers
    same: Literal["article", "investigation"]


Record = Article | Deletion | Notice | Link
