"""The stages in order: knowledge (and what was read from the literature) → ratings → synopses → one evidence file."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from proofwort import checks, names, paths
from proofwort.agreement import agreements
from proofwort.answers import Evidence, answer
from proofwort.diff import compare
from proofwort.errors import EvidenceError, KnowledgeError
from proofwort.gaps import gaps, lacking
from proofwort.history import load_history
from proofwort.integrity import with_retractions
from proofwort.interactions import grid
from proofwort.joining import join, machine_studies
from proofwort.knowledge import Knowledge, load
from proofwort.mentions import tables
from proofwort.method import method_page
from proofwort.model import Agreement, Answer, Condition, Gap, Ingredient, Link, Release, Study
from proofwort.rate.rubric import Rubric, parse_rubric
from proofwort.sources import Tally
from proofwort.store import Contents, Name, Reader, adapter, write
from proofwort.version import code_version

R = TypeVar("R")
K = TypeVar("K")
Pair = tuple[str, str]

# How pairs stand in lists: what works first, then what may, what is open, what failed, what is unknown.
STATE_ORDER = (
    "works",
    "may-work",
    "hints",
    "conflicting",
    "too-little",
    "tradition-only",
    "laboratory-only",
    "no-effect",
    "harmful",
    "nothing-found",
    "not-searched",
)


@dataclass(frozen=True)
class Built:
    """What a build made: where, which release, and how much of everything."""

    path: Path
    release: str
    rows_hash: str
    counts: dict[str, int]


def build(
    root: Path,
    out: Path,
    tell: Callable[[str], None] = lambda _: None,
    studies: Path | None = None,
    retractions: Path | None = None,
    previous: Path | None = None,
) -> Built:
    """Build the evidence file `out` from the knowledge folder `root`, and from what was read by machine into `studies`.
    Lists of retractions are taken from `root`/retractions and from `retractions`. The history is the one in `root`; with an
    evidence file `previous`, it is that file's, and what changed since is added to it.

    Raises KnowledgeError (every problem named) before anything is written; the last good file then stays in place.
    """
    tell("reading the knowledge")
    knowledge = load(root)
    if problems := checks.check(knowledge):
        raise KnowledgeError(problems)
    knowledge = _with_own_machine(knowledge)
    rubric_text = (root / "rubric.yaml").read_text(encoding="utf-8")
    rubric = parse_rubric(rubric_text)
    ground = _ground(root, with_retractions(knowledge, _lists(root)), rubric)
    if studies is not None:
        tell("joining what was read by machine")
        knowledge = _with_machine(knowledge, studies)
    knowledge = with_retractions(knowledge, [*_lists(root), *([retractions] if retractions else [])])
    release = release_id(knowledge, rubric)
    built = newest_date(knowledge)
    tell("rating")
    answers = tuple(_answers(knowledge, rubric, release, built))
    tell("writing the evidence file")
    links = {_pair(a): link(a) for a in answers}
    counts = count(knowledge, answers) | {"names": _names_known(knowledge, root / "vocabulary")}
    meta = {
        "release": release,
        "built": built.isoformat(),
        "rubric": rubric.version,
        "rubric_text": rubric_text,
        "code": code_version(),
        "ground": ground,
        "knowledge": knowledge.digest,
        "counts": json.dumps(counts),
        "rated_ingredients": json.dumps(_rated(links.values(), lambda x: x.ingredient), sort_keys=True),
        "rated_conditions": json.dumps(_rated(links.values(), lambda x: x.condition), sort_keys=True),
        "newest": json.dumps(_newest(answers)),
        "method": method_page(rubric, root),
        "reading": _reading(root),
        "machine": json.dumps(sorted(s.slug for s in knowledge.studies.values() if s.reading.reader.kind == "rule")),
        "agreement": adapter(tuple[Agreement, ...]).dump_json(agreements(knowledge)).decode(),
        "history": _history(root),
        "gaps": adapter(tuple[Gap, ...]).dump_json(gaps(knowledge, answers, built)).decode(),
    }
    if previous is not None:
        tell("comparing with the release before")
        meta["history"] = _carried(previous, _contents(knowledge, answers, links, meta), out)
    return Built(out, release, write(out, _contents(knowledge, answers, links, meta)), counts)


def _carried(previous: Path, contents: Contents, out: Path) -> str:
    """The history of an evidence file, with what these contents change against it."""
    old = Evidence.open(previous)
    past = tuple(reversed(old.changes().releases))
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent) as folder:
        aside = Path(folder) / out.name
        write(aside, contents)
        new = Evidence.open(aside)
        changes = compare(old, new) if old.release != new.release else ()
        record = Release(release=new.release, date=new.built, code=new.code, rubric=new.rubric, changes=changes)
        new.close()
    old.close()
    return adapter(tuple[Release, ...]).dump_json((*past, record) if changes else past).decode()


def ensure(root: Path, out: Path, tell: Callable[[str], None] = lambda _: None) -> Path:
    """The evidence file, built anew only where the knowledge, rubric or code is not the one it was built from. One that was
    built with more (studies read by machine, a list of retractions, another history) stays while these are the same."""
    if out.is_file():
        rubric = parse_rubric((root / "rubric.yaml").read_text(encoding="utf-8"))
        if _grounds_of(out) == _ground(root, with_retractions(_with_own_machine(load(root)), _lists(root)), rubric):
            return out
    return build(root, out, tell).path


def _with_own_machine(knowledge: Knowledge) -> Knowledge:
    """The knowledge with the machine-read studies that are part of it; a curated record of the same article goes
    before them, whole."""
    joined = join(
        knowledge.studies, knowledge.machine.values(), knowledge.ingredients, knowledge.conditions, fill=False
    )
    return replace(knowledge, studies=joined)


def _with_machine(knowledge: Knowledge, folder: Path) -> Knowledge:
    """The knowledge with the studies of a folder of shards; its digest covers them."""
    machine = machine_studies(folder, Tally())
    joined = join(knowledge.studies, machine, knowledge.ingredients, knowledge.conditions)
    digest = hashlib.sha256(knowledge.digest.encode())
    for path in sorted(folder.glob("*.parquet")):
        digest.update(path.name.encode())
    return replace(knowledge, studies=joined, digest=digest.hexdigest())


def evidence_file(tell: Callable[[str], None] = lambda _: None) -> Path:
    """The evidence file at hand: the one inside the wheel, else the default one, built first where it is missing or
    old."""
    return paths.shipped_evidence() or ensure(paths.knowledge_root(), paths.default_evidence(), tell)


def _grounds_of(path: Path) -> str | None:
    """What an evidence file says that it stands on; nothing that matches for a file that cannot be read."""
    try:
        reader = Reader(path)
    except EvidenceError as error:
        return f"unreadable: {error}"
    found = reader.meta.get("ground")
    reader.close()
    return found


def _ground(root: Path, knowledge: Knowledge, rubric: Rubric) -> str:
    """What the knowledge folder alone gives: the release id without anything added by hand, and the committed history."""
    return hashlib.sha256(f"{release_id(knowledge, rubric)}|{_history(root)}".encode()).hexdigest()


def _lists(root: Path) -> list[Path]:
    """The lists of retractions in the knowledge folder."""
    folder = root / "retractions"
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".md") if folder.is_dir() else []


def _history(root: Path) -> str:
    return adapter(tuple[Release, ...]).dump_json(load_history(root)).decode()


def release_id(knowledge: Knowledge, rubric: Rubric) -> str:
    """Twelve hex digits of everything that decides the rows: the code, the rubric, and the knowledge with its models, the
    studies read by machine and the retractions that struck."""
    return hashlib.sha256(f"{code_version()}|{rubric.version}|{knowledge.digest}".encode()).hexdigest()[:12]


def newest_date(knowledge: Knowledge) -> date:
    """The latest day on which anything was read or searched: what the evidence is "as of"."""
    days = [s.reading.date for s in knowledge.studies.values()] + [s.date for s in knowledge.searches]
    return max(days, default=date(2026, 1, 1))


def _reading(root: Path) -> str:
    """The measured error rates of the machine reader, as `proofwort evaluate --write` left them; else an empty list."""
    path = root / "reading.json"
    return path.read_text(encoding="utf-8") if path.is_file() else "[]"


def _answers(knowledge: Knowledge, rubric: Rubric, release: str, built: date) -> Iterable[Answer]:
    studies = _studies_by_pair(knowledge)
    traditions = _grouped(knowledge.traditions, lambda t: (t.ingredient, t.condition))
    searches = _grouped(knowledge.searches, lambda s: (s.ingredient, s.condition))
    statements = _grouped(knowledge.statements, lambda s: s.ingredient)
    cautions = _grouped(knowledge.cautions, lambda c: c.ingredient)
    for ingredient, condition in sorted({*studies, *traditions, *searches}):
        yield answer(
            knowledge.ingredients[ingredient],
            knowledge.conditions[condition],
            studies.get((ingredient, condition), ()),
            traditions=traditions.get((ingredient, condition), ()),
            statements=tuple(s for s in statements.get(ingredient, ()) if s.condition in (None, condition)),
            cautions=tuple(c for c in cautions.get(ingredient, ()) if c.bears_on(condition)),
            searches=searches.get((ingredient, condition), ()),
            narrower=knowledge.narrower(condition),
            rubric=rubric,
            release=release,
            built=built,
        )


def _studies_by_pair(knowledge: Knowledge) -> dict[Pair, tuple[Study, ...]]:
    """Every study under each pair it has a finding on; under a group of conditions also those of its narrower ones."""
    groups: dict[str, list[str]] = defaultdict(list)
    for slug, condition in knowledge.conditions.items():
        if condition.kind == "group":
            for narrow in knowledge.narrower(slug):
                groups[narrow].append(slug)
    found: dict[Pair, dict[str, Study]] = defaultdict(dict)
    for study in knowledge.studies.values():
        for finding in study.findings:
            for asked in (finding.condition, *groups[finding.condition]):
                found[finding.ingredient, asked][study.slug] = study
    return {pair: tuple(sorted(s.values(), key=_order)) for pair, s in found.items()}


def _order(study: Study) -> tuple[int, int, str]:
    """Reviews first, then trials, then the rest; newest first within each."""
    rank = {
        "meta-analysis": 0,
        "systematic-review": 0,
        "rct-parallel": 1,
        "rct-crossover": 1,
        "nonrandomised-trial": 2,
        "single-arm-trial": 2,
        "cohort": 3,
        "case-control": 3,
        "cross-sectional": 3,
    }
    return rank.get(study.design, 4), -(study.year or 0), study.slug


def _grouped(records: Iterable[R], key: Callable[[R], K]) -> dict[K, tuple[R, ...]]:
    groups: dict[K, list[R]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {k: tuple(v) for k, v in groups.items()}


def _pair(a: Answer) -> Pair:
    return a.question.ingredient.slug, a.question.condition.slug


def link(a: Answer) -> Link:
    """The entry by which lists show an answer."""
    rating, condition = a.rating, a.question.condition
    return Link(
        ingredient=a.question.ingredient.slug,
        ingredient_name=a.question.ingredient.name,
        condition=condition.slug,
        condition_name=condition.name,
        role=rating.claim.role if rating.studies else None,
        value=rating.value,
        direction=rating.direction,
        certainty=rating.certainty,
        source_of_validity=rating.source_of_validity,
        scientific=rating.scientific,
        traditional=rating.traditional,
        state=rating.state,
        safety_gate=rating.safety_gate,
        route=rating.claim.route if rating.studies else None,
        avoid_if=rating.avoid_if,
        clinician_if=rating.clinician_if,
        studies=len(rating.studies),
        participants=rating.participants,
        care=condition.care,
        serious=condition.serious,
        searched=max((s.date for s in a.searches), default=None),
        indirect=rating.indirect,
        outcome=next((o.name for o in rating.outcomes if o.outcome == rating.outcome), None),
    )


def strength(x: Link) -> tuple[int, int, int, int, str, str]:
    """Sort key of lists: state, then value, certainty, people."""
    return (
        STATE_ORDER.index(x.state),
        -(x.value or 0),
        -x.certainty,
        -(x.participants or 0),
        x.condition_name,
        x.ingredient_name,
    )


def _rated(links: Iterable[Link], key: Callable[[Link], str]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for x in links:
        counted[key(x)] += x.value is not None
    return dict(counted)


def _newest(answers: Sequence[Answer]) -> list[Pair]:
    """The pairs whose newest counted study appeared last, one of each ingredient."""
    years = [
        (max((s.year or 0 for s in a.studies), default=0), _pair(a)) for a in answers if a.rating.value is not None
    ]
    firsts: dict[str, Pair] = {}
    for _, pair in sorted(years, key=lambda y: (-y[0], y[1])):
        firsts.setdefault(pair[0], pair)
    return list(firsts.values())[:12]


def count(knowledge: Knowledge, answers: Sequence[Answer]) -> dict[str, int]:
    """How much there is of everything, in the words of `proofwort stats`."""
    by_answer = [(a, r) for a in answers for r in (a.rating, *a.other_claims) if r.studies and not r.claim.narrowed]
    claims = [r for _, r in by_answer]
    by_slug = knowledge.studies
    reviews = ("meta-analysis", "systematic-review")
    totals = {
        "ingredients": len(knowledge.ingredients),
        "conditions": len(knowledge.conditions),
        "body_systems": len(knowledge.systems),
        "pairs_rated": sum(a.rating.value is not None for a in answers),
        "claims_rated": len(claims),
        "claims_complete": sum(not lacking(a, r, by_slug) for a, r in by_answer),
        "claims_best_is_review": sum(any(by_slug[s].design in reviews for s in r.studies) for r in claims),
        "claims_negative": sum(r.direction in ("no_effect", "harm") for r in claims),
        "pairs_searched_empty": sum(a.rating.state == "nothing-found" for a in answers),
        "studies": len(by_slug),
        "traditional_uses": len(knowledge.traditions),
        "statements": len(knowledge.statements),
        "cautions": len(knowledge.cautions),
        "searches": len(knowledge.searches),
        "interaction_cells": sum(c.state != "unknown" for row in grid(knowledge).values() for c in row),
    }
    for kind in ("rule", "model", "human"):
        totals[f"studies_read_by_{kind}"] = sum(s.reading.reader.kind == kind for s in by_slug.values())
    return totals


def _names_known(knowledge: Knowledge, vocabulary: Path) -> int:
    """Names that lead to a page or that the reader finds in a text; generated spellings are not counted."""
    known = {(n.kind, n.key) for n in all_names(knowledge)}
    listed = tables.names(vocabulary) if vocabulary.is_dir() else []
    return len(known | {(kind, names.key(name)) for kind, _, name, _, _ in listed})


def _contents(
    knowledge: Knowledge, answers: Sequence[Answer], links: Mapping[Pair, Link], meta: Mapping[str, str]
) -> Contents:
    by_ingredient = _grouped(sorted(links.values(), key=strength), lambda x: x.ingredient)
    by_condition = _grouped(sorted(links.values(), key=strength), lambda x: x.condition)
    uses: dict[str, list[Link]] = defaultdict(list)
    for a in answers:
        for study in a.studies:
            uses[study.slug].append(links[_pair(a)])
    return Contents(
        meta=meta,
        ingredients=knowledge.ingredients.values(),
        conditions=knowledge.conditions.values(),
        systems=knowledge.systems.values(),
        studies=knowledge.studies.values(),
        answers=answers,
        ingredient_links=by_ingredient,
        condition_links=by_condition,
        study_links={s: tuple(sorted(v, key=strength)) for s, v in uses.items()},
        traditions=_grouped(knowledge.traditions, lambda r: r.ingredient),
        statements=_grouped(knowledge.statements, lambda r: r.ingredient),
        cautions=_grouped(knowledge.cautions, lambda r: r.ingredient),
        interactions=grid(knowledge),
        searches=_grouped(knowledge.searches, lambda r: r.ingredient),
        names=all_names(knowledge),
        texts=_texts(knowledge),
    )


def all_names(knowledge: Knowledge) -> Iterable[Name]:
    """Every name that leads to a page; forms lead to their ingredient, unless they have a page of their own."""
    for kind, records in (
        ("ingredient", knowledge.ingredients),
        ("condition", knowledge.conditions),
        ("system", knowledge.systems),
    ):
        owners = {names.key(n): slug for slug, record in records.items() for n in (record.name, *record.names)}
        for slug, record in records.items():
            yield Name(names.key(record.name), kind, slug, record.name, True)
            for other in (slug, *record.names, *_further(record)):
                if names.key(other) != names.key(record.name) and owners.get(names.key(other), slug) == slug:
                    yield Name(names.key(other), kind, slug, other if other != slug else record.name, False)


def _further(record: object) -> tuple[str, ...]:
    if isinstance(record, Ingredient):
        forms = tuple(n for f in record.forms for n in (f.name, *f.names))
        return (*record.ambiguous_names, *forms, *((record.botanical,) if record.botanical else ()))
    return record.ambiguous_names if isinstance(record, Condition) else ()


def _texts(knowledge: Knowledge) -> Iterable[tuple[str, str, str, str]]:
    for slug, study in sorted(knowledge.studies.items()):
        body = " ".join(
            [
                *study.authors,
                study.journal or "",
                str(study.year or ""),
                *filter(
                    None,
                    (
                        study.identifiers.pmid,
                        study.identifiers.pmcid,
                        study.identifiers.doi,
                        *study.identifiers.registrations,
                    ),
                ),
            ]
        )
        yield "study", slug, study.title, body
