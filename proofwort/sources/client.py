"""One polite way to ask a public service: not too often, again after a failure that may pass, and never for ever."""

from __future__ import annotations

import email.utils
import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx

from proofwort.errors import FetchError

T = TypeVar("T")
PASSING = frozenset({408, 429, 500, 502, 503, 504})  # states of a service that may be gone at the next try
LONGEST_WAIT = 600.0  # seconds; a service that asks for more is left alone
SECRET = frozenset({"api_key", "email"})


class IncompleteError(Exception):
    """An answer was cut off; asking again may help."""


@dataclass(frozen=True)
class Answer:
    """What a service said. `asked` is the address without keys, for messages."""

    asked: str
    status: int
    content: bytes

    def json(self) -> dict[str, Any]:
        """The answer as an object; raises `IncompleteError` if it is none."""
        try:
            found = json.loads(self.content)
        except ValueError as error:
            raise IncompleteError(f"the JSON is cut off or damaged ({error})") from error
        if not isinstance(found, dict):
            raise self.unexpected("it is not an object")
        return found

    def unexpected(self, what: str) -> FetchError:
        """The error for an answer that is complete and yet not as documented."""
        return FetchError(f"{self.asked}: the answer is not as documented: {what}.")


@dataclass
class Client:
    """Sends at most `per_second` requests a second and tries each up to `tries` times, waiting longer every time.

    Between tries it waits what the service asks for (Retry-After), else 1, 2, 4 … seconds with some chance in it.
    `wait` and `clock` stand in for real time in tests.
    """

    per_second: float = 3.0
    tries: int = 6
    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            timeout=httpx.Timeout(120.0, connect=20.0), follow_redirects=True, headers={"User-Agent": "proofwort"}
        )
    )
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=0.0, init=False)

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        post: bool = False,
        whole: Callable[[Answer], object] = lambda _: None,
    ) -> Answer:
        """The answer to a request; `whole` raises `IncompleteError` for one that was cut off. Raises `FetchError`."""
        asked = shown(url, params)
        sent = {"data": dict(params or {})} if post else {"params": dict(params or {})}

        def once() -> Answer:
            self.pace()
            response = self.http.request("POST" if post else "GET", url, **sent)  # type: ignore[arg-type]  # by `post`
            refuse(response, asked)
            answer = Answer(asked, response.status_code, response.content)
            whole(answer)
            return answer

        return self.retrying(once, asked)

    def download(self, url: str, target: Path, md5: str) -> Path:
        """Save a large file, going on where an earlier try broke off, and compare its checksum.

        The part that is there so far stands beside the target as `….part`; the target appears when it is right.
        """
        if target.exists() and checksum(target) == md5:
            return target
        part = target.with_name(target.name + ".part")
        for _ in range(2):
            self.retrying(lambda: self.append(url, part), url)
            if checksum(part) == md5:
                part.replace(target)
                return target
            part.unlink()
        raise FetchError(
            f"{url}: the checksum was wrong twice. The file on the server or the way to it is damaged; try again later."
        )

    def append(self, url: str, part: Path) -> None:
        """Fetch what is missing of a file. Raises like `get`'s request does."""
        self.pace()
        start = part.stat().st_size if part.exists() else 0
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        with self.http.stream("GET", url, headers=headers) as response:
            if response.status_code == 416:  # nothing is missing
                return
            if response.is_error:
                response.read()
            refuse(response, url)
            resumed = response.status_code == 206 and response.headers.get("Content-Range", "").startswith(
                f"bytes {start}-"
            )
            with writing(part), part.open("ab" if resumed else "wb") as out:
                for block in response.iter_raw():
                    out.write(block)

    def retrying(self, once: Callable[[], T], asked: str) -> T:
        """Do it until it works, at most `tries` times."""
        delay = 1.0
        for tried in range(1, self.tries + 1):
            try:
                return once()
            except (httpx.TransportError, IncompleteError, PassingError) as error:
                pause = error.pause if isinstance(error, PassingError) and error.pause is not None else None
                if tried == self.tries or (pause or 0.0) > LONGEST_WAIT:
                    raise FetchError(
                        f"{asked}: {describe(error)}, after {tried} tries. What was saved is kept; try again later."
                    ) from error
                self.wait(pause if pause is not None else delay * random.uniform(0.75, 1.25))
                delay = min(delay * 2, 60.0)
            except httpx.HTTPError as error:
                raise FetchError(f"{asked}: {describe(error)}. Check the address.") from error
        raise AssertionError("the loop returns or raises")

    def pace(self) -> None:
        """Wait until the next request may be sent."""
        now = self.clock()
        if now < self._next:
            self.wait(self._next - now)
        self._next = max(now, self._next) + 1.0 / self.per_second


class PassingError(Exception):
    """The service is busy or broken for now; `pause` is how many seconds it asks to be left alone."""

    def __init__(self, message: str, pause: float | None) -> None:
        super().__init__(message)
        self.pause = pause


def refuse(response: httpx.Response, asked: str) -> None:
    """Raise for an answer that is an error: `PassingError`, or `FetchError` where asking again cannot help."""
    if not response.is_error:
        return
    said = " ".join(response.text.split())[:200]
    if response.status_code in PASSING:
        raise PassingError(f"the service answered {response.status_code} {said}".strip(), pause(response))
    raise FetchError(f"{asked}: the service answered {response.status_code} {said}. Check the query and the address.")


def pause(response: httpx.Response) -> float | None:
    """Seconds to wait by the Retry-After header, which holds seconds or a date (RFC 9110, section 10.2.3)."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def describe(error: Exception) -> str:
    """An error in a few words, also where the library gives none."""
    return str(error) or type(error).__name__


def shown(url: str, params: Mapping[str, str] | None) -> str:
    """The address for messages, without keys and with long values cut."""
    words = [f"{key}={value[:80]}" for key, value in (params or {}).items() if key not in SECRET]
    return f"{url}?{'&'.join(words)}" if words else url


def checksum(path: Path) -> str:
    """The MD5 of a file (that is what the servers publish)."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tells a failure to write (a full disk, a missing folder) as a `FetchError`."""
    try:
        yield
    except OSError as error:
        raise FetchError(
            f"{path}: cannot be written: {error.strerror or error}. What was saved before it is kept."
        ) from error


def save(content: bytes, path: Path) -> Path:
    """Write a file beside its place, then put it there whole."""
    part = path.with_name(path.name + ".part")
    with writing(path):
        part.write_bytes(content)
        part.replace(path)
    return path


def page_name(source: str, query: str, number: int, ending: str) -> str:
    """The file name of one page of answers; one query always gives the same names."""
    digest = hashlib.sha256(query.encode()).hexdigest()[:8]
    return f"{source}-{digest}-{number:05}.{ending}"
