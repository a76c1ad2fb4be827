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
from tests.web.conftest import Visitor

PAGE = "/evidence/magnesium/migraine"


def cautions(html: str) -> str:
    return re.search(r'<section id="cautions">.*?</section>', html, re.DOTALL).group()  # type: ignore[union-attr]  # always there


def test_the_version_is_marked_and_leads_back(visitor: Visitor, evidence: Evidence) -> None:
    slug = evidence.ask("magnesium", "migraine").studies[0].slug
    html = visitor.get(f"{PAGE}?without={slug}&blinding=double&people=20&ois_people=100").text
    assert re.search(r"Your version: (\d of 5|no rating)\. It is not Proofwort's rating\.", html)
    assert '<meta name="robots" content="noindex">' in html
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


@given(
    name=st.sampled_from(["without", "blinding", "reader", "people", "role", "route", "outcome", "mid_smd", "x"]),
    value=st.text(max_size=60),
)
@settings(max_examples=40, deadline=None)
def test_no_query_breaks_the_page(name: str, value: str, visitor: Visitor) -> None:
    assert visitor.get(f"{PAGE}?{name}={quote(value)}").status_code == 200
