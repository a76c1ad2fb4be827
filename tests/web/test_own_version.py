"""The reader's own version on the page and as JSON: marked, with a way back, never cached as ours, never a 500."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from proofwort.answers import Evidence
from proofwort.model import View
from proofwort.store import dump
from proofwort.views import THRESHOLDS
from tests.web.conftest import Visitor

PAGE = "/evidence/magnesium/migraine"


def cautions(html: str) -> str:
    return re.search(r'<section id="cautions">.*?</section>', html, re.DOTALL).group()  # type: ignore[union-attr]  # always there


def test_the_version_is_marked_and_leads_back(visitor: Visitor, evidence: Evidence) -> None:
    slug = evidence.ask("magnesium", "migraine").studies[0].slug
    html = visitor.get(f"{PAGE}?without={slug}&blinding=double&people=20&ois_people=100").text
    assert re.search(r"Your version: (\d of 5|no rating)\. It is not Proofwort's rating\.", html)
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{PAGE}">' in html
    assert f'href="{PAGE}">Back to Proofwort' in html
    assert f'value="{slug}" checked' in html
    assert cautions(html) == cautions(visitor.get(PAGE).text)


def test_the_published_page_is_not_marked(visitor: Visitor) -> None:
    for address in (PAGE, f"{PAGE}?utm_source=x", f"{PAGE}?people=&reader="):
        html = visitor.get(address).text
        assert "own-banner" not in html
        assert "noindex" not in html


def test_what_cannot_be_followed_is_said(visitor: Visitor) -> None:
    response = visitor.get(f"{PAGE}?people=many&without=pmid-1")
    assert response.status_code == 200
    assert response.text.count("It was passed over.") == 2


def test_json_gives_the_object_of_the_library(visitor: Visitor, evidence: Evidence) -> None:
    slug = evidence.ask("magnesium", "migraine").studies[0].slug
    page = visitor.get(f"{PAGE}.json?without={slug}").json()
    own = evidence.ask("magnesium", "migraine", View(without=(slug,)))
    assert page["answer"] == json.loads(dump(own))
    assert page["view"]["without"] == [slug]
    assert page["published"]["rating"]["value"] == evidence.ask("magnesium", "migraine").rating.value


def test_the_address_of_a_version_is_described(visitor: Visitor) -> None:
    described = visitor.get("/openapi.json").json()["paths"]["/evidence/{ingredient}/{condition}.json"]["get"]
    assert {"without", "people", "ois_people"} <= {p["name"] for p in described["parameters"]}


def test_a_version_is_kept_by_nobody(visitor: Visitor) -> None:
    for address in (f"{PAGE}?people=50", f"{PAGE}.json?people=50"):
        headers = visitor.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-robots-tag"] == "noindex"
    assert "no-store" not in visitor.get(PAGE).headers["cache-control"]


def test_what_is_left_out_stays_in_sight(visitor: Visitor, evidence: Evidence) -> None:
    slug = evidence.ask("magnesium", "migraine").studies[0].slug
    html = visitor.get(f"{PAGE}?without={slug}").text
    row = re.search(rf'<tr class="left-out" id="study-{slug}">.*?</tr>', html, re.DOTALL)
    assert row
    assert "not in your version" in row.group()
    assert re.search(r"One of the \d+ studies of this page is left out", html)


def test_the_seek_care_lines_are_those_of_the_published_page(visitor: Visitor, evidence: Evidence) -> None:
    page = "/evidence/magnesium/eclampsia"
    slugs = [s.slug for s in evidence.ask("magnesium", "eclampsia").studies]
    without_all = "&".join(f"without={slug}" for slug in slugs)
    for query in ("people=1000000", without_all, "role=treat&mid_smd=1"):
        html, published = visitor.get(f"{page}?{query}").text, visitor.get(page).text
        for part in (r'<aside class="care-box.*?</aside>', r'<p class="disclaimer">.*?</p>'):
            lines = re.findall(part, published, re.DOTALL)
            assert lines
            assert re.findall(part, html, re.DOTALL) == lines
        assert cautions(html).split("</p>", 1)[1] == cautions(published).split("</p>", 1)[1]


def test_fragile_studies_lead_to_the_version_without_them(visitor: Visitor, evidence: Evidence) -> None:
    key = evidence.evidence("magnesium", "migraine").fragile[0]
    html = visitor.get(PAGE).text
    assert f'href="{PAGE}?without={key.study}#own"' in html
    assert f"Your version: {key.value} of 5." in visitor.get(f"{PAGE}?without={key.study}").text


def test_a_group_shows_direct_and_indirect_evidence_apart(visitor: Visitor) -> None:
    html = visitor.get("/evidence/magnesium/autoimmune-disorders").text
    assert "Direct evidence: studies of autoimmune disorders" in html
    assert "Indirect evidence: studies of narrower conditions" in html
    assert 'id="narrower"' in html
    assert "Indirect evidence" not in visitor.get("/evidence/magnesium/insomnia").text


NAMES = ["without", "blinding", "reader", "people", "role", "route", "outcome", *THRESHOLDS, "x", "", "without[]"]
VALUES = st.text(max_size=60) | st.sampled_from(
    [
        "pmid-8792038",
        "double",
        "human",
        "50",
        "treat",
        "oral",
        "0.5",
        "nan",
        "-inf",
        "1e999",
        "9" * 150,
        "٣",
        "%00",
        "null",
    ]
)


@given(parts=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_query_breaks_the_page(parts: list[tuple[str, str]], visitor: Visitor) -> None:
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in parts)
    for address in (PAGE, f"{PAGE}.json", "/evidence/kava/mental-illness", "/evidence/zinc/pets"):
        assert visitor.get(f"{address}?{query}").status_code == 200


@given(raw=st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=80))
@settings(max_examples=40, deadline=None)
def test_no_raw_query_breaks_the_page(raw: str, visitor: Visitor) -> None:
    assert visitor.get(f"{PAGE}?{raw}").status_code == 200


def test_a_very_long_query_is_answered(visitor: Visitor) -> None:
    query = "&".join(f"without=pmid-{n}" for n in range(3000))
    response = visitor.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    assert response.text.count("It was passed over.") <= 10
