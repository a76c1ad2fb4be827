"""The whole reading of one article, explained and evaluated; with a stand-in vocabulary and claims where names don't
matter.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofwort import evaluate
from proofwort.extract import study as reading
from proofwort.extract.claims import Claims
from proofwort.extract.design import design
from proofwort.extract.explain import as_html, as_terminal
from proofwort.extract.study import READER, read_article
from proofwort.extract.text import Text
from proofwort.mentions import Vocabulary
from proofwort.model import Finding, Study
from tests.extract.making import article

ABSTRACT = (
    "Background: Zinc may help. Methods: In a double-blind trial, sixty adults with a cold were randomly assigned to "
    "zinc 30 mg/day"
    " (n = 30) or placebo (n = 30) for 7 days. Results: Fewer had a fever (RR 0.60, 95% CI 0.40 to 0.90; p = 0.01). "
    "No adverse"
    " events were seen. Trial registration: NCT00000001."
)
TITLE = "Zinc for <the> common cold"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.fixture
def study(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> Study:
    finding = Finding(ingredient="zinc", condition="common-cold", role="treat", outcome="fever", direction="benefit")
    monkeypatch.setattr(reading, "read_claims", lambda found, _vocabulary: Claims((finding,), design=design(found)))
    return read_article(article(ABSTRACT, TITLE), vocabulary)


def test_every_answer_has_its_provenance(study: Study) -> None:
    assert (study.design, study.randomised, study.blinding, study.participants) == ("rct-parallel", True, "double", 60)
    assert (study.comparator, study.adverse, study.identifiers.registrations) == ("placebo", "none", ("NCT00000001",))
    assert study.reading.reader == READER
    by_field = {fact.field: fact for fact in study.facts}
    for field in ("design", "randomised", "blinding", "participants", "dose", "duration", "effect", "registrations"):
        fact = by_field[field]
        assert fact.reader.kind == "rule"
        assert fact.rule
        assert fact.place is not None
    place = by_field["participants"].place
    assert place is not None
    assert ABSTRACT[place.start : place.end].startswith("sixty adults")


def test_intake_reaches_the_finding(study: Study) -> None:
    (finding,) = study.findings
    assert (finding.dose, finding.dose_per_day, finding.dose_unit) == ("30 mg/day", 30.0, "mg")
    assert (finding.duration, finding.weeks) == ("7 days", 1.0)
    assert finding.effect is not None
    assert (finding.effect.measure, finding.effect.value, finding.p) == ("RR", 0.6, "0.01")


def test_without_an_ingredient_only_the_design(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> None:
    monkeypatch.setattr(reading, "read_claims", lambda _text, _vocabulary: Claims())
    found = read_article(article(ABSTRACT, TITLE), vocabulary)
    assert [fact.field for fact in found.facts] == ["design"]
    assert found.findings == ()
    assert found.participants is None


def test_explained_in_html_is_escaped(study: Study) -> None:
    html = as_html(article(ABSTRACT, TITLE), study)
    assert "<the>" not in html
    assert "&lt;the&gt;" in html
    assert "<mark>" in html
    assert html.count("<section>") == 2


def test_explained_in_a_terminal_names_rules(study: Study) -> None:
    shown = as_terminal(article(ABSTRACT, TITLE), study).plain
    assert "participants" in shown
    assert "people counted" in shown
    assert "zinc for common-cold (treat)" in shown


def test_evaluation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> None:
    finding = Finding(ingredient="zinc", condition="common cold", role="treat", outcome="fever", direction="benefit")
    monkeypatch.setattr(reading, "read_claims", lambda found, _vocabulary: Claims((finding,), design=design(found)))
    label = {
        "id": "A",
        "relevant": True,
        "design": "rct-parallel",
        "randomised": True,
        "blinding": "single",
        "n": 60,
        "claims": [
            {
                "ingredient": "zinc",
                "condition": "colds",
                "dose": "0.03 g daily",
                "duration": "1 week",
                "direction": "benefit",
                "effect": {"measure": "RR", "value": 0.6, "lo": 0.4, "hi": 0.9},
            }
        ],
    }
    labels, texts = tmp_path / "labels.jsonl", tmp_path / "texts.jsonl"
    labels.write_text(json.dumps(label) + "\n", encoding="utf-8")
    texts.write_text(
        json.dumps({"id": "A", "title": TITLE, "abstract": ABSTRACT, "year": "2020"}) + "\n", encoding="utf-8"
    )
    found = evaluate.evaluate(labels, texts, vocabulary)
    scores = {score.fact: score for score in found.scores}
    assert scores["design"].accuracy == 1.0
    assert scores["blinding"].accuracy == 0.0
    for fact in (
        "participants",
        "dose",
        "duration",
        "effect with interval",
        "main ingredient",
        "direction of the main claim",
    ):
        assert scores[fact].accuracy == 1.0, fact
    assert "trials pooled" not in scores  # the label has no such key
    assert evaluate.to_json([found]) == evaluate.to_json([evaluate.evaluate(labels, texts, vocabulary)])
    assert evaluate.report_table(found).row_count == len(scores)


def test_bootstrap_brackets_the_figure() -> None:
    items = [[evaluate.Item("randomised", "True", "True" if i % 4 else None, bool(i % 4))] for i in range(80)]
    (score,) = evaluate.report("x", items).scores
    assert score.accuracy == 0.75
    assert score.low < 0.75 < score.high
    assert (score.stated, score.answered, score.precision) == (80, 60, 1.0)


@pytest.mark.parametrize(
    ("gold", "answer", "same"),
    [
        ("42 days", "6 weeks", True),
        ("1 year", "12 months", True),
        ("3 months", "12 weeks", False),
        ("single dose", "single session", True),
        (None, None, True),
        (None, "1 week", False),
        ("2-4 weeks", "4 weeks", True),
    ],
)
def test_same_duration(gold: str | None, answer: str | None, same: bool) -> None:
    assert evaluate.same_duration(gold, answer) is same


@pytest.mark.parametrize(
    ("gold", "answer", "same"),
    [
        ("1 g/day", "1000 mg/day", True),
        ("600 mg", "600 mg/day", True),
        ("600 mg/day", "600 mg/week", False),
        ("1,050 mg/day", "1050 mg", True),
        ("three times a day", "3 times a day", True),
        (None, "1 g", False),
    ],
)
def test_same_dose(gold: str | None, answer: str | None, same: bool) -> None:
    assert evaluate.same_dose(gold, answer) is same


def test_plain_names() -> None:
    assert evaluate.plain("Dietary fibre supplementation") == evaluate.plain("fibre")
    assert evaluate.plain("Oesophageal tumours") == evaluate.plain("esophageal tumors")


def test_text_is_bounded() -> None:
    assert len(Text(article("word " * 100_000)).low) < 60_000
