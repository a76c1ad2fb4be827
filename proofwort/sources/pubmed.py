"""PubMed and MEDLINE XML: baseline files, daily update files, EFetch answers; gzipped or plain.

The format is described at https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
An update file holds new records, revised ones (the whole record again, with a later DateRevised) and, in
DeleteCitation, the PMIDs that were withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml import etree

from proofwort.model import Identifiers, Integrity, Section
from proofwort.sources import registrations
from proofwort.sources.cutting import cut, regular
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
    "DateCompleted", "DateCreated", "Pagination", "MedlineJournalInfo", "ChemicalList", "SupplMeshList", "ObjectList",
    "CitationSubset", "GeneSymbolList", "NumberOfReferences", "PersonalNameSubjectList", "OtherID", "GeneralNote",
    "SpaceFlightMission", "InvestigatorList", "CoiStatement", "History", "PublicationStatus", "ReferenceList",
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

Handler = Callable[[etree._Element, Draft], None]


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """Articles as they stand in the file, deletions, and the notices that retractions in it amount to.

    Raises `SourceError` where the file breaks off, after yielding everything before that place.
    """
    path = Path(path)
    tally = Tally() if tally is None else tally
    start = head(path)
    old = b"<MedlineCitationSet" in start
    found = cut(path, tally) if regular(start) else elements(path, OLD_TAGS if old else TAGS, ROOTS)
    for element in found:
        tag = element.tag
        if tag == "PubmedArticle":
            yield from citation(element, tally)
        elif tag == "MedlineCitation":
            yield from citation([element], tally)
        elif tag == "DeleteCitation":
            yield from deletions(element, tally)
        elif tag == "PubmedBookArticle":
            tally.skipped["book, not an article"] += 1
        else:
            tally.skipped[f"<{tag}>, not an article"] += 1


def deletions(element: etree._Element, tally: Tally) -> Iterator[Record]:
    """The withdrawn PMIDs."""
    for child in element:
        pmid = pmid_in(child.text) if child.tag == "PMID" else None
        if pmid:
            yield tally.count(Deletion(pmid=pmid, version=child.get("Version")))
        else:
            tally.skipped["deletion without a PMID"] += 1


def citation(record: Iterable[etree._Element], tally: Tally) -> Iterator[Record]:
    """One article, followed by what it says about others."""
    draft = Draft(NAME)
    for part in record:
        tag = part.tag
        if tag == "MedlineCitation":
            walk(part, CITATION, draft, tally)
        elif tag == "PubmedData":
            walk(part, DATA, draft, tally)
        elif isinstance(tag, str):
            tally.unknown[tag] += 1
    if not draft.registrations and draft.abstract:
        draft.registrations.extend(registrations.in_abstract(draft.abstract))
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)
    for said in draft.remarks:
        yield tally.count(said)


def walk(parent: etree._Element, handlers: dict[str, Handler], draft: Draft, tally: Tally) -> None:
    """Hand every child to its handler; count the others."""
    ignored = tally.ignored
    for child in parent:
        tag = child.tag
        handler = handlers.get(tag)
        if handler is not None:
            handler(child, draft)
        elif tag in UNUSED:
            ignored[tag] += 1
        elif tag == "Article":
            walk(child, ARTICLE, draft, tally)
        elif isinstance(tag, str):
            tally.unknown[tag] += 1


def _identify(element: etree._Element, draft: Draft) -> None:
    draft.pmid = pmid_in(element.text)
    draft.version = element.get("Version", "1")


def _revised(element: etree._Element, draft: Draft) -> None:
    """Version "1 2026-04-10": the PMID's version, then the day of the last revision."""
    day = "-".join([(part.text or "").rjust(2, "0") for part in element])
    draft.version = f"{draft.version or '1'} {day}"


def _journal(element: etree._Element, draft: Draft) -> None:
    for child in element:
        tag = child.tag
        if tag == "Title":
            draft.journal = squash(child.text or "") or None
        elif tag == "ISOAbbreviation":
            draft.journal = draft.journal or squash(child.text or "") or None
        elif tag == "JournalIssue":
            for part in child.iter("Year", "MedlineDate"):
                draft.year = year_in(part.text)


def _title(element: etree._Element, draft: Draft) -> None:
    text = flatten(element)
    draft.title = "" if text.strip("[].") in ("Not Available", "In Process Citation") else text


def _vernacular(element: etree._Element, draft: Draft) -> None:
    draft.other_title = flatten(element)


def _location(element: etree._Element, draft: Draft) -> None:
    if element.get("EIdType") == "doi" and element.get("ValidYN", "Y") == "Y":
        draft.doi = draft.doi or doi_in(element.text)


def _abstract(element: etree._Element, draft: Draft) -> None:
    for part in element.iterchildren("AbstractText"):
        text = flatten(part)
        if text:
            draft.abstract.append(Section(label=(part.get("Label") or "abstract").lower(), text=text))


def _other_abstract(element: etree._Element, draft: Draft) -> None:
    if not draft.abstract and element.get("Language", "eng") == "eng":
        _abstract(element, draft)


def _authors(element: etree._Element, draft: Draft) -> None:
    """In MEDLINE style, "Peikert A"; the family name (or the group's) always precedes the initials."""
    for part in element.iter("LastName", "CollectiveName", "Initials"):
        if part.tag != "Initials":
            draft.authors.append(part.text if not len(part) and part.text else flatten(part))
        elif draft.authors and part.text:
            draft.authors[-1] += " " + part.text


def _language(element: etree._Element, draft: Draft) -> None:
    code = language_of(element.text)
    if draft.language is None or code == "eng":
        draft.language = code


def _databanks(element: etree._Element, draft: Draft) -> None:
    for bank in element:
        if bank.findtext("DataBankName") in REGISTRIES:
            draft.registrations.extend(squash(number.text or "") for number in bank.iter("AccessionNumber"))


def _grants(element: etree._Element, draft: Draft) -> None:
    draft.funders.extend(squash(agency.text) for agency in element.iter("Agency") if agency.text)


def _types(element: etree._Element, draft: Draft) -> None:
    draft.publication_types += [child.text for child in element if child.text]
    if "Retracted Publication" in draft.publication_types:
        draft.mark("retracted")


def _article_date(element: etree._Element, draft: Draft) -> None:
    if draft.year is None:
        draft.year = year_in(element.findtext("Year"))


def _headings(element: etree._Element, draft: Draft) -> None:
    """As MEDLINE prints them: "Asthma/*drug therapy"; the star marks a main topic of the article."""
    mesh = draft.mesh
    for part in element.iter("DescriptorName", "QualifierName"):
        name = part.text or ""
        if part.get("MajorTopicYN") == "Y":
            name = "*" + name
        if part.tag == "DescriptorName":
            mesh.append(name)
        elif mesh:
            mesh[-1] += "/" + name


def _keywords(element: etree._Element, draft: Draft) -> None:
    draft.keywords += [text for text in map(flatten, element) if text]


def _corrections(element: etree._Element, draft: Draft) -> None:
    for entry in element:
        kind = entry.get("RefType", "")
        if kind in MARKED_BY:
            draft.mark(MARKED_BY[kind])
        elif kind in CORRECTS or kind == "UpdateIn":
            other = pmid_in(entry.findtext("PMID"))
            if other is not None:
                relate(kind, other, draft)


def relate(kind: str, other: str, draft: Draft) -> None:
    """What this record says about the record `other`: it corrects it, marks it, or is its preprint."""
    if kind in CORRECTS:
        draft.corrects.append(f"pmid:{other}")
    if kind in MARKS:
        draft.remarks.append(
            Notice(source=NAME, identifiers=Identifiers(pmid=other), integrity=MARKS[kind], nature=kind)
        )
    elif kind == "UpdateIn" and "Preprint" in draft.publication_types and draft.pmid:
        draft.remarks.append(Link(first=Identifiers(pmid=draft.pmid), second=Identifiers(pmid=other), same="article"))


def _article_ids(element: etree._Element, draft: Draft) -> None:
    for child in element:
        kind = child.get("IdType")
        if kind == "pmc":
            draft.pmcid = pmcid_in(child.text)
        elif kind == "doi":
            draft.doi = draft.doi or doi_in(child.text)
        elif kind == "pubmed":
            draft.pmid = draft.pmid or pmid_in(child.text)


CITATION: dict[str, Handler] = {
    "PMID": _identify,
    "DateRevised": _revised,
    "MeshHeadingList": _headings,
    "KeywordList": _keywords,
    "CommentsCorrectionsList": _corrections,
    "OtherAbstract": _other_abstract,
}
ARTICLE: dict[str, Handler] = {
    "Journal": _journal,
    "ArticleTitle": _title,
    "VernacularTitle": _vernacular,
    "ELocationID": _location,
    "Abstract": _abstract,
    "AuthorList": _authors,
    "Language": _language,
    "DataBankList": _databanks,
    "GrantList": _grants,
    "PublicationTypeList": _types,
    "ArticleDate": _article_date,
}
DATA: dict[str, Handler] = {"ArticleIdList": _article_ids}
