"""The second reader, against a local endpoint that behaves and misbehaves like real ones."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import proofwort
from proofwort.admission import admitted
from proofwort.errors import FetchError
from proofwort.joining import machine_studies
from proofwort.model import Article, Identifiers, Section
from proofwort.scale import read_files
from proofwort.second_reader import KEY, SecondReader
from proofwort.sources import Tally
from proofwort.sources.client import Client
from tests.test_reading import MAGNESIUM, TEXT, baseline

TITLE = "Oral magnesium citrate for the prevention of migraine: a randomised double-blind trial"
ARTICLE = Article(
    source="text", identifiers=Identifiers(), title=TITLE, abstract=(Section(label="abstract", text=TEXT),)
)


class Endpoint(ThreadingHTTPServer):
    """Answers each request with the next of `replies` (the last one again and again), and keeps what was asked."""

    replies: list[Callable[[], tuple[int, object]]]
    asked: list[tuple[dict[str, Any], str | None]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/chat/completions"
        self.server.asked.append((body, self.headers.get("Authorization")))
        replies = self.server.replies
        status, answer = (replies.pop(0) if len(replies) > 1 else replies[0])()
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), Handler)
    server.replies, server.asked = [lambda: (200, message({"answers": []}))], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def message(content: object) -> dict[str, Any]:
    """A chat answer whose message is this, as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return {"model": "parrot-1.2", "choices": [{"message": {"content": text}}]}


def said(field: str, value: object, quote: str, section: str = "abstract", shift: int = 0) -> dict[str, Any]:
    """An answer whose quote stands where it says (moved by `shift`)."""
    start = (TEXT if section == "abstract" else TITLE).index(quote) + shift
    return {
        "field": field, "value": value, "quote": quote, "section": section, "start": start, "end": start + len(quote),
    }  # fmt: skip


def reader(endpoint: Endpoint) -> SecondReader:
    return SecondReader(endpoint.url, "parrot", Client(per_second=1e6, wait=lambda _: None))


def facts(endpoint: Endpoint, answers: object, tally: Tally | None = None) -> list[tuple[str, object]]:
    """What is kept of these answers."""
    endpoint.replies = [lambda: (200, message(answers))]
    rules = proofwort.read(title=TITLE, abstract=TEXT)
    both = reader(endpoint).read(rules, ARTICLE, tally or Tally())
    assert both.facts[: len(rules.facts)] == rules.facts
    assert {**vars(both), "facts": ()} == {**vars(rules), "facts": ()}  # no value changes hands
    return [(f.field, f.value) for f in both.facts[len(rules.facts) :]]


def test_answers_whose_words_stand_there_become_facts_of_a_model(endpoint: Endpoint) -> None:
    answers = [said("participants", 120, "120 adults"), said("blinding", "double", "double-blind", "title")]
    assert facts(endpoint, {"answers": answers}) == [("participants", 120), ("blinding", "double")]
    both = reader(endpoint).read(proofwort.read(title=TITLE, abstract=TEXT), ARTICLE, Tally())
    last = both.facts[-1]
    assert (last.reader.kind, last.reader.name, last.reader.version) == ("model", "parrot", "parrot-1.2")
    assert last.place
    assert TITLE[last.place.start : last.place.end] == "double-blind"
    assert all(f.reader.kind == "rule" for f in admitted(both).facts)


REJECTED: list[tuple[object, str]] = [
    (said("participants", 120, "120 adults", shift=1), "the quoted words do not stand there"),
    ({**said("participants", 120, "120 adults"), "quote": "121 adults"}, "the quoted words do not stand there"),
    ({**said("participants", 120, "120 adults"), "section": "methods"}, "the quoted words do not stand there"),
    ({**said("participants", 120, "120 adults"), "start": -5}, "the quoted words do not stand there"),
    ({**said("participants", 120, "120 adults"), "start": "4"}, "no place in the text"),
    ({"field": "participants", "value": 120}, "no place in the text"),
    (said("participants", "many", "120 adults"), "a value that the field can't have"),
    (said("participants", True, "120 adults"), "a value that the field can't have"),
    (said("design", "great-trial", "double-blind"), "a value that the field can't have"),
    (said("dose", "word " * 40, "600 mg daily"), "a value that the field can't have"),
    (said("rating", 5, "600 mg daily"), "no such field"),
    ("nonsense", "no such field"),
]


@pytest.mark.parametrize(("answer", "reason"), REJECTED)
def test_everything_else_is_dropped_and_counted(endpoint: Endpoint, answer: object, reason: str) -> None:
    tally = Tally()
    assert facts(endpoint, {"answers": [answer]}, tally) == []
    assert tally.ignored == {f"second reader: {reason}": 1}


def test_a_field_given_twice_counts_once(endpoint: Endpoint) -> None:
    answers = [said("participants", 120, "120 adults"), said("participants", 12, "12 weeks")]
    assert facts(endpoint, {"answers": answers}) == [("participants", 120)]


@pytest.mark.parametrize("content", ["no JSON at all", "[]", '{"answers": 3}', "null"])
def test_prose_instead_of_json_is_no_answer(endpoint: Endpoint, content: str) -> None:
    assert facts(endpoint, content) == []


def test_it_gets_the_text_and_its_key_and_tries_again(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "a key of the test")
    endpoint.replies = [lambda: (503, {}), lambda: (429, {}), lambda: (200, message({"answers": []}))]
    reader(endpoint).read(proofwort.read(title=TITLE, abstract=TEXT), ARTICLE, Tally())
    body, key = endpoint.asked[-1]
    assert len(endpoint.asked) == 3
    assert key == "Bearer a key of the test"
    assert (body["model"], body["temperature"]) == ("parrot", 0)
    assert TEXT in body["messages"][1]["content"]


def test_an_endpoint_of_another_kind_is_named(endpoint: Endpoint) -> None:
    endpoint.replies = [lambda: (200, {"hello": 1})]
    with pytest.raises(FetchError, match="OpenAI-compatible"):
        reader(endpoint).read(proofwort.read(title=TITLE, abstract=TEXT), ARTICLE, Tally())
    endpoint.replies = [lambda: (401, {})]
    with pytest.raises(FetchError):
        reader(endpoint).read(proofwort.read(title=TITLE, abstract=TEXT), ARTICLE, Tally())


@pytest.mark.parametrize("workers", [1, 2])
def test_in_the_reading_job_its_facts_stand_beside_the_rules(endpoint: Endpoint, workers: int, tmp_path: Path) -> None:
    source = baseline(tmp_path / "one.xml.gz", MAGNESIUM)
    endpoint.replies = [lambda: (200, message({"answers": [said("participants", 120, "120 adults")]}))]
    read_files([source], tmp_path / "out")  # without it
    read_files([source], tmp_path / "both", workers, second=reader(endpoint))
    (alone,), (both,) = machine_studies(tmp_path / "out", Tally()), machine_studies(tmp_path / "both", Tally())
    assert [f.reader.kind for f in both.facts if f not in alone.facts] == ["model"]
    (first,), (second,) = list((tmp_path / "out").glob("*.parquet")), list((tmp_path / "both").glob("*.parquet"))
    assert first.name != second.name
