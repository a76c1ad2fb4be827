"""The JSON of a page is the object of the page, and its description holds."""

from __future__ import annotations

import csv
import io

import pytest
from openapi_spec_validator import validate
from pydantic import TypeAdapter

from proofwort.answers import Evidence
from proofwort.web.addresses import PATHS, json_path
from proofwort.web.pages import PAGES, read
from tests.web.conftest import Visitor

SLUGS = {
    "ingredient": "magnesium",
    "condition": "migraine",
    "system": "nervous",
    "study": "pmid-8792038",
    "medicine": "anticoagulants",
}


@pytest.mark.parametrize("name", PAGES)
def test_json_is_the_object_of_the_page(visitor: Visitor, evidence: Evidence, name: str) -> None:
    slugs = {kind: slug for kind, slug in SLUGS.items() if f"{{{kind}}}" in PATHS[name]}
    answer = visitor.get(json_path(name).format(**slugs))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    shown = TypeAdapter(PAGES[name].shape).validate_json(answer.content)
    assert shown == read(name, evidence, slugs)


@pytest.mark.parametrize("name", PAGES)
def test_asking_for_json_gives_the_same_as_its_address(visitor: Visitor, name: str) -> None:
    slugs = {kind: slug for kind, slug in SLUGS.items() if f"{{{kind}}}" in PATHS[name]}
    page = visitor.get(PATHS[name].format(**slugs), headers={"accept": "application/json"})
    assert page.content == visitor.get(json_path(name).format(**slugs)).content
    assert "Accept" in page.headers["vary"]


def test_a_browser_that_takes_anything_gets_the_page(visitor: Visitor) -> None:
    accept = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
    assert visitor.get("/", headers={"accept": accept}).headers["content-type"].startswith("text/html")


def test_the_answer_is_the_one_of_the_library(visitor: Visitor, evidence: Evidence) -> None:
    page = visitor.get("/evidence/magnesium/migraine.json").json()
    answer = evidence.ask("magnesium", "migraine")
    assert page["answer"]["rating"]["value"] == answer.rating.value
    assert page["answer"]["release"] == evidence.release


def test_search_as_json_and_as_page_agree(visitor: Visitor) -> None:
    as_json = visitor.get("/search.json?q=magnesium").json()
    assert as_json == visitor.get("/search?q=magnesium", headers={"accept": "application/json"}).json()
    suggested = visitor.get("/suggest?q=magnesium").json()
    assert [hit["address"] for hit in as_json[:8]] == [hit["address"] for hit in suggested]


def test_the_description_is_valid_and_complete(visitor: Visitor) -> None:
    described = visitor.get("/openapi.json").json()
    validate(described)
    for name in PAGES:
        operation = described["paths"][json_path(name)]["get"]
        assert operation["summary"]
        assert operation["responses"]["200"]["content"]["application/json"]["schema"]
        braces = json_path(name).count("{")
        assert len([p for p in operation.get("parameters", []) if p["in"] == "path"]) == braces
    for path in ("/search.json", "/suggest", "/healthz", "/data/ratings.csv", "/data/evidence.sqlite"):
        assert path in described["paths"]


def test_no_documentation_page_that_loads_from_elsewhere(visitor: Visitor) -> None:
    assert visitor.get("/docs").status_code == 404
    assert visitor.get("/redoc").status_code == 404


def test_ratings_as_a_table(visitor: Visitor, evidence: Evidence) -> None:
    answer = visitor.get("/data/ratings.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    links = [link for entry in evidence.ingredients() for link in evidence.ingredient(entry.slug).links]
    assert len(rows) == len(links)
    row = next(r for r in rows if (r["ingredient"], r["condition"]) == ("magnesium", "migraine"))
    link = next(x for x in links if (x.ingredient, x.condition) == ("magnesium", "migraine"))
    assert row["value"] == ("" if link.value is None else str(link.value))
    assert row["safety_gate"] == link.safety_gate
    assert row["release"] == evidence.release


def test_the_whole_file_can_be_taken(visitor: Visitor) -> None:
    answer = visitor.get("/data/evidence.sqlite")
    assert answer.status_code == 200
    assert answer.content.startswith(b"SQLite format 3\0")
