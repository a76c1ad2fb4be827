"""What was read by machine and what curators wrote → one set of studies: the same investigation once, curator over
program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path

from proofwort.model import Article, Fact, Identifiers, Study
from proofwort.shards import read_shard
from proofwort.sources import Tally, merge

# Fields that a curator's record leaves to the machine only where the curator has nothing.
FILLED = tuple(
    f.name
    for f in fields(Study)
    if f.name
    not in ("slug", "identifiers", "findings", "facts", "reading", "bias", "note", "integrity", "integrity_note")
)


def machine_studies(folder: Path, tally: Tally) -> list[Study]:
    """All studies of a folder of shards, each once; deleted articles are gone, retracted ones are marked.

    Raises ProofwortError for a damaged shard.
    """
    studies: dict[str, Study] = {}
    records = []
    for path in sorted(folder.glob("*.parquet")):
        for row in read_shard(path):
            records.append(row.record)
            if row.study is not None and isinstance(row.record, Article):
                studies.update((key, row.study) for key in keys(row.record.identifiers))
    found: dict[str, Study] = {}
    for article in merge(records, tally):
        study = next((studies[k] for k in keys(article.identifiers) if k in studies), None)
        if study is not None:
            found[study.slug] = replace(study, identifiers=article.identifiers, integrity=article.retraction)
    return [found[slug] for slug in sorted(found)]


def join(
    curated: Mapping[str, Study], machine: Iterable[Study], ingredients: Iterable[str], conditions: Iterable[str]
) -> dict[str, Study]:
    """Curated studies, filled by the machine where they are silent, and the machine's own that name a known pair."""
    owners = {
        key: slug for slug, study in curated.items() for ids in (study.identifiers, *study.reports) for key in keys(ids)
    }
    joined = dict(curated)
    known_ingredients, known_conditions = set(ingredients), set(conditions)
    for study in machine:
        owner = next((owners[k] for k in keys(study.identifiers) if k in owners), None)
        if owner is not None:
            joined[owner] = overrule(joined[owner], study)
            continue
        findings = tuple(
            f for f in study.findings if f.ingredient in known_ingredients and f.condition in known_conditions
        )
        if findings:
            joined[study.slug] = replace(study, findings=findings)
    return joined


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
