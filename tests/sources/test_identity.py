"""Which records are the same, and what becomes of them. Each test is one rule of docs/sources.md."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from proofwort.model import Article, Identifiers, Integrity, Section
from proofwort.sources import Deletion, Link, Notice, Record, Tally, clinicaltrials, investigations, merge

TITLE = "Oral magnesium in the prevention of migraine attacks"


def article(source: str = "pubmed", title: str = TITLE, **fields: Any) -> Article:
    """An article; identifiers may be given by name."""
    ids = {name: fields.pop(name) for name in ("pmid", "pmcid", "doi", "registrations") if name in fields}
    known: dict[str, Any] = {"authors": ("Peikert A",), "year": 2015}
    return Article(source=source, identifiers=Identifiers(**ids), title=title, **(known | fields))


def merged(*records: Record) -> list[Article]:
    """The merged articles."""
    return list(merge(records))


# Rules 1 to 6: the same article.
@pytest.mark.parametrize("name", ["pmid", "pmcid", "doi"])
def test_one_identifier_in_common_is_enough(name: str) -> None:
    value = {"pmid": "1", "pmcid": "PMC1", "doi": "10.5555/A"}[name]
    tally = Tally()
    found = list(merge([article(**{name: value}), article("ris", "Another title", **{name: value})], tally))
    assert len(found) == 1
    assert tally.merged == 1


def test_dois_do_not_distinguish_case() -> None:
    assert len(merged(article("ris", "One", doi="10.5555/a"), article("jats", "Two", doi="10.5555/A"))) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"pmid": "1", "doi": "10.5555/a"}, {"pmid": "2", "doi": "10.5555/a"}),
        ({"pmid": "1", "pmcid": "PMC1"}, {"pmid": "2", "pmcid": "PMC1"}),
        ({"pmcid": "PMC1", "doi": "10.5555/a"}, {"pmcid": "PMC2", "doi": "10.5555/a"}),
        ({"pmid": "1"}, {"pmid": "2"}),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}),
    ],
)
def test_a_differing_stronger_identifier_keeps_apart(first: dict[str, str], second: dict[str, str]) -> None:
    assert len(merged(article(**first), article("ris", **second))) == 2


def test_a_chain_of_identifiers() -> None:
    chain = [article("ris", "A", doi="10.5555/a"), article("jats", "B", doi="10.5555/a", pmcid="PMC1"),
             article("pubmed", "C", pmid="1", pmcid="PMC1")]  # fmt: skip
    assert [a.identifiers for a in merged(*chain)] == [Identifiers(pmid="1", pmcid="PMC1", doi="10.5555/a")]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"title": "ORAL MAGNESIUM in the prevention of migraine-attacks."}, True),
        ({"title": "Oral magnésium in the prevention of migraine attacks"}, True),
        ({"authors": ("Peikert, A.",)}, True),
        ({"authors": ()}, True),
        ({"year": 2016}, True),
        ({"year": None}, True),
        ({"year": 2017}, False),
        ({"authors": ("Other B",)}, False),
        ({"authors": (), "year": None}, False),
        ({"title": TITLE + ": a protocol"}, False),
        ({"publication_types": ("Published Erratum",)}, False),
    ],
)
def test_the_same_title_by_the_same_people(other: dict[str, Any], same: bool) -> None:
    assert (len(merged(article(pmid="1"), article("ris", **other))) == 1) is same


def test_a_short_title_is_no_evidence() -> None:
    assert len(merged(article(title="Magnesium", pmid="1"), article("ris", "Magnesium"))) == 2


PREPRINT_DOI = "10.1101/2020.01.01.123456"


@pytest.mark.parametrize(
    ("paper", "same"),
    [
        ({"year": 2021, "title": "Oral magnesium in the prevention of migraine attacks: trial"}, True),
        ({"year": 2024}, False),
        ({"year": 2019}, False),
        ({"year": 2021, "title": "Oral zinc against the common cold in children"}, False),
        ({"year": 2021, "authors": ("Other B",)}, False),
    ],
)
def test_a_preprint_and_its_paper(paper: dict[str, Any], same: bool) -> None:
    preprint = article("europepmc", doi=PREPRINT_DOI, year=2020, abstract=(Section(label="abstract", text="P"),))
    found = merged(preprint, article(pmid="1", doi="10.5555/paper", **paper))
    assert (len(found) == 1) is same
    if same:
        assert found[0].identifiers == Identifiers(pmid="1", doi="10.5555/paper")
        assert (found[0].source, found[0].year) == ("pubmed", 2021)
        assert found[0].abstract[0].text == "P"


def test_a_preprint_that_fits_two_papers_stays_alone() -> None:
    papers = [article(pmid=pmid, doi=f"10.5555/{pmid}", year=2021) for pmid in ("1", "2")]
    assert len(merged(article("europepmc", doi=PREPRINT_DOI, year=2020), *papers)) == 3


def test_a_source_may_say_that_two_are_one() -> None:
    preprint = article("europepmc", "A quite different title", doi=PREPRINT_DOI)
    link = Link(first=Identifiers(doi=PREPRINT_DOI), second=Identifiers(pmid="1"), same="article")
    assert len(merged(preprint, article(pmid="1", doi="10.5555/a"), link)) == 1


def test_each_field_comes_from_the_source_whose_word_counts_first() -> None:
    ris = article("ris", "Title in RIS, as long as it takes", doi="10.5555/a", journal="J", keywords=("k",), year=2014)
    full = article("jats", doi="10.5555/a", body=(Section(label="results", text="B"),), funders=("F",))
    best = article("pubmed", pmid="1", doi="10.5555/a", mesh=("Humans",))
    (found,) = merged(ris, full, best)
    assert (found.source, found.title, found.year) == ("pubmed", TITLE, 2015)
    assert (found.journal, found.keywords, found.mesh, found.funders) == ("J", ("k",), ("Humans",), ("F",))
    assert found.body[0].text == "B"


# Revisions replace, deletions delete, retractions mark.
@pytest.mark.parametrize("turned", [False, True])
def test_a_revision_replaces_whatever_the_order(turned: bool) -> None:
    older = article(pmid="1", title="Old", version="1 2025-12-31", keywords=("gone",))
    newer = article(pmid="1", title="New", version="1 2026-01-01")
    tally = Tally()
    (found,) = merge([newer, older] if turned else [older, newer], tally)
    assert (found.title, found.keywords, tally.merged) == ("New", (), 1)


def test_a_later_version_of_the_pmid_counts_before_the_day() -> None:
    first = article(pmid="1", title="First", version="1 2026-01-01")
    second = article(pmid="1", title="Second", version="2 2025-01-01")
    assert [a.title for a in merged(second, first)] == ["Second"]


def test_without_a_version_the_later_record_counts() -> None:
    assert [a.title for a in merged(article(pmid="1", title="A"), article(pmid="1", title="B"))] == ["B"]


def test_a_deletion_deletes_what_came_before_it() -> None:
    tally = Tally()
    assert list(merge([article(pmid="1", version="1"), Deletion(pmid="1", version="1")], tally)) == []
    assert (tally.deleted, tally.merged) == (1, 0)
    assert len(merged(Deletion(pmid="1"), article(pmid="1"))) == 1


def test_a_deletion_leaves_other_peoples_records_and_later_versions() -> None:
    assert len(merged(article("ris", pmid="1"), Deletion(pmid="1"))) == 1
    assert len(merged(article(pmid="1", version="2 2026-01-01"), Deletion(pmid="1", version="1"))) == 1


def notice(integrity: Integrity, day: date | None = None, **ids: Any) -> Notice:
    """A notice of Retraction Watch."""
    return Notice(source="retractions", identifiers=Identifiers(**ids), integrity=integrity, nature="x", date=day)


def test_a_notice_marks_by_any_identifier() -> None:
    tally = Tally()
    notices = [notice("retracted", doi="10.5555/A"), notice("concern", pmid="2")]
    records: list[Record] = [*notices, article(pmid="1", doi="10.5555/a"), article(title="Another one", pmid="2")]
    assert [a.retraction for a in merge(records, tally)] == ["retracted", "concern"]
    assert tally.retracted == 1


@pytest.mark.parametrize(
    ("notices", "integrity"),
    [
        ([("retracted", 2010), ("none", 2012)], "none"),
        ([("none", 2012), ("retracted", 2010)], "none"),
        ([("retracted", 2010), ("none", 2012), ("concern", 2013)], "concern"),
        ([("concern", 2010), ("retracted", 2012)], "retracted"),
        ([("retracted", 2010), ("concern", 2012)], "retracted"),
        ([("none", None), ("retracted", 2012)], "retracted"),
    ],
)
def test_a_reinstatement_lifts_what_came_before_it(
    notices: list[tuple[Integrity, int | None]], integrity: Integrity
) -> None:
    said = [notice(kind, date(year, 1, 1) if year else None, pmid="1") for kind, year in notices]
    assert merged(article(pmid="1"), *said)[0].retraction == integrity


def test_one_sources_reinstatement_does_not_lift_anothers_mark() -> None:
    assert merged(article(pmid="1", retraction="retracted"), notice("none", pmid="1"))[0].retraction == "retracted"


# Rules 7 and 8: the same investigation.
def registration(number: str = "NCT00000001", **fields: Any) -> Article:
    """A registered trial."""
    said = (Section(label="design", text="Allocation: randomized."),)
    return article(
        "clinicaltrials", "A registered plan", registrations=(number,), abstract=said,
        publication_types=(clinicaltrials.REGISTERED,), **fields,
    )  # fmt: skip


def test_a_trial_and_its_registration_are_one() -> None:
    tally = Tally()
    (found,) = merge([registration(), article(pmid="1", registrations=("NCT00000001",))], tally)
    assert (found.source, found.identifiers.registrations) == ("pubmed", ("NCT00000001",))
    assert found.body == (Section(label="registry: design", text="Allocation: randomized."),)
    assert clinicaltrials.REGISTERED not in found.publication_types
    assert tally.merged == 1


def test_a_registration_without_report_stays_its_own_kind() -> None:
    (found,) = merged(registration())
    assert found.publication_types == (clinicaltrials.REGISTERED,)


def test_the_registry_may_name_the_report() -> None:
    link = Link(first=Identifiers(registrations=("NCT00000001",)), second=Identifiers(pmid="1"), same="investigation")
    assert [a.identifiers for a in merged(registration(), article(pmid="1"), link)] == [
        Identifiers(pmid="1", registrations=("NCT00000001",))
    ]


def test_reports_of_one_trial_stay_articles_and_stand_together() -> None:
    number = ("NCT00000001",)
    protocol = article(pmid="1", title="Study protocol of the trial", year=2010, registrations=number)
    follow_up = article(pmid="2", title="Ten years later", year=2022, registrations=number)
    main = article(pmid="3", title="Main results", year=2012, registrations=(*number, "ISRCTN12345678"))
    british = article(pmid="4", title="Costs", year=2013, registrations=("ISRCTN12345678",))
    other = article(pmid="5", title="Unrelated", registrations=())
    found = merged(protocol, follow_up, main, british, other, registration())
    assert len(found) == 5
    groups = [[a.identifiers.pmid for a in group] for group in investigations(found)]
    assert groups == [["3", "4", "2", "1"], ["5"]]
    assert [a.identifiers.pmid for a in found if a.body] == ["3"], "the registration joins the main report"


def test_an_article_on_several_trials_ties_none_together() -> None:
    both = article(pmid="1", title="Pooled", registrations=("NCT00000001", "NCT00000002"))
    trials = [article(pmid=str(n), title=f"Trial {n}", registrations=(f"NCT0000000{n}",)) for n in (2, 3)]
    trials[1] = article(pmid="3", title="Trial 3", registrations=("NCT00000001",))
    assert len(list(investigations([both, *trials]))) == 3


def test_a_review_is_not_a_report_of_the_trial_it_names() -> None:
    trial = article(pmid="1", registrations=("NCT00000001",))
    review = article(pmid="2", title="Review", registrations=("NCT00000001", "CRD42018000001"),
                     publication_types=("Systematic Review",))  # fmt: skip
    update = article(pmid="3", title="Update", registrations=("CRD42018000001",), publication_types=("Meta-Analysis",))
    groups = [{a.identifiers.pmid for a in group} for group in investigations([trial, review, update])]
    assert groups == [{"1"}, {"2", "3"}]


def test_merging_twice_changes_nothing() -> None:
    records = [article(pmid="1", registrations=("NCT00000001",)), article("ris", doi="10.5555/b"), registration()]
    once = merged(*records)
    assert merged(*once) == once
