"""Files that are cut off, broken, hostile or of the wrong kind: what is whole is read, the rest is named."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from proofwort.errors import SourceError
from proofwort.model import Article
from proofwort.sources import SOURCES, Record, Tally, kind_of, pubmed, read_any
from tests.sources import samples
from tests.sources.samples import FULL, NBIB, RETRACTION_HEADER, RIS, citation, core, jats, retraction, study, write

# A file of each kind with three records, and what the second one starts with.
THREE: dict[str, str] = {
    "pubmed": samples.pubmed(FULL, citation("102"), citation("103")),
    "jats": "<pmc-articleset>" + jats().split("\n", 2)[2] * 3 + "</pmc-articleset>",
    "clinicaltrials": json.dumps({"studies": [study(f"NCT0000050{n}") for n in range(3)]}),
    "europepmc": samples.europepmc(core(), core(pmid="402"), core(pmid="403")),
    "abstracts": "".join(samples.lines(n) for n in (1, 2, 3)),
    "nbib": "".join(f"PMID- {n}\nTI  - Title {n}\nDP  - 2001\n\n" for n in (1, 2, 3)),
    "ris": "".join(f"TY  - JOUR\nTI  - Title {n}\nPY  - 2001\nER  - \n\n" for n in (1, 2, 3)),
    "retractions": RETRACTION_HEADER + "".join(retraction(pmid=str(n)) for n in (1, 2, 3)),
}


def until_error(path: Path, tally: Tally | None = None) -> tuple[list[Record], str]:
    """What is yielded, and the message of the `SourceError` at the end ("" if there is none)."""
    found: list[Record] = []
    try:
        for record in read_any(path, tally):
            found.append(record)
    except SourceError as error:
        return found, str(error)
    return found, ""


@pytest.mark.parametrize("kind", SOURCES)
def test_a_kind_is_told_by_content(kind: str, tmp_path: Path) -> None:
    assert kind_of(write(tmp_path, THREE[kind], "x.bin")) == kind
    assert kind_of(write(tmp_path, THREE[kind], "y.bin", packed=True)) == kind
    assert kind_of(write(tmp_path, "\ufeff" + THREE[kind])) == kind


def test_the_other_samples_are_known_too(tmp_path: Path) -> None:
    for text, kind in [(NBIB, "nbib"), (RIS, "ris"), (json.dumps(study()), "clinicaltrials"), (jats(), "jats"),
                       ("doi,retractionwatch\n", "retractions"), (json.dumps(core()), "europepmc")]:  # fmt: skip
        assert kind_of(write(tmp_path, text)) == kind


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04x", b"<html/>", b"{}", bytes(257) + b"ustar", b"\x1f\x8b"]
)
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="sample"):
        list(read_any(write(tmp_path, content)))


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("content", ["", "no record at all"])
def test_no_reader_takes_an_empty_or_foreign_file_for_a_short_one(kind: str, content: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(SOURCES[kind].read(write(tmp_path, content)))


@pytest.mark.parametrize("kind", SOURCES)
def test_a_missing_file_is_named(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        list(SOURCES[kind].read(tmp_path / "nowhere"))


@pytest.mark.parametrize("kind", SOURCES)
def test_a_file_cut_off_anywhere_gives_what_is_whole(kind: str, tmp_path: Path) -> None:
    """The records are the first ones of the whole file, each counted once, and no cut goes unnoticed."""
    text = THREE[kind].encode()
    whole = list(SOURCES[kind].read(write(tmp_path, text)))
    for length in range(1, len(text.rstrip()), 61):
        path = write(tmp_path, text[:length])
        tally = Tally()
        found: list[Record] = []
        error = ""
        try:
            for record in SOURCES[kind].read(path, tally):
                found.append(record)
        except SourceError as caught:
            error = str(caught)
            assert path.name in error
        assert tally.read + tally.notices == len(found)
        if kind in ("nbib", "retractions", "abstracts"):  # no end mark: only a record itself can look cut
            assert found[:-1] == whole[: max(0, len(found) - 1)]
        else:
            assert found == whole[: len(found)]
            assert error


@pytest.mark.parametrize("kind", SOURCES)
def test_gzip_cut_off_gives_what_is_whole(kind: str, tmp_path: Path) -> None:
    many = os.urandom(20_000).hex()  # hard to compress, so that the cut falls far behind the records
    text = THREE[kind]
    whole = list(SOURCES[kind].read(write(tmp_path, text)))
    padded = {
        "pubmed": lambda: text.replace("</PubmedArticleSet>", f"<!--{many}--></PubmedArticleSet>"),
        "jats": lambda: text.replace("</pmc-articleset>", f"<!--{many}--></pmc-articleset>"),
        "clinicaltrials": lambda: text[:-1] + f', "more": "{many}"}}',
        "europepmc": lambda: text[:-1] + f', "more": "{many}"}}',
        "abstracts": lambda: text + samples.lines(4, many),
        "nbib": lambda: text + f"PMID- 4\nAB  - {many}\n",
        "ris": lambda: text + f"TY  - JOUR\nAB  - {many}\nER  - \n",
        "retractions": lambda: text + retraction(doi=many),
    }[kind]()
    packed = gzip.compress(padded.encode(), mtime=0)
    found, error = until_error(write(tmp_path, packed[: len(packed) * 2 // 3]))
    assert "gzip" in error
    assert found == whole[: len(found)]
    assert len(found) >= 2


@pytest.mark.parametrize("broken", ["<b></i>", "&nosuch;", "\x01", "<PMID", "]]>", "&#0;"])
def test_broken_xml_in_the_middle_of_a_file(broken: str, tmp_path: Path) -> None:
    second = citation("102", article=f"<ArticleTitle>T{broken}</ArticleTitle>")
    for text in (samples.pubmed(FULL, second, citation("103")), f"<!-- x -->{'<PubmedArticleSet>'}{FULL}{second}"):
        tally = Tally()
        found, error = until_error(write(tmp_path, text.replace(samples.DECLARATION, "")), tally)
        assert [record.identifiers.pmid for record in found if isinstance(record, Article)] == ["101"]
        assert tally.read == 1
        assert "not well-formed" in error
        assert "line" in error


def test_loose_text_between_records(tmp_path: Path) -> None:
    found, error = until_error(write(tmp_path, samples.pubmed(FULL, "loose", citation("102"))))
    assert len(found) == 1
    assert "b'loose" in error


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' + "".join(
    f'<!ENTITY {chr(n + 1)} "{f"&{chr(n)};" * 9}">' for n in range(ord("b"), ord("m"))
)


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB + "]>",
        '<!DOCTYPE r [<!ENTITY m SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY m SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;<!ENTITY m "x">]>',
    ],
)
@pytest.mark.parametrize("kind", ["pubmed", "jats"])
def test_entities_are_never_followed(kind: str, doctype: str, tmp_path: Path) -> None:
    title = "<article-title>" if kind == "jats" else "<ArticleTitle>"
    record = jats("&m;").split("\n", 2)[2] if kind == "jats" else citation(article="<ArticleTitle>&m;</ArticleTitle>")
    text = f"<pmc-articleset>{record}</pmc-articleset>" if kind == "jats" else samples.pubmed(record, doctype="")
    text = text.replace(samples.DECLARATION, "")
    assert title in text
    with pytest.raises(SourceError, match=r"entit|Entit"):
        list(SOURCES[kind].read(write(tmp_path, samples.DECLARATION + doctype + text)))


def test_a_bomb_in_an_attribute_does_not_go_off(tmp_path: Path) -> None:
    text = samples.DECLARATION + BOMB + ']><PubmedArticleSet x="&m;">' + citation() + "</PubmedArticleSet>"
    with pytest.raises(SourceError):
        list(pubmed.read(write(tmp_path, text)))


@pytest.mark.parametrize("kind", SOURCES)
def test_a_wrong_encoding_is_named_and_not_guessed(kind: str, tmp_path: Path) -> None:
    text = THREE[kind].encode()
    marks = {
        "jats": b"Invented full",
        "abstracts": b"Title 3",
        "nbib": b"Title 3",
        "ris": b"Title 3",
        "retractions": b"A title",
    }
    place = text.rindex(marks.get(kind, b"Magnesium"))
    found, error = until_error(write(tmp_path, text[:place] + "Größe ".encode("latin-1") + text[place:]))
    assert len(found) == 2
    assert "UTF-8" in error or "not well-formed" in error


LONG = 10_000_001
TOO_LONG: dict[str, Callable[[str], str]] = {
    "pubmed": lambda text: samples.pubmed(
        citation("102", article=f"<Abstract><AbstractText>{text}</AbstractText></Abstract>"),
        citation("103"),
    ),
    "clinicaltrials": lambda text: json.dumps([study(descriptionModule={"briefSummary": text}), study("NCT00000502")]),
    "europepmc": lambda text: samples.europepmc(core(abstractText=text), core(pmid="402")),
    "abstracts": lambda text: samples.lines(1, text) + samples.lines(2),
    "nbib": lambda text: f"PMID- 1\nTI  - T\nAB  - {text}\n\nPMID- 2\nTI  - T\n",
    "ris": lambda text: f"TY  - JOUR\nAB  - {text}\nER  - \nTY  - JOUR\nTI  - T\nER  - \n",
}


@pytest.mark.parametrize("kind", TOO_LONG)
def test_a_text_that_cannot_be_literature_is_skipped_and_the_rest_read(kind: str, tmp_path: Path) -> None:
    tally = Tally()
    found = list(SOURCES[kind].read(write(tmp_path, TOO_LONG[kind]("long " * (LONG // 5 + 1)), packed=True), tally))
    assert len(found) == 1
    assert sum(tally.skipped.values()) == 1
    assert "over 10,000,000" in next(iter(tally.skipped))


def test_a_long_text_in_full_text_ends_the_file_with_a_message(tmp_path: Path) -> None:
    good = jats().split("\n", 2)[2]
    long = jats(body=f"<p>{'long ' * (LONG // 5 + 1)}</p>").split("\n", 2)[2]
    found, error = until_error(write(tmp_path, f"<pmc-articleset>{good}{long}</pmc-articleset>"))
    assert len(found) == 1
    assert "not well-formed" in error


def test_a_key_given_twice_in_a_line(tmp_path: Path) -> None:
    tally = Tally()
    twice = '{"title": "T", "abstract": "A", "title": "U"}\n'
    found = list(SOURCES["abstracts"].read(write(tmp_path, samples.lines(1) + twice + samples.lines(2)), tally))
    assert len(found) == 2
    assert tally.skipped == {"the key title stands twice": 1}


@pytest.mark.parametrize("kind", ["clinicaltrials", "europepmc"])
def test_a_key_given_twice_is_not_guessed(kind: str, tmp_path: Path) -> None:
    one = json.dumps(study() if kind == "clinicaltrials" else core())
    twice = one[:-1] + ', "protocolSection": {}, "pubYear": "1", "pubYear": "2"}'
    array = "studies" if kind == "clinicaltrials" else "result"
    text = f'{{"{array}": [{one}, {twice}, {one}]}}'
    tally = Tally()
    assert len(list(SOURCES[kind].read(write(tmp_path, text), tally))) == 2
    assert "twice" in next(iter(tally.skipped))


@pytest.mark.parametrize(
    "text", ['{"studies": [' + "[" * 100_000, '{"studies": [1]}', '{"studies": [{}', '{"studies": [{},]}', "[NaN]",
             '{"studies": []', '{"studies": [] "x"', '[{"protocolSection": {"a": tru}}]'],
)  # fmt: skip
def test_json_that_is_none(text: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(SOURCES["clinicaltrials"].read(write(tmp_path, text)))


def test_fields_of_a_wrong_kind_skip_the_record(tmp_path: Path) -> None:
    tally = Tally()
    strange = [study(statusModule=[1]), study(designModule={"phases": "x", "designInfo": 3}), study()]
    assert len(list(SOURCES["clinicaltrials"].read(write(tmp_path, json.dumps(strange)), tally))) == 1
    assert sum(tally.skipped.values()) == 2


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    text = RETRACTION_HEADER + retraction() + '2,"never closed,,,\n' + retraction()
    found, error = until_error(write(tmp_path, text))
    assert len(found) == 1
    assert "not readable as a table" in error


def test_a_large_file_stays_flat(tmp_path: Path) -> None:
    """Readers hold one record at a time: the first of many comes before the last is looked at."""
    path = write(tmp_path, samples.pubmed(*(citation(str(n)) for n in range(1, 5000)), "broken"))
    read = pubmed.read(path)
    assert isinstance(next(read), Article)


def test_tallies_add_up() -> None:
    one, other = Tally(read=1, merged=2), Tally(read=3, deleted=4)
    one.skipped["a"] += 1
    other.skipped["a"] += 2
    one += other
    assert one.rows() == [("read", 4), ("deduplicated", 2), ("deleted", 4), ("retracted", 0), ("skipped: a", 3)]
