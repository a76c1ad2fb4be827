"""A local server that behaves like the real services, their bad days included."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.sources.samples import citation, core, pubmed, study


@dataclass
class Answer:
    """What the server sends; `cut` sends only the first half but announces the whole."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True)
class Request:
    """What was asked; `params` are those of the address or of the posted form."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


Route = Callable[[Request], Answer]


@dataclass
class Service:
    """Routes by path (a regular expression); `troubles` are answered first, one for each request."""

    routes: dict[str, Route]
    troubles: list[Answer] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    address: str = ""

    def answer(self, request: Request) -> Answer:
        """The answer to one request, which is noted."""
        self.asked.append(request)
        if self.troubles:
            return self.troubles.pop(0)
        for pattern, route in self.routes.items():
            if re.fullmatch(pattern, request.path):
                return route(request)
        return Answer(b"no such thing", 404)


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """The service on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond(dict(parse_qsl(urlsplit(self.path).query)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self.respond(dict(parse_qsl(body)))

        def respond(self, params: dict[str, str]) -> None:
            answer = service.answer(Request(urlsplit(self.path).path, params, dict(self.headers)))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
            if answer.cut:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def as_json(value: Any, **more: Any) -> Answer:
    """A JSON answer."""
    return Answer(json.dumps(value).encode(), headers={"Content-Type": "application/json"}, **more)


def eutils(days: dict[str, int]) -> Service:
    """E-utilities over a PubMed that took in so many records on each day ("2020/01/02")."""
    searches: list[int] = []

    def search(request: Request) -> Answer:
        since, until = request.params.get("mindate", "0"), request.params.get("maxdate", "9")
        searches.append(sum(count for day, count in days.items() if since <= day <= until))
        found = {"count": str(searches[-1]), "webenv": "W", "querykey": str(len(searches))}
        return as_json({"esearchresult": found})

    def fetch(request: Request) -> Answer:
        asked = request.params
        total, start, size = searches[int(asked["query_key"]) - 1], int(asked["retstart"]), int(asked["retmax"])
        if start > 9_998:
            return Answer(b"<eFetchResult><ERROR>retstart is too large</ERROR></eFetchResult>", 400)
        records = [citation(str(n + 1)) for n in range(start, min(total, start + size))]
        return Answer(pubmed(*records).encode())

    return Service({"/esearch.fcgi": search, "/efetch.fcgi": fetch})


def europepmc(total: int) -> Service:
    """Europe PMC's search with cursors; the last page names its own cursor again."""

    def search(request: Request) -> Answer:
        start = 0 if request.params["cursorMark"] == "*" else int(request.params["cursorMark"])
        end = min(total, start + int(request.params["pageSize"]))
        results = [core(pmid=str(n + 1)) for n in range(start, end)]
        return as_json({"hitCount": total, "nextCursorMark": str(end), "resultList": {"result": results}})

    return Service({"/search": search})


def clinicaltrials(total: int) -> Service:
    """ClinicalTrials.gov with page tokens; only the first page counts."""

    def search(request: Request) -> Answer:
        start = int(request.params.get("pageToken", "0"))
        end = min(total, start + int(request.params["pageSize"]))
        page: dict[str, Any] = {"studies": [study(f"NCT{n:08}") for n in range(start, end)]}
        page |= {"nextPageToken": str(end)} if end < total else {}
        return as_json(page | ({} if start else {"totalCount": total}))

    return Service({"/studies": search})


def file_server(files: dict[str, bytes], *, ranges: bool = True) -> Service:
    """PubMed's file server: a listing, the files (in parts, if `ranges`), their checksums."""

    def listing(_: Request) -> Answer:
        links = "".join(f'<a href="{name}">{name}</a> <a href="{name}.md5">{name}.md5</a>\n' for name in files)
        return Answer(f"<html><pre>{links}</pre></html>".encode())

    def checksum(request: Request) -> Answer:
        name = request.path.rpartition("/")[2].removesuffix(".md5")
        digest = hashlib.md5(files[name], usedforsecurity=False).hexdigest()
        return Answer(f"MD5({name})= {digest}\n".encode())

    def file(request: Request) -> Answer:
        content = files[request.path.rpartition("/")[2]]
        if not ranges or "Range" not in request.headers:
            return Answer(content)
        start = int(request.headers["Range"].removeprefix("bytes=").rstrip("-"))
        if start >= len(content):
            return Answer(status=416)
        around = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Answer(content[start:], 206, {"Content-Range": around})

    return Service({r"/\w+/": listing, r".*\.md5": checksum, r".*\.gz": file})
