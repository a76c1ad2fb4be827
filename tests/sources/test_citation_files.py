"""NBIB, RIS in its flavours, and Retraction Watch's list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from proofwort.errors import SourceError
from proofwort.model import Article, Identifiers
from proofwort.sources import Notice, Record, Tally, nbib, read_any, retractions, ris
from tests.sources.samples import NBIB, RETRACTION_HEADER, RIS, retraction, write


def articles(records: list[Record]) -> list[Article]:
    """The articles among records."""
    return [record for record in records if isinstance(record, Article)]


def test_every_field_of_nbib(tmp_path: Path) -> None:
    tally = Tally()
    first, second, notice = nbib.read(write(tmp_path, NBIB), tally)
    assert isinstance(first, Article)
    assert first.identifiers == Identifiers(
        pmid="201", pmcid="PMC201", doi="10.5555/nbib.201", registrations=("NCT00000201",)
    )
    assert first.title == "Magnesium for migraine, a title that goes on in a second line."
    assert [(s.label, s.text) for s in first.abstract] == [
        ("background", "Attacks are common."),
        ("methods", "42 of 60 people (NCT00000201, registered late) took it."),
        ("results", "Fewer attacks."),
    ]
    assert first.authors == ("The Invented Group", "Peikert A")
    assert (first.journal, first.year, first.language) == ("Journal of invented trials", 2000, "eng")
    assert first.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert (first.mesh, first.keywords) == (("Magnesium/*administration & dosage",), ("magnesium",))
    assert (first.funders, first.retraction, first.version) == (("NHLBI NIH HHS",), "retracted", "1 2025-03-02")
    assert isinstance(second, Article)
    assert second.corrects == ("pmid:201",)
    assert notice == Notice(source="nbib", identifiers=Identifiers(pmid="201"), integrity="retracted", nature="ROF")
    assert (tally.read, tally.notices, tally.unknown) == (2, 1, {"XYZ": 1})
    assert tally.ignored["OWN"] == 1


def test_an_expression_of_concern_is_told_apart_from_its_object(tmp_path: Path) -> None:
    """Files of different years use ECI and ECF the other way round."""
    said = "ECF - J Invent Trials. 2005;1:1. PMID: 9\n"
    older = f"PMID- 1\nDP  - 2000\nTI  - The trial.\nPT  - Journal Article\n{said}"
    (trial,) = articles(list(nbib.read(write(tmp_path, older))))
    assert trial.retraction == "concern"
    voiced = f"PMID- 9\nDP  - 2005\nTI  - We are worried.\nPT  - Expression of Concern\n{said.replace('9', '1')}"
    article, notice = nbib.read(write(tmp_path, voiced))
    assert isinstance(article, Article)
    assert article.retraction == "none"
    assert isinstance(notice, Notice)
    assert (notice.identifiers.pmid, notice.integrity) == ("1", "concern")


def test_a_foreign_abstract_is_not_read(tmp_path: Path) -> None:
    text = "PMID- 1\nTI  - A title.\nOAB - Publisher: ABSTRACT: Texte.\nOABL- fre\n"
    assert articles(list(nbib.read(write(tmp_path, text))))[0].abstract == ()
    english = articles(list(nbib.read(write(tmp_path, text.replace("fre", "eng")))))[0]
    assert english.abstract[0].text == "Texte."


def test_every_field_of_ris(tmp_path: Path) -> None:
    tally = Tally()
    first, second = ris.read(write(tmp_path, RIS), tally)
    assert isinstance(first, Article)
    assert first.identifiers == Identifiers(pmid="30100001", doi="10.5555/ris.1", registrations=("ISRCTN12345678",))
    assert first.title == "Magnesium & migraine: an invented trial."
    assert [s.label for s in first.abstract] == ["background", "methods", "results", "trial registration"]
    assert first.authors == ("Peikert AM", "van der Meulen MJ")
    assert (first.year, first.language) == (2001, "eng")
    assert first.keywords == ("magnesium", "migraine")
    assert isinstance(second, Article)
    assert second.identifiers == Identifiers()
    assert tally.ignored == {"text between records": 2, "no year, or none that can be read": 1}
    assert tally.unknown == {"XX": 1}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("DB  - PubMed\nAN  - 12345678\n", Identifiers(pmid="12345678")),
        ("DP  - NLM\nAN  - 12345678\nC2  - PMC123\n", Identifiers(pmid="12345678", pmcid="PMC123")),
        ("DB  - Embase\nAN  - 12345678\n", Identifiers()),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/12345678/\n", Identifiers(pmid="12345678")),
        ("N1  - PMID: 12345678\n", Identifiers(pmid="12345678")),
        ("M3  - doi:10.5555/end-note.\n", Identifiers(doi="10.5555/end-note")),
        ("UR  - https://doi.org/10.5555/zotero\n", Identifiers(doi="10.5555/zotero")),
        ("L3  - http://dx.doi.org/10.5555/x(98)1-2\n", Identifiers(doi="10.5555/x(98)1-2")),
        ("DO  - unavailable\n", Identifiers()),
    ],
)
def test_identifiers_in_each_programs_place(tmp_path: Path, fields: str, expected: Identifiers) -> None:
    text = f"TY  - JOUR\nTI  - Some title\n{fields}ER  - \n"
    assert articles(list(ris.read(write(tmp_path, text))))[0].identifiers == expected


def test_headings_that_endnote_keeps_as_keywords(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - T\nKW  - Humans\nMagnesium/*blood\nER  - \n"
    (article,) = articles(list(ris.read(write(tmp_path, text))))
    assert article.mesh == ("Humans", "Magnesium/*blood")


def test_line_ends_of_all_systems_and_both_encodings(tmp_path: Path) -> None:
    expected = list(ris.read(write(tmp_path, RIS)))
    for ends in ("\r\n", "\r"):
        assert list(ris.read(write(tmp_path, RIS.replace("\n", ends)))) == expected
    assert list(ris.read(write(tmp_path, "\ufeff" + RIS))) == expected
    assert list(ris.read(write(tmp_path, RIS.encode("utf-16")))) == expected


def test_a_record_that_is_not_closed(tmp_path: Path) -> None:
    tally = Tally()
    two = "TY  - JOUR\nTI  - First\nTY  - JOUR\nTI  - Second\nER  - \n"
    assert [a.title for a in articles(list(ris.read(write(tmp_path, two), tally)))] == ["First", "Second"]
    assert tally.unknown == {"record without an end (ER)": 1}
    read = ris.read(write(tmp_path, two.removesuffix("ER  - \n")), tally)
    assert isinstance(next(read), Article)
    with pytest.raises(SourceError, match="starts at line 3"):
        next(read)


def test_the_list_of_retractions(tmp_path: Path) -> None:
    tally = Tally()
    rows = [
        retraction(),
        retraction(doi="unavailable", pmid="77", nature="Expression of concern", day="31/12/2020 0:00"),
        retraction(nature="Reinstatement", day="2024-01-02"),
        retraction(nature="Correction"),
        retraction(doi="unavailable"),
        retraction(nature="Something new"),
        "1,2,3\n",
    ]
    notices = list(retractions.read(write(tmp_path, RETRACTION_HEADER + "".join(rows)), tally))
    reasons = ("Doubt", "Image")
    assert notices == [
        Notice(source="retractions", identifiers=Identifiers(doi="10.5555/x"), integrity="retracted",
               nature="Retraction", date=date(2023, 8, 16), reasons=reasons),
        Notice(source="retractions", identifiers=Identifiers(pmid="77"), integrity="concern",
               nature="Expression of concern", reasons=reasons),
        Notice(source="retractions", identifiers=Identifiers(doi="10.5555/x"), integrity="none",
               nature="Reinstatement", date=date(2024, 1, 2), reasons=reasons),
    ]  # fmt: skip
    assert tally.skipped == {
        "correction, which marks nothing": 1,
        "notice on an article without DOI and PMID": 1,
        "nature of the notice not known": 1,
        "row with too few or too many columns": 1,
    }


@pytest.mark.parametrize(
    ("natures", "integrity"),
    [
        ("Retraction", "retracted"),
        ("Expression of concern;Retraction", "retracted"),
        ("Retraction;Reinstatement", "none"),
        ("Reinstatement;Expression of concern", "concern"),
        ("Correction;Expression of concern", "concern"),
    ],
)
def test_the_short_list_by_doi(tmp_path: Path, natures: str, integrity: str) -> None:
    (notice,) = retractions.read(write(tmp_path, f"doi,retractionwatch\n10.5555/y,{natures}\n"))
    assert isinstance(notice, Notice)
    assert notice.integrity == integrity


def test_a_plain_list_of_retractions(tmp_path: Path) -> None:
    """One DOI or PMID a line, as people write them; nothing else counts."""
    tally = Tally()
    text = "https://doi.org/10.5555/a\n\n# a remark\nPMID: 77\n0\nhello\nhttps://pubmed.ncbi.nlm.nih.gov/78/\n"
    notices = [n for n in retractions.read(write(tmp_path, text), tally) if isinstance(n, Notice)]
    assert [(n.identifiers.doi, n.identifiers.pmid, n.integrity) for n in notices] == [
        ("10.5555/a", None, "retracted"),
        (None, "77", "retracted"),
        (None, "78", "retracted"),
    ]
    assert tally.skipped == {"line that is neither a DOI nor a PMID": 2}
    assert len(list(retractions.read(write(tmp_path, "pmid\n5\n")))) == 1


@pytest.mark.parametrize("text", ["hello\n", "", "name,colour\nrose,red\n"])
def test_something_else_is_no_list_of_retractions(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="none of the columns"):
        list(retractions.read(write(tmp_path, text)))


def test_titles_and_abstracts_as_json(tmp_path: Path) -> None:
    """The keys of data sets that are passed around, with a PMCID that lost its letters."""
    record = {
        "id": "x1", "pmid": "123", "pmcid": "456", "doi": "10.5555/A", "year": "2004", "journal": "J", "title": "T",
        "authors": ["Doe J"], "abstract": "BACKGROUND: Why. RESULTS: What.",
    }  # fmt: skip
    tally = Tally()
    for text in (
        json.dumps(record) + "\n" + json.dumps(record),
        json.dumps([record]),
        json.dumps({"articles": [record]}),
    ):
        found = next(iter(read_any(write(tmp_path, text), tally)))
        assert isinstance(found, Article)
        assert found.identifiers == Identifiers(pmid="123", pmcid="PMC456", doi="10.5555/A")
        assert (found.title, found.year, found.journal, found.authors) == ("T", 2004, "J", ("Doe J",))
        assert [(s.label, s.text) for s in found.abstract] == [("background", "Why."), ("results", "What.")]
    assert tally.unknown["id"] == 3
    parts = {"title": "T", "abstract": {"METHODS": "How.", "RESULTS": "What."}}
    (found,) = read_any(write(tmp_path, json.dumps(parts)))
    assert isinstance(found, Article)
    assert [s.label for s in found.abstract] == ["methods", "results"]
