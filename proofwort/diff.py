"""Two evidence files → which ratings changed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from proofwort.answers import Evidence
from proofwort.citations import short
from proofwort.model import Answer, Link, RatingChange, Standing, Study

Pair = tuple[str, str]
NAMED = 3  # studies that are called by name in one reason; more are counted


def compare(old: Evidence, new: Evidence) -> tuple[RatingChange, ...]:
    """The pairs whose standing differs between two files, sorted by names; a pair that is only in one has no `before` or no
    `after`."""
    before, after = _standings(old), _standings(new)
    changed = [pair for pair in before.keys() | after.keys() if _of(before, pair) != _of(after, pair)]
    made = [_change(pair, before.get(pair), after.get(pair), old, new) for pair in changed]
    return tuple(sorted(made, key=lambda c: (c.ingredient_name, c.condition_name)))


def _standings(evidence: Evidence) -> dict[Pair, Link]:
    links = (x for i in evidence.ingredients() for x in evidence.ingredient(i.slug).links)
    return {(x.ingredient, x.condition): x for x in links}


def standing(x: Link) -> Standing:
    """What a list shows of a rating."""
    return Standing(
        value=x.value,
        direction=x.direction,
        certainty=x.certainty,
        state=x.state,
        source_of_validity=x.source_of_validity,
    )


def _of(links: Mapping[Pair, Link], pair: Pair) -> Standing | None:
    return standing(links[pair]) if pair in links else None


def _change(pair: Pair, before: Link | None, after: Link | None, old: Evidence, new: Evidence) -> RatingChange:
    known = after or before
    assert known is not None  # the pair is in one of the two
    was = old.evidence(*pair).answer if before else None
    now = new.evidence(*pair).answer if after else None
    return RatingChange(
        ingredient=known.ingredient,
        ingredient_name=known.ingredient_name,
        condition=known.condition,
        condition_name=known.condition_name,
        before=standing(before) if before else None,
        after=standing(after) if after else None,
        reasons=tuple(_reasons(was, now, old, new)),
    )


def _reasons(was: Answer | None, now: Answer | None, old: Evidence, new: Evidence) -> Iterator[str]:
    """Why the standing differs: what happened to the studies and other records, then to the rules."""
    if was is None or now is None:
        count = len((now or was).studies) if (now or was) else 0  # type: ignore[union-attr]  # one of them is there
        yield f"{'new' if was is None else 'no longer'} on record, with {count} {'study' if count == 1 else 'studies'}"
        return
    before, after = {s.slug: s for s in was.studies}, {s.slug: s for s in now.studies}
    yield from _named("added", [after[s] for s in after.keys() - before.keys()])
    yield from _named("taken out", [before[s] for s in before.keys() - after.keys()])
    both = [(before[s], after[s]) for s in sorted(before.keys() & after.keys())]
    yield from _named("retracted", [b for a, b in both if b.integrity == "retracted" != a.integrity])
    yield from _named("under a concern", [b for a, b in both if b.integrity == "concern" and a.integrity == "none"])
    for a, b in both:
        if fixed := [
            f.name for f in fields(Study) if f.name not in UNTOLD and getattr(a, f.name) != getattr(b, f.name)
        ]:
            yield f"study corrected: {short(b)} ({', '.join(fixed)})"
    for what, read in RECORDS.items():
        if (x := len(read(was))) != (y := len(read(now))):
            yield f"{what}: {x} → {y}"
    if was.question.condition.outcomes != now.question.condition.outcomes:
        yield "the condition's ranked outcomes changed"
    if was.rating.rubric != now.rating.rubric:
        yield f"the rubric changed: {was.rating.rubric} → {now.rating.rubric}"
    elif old.code != new.code:
        yield f"the program changed: {old.code} → {new.code}"


UNTOLD = frozenset({"integrity", "integrity_note", "facts", "reading", "note"})
RECORDS: dict[str, Callable[[Answer], tuple[object, ...]]] = {
    "traditional uses": lambda a: a.traditions,
    "cautions": lambda a: a.cautions,
    "searches": lambda a: a.searches,
}


def _named(what: str, studies: Iterable[Study]) -> Iterator[str]:
    found = sorted(studies, key=lambda s: s.slug)
    if not found:
        return
    if len(found) > NAMED:
        yield f"{len(found)} studies {what}"
    else:
        yield f"{'study' if len(found) == 1 else 'studies'} {what}: {', '.join(short(s) for s in found)}"
