"""Findings of one pair → the claims they make, by role, route and exposure; their parts by preparation, people and status; and
which claim is the default."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofwort.model import Claim, Condition, Finding, Ingredient, Role, Route, Status, Study
from proofwort.rate.items import REVIEWS, tier
from proofwort.rate.people import group_of, usual_in

OBSERVED = ("diet", "level", "deficiency")
_APART = re.compile(r"[^0-9a-zα-ω]+")
SPLIT_FROM = (
    2  # studies (or one review) of a preparation, or in a group of people, from which it makes a part of its own
)


@dataclass(frozen=True)
class Entry:
    """One finding with its study; `narrower` if it is about a narrower condition than the one asked for."""

    study: Study
    finding: Finding
    narrower: bool = False

    @property
    def tier(self) -> int:
        return tier(self.study, self.finding)

    @property
    def counts(self) -> bool:
        """Does it speak of people, readably, and stand unretracted?"""
        return 1 <= self.tier <= 3 and self.finding.direction != "unclear" and self.study.integrity != "retracted"


@dataclass(frozen=True)
class Scope:
    """A claim with the entries that bear on it; `observed`: amounts in diet or body, nothing was given."""

    claim: Claim
    entries: tuple[Entry, ...]
    observed: bool = False

    @property
    def human(self) -> bool:
        return any(e.counts for e in self.entries)


def entries_of(
    ingredient: Ingredient, condition: Condition, studies: Sequence[Study], narrower: frozenset[str]
) -> tuple[Entry, ...]:
    """All findings of the studies on this pair, and on narrower conditions where those are asked for."""
    found: list[Entry] = []
    for study in studies:
        for finding in study.findings:
            if finding.ingredient != ingredient.slug:
                continue
            if finding.condition == condition.slug:
                found.append(Entry(study, finding))
            elif condition.kind == "group" and finding.condition in narrower:
                found.append(Entry(study, finding, narrower=True))
    return tuple(found)


def split(ingredient: Ingredient, condition: Condition, entries: Sequence[Entry]) -> tuple[Scope, ...]:
    """The claims, default first, then their parts. A pair without findings has one claim: its default role, by any route."""
    groups: dict[tuple[Role, Route | None, bool], list[Entry]] = {}
    for entry in (e for e in entries if e.tier > 0):  # protocols and the like make no claim
        finding = entry.finding
        observed = finding.exposure in OBSERVED
        groups.setdefault((finding.role, None if observed else finding.route, observed), []).append(entry)
    _place_unrouted(groups)
    speaking = {key: kept for key, members in groups.items() if (kept := _without_weaker_narrower(members))}
    scopes = [
        _scope(ingredient, condition, role, route, observed, members)
        for (role, route, observed), members in speaking.items()
    ]
    if not scopes:
        claim = Claim(ingredient=ingredient.slug, condition=condition.slug, role=condition.default_role)
        return (Scope(claim, ()),)
    wholes = sorted(scopes, key=lambda s: _preference(s, condition))
    return (*wholes, *(part for whole in wholes for part in parts(ingredient, condition, whole)))


def parts(ingredient: Ingredient, condition: Condition, whole: Scope) -> tuple[Scope, ...]:
    """The claim's own claims by status, people and preparation: people who lack zinc apart from the rest, children apart
    from adults, glucosamine sulfate apart from the hydrochloride.

    A preparation is one of the ingredient's forms on record; it makes a part where at least two of them were studied, and
    two studies or a review used it. A group of people (`people.group_of`) makes a part where two studies or a review were
    made in it and others were not, unless they are the people who have the condition anyway. A status makes a part where some studies were made in people of that status and
    others were not. The whole stays as it is.
    """
    if whole.observed:
        return ()
    counting = [e for e in whole.entries if e.counts]
    found: list[Scope] = []
    lack = whole.claim.condition.endswith(("-deficiency", "-insufficiency"))  # where all lack something
    for status in ("deficient", "replete") if not lack else ():
        own = tuple(e for e in whole.entries if e.study.status == status)
        if 0 < sum(e.counts for e in own) < len(counting):
            found.append(Scope(replace(whole.claim, status=status, narrowed="status"), own))
    usual = usual_in(condition)
    for group, own in _apart(whole.entries, [group_of(e.study, whole.claim.role) for e in whole.entries]).items():
        if group not in usual and _enough(own) and sum(e.counts for e in own) < len(counting):
            found.append(Scope(replace(whole.claim, population=group, narrowed="population"), own))
    made_of = _apart(whole.entries, [form_of(ingredient, e.finding) for e in whole.entries])
    if sum(any(e.counts for e in own) for own in made_of.values()) > 1:
        found += [
            Scope(replace(whole.claim, preparation=name, narrowed="preparation"), own)
            for name, own in made_of.items()
            if _enough(own)
        ]
    return tuple(found)


def _apart(entries: Sequence[Entry], names: Sequence[str | None]) -> dict[str, tuple[Entry, ...]]:
    """The entries under their names, in the order of these; those without one are left out."""
    found: dict[str, list[Entry]] = {}
    for entry, name in zip(entries, names, strict=True):
        if name is not None:
            found.setdefault(name, []).append(entry)
    return {name: tuple(found[name]) for name in sorted(found)}


def _enough(entries: Sequence[Entry]) -> bool:
    """Are there two readable studies, or a review?"""
    speaking = {e.study.slug: e.study for e in entries if e.counts}
    return len(speaking) >= SPLIT_FROM or any(s.design in REVIEWS for s in speaking.values())


def form_of(ingredient: Ingredient, finding: Finding) -> str | None:
    """The one form of the ingredient that a finding's preparation names; None where it names none or several."""
    if finding.form is None:
        return None
    text = _folded(finding.form)
    named = {
        _folded(name): form.name
        for form in ingredient.forms
        for name in (form.name, *form.names)
        if _folded(name) in text
    }
    longest = {form for name, form in named.items() if not any(name in other and name != other for other in named)}
    return longest.pop() if len(longest) == 1 else None


def _folded(name: str) -> str:
    """Lower case, in one spelling, with a blank at either end, so that whole words are compared."""
    words = _APART.sub(" ", name.casefold().replace("sulph", "sulf")).split()
    return f" {' '.join(words)} "


def is_observed(claim: Claim) -> bool:
    """Is it a claim on amounts in diet or body, where nothing was given?"""
    return claim.preparation is not None and claim.narrowed is None


def key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims the same one, though other studies stand under them."""
    return (
        claim.role,
        claim.route,
        is_observed(claim),
        claim.preparation if claim.narrowed == "preparation" else None,
        claim.population if claim.narrowed == "population" else None,
        claim.status if claim.narrowed == "status" else None,
    )


def _place_unrouted(groups: dict[tuple[Role, Route | None, bool], list[Entry]]) -> None:
    """Findings that state no route join the oral claim of their role, or its only other one; several stay apart."""
    for key in [k for k in groups if k[1] is None and not k[2]]:
        role = key[0]
        routes = [k for k in groups if k[0] == role and not k[2] and k[1] is not None]
        home = (role, "oral", False) if (role, "oral", False) in groups else routes[0] if len(routes) == 1 else None
        if home is not None:
            groups[home].extend(groups.pop(key))


def _without_weaker_narrower(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Narrower conditions speak only where no direct evidence in people exists, or with trials where that has none."""
    direct = min((e.tier for e in entries if not e.narrower and e.counts), default=None)
    return tuple(e for e in entries if not e.narrower or direct is None or (e.tier == 1 and direct > 1))


def _scope(
    ingredient: Ingredient,
    condition: Condition,
    role: Role,
    route: Route | None,
    observed: bool,
    entries: tuple[Entry, ...],
) -> Scope:
    statuses = {e.study.status for e in entries if e.counts}
    status: Status | None = statuses.pop() if len(statuses) == 1 else None
    claim = Claim(
        ingredient=ingredient.slug,
        condition=condition.slug,
        role=role,
        route=route,
        preparation=_observed_as(entries) if observed else None,
        status=status if status != "any" else None,
    )
    return Scope(claim, entries, observed)


def _observed_as(entries: Sequence[Entry]) -> str:
    diet = any(e.finding.exposure == "diet" for e in entries)
    level = any(e.finding.exposure in ("level", "deficiency") for e in entries)
    return "amount in the diet or the body" if diet and level else "amount in the diet" if diet else "level in the body"


def _preference(scope: Scope, condition: Condition) -> tuple[object, ...]:
    """Human evidence first, direct before borrowed from narrower conditions; then the condition's role, what was given,
    by its route, else by mouth; then the best kind of study, to treat (alone or beside other treatment), a review; then most
    people studied."""
    claim = scope.claim
    counting = [e for e in scope.entries if e.counts]
    best = min((e.tier for e in counting), default=9)
    reviewed = any(e.study.design in REVIEWS for e in counting if e.tier == best)
    return (
        not scope.human,
        all(e.narrower for e in scope.entries if e.counts),
        claim.role != condition.default_role,
        scope.observed,
        claim.route not in ((condition.default_route,) if condition.default_route else ("oral", None)),
        best,
        claim.role not in ("treat", "adjunct"),
        not reviewed,
        claim.role != "treat",
        -_people(scope),
        claim.role,
        claim.route or "",
    )


def _people(scope: Scope) -> int:
    """The largest study or review counts once; enough to order claims by size."""
    counted: Counter[str] = Counter()
    for entry in scope.entries:
        if entry.counts:
            n = entry.study.people(entry.finding) or 0
            counted[entry.study.slug] = max(counted[entry.study.slug], n)
    reviews = [counted[e.study.slug] for e in scope.entries if e.counts and e.study.trials]
    return max([sum(n for s, n in counted.items()) - sum(reviews), *reviews, 0])
