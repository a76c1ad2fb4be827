"""Dose, duration and effect."""

from __future__ import annotations

import pytest

from proofwort.extract.dose import dose
from proofwort.extract.duration import duration, weeks
from proofwort.extract.effect import effect, effects
from tests.extract.making import text


@pytest.mark.parametrize(
    ("abstract", "title", "shown", "per_day"),
    [
        ("Patients received 600 mg of magnesium daily.", "Magnesium for headache", "600 mg/day", 600.0),
        ("Men took 20 g whey twice daily.", "Whey protein for men", "20 g twice daily", 40.0),
        ("Women were given vitamin D 50,000 IU/week.", "Vitamin D for women", "50,000 IU/week", 7142.8571),
        ("Athletes ingested caffeine (6 mg/kg) one hour before the test.", "Caffeine", "6 mg/kg", None),
        ("Adults took the capsules twice daily.", "Probiotics", "twice daily", None),
        ("Serum glucose fell by 12 mg/dl.", "Cinnamon", None, None),
    ],
)
def test_dose(abstract: str, title: str, shown: str | None, per_day: float | None) -> None:
    found = dose(text(abstract, title), "rct-parallel")
    assert (found.value.text if found else None) == shown
    assert (found.value.per_day if found else None) == per_day


@pytest.mark.parametrize(
    ("abstract", "shown"),
    [
        ("Patients took zinc for eight weeks.", "8 weeks"),
        ("In a 12-week randomised trial, men took creatine.", "12 weeks"),
        ("Women received vitamin D for one year.", "1 year"),
        ("After a 2-week washout, men took taurine for 10 days.", "10 days"),
        ("Children aged 6 to 8 years were given iron.", None),
    ],
)
def test_duration(abstract: str, shown: str | None) -> None:
    found = duration(text(abstract), "rct-parallel")
    assert (found.value if found else None) == shown


def test_one_dose_before_exercise() -> None:
    found = duration(text("Cyclists ingested caffeine 60 min before exercise in a crossover design."), "rct-crossover")
    assert found is not None
    assert found.value == "single dose"


@pytest.mark.parametrize(("shown", "number"), [("8 weeks", 8.0), ("14 days", 2.0), ("1 year", 52.18), (None, None)])
def test_weeks(shown: str | None, number: float | None) -> None:
    assert weeks(shown) == number


@pytest.mark.parametrize(
    ("abstract", "wanted"),
    [
        ("Mortality fell (HR: 0.51; 95%CI 0.36–0.74; P = 0.0003).", ("HR", 0.51, 0.36, 0.74)),
        ("Lean mass rose (WMD: 0·91; 95 % CI 0·15, 1·67).", ("MD", 0.91, 0.15, 1.67)),
        ("The relative risk was 0.82 (95% confidence interval 0.70 to 0.96).", ("RR", 0.82, 0.70, 0.96)),
        ("Time was shorter (SMD: −0.66, 95% CI: −1.127 to −0.192).", ("SMD", -0.66, -1.127, -0.192)),
        ("The odds ratio [95% CI] was 1.20 [1.05-1.37].", ("OR", 1.2, 1.05, 1.37)),
        ("Mean difference [95% CI] = 0.01 [-0.12 to 0.14] L.", ("MD", 0.01, -0.12, 0.14)),
    ],
)
def test_effect(abstract: str, wanted: tuple[str, float, float, float]) -> None:
    found = effect(text(abstract))
    assert found is not None
    got = found.value.effect
    assert (got.measure, got.value, got.low, got.high) == wanted


@pytest.mark.parametrize(
    "abstract",
    [
        "The odds ratio was 1.5 (95% CI 1.6 to 2.0).",  # the estimate lies outside
        "The hazard ratio was 0.9 (95% CI 0.2 to 0.95).",  # not in the middle on a logarithmic scale
        "The mean age was 40 years (95% CI 38 to 42).",  # no measure of effect
        "The risk ratio was 0.5 (95% CI 0.3 to 0.8; p = 0.6).",  # p and interval disagree
    ],
)
def test_what_cannot_be_true_is_not_answered(abstract: str) -> None:
    assert effects(text(abstract)) == []


def test_p_beside_an_effect() -> None:
    found = effect(text("The hazard ratio was 0.51 (95% CI 0.36 to 0.74; P < 0.001)."))
    assert found is not None
    assert found.value.p == "<0.001"
