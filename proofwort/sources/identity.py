"""From records as they were read to articles once each: revisions replace, deletions delete, retractions mark.

The rules for "the same" are in `cards`. Everything is held in memory: about 10 kB an article with its abstract.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from proofwort.model import Article, Identifiers, Integrity, Section
from proofwort.sources.cards import card_of, keys_of, same_articles, same_investigations
from proofwort.sources.records import Deletion, Link, Notice, Record
from proofwort.sources.tally import Tally

T = TypeVar("T")
# Whose word on a field counts first, where several have one.
RANK = ("pubmed", "europepmc", "nbib", "jats", "ris", "abstracts", "clinicaltrials")
REVISED = frozenset({"pubmed", "europepmc", "nbib", "jats", "clinicaltrials"})  # sources that give whole records anew
DELETED_FROM = frozenset({"pubmed", "nbib", "europepmc"})  # PubMed, and copies of it
GRAVITY: tuple[Integrity, ...] = ("none", "concern", "retracted")
PROTOCOL = re.compile(r"\bprotocol\b|\brationale and design\b|\bstudy design\b", re.I)


@dataclass
class Held:
    """What has been read so far and is still valid."""

    articles: list[Article | None] = field(default_factory=list)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    by_pmid: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    notices: list[Notice] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def take(self, record: Record, tally: Tally) -> None:
        """Apply one record."""
        if isinstance(record, Article):
            self.hold(record, tally)
        elif isinstance(record, Deletion):
            self.delete(record, tally)
        elif isinstance(record, Notice):
            self.notices.append(record)
        else:
            self.links.append(record)

    def hold(self, article: Article, tally: Tally) -> None:
        """Keep an article; in the place of its older revision, if there is one."""
        key = own_key(article)
        place = self.places.get((article.source, key)) if key else None
        older = self.articles[place] if place is not None else None
        if place is not None and older is not None:
            tally.merged += 1
            if order(article.version) >= order(older.version):
                self.articles[place] = article
            return
        if key:
            self.places[article.source, key] = len(self.articles)
        if article.identifiers.pmid:
            self.by_pmid[article.identifiers.pmid].append(len(self.articles))
        self.articles.append(article)

    def delete(self, deletion: Deletion, tally: Tally) -> None:
        """Drop what PubMed withdrew and was read before; a later version than the withdrawn one stays."""
        for place in self.by_pmid.get(deletion.pmid, []):
            article = self.articles[place]
            if article is None or article.source not in DELETED_FROM:
                continue
            if article.source == "pubmed" and order(article.version)[:1] > order(deletion.version or "999")[:1]:
                continue
            self.articles[place] = None
            tally.deleted += 1


def own_key(article: Article) -> str | None:
    """What a source knows its own record by; None where it gives a copy of other people's record."""
    if article.source not in REVISED:
        return None
    if article.source == "clinicaltrials":
        return next(iter(article.identifiers.registrations), None)
    return next(iter(keys_of(article.identifiers)), None)


def order(version: str | None) -> tuple[int, ...]:
    """A version for comparison: "1 2026-04-10" is later than "1 2025-12-31"; none is earliest."""
    return tuple(int(number) for number in re.findall(r"\d+", version or ""))


def merge(records: Iterable[Record], tally: Tally | None = None) -> Iterator[Article]:
    """Every article once, in the order in which they were first read, with what all its records say.

    A registered trial that has a report among the articles comes as part of that report, in sections "registry: …".
    Fills `merged`, `deleted` and `retracted` of the tally.
    """
    tally = Tally() if tally is None else tally
    held = Held()
    for record in records:
        held.take(record, tally)
    articles = [article for article in held.articles if article is not None]
    clusters = same_articles([card_of(article) for article in articles], held.links)
    tally.merged += len(articles) - len(clusters)
    merged = [combine([articles[n] for n in cluster]) for cluster in clusters]
    merged = absorb_registrations(merged, held.links, tally)
    said = by_key(held.notices)
    for article in merged:
        marked = mark(article, said)
        tally.retracted += marked.retraction == "retracted"
        yield marked


def investigations(articles: Sequence[Article], links: Iterable[Link] = ()) -> Iterator[tuple[Article, ...]]:
    """The articles of one investigation together, its main report first."""
    for group in same_investigations([card_of(article) for article in articles], links):
        found = sorted((articles[n] for n in group), key=report_order)
        yield tuple(found)


def report_order(article: Article) -> tuple[bool, bool, int]:
    """Main reports before registrations and protocols, earlier ones first."""
    planned = "Clinical Trial Protocol" in article.publication_types or PROTOCOL.search(article.title) is not None
    return article.source == "clinicaltrials", planned, article.year or 9999


def first(values: Iterable[T], empty: T) -> T:
    """The first value that says something."""
    return next((value for value in values if value), empty)


def union(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All values once, in order."""
    return tuple(dict.fromkeys(one for value in values for one in value))


def combine(records: list[Article]) -> Article:
    """One article of all its records: each field from the source whose word counts first, lists from all."""
    if len(records) == 1:
        return records[0]
    ranked = sorted(records, key=lambda a: (card_of(a).kind == "preprint", RANK.index(a.source)))
    best = ranked[0]
    papers = [a for a in ranked if card_of(a).kind != "preprint"] or ranked
    return replace(
        best,
        identifiers=together([a.identifiers for a in papers], [a.identifiers for a in ranked]),
        title=first((a.title for a in ranked), ""),
        abstract=first((a.abstract for a in ranked), ()),
        body=first((a.body for a in ranked), ()),
        authors=first((a.authors for a in ranked), ()),
        journal=first((a.journal for a in ranked), None),
        year=first((a.year for a in ranked), None),
        language=first((a.language for a in ranked), None),
        publication_types=union(a.publication_types for a in papers),
        mesh=first((a.mesh for a in ranked), ()),
        keywords=first((a.keywords for a in ranked), ()),
        funders=union(a.funders for a in ranked),
        corrects=union(a.corrects for a in ranked),
        retraction=max((a.retraction for a in papers), key=GRAVITY.index),
    )


def together(papers: list[Identifiers], every: list[Identifiers]) -> Identifiers:
    """The identifiers of a paper; those of its preprint only where the paper has none of the kind."""
    return Identifiers(
        pmid=first((i.pmid for i in (*papers, *every)), None),
        pmcid=first((i.pmcid for i in (*papers, *every)), None),
        doi=first((i.doi for i in (*papers, *every)), None),
        registrations=union(i.registrations for i in every),
    )


def absorb_registrations(articles: list[Article], links: Iterable[Link], tally: Tally) -> list[Article]:
    """Registered trials become part of their main report, if there is one."""
    left: list[Article | None] = list(articles)
    for group in same_investigations([card_of(article) for article in articles], links):
        reports = sorted(
            (n for n in group if articles[n].source != "clinicaltrials"), key=lambda n: report_order(articles[n])
        )
        for n in group if reports else []:
            if articles[n].source == "clinicaltrials":
                left[reports[0]] = with_registration(left[reports[0]] or articles[reports[0]], articles[n])
                left[n] = None
                tally.merged += 1
    return [article for article in left if article is not None]


def with_registration(report: Article, registered: Article) -> Article:
    """The report with what its registration says, in sections of their own."""
    said = (*registered.abstract, *registered.body)
    return replace(
        report,
        identifiers=replace(
            report.identifiers,
            registrations=union([report.identifiers.registrations, registered.identifiers.registrations]),
        ),
        body=(*report.body, *(Section(label=f"registry: {one.label}", text=one.text) for one in said)),
        funders=union([report.funders, registered.funders]),
    )


def by_key(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    """The notices on each article, by its identifiers."""
    found: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        for key in keys_of(notice.identifiers):
            found[key].append(notice)
    return found


def mark(article: Article, said: dict[str, list[Notice]]) -> Article:
    """The article with the gravest mark that stands: its own, or that of any source of notices."""
    found = [notice for key in keys_of(article.identifiers) for notice in said.get(key, [])]
    if not found:
        return article
    by_source: dict[str, list[Notice]] = defaultdict(list)
    for notice in found:
        by_source[notice.source].append(notice)
    marks = [article.retraction, *map(standing, by_source.values())]
    return replace(article, retraction=max(marks, key=GRAVITY.index))


def standing(notices: list[Notice]) -> Integrity:
    """The gravest notice since the last reinstatement, by date; undated ones count as oldest, in the order read."""
    ordered = sorted(notices, key=lambda notice: notice.date or date.min)
    lifted = max((n for n, notice in enumerate(ordered) if notice.integrity == "none"), default=0)
    return max((notice.integrity for notice in ordered[lifted:]), key=GRAVITY.index)
