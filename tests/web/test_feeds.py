"""Feeds of changes: valid Atom, whole and by ingredient or condition; the page beside them."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from proofwort.answers import Evidence, PastChange
from proofwort.model import RatingChange, Reason, Standing
from proofwort.web.feeds import SPACE, atom
from proofwort.web.present import change_line
from tests.web.conftest import Visitor

NS = {"a": SPACE}


def standing(**changes: object) -> Standing:
    fields: dict[str, object] = {
        "value": 3, "direction": "benefit", "certainty": 2, "state": "may-work", "source_of_validity": "Scientific",
        "safety_gate": "check",
    }  # fmt: skip
    return Standing(**{**fields, **changes})  # type: ignore[arg-type]  # tests pass fields of the noun


def change(before: Standing | None, after: Standing | None) -> RatingChange:
    return RatingChange(
        ingredient="magnesium",
        ingredient_name="Magnesium <b>",
        condition="migraine",
        condition_name="Migraine & co",
        before=before,
        after=after,
        reasons=(Reason(kind="study-retracted", text="two trials retracted"),),
    )


def test_a_feed_is_valid_atom_and_escapes_what_it_is_given(evidence: Evidence) -> None:
    past = PastChange(date(2026, 11, 30), "abc", change(standing(), standing(value=2, state="hints")))
    feed = ET.fromstring(atom(evidence, [past], "Changes", "http://proofwort.test", "/changes.atom"))
    assert feed.tag == f"{{{SPACE}}}feed"
    for needed in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{needed}", namespaces=NS)
    entry = feed.find("a:entry", NS)
    assert entry is not None
    assert entry.findtext("a:title", namespaces=NS) == "Magnesium <b> for Migraine & co: 3 → 2"
    assert entry.findtext("a:updated", namespaces=NS) == "2026-11-30T00:00:00Z"
    assert entry.findtext("a:summary", namespaces=NS) == "two trials retracted"
    link = entry.find("a:link", NS)
    assert link is not None and link.get("href") == "http://proofwort.test/evidence/magnesium/migraine"


@pytest.mark.parametrize(
    "address", ["/changes.atom", "/ingredients/magnesium/changes.atom", "/conditions/migraine/changes.atom"]
)
def test_feeds_are_served_and_linked(visitor: Visitor, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/atom+xml")
    assert ET.fromstring(response.content).findtext("a:title", namespaces=NS)
    page = address.removesuffix("/changes.atom") or "/changes"
    assert f'type="application/atom+xml" title="What changed" href="{address}"' in visitor.get(page).text


def test_an_unknown_feed_is_missing(visitor: Visitor) -> None:
    assert visitor.get("/ingredients/magnesiun/changes.atom").status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (standing(), standing(value=2), "3 → 2"),
        (standing(value=None), standing(), "no rating → 3"),
        (None, standing(), "new, 3 of 5"),
        (None, standing(value=None), "new, without a rating"),
        (standing(), None, "no longer rated"),
        (standing(), standing(state="conflicting"), "may work → conflicting results"),
        (standing(), standing(certainty=1), "certainty 2 → 1"),
        (standing(), standing(direction="mixed"), "benefit → mixed"),
        (standing(), standing(source_of_validity="Both"), "source of validity Scientific → Both"),
        (standing(), standing(safety_gate="avoid"), "safety: check first → avoid"),
    ],
)
def test_a_change_in_one_line(before: Standing | None, after: Standing | None, line: str) -> None:
    assert change_line(change(before, after)) == line
