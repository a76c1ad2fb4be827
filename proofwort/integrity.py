"""Lists of retractions → the studies they concern, marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from proofwort.knowledge import Knowledge
from proofwort.model import Identifiers, Integrity, Study
from proofwort.sources import retractions
from proofwort.sources.records import Notice

GRAVITY: tuple[Integrity, ...] = ("none", "concern", "retracted")


def with_retractions(knowledge: Knowledge, files: Iterable[Path]) -> Knowledge:
    """The knowledge with every study marked that a list names, by PMID or DOI of any of its articles; its digest covers the
    notices that struck. A notice never lifts a mark that a curator set.

    Raises SourceError for a file that is no list of retractions.
    """
    owners = {
        k: slug for slug, s in knowledge.studies.items() for ids in (s.identifiers, *s.reports) for k in keys(ids)
    }
    struck: dict[str, Notice] = {}
    for path in files:
        for record in retractions.read(path):
            if not isinstance(record, Notice):
                continue
            slug = next((owners[k] for k in keys(record.identifiers) if k in owners), None)
            if slug and _graver(record, struck.get(slug)):
                struck[slug] = record
    marked = mark(knowledge.studies, struck)
    changed = {slug: s for slug, s in marked.items() if s is not knowledge.studies[slug]}
    if not changed:
        return knowledge
    digest = hashlib.sha256(knowledge.digest.encode())
    for slug in sorted(changed):
        digest.update(f"{slug} {changed[slug].integrity} {changed[slug].integrity_note}".encode())
    return replace(knowledge, studies=marked, digest=digest.hexdigest())


def mark(studies: Mapping[str, Study], struck: Mapping[str, Notice]) -> dict[str, Study]:
    """The studies, those that a notice strikes with its mark and a note of where it comes from."""
    made = dict(studies)
    for slug, notice in struck.items():
        if GRAVITY.index(notice.integrity) > GRAVITY.index(studies[slug].integrity):
            made[slug] = replace(studies[slug], integrity=notice.integrity, integrity_note=note(notice))
    return made


def note(notice: Notice) -> str:
    """What the page says of a notice: its nature, its day and its reasons, as far as the list names them."""
    when = f" of {notice.date.isoformat()}" if notice.date else ""
    why = f": {'; '.join(notice.reasons)}" if notice.reasons else ""
    return f"{notice.nature}{when}, by a list of retractions{why}"


def keys(identifiers: Identifiers) -> tuple[str, ...]:
    """What a list may call an article by."""
    named = (("pmid", identifiers.pmid), ("doi", identifiers.doi.lower() if identifiers.doi else None))
    return tuple(f"{kind}:{value}" for kind, value in named if value)


def _graver(notice: Notice, other: Notice | None) -> bool:
    return other is None or GRAVITY.index(notice.integrity) > GRAVITY.index(other.integrity)
