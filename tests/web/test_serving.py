"""Evidence that is swapped, pages that are kept, bytes that are sent once."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import httpx
import pytest

from proofwort.errors import EvidenceError
from proofwort.web.app import create_app
from proofwort.web.replies import Shelf, reply
from tests.web.conftest import Visitor


@pytest.fixture
def swapped(evidence_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(evidence_path, tmp_path / "evidence.sqlite"))


def swap(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    os.replace(aside, path)


def health(visitor: Visitor) -> dict[str, str | None]:
    found: dict[str, str | None] = visitor.get("/healthz").json()
    return found


def test_without_evidence_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError):
        create_app(tmp_path / "none.sqlite")


def test_broken_evidence_leaves_the_last_good_one(swapped: Path, evidence_path: Path) -> None:
    visitor = Visitor(create_app(swapped))
    release = health(visitor)["release"]
    assert health(visitor)["problem"] is None
    for broken in (b"", b"no evidence at all", evidence_path.read_bytes()[:5000]):
        swap(swapped, broken)
        answer = health(visitor)
        assert answer["release"] == release
        assert answer["problem"]
        assert visitor.get("/evidence/magnesium/migraine").status_code == 200
        assert visitor.get("/evidence/magnesium/asthma.json").status_code == 200
    swapped.unlink()
    assert health(visitor)["release"] == release
    assert visitor.get("/evidence/magnesium/anxiety").status_code == 200
    swap(swapped, evidence_path.read_bytes())
    assert health(visitor)["problem"] is None


def test_a_page_is_the_same_every_time_and_sent_once(visitor: Visitor) -> None:
    first = visitor.get("/evidence/magnesium/migraine")
    again = visitor.get("/evidence/magnesium/migraine")
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    unchanged = visitor.get("/evidence/magnesium/migraine", headers={"if-none-match": first.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_compressed_only_for_those_who_take_it(visitor: Visitor) -> None:
    plain = visitor.get("/method", headers={"accept-encoding": "identity"})
    packed = visitor.get("/method", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert plain.content == packed.content


def test_the_shelf_throws_out_what_was_longest_unused() -> None:
    shelf = Shelf(limit=250)
    for name in ("a", "b"):
        shelf.put((name,), reply(b"x" * 100, "text/plain"))
    assert shelf.get(("a",))
    shelf.put(("c",), reply(b"x" * 100, "text/plain"))
    assert shelf.get(("a",))
    assert shelf.get(("b",)) is None
    shelf.put(("d",), reply(b"x" * 300, "font/woff2"))
    assert shelf.get(("d",)) is None


def test_a_bug_is_answered_in_words_and_with_headers(evidence_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("proofwort.web.pages.read", fail)
    app = create_app(evidence_path)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://proofwort.test") as client:
            return await client.get("/about")

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert "a bug" not in answer.text
    assert answer.headers["content-security-policy"]
