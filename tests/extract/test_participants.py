"""How many took part."""

from __future__ import annotations

import pytest

from proofwort.extract.participants import participants
from proofwort.extract.trials import trials
from proofwort.model import Design
from tests.extract.making import text


@pytest.mark.parametrize(
    ("abstract", "number"),
    [
        ("Sixty-two obese volunteers aged 19 to 60 took part in a trial; 57 completed it.", 62),
        ("Of 120 patients screened, 80 patients were randomised to tea or water.", 80),
        ("Male patients (n=80) were randomly divided into two groups.", 80),
        ("Subjects drank cranberry juice (n = 22) or a placebo beverage (n = 23) daily.", 45),
        ("The participants were randomly divided into four groups of 15 each.", 60),
        ("We measured taurine in 24 patients and 25 healthy participants.", 49),
        ("Twenty runners were randomised; 18 of 20 runners completed the trial.", 20),
        ("Participants drank tea for 8 weeks at 20 degrees.", None),
        ("Previous work studied 500 men. We measured their blood.", None),
    ],
)
def test_number_of_people(abstract: str, number: int | None) -> None:
    found = participants(text(abstract), "rct-parallel")
    assert (found.value if found else None) == number


@pytest.mark.parametrize("design", ["animal", "in-vitro", "narrative-review"])
def test_designs_without_people(design: Design) -> None:
    assert participants(text("Forty patients were randomised."), design) is None


def test_review_counts_studies_and_people() -> None:
    found = text("We searched PubMed. Eleven randomised trials with 1,340 participants met the inclusion criteria.")
    people, studies = participants(found, "meta-analysis"), trials(found, "meta-analysis")
    assert people is not None
    assert studies is not None
    assert (people.value, studies.value) == (1340, 11)


def test_one_case() -> None:
    found = participants(text("We report a 40-year-old man.", "Kava: a case report"), "case-report")
    assert found is not None
    assert found.value == 1
