"""Lists of retractions → the studies they concern, marked, and the reviews that hold one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from proofwort.knowledge import Knowledge
from proofwort.model import Identifiers, Integrity, Study
from proofwort.names import slug as slugged
from proofwort.sources import retractions
from proofwort.sources.records import Notice

GRAVITY: tuple[Integrity, ...] = ("none", "concern", "retracted")


def with_retractions(knowledge: Knowledge, files: Iterable[Path]) -> Knowledge:
    """The knowledge with every study marked that a list names, by PMID or DOI of any of its articles, and every review
    told which of the trials it included are retracted, on record or not. Its digest covers the notices that struck. A
    notice never lifts a mark that a curator set.

    Raises SourceError for a file that is no list of retractions.
    """
    owners = _owners(knowledge.studies)
    held = {key for s in knowledge.studies.values() for key in s.included}
    struck: dict[str, Notice] = {}
    gone: set[str] = set()
    for path in files:
        for record in retractions.read(path):
            if not isinstance(record, Notice):
                continue
            names = keys(record.identifiers)
            slug = next((owners[k] for k in names if k in owners), None)
            if slug and _graver(record, struck.get(slug)):
                struck[slug] = record
            if record.integrity == "retracted":
                gone.update(held.intersection(names))
    studies = affected(mark(knowledge.studies, struck), gone)
    changed = {slug: s for slug, s in studies.items() if s is not knowledge.studies[slug]}
    if not changed:
        return knowledge
    digest = hashlib.sha256(knowledge.digest.encode())
    for slug in sorted(changed):
        s = changed[slug]
        digest.update(f"{slug} {s.integrity} {s.integrity_note} {s.included_retracted}".encode())
    return replace(knowledge, studies=studies, digest=digest.hexdigest())


def _owners(studies: Mapping[str, Study]) -> dict[str, str]:
    """Every name of every article → the slug of its study."""
    return {k: slug for slug, s in studies.items() for ids in (s.identifiers, *s.reports) for k in keys(ids)}


def mark(studies: Mapping[str, Study], struck: Mapping[str, Notice]) -> dict[str, Study]:
    """The studies, those that a notice strikes with its mark and a note of where it comes from."""
    made = dict(studies)
    for slug, notice in struck.items():
        if GRAVITY.index(notice.integrity) > GRAVITY.index(studies[slug].integrity):
            made[slug] = replace(studies[slug], integrity=notice.integrity, integrity_note=note(notice))
    return made


def affected(studies: Mapping[str, Study], gone: Iterable[str] = ()) -> dict[str, Study]:
    """The studies, each review with those of its included trials that are retracted: because a study on record is, or
    because `gone` names them as the review's list does."""
    out = set(gone)
    for slug, s in studies.items():
        if s.integrity == "retracted":
            out |= {slug, *(k for ids in (s.identifiers, *s.reports) for k in keys(ids))}
    made = dict(studies)
    for slug, s in studies.items():
        if found := tuple(key for key in s.included if key in out):
            made[slug] = replace(s, included_retracted=found)
    return made


def note(notice: Notice) -> str:
    """What the page says of a notice: its nature, its day and its reasons, as far as the list names them."""
    when = f" of {notice.date.isoformat()}" if notice.date else ""
    why = f": {'; '.join(notice.reasons)}" if notice.reasons else ""
    return f"{notice.nature}{when}, by a list of retractions{why}"


def keys(identifiers: Identifiers) -> tuple[str, ...]:
    """What a list, of retractions or of what a review included, may call an article by; a DOI also as slugs write it."""
    doi = identifiers.doi.lower() if identifiers.doi else None
    named = (f"pmid:{identifiers.pmid}" if identifiers.pmid else None, f"doi:{doi}" if doi else None)
    slug = f"pmid-{identifiers.pmid}" if identifiers.pmid else None
    return tuple(k for k in (*named, slug, f"doi-{slugged(doi)}" if doi else None) if k)


def _graver(notice: Notice, other: Notice | None) -> bool:
    return other is None or GRAVITY.index(notice.integrity) > GRAVITY.index(other.integrity)
