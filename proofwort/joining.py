"""What was read by machine and what curators wrote → one set of studies: the same investigation once, curator over
program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path

from proofwort.admission import admitted, refusal
from proofwort.model import Article, Fact, Identifiers, Study
from proofwort.names import key as name_key
from proofwort.shards import read_shard
from proofwort.sources import Tally, merge
from proofwort.sources.identity import RANK, order

# Fields that a curator's record leaves to the machine only where the curator has nothing.
FILLED = tuple(
    f.name
    for f in fields(Study)
    if f.name
    not in ("slug", "identifiers", "findings", "facts", "reading", "bias", "note", "integrity", "integrity_note")
)
# Publications that bear a study's title and are none.
NO_STUDY = frozenset(
    {"Published Erratum", "Retraction of Publication", "Retraction Notice", "Comment", "Editorial", "Letter", "News"}
)


def machine_studies(folder: Path, tally: Tally) -> list[Study]:
    """All studies of a folder of shards, each once; deleted articles are gone, retracted ones are marked, registered
    trials, errata and comments are no studies and left out.

    Raises ProofwortError for a damaged shard.
    """
    read: dict[str, tuple[tuple[int, tuple[int, ...]], Study]] = {}
    records = []
    for path in sorted(folder.glob("*.parquet")):
        for row in read_shard(path, texts=False):
            records.append(row.record)
            if row.study is None or not isinstance(row.record, Article):
                continue
            rank = (-RANK.index(row.record.source), order(row.record.version))
            for key in keys_of(row.record):
                if key not in read or rank >= read[key][0]:
                    read[key] = (rank, row.study)
    found: dict[str, Study] = {}
    for article in merge(records, tally):
        study = next((read[k][1] for k in keys_of(article) if k in read), None)
        if study is None or article.source == "clinicaltrials" or NO_STUDY & set(article.publication_types):
            continue
        slug, number = study.slug, 2
        while slug in found:  # two articles without identifiers that share a title
            slug, number = f"{study.slug}-{number}", number + 1
        found[slug] = replace(study, slug=slug, identifiers=article.identifiers, integrity=article.retraction)
    return [found[slug] for slug in sorted(found)]


def keys_of(article: Article) -> tuple[str, ...]:
    """What an article's study is found again by: its identifiers, else its title and year."""
    return keys(article.identifiers) or (f"title:{name_key(article.title)}|{article.year}",)


def join(
    curated: Mapping[str, Study],
    machine: Iterable[Study],
    ingredients: Collection[str],
    conditions: Collection[str],
    fill: bool = True,
) -> dict[str, Study]:
    """Curated studies, with `fill` completed by the machine where they are silent, and of the machine's own those that
    may count (`admission`), by their main claim."""
    owners = {
        key: slug for slug, study in curated.items() for ids in (study.identifiers, *study.reports) for key in keys(ids)
    }
    joined = dict(curated)
    for study in machine:
        owner = next((owners[k] for k in keys(study.identifiers) if k in owners), None)
        if owner is not None:
            joined[owner] = overrule(joined[owner], study) if fill else joined[owner]
        elif refusal(study, ingredients, conditions) is None:
            joined[study.slug] = admitted(study)
    return joined


def new_ones(
    curated: Mapping[str, Study], machine: Iterable[Study], ingredients: Collection[str], conditions: Collection[str]
) -> tuple[list[Study], Counter[str]]:
    """The machine's studies that may count and that no curator has recorded; and how many do not, by reason."""
    owned = {key for study in curated.values() for ids in (study.identifiers, *study.reports) for key in keys(ids)}
    found, reasons = [], Counter[str]()
    for study in machine:
        if owned.intersection(keys(study.identifiers)):
            reasons["recorded by a curator"] += 1
        elif reason := refusal(study, ingredients, conditions):
            reasons[reason] += 1
        else:
            found.append(admitted(study))
    return found, reasons


def overrule(curated: Study, machine: Study) -> Study:
    """The curator's word, field by field; what the curator left out comes from the machine and says so."""
    taken: dict[str, object] = {}
    facts: list[Fact[str | int | float | bool | None]] = list(curated.facts)
    by_machine = {f.field: f for f in machine.facts}
    for name in FILLED:
        value = getattr(machine, name)
        if getattr(curated, name) in (None, ()) and value not in (None, ()):
            taken[name] = value
            if name in by_machine:
                facts.append(by_machine[name])
    integrity = machine.integrity if curated.integrity == "none" else curated.integrity
    return replace(curated, **taken, facts=tuple(facts), integrity=integrity)  # type: ignore[arg-type]


def keys(identifiers: Identifiers) -> tuple[str, ...]:
    """What two records must share one of to be the same article."""
    return tuple(
        key
        for key in (
            identifiers.pmid and f"pmid:{identifiers.pmid}",
            identifiers.pmcid and f"pmcid:{identifiers.pmcid.upper()}",
            identifiers.doi and f"doi:{identifiers.doi.lower()}",
        )
        if key
    )
