"""The page "How ratings are made" is the rules themselves: it fails here when rules, numbers or scenarios moved on."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import pytest

from proofwort.answers import Evidence
from proofwort.method import method_page
from proofwort.rate.rubric import load_rubric
from proofwort.rate.rules import RULES
from proofwort.web import words
from proofwort.web.environment import environment, render
from proofwort.web.present import paragraphs
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def html(evidence: Evidence) -> str:
    shared = {"name": "method", "slugs": {}, "release": evidence.release, "built": evidence.built, "evidence": evidence}
    return render(environment("en", "x"), "method.html", {**shared, "page": evidence.method()}).decode()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;")
    )


def test_every_rule_stands_there_in_its_own_words(html: str) -> None:
    for name, rule in RULES.items():
        assert f'id="rule-{name}"' in html
        for part in paragraphs(inspect.cleandoc(rule.__doc__ or "")):
            assert escaped(part) in html, name


def test_every_number_stands_there_with_its_meaning_and_reference(html: str) -> None:
    rubric = load_rubric(ROOT / "knowledge" / "rubric.yaml")
    assert f"rubric {rubric.version}" in html
    plain = text_of(html)
    for number in rubric.numbers.values():
        assert escaped(f"{number.meaning} ").strip() in plain, number.name
        assert f"<code>{number.name}</code></th>" in html
        assert f">{number.value:g}</td>" in html
        assert escaped(number.reference) in html, number.name


def test_every_scenario_stands_there(html: str, evidence: Evidence) -> None:
    files = sorted((ROOT / "knowledge" / "scenarios").glob("*.yaml"))
    assert files
    assert len(evidence.method().scenarios) == len(files)
    for title, _, expected in evidence.method().scenarios:
        assert escaped(title) in html
        assert escaped(expected) in html


def test_a_page_made_from_older_rules_is_noticed(evidence: Evidence, knowledge_root: Path) -> None:
    """What the evidence file keeps is what the rules say today."""
    today = json.loads(method_page(load_rubric(knowledge_root / "rubric.yaml"), knowledge_root))
    page = evidence.method()
    assert [list(rule) for rule in page.rules] == today["rules"]
    assert [[n.name, n.value, n.unit, n.reference, n.meaning] for n in page.numbers] == today["numbers"]
    assert [list(scenario) for scenario in page.scenarios] == today["scenarios"]


def test_every_step_on_any_page_leads_to_its_rule(evidence: Evidence) -> None:
    links = [link for entry in evidence.ingredients() for link in evidence.ingredient(entry.slug).links]
    answers = [evidence.ask(link.ingredient, link.condition) for link in links]
    spoken = {step.rule for a in answers for rating in (a.rating, *a.other_claims) for step in rating.steps}
    assert spoken
    assert spoken <= set(RULES)
    assert set(RULES) == set(words.RULE)
