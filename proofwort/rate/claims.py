"""Findings of one pair → the claims they make, by role, route and exposure; and which claim is the default."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from proofwort.model import Claim, Condition, Finding, Ingredient, Role, Route, Status, Study
from proofwort.rate.items import tier

OBSERVED = ("diet", "level", "deficiency")


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
    """The claims, default first. A pair without findings has one claim: its default role, by any route."""
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
    return tuple(sorted(scopes, key=lambda s: _preference(s, condition)))


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
    by mouth, to treat; then most people studied."""
    claim = scope.claim
    return (
        not scope.human,
        all(e.narrower for e in scope.entries if e.counts),
        claim.role != condition.default_role,
        scope.observed,
        claim.route not in ("oral", None),
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
            n = entry.finding.participants or entry.study.participants or 0
            counted[entry.study.slug] = max(counted[entry.study.slug], n)
    reviews = [counted[e.study.slug] for e in scope.entries if e.counts and e.study.trials]
    return max([sum(n for s, n in counted.items()) - sum(reviews), *reviews, 0])
