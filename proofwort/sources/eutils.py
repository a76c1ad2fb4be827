"""E-utilities, PubMed's search service: ESearch with the answer kept at the server, then EFetch page by page.

Documented at https://www.ncbi.nlm.nih.gov/books/NBK25499/ (parameters) and NBK25497 (3 requests a second, 10 with an
API key). ESearch reaches no further than the first 10,000 hits in PubMed, so larger answers are asked for by the day on
which records came in (EDAT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from proofwort.errors import FetchError
from proofwort.sources.client import Answer, Client, IncompleteError, page_name, save

SERVICE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
REACH = 9_999  # hits of one search that EFetch can get at
PAGE = 500
FIRST_DAY = date(1900, 1, 1)
RECORD = re.compile(rb"<Pubmed(?:Book)?Article\b")
SAID = re.compile(rb"<(?:ERROR|OutputMessage)>(.*?)</", re.S)


@dataclass(frozen=True)
class Hits:
    """A search whose answer the server keeps for some hours."""

    count: int
    environment: str
    key: str


@dataclass(frozen=True)
class Asker:
    """Where to ask, and who asks."""

    client: Client
    service: str
    common: dict[str, str]

    def search(self, query: str, since: date | None = None, until: date | None = None) -> Hits:
        """ESearch, all hits or those that came in between two days. Raises `FetchError`."""
        asked = {"term": query, "retmode": "json", "retmax": "0", "usehistory": "y"}
        if since and until:
            asked |= {"datetype": "edat", "mindate": f"{since:%Y/%m/%d}", "maxdate": f"{until:%Y/%m/%d}"}
        answer = self.client.get(f"{self.service}/esearch.fcgi", asked | self.common, post=True, whole=Answer.json)
        return hits(answer, answer.json())

    def slices(self, query: str) -> Iterator[Hits]:
        """The search, or as many searches by day as it takes to reach every hit."""
        whole = self.search(query)
        if whole.count <= REACH:
            yield whole
            return
        spans = [(FIRST_DAY, date.today() + timedelta(days=1))]
        while spans:
            since, until = spans.pop()
            part = self.search(query, since, until)
            if part.count <= REACH:
                yield part
            elif since == until:
                raise FetchError(f"{query}: {part.count} records came in on {since}, too many to ask for; narrow it.")
            else:
                middle = since + (until - since) // 2
                spans += [(middle + timedelta(days=1), until), (since, middle)]

    def page(self, found: Hits, start: int, size: int) -> Answer:
        """EFetch: the records from `start` on. Raises `FetchError`."""
        asked = {
            "WebEnv": found.environment, "query_key": found.key, "retstart": str(start), "retmax": str(size),
            "retmode": "xml",
        }  # fmt: skip
        return self.client.get(f"{self.service}/efetch.fcgi", asked | self.common, whole=whole_set)


def hits(answer: Answer, body: dict[str, Any]) -> Hits:
    """What ESearch says. Raises `FetchError` for an error it reports, or an answer of another shape."""
    found = body.get("esearchresult")
    if not isinstance(found, dict):
        raise answer.unexpected(f"no esearchresult, but {str(body)[:200]}")
    if "ERROR" in found:
        raise FetchError(f"{answer.asked}: the service says: {found['ERROR']}. Check the query.")
    try:
        return Hits(count=int(found["count"]), environment=str(found["webenv"]), key=str(found["querykey"]))
    except (KeyError, TypeError, ValueError) as error:
        raise answer.unexpected(f"count, webenv or querykey is missing ({error})") from error


def whole_set(answer: Answer) -> None:
    """Raise `IncompleteError` for a set of records that breaks off, `FetchError` for a message in its place."""
    if answer.content.rstrip().endswith(b"</PubmedArticleSet>"):
        return
    if b"<PubmedArticleSet" in answer.content[:2000]:
        raise IncompleteError("the answer breaks off before </PubmedArticleSet>")
    said = SAID.search(answer.content)
    message = said[1].decode(errors="replace") if said else answer.content[:200].decode(errors="replace")
    raise FetchError(f"{answer.asked}: the service says: {message.strip()}. Search again.")


def fetch(
    query: str,
    into: Path,
    *,
    api_key: str | None = None,
    email: str | None = None,
    client: Client | None = None,
    service: str = SERVICE,
    page: int = PAGE,
) -> Iterator[Path]:
    """Search PubMed, and save the records, `page` to a file, in `into`; yields the files as they are complete.

    Raises `FetchError` if the service does not answer as documented, or (at the end) delivered fewer records than it
    had counted.
    """
    common = {"db": "pubmed", "tool": "proofwort"}
    common |= {name: value for name, value in (("api_key", api_key), ("email", email)) if value}
    asker = Asker(client or Client(per_second=10 if api_key else 3), service, common)
    number = counted = delivered = 0
    for found in asker.slices(query):
        counted += found.count
        for start in range(0, found.count, page):
            answer = asker.page(found, start, page)
            delivered += len(RECORD.findall(answer.content))
            number += 1
            yield save(answer.content, into / page_name("pubmed", query, number, "xml"))
    if delivered < counted:
        raise FetchError(
            f"{query}: {counted} records were found but {delivered} delivered. All that came is saved; "
            "ask again to see whether the rest comes."
        )
