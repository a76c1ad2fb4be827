"""The search page and the suggestions show how dangerous a thing is; an ingredient among the medicines is led home."""

from __future__ import annotations

import pytest

from proofwort.answers import Hit
from proofwort.web.searching import spoken
from tests.web.conftest import Visitor
from tests.web.html import parse, select, words


@pytest.mark.parametrize("typed", ["is kratom safe", "kratom"])
def test_an_ingredient_shows_its_gate(typed: str, visitor: Visitor) -> None:
    first = select(parse(visitor.get(f"/search?q={typed.replace(' ', '%20')}").text), ".hits li")[0]
    assert words(first).startswith("Kratom ingredient") and "Avoid" in words(first)


def test_a_medicine_shows_its_gate(visitor: Visitor) -> None:
    first = select(parse(visitor.get("/search?q=st%20johns%20wort%20birth%20control").text), ".hits li")[0]
    assert "St John's wort with hormonal contraceptives" in words(first) and "Avoid" in words(first)


def test_suggestions_say_the_gate_in_words(visitor: Visitor) -> None:
    hit = visitor.get("/suggest?q=is%20kratom%20safe").json()[0]
    assert hit["address"] == "/ingredients/kratom#cautions"
    assert hit["subtitle"] == "ingredient · Avoid"
    assert visitor.get("/search.json?q=is%20kratom%20safe").json()[0]["subtitle"] == "ingredient"


def test_what_some_must_not_take_says_so() -> None:
    hit = Hit("ingredient", "Zinc", "ingredient", "/ingredients/zinc", 1.0, "check", not_for_all=True)
    assert spoken(hit).subtitle == "ingredient · Not for everyone"
    condition = Hit("condition", "Gout", "health condition", "/conditions/gout", 1.0)
    assert spoken(condition) == condition


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/interactions/lithium", "/ingredients/lithium#interactions"),
        ("/interactions/St-Johns-Wort", "/ingredients/st-johns-wort#interactions"),
        ("/interactions/lithium.json", "/ingredients/lithium.json"),
        ("/interactions/warfarin", "/interactions/anticoagulants"),
    ],
)
def test_other_names_among_the_medicines_are_redirected(address: str, target: str, visitor: Visitor) -> None:
    response = visitor.get(address)
    assert (response.status_code, response.headers["location"]) == (301, target)


def test_a_misspelt_ingredient_among_the_medicines_is_offered(visitor: Visitor) -> None:
    response = visitor.get("/interactions/lithum")
    assert response.status_code == 404
    assert "/ingredients/lithium" in response.text and "/interactions" in response.text
