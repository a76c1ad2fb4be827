"""Lists of retractions → the studies they concern, marked, and the reviews that hold one of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
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
    struck: dict[str, list[Notice]] = defaultdict(list)
    inside: dict[str, list[Notice]] = defaultdict(list)
    for path in files:
        for record in retractions.read(path):
            if isinstance(record, Notice):
                names = keys(record.identifiers)
                for slug in {owners[k] for k in names if k in owners}:
                    struck[slug].append(record)
                for key in held.intersection(names):
                    inside[key].append(record)
    standing = {slug: found for slug, notices in struck.items() if (found := in_force(notices))}
    gone = {key for key, notices in inside.items() if (n := in_force(notices)) and n.integrity == "retracted"}
    studies = affected(mark(knowledge.studies, standing), gone)
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


def in_force(notices: Iterable[Notice]) -> Notice | None:
    """The gravest notice that stands after all of them in order of their days; a reinstatement lifts what came before."""
    grave: Notice | None = None
    for notice in sorted(notices, key=lambda n: n.date or date.min):
        if notice.integrity == "none":
            grave = None
        elif grave is None or GRAVITY.index(notice.integrity) > GRAVITY.index(grave.integrity):
            grave = notice
    return grave


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
