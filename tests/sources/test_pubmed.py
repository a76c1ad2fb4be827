"""PubMed XML: what is read, what is counted, and that both ways through a file agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofwort.errors import SourceError
from proofwort.model import Article, Identifiers, Section
from proofwort.sources import Deletion, Link, Notice, Record, Tally, pubmed
from tests.sources.samples import DECLARATION, FULL, citation, write
from tests.sources.samples import pubmed as pubmed_file


def one(folder: Path, **parts: str) -> Article:
    """The single article of a file with one citation."""
    (article,) = pubmed.read(write(folder, pubmed_file(citation(**parts))))
    assert isinstance(article, Article)
    return article


def test_every_field_of_a_citation(tmp_path: Path) -> None:
    tally = Tally()
    (article,) = pubmed.read(write(tmp_path, pubmed_file(FULL)), tally)
    assert article == Article(
        source="pubmed",
        identifiers=Identifiers(pmid="101", pmcid="PMC101", doi="10.5555/JIT.101", registrations=("NCT00000101",)),
        title="Oral magnesium and 10^9 CFU of a probiotic: a trial.",
        abstract=(
            Section(label="background", text="Vitamin B12 and Mg2+."),
            Section(label="results", text="P < 0.05 & more."),
        ),
        authors=("O'Byrne PM", "Single", "The Invented Group"),
        journal="Journal of invented trials",
        year=2019,
        language="eng",
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        mesh=("Migraine Disorders/*drug therapy/blood", "*Magnesium"),
        keywords=("Mg salts",),
        funders=("Invented Fund",),
        version="1 2026-04-10",
    )
    assert (tally.read, sum(tally.skipped.values())) == (1, 0)
    assert tally.ignored == {"ChemicalList": 1, "History": 1, "ReferenceList": 1}
    assert tally.unknown == {"NewThing": 1}


def test_identifiers_of_references_are_not_the_articles_own(tmp_path: Path) -> None:
    reference = "<Reference><ArticleIdList><ArticleId IdType='doi'>10.5555/r</ArticleId></ArticleIdList></Reference>"
    assert one(tmp_path, data=f"<ReferenceList>{reference}</ReferenceList>").identifiers == Identifiers(pmid="101")


def test_gzipped_or_plain_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    text = pubmed_file(FULL, citation("102"))
    plain = list(pubmed.read(write(tmp_path, text, "a.gz")))
    packed = list(pubmed.read(write(tmp_path, text, "b.xml", packed=True)))
    assert plain == packed
    assert len(plain) == 2


@pytest.mark.parametrize(
    "variant",
    [
        lambda text: text.replace("<PubmedArticleSet>", "<!-- by hand --><PubmedArticleSet>"),
        lambda text: text.replace("<PubmedArticleSet>", '<PubmedArticleSet xml:space="default">'),
        lambda text: text.replace('encoding="utf-8"', 'encoding="iso-8859-1"').encode("latin-1"),
        lambda text: text.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"),
        lambda text: text.replace("<MedlineCitation", "<!-- inside --><MedlineCitation"),
    ],
)
def test_the_fast_and_the_general_way_agree(tmp_path: Path, variant: object) -> None:
    text = pubmed_file(FULL, citation("102", article="<ArticleTitle>Größe</ArticleTitle>"), deletion("7"))
    assert callable(variant)
    expected, fast = Tally(), list(pubmed.read(write(tmp_path, text)))
    list(pubmed.read(write(tmp_path, text), expected))
    tally = Tally()
    assert list(pubmed.read(write(tmp_path, variant(text)), tally)) == fast
    assert tally == expected


def deletion(*pmids: str) -> str:
    """A DeleteCitation element."""
    return "<DeleteCitation>" + "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids) + "</DeleteCitation>"


def test_withdrawn_pmids(tmp_path: Path) -> None:
    tally = Tally()
    records = list(pubmed.read(write(tmp_path, pubmed_file(citation(), deletion("7", "8", "x"))), tally))
    assert records[1:] == [Deletion(pmid="7", version="1"), Deletion(pmid="8", version="1")]
    assert (tally.read, tally.deletions, tally.skipped) == (1, 2, {"deletion without a PMID": 1})


def test_books_are_skipped_and_counted(tmp_path: Path) -> None:
    tally = Tally()
    book = "<PubmedBookArticle><BookDocument><PMID>9</PMID></BookDocument></PubmedBookArticle>"
    assert len(list(pubmed.read(write(tmp_path, pubmed_file(book, citation())), tally))) == 1
    assert tally.skipped == {"book, not an article": 1}


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<MedlineDate>Winter 1994</MedlineDate>", 1994),
        ("<Year>2004</Year><Month>Feb</Month><Day>30</Day>", 2004),
        ("<MedlineDate>no year</MedlineDate>", None),
        ("<Year>20x4</Year>", None),
        ("", None),
    ],
)
def test_the_year_of_any_date(tmp_path: Path, date: str, year: int | None) -> None:
    text = pubmed_file(citation().replace("<Year>2019</Year>", date, 1))
    tally = Tally()
    (article,) = pubmed.read(write(tmp_path, text), tally)
    assert isinstance(article, Article)
    assert article.year == year
    assert tally.ignored == ({} if year else {"no year, or none that can be read": 1})


def test_an_electronic_date_serves_where_the_issue_has_none(tmp_path: Path) -> None:
    article = "<ArticleTitle>T</ArticleTitle><ArticleDate><Year>2020</Year></ArticleDate>"
    text = pubmed_file(citation(article=article).replace("<PubDate><Year>2019</Year></PubDate>", "", 1))
    (found,) = pubmed.read(write(tmp_path, text))
    assert isinstance(found, Article)
    assert found.year == 2020


def test_the_vernacular_title_serves_where_there_is_no_english_one(tmp_path: Path) -> None:
    both = "<ArticleTitle>[Magnesium.]</ArticleTitle><VernacularTitle>Magnesium auf Deutsch.</VernacularTitle>"
    assert one(tmp_path, article=both).title == "[Magnesium.]"
    none = both.replace("[Magnesium.]", "[Not Available].")
    assert one(tmp_path, article=none).title == "Magnesium auf Deutsch."


def test_another_abstract_serves_only_in_english_and_alone(tmp_path: Path) -> None:
    other = '<OtherAbstract Type="Publisher" Language="{}"><AbstractText>Other.</AbstractText></OtherAbstract>'
    assert one(tmp_path, citation=other.format("eng")).abstract == (Section(label="abstract", text="Other."),)
    assert one(tmp_path, citation=other.format("fre")).abstract == ()
    with_own = "<ArticleTitle>T</ArticleTitle><Abstract><AbstractText>Own.</AbstractText></Abstract>"
    assert one(tmp_path, article=with_own, citation=other.format("eng")).abstract[0].text == "Own."


def corrections(*entries: tuple[str, str]) -> str:
    """A CommentsCorrectionsList of (RefType, PMID)."""
    inside = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J</RefSource><PMID>{pmid}</PMID></CommentsCorrections>'
        for kind, pmid in entries
    )
    return f"<CommentsCorrectionsList>{inside}</CommentsCorrectionsList>"


@pytest.mark.parametrize(
    ("kind", "integrity"),
    [
        ("RetractionIn", "retracted"),
        ("RetractedandRepublishedIn", "retracted"),
        ("ExpressionOfConcernIn", "concern"),
        ("RetractedandRepublishedFrom", "none"),
        ("ErratumIn", "none"),
        ("CommentIn", "none"),
    ],
)
def test_marks_on_an_article(tmp_path: Path, kind: str, integrity: str) -> None:
    assert one(tmp_path, citation=corrections((kind, "5"))).retraction == integrity


def test_the_publication_type_and_the_title_mark_a_retraction_too(tmp_path: Path) -> None:
    assert one(tmp_path, article=typed("Retracted Publication")).retraction == "retracted"
    for title in ("Retracted: Magnesium.", "RETRACTED ARTICLE: Magnesium.", "[Retracted] Magnesium."):
        assert one(tmp_path, article=f"<ArticleTitle>{title}</ArticleTitle>").retraction == "retracted"
    assert one(tmp_path, article="<ArticleTitle>Retracted papers in nutrition.</ArticleTitle>").retraction == "none"


def typed(kind: str) -> str:
    """An article with a publication type."""
    return (
        f"<ArticleTitle>T</ArticleTitle><PublicationTypeList><PublicationType>{kind}</PublicationType>"
        "</PublicationTypeList>"
    )


def records(folder: Path, **parts: str) -> list[Record]:
    """All records of a file with one citation."""
    return list(pubmed.read(write(folder, pubmed_file(citation(**parts)))))


def test_a_retraction_notice_speaks_of_the_other_article(tmp_path: Path) -> None:
    article, notice = records(tmp_path, citation=corrections(("RetractionOf", "55"), ("ErratumFor", "56")))
    assert isinstance(article, Article)
    assert article.corrects == ("pmid:55", "pmid:56")
    assert notice == Notice(
        source="pubmed", identifiers=Identifiers(pmid="55"), integrity="retracted", nature="RetractionOf"
    )


def test_a_preprint_names_its_paper(tmp_path: Path) -> None:
    _, link = records(tmp_path, article=typed("Preprint"), citation=corrections(("UpdateIn", "77")))
    assert link == Link(first=Identifiers(pmid="101"), second=Identifiers(pmid="77"), same="article")
    assert len(records(tmp_path, citation=corrections(("UpdateIn", "77")))) == 1


def test_a_registration_in_the_abstract_counts_where_no_data_bank_has_it(tmp_path: Path) -> None:
    labelled = (
        "<ArticleTitle>T</ArticleTitle><Abstract><AbstractText Label='TRIAL REGISTRATION'>ISRCTN 12345678, "
        "NCT00000001.</AbstractText></Abstract>"
    )
    assert one(tmp_path, article=labelled).identifiers.registrations == ("ISRCTN12345678", "NCT00000001")


def test_the_older_files_of_licensees(tmp_path: Path) -> None:
    old = "<MedlineCitation><PMID>5</PMID><Article><ArticleTitle>Old.</ArticleTitle></Article></MedlineCitation>"
    (article,) = pubmed.read(write(tmp_path, f"{DECLARATION}<MedlineCitationSet>{old}</MedlineCitationSet>"))
    assert isinstance(article, Article)
    assert (article.title, article.identifiers.pmid) == ("Old.", "5")


def test_a_record_without_identifiers_is_read_and_one_without_text_is_counted(tmp_path: Path) -> None:
    article = "<Article><ArticleTitle>T</ArticleTitle></Article>"
    bare = f"<PubmedArticle><MedlineCitation>{article}</MedlineCitation></PubmedArticle>"
    empty = "<PubmedArticle><MedlineCitation><PMID>6</PMID></MedlineCitation></PubmedArticle><PubmedArticle/>"
    tally = Tally()
    (found,) = pubmed.read(write(tmp_path, pubmed_file(bare, empty)), tally)
    assert isinstance(found, Article)
    assert found.identifiers == Identifiers()
    assert (tally.read, tally.skipped) == (1, {"neither title nor text": 2})


def test_an_error_of_the_service_is_told_in_its_words(tmp_path: Path) -> None:
    answer = f"{DECLARATION}<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
    with pytest.raises(SourceError, match="Unable to obtain query #1"):
        list(pubmed.read(write(tmp_path, answer)))
