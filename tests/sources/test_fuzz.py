"""Whatever bytes come, a reader raises nothing but `SourceError`, and counts what it yields."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofwort.errors import SourceError
from proofwort.sources import SOURCES, Record, Tally, merge, read_any
from tests.sources.samples import FULL, NBIB, RETRACTION_HEADER, RIS, citation, core, europepmc, jats, lines, pubmed
from tests.sources.samples import retraction as row
from tests.sources.test_full_text_and_registries import ABSTRACT, BACK, BODY, META, trial

SEEDS: dict[str, list[str]] = {
    "pubmed": [pubmed(FULL, citation("102")), pubmed(FULL).replace("<PubmedArticleSet>", "<!--x--><PubmedArticleSet>")],
    "jats": [jats(meta=META, abstract=ABSTRACT, body=BODY, back=BACK)],
    "clinicaltrials": [json.dumps({"studies": [trial()]}), json.dumps(trial())],
    "europepmc": [europepmc(core(meshHeadingList={"meshHeading": [{"descriptorName": "x"}]}), core(source="PPR"))],
    "abstracts": [lines(1) + lines(2), json.dumps([{"title": "T", "abstract": {"METHODS": "A", "RESULTS": "B"}}])],
    "nbib": [NBIB],
    "ris": [RIS],
    "retractions": [RETRACTION_HEADER + row() + row(pmid="5"), "doi,retractionwatch\n10.5555/a,Retraction\n"],
}
PIECES = [
    b"", b"<", b">", b"&", b"&a;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"{", b"}", b"[", b"]",
    b",", b"null", b"-1e999", b"</PubmedArticle>", b"<PubmedArticle>", b"<!--", b"]]>", b"<![CDATA[", b"TY  - ",
    b"ER  - ", b"PMID- ", b"\xe2\x82", b"<sup>", b"<sec>", b"true", b"9" * 400, b"\\ud800", b"   \t",
]  # fmt: skip
mutation = st.tuples(
    st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=6))
)
readers = pytest.mark.parametrize("kind", SOURCES)
quietly = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def mutated(text: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Replace stretches of the text."""
    for place, length, piece in changes:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


def check(path: Path, kind: str) -> None:
    """Read, detect and merge; only `SourceError` may come."""
    tally = Tally()
    found: list[Record] = []
    said = taken(SOURCES[kind].read(path, tally), found)
    assert tally.read + tally.deletions + tally.notices + tally.links == len(found)
    list(merge(found))
    for message in (said, taken(read_any(path), [])):
        assert message is None or str(path) in message


def taken(records: Iterator[Record], found: list[Record]) -> str | None:
    """Read to the end or to the `SourceError`, whose message is returned."""
    try:
        found.extend(iter(records))
    except SourceError as error:
        return str(error)
    return None


@readers
@quietly
@given(seed=st.integers(0, 1), changes=st.lists(mutation, min_size=1, max_size=5))
def test_mutated_files(kind: str, seed: int, changes: list[tuple[float, int, bytes]], tmp_path: Path) -> None:
    seeds = SEEDS[kind]
    path = tmp_path / "mutated"
    path.write_bytes(mutated(seeds[seed % len(seeds)].encode(), changes))
    check(path, kind)


@readers
@settings(quietly, max_examples=40)
@given(changes=st.lists(mutation, min_size=1, max_size=3))
def test_mutated_gzip(kind: str, changes: list[tuple[float, int, bytes]], tmp_path: Path) -> None:
    path = tmp_path / "mutated.gz"
    path.write_bytes(mutated(gzip.compress(SEEDS[kind][0].encode(), mtime=0), changes))
    check(path, kind)


@readers
@settings(quietly, max_examples=60)
@given(content=st.binary(max_size=200))
def test_any_bytes(kind: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(content)
    check(path, kind)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a JSON value."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


@pytest.mark.parametrize("kind", ["clinicaltrials", "europepmc", "abstracts"])
@quietly
@given(data=st.data())
def test_any_value_anywhere_in_json(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    value = json.loads(SEEDS[kind][0 if kind != "abstracts" else 1])
    place = data.draw(st.sampled_from(places(value)))
    target = value
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = data.draw(json_values)
    path = tmp_path / "json"
    path.write_text(json.dumps(value), encoding="utf-8")
    check(path, kind)
