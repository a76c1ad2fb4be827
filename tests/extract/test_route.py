"""The route is read from the words beside the ingredient's name."""

from __future__ import annotations

import pytest

import proofwort
from proofwort.model import Route

REST = " We randomly assigned 80 patients with asthma to it or placebo. It improved asthma symptoms (p = 0.01)."


@pytest.mark.parametrize(
    ("title", "route"),
    [
        ("Intravenous magnesium in acute asthma", "intravenous"),
        ("Magnesium infusion in acute asthma", "intravenous"),
        ("Nebulised magnesium in acute asthma", "inhaled"),
        ("Oral magnesium citrate in asthma", "oral"),
        ("Magnesium tablets in asthma", "oral"),
        ("Intravenous insulin and magnesium in asthma", None),
        ("Magnesium in asthma", None),
    ],
)
def test_route(title: str, route: Route | None) -> None:
    study = proofwort.read(title=title, abstract="Background: a trial." + REST)
    assert [f.route for f in study.findings] == [route] * len(study.findings)
    facts = [f for f in study.facts if f.field == "route"]
    assert [f.value for f in facts] == ([route] if route else [])
    for fact in facts:
        assert fact.place
        assert title[fact.place.start : fact.place.end]


def test_a_patch_is_topical() -> None:
    study = proofwort.read(title="Capsaicin 8% patch in pain after surgery", abstract="x." + REST)
    assert study.findings[0].route == "topical"
