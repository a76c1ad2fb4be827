"""ClinicalTrials.gov, API version 2: one study, a page of studies, an array of them, or one study a line.

The fields are described at https://clinicaltrials.gov/data-api/about-api/study-data-structure
A registered trial is not an article. It comes as one whose publication type says which of two kinds it is: without
posted results (`REGISTERED`, which is evidence of nothing but the plan) or with them (`WITH_RESULTS`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proofwort.model import Identifiers
from proofwort.sources import clinicaltrials_text, registrations
from proofwort.sources.client import Answer, Client, page_name, save
from proofwort.sources.draft import Draft
from proofwort.sources.json_fields import MalformedError, each, inner, strings, text
from proofwort.sources.json_items import DuplicateError, JsonObject, objects
from proofwort.sources.records import Link, Record
from proofwort.sources.tally import Tally
from proofwort.sources.text import plain, pmid_in, year_in

NAME = "clinicaltrials"
REGISTERED = "Registered trial without results"
WITH_RESULTS = "Registered trial with results"
SERVICE = "https://clinicaltrials.gov/api/v2"
PAGE = 1000  # the service gives no more at once
USED = frozenset({
    "identificationModule", "statusModule", "sponsorCollaboratorsModule", "descriptionModule", "conditionsModule",
    "designModule", "armsInterventionsModule", "outcomesModule", "eligibilityModule", "contactsLocationsModule",
    "referencesModule",
})  # fmt: skip
UNUSED = frozenset({"oversightModule", "ipdSharingStatementModule"})
SECTIONS_USED = frozenset({"protocolSection", "resultsSection", "derivedSection", "hasResults"})
SECTIONS_UNUSED = frozenset({"documentSection", "annotationSection"})


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One article for each study, with links to the articles that its investigators name as its results.

    Raises `SourceError` where the JSON breaks off, after yielding the complete studies before that place.
    """
    tally = Tally() if tally is None else tally
    for found in objects(Path(path), "studies"):
        if isinstance(found, DuplicateError):
            tally.skipped[f"the key {found} stands twice"] += 1
        elif "FullStudiesResponse" in found:
            tally.skipped["answer of the old API, which was closed in 2024; fetch it again from version 2"] += 1
        elif not isinstance(found.get("protocolSection"), dict):
            tally.skipped["not a study (it has no protocolSection)"] += 1
        else:
            yield from study(found, tally)


def study(found: JsonObject, tally: Tally) -> Iterator[Record]:
    """The article of one study, then its links."""
    draft = Draft(NAME)
    try:
        fill(found, draft)
        links = list(reports(found["protocolSection"], draft))
    except MalformedError as error:
        tally.skipped[str(error)] += 1
        return
    for key in found.keys() - SECTIONS_USED:
        (tally.ignored if key in SECTIONS_UNUSED else tally.unknown)[key] += 1
    for key in found["protocolSection"].keys() - USED:
        (tally.ignored if key in UNUSED else tally.unknown)[key] += 1
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)
        for link in links:
            yield tally.count(link)


def fill(found: JsonObject, draft: Draft) -> None:
    """Put each field where it belongs."""
    protocol = found["protocolSection"]
    named = inner(protocol, "identificationModule")
    status = inner(protocol, "statusModule")
    posted = inner(found, "resultsSection")
    draft.title = plain(text(named, "officialTitle") or text(named, "briefTitle"))
    draft.registrations = numbers(named)
    draft.publication_types = [WITH_RESULTS if posted else REGISTERED]
    draft.year = year_in(text(inner(status, "resultsFirstPostDateStruct"), "date")) if posted else None
    draft.year = draft.year or year_in(text(inner(status, "studyFirstPostDateStruct"), "date"))
    draft.year = draft.year or year_in(text(status, "studyFirstSubmitDate"))
    draft.version = text(inner(status, "lastUpdatePostDateStruct"), "date") or None
    draft.abstract = list(clinicaltrials_text.plan(protocol))
    draft.body = list(clinicaltrials_text.results(posted))
    draft.keywords = strings(inner(protocol, "conditionsModule"), "keywords")
    sponsors = inner(protocol, "sponsorCollaboratorsModule")
    payers = [inner(sponsors, "leadSponsor"), *each(sponsors, "collaborators")]
    draft.funders = [text(payer, "name") for payer in payers if text(payer, "name")]
    draft.authors = [
        text(one, "name").split(",")[0]
        for one in each(inner(protocol, "contactsLocationsModule"), "overallOfficials")
        if text(one, "name")
    ]
    derived = inner(found, "derivedSection")
    for module in ("conditionBrowseModule", "interventionBrowseModule"):
        draft.mesh += [text(one, "term") for one in each(inner(derived, module), "meshes") if text(one, "term")]


def numbers(named: JsonObject) -> list[str]:
    """The NCT number, then those of other registries among the secondary identifiers."""
    found = [text(named, "nctId")] if text(named, "nctId") else []
    for other in each(named, "secondaryIdInfos"):
        written = text(other, "id")
        if text(other, "type") == "EUDRACT_NUMBER":
            written = f"EudraCT {written}"
        found += registrations.found_in(written)
    return found


def reports(protocol: JsonObject, draft: Draft) -> Iterator[Link]:
    """The articles that the investigators gave as results; those found by machine or given as background are not."""
    for one in each(inner(protocol, "referencesModule"), "references"):
        number = pmid_in(text(one, "pmid"))
        if text(one, "type") == "RESULT" and number and draft.registrations:
            yield Link(
                first=Identifiers(registrations=tuple(draft.registrations[:1])),
                second=Identifiers(pmid=number),
                same="investigation",
            )


def fetch(
    query: str, into: Path, *, client: Client | None = None, service: str = SERVICE, page: int = PAGE
) -> Iterator[Path]:
    """Search by `query.term`, and save each page of studies as a file in `into`; yields the files as they are complete.

    Raises `FetchError` if the service does not answer as documented, or gives fewer studies than it counted.
    """
    client = client or Client()
    token: str | None = None
    number = seen = total = 0
    while number == 0 or token is not None:
        asked = {"query.term": query, "pageSize": str(page), "format": "json", "countTotal": "true"}
        answer = client.get(f"{service}/studies", asked | ({"pageToken": token} if token else {}), whole=Answer.json)
        body = answer.json()
        studies, token = body.get("studies"), body.get("nextPageToken")
        if not isinstance(studies, list) or not isinstance(token, str | None):
            raise answer.unexpected("it holds no list of studies, or a strange page token")
        if isinstance(body.get("totalCount"), int):
            total = body["totalCount"]
        seen += len(studies)
        number += 1
        if studies:
            yield save(answer.content, into / page_name(NAME, query, number, "json"))
    if seen < total:
        raise answer.unexpected(f"studies end after {seen} of {total}; ask again")
