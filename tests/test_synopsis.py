"""The prose: verbs bound to the rating, every sentence cited, grammar that survives every pair."""

from __future__ import annotations

import re

import pytest

from proofwort.answers import Evidence
from proofwort.model import Answer, Effect, Sentence
from proofwort.synopsis import first_sentence
from proofwort.synopsis.results import effect_words

ENDS = re.compile(r"[.!?][)\"”]?$")


@pytest.fixture(scope="module")
def answers(evidence: Evidence) -> list[Answer]:
    found = []
    for entry in evidence.ingredients():
        for link in evidence.ingredient(entry.slug).links:
            found.append(evidence.ask(link.ingredient, link.condition))
    return found


def test_there_is_something_to_read(answers: list[Answer]) -> None:
    assert len(answers) >= 100


def test_every_sentence_is_a_sentence(answers: list[Answer]) -> None:
    for answer in answers:
        for paragraph in answer.synopsis.paragraphs:
            for sentence in paragraph:
                where = f"{answer.rating.claim.ingredient} × {answer.rating.claim.condition}: {sentence.text}"
                assert sentence.text[0].isupper() or sentence.text[0].isdigit(), where
                assert ENDS.search(sentence.text), where
                for fault in (
                    "  ",
                    " ,",
                    " .",
                    "..",
                    "None",
                    "{",
                    "}",
                    " a a ",
                    " the the ",
                    "()",
                    "one people",
                    "one studies",
                    "one trials",
                    "one reviews",
                ):
                    assert fault not in sentence.text, f"{fault!r} in {where}"


def test_sources_exist(answers: list[Answer]) -> None:
    for answer in answers:
        lists = {
            "tradition": answer.traditions,
            "statement": answer.statements,
            "caution": answer.cautions,
            "search": answer.searches,
        }
        studies = {s.slug for s in answer.studies}
        for paragraph in answer.synopsis.paragraphs:
            for source in (s for sentence in paragraph for s in sentence.sources):
                kind, _, rest = source.partition(":")
                if kind == "study":
                    assert rest in studies
                elif kind in lists:
                    assert 1 <= int(rest) <= len(lists[kind])
                else:
                    assert kind in ("rating", "record")


def test_supports_is_said_from_four_up_and_never_below(answers: list[Answer]) -> None:
    for answer in answers:
        text = answer.synopsis.paragraphs[-1][0].text
        supports = "supports" in text
        strong = (
            answer.rating.direction == "benefit"
            and (answer.rating.scientific or 0) >= 4
            and answer.rating.claim.role != "associate"
            and not any(s.rule == "definitional" for s in answer.rating.steps)
        )
        assert supports == strong, text


def test_nothing_found_says_no_more_than_that(answers: list[Answer]) -> None:
    empty = [a for a in answers if a.rating.state == "nothing-found"]
    assert empty
    for answer in empty:
        assert "says nothing about whether it works" in answer.synopsis.text
        assert "does not work" not in answer.synopsis.text


def test_serious_conditions_point_to_care(answers: list[Answer]) -> None:
    serious = [a for a in answers if a.question.condition.serious]
    assert serious
    for answer in serious:
        assert "medical care" in answer.synopsis.text
        assert "no treatment should be stopped" in answer.synopsis.text


def test_a_sentence_without_sources_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="sources"):
        Sentence(text="Magnesium cures all.", sources=())


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (
            Effect(measure="RR", value=0.41, low=0.29, high=0.58),
            "the risk was about 59% lower (relative risk 0.41; 95% interval 0.29 to 0.58), in favour of magnesium",
        ),
        (
            Effect(measure="MD", value=-17.36, low=-27.27, high=-7.44, unit="minutes"),
            "the average difference was −17.36 minutes (95% interval −27.27 to −7.44), in favour of magnesium",
        ),
        (
            Effect(measure="RR", value=1.3, low=1.1, high=1.5),
            "the risk was about 30% higher (relative risk 1.3; 95% interval 1.1 to 1.5), against magnesium",
        ),
        (
            Effect(measure="SMD", value=0.1, low=-0.2, high=0.4, better="higher"),
            "the difference was very small (standardised difference 0.1; 95% interval −0.2 to 0.4), "
            "so chance alone could explain it",
        ),
        (
            Effect(measure="HR", value=3.1, low=2.1, high=4.7, better="higher"),
            "the chance was about 3.1 times as high (hazard ratio 3.1; 95% interval 2.1 to 4.7), in favour of magnesium",
        ),
        (
            Effect(measure="HR", value=0.75, low=0.68, high=0.83, baseline=0.22),
            "the risk was about 25% lower (hazard ratio 0.75; 95% interval 0.68 to 0.83), about 17 of 100 people with "
            "magnesium against 22 without, in favour of magnesium",
        ),
        (
            Effect(measure="RR", value=0.5, low=0.2, high=0.9, baseline=0.004),
            "the risk was about 50% lower (relative risk 0.5; 95% interval 0.2 to 0.9), about 2 of 1,000 people with "
            "magnesium against 4 without, in favour of magnesium",
        ),
        (
            Effect(measure="RD", value=-0.07, low=-0.23, high=0.09),
            "about seven fewer of 100 people (95% interval −23 to 9 per 100), so chance alone could explain it",
        ),
    ],
)
def test_effects_in_words(effect: Effect, said: str) -> None:
    assert effect_words(effect, "magnesium") == said


def test_first_sentence_is_not_cut_at_abbreviations() -> None:
    assert (
        first_sentence("A plant (e.g. St. John's wort) grows. It flowers.") == "A plant (e.g. St. John's wort) grows."
    )


def test_natural_frequencies_need_a_baseline_and_fit_the_ratio() -> None:
    bare = effect_words(Effect(measure="RR", value=0.5), "magnesium")
    assert "of 100" not in bare
    odds = effect_words(Effect(measure="OR", value=2.0, baseline=0.5), "magnesium")
    assert "about 67 of 100 people with magnesium against 50 without" in odds
    impossible = effect_words(Effect(measure="RR", value=3.0, baseline=0.5), "magnesium")
    assert "of 100" not in impossible


def test_a_recorded_baseline_fits_what_the_study_says(answers: list[Answer]) -> None:
    shares = [f.effect.baseline for a in answers for s in a.studies for f in s.findings if f.effect]
    known = [s for s in shares if s is not None]
    assert known
    assert all(0 < s < 1 for s in known)
