"""Which records are the same: cards to compare, and the rules. `docs/sources.md` states them for readers.

Same article
    1. the same PMID
    2. a source says so (`Link`): a preprint and the paper that came of it
    3. the same PMCID, unless the PMIDs differ
    4. the same DOI, unless PMIDs or PMCIDs differ (errata are at times given the DOI of what they correct)
    5. the same title to the letter, first author and year (one year apart at most), unless an identifier differs
    6. a preprint and the one paper by the same first author, up to three years later, with at least 0.8 of their
       titles' words in common
Same investigation
    7. the same registration number, if the article gives no two numbers of one registry (then it is about several
       trials); reviews only by their PROSPERO number
    8. a source says so: a registered trial and the articles its investigators name as results
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from proofwort.model import Article, Identifiers
from proofwort.sources.records import Link
from proofwort.sources.registrations import registry_of

Kind = Literal["paper", "review", "preprint", "registration", "notice"]
REVIEWS = frozenset({"Review", "Systematic Review", "Meta-Analysis"})
NOTICES = frozenset({
    "Published Erratum", "Retraction of Publication", "Retraction Notice", "Expression of Concern", "Comment", "Letter",
})  # fmt: skip
PREPRINT_DOI = re.compile(r"10\.(?:1101/(?:\d{4}\.\d\d\.\d\d\.\d+|\d{6,})|21203/|20944/|2139/|31219/|31234/)", re.I)
SIMILAR = 0.8  # of the words of two titles, both together, that both have
PREPRINT_YEARS = 3
DISTINCT_LETTERS = 30  # a shorter title may well belong to two articles
COMMON = 50  # a title on more records than this is a heading, not a title


@dataclass(frozen=True, kw_only=True)
class Card:
    """What the rules look at. `author` is the first author as MEDLINE writes it, "Peikert A"."""

    identifiers: Identifiers
    title: str
    year: int | None = None
    author: str | None = None
    kind: Kind = "paper"


def card_of(article: Article) -> Card:
    """The card of an article."""
    types = set(article.publication_types)
    kind: Kind = "paper"
    if article.source == "clinicaltrials":
        kind = "registration"
    elif "Preprint" in types or (article.identifiers.doi and PREPRINT_DOI.match(article.identifiers.doi)):
        kind = "preprint"
    elif types & NOTICES:
        kind = "notice"
    elif types & REVIEWS:
        kind = "review"
    author = article.authors[0] if article.authors else None
    return Card(identifiers=article.identifiers, title=article.title, year=article.year, author=author, kind=kind)


def letters(text: str) -> str:
    """Letters, digits and blanks in lower case without accents; "Retracted:" at the front does not count."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"^retracted(?: article)? ", "", " ".join(re.findall(r"[^\W_]+", bare)))


def family(author: str | None) -> str | None:
    """The last word of the family name: "van der Meulen MJ" and "Meulen, M. J." agree."""
    if not author:
        return None
    words = author.replace(",", " ").split()
    named = [word for word in words if not re.fullmatch(r"(?:[A-Z]\.?-?){1,4}", word)] or words[:1]
    return letters(named[-1]).replace(" ", "") or None


class Groups:
    """Which cards belong together so far (union-find), and which identifiers each group has."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.parent = list(range(len(cards)))
        self.known: list[dict[str, set[str]]] = [named(card.identifiers) for card in cards]

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def differ(self, one: int, other: int, kinds: Iterable[str]) -> bool:
        """Whether both groups have identifiers of one of the kinds, and none in common."""
        mine, theirs = self.known[self.root(one)], self.known[self.root(other)]
        return any(mine[kind] and theirs[kind] and mine[kind].isdisjoint(theirs[kind]) for kind in kinds)

    def join(self, one: int, other: int, unless: Iterable[str] = ()) -> None:
        """Put two groups together, unless identifiers of these kinds differ."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second or self.differ(first, second, unless):
            return
        self.parent[second] = first
        for kind, values in self.known[second].items():
            self.known[first][kind] |= values

    def join_all(self, keys: Iterable[tuple[int, str | None]], unless: Iterable[str] = ()) -> None:
        """Put together what has the same key."""
        seen: dict[str, list[int]] = defaultdict(list)
        for one, key in keys:
            if key is not None:
                for other in seen[key][:COMMON]:
                    self.join(other, one, unless)
                seen[key].append(one)

    def lists(self) -> list[list[int]]:
        """The groups, each in order, by their first members."""
        found: dict[int, list[int]] = defaultdict(list)
        for one in range(len(self.cards)):
            found[self.root(one)].append(one)
        return list(found.values())


def named(identifiers: Identifiers) -> dict[str, set[str]]:
    """The identifiers by kind, DOIs without regard to case."""
    return {
        "pmid": {identifiers.pmid} if identifiers.pmid else set(),
        "pmcid": {identifiers.pmcid.upper()} if identifiers.pmcid else set(),
        "doi": {identifiers.doi.lower()} if identifiers.doi else set(),
    }


def keys_of(identifiers: Identifiers) -> list[str]:
    """The identifiers as keys, "pmid:1", "pmcid:PMC1", "doi:10.1/x"."""
    return [f"{kind}:{value}" for kind, values in named(identifiers).items() for value in values]


def same_articles(cards: Sequence[Card], links: Iterable[Link] = ()) -> list[list[int]]:
    """Positions of the cards, grouped by rules 1 to 6."""
    groups = Groups(cards)
    numbered = list(enumerate(cards))
    groups.join_all((n, card.identifiers.pmid) for n, card in numbered)
    follow(links, "article", groups)
    groups.join_all(((n, card.identifiers.pmcid) for n, card in numbered), ("pmid",))
    groups.join_all(
        ((n, card.identifiers.doi.lower() if card.identifiers.doi else None) for n, card in numbered), ("pmid", "pmcid")
    )
    join_titles(groups)
    join_preprints(groups)
    return groups.lists()


def same_investigations(cards: Sequence[Card], links: Iterable[Link] = ()) -> list[list[int]]:
    """Positions of the cards, grouped by rules 7 and 8."""
    groups = Groups(cards)
    groups.join_all((n, number) for n, card in enumerate(cards) for number in investigation_numbers(card))
    follow(links, "investigation", groups)
    return groups.lists()


def investigation_numbers(card: Card) -> list[str]:
    """The registration numbers that tie this card to its investigation (rule 7)."""
    review = card.kind == "review"
    numbers = [n for n in card.identifiers.registrations if (registry_of(n) == "PROSPERO") == review]
    registries = [registry_of(number) or number for number in numbers]
    return numbers if len(set(registries)) == len(registries) else []


def follow(links: Iterable[Link], same: str, groups: Groups) -> None:
    """Rules 2 and 8."""
    where: dict[str, list[int]] = defaultdict(list)
    for n, card in enumerate(groups.cards):
        for key in (*keys_of(card.identifiers), *card.identifiers.registrations):
            where[key].append(n)
    for link in links:
        if link.same == same:
            first = [n for key in (*keys_of(link.first), *link.first.registrations) for n in where.get(key, [])]
            second = [n for key in (*keys_of(link.second), *link.second.registrations) for n in where.get(key, [])]
            if first and second:
                groups.join(first[0], second[0])


def join_titles(groups: Groups) -> None:
    """Rule 5; notices have the title of what they are about, so that they are left out."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for n, card in enumerate(groups.cards):
        title = letters(card.title) if card.kind in ("paper", "review") else ""
        if len(title) >= DISTINCT_LETTERS:
            buckets[title].append(n)
    for found in buckets.values():
        for place, one in enumerate(found if len(found) <= COMMON else []):
            for other in found[:place]:
                if agree(groups.cards[one], groups.cards[other], 1):
                    groups.join(other, one, ("pmid", "pmcid", "doi"))


def agree(one: Card, other: Card, years: int) -> bool:
    """Whether first authors are the same and years near, as far as both are known; one of the two must be."""
    authors = family(one.author), family(other.author)
    if None not in authors and authors[0] != authors[1]:
        return False
    if one.year is not None and other.year is not None:
        return abs(one.year - other.year) <= years
    return None not in authors


def join_preprints(groups: Groups) -> None:
    """Rule 6."""
    preprints = [n for n, card in enumerate(groups.cards) if card.kind == "preprint" and card.author and card.year]
    if not preprints:
        return
    papers: dict[str | None, list[int]] = defaultdict(list)
    for n, card in enumerate(groups.cards):
        if card.kind in ("paper", "review") and card.year:
            papers[family(card.author)].append(n)
    for n in preprints:
        preprint = groups.cards[n]
        near = [other for other in papers[family(preprint.author)] if follows(preprint, groups.cards[other])]
        if len({groups.root(other) for other in near}) == 1:
            groups.join(near[0], n)


def follows(preprint: Card, paper: Card) -> bool:
    """Whether the paper may have come of the preprint, by years and title."""
    if not 0 <= (paper.year or 0) - (preprint.year or 0) <= PREPRINT_YEARS:
        return False
    mine, theirs = set(letters(preprint.title).split()), set(letters(paper.title).split())
    return bool(mine | theirs) and len(mine & theirs) / len(mine | theirs) >= SIMILAR
