"""What is found in real sentences, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from proofwort.mentions import Kind, Vocabulary

Named = Callable[[str, Kind], list[tuple[str, str]]]

INGREDIENTS = [
    ("Oral magnesium sulfate for eclampsia", [("magnesium sulfate", "magnesium")]),
    ("CURCUMA LONGA ROOT and curcumin", [("CURCUMA LONGA", "turmeric"), ("curcumin", "turmeric")]),
    (
        "omega-3, omega 3, omega‑3, ω-3 and n-3 PUFAs",
        [(n, "omega-3") for n in ("omega-3", "omega 3", "omega‑3", "ω-3", "n-3 PUFAs")],
    ),
    (
        "β-carotene, beta-carotene, beta carotene",
        [(n, "beta-carotene") for n in ("β-carotene", "beta-carotene", "beta carotene")],
    ),
    ("dietary fibre and dietary fiber", [("dietary fibre", "dietary-fiber"), ("dietary fiber", "dietary-fiber")]),
    (
        "vitamin B12, vitamin B-12, vitamin B₁₂",
        [(n, "vitamin-b12") for n in ("vitamin B12", "vitamin B-12", "vitamin B₁₂")],
    ),
    ("vitamin\nD or vitamin  D", [("vitamin\nD", "vitamin-d"), ("vitamin  D", "vitamin-d")]),
    ("Ginkgo biloba, then G. biloba", [("Ginkgo biloba", "ginkgo"), ("G. biloba", "ginkgo")]),
    ("EPA levels, not epa", [("EPA", "epa")]),
    ("saffron in vironments, environment, ironic", [("saffron", "saffron")]),
]

LISTS = [
    ("vitamins C and E", ["vitamin-c", "vitamin-e"]),
    ("vitamins B6, B12 and D", ["vitamin-b6", "vitamin-b12", "vitamin-d"]),
    ("vitamins A, C, and E were given", ["vitamin-a", "vitamin-c", "vitamin-e"]),
    ("vitamin D and K2", ["vitamin-d", "vitamin-k2"]),
    ("vitamin B6/B12", ["vitamin-b6", "vitamin-b12"]),
    ("omega-3/6 supplements", ["omega-3", "omega-6"]),
    ("omega-3 and -6 fatty acids", ["omega-3", "omega-6"]),
    ("vitamin D and a placebo", ["vitamin-d"]),
    ("vitamin D, A total of 40", ["vitamin-d"]),
    ("vitamin A and E. coli", ["vitamin-a"]),
    ("vitamin D and B cells", ["vitamin-d"]),
    ("omega-3 and 6 months later", ["omega-3"]),
]

NOT_INGREDIENTS = [
    "Iron Man triathlon", "He won the Ironman", "This may lead to harm", "sage advice", "a zinc finger protein",
    "zinc-finger domains",
    "the gold standard", "vitamin K antagonists", "a vitamin K antagonist", "to iron out differences", "copper wire",
    "along the bay",
    "ginger hair", "a ginger-haired man", "a tea party", "in mint condition", "Ginger Smith wrote",
    "a cat named Ginger",
    "folic acid antagonists", "a calcium channel blocker", "calcium-channel blockers", "caffeine-free drinks",
    "retinoic acid receptor",
    "the vitamin D receptor (VDR)", "NMDA glutamate receptors", "the sodium/potassium pump", "creatine kinase rose",
    "glutathione peroxidase",
    "tyrosine kinase inhibitors", "horseradish peroxidase", "C-reactive protein", "serine protease",
    "peanut agglutinin", "200 mg daily",
]  # fmt: skip

CONDITIONS = [
    ("type 2 diabetes mellitus, T2DM, type II diabetes", ["type-2-diabetes"] * 3),
    ("Parkinson’s disease, Parkinson disease, Parkinson's disease", ["parkinsons-disease"] * 3),
    ("oedema and edema", ["edema", "edema"]),
    ("kidney stones; a kidney stone", ["kidney-stones", "kidney-stones"]),
    ("ST depression, stroke volume, shear stress", []),
]


@pytest.mark.parametrize(("text", "expected"), INGREDIENTS)
def test_ingredients(named: Named, text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text, "ingredient") == expected


@pytest.mark.parametrize(("text", "concepts"), LISTS)
def test_lists_name_their_head_once(named: Named, text: str, concepts: list[str]) -> None:
    assert [concept for _, concept in named(text, "ingredient")] == concepts


@pytest.mark.parametrize("text", NOT_INGREDIENTS)
def test_refusals(named: Named, text: str) -> None:
    assert named(text, "ingredient") == []


@pytest.mark.parametrize(("text", "concepts"), CONDITIONS)
def test_conditions(named: Named, text: str, concepts: list[str]) -> None:
    assert [concept for _, concept in named(text, "condition")] == concepts


def test_a_deficiency_names_both(vocabulary: Vocabulary) -> None:
    text = "vitamin D deficiency"
    assert [(m.kind, m.concept, text[m.start : m.end]) for m in vocabulary.find(text)] == [
        ("ingredient", "vitamin-d", "vitamin D"),
        ("condition", "vitamin-d-deficiency", "vitamin D deficiency"),
    ]


def test_offsets_hold_after_letters_that_change_length(vocabulary: Vocabulary) -> None:
    text = "İİ ﬁsh, İ magnesium ﬀ and zinc"
    assert [text[m.start : m.end] for m in vocabulary.find(text)] == ["magnesium", "zinc"]


def test_mentions_come_in_order_and_do_not_overlap_within_a_kind(vocabulary: Vocabulary) -> None:
    text = (
        "Vitamin D deficiency, iron deficiency anaemia (IDA), vitamins C and E in chronic kidney disease (CKD); IDA. "
        * 3
    )
    found = vocabulary.find(text)
    assert found == sorted(found, key=lambda m: m.start)
    for kind in ("ingredient", "condition"):
        spans = [(m.start, m.end) for m in found if m.kind == kind]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("text", ["", " ", "(", "()", "vitamin", "\x00\x01\x02", "vitamin \ud800 D", "é" * 5000])
def test_odd_texts_are_no_trouble(vocabulary: Vocabulary, text: str) -> None:
    for mention in vocabulary.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
