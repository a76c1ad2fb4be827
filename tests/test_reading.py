"""The reading job from files to studies: resumable, nothing twice, nothing lost before a break, curator over
machine."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import proofwort
from proofwort import scale
from proofwort.errors import ProofwortError
from proofwort.extract.study import read_article
from proofwort.joining import join, machine_studies, new_ones, overrule
from proofwort.mentions import Vocabulary
from proofwort.model import Article, Finding, Identifiers, Place, Reader, Reading, Study
from proofwort.scale import read_files
from proofwort.shards import read_shard
from proofwort.sources import Tally, read_any

TEXT = (
    "We randomly assigned 120 adults with migraine to oral magnesium citrate "
    "600 mg daily or placebo for 12 weeks in a double-blind trial. "
    "Attacks were fewer with magnesium than with placebo (p = 0.003). Magnesium prevented migraine attacks."
)


def citation(pmid: int, title: str, text: str) -> str:
    return (
        "<PubmedArticle><MedlineCitation><PMID "
        f"Version='1'>{pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year>"
        f"</PubDate></JournalIssue><Title>Journal of Tests</Title></Journal><ArticleTitle>{title}</ArticleTitle>"
        f"<Abstract><AbstractText>{text}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    )


def baseline(path: Path, *citations: str, end: str = "</PubmedArticleSet>") -> Path:
    path.write_bytes(gzip.compress(f"<?xml version='1.0'?><PubmedArticleSet>{''.join(citations)}{end}".encode()))
    return path


MAGNESIUM = citation(
    31000001, "Oral magnesium citrate for the prevention of migraine: a randomised double-blind trial", TEXT
)
CARS = citation(31000002, "Noise of cars and trams in a city", "We measured noise at forty places.")


def test_a_file_becomes_a_shard_of_what_names_an_ingredient(tmp_path: Path) -> None:
    source = baseline(tmp_path / "one.xml.gz", MAGNESIUM, CARS)
    (outcome,) = read_files([source], tmp_path / "out")
    assert (outcome.tally.read, outcome.broken, outcome.known) == (2, None, False)
    assert outcome.shard
    (row,) = list(read_shard(outcome.shard))
    assert row.study
    assert row.study.findings[0].ingredient == "magnesium"
    assert row.study.reading.reader.kind == "rule"


def test_the_same_content_is_read_once(tmp_path: Path) -> None:
    first = baseline(tmp_path / "one.xml.gz", MAGNESIUM)
    again = tmp_path / "copy.xml.gz"
    again.write_bytes(first.read_bytes())
    outcomes = read_files([first, again], tmp_path / "out")
    assert [o.known for o in outcomes] == [False, True]
    assert len(list((tmp_path / "out").glob("*.parquet"))) == 1


def test_a_truncated_file_keeps_what_stood_before_the_break(tmp_path: Path) -> None:
    source = baseline(tmp_path / "cut.xml.gz", MAGNESIUM, CARS)
    source.write_bytes(source.read_bytes()[:-30])
    plain = tmp_path / "cut.xml"
    plain.write_text(f"<PubmedArticleSet>{MAGNESIUM}<PubmedArticle><Medl")
    outcomes = read_files([source, plain], tmp_path / "out")
    assert all(o.broken for o in outcomes)
    assert len(machine_studies(tmp_path / "out", Tally())) == 1


def test_a_half_written_shard_is_never_seen(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "abc.parquet.123.new").write_bytes(b"half")
    read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM)], out)
    assert len(machine_studies(out, Tally())) == 1


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"not a shard")
    with pytest.raises(ProofwortError, match=r"bad\.parquet"):
        machine_studies(tmp_path, Tally())


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    files = [baseline(tmp_path / f"{n}.xml.gz", MAGNESIUM.replace("31000001", str(31000001 + n))) for n in range(3)]
    read_files(files, tmp_path / "one")
    read_files(files, tmp_path / "two", workers=2)
    assert machine_studies(tmp_path / "one", Tally()) == machine_studies(tmp_path / "two", Tally())


def curated(**changes: object) -> Study:
    base = Study(
        slug="pmid-31000001",
        identifiers=Identifiers(pmid="31000001"),
        title="A title",
        year=2020,
        design="rct-parallel",
        findings=(
            Finding(ingredient="magnesium", condition="migraine", role="prevent", outcome="attacks", direction="null"),
        ),
        reading=Reading(
            reader=Reader(kind="human", name="A. Curator"), date=date(2026, 11, 25), place=Place(section="abstract")
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_the_curator_overrules_the_machine_field_by_field(tmp_path: Path) -> None:
    read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM)], tmp_path / "out")
    (machine,) = machine_studies(tmp_path / "out", Tally())
    both = overrule(curated(participants=118), machine)
    assert (both.participants, both.findings[0].direction, both.reading.reader.kind) == (118, "null", "human")
    assert both.blinding == "double"
    assert {f.field for f in both.facts} >= {"blinding"}


def test_machine_studies_join_where_they_name_a_known_pair(tmp_path: Path) -> None:
    read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM)], tmp_path / "out")
    machine = machine_studies(tmp_path / "out", Tally())
    assert list(join({}, machine, ["magnesium"], ["migraine"])) == ["pmid-31000001"]
    assert join({}, machine, ["zinc"], ["migraine"]) == {}
    assert list(join({"pmid-31000001": curated()}, machine, ["magnesium"], ["migraine"])) == ["pmid-31000001"]


def test_a_curated_record_goes_whole_before_what_ships_read_by_machine(tmp_path: Path) -> None:
    read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM)], tmp_path / "out")
    machine = machine_studies(tmp_path / "out", Tally())
    kept = join({"pmid-31000001": curated()}, machine, ["magnesium"], ["migraine"], fill=False)
    assert kept == {"pmid-31000001": curated()}
    found, held = new_ones({"pmid-31000001": curated()}, machine, ["magnesium"], ["migraine"])
    assert (found, held) == ([], {"recorded by a curator": 1})


def test_records_without_identifiers_are_not_lost(tmp_path: Path) -> None:
    """They have no number to be found by; two of one title and year are one, other years are others."""
    lines = [
        {
            "title": "Oral magnesium citrate for the prevention of migraine: a randomised trial",
            "abstract": TEXT,
            "year": y,
        }
        for y in (2001, 2001, 2009)
    ]
    source = tmp_path / "lines.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    read_files([source], tmp_path / "out")
    found = machine_studies(tmp_path / "out", Tally())
    assert {s.year for s in found} == {2001, 2009}
    assert len({s.slug for s in found}) == len(found)


def test_the_latest_revision_speaks_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    revised = MAGNESIUM.replace("<PMID Version='1'>", "<PMID Version='2'>").replace("120 adults", "140 adults")
    for names in (("a", "b"), ("b", "a")):
        out = tmp_path / names[0]
        files = [baseline(tmp_path / f"{n}.xml.gz", text) for n, text in zip(names, (MAGNESIUM, revised), strict=True)]
        read_files(files, out)
        (study,) = machine_studies(out, Tally())
        assert study.participants == 140


def test_errata_and_registered_trials_are_no_studies(tmp_path: Path) -> None:
    mark = "<PublicationTypeList><PublicationType>Published Erratum</PublicationType></PublicationTypeList></Article>"
    read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM.replace("</Article>", mark))], tmp_path / "out")
    assert machine_studies(tmp_path / "out", Tally()) == []


def test_skipped_records_are_counted_in_the_shard(tmp_path: Path) -> None:
    empty = citation(31000009, "", "")
    source = baseline(tmp_path / "one.xml.gz", MAGNESIUM, empty)
    first, again = read_files([source], tmp_path / "out")[0], read_files([source], tmp_path / "out")[0]
    assert first.tally.skipped == again.tally.skipped == {"neither title nor text": 1}


def test_a_fault_over_one_text_costs_only_that_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(article: Article, vocabulary: object) -> Study:
        if "31000001" in (article.identifiers.pmid or ""):
            raise ZeroDivisionError
        return read_article(article, vocabulary)  # type: ignore[arg-type]

    monkeypatch.setattr(scale, "read_if_about_one", fail)
    other = MAGNESIUM.replace("31000001", "31000005")
    (outcome,) = read_files([baseline(tmp_path / "one.xml.gz", MAGNESIUM, other)], tmp_path / "out")
    assert outcome.tally.skipped == {"the reader failed over it (ZeroDivisionError)": 1}
    assert [s.slug for s in machine_studies(tmp_path / "out", Tally())] == ["pmid-31000005"]


def test_asking_for_names_first_loses_nothing(tmp_path: Path) -> None:
    """What is left out before deep reading has no claim when it is read deeply."""
    texts = [MAGNESIUM, CARS, citation(31000003, "Iron Man and the gold standard", "Sage advice on zinc fingers.")]
    source = baseline(tmp_path / "one.xml.gz", *texts)
    vocabulary = Vocabulary.load()
    deep = [r for r in read_any(source) if isinstance(r, Article) and read_article(r, vocabulary).findings]
    read_files([source], tmp_path / "out")
    assert len(machine_studies(tmp_path / "out", Tally())) == len(deep) == 1


def test_a_source_that_is_not_there_is_named_and_the_rest_read(tmp_path: Path) -> None:
    source = baseline(tmp_path / "one.xml.gz", MAGNESIUM)
    missing, found = read_files([tmp_path / "nowhere.xml", source], tmp_path / "out")
    assert "nowhere.xml" in (missing.broken or "")
    assert found.broken is None


def test_the_library_reads_a_text() -> None:
    study = proofwort.read(
        title="Oral magnesium citrate for the prevention of migraine: a randomised double-blind trial", abstract=TEXT
    )
    assert (study.design, study.randomised, study.blinding, study.participants) == ("rct-parallel", True, "double", 120)
    assert (study.findings[0].ingredient, study.findings[0].condition) == ("magnesium", "migraine")
    assert study.findings[0].direction == "benefit"
