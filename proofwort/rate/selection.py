"""Which studies count for an outcome: nothing retracted, nothing twice, one index review, the best tier only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from proofwort.model import Condition, Finding, Identifiers, Step, Study, StudyDirection
from proofwort.rate.case import Body, Ranked, total_people, total_trials
from proofwort.rate.claims import Entry
from proofwort.rate.items import REVIEWS, Item, make_item, usable_effect
from proofwort.rate.rubric import Rubric
from proofwort.rate.words import capital, counted, listed, people, verb

CLEAR_OF_CHANCE = 1.96  # |z| of a two-sided p of 0.05
OTHER = Ranked("other-outcomes", "other outcomes", "patient")
OTHER_SURROGATE = Ranked("other-measurements", "other measurements", "surrogate")


def ranked_outcomes(condition: Condition, entries: Sequence[Entry]) -> list[tuple[Ranked, list[Entry]]]:
    """Outcomes are ranked by the condition's record before any result is seen.

    Findings on an outcome that the record does not list come after all listed ones, what people feel before
    laboratory measurements.
    """
    biomarker = condition.kind == "biomarker"
    order = {
        o.slug: Ranked(o.slug, o.name, o.kind, o, exempt=biomarker and o.kind == "surrogate")
        for o in condition.outcomes
    }
    groups: dict[str, list[Entry]] = {slug: [] for slug in (*order, OTHER.slug, OTHER_SURROGATE.slug)}
    for entry in entries:
        groups[outcome_of(condition, entry.finding)].append(entry)
    order |= {OTHER.slug: _named(OTHER, groups), OTHER_SURROGATE.slug: _named(OTHER_SURROGATE, groups)}
    return [(order[slug], members) for slug, members in groups.items() if members]


def outcome_of(condition: Condition, finding: Finding) -> str:
    """The slug of the outcome under which a finding is ranked: one of the condition's list, else one of the two rests."""
    if finding.outcome_slug in {o.slug for o in condition.outcomes}:
        return str(finding.outcome_slug)
    return OTHER_SURROGATE.slug if finding.surrogate and condition.kind != "biomarker" else OTHER.slug


def _named(ranked: Ranked, groups: dict[str, list[Entry]]) -> Ranked:
    """An outcome outside the list is called by its own name where all findings share one."""
    names = {e.finding.outcome for e in groups[ranked.slug]}
    return replace(ranked, name=names.pop()) if len(names) == 1 else ranked


def combined_finding(findings: Sequence[Finding], review: bool) -> Finding:
    """One study, one vote per outcome: its primary finding; else a review's largest; else all together. Where they
    differ they are "mixed" (then without a number, since none stands for all), unless all lean to the good side and
    their mean z is clear of chance: one measure missing significance does not contradict another that reached it."""
    chosen = [f for f in findings if f.primary] or list(findings)
    if len(chosen) == 1:
        return chosen[0]
    if review and any(f.trials or f.participants for f in chosen):
        return max(chosen, key=lambda f: (f.trials or 0, f.participants or 0))
    readable = [f for f in chosen if f.direction != "unclear"] or chosen
    directions = {f.direction for f in readable}
    first = next((f for f in readable if f.effect is not None), readable[0])
    if len(directions) == 1:
        return first
    if (speaker := _same_side(readable)) is not None:
        return speaker
    together: StudyDirection = "mixed" if directions & {"benefit", "mixed"} else "harm"
    return replace(first, direction=together, effect=None, p=None)


def _same_side(findings: Sequence[Finding]) -> Finding | None:
    """The beneficial finding nearest to the mean z where all findings have a number and lean to the good side, and the
    mean z is clear of chance. The mean is the combined z of measures that depend on each other wholly: the most
    cautious reading."""
    effects = [usable_effect(f) for f in findings]
    known = [e.y / e.se for e in effects if e is not None]
    if len(known) < len(findings) or min(known) <= 0 or any(f.direction == "harm" for f in findings):
        return None
    mean = sum(known) / len(known)
    clear = [(abs(z - mean), i) for i, z in enumerate(known) if findings[i].direction == "benefit"]
    return findings[min(clear)[1]] if clear and mean >= CLEAR_OF_CHANCE else None


def select(ranked: Ranked, entries: Sequence[Entry], studies: Sequence[Study], rubric: Rubric) -> Body:
    """The body of evidence for one outcome; `studies` are all on record, to find retracted trials inside reviews."""
    standing, retracted_step = retractions(entries)
    items = [_item(ranked, group, rubric) for group in _by_study(standing)]
    items, duplicate_step = duplicates(items)
    human = [i for i in items if 1 <= i.tier <= 3]
    voting = [i for i in human if i.vote is not None]
    best = min((i.tier for i in voting), default=0)
    top = [i for i in voting if i.tier == best]
    body = Body(
        outcome=ranked,
        items=tuple(top),
        lower=tuple(i for i in voting if i.tier > best),
        laboratory=tuple(i for i in items if i.tier >= 4),
        unread=tuple(i for i in human if i.vote is None),
        steps=tuple(s for s in (retracted_step, duplicate_step) if s),
    )
    retracted = [s for s in studies if s.integrity == "retracted"]
    own = frozenset(e.study.slug for e in entries)
    return best_tier(index_review(body, retracted, rubric, own))


def retractions(entries: Sequence[Entry]) -> tuple[list[Entry], Step | None]:
    """A study that its journal has retracted does not count; it is named, so that all can see it."""
    out = sorted({e.study.slug for e in entries if e.study.integrity == "retracted"})
    if not out:
        return list(entries), None
    return [e for e in entries if e.study.integrity != "retracted"], Step(
        rule="retractions",
        effect="excluded",
        plain=f"{capital(counted(len(out), 'study was', 'studies were'))} retracted by the journal and "
        f"{verb(len(out), 'does', 'do')} not count.",
        technical=f"excluded, retracted: {', '.join(out)}",
        studies=tuple(out),
    )


def duplicates(items: Sequence[Item]) -> tuple[list[Item], Step | None]:
    """One investigation counts once, however many articles report it.

    Two records are the same investigation if they share a registration number, or first author, number of people and
    (within one year) year. The one with more people stays, then the newer.
    """
    kept: list[Item] = []
    dropped: list[Item] = []
    for item in sorted(items, key=lambda i: (-(i.n or 0), -(i.study.year or 0), i.slug)):
        same = next((k for k in kept if _same_investigation(k, item)), None)
        (dropped if same else kept).append(item)
    if not dropped:
        return list(items), None
    kept_in_order = [i for i in items if i in kept]
    n = len(dropped)
    return kept_in_order, Step(
        rule="duplicates",
        effect=f"{n} merged",
        plain=f"{capital(counted(n, 'record reports', 'records report'))} a study that is counted already.",
        technical=f"same registration, or same first author, n and year ± 1: {', '.join(i.slug for i in dropped)}",
        studies=tuple(i.slug for i in dropped),
    )


def index_review(
    body: Body, retracted: Sequence[Study], rubric: Rubric, own_outcome: frozenset[str] = frozenset()
) -> Body:
    """A review and its own trials are never both counted.

    One review is chosen before its result is looked at. Of the reviews searched within five years of the newest: one of
    the ingredient alone, then one that judged its trials' quality, then one with a usable number, then the newest, then most trials. It counts as the
    body of its trials. Studies outside its list are added; where the list is not complete, only studies newer
    than its search. If all its trials are on record with their numbers, the trials are used and the review becomes a
    cross-check. Other reviews are cross-checks. A retracted trial on the review's list costs certainty (see
    affected-review); one that only may be on it, since the list is not known in full, is named and costs nothing.
    """
    reviews = [i for i in body.items if i.review]
    if not reviews:
        return body
    index = _choose(reviews, rubric)
    checks = tuple(i for i in reviews if i is not index)
    trials = [i for i in body.items if not i.review]
    held = set(index.study.included)
    gone = {key for s in retracted for key in _keys(s)} | set(index.study.included_retracted)
    complete = bool(held) and len(held) >= index.k
    inside = tuple(t for t in trials if _keys(t.study) & held or (not complete and not _newer(t, index)))
    outside = tuple(t for t in trials if t not in inside)
    own = [t for t in inside if _keys(t.study) & held]
    affected = bool(held & gone)
    remaining = sum(1 for key in held if key not in gone)
    usable = {t.effect.family for t in own if t.effect is not None}
    if complete and len(own) >= max(2, remaining) and len(usable) == 1 and all(t.effect for t in own):
        step = _review_replaced(index, own, affected)
        return replace(body, items=(*own, *outside), checks=checks, replaced=(index,), steps=(*body.steps, step))
    maybe = [] if complete else [s for s in retracted if s.slug in own_outcome and _may_hold(index, s)]
    step = _review_used(index, inside, outside, checks, [s.slug for s in maybe])
    return replace(
        body, items=(index, *outside), inside=inside, checks=checks, affected=affected, steps=(*body.steps, step)
    )


def _choose(reviews: Sequence[Item], rubric: Rubric) -> Item:
    newest = max(search_year(i) for i in reviews)
    current = [i for i in reviews if search_year(i) >= newest - rubric.index_years]
    return max(
        current,
        key=lambda i: (
            i.finding.combination != "combination",
            bool(i.study.appraised),
            i.effect is not None,
            search_year(i),
            i.k,
            i.slug,
        ),
    )


def _may_hold(index: Item, study: Study) -> bool:
    """Is a retracted trial old enough to be part of a review that does not name all that it included?"""
    listed_already = bool(_keys(study) & set(index.study.included))
    return study.design not in REVIEWS and not listed_already and 0 < (study.year or 0) <= search_year(index)


def _review_used(
    index: Item, inside: Sequence[Item], outside: Sequence[Item], checks: Sequence[Item], maybe: Sequence[str] = ()
) -> Step:
    parts = [
        f"The newest review that fits stands for its {counted(index.k, 'study', 'studies')}"
        if index.k > 1
        else "One review stands for its study"
    ]
    if inside:
        parts.append(
            f"{counted(len(inside), 'study that is', 'studies that are')} part of it, or may be, "
            f"{verb(len(inside), 'is', 'are')} not counted again"
        )
    if outside:
        parts.append(
            f"{counted(len(outside), 'study', 'studies')} it does not hold {verb(len(outside), 'is', 'are')} added"
        )
    if checks:
        parts.append(f"{counted(len(checks), 'other review serves', 'other reviews serve')} as a check")
    if maybe:
        parts.append(
            f"{counted(len(maybe), 'retracted study is', 'retracted studies are')} old enough to be part of it, and its "
            "list of studies is not known in full"
        )
    return Step(
        rule="index-review",
        effect="index",
        plain="; ".join(parts) + ".",
        technical=f"index review {index.slug} (k {index.k}, n {index.n}, search {search_year(index) or 'not stated'}, "
        f"appraised {index.study.appraised}); inside: {_names(inside)}; added: {_names(outside)}; "
        f"cross-checks: {_directions(checks)}" + (f"; may hold, retracted: {', '.join(maybe)}" if maybe else ""),
        studies=(index.slug, *(i.slug for i in (*inside, *outside, *checks))),
    )


def _review_replaced(index: Item, own: Sequence[Item], affected: bool) -> Step:
    why = "without its retracted trial, " if affected else ""
    return Step(
        rule="index-review",
        effect="cross-check",
        plain=f"All trials of the newest review are on record, so they are counted {why}one by one and the review "
        "serves as a check.",
        technical=f"review {index.slug} ({index.finding.direction}) replaced by its trials: {_names(own)}",
        studies=(index.slug, *(i.slug for i in own)),
    )


def best_tier(body: Body) -> Body:
    """Only the best kind of evidence decides: randomised trials, else other comparisons and cohorts, else the rest.

    Weaker kinds add plausibility and are listed; they are not added up with the stronger.
    """
    if not body.items:
        return body
    tier = body.items[0].tier
    kind = {
        1: "randomised trials",
        2: "cohorts or trials without randomisation",
        3: "comparisons without any trial or follow-up",
    }[tier]
    n = total_people(body.items)
    k = total_trials(body.items)
    plain = f"The best evidence on this comes from {kind}: {counted(k, 'study', 'studies')} with {people(n)}."
    if body.lower:
        plain += (
            f" {capital(counted(len(body.lower), 'study', 'studies'))} of a weaker kind "
            f"{verb(len(body.lower), 'stands beside it and does', 'stand beside it and do')} not decide."
        )
    if body.unread:
        plain += (
            f" {capital(counted(len(body.unread), 'more study', 'more studies'))} had a result that could not be read."
        )
    step = Step(
        rule="best-tier",
        effect=f"tier {tier}",
        plain=plain,
        technical=f"tier {tier}: {_names(body.items)}; k {k}, n {n}; lower tiers: {_directions(body.lower)}; "
        f"unclear: {_names(body.unread)}; laboratory: {_names(body.laboratory)}",
        studies=tuple(i.slug for i in body.items),
    )
    return replace(body, steps=(*body.steps, step))


@dataclass(frozen=True)
class _Group:
    study: Study
    findings: tuple[Finding, ...]
    narrower: bool


def _by_study(entries: Sequence[Entry]) -> list[_Group]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.study.slug, []).append(entry)
    made = []
    for members in groups.values():
        direct = [e for e in members if not e.narrower] or members
        made.append(_Group(direct[0].study, tuple(e.finding for e in direct), direct[0].narrower))
    return made


def _item(ranked: Ranked, group: _Group, rubric: Rubric) -> Item:
    finding = combined_finding(group.findings, group.study.design in REVIEWS)
    return make_item(group.study, finding, ranked.kind, ranked.record, ranked.exempt, group.narrower, rubric)


def _same_investigation(a: Item, b: Item) -> bool:
    if a.review or b.review:
        return False
    first, second = a.study, b.study
    if set(first.identifiers.registrations) & set(second.identifiers.registrations):
        return True
    if not first.authors or not second.authors or first.year is None or second.year is None or a.n is None:
        return False
    return (
        a.n == b.n
        and abs(first.year - second.year) <= 1
        and first.design == second.design
        and first.authors[0].casefold() == second.authors[0].casefold()
    )


def search_year(item: Item) -> int:
    """The year up to which a review searched; its year of publication where it does not say; 0 if neither is known."""
    stated = (item.study.search_date or "")[:4]
    return int(stated) if stated.isdigit() else item.study.year or 0


def _newer(trial: Item, index: Item) -> bool:
    return trial.study.year is not None and trial.study.year > search_year(index) > 0


def _keys(study: Study) -> set[str]:
    """All spellings by which a review's list may name a study."""
    keys = {study.slug}
    for ids in (study.identifiers, *study.reports):
        keys |= _id_keys(ids)
    return keys


def _id_keys(ids: Identifiers) -> set[str]:
    named = {("pmid", ids.pmid), ("pmcid", ids.pmcid), ("doi", ids.doi)}
    return (
        {f"{kind}:{value}" for kind, value in named if value}
        | {f"nct:{r}" for r in ids.registrations}
        | set(ids.registrations)
    )


def _names(items: Iterable[Item]) -> str:
    return ", ".join(i.slug for i in items) or "none"


def _directions(items: Iterable[Item]) -> str:
    return listed([f"{i.slug} {i.finding.direction}" for i in items]) or "none"
