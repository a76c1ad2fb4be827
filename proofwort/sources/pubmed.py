"""PubMed and MEDLINE XML: baseline files, daily update files, EFetch answers; gzipped or plain.

The format is described at https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
An update file holds new records, revised ones (the whole record again, with a later DateRevised) and, in
DeleteCitation, the PMIDs that were withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from proofwort.model import Identifiers, Integrity, Section
from proofwort.sources import registrations
from proofwort.sources.draft import Draft
from proofwort.sources.markup import elements
from proofwort.sources.opening import head
from proofwort.sources.records import Deletion, Link, Notice, Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, flatten, language_of, pmcid_in, pmid_in, squash, year_in

NAME = "pubmed"
ROOTS = frozenset({"PubmedArticleSet", "PubmedArticle", "MedlineCitationSet", "MedlineCitation", "DeleteCitation"})
TAGS = ("PubmedArticle", "DeleteCitation", "PubmedBookArticle")
OLD_TAGS = ("MedlineCitation", "DeleteCitation")  # the licensees' files of before 2017 had no PubmedArticle
REGISTRIES = frozenset({
    "ClinicalTrials.gov", "ISRCTN", "EudraCT", "ANZCTR", "ChiCTR", "CRiS", "CTRI", "DRKS", "IRCT", "JapicCTI", "JMACCT",
    "jRCT", "JPRN", "LBCTR", "NTR", "PACTR", "PHRR", "ReBec", "REPEC", "RPCEC", "SLCTR", "TCTR", "UMIN CTR", "UMIN-CTR",
})  # fmt: skip
UNUSED = frozenset({
    "DateCompleted", "DateCreated", "Pagination", "MedlineJournalInfo", "ChemicalList", "SupplMeshList", "CitationSubset",
    "GeneSymbolList", "NumberOfReferences", "PersonalNameSubjectList", "OtherID", "SpaceFlightMission",
    "InvestigatorList", "GeneralNote", "CoiStatement", "History", "PublicationStatus", "ReferenceList", "ObjectList",
})  # fmt: skip
# What a CommentsCorrections entry says of this record …
MARKED_BY: dict[str, Integrity] = {
    "RetractionIn": "retracted",
    "RetractedandRepublishedIn": "retracted",
    "ExpressionOfConcernIn": "concern",
}
# … and of the record that it names.
MARKS: dict[str, Integrity] = {"RetractionOf": "retracted", "ExpressionOfConcernFor": "concern"}
CORRECTS = frozenset({
    "ErratumFor", "RetractionOf", "ExpressionOfConcernFor", "UpdateOf", "CorrectedandRepublishedFrom",
    "RetractedandRepublishedFrom", "RepublishedFrom",
})  # fmt: skip
PREPRINT = "Preprint"


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """Articles as they stand in the file, deletions, and the notices that retractions in it amount to.

    Raises `SourceError` where the file breaks off, after yielding everything before that place.
    """
    tally = Tally() if tally is None else tally
    path = Path(path)
    old = b"<MedlineCitationSet" in head(path)
    for element in elements(path, OLD_TAGS if old else TAGS, ROOTS):
        if element.tag == "DeleteCitation":
            yield from deletions(element, tally)
        elif element.tag == "PubmedBookArticle":
            tally.skipped["book, not an article"] += 1
        else:
            yield from citation([element] if old else element, tally)


def deletions(element: etree._Element, tally: Tally) -> Iterator[Record]:
    """The withdrawn PMIDs."""
    for child in element:
        pmid = pmid_in(child.text) if child.tag == "PMID" else None
        if pmid:
            yield tally.count(Deletion(pmid=pmid, version=child.get("Version")))
        else:
            tally.skipped["deletion without a PMID"] += 1


def citation(record: etree._Element | list[etree._Element], tally: Tally) -> Iterator[Record]:
    """One article, followed by what it says about others."""
    draft = Draft(NAME)
    said: list[Record] = []
    for part in record:
        if part.tag == "MedlineCitation":
            walk(part, CITATION, draft, tally)
            said = remarks(part, draft)
        elif part.tag == "PubmedData":
            walk(part, DATA, draft, tally)
        elif isinstance(part.tag, str):
            tally.unknown[part.tag] += 1
    if not draft.registrations:
        draft.registrations.extend(registrations.own(draft.abstract))
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)
    for record_ in said:
        yield tally.count(record_)


Handler = Callable[[etree._Element, Draft], None]


def walk(parent: etree._Element, handlers: dict[str, Handler], draft: Draft, tally: Tally) -> None:
    """Hand every child to its handler; count the others."""
    for child in parent:
        tag = child.tag
        handler = handlers.get(tag)
        if handler is not None:
            handler(child, draft)
        elif tag in UNUSED:
            tally.ignored[tag] += 1
        elif isinstance(tag, str):
            tally.unknown[tag] += 1
    if handlers is CITATION:
        inner = parent.find("Article")
        if inner is not None:
            walk(inner, ARTICLE, draft, tally)


def pmid(element: etree._Element, draft: Draft) -> None:
    draft.pmid = pmid_in(element.text)
    draft.version = element.get("Version", "1") + (f" {draft.version}" if draft.version else "")


def revised(element: etree._Element, draft: Draft) -> None:
    year, month, day = (element.findtext(part, "") for part in ("Year", "Month", "Day"))
    draft.version = f"{draft.version or '1'} {year}-{month:>02}-{day:>02}"


def skip(element: etree._Element, draft: Draft) -> None:
    """Handled elsewhere."""


def journal(element: etree._Element, draft: Draft) -> None:
    for child in element:
        if child.tag == "Title":
            draft.journal = squash(child.text or "") or None
        elif child.tag == "ISOAbbreviation":
            draft.journal = draft.journal or squash(child.text or "") or None
        elif child.tag == "JournalIssue":
            for date in child.iterchildren("PubDate"):
                draft.year = next((y for y in map(year_in, (part.text for part in date)) if y), None)


def title(element: etree._Element, draft: Draft) -> None:
    text = flatten(element)
    draft.title = "" if text.strip("[].") in ("Not Available", "In Process Citation") else text


def vernacular(element: etree._Element, draft: Draft) -> None:
    draft.other_title = flatten(element)


def location(element: etree._Element, draft: Draft) -> None:
    if element.get("EIdType") == "doi" and element.get("ValidYN", "Y") == "Y":
        draft.doi = draft.doi or doi_in(element.text)


def abstract(element: etree._Element, draft: Draft) -> None:
    for part in element.iterchildren("AbstractText"):
        text = flatten(part)
        if text:
            draft.abstract.append(Section(label=(part.get("Label") or "abstract").lower(), text=text))


def other_abstract(element: etree._Element, draft: Draft) -> None:
    if not draft.abstract and element.get("Language", "eng") == "eng":
        abstract(element, draft)


def authors(element: etree._Element, draft: Draft) -> None:
    for author in element:
        family = given = ""
        for part in author.iterchildren("LastName", "CollectiveName", "Initials"):
            if part.tag == "Initials":
                given = " " + (part.text or "")
            else:
                family = flatten(part)
        if family:
            draft.authors.append(family + given)


def language(element: etree._Element, draft: Draft) -> None:
    code = language_of(element.text)
    if draft.language is None or code == "eng":
        draft.language = code


def databanks(element: etree._Element, draft: Draft) -> None:
    for bank in element:
        if bank.findtext("DataBankName") in REGISTRIES:
            draft.registrations.extend(squash(number.text or "") for number in bank.iter("AccessionNumber"))


def grants(element: etree._Element, draft: Draft) -> None:
    draft.funders.extend(squash(agency.text or "") for agency in element.iter("Agency") if agency.text)


def types(element: etree._Element, draft: Draft) -> None:
    draft.publication_types.extend(squash(child.text or "") for child in element)
    if "Retracted Publication" in draft.publication_types:
        draft.mark("retracted")


def article_date(element: etree._Element, draft: Draft) -> None:
    if draft.year is None:
        draft.year = year_in(element.findtext("Year"))


def headings(element: etree._Element, draft: Draft) -> None:
    """As MEDLINE prints them: "Asthma/*drug therapy"; the star marks a main topic of the article."""
    for heading in element:
        draft.mesh.append(
            "/".join([("*" if part.get("MajorTopicYN") == "Y" else "") + (part.text or "") for part in heading])
        )


def keywords(element: etree._Element, draft: Draft) -> None:
    for word in element:
        text = flatten(word)
        if text:
            draft.keywords.append(text)


def corrections(element: etree._Element, draft: Draft) -> None:
    for entry in element:
        kind = entry.get("RefType", "")
        if kind in MARKED_BY:
            draft.mark(MARKED_BY[kind])
        elif kind in CORRECTS:
            number = pmid_in(entry.findtext("PMID"))
            if number:
                draft.corrects.append(f"pmid:{number}")


def remarks(part: etree._Element, draft: Draft) -> list[Record]:
    """Notices about retracted articles, and the links between a preprint and its paper."""
    said: list[Record] = []
    for entry in part.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind, number = entry.get("RefType", ""), pmid_in(entry.findtext("PMID"))
        if number is None:
            continue
        if kind in MARKS:
            said.append(Notice(source=NAME, identifiers=Identifiers(pmid=number), integrity=MARKS[kind], nature=kind))
        elif kind == "UpdateIn" and PREPRINT in draft.publication_types and draft.pmid:
            said.append(Link(first=Identifiers(pmid=draft.pmid), second=Identifiers(pmid=number), same="article"))
    return said


def article_ids(element: etree._Element, draft: Draft) -> None:
    for child in element:
        kind = child.get("IdType")
        if kind == "pmc":
            draft.pmcid = pmcid_in(child.text)
        elif kind == "doi":
            draft.doi = draft.doi or doi_in(child.text)
        elif kind == "pubmed":
            draft.pmid = draft.pmid or pmid_in(child.text)


CITATION: dict[str, Handler] = {
    "PMID": pmid,
    "DateRevised": revised,
    "Article": skip,
    "MeshHeadingList": headings,
    "KeywordList": keywords,
    "CommentsCorrectionsList": corrections,
    "OtherAbstract": other_abstract,
}
ARTICLE: dict[str, Handler] = {
    "Journal": journal,
    "ArticleTitle": title,
    "VernacularTitle": vernacular,
    "ELocationID": location,
    "Abstract": abstract,
    "AuthorList": authors,
    "Language": language,
    "DataBankList": databanks,
    "GrantList": grants,
    "PublicationTypeList": types,
    "ArticleDate": article_date,
}
DATA: dict[str, Handler] = {"ArticleIdList": article_ids}
