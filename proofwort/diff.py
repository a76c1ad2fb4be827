"""Two evidence files → which ratings changed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Final

from proofwort.answers import Evidence
from proofwort.citations import short
from proofwort.model import (
    Answer,
    Finding,
    Link,
    Rating,
    RatingChange,
    Reason,
    ReasonKind,
    Standing,
    Study,
)
from proofwort.version import code_version

Pair = tuple[str, str]
NAMED: Final = 3  # studies or numbers that are called by name in one reason; more are counted
TOLD_ELSEWHERE: Final = frozenset({"integrity", "integrity_note", "included_retracted", "facts", "reading", "note"})


def compare(old: Evidence, new: Evidence) -> tuple[RatingChange, ...]:
    """The pairs whose standing differs between two files, sorted by names; a pair that is only in one has no `before` or no
    `after`.

    The reasons are told apart by rating the old records once more by the new rules: only what moved the rating is named.
    That needs the program that made the new file; with another one, all that differs is named.
    """
    before, after = _standings(old), _standings(new)
    changed = [pair for pair in before.keys() | after.keys() if _of(before, pair) != _of(after, pair)]
    made = [_change(pair, before.get(pair), after.get(pair), old, new) for pair in changed]
    return tuple(sorted(made, key=lambda c: (c.ingredient_name, c.condition_name)))


def _standings(evidence: Evidence) -> dict[Pair, Link]:
    links = (x for i in evidence.ingredients() for x in evidence.ingredient(i.slug).links)
    return {(x.ingredient, x.condition): x for x in links}


def standing(x: Link | Rating) -> Standing:
    """What a list shows of a rating."""
    return Standing(
        value=x.value,
        direction=x.direction,
        certainty=x.certainty,
        state=x.state,
        source_of_validity=x.source_of_validity,
        safety_gate=x.safety_gate,
    )


def _of(links: Mapping[Pair, Link], pair: Pair) -> Standing | None:
    return standing(links[pair]) if pair in links else None


def _change(pair: Pair, before: Link | None, after: Link | None, old: Evidence, new: Evidence) -> RatingChange:
    known = after or before
    assert known is not None  # the pair is in one of the two
    was = old.stored(*pair) if before else None
    now = new.stored(*pair) if after else None
    return RatingChange(
        ingredient=known.ingredient,
        ingredient_name=known.ingredient_name,
        condition=known.condition,
        condition_name=known.condition_name,
        before=standing(before) if before else None,
        after=standing(after) if after else None,
        reasons=tuple(_reasons(was, now, old, new)),
    )


def _reasons(was: Answer | None, now: Answer | None, old: Evidence, new: Evidence) -> Iterator[Reason]:
    """Why the standing differs: the records, the rules, or both."""
    if was is None and now is not None:
        yield Reason(kind="pair-added", text=f"new on record, with {_count(now.studies)}", studies=_slugs(now.studies))
    elif was is not None and now is None:
        yield Reason(kind="pair-removed", text=f"no longer on record; it had {_count(was.studies)}")
    elif was is not None and now is not None:
        records, rules = True, True
        if new.code == code_version():
            between = standing(new.rated_anew(was))  # the old records by the new rules
            records, rules = between != standing(now.rating), between != standing(was.rating)
        if records:
            yield from _studies(was, now)
            yield from _other_records(was, now)
        if rules:
            yield from _rules(old, new)


def _count(studies: tuple[Study, ...]) -> str:
    return "1 study" if len(studies) == 1 else f"{len(studies)} studies"


def _slugs(studies: Iterable[Study]) -> tuple[str, ...]:
    return tuple(s.slug for s in studies)


def _studies(was: Answer, now: Answer) -> Iterator[Reason]:
    before, after = {s.slug: s for s in was.studies}, {s.slug: s for s in now.studies}
    yield from _named("study-added", "added", [after[s] for s in after.keys() - before.keys()])
    yield from _named("study-removed", "taken out", [before[s] for s in before.keys() - after.keys()])
    both = [(before[s], after[s]) for s in sorted(before.keys() & after.keys())]
    marks: dict[str, tuple[ReasonKind, str]] = {
        "retracted": ("study-retracted", "retracted"),
        "concern": ("study-concern", "under an expression of concern"),
        "none": ("study-reinstated", "cleared of a retraction or concern"),
    }
    for mark, (kind, what) in marks.items():
        yield from _named(kind, what, [b for a, b in both if b.integrity == mark != a.integrity])
    for a, b in both:
        if new_in_list := set(b.included_retracted) - set(a.included_retracted):
            n = "a trial" if len(new_in_list) == 1 else f"{len(new_in_list)} trials"
            yield Reason(kind="review-affected", text=f"{n} inside {short(b)} retracted", studies=(b.slug,))
        if fixed := tuple(_corrections(a, b)):
            yield Reason(kind="study-corrected", text=f"{short(b)} corrected: {', '.join(fixed)}", studies=(b.slug,))


def _named(kind: ReasonKind, what: str, studies: Iterable[Study]) -> Iterator[Reason]:
    found = sorted(studies, key=lambda s: s.slug)
    if len(found) > NAMED:
        yield Reason(kind=kind, text=f"{len(found)} studies {what}", studies=_slugs(found))
    elif found:
        noun = "study" if len(found) == 1 else "studies"
        yield Reason(kind=kind, text=f"{noun} {what}: {', '.join(map(short, found))}", studies=_slugs(found))


def _corrections(a: Study, b: Study) -> Iterator[str]:
    """The fields that differ, with both values where they are short."""
    if a.reading.reader.kind != b.reading.reader.kind:
        yield f"read by {b.reading.reader.kind} instead of {a.reading.reader.kind}"
    for name in (f.name for f in fields(Study) if f.name not in TOLD_ELSEWHERE):
        if name == "findings":
            yield from _finding_corrections(a.findings, b.findings)
        elif (x := getattr(a, name)) != (y := getattr(b, name)):
            yield _both(name, x, y)


def _finding_corrections(a: tuple[Finding, ...], b: tuple[Finding, ...]) -> Iterator[str]:
    if len(a) != len(b):
        yield f"findings {len(a)} → {len(b)}"
        return
    told: dict[str, None] = {}
    for x, y in zip(a, b, strict=True):
        told |= {
            _both(f.name, getattr(x, f.name), getattr(y, f.name)): None
            for f in fields(Finding)
            if f.name != "note" and getattr(x, f.name) != getattr(y, f.name)
        }
    yield from told


def _both(name: str, x: object, y: object) -> str:
    said = name.replace("_", " ")
    plain = all(v is None or (isinstance(v, str | int | float) and len(str(v)) <= 24) for v in (x, y))
    return f"{said} {_word(x)} → {_word(y)}" if plain else said


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not stated" if value is None else str(value)


def _other_records(was: Answer, now: Answer) -> Iterator[Reason]:
    """Traditions, statements, cautions, searches, and the condition's own record."""
    empty = {"nothing-found", "not-searched"} & {was.rating.state, now.rating.state}
    for kind, (noun, read) in RECORDS.items():
        if kind == "search" and not empty:
            continue  # a search moves a rating only where it found nothing
        before, after = Counter(read(was)), Counter(read(now))
        for what, more in (("added", after - before), ("taken out", before - after)):
            names = list(more.elements())
            if len(names) > NAMED:
                yield Reason(kind=kind, text=f"{len(names)} {noun}s {what}")
            elif names:
                yield Reason(kind=kind, text=f"{noun} {what}: {'; '.join(names)}")
    a, b = was.question.condition, now.question.condition
    if a.outcomes != b.outcomes:
        yield Reason(kind="condition", text="the condition's ranked outcomes changed")
    for name in ("default_role", "serious", "kind"):
        if (x := getattr(a, name)) != (y := getattr(b, name)):
            yield Reason(kind="condition", text=f"the condition's record changed: {_both(name, x, y)}")


RECORDS: Final[dict[ReasonKind, tuple[str, Callable[[Answer], list[str]]]]] = {
    "tradition": (
        "traditional use",
        lambda a: [f"{t.system}, {t.source.title}, level {t.level}" for t in a.traditions],
    ),
    "statement": ("statement", lambda a: [f"{s.authority} {s.stance} ({s.year or 'undated'})" for s in a.statements]),
    "caution": ("caution", lambda a: [f"{c.kind}, {c.gate}" for c in a.cautions]),
    "search": ("search", lambda a: [f"{s.date.isoformat()}, {s.hits} hits" for s in a.searches]),
}


def _rules(old: Evidence, new: Evidence) -> Iterator[Reason]:
    """The rubric, with the numbers that moved; and the program."""
    before = {row.name: row.value for row in old.method().numbers}
    after = {row.name: row.value for row in new.method().numbers}
    moved = [
        f"{name} {before.get(name, 'none')} → {after.get(name, 'none')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]
    first, second = (e.rubric.partition("+")[0] for e in (old, new))
    if old.rubric != new.rubric:
        told = [f"{first} → {second}"] if first != second else []
        told += [f"{len(moved)} numbers"] if len(moved) > NAMED else moved
        yield Reason(kind="rubric", text=f"the rubric changed: {', '.join(told) or f'{old.rubric} → {new.rubric}'}")
    if old.code != new.code:
        yield Reason(kind="program", text=f"the program changed: {old.code} → {new.code}")
