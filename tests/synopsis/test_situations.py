"""Who must not take it, and which harm is named: from the words of cautions to the words of the prose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from proofwort import synopsis
from proofwort.model import Answer, Caution, Place, Reader, Reading, Source
from proofwort.situations import OTHERS, SITUATIONS, contraindicated, situations
from tests.synopsis.frozen import states

READ = Reading(reader=Reader(kind="rule", name="made up"), date=date(2026, 1, 1), place=Place(section="made up"))
BASE = Caution(
    ingredient="wort", kind="contraindication", text="-", gate="avoid", source=Source(title="made up"), reading=READ
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Not with low blood sugar.", "with low blood sugar"),
        ("Smokers and former smokers must not take supplements: they raise the risk.", "by smokers and former smokers"),
        ("Epsom salts must not be taken with a blocked bowel.", "with a blocked bowel (Epsom salts)"),
        ("Not for people with gout.", "by people with gout"),
        ("Not for swelling caused by a weak heart.", "for swelling caused by a weak heart"),
        ("Supplements should be avoided with disorders of the heart.", "with disorders of the heart"),
        ("Not after a heart attack, as it may raise the risk of death.", "after a heart attack"),
        ("With gallstones only after asking a doctor.", "with gallstones"),
        ("It might act like oestrogen; not with breast cancer.", "with breast cancer"),
        ("Contraindicated with cirrhosis.", "with cirrhosis"),
    ],
)
def test_people_are_named_from_the_words_of_the_caution(text: str, said: str) -> None:
    assert contraindicated(replace(BASE, text=text)) == (said, True)


def test_illnesses_of_the_record_stand_in_and_else_nobody_is_called_ill() -> None:
    odd = replace(BASE, text="Raises blood pressure.")
    assert (
        contraindicated(replace(odd, conditions=("hypertension", "arrhythmia"))).text
        == "with hypertension or arrhythmia"
    )
    assert situations(["contraindication"], "avoid", [odd]) == [SITUATIONS["contraindication"]]
    assert "illness" not in SITUATIONS["contraindication"]


def test_of_many_those_of_the_own_body_system_are_named() -> None:
    texts = ("Not with heart failure.", "Not with gout.", "Not with a stomach ulcer.", "Not with cirrhosis.")
    many = [replace(BASE, text=text) for text in texts]
    heart = replace(states()[0].question.condition, systems=("circulatory",))
    assert situations(["contraindication"], "avoid", many, heart) == ["with heart failure", OTHERS]
    assert len(situations(["contraindication"], "avoid", many[:3], heart)) == 3


def _mild() -> Answer:
    return next(a for a in states() if "calls them mild" in synopsis.complete(replace(a, cautions=())).synopsis.text)


def test_grave_harm_is_named_and_silences_the_mild() -> None:
    grave = replace(
        BASE,
        kind="adverse-effect",
        gate="check",
        severity="major",
        likelihood="established",
        text="It stops the heart.",
    )
    said = synopsis.complete(replace(_mild(), cautions=(grave,))).synopsis.text
    assert "A grave caution: it stops the heart." in said
    assert "mild" not in said


def test_what_is_possible_or_minor_is_left_to_the_list() -> None:
    minor = replace(
        BASE, kind="adverse-effect", gate="check", severity="minor", likelihood="established", text="It itches."
    )
    said = synopsis.complete(replace(_mild(), cautions=(minor,))).synopsis.text
    assert "itches" not in said
    assert "calls them mild" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Raises the risk of clots.", "A grave caution: it raises the risk of clots."),
        ("Highly toxic when swallowed: two died.", "A grave caution: it is highly toxic when swallowed; two died."),
        ("Little is enough. It has killed. Call help.", "A grave caution: little is enough. It has killed."),
    ],
)
def test_a_note_becomes_a_sentence_that_names_the_gravest_harm(text: str, said: str) -> None:
    grave = replace(BASE, kind="adverse-effect", gate="check", severity="major", likelihood="established", text=text)
    prose = synopsis.complete(replace(_mild(), cautions=(grave,))).synopsis.text
    assert said in prose
    assert "Call help" not in prose


def test_a_medicine_is_named_once() -> None:
    forbidden = replace(
        BASE, kind="interaction", severity="major", likelihood="established", interacts_with="warfarin", text="-"
    )
    named = replace(forbidden, text="Not together with warfarin: more bleeding.")
    prose = synopsis.complete(replace(_mild(), cautions=(named,))).synopsis.text
    assert "A grave caution: it should not be taken together with warfarin; more bleeding." in prose
    unnamed = replace(forbidden, text="Clotting times have doubled.")
    prose = synopsis.complete(replace(_mild(), cautions=(unnamed,))).synopsis.text
    assert "A grave caution, with warfarin: clotting times have doubled." in prose


def test_an_amount_alone_is_no_grave_harm() -> None:
    amount = replace(
        BASE, kind="limit", severity="major", likelihood="established", text="Not more than 3 mg a day for adults."
    )
    assert "grave caution" not in synopsis.complete(replace(_mild(), cautions=(amount,))).synopsis.text
