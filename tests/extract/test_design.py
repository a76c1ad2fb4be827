"""Designs of invented abstracts, one or more for each class."""

from __future__ import annotations

import pytest

from proofwort.extract.blinding import blinding
from proofwort.extract.design import design
from proofwort.extract.randomised import randomised
from tests.extract.making import text

CASES = [
    (
        "meta-analysis",
        "Zinc for colds: a meta-analysis",
        "We searched MEDLINE and pooled nine trials with a random-effects model (RR 0.8, 95% CI 0.7 to 0.9).",
    ),
    (
        "systematic-review",
        "Zinc for colds: a systematic review",
        "PubMed and Embase were searched. Nine trials met the inclusion criteria; they were too different to pool.",
    ),
    (
        "rct-parallel",
        "Zinc for colds",
        "In this double-blind trial, 60 adults with a cold were randomly assigned to zinc or placebo for 7 days.",
    ),
    (
        "rct-crossover",
        "Caffeine and cycling",
        "Twelve cyclists took part in a randomised, double-blind, placebo-controlled crossover study with a one-week "
        "washout between trials.",
    ),
    (
        "nonrandomised-trial",
        "Aromatherapy on a ward: a nonrandomised controlled trial",
        "Patients of one ward were given lavender; those of the other, the control group, were not. This was a "
        "quasi-experimental study.",
    ),
    (
        "single-arm-trial",
        "Vitamin D in lung disease: a single-arm pilot",
        "In this open-label, single-arm study 24 patients took vitamin D for 12 weeks. Lung function was compared "
        "before and after.",
    ),
    (
        "cohort",
        "Coffee and diabetes: a prospective cohort study",
        "We followed 4,000 women for 10 years. During follow-up 300 cases were recorded; the hazard ratio was 0.8 in "
        "Cox models.",
    ),
    (
        "case-control",
        "Selenium and thyroid disease: a case-control study",
        "Serum selenium of 80 cases was compared with 80 matched controls.",
    ),
    (
        "cross-sectional",
        "Fibre intake and mood: a cross-sectional survey",
        "In this cross-sectional study 900 adults filled in a food-frequency questionnaire. Logistic regression was "
        "used.",
    ),
    (
        "case-report",
        "Liver injury after kava: a case report",
        "We report a 40-year-old woman who presented with jaundice after taking kava.",
    ),
    (
        "animal",
        "Curcumin in a mouse model of colitis",
        "Mice were fed curcumin by oral gavage for 14 days and then sacrificed.",
    ),
    (
        "in-vitro",
        "Quercetin and HepG2 cells in vitro",
        "HepG2 cells were incubated with quercetin; cell viability was measured by MTT assay.",
    ),
    (
        "narrative-review",
        "The role of magnesium in sleep: a review",
        "This review summarises current knowledge on magnesium and sleep and discusses possible mechanisms.",
    ),
    (
        "protocol",
        "Probiotics for eczema: study protocol for a randomised trial",
        "Two hundred infants will be randomly assigned to probiotics or placebo. The primary outcome will be "
        "measured at one year.",
    ),
]


@pytest.mark.parametrize(("wanted", "title", "abstract"), CASES)
def test_design(wanted: str, title: str, abstract: str) -> None:
    found = design(text(abstract, title))
    assert found is not None
    assert found.value == wanted


def test_no_cue_no_answer() -> None:
    assert design(text("", "")) is None


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Sixty men were randomised to two groups.", True),
        ("Participants were allocated at random to tea or water.", True),
        ("Men were asked. Further randomised trials are needed.", None),
        ("Previous randomised studies have shown little. Men drank tea.", None),
        ("A mendelian randomisation study of tea.", None),
    ],
)
def test_randomised(abstract: str, value: bool | None) -> None:
    found = randomised(text(abstract), "rct-parallel")
    assert (found.value if found else None) is value


def test_observation_is_not_randomised() -> None:
    found = randomised(text("We followed women."), "cohort")
    assert found is not None
    assert found.value is False


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("a double-blind trial", "double"),
        ("a triple masked trial", "double"),
        ("Both participants and investigators were blinded.", "double"),
        ("This was an assessor-blinded trial.", "single"),
        ("an open-label randomised trial", "open"),
        ("Neither is stated here.", None),
        ("Double-blind studies are needed.", None),
        ("Treatment was open-label for insulin and double-blind for fish oil.", "double"),
    ],
)
def test_blinding(abstract: str, value: str | None) -> None:
    found = blinding(text(abstract), "rct-parallel")
    assert (found.value if found else None) == value
