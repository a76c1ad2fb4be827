"""Abbreviations that a text defines itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofwort.mentions import Kind
from proofwort.mentions.abbreviations import long_form

Named = Callable[[str, Kind], list[tuple[str, str]]]

DEFINED: list[tuple[str, Kind, str, str, int]] = [
    ("Magnesium sulfate (MgSO4) was given. MgSO4 helped.", "ingredient", "MgSO4", "magnesium", 2),
    ("Coenzyme Q10 (CoQ10). CoQ10-treated.", "ingredient", "CoQ10", "coenzyme-q10", 2),
    ("N-acetylcysteine (NAC) or placebo; NAC won.", "ingredient", "NAC", "n-acetylcysteine", 2),
    ("green tea extract (GTE) and GTE again", "ingredient", "GTE", "green-tea", 2),
    ("women with polycystic ovary syndrome (PCOS): PCOS", "condition", "PCOS", "polycystic-ovary-syndrome", 2),
    ("PCOS (polycystic ovary syndrome)", "condition", "PCOS", "polycystic-ovary-syndrome", 1),
    ("hypertriglyceridemia (HTG), HTG", "condition", "HTG", "high-triglycerides", 2),
    ("Aloe vera (AV) gel. AV was applied.", "ingredient", "AV", "aloe-vera", 2),
]


@pytest.mark.parametrize(("text", "kind", "short", "concept", "times"), DEFINED)
def test_a_definition_holds_in_the_whole_text(
    named: Named, text: str, kind: Kind, short: str, concept: str, times: int
) -> None:
    assert [c for name, c in named(text, kind) if name == short] == [concept] * times


def test_a_definition_holds_before_it_is_made(named: Named) -> None:
    assert ("WP", "whey-protein") in named("WP and strength. Whey protein (WP) was given.", "ingredient")


def test_another_meaning_takes_the_abbreviation_away(named: Named) -> None:
    text = "The nucleus accumbens (NAC) lit up. NAC rose; the Environmental Protection Agency (EPA) and EPA rules."
    assert named(text, "ingredient") == []


def test_an_abbreviation_of_a_longer_thing_is_not_the_name_in_it(named: Named) -> None:
    assert named("randomised controlled vitamin D trial of falls (RCVDTF). RCVDTF", "ingredient") == [
        ("vitamin D", "vitamin-d")
    ]
    assert ("VDR", "vitamin-d") not in named("vitamin D receptor (VDR), VDR", "ingredient")


@pytest.mark.parametrize(
    ("short", "before", "at"),
    [
        ("PCOS", "women with polycystic ovary syndrome", 11),
        ("CoQ10", "coenzyme Q10", 0),
        ("WHO", "World Health Organization", 0),
        ("EPA", "nothing of the kind", None),
        ("NAC", "xN-acetylcysteine", None),
    ],
)
def test_long_forms(short: str, before: str, at: int | None) -> None:
    assert long_form(short, before) == at
