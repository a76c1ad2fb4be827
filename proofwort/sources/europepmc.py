"""Europe PMC: what its REST search answers with resultType=core&format=json.

The fields are described at https://europepmc.org/RestfulWebService and in its reference guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proofwort.model import Identifiers, Integrity, Section
from proofwort.sources import registrations
from proofwort.sources.client import Answer, Client, IncompleteError, page_name, save
from proofwort.sources.draft import Draft, sections
from proofwort.sources.json_fields import MalformedError, each, inner, strings, text
from proofwort.sources.json_items import DuplicateError, JsonObject, objects
from proofwort.sources.records import Link, Notice, Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, language_of, plain, pmcid_in, pmid_in, year_in

NAME = "europepmc"
SERVICE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
PAGE = 1000  # the service gives no more at once
USED = frozenset({
    "id", "source", "pmid", "pmcid", "doi", "title", "authorString", "authorList", "journalInfo", "journalTitle",
    "bookOrReportDetails", "pubYear", "abstractText", "language", "pubTypeList", "pubType", "keywordList",
    "meshHeadingList", "grantsList", "commentCorrectionList", "dateOfRevision", "versionNumber", "accessionList",
})  # fmt: skip
UNUSED = frozenset({
    "fullTextIdList", "authorIdList", "dataLinksTagsList", "pageInfo", "affiliation", "publicationStatus", "pubModel",
    "investigatorList", "chemicalList", "subsetList", "fullTextUrlList", "isOpenAccess", "inEPMC", "inPMC", "hasPDF",
    "hasBook", "hasSuppl", "citedByCount", "hasData", "hasReferences", "hasTextMinedTerms", "hasDbCrossReferences",
    "dbCrossReferenceList", "hasLabsLinks", "license", "hasEvaluations", "authMan", "epmcAuthMan", "nihAuthMan",
    "manuscriptId", "hasTMAccessionNumbers", "tmAccessionTypeList", "dateOfCompletion", "dateOfCreation",
    "firstIndexDate", "fullTextReceivedDate", "electronicPublicationDate", "firstPublicationDate", "embargoDate",
    "commentCorrection", "patentDetails", "suppMeshList", "geneSymbolList", "versionList", "issue", "journalVolume",
    "journalIssn", "hasVersions", "publisherLicense", "hasPreprint",
})  # fmt: skip
HEADING = re.compile(r"<h4>(.*?)</h4>", re.I | re.S)
MARKED_BY: dict[str, Integrity] = {
    "retraction in": "retracted",
    "retracted and republished in": "retracted",
    "expression of concern in": "concern",
}
MARKS: dict[str, Integrity] = {"retraction of": "retracted", "expression of concern for": "concern"}
CORRECTS = frozenset({
    "erratum for", "update of", "corrected and republished from", "retracted and republished from", "republished from",
    *MARKS,
})  # fmt: skip


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One article for each result, with what it says about others; patents are skipped.

    Raises `SourceError` where the JSON breaks off, after yielding the complete results before that place.
    """
    tally = Tally() if tally is None else tally
    for found in objects(Path(path), "result"):
        if isinstance(found, DuplicateError):
            tally.skipped[f"the key {found} stands twice"] += 1
        elif found.get("source") == "PAT":
            tally.skipped["patent"] += 1
        elif "resultList" in found or not USED.intersection(found):
            tally.skipped["not a result of the core kind"] += 1
        else:
            yield from result(found, tally)


def result(found: JsonObject, tally: Tally) -> Iterator[Record]:
    """The article of one result, then what it says about others."""
    draft = Draft(NAME)
    try:
        fill(found, draft)
    except MalformedError as error:
        tally.skipped[str(error)] += 1
        return
    for key in found:
        if key in UNUSED:
            tally.ignored[key] += 1
        elif key not in USED:
            tally.unknown[key] += 1
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)
    for said in draft.remarks:
        yield tally.count(said)


def fill(found: JsonObject, draft: Draft) -> None:
    """Put each field where it belongs."""
    draft.pmid = pmid_in(text(found, "pmid")) or (pmid_in(text(found, "id")) if found.get("source") == "MED" else None)
    draft.pmcid = pmcid_in(text(found, "pmcid"))
    draft.doi = doi_in(text(found, "doi"))
    draft.title = plain(text(found, "title"))
    draft.abstract = abstract(text(found, "abstractText"))
    draft.authors = authors(found)
    info = inner(found, "journalInfo")
    draft.journal = text(inner(info, "journal"), "title") or text(found, "journalTitle") or None
    if draft.journal is None and found.get("source") == "PPR":
        draft.journal = text(inner(found, "bookOrReportDetails"), "publisher") or None
    draft.year = year_in(text(found, "pubYear")) or year_in(text(info, "yearOfPublication"))
    draft.language = language_of(text(found, "language"))
    kinds = strings(inner(found, "pubTypeList"), "pubType") or strings(found, "pubType")
    draft.publication_types = [kind[:1].upper() + kind[1:] for kind in kinds]
    if found.get("source") == "PPR" and "Preprint" not in draft.publication_types:
        draft.publication_types.append("Preprint")
    if "retracted publication" in (kind.lower() for kind in kinds):
        draft.mark("retracted")
    draft.keywords = strings(inner(found, "keywordList"), "keyword")
    draft.mesh = [heading(one) for one in each(inner(found, "meshHeadingList"), "meshHeading")]
    draft.funders = [text(one, "agency") for one in each(inner(found, "grantsList"), "grant") if text(one, "agency")]
    draft.version = text(found, "dateOfRevision") or text(found, "versionNumber") or None
    draft.registrations = list(registrations.in_abstract(draft.abstract))
    for other in each(inner(found, "commentCorrectionList"), "commentCorrection"):
        relate(other, draft)


def abstract(html: str) -> list[Section]:
    """Split at its headings; else as any abstract in one piece."""
    parts = HEADING.split(html)
    if len(parts) < 3:
        return sections(plain(html))
    found = [Section(label="abstract", text=plain(parts[0]))]
    found += [
        Section(label=plain(label).strip(" :.").lower() or "abstract", text=plain(part))
        for label, part in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return [section for section in found if section.text]


def authors(found: JsonObject) -> list[str]:
    """In MEDLINE style; the list where there is one, else the line of names."""
    listed = [
        text(one, "fullName") or text(one, "collectiveName") for one in each(inner(found, "authorList"), "author")
    ]
    named = [name for name in listed if name]
    return named or [name.strip(" .") for name in text(found, "authorString").split(",") if name.strip(" .")]


def heading(one: JsonObject) -> str:
    """As MEDLINE prints it: "Asthma/*drug therapy"."""
    parts = [(text(one, "majorTopic_YN"), text(one, "descriptorName"))]
    for qualifier in each(inner(one, "meshQualifierList"), "meshQualifier"):
        parts.append((text(qualifier, "majorTopic_YN"), text(qualifier, "qualifierName")))
    return "/".join(("*" if major == "Y" else "") + name for major, name in parts)


def relate(other: JsonObject, draft: Draft) -> None:
    """What the result says about another one."""
    kind, number = text(other, "type").lower(), text(other, "id")
    named = Identifiers(pmid=pmid_in(number)) if text(other, "source") in ("MED", "") else None
    if kind in MARKED_BY:
        draft.mark(MARKED_BY[kind])
    if named is None or named.pmid is None:
        return
    if kind in CORRECTS:
        draft.corrects.append(f"pmid:{named.pmid}")
    if kind in MARKS:
        draft.remarks.append(Notice(source=NAME, identifiers=named, integrity=MARKS[kind], nature=kind))
    elif kind == "preprint of" and draft.doi:
        draft.remarks.append(Link(first=Identifiers(doi=draft.doi), second=named, same="article"))


def fetch(
    query: str, into: Path, *, client: Client | None = None, service: str = SERVICE, page: int = PAGE
) -> Iterator[Path]:
    """Search, and save each page of core results as a file in `into`; yields the files as they are complete.

    Raises `FetchError` if the service does not answer as documented, or gives fewer results than it counted.
    """
    client = client or Client()
    cursor: str | None = "*"
    number = seen = 0
    while cursor is not None:
        asked = {
            "query": query, "resultType": "core", "format": "json", "pageSize": str(page), "cursorMark": cursor,
        }  # fmt: skip
        answer = client.get(f"{service}/search", asked, whole=Answer.json)
        results, following, hits = page_of(answer)
        seen += len(results)
        if results:
            number += 1
            yield save(answer.content, into / page_name(NAME, query, number, "json"))
        cursor = following if results and following != cursor else None
    if seen < hits:
        raise answer.unexpected(f"results end after {seen} of {hits}; ask again")


def page_of(answer: Answer) -> tuple[list[Any], str | None, int]:
    """Results, the cursor of the next page, the number of hits."""
    body = answer.json()
    within = body.get("resultList")
    results = within.get("result") if isinstance(within, dict) else None
    following, hits = body.get("nextCursorMark"), body.get("hitCount")
    if not isinstance(results, list) or not isinstance(hits, int):
        raise answer.unexpected("it holds no list of results, or no count")
    return results, following if isinstance(following, str) and following else None, hits


def fetch_full_text(pmcid: str, into: Path, *, client: Client | None = None, service: str = SERVICE) -> Path:
    """Save the JATS full text of an open-access article. Raises `FetchError`, also if it is not open."""
    answer = (client or Client()).get(f"{service}/{pmcid}/fullTextXML", whole=closed)
    return save(answer.content, into / f"{pmcid}.xml")


def closed(answer: Answer) -> None:
    """Raise `IncompleteError` for a full text that breaks off."""
    if not answer.content.rstrip().endswith(b"</article>"):
        raise IncompleteError("the full text breaks off before </article>")
