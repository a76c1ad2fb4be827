"""No text breaks an extractor, and long ones take work in proportion to their length."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofwort.extract import bias
from proofwort.extract.country import country
from proofwort.extract.design import design
from proofwort.extract.dose import dose
from proofwort.extract.duration import duration
from proofwort.extract.effect import effects
from proofwort.extract.funding import funding
from proofwort.extract.registration import registration
from proofwort.extract.study import EXTRACTORS
from proofwort.extract.text import Text
from tests.extract.making import text

WORDS = [
    "randomised",
    "trial",
    "patients",
    "60",
    "n",
    "=",
    "12",
    ")",
    "(",
    "[",
    "]",
    ",",
    ".",
    ";",
    ":",
    "95%",
    "CI",
    "0.5",
    "to",
    "1.2",
    "mg",
    "/day",
    "for",
    "8",
    "weeks",
    "placebo",
    "-",
    "and",
    "the",
    "women",
    "healthy",
    "mean",
    "difference",
    "RR",
    "studies",
    "were",
    "included",
    "double",
    "blind",
    "group",
    "of",
    "each",
    "meta-analysis",
    "1,200",
    "IU",
    "aged",
    "who",
    "with",
    "no",
    "adverse",
    "events",
]


PIECES = [
    "patients ",
    "60 patients and ",
    "(n = 5) ",
    "95% CI ",
    "a ",
    "1 ",
    "0.5 ",
    "- ",
    "(",
    "one hundred ",
    "<i>",
    "the studies of ",
    "randomised ",
    "10 mg ",
    "for 8 weeks ",
    "RR 0.5 (0.4-0.6) ",
    "aa, ",
    "healthy ",
    "no adverse ",
    "mice were ",
    "p = 0.0",
]


def read(found: Text) -> None:
    kind = design(found)
    named = kind.value if kind else None
    for extract in EXTRACTORS.values():
        extract(found, named)
    dose(found, named)
    duration(found, named)
    effects(found)
    registration(found)
    country(found)
    funding(found)
    bias.attrition(found, 10)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(abstract: str) -> None:
    read(text(abstract))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=120))
def test_any_mixture_of_telling_words(words: list[str]) -> None:
    read(text(" ".join(words)))


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_length_and_not_faster(piece: str) -> None:
    """Counts calls, which are the same on every machine; seconds are measured by `benchmarks/reading_growth.py`."""

    def calls(length: int) -> int:
        found, seen = text(piece * (length // len(piece))), 0

        def count(*_: object) -> None:
            nonlocal seen
            seen += 1

        sys.setprofile(count)
        try:
            read(found)
        finally:
            sys.setprofile(None)
        return seen

    read(text("warm"))
    short, long = calls(2_000), calls(16_000)
    assert long < 14 * short, f"{long} calls for 16,000 characters, {short} for 2,000"
