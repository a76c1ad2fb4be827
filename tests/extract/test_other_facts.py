"""Comparator, population, adverse effects, funding, registration, country, bias cues."""

from __future__ import annotations

import pytest

from proofwort.extract import bias
from proofwort.extract.adverse import adverse
from proofwort.extract.comparator import comparator
from proofwort.extract.country import country
from proofwort.extract.funding import funding
from proofwort.extract.population import healthy, population
from proofwort.extract.registration import registration
from tests.extract.making import text


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Men took tea or placebo.", "placebo"),
        ("The control group received no treatment.", "no-treatment"),
        ("The other group had usual care.", "diet-or-usual-care"),
        ("Patients took a low dose or a high dose.", "dose"),
        ("Honey was compared with chlorhexidine.", "active"),
        ("Men drank tea.", None),
    ],
)
def test_comparator(abstract: str, value: str | None) -> None:
    found = comparator(text(abstract), "rct-parallel")
    assert (found.value if found else None) == value


def test_population() -> None:
    found = population(text("We enrolled 60 women with premenstrual syndrome, and measured pain."), "rct-parallel")
    assert found is not None
    assert found.value.startswith("women with premenstrual syndrome")


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Sixty healthy adults took part.", True),
        ("Twelve trained cyclists took part.", True),
        ("Sixty patients with type 2 diabetes took part.", False),
    ],
)
def test_healthy(abstract: str, value: bool) -> None:
    found = healthy(text(abstract), "rct-parallel")
    assert found is not None
    assert found.value is value


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("No serious adverse events were seen.", "none"),
        ("The treatment was well tolerated.", "none"),
        ("Mild gastrointestinal side effects were reported in 12%.", "mild"),
        ("Two men had severe hepatotoxicity.", "serious"),
        ("Adverse events were recorded.", None),
    ],
)
def test_adverse(abstract: str, value: str | None) -> None:
    found = adverse(text(abstract), "rct-parallel")
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Funding: National Institutes of Health.", "public"),
        ("This study was supported by Example Pharma Ltd.", "industry"),
        ("Funded by the Ministry of Health and Example Inc.", "mixed"),
        ("The authors received no funding.", "none"),
        ("Legs support the body.", None),
    ],
)
def test_funding(abstract: str, value: str | None) -> None:
    found = funding(text(abstract))
    assert (found.value if found else None) == value


def test_registration() -> None:
    found = registration(text("Registered as NCT 00000001 and ISRCTN00000002, again NCT00000001."))
    assert found is not None
    assert found.value == ("NCT00000001", "ISRCTN00000002")


@pytest.mark.parametrize(
    ("abstract", "value"),
    [
        ("Korean adults took part.", "South Korea"),
        ("Men from Italy and Spain took part.", None),
        ("Chinese herbs.", None),
    ],
)
def test_country(abstract: str, value: str | None) -> None:
    found = country(text(abstract))
    assert (found.value if found else None) == value


def test_bias_cues() -> None:
    found = text(
        "Randomisation used a computer-generated list and sealed opaque envelopes. The primary outcome was pain."
        " Analysis was by intention to treat. Of 60 men, 45 completed the trial."
    )
    assert bias.sequence(found) is not None
    assert bias.concealed(found) is not None
    assert bias.intention_to_treat(found) is not None
    assert bias.primary_stated(found) is not None
    assert bias.per_protocol_only(found) is None
    lost = bias.attrition(found, 60)
    assert lost is not None
    assert lost.value == 0.25
