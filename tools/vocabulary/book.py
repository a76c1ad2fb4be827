"""The book of claims: every name belongs to one concept per kind, and the first claim stands.

The order of the sources is the order of the claims: curated records, our hand-written lists, the registries. The rules
are written out in `docs/vocabulary.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from proofwort import names
from proofwort.mentions.fold import fold
from proofwort.mentions.mention import Kind

_CAPITALS = re.compile(r"[A-Z0-9][A-Za-z0-9/+-]{0,6}\d?s?$")


def one_of(words: str) -> str:
    """A pattern for one of the words, which are given apart by semicolons."""
    return "(?:" + "|".join(word.strip() for word in words.split(";")) + ")"


@dataclass
class Concept:
    """A concept while the book is being written."""

    label: str
    source: str
    parents: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Claim:
    """One name's owner."""

    concept: str
    name: str
    rule: str
    form: str
    source: str


def key(name: str) -> str:
    """What makes two names the same: folded, single blanks."""
    return " ".join(fold(name).decode("latin-1").split())


def rule_of(name: str) -> str:
    """Names of two letters and short names in capitals are read as printed only ("EPA"), all others in any case."""
    capitals = sum(c.isupper() for c in name)
    if len(name) <= 2 or (len(name) <= 7 and capitals >= 2 and _CAPITALS.match(name)):
        return "case"
    return ""


class Book:
    """All concepts and claims. `stop` holds names that no registry may claim, `rules` the rule of a name where it is
    not its own."""

    def __init__(self, stop: set[str], rules: dict[tuple[str, str], str]) -> None:
        self.stop = stop
        self.rules = rules
        self.concepts: dict[tuple[Kind, str], Concept] = {}
        self.claims: dict[tuple[Kind, str], Claim] = {}
        self.owner_of_id: dict[tuple[Kind, str], str] = {}
        self.refused: Counter[str] = Counter()
        self.disputes: list[tuple[str, str, str, str]] = []

    def concept(self, kind: Kind, label: str, source: str, slug: str | None = None) -> str:
        """The slug of the concept with this label, made if there is none."""
        slug = slug or names.slug(label)
        if (kind, slug) not in self.concepts:
            self.concepts[kind, slug] = Concept(label, source)
        return slug

    def identify(self, kind: Kind, slug: str, identifiers: list[str]) -> None:
        """Give a concept its outside identifiers; the first concept to have one keeps it."""
        for identifier in identifiers:
            owner = self.owner_of_id.setdefault((kind, identifier), slug)
            if owner == slug and identifier not in self.concepts[kind, slug].identifiers:
                self.concepts[kind, slug].identifiers.append(identifier)

    def owner(self, kind: Kind, name: str) -> str | None:
        """Whose this name is, if anybody's."""
        claim = self.claims.get((kind, key(name)))
        return claim.concept if claim else None

    def claim(self, kind: Kind, slug: str, name: str, source: str, *, rule: str | None = None, form: str = "") -> bool:
        """Claim a name for a concept; False if it is another's, stopped, or no name at all."""
        name = " ".join(name.split())
        folded = key(name)
        if not folded or (folded in self.stop and source not in ("curated", "hand")):
            self.refused[source] += 1
            return False
        there = self.claims.get((kind, folded))
        if there is not None:
            if there.concept != slug:
                self.disputes.append((name, there.concept, slug, source))
                return False
            if form and not there.form:
                self.claims[kind, folded] = Claim(slug, there.name, there.rule, form, there.source)
            return True
        self.claims[kind, folded] = Claim(slug, name, self._rule(kind, folded, name, rule), form, source)
        return True

    def _rule(self, kind: Kind, folded: str, name: str, rule: str | None) -> str:
        given = self.rules.get((kind, folded))
        return given if given is not None else rule_of(name) if rule is None else rule
