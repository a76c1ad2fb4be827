"""JATS full text, as PMC, Europe PMC and publishers give it: one article, or a set of them.

The tags are described at https://jats.nlm.nih.gov/archiving/tag-library/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from proofwort.model import Identifiers, Integrity, Section
from proofwort.sources import jats_text, registrations
from proofwort.sources.cards import keys_of
from proofwort.sources.draft import Draft
from proofwort.sources.draft import sections as split_labels
from proofwort.sources.jats_text import local
from proofwort.sources.markup import elements
from proofwort.sources.records import Link, Notice, Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, flatten, language_of, pmcid_in, pmid_in, year_in

NAME = "jats"
ROOTS = frozenset({"article", "pmc-articleset", "articles", "OAI-PMH"})
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ADDRESS = "{http://www.w3.org/1999/xlink}href"
TYPES = {
    "research-article": "Journal Article", "review-article": "Review", "systematic-review": "Systematic Review",
    "case-report": "Case Reports", "correction": "Published Erratum", "retraction": "Retraction of Publication",
    "expression-of-concern": "Expression of Concern", "editorial": "Editorial", "letter": "Letter",
    "preprint": "Preprint", "protocol": "Clinical Trial Protocol", "abstract": "Meeting Abstract",
}  # fmt: skip
MARKS: dict[str, Integrity] = {
    "retracted-article": "retracted", "partial-retraction": "concern", "object-of-concern": "concern",
}  # fmt: skip
CORRECTED = frozenset({"corrected-article", *MARKS})
USED = frozenset({
    "article-id", "article-categories", "title-group", "contrib-group", "pub-date", "abstract", "kwd-group",
    "funding-group", "custom-meta-group", "related-article", "related-object", "author-notes",
})  # fmt: skip
UNUSED = frozenset({
    "aff", "aff-alternatives", "volume", "issue", "volume-id", "issue-id", "issue-title", "isbn", "supplement", "fpage",
    "lpage", "page-range", "elocation-id", "email", "ext-link", "uri", "product", "supplementary-material", "history",
    "permissions", "copyright-statement", "copyright-year", "license", "self-uri", "trans-abstract", "conference",
    "counts", "pub-history", "article-version", "article-version-alternatives", "support-group", "volume-series",
    "notes", "pub-date-not-available", "issue-part", "volume-issue-group",
})  # fmt: skip
FUNDER_ADDRESS = re.compile(r"^(?:https?://\S*?(?:doi\.org/10\.13039/)?\d+)\s*(?=\D)")  # the registry's number first
DATES = ("ppub", "collection", "pub", "epub", "epub-ppub", "epreprint", "preprint")  # PubMed, too, prefers the issue


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """Articles with abstract, sections, tables and back matter, with what they say about others.

    Raises `SourceError` where the XML breaks off, after yielding the complete articles before that place.
    """
    tally = Tally() if tally is None else tally
    for element in elements(Path(path), ("{*}article",), ROOTS):
        draft = Draft(NAME)
        jats_text.tidy(element)
        meta = element.find("{*}front/{*}article-meta")
        if meta is not None:
            front(element, meta, draft, tally)
        text(element, draft)
        if not draft.registrations:
            draft.registrations.extend(registrations.in_abstract(draft.abstract) or registrations.own(draft.body))
        article = draft.finish(tally)
        if article is not None:
            yield tally.count(article)
        for said in draft.remarks:
            yield tally.count(said)


def front(article: etree._Element, meta: etree._Element, draft: Draft, tally: Tally) -> None:
    """Everything but the running text."""
    for child in meta:
        name = local(child)
        if name in UNUSED:
            tally.ignored[name] += 1
        elif name and name not in USED:
            tally.unknown[name] += 1
    identifiers(meta, draft)
    title = meta.find("{*}title-group/{*}article-title")
    draft.title = jats_text.clean(title) if title is not None else ""
    journal = article.find("{*}front/{*}journal-meta//{*}journal-title")
    draft.journal = flatten(journal) or None if journal is not None else None
    draft.language = language_of(article.get(LANGUAGE))
    draft.year = year(meta)
    draft.authors = list(authors(meta))
    types(article, meta, draft)
    for group in meta.iterfind("{*}kwd-group"):
        if group.get("kwd-group-type") != "abbreviations":
            draft.keywords += [flatten(word) for word in group.iter("{*}kwd")]
    draft.funders = [
        FUNDER_ADDRESS.sub("", flatten(funder)) for funder in meta.iterfind("{*}funding-group//{*}funding-source")
    ]
    relations(meta, draft)


def identifiers(meta: etree._Element, draft: Draft) -> None:
    """PMID, PMCID, DOI, and registrations where they are marked up as such."""
    for child in meta.iterfind("{*}article-id"):
        kind, value = child.get("pub-id-type"), (child.text or "").strip()
        if kind == "pmid":
            draft.pmid = pmid_in(value)
        elif kind == "doi":
            draft.doi = doi_in(value)
        elif kind in ("pmc", "pmcid"):
            draft.pmcid = pmcid_in(value if value.upper().startswith("PMC") else f"PMC{value}")
    marked = [flatten(name) for name in meta.iter("{*}named-content") if name.get("content-type") == "trial-number"]
    marked += [name.get("document-id", "") for name in meta.iter("{*}related-object")]
    marked += [flatten(name) for name in meta.iter("{*}ext-link") if name.get("ext-link-type") == "clintrialgov"]
    for number in marked:
        draft.registrations.extend(registrations.found_in(number))


def year(meta: etree._Element) -> int | None:
    """The year of the issue, else of electronic publication."""
    years = {
        date.get("pub-type") or date.get("date-type") or "": year_in(date.findtext("{*}year"))
        for date in meta.iterfind("{*}pub-date")
    }
    known = [years[kind] for kind in DATES if years.get(kind)] or [found for found in years.values() if found]
    return known[0] if known else None


def authors(meta: etree._Element) -> Iterator[str]:
    """In MEDLINE style; members of a group are named by the group."""
    for person in meta.iterfind("{*}contrib-group/{*}contrib"):
        if person.get("contrib-type", "author") != "author":
            continue
        name = person.find("{*}name")
        if name is None:
            name = person.find("{*}name-alternatives/{*}name")
        group = person.find("{*}collab")
        if name is not None:
            given = (name.findtext("{*}given-names") or "").replace(".", " ").replace("-", " ").split()
            family = " ".join((name.findtext("{*}surname") or "").split())
            yield f"{family} {''.join(word[0] if not word.isupper() else word for word in given)}".strip()
        elif group is not None:
            for member in list(group.iter("{*}contrib-group")):
                member.getparent().remove(member)
            yield flatten(group)


def types(article: etree._Element, meta: etree._Element, draft: Draft) -> None:
    """The article type in PubMed's words where there is one, then the journal's own heading."""
    kind = article.get("article-type", "")
    draft.publication_types = [TYPES.get(kind, kind)] if kind else []
    for group in meta.iterfind("{*}article-categories/{*}subj-group"):
        if group.get("subj-group-type") == "heading":
            draft.publication_types += [flatten(subject) for subject in group.iterfind("{*}subject")]


def relations(meta: etree._Element, draft: Draft) -> None:
    """What the article retracts, corrects or voices concern about, and its preprint."""
    for other in meta.iterfind("{*}related-article"):
        kind, named = other.get("related-article-type", ""), identified(other)
        if named is None:
            continue
        if kind in CORRECTED:
            draft.corrects.append(keys_of(named)[0])
        if kind in MARKS:
            draft.remarks.append(Notice(source=NAME, identifiers=named, integrity=MARKS[kind], nature=kind))
        elif kind == "preprint":
            own = Identifiers(pmid=draft.pmid, pmcid=draft.pmcid, doi=draft.doi)
            draft.remarks.append(Link(first=named, second=own, same="article"))


def identified(other: etree._Element) -> Identifiers | None:
    """The identifiers that a related article is named by; None if by none."""
    kind, value = other.get("ext-link-type", ""), other.get(ADDRESS) or ""
    found = Identifiers(
        pmid=pmid_in(value) if kind in ("pubmed", "pmid") else None,
        pmcid=pmcid_in(value) if kind in ("pmc", "pmcid") else None,
        doi=doi_in(value),
    )
    return found if found.pmid or found.pmcid or found.doi else None


def text(article: etree._Element, draft: Draft) -> None:
    """Abstract (the main one), body, tables, figure captions, back matter on funding, conflicts and the like."""
    for abstract in article.iterfind("{*}front/{*}article-meta/{*}abstract"):
        if not draft.abstract and abstract.get("abstract-type") in (None, "normal", "summary", "structured"):
            found = list(jats_text.sections(abstract, "abstract"))
            draft.abstract = split_labels(found[0].text) if len(found) == 1 and found[0].label == "abstract" else found
    for part in article.iterfind("{*}body"):
        tables = list(jats_text.floats(part))
        draft.body += [*jats_text.sections(part, "body"), *tables]
    for part in article.iterfind("{*}floats-group"):
        draft.body += jats_text.floats(part)
    for statement in article.iterfind("{*}front/{*}article-meta/{*}funding-group/{*}funding-statement"):
        draft.body.append(Section(label="funding", text=flatten(statement)))
    for note in article.iterfind("{*}front/{*}article-meta/{*}author-notes/{*}fn"):
        draft.body += jats_text.sections(note, note.get("fn-type") or "note")
    for part in article.iterfind("{*}back"):
        draft.body += back(part)


def back(part: etree._Element) -> Iterator[Section]:
    """Acknowledgements, funding, conflicts of interest …; neither references nor appendices nor lists of terms."""
    for child in part:
        name = local(child)
        if name in ("ack", "notes", "sec"):
            label = "acknowledgements" if name == "ack" else name
            yield from jats_text.sections(child, jats_text.label_of(child) or label)
        elif name == "fn-group":
            for note in child.iterfind("{*}fn"):
                yield from jats_text.sections(note, note.get("fn-type") or "note")
