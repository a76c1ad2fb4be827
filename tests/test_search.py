"""A question in plain words finds what it asks about, what is dangerous first; nothing known is ever called unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from proofwort.answers import Evidence, Hit, gate_for_everyone
from proofwort.errors import NotFound
from proofwort.model import Caution, CautionKind, DrugClass, Gate, Place, Reader, Reading, Route, Source
from proofwort.search import FILLERS, Index, medicine_names, understood
from proofwort.store import Name

DAY = date(2026, 11, 25)
SMALL = {
    "ingredient": Index([Name("st johns wort", "ingredient", "st-johns-wort", "St John's wort", True)]),
    "condition": Index([Name("bad breath", "condition", "bad-breath", "Bad breath", True)]),
    "system": Index([]),
    "medicine": Index([Name("pill", "medicine", "contraceptives", "Contraceptives", False)]),
}


def first(hits: Sequence[Hit]) -> tuple[str, str]:
    return hits[0].kind, hits[0].address


@pytest.mark.parametrize(
    ("typed", "parts", "safety"),
    [
        ("is st johns wort safe", ("st johns wort",), True),
        ("how much st johns wort can i take", ("st johns wort",), True),
        ("side effects of st johns wort", ("st johns wort",), True),
        ("st johns wort for bad breath", ("st johns wort", "bad breath"), False),
        ("can i take st johns wort with the pill", ("st johns wort", "pill"), False),
        ("is it safe", ("is", "it", "safe"), False),
        ("xyzzy st johns wort", ("xyzzy", "st johns wort"), False),
    ],
)
def test_words_of_a_question_are_dropped(typed: str, parts: tuple[str, ...], safety: bool) -> None:
    query = understood(typed, SMALL)
    assert (query.parts, query.safety) == (parts, safety)


@pytest.mark.parametrize("slug", ["kratom", "lithium", "magnesium", "st-johns-wort"])
@pytest.mark.parametrize(
    "question",
    [
        "is {} safe",
        "{} safe",
        "{} dose",
        "is {} dangerous?",
        "{} side effects",
        "side effects of {}",
        "how much {} can i take",
        "what is the right dosage of {} for me",
        "too much {}",
    ],
)
def test_a_question_of_safety_leads_to_the_cautions(question: str, slug: str, evidence: Evidence) -> None:
    hits = evidence.search(question.format(slug.replace("-", " ")))
    assert first(hits) == ("ingredient", f"/ingredients/{slug}#cautions")


def test_no_known_name_is_lost_among_other_words(evidence: Evidence) -> None:
    for entry in evidence.ingredients()[::25]:
        if entry.name.lower() not in FILLERS:
            found = [hit.address for hit in evidence.search(f"xyzzy {entry.name} qwertz plugh", 40)]
            assert f"/ingredients/{entry.slug}" in found, entry.name


def test_a_letter_alone_makes_no_pair(evidence: Evidence) -> None:
    assert first(evidence.search("is kratom s")) == ("ingredient", "/ingredients/kratom")


def test_a_misspelt_ingredient_beside_a_known_word_is_found(evidence: Evidence) -> None:
    found = [hit.address for hit in evidence.search("xyzzy ashwaganda qwertz migraine plugh")]
    assert {"/ingredients/ashwagandha", "/conditions/migraine"} <= {*found}


def test_a_misspelt_name_among_other_words_is_found(evidence: Evidence) -> None:
    assert first(evidence.search("xyzzy ashwaganda plugh")) == ("ingredient", "/ingredients/ashwagandha")


@pytest.mark.parametrize(
    "typed",
    [
        "st johns wort pill",
        "st john's wort birth control",
        "st john's wort contraceptive",
        "st johns wort contraception",
        "birth control pills and st. john’s wort",
        "can i take st johns wort with the pill",
        "st jons wort pill",
    ],
)
def test_an_ingredient_with_a_medicine_goes_first(typed: str, evidence: Evidence) -> None:
    hits = evidence.search(typed)
    assert first(hits) == ("medicine", "/ingredients/st-johns-wort#interactions")
    assert hits[0].title == "St John's wort with hormonal contraceptives"
    assert hits[0].gate == "avoid"
    assert any(hit.address == "/ingredients/st-johns-wort" for hit in hits)


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("garlic blood thinners", "anticoagulants"),
        ("garlic warfarin", "anticoagulants"),
        ("garlic wafarin", "anticoagulants"),
        ("garlic statin", "statins"),
        ("garlic thyroid tablets", "thyroid-medicines"),
        ("garlic water pills", "diuretics"),
        ("garlic blood pressure medication", "antihypertensives"),
        ("garlic sleeping pill", "sedatives"),
        ("garlic steroids", "corticosteroids"),
    ],
)
def test_medicines_are_known_by_lay_names(typed: str, medicine: str, evidence: Evidence) -> None:
    hits = evidence.search(typed)
    assert (hits[0].kind, hits[0].title.split(" with ")[0]) == ("medicine", "Garlic")
    assert f"/interactions/{medicine}" in [hit.address for hit in hits[:3]]


def test_a_medicine_without_a_known_ingredient_is_found(evidence: Evidence) -> None:
    assert first(evidence.search("grapefruitx statin")) == ("medicine", "/interactions/statins")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("coq10 statin muscle pain", "/evidence/coenzyme-q10/statin-muscle-pain"),
        ("berberine insulin resistance", "/evidence/berberine/insulin-resistance"),
        ("garlic blood pressure", "/evidence/garlic/hypertension"),
        ("ginger bad breath", "/evidence/ginger/bad-breath"),
    ],
)
def test_a_medicine_inside_the_name_of_an_illness_stays_behind(typed: str, address: str, evidence: Evidence) -> None:
    assert first(evidence.search(typed)) == ("pair", address)


def test_pills_alone_are_no_contraceptives(evidence: Evidence) -> None:
    assert first(evidence.search("magnesium pills")) == ("ingredient", "/ingredients/magnesium")


def test_a_class_of_medicines_has_many_names() -> None:
    keys = {n.key for n in medicine_names(DrugClass(slug="x", name="Water tablets and others", examples=("the pill",)))}
    assert {"water tablets and others", "water tablets", "water pill", "water medicine", "others", "pill"} <= keys
    assert not keys & {"pills", "tablets", "medicines"}


def caution(kind: CautionKind, gate: Gate, routes: tuple[Route, ...] = (), conditions: tuple[str, ...] = ()) -> Caution:
    return Caution(
        ingredient="x",
        kind=kind,
        text="Mind it.",
        gate=gate,
        routes=routes,
        conditions=conditions,
        source=Source(title="A book"),
        reading=Reading(reader=Reader(kind="human", name="N. N."), date=DAY, place=Place(section="all")),
    )


@pytest.mark.parametrize(
    ("cautions", "gate"),
    [
        ((), ("unknown", False)),
        ((caution("warning", "avoid"), caution("pregnancy", "check")), ("avoid", False)),
        ((caution("adverse-effect", "none-found"), caution("pregnancy", "avoid")), ("check", True)),
        ((caution("interaction", "clinician-only"),), ("check", False)),
        (
            (caution("warning", "clinician-only", ("intravenous",)), caution("limit", "check", ("oral",))),
            ("check", False),
        ),
        ((caution("warning", "avoid", conditions=("gout",)),), ("check", True)),
        ((caution("adverse-effect", "avoid", ("nasal",)), caution("warning", "check")), ("check", True)),
        ((caution("breast-feeding", "none-found"),), ("none-found", False)),
    ],
)
def test_the_gate_of_an_ingredient_holds_for_everyone(cautions: tuple[Caution, ...], gate: tuple[Gate, bool]) -> None:
    assert gate_for_everyone(cautions) == gate


def test_hits_carry_their_gate(evidence: Evidence) -> None:
    kratom = evidence.search("kratom")[0]
    assert (kratom.kind, kratom.gate) == ("ingredient", "avoid")
    pair = evidence.search("magnesium migraine")[0]
    rating = evidence.ask("magnesium", "migraine").rating
    assert (pair.kind, pair.gate, pair.not_for_all) == ("pair", rating.safety_gate, bool(rating.avoid_if))
    assert all(hit.gate for hit in evidence.search("ginger", 40) if hit.kind in ("ingredient", "pair"))
    assert all(hit.gate is None for hit in evidence.search("migraine", 40) if hit.kind in ("condition", "study"))


def test_a_class_of_medicines_is_resolved_by_its_names(evidence: Evidence) -> None:
    assert evidence.resolve("medicine", "Warfarin") == "anticoagulants"
    assert evidence.redirect("medicine", "birth-control") == "hormonal-contraceptives"
    assert evidence.redirect("medicine", "aspirin") is None  # of two classes
    with pytest.raises(NotFound) as caught:
        evidence.resolve("medicine", "warfarn")
    assert caught.value.nearest[0][0] == "/interactions/anticoagulants"
