"""The clients against a local server that behaves like the real ones: paging, limits, errors, cut answers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from proofwort.errors import FetchError
from proofwort.model import Article
from proofwort.sources import clinicaltrials, europepmc, eutils, pubmed, pubmed_files, read_any
from proofwort.sources.client import Client
from tests.sources import service as services
from tests.sources.samples import citation
from tests.sources.samples import jats as full_text
from tests.sources.samples import pubmed as pubmed_xml
from tests.sources.service import Answer, Service, running


class Clock:
    """Time that passes only while someone waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def patient(clock: Clock | None = None, **settings: float) -> Client:
    """A client whose waiting takes no time."""
    clock = clock or Clock()
    client = Client(wait=clock.wait, clock=clock, http=httpx.Client(timeout=5, trust_env=False))
    client.per_second = settings.get("per_second", 1000.0)
    client.tries = int(settings.get("tries", 6))
    return client


def titles(paths: Iterator[Path] | list[Path]) -> list[str | None]:
    """PMIDs (or first registrations) of all articles in the files."""
    articles = [record for path in paths for record in read_any(path) if isinstance(record, Article)]
    return [a.identifiers.pmid or a.identifiers.registrations[0] for a in articles]


# E-utilities.
def test_pubmed_by_search_page_by_page(tmp_path: Path) -> None:
    with running(services.eutils({"2020/01/01": 7})) as service:
        paths = list(eutils.fetch("magnesium", tmp_path, client=patient(), service=service.address, page=3,
                                  api_key="secret", email="a@example.org"))  # fmt: skip
    assert titles(paths) == [str(n) for n in range(1, 8)]
    assert len(paths) == 3
    search, *pages = service.asked
    assert search.params == {"term": "magnesium", "retmode": "json", "retmax": "0", "usehistory": "y", "db": "pubmed",
                         "tool": "proofwort", "api_key": "secret", "email": "a@example.org"}  # fmt: skip
    assert [page.params["retstart"] for page in pages] == ["0", "3", "6"]
    assert {(page.params["WebEnv"], page.params["query_key"]) for page in pages} == {("W", "1")}


def test_no_hits_no_files(tmp_path: Path) -> None:
    with running(services.eutils({})) as service:
        assert list(eutils.fetch("nothing", tmp_path, client=patient(), service=service.address)) == []


def test_more_hits_than_a_search_reaches_are_asked_for_by_day(tmp_path: Path) -> None:
    days = {"1999/12/31": 6_000, "2020/01/01": 6_000, "2020/01/02": 6_000}
    with running(services.eutils(days)) as service:
        paths = eutils.fetch("many", tmp_path, client=patient(), service=service.address, page=3_000)
        assert sum(path.read_bytes().count(b"<PubmedArticle>") for path in paths) == 18_000
    pages = [request.params for request in service.asked if request.path == "/efetch.fcgi"]
    assert len({page["query_key"] for page in pages}) == 3


def test_a_day_with_too_many_hits_is_named(tmp_path: Path) -> None:
    with running(services.eutils({"2020/01/02": 12_000})) as service, pytest.raises(FetchError, match="2020-01-02"):
        list(eutils.fetch("many", tmp_path, client=patient(), service=service.address, page=5_000))


def test_an_error_in_the_search_is_told(tmp_path: Path) -> None:
    with running(Service({".*": lambda *_: services.as_json({"esearchresult": {"ERROR": "Empty term"}})})) as service:
        with pytest.raises(FetchError, match="Empty term"):
            list(eutils.fetch("", tmp_path, client=patient(), service=service.address))
        service.routes[".*"] = lambda *_: services.as_json({"something": "else"})
        with pytest.raises(FetchError, match="not as documented"):
            list(eutils.fetch("x", tmp_path, client=patient(), service=service.address))


def test_a_search_that_the_server_forgot(tmp_path: Path) -> None:
    forgot = b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
    service = services.eutils({"2020/01/01": 2})
    service.routes["/efetch.fcgi"] = lambda *_: Answer(forgot)
    with running(service), pytest.raises(FetchError, match=r"Unable to obtain query #1\. Search again"):
        list(eutils.fetch("x", tmp_path, client=patient(), service=service.address))


def test_records_that_are_not_delivered_are_noticed_after_the_others_are_saved(tmp_path: Path) -> None:
    service = services.eutils({"2020/01/01": 4})
    service.routes["/efetch.fcgi"] = lambda *_: Answer(pubmed_xml(citation("1")).encode())
    with running(service):
        paths = eutils.fetch("x", tmp_path, client=patient(), service=service.address, page=2)
        assert (next(paths).exists(), next(paths).exists()) == (True, True)
        with pytest.raises(FetchError, match="4 records were found but 2 delivered"):
            next(paths)


# Trouble that passes, and trouble that does not.
LIMIT = Answer(b'{"error":"API rate limit exceeded","count":"4","limit":"3"}', 429, {"Retry-After": "2"})
HALF = Answer(pubmed_xml(citation("1")).encode()[:-30])


@pytest.mark.parametrize(
    "trouble", [LIMIT, Answer(b"oops", 500), Answer(status=502), Answer(status=503), Answer(b"x" * 100, cut=True), HALF]
)
def test_trouble_that_passes_is_waited_out(trouble: Answer, tmp_path: Path) -> None:
    service = services.eutils({"2020/01/01": 2})
    with running(service):
        fetch = eutils.fetch("x", tmp_path, client=patient(), service=service.address, page=1)
        first = next(fetch)
        service.troubles = [trouble, trouble]
        assert titles([first, *fetch]) == ["1", "2"]


@pytest.mark.parametrize("trouble", [LIMIT, Answer(b"oops", 500), Answer(b"x" * 100, cut=True), HALF])
def test_trouble_that_stays_ends_with_advice_and_without_the_key(trouble: Answer, tmp_path: Path) -> None:
    service = services.eutils({"2020/01/01": 2})
    with running(service):
        fetch = eutils.fetch("x", tmp_path, client=patient(tries=3), service=service.address, page=1, api_key="secret")
        kept = next(fetch)
        service.troubles = [trouble] * 9
        with pytest.raises(FetchError, match=r"after 3 tries\. What was saved is kept; try again later") as told:
            next(fetch)
    assert "secret" not in str(told.value)
    assert kept.exists()
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_the_wait_is_what_the_service_asks_else_it_doubles() -> None:
    clock = Clock()
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    troubles = [LIMIT, Answer(status=503, headers={"Retry-After": until}), Answer(status=500), Answer(status=500)]
    with running(Service({"/": lambda *_: Answer(b"well")}, troubles)) as service:
        assert patient(clock).get(service.address + "/").content == b"well"
    asked, dated, *doubling = [wait for wait in clock.waits if wait > 0.1]
    assert asked == 2.0
    assert 25 <= dated <= 30
    assert 3 <= doubling[0] <= 5
    assert 6 <= doubling[1] <= 10


def test_a_service_that_asks_for_too_much_patience_is_left_alone() -> None:
    with running(Service({}, [Answer(status=429, headers={"Retry-After": "86400"})])) as service:
        with pytest.raises(FetchError, match="429"):
            patient().get(service.address + "/")
        assert len(service.asked) == 1


def test_a_wrong_question_is_not_repeated() -> None:
    with running(Service({}, [Answer(b"bad query", 400)])) as service:
        with pytest.raises(FetchError, match=r"400 bad query\. Check the query"):
            patient().get(service.address + "/")
        assert len(service.asked) == 1


def test_no_server_at_all() -> None:
    with running(Service({})) as service:
        address = service.address
    with pytest.raises(FetchError, match="after 2 tries"):
        patient(tries=2).get(address + "/")


@pytest.mark.parametrize("rate", [3.0, 10.0])
def test_never_more_requests_a_second_than_allowed(rate: float) -> None:
    clock = Clock()
    client = patient(clock, per_second=rate)
    with running(Service({"/": lambda *_: Answer(b"x")})) as service:
        for _ in range(int(rate) * 2 + 1):
            client.get(service.address + "/")
    assert clock.now - 100 == pytest.approx(2.0)


def test_the_rate_is_ten_with_a_key_and_three_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []

    def watched(per_second: float) -> Client:
        made.append(per_second)
        return patient()

    monkeypatch.setattr(eutils, "Client", watched)
    with running(services.eutils({})) as service:
        list(eutils.fetch("x", tmp_path, service=service.address))
        list(eutils.fetch("x", tmp_path, service=service.address, api_key="k"))
    assert made == [3, 10]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with running(services.europepmc(1)) as service, pytest.raises(FetchError, match="cannot be written"):
        list(europepmc.fetch("x", tmp_path / "missing", client=patient(), service=service.address))


# Europe PMC.
@pytest.mark.parametrize("total", [0, 1, 4, 5])
def test_europe_pmc_by_cursor(total: int, tmp_path: Path) -> None:
    with running(services.europepmc(total)) as service:
        paths = list(europepmc.fetch("magnesium", tmp_path, client=patient(), service=service.address, page=2))
    assert titles(paths) == [str(n) for n in range(1, total + 1)]
    assert service.asked[0].params == {
        "query": "magnesium", "resultType": "core", "format": "json", "pageSize": "2", "cursorMark": "*",
    }  # fmt: skip


def test_europe_pmc_that_ends_too_soon_or_answers_strangely(tmp_path: Path) -> None:
    short = services.as_json({"hitCount": 9, "resultList": {"result": [{"pmid": "1", "title": "T"}]}})
    with running(Service({"/search": lambda *_: short})) as service:
        fetch = europepmc.fetch("x", tmp_path, client=patient(), service=service.address)
        assert next(fetch).exists()
        with pytest.raises(FetchError, match="1 of 9"):
            next(fetch)
        service.routes["/search"] = lambda *_: services.as_json({"errCode": 404, "errMsg": "no"})
        with pytest.raises(FetchError, match="not as documented"):
            list(europepmc.fetch("x", tmp_path, client=patient(), service=service.address))
        service.routes["/search"] = lambda *_: Answer(b'{"hitCount": 3, "resu')
        with pytest.raises(FetchError, match="cut off"):
            list(europepmc.fetch("x", tmp_path, client=patient(), service=service.address))


def test_a_full_text(tmp_path: Path) -> None:
    text = full_text().encode()
    service = Service({"/PMC1/fullTextXML": lambda *_: Answer(text)}, [Answer(text[:-20])])
    with running(service):
        path = europepmc.fetch_full_text("PMC1", tmp_path, client=patient(), service=service.address)
        assert titles([path]) == ["301"]
        with pytest.raises(FetchError, match="404"):
            europepmc.fetch_full_text("PMC2", tmp_path, client=patient(), service=service.address)


# ClinicalTrials.gov.
@pytest.mark.parametrize("total", [0, 1, 4, 5])
def test_clinicaltrials_by_page_token(total: int, tmp_path: Path) -> None:
    with running(services.clinicaltrials(total)) as service:
        paths = list(clinicaltrials.fetch("magnesium", tmp_path, client=patient(), service=service.address, page=2))
    assert titles(paths) == [f"NCT{n:08}" for n in range(total)]
    assert service.asked[0].params == {
        "query.term": "magnesium", "pageSize": "2", "format": "json", "countTotal": "true",
    }  # fmt: skip


def test_clinicaltrials_that_ends_too_soon(tmp_path: Path) -> None:
    short = json.dumps({"studies": [], "totalCount": 3}).encode()
    with running(Service({"/studies": lambda *_: Answer(short)})) as service, pytest.raises(FetchError, match="0 of 3"):
        list(clinicaltrials.fetch("x", tmp_path, client=patient(), service=service.address))


# PubMed's files.
FILES = {f"pubmed26n{n:04}.xml.gz": gzip.compress(pubmed_xml(citation(str(n))).encode(), mtime=0) for n in (1, 2, 3)}


def download(service: Service, into: Path, **options: str) -> list[Path]:
    """All baseline files."""
    return list(pubmed_files.fetch("baseline", into, client=patient(), service=service.address, **options))


def test_the_baseline_with_checksums(tmp_path: Path) -> None:
    with running(services.file_server(FILES)) as service:
        paths = download(service, tmp_path)
        assert [path.name for path in paths] == sorted(FILES)
        assert titles(paths) == ["1", "2", "3"]
        before = len(service.asked)
        assert download(service, tmp_path) == paths
        again = [request.path for request in service.asked[before:] if request.path.endswith(".gz")]
        assert again == [], "files that are right are not fetched again"
        assert [path.name for path in download(service, tmp_path, after="pubmed26n0002.xml.gz")] == [
            "pubmed26n0003.xml.gz"
        ]
    assert all(path.suffix == ".gz" for path in tmp_path.iterdir()), "no parts are left"


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize("size", [10, 10_000])
def test_a_download_goes_on_where_it_broke_off(ranges: bool, size: int, tmp_path: Path) -> None:
    name, content = "pubmed26n0001.xml.gz", FILES["pubmed26n0001.xml.gz"]
    (tmp_path / (name + ".part")).write_bytes(content[:size])
    with running(services.file_server({name: content}, ranges=ranges)) as service:
        (path,) = download(service, tmp_path)
    assert path.read_bytes() == content
    (request,) = [request for request in service.asked if request.path.endswith(".gz")]
    assert request.headers["Range"] == f"bytes={min(size, len(content))}-"


def test_a_connection_that_breaks_within_a_file(tmp_path: Path) -> None:
    name, content = "pubmed26n0001.xml.gz", FILES["pubmed26n0001.xml.gz"]
    service = services.file_server({name: content})
    whole = service.routes[r".*\.gz"]
    cuts = iter([True, False])
    service.routes[r".*\.gz"] = lambda request: cut(whole(request), next(cuts))
    with running(service):
        (path,) = download(service, tmp_path)
    assert path.read_bytes() == content
    ranges = [request.headers.get("Range") for request in service.asked if request.path.endswith(".gz")]
    assert ranges == [None, f"bytes={len(content) // 2}-"]


def cut(answer: Answer, now: bool) -> Answer:
    """The answer, broken off in the middle or whole."""
    answer.cut = now
    return answer


@pytest.mark.parametrize("wrong", [1, 2])
def test_a_wrong_checksum(wrong: int, tmp_path: Path) -> None:
    name, content = "pubmed26n0001.xml.gz", FILES["pubmed26n0001.xml.gz"]
    service = services.file_server({name: content})
    answers = iter([content[:-1] + b"x"] * wrong + [content])
    service.routes[r".*\.gz"] = lambda *_: Answer(next(answers))
    with running(service):
        if wrong == 1:
            assert download(service, tmp_path)[0].read_bytes() == content
        else:
            with pytest.raises(FetchError, match="checksum was wrong twice"):
                download(service, tmp_path)
            assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("route", "message"), [(r"/\w+/", "it lists no pubmed"), (r".*\.md5", "holds no checksum")])
def test_a_server_that_has_changed(route: str, message: str, tmp_path: Path) -> None:
    service = services.file_server(FILES)
    nothing: Callable[..., Answer] = lambda *_: Answer(b"<html></html>")  # noqa: E731
    service.routes[route] = nothing
    with running(service), pytest.raises(FetchError, match=message):
        download(service, tmp_path)


def test_the_fetched_update_files_are_read(tmp_path: Path) -> None:
    content = pubmed_xml(citation("1"), "<DeleteCitation><PMID>9</PMID></DeleteCitation>").encode()
    with running(services.file_server({"pubmed26n1500.xml.gz": gzip.compress(content, mtime=0)})) as service:
        (path,) = pubmed_files.fetch("updatefiles", tmp_path, client=patient(), service=service.address)
    assert len(list(pubmed.read(path))) == 2
