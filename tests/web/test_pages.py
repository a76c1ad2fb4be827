"""Every kind of page is there, holds what it must, and leads on."""

from __future__ import annotations

import gzip
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from proofwort.answers import Evidence
from proofwort.web import assets, present
from tests.web.conftest import PAGES, Visitor
from tests.web.html import links, parse, select, words

NAVIGATION = ["Go back one page", "Tool main page", "Ingredients list", "Health conditions list", "Body systems list"]
KILOBYTES = 60


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_is_there(visitor: Visitor, kind: str) -> None:
    answer = visitor.get(PAGES[kind])
    assert answer.status_code == (404 if kind == "missing" else 200)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    document = parse(answer.text)
    assert [words(a) for a in select(document, "header nav a")] == NAVIGATION
    assert len(select(document, "h1")) == 1
    assert "not medical advice" in words(select(document, "footer")[0])
    assert "Never stop or change a treatment" in words(select(document, "footer")[0])


@pytest.mark.parametrize("kind", PAGES)
def test_headings_do_not_skip_a_level(visitor: Visitor, kind: str) -> None:
    levels = [int(h.tag[1]) for h in select(parse(visitor.get(PAGES[kind]).text), "h1, h2, h3, h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("kind", PAGES)
def test_every_link_within_the_site_leads_somewhere(visitor: Visitor, kind: str) -> None:
    document = parse(visitor.get(PAGES[kind]).text)
    here = {str(e.get("id")) for e in document.iter() if isinstance(e.tag, str) and e.get("id")}
    addresses = set(links(document))
    assert all(a[1:] in here for a in addresses if a.startswith("#")), [a for a in addresses if a[1:] not in here]
    within = sorted({a.split("#")[0] for a in addresses if a.startswith("/")} - {"/data/evidence.sqlite"})
    # a sample of the long lists; every kind of target is among the first of its folder
    for address in [*within[:30], *within[-30:]]:
        assert visitor.get(address).status_code == 200, address


def test_names_in_a_page_are_unique(visitor: Visitor) -> None:
    for kind, address in PAGES.items():
        names = [e.get("id") for e in parse(visitor.get(address).text).iter() if isinstance(e.tag, str) and e.get("id")]
        assert len(names) == len(set(names)), kind


def test_evidence_page_says_what_the_origin_said(visitor: Visitor) -> None:
    document = parse(visitor.get(PAGES["evidence"]).text)
    heading = words(select(document, "h1")[0])
    assert heading == "Evidence supporting the use of: Magnesium For the health condition: Migraine"
    text = words(document)
    for part in (
        "Synopsis",
        "Source of validity",
        "Rating (out of 5)",
        "More about magnesium",
        "More about migraine",
        "Other health conditions supported by magnesium",
        "Other ingredients used for migraine",
        "Why this rating, step by step",
        "Dose used in trials",
        "Cautions and interactions",
    ):
        assert part in text, part


def test_rating_stands_with_validity_direction_certainty_scope_and_gate(visitor: Visitor) -> None:
    labels = [words(dt) for dt in select(parse(visitor.get(PAGES["evidence"]).text), ".verdict dt")]
    assert labels[:6] == ["Source of validity", "Rating (out of 5)", "Direction", "Certainty", "Rated for", "Safety"]


def test_every_entry_of_a_list_carries_rating_facts_and_gate(visitor: Visitor) -> None:
    for kind in ("home", "ingredient", "condition", "evidence", "system", "ingredient-system", "study"):
        entries = select(parse(visitor.get(PAGES[kind]).text), ".entry")
        assert entries, kind
        for entry in entries:
            assert words(select(entry, ".figure")[0])
            assert words(select(entry, ".facts")[0])
            assert words(select(entry, ".gate")[0])


def test_nothing_that_failed_stands_under_supported(visitor: Visitor, evidence: Evidence) -> None:
    document = parse(visitor.get(PAGES["evidence"]).text)
    others = document.get_element_by_id("others-c")
    shown, heading = [], ""
    for element in others.iter():
        if element.tag == "h2":
            heading = words(element)
        if element.tag == "a" and "entry-name" in (element.get("class") or "") and "supported" in heading:
            shown.append(words(element))
    page = evidence.evidence("magnesium", "migraine")
    good = {link.condition_name for link in page.other_conditions if link.state in ("works", "may-work")}
    assert set(shown) == good
    listed = [words(a) for a in select(others, ".entry-name")]
    assert sorted(listed) == sorted(link.condition_name for link in page.other_conditions)


def test_care_and_gate_come_before_the_synopsis_of_an_emergency(visitor: Visitor) -> None:
    article = select(parse(visitor.get(PAGES["serious"]).text), "article")[0]
    first = [e.tag for e in article][:3]
    assert first == ["h1", "aside", "section"]
    box = select(article, "aside")[0]
    assert "emergency number" in words(box)
    assert select(box, ".gate")


def test_a_strict_gate_comes_first_whatever_the_condition(visitor: Visitor, evidence: Evidence) -> None:
    pairs = [x for entry in evidence.ingredients() for x in evidence.ingredient(entry.slug).links]
    strict = [x for x in pairs if x.care == "self-care" and not x.serious and (x.safety_gate == "avoid" or x.avoid_if)]
    for link in strict[:5]:
        article = select(parse(visitor.get(f"/evidence/{link.ingredient}/{link.condition}").text), "article")[0]
        assert [e.tag for e in article][:3] == ["h1", "aside", "section"]
        assert select(select(article, "aside")[0], ".gate")
    assert strict


def test_an_ingredient_that_nobody_should_take_says_so_at_the_top(visitor: Visitor, evidence: Evidence) -> None:
    found = [e.slug for e in evidence.ingredients() if present.for_everyone(evidence.ingredient(e.slug).cautions)]
    assert found
    box = select(parse(visitor.get(f"/ingredients/{found[0]}").text), "article aside")[0]
    assert select(box, ".gate")
    assert links(box) == ["#cautions"]


def test_a_serious_condition_names_the_outcome_that_decides(visitor: Visitor) -> None:
    badge = select(parse(visitor.get(PAGES["serious"]).text), ".verdict-state")[0]
    assert "judged by" in words(badge)


def test_the_legend_explains_every_mark(visitor: Visitor) -> None:
    text = words(select(parse(visitor.get("/").text), ".legend")[0])
    assert all(mark in text for mark in ("Not for everyone", "See a doctor", "Emergency", "Serious"))


def test_a_pair_without_record_claims_nothing(visitor: Visitor) -> None:
    text = words(parse(visitor.get(PAGES["not-searched"]).text))
    assert "Not searched yet" in text
    assert "– no rating" in text


def test_body_system_gets_no_number(visitor: Visitor) -> None:
    document = parse(visitor.get(PAGES["ingredient-system"]).text)
    assert "it gets no rating" in words(document)
    assert not select(document, ".verdict")


def test_sentences_lead_to_their_sources(visitor: Visitor, evidence: Evidence) -> None:
    document = parse(visitor.get(PAGES["evidence"]).text)
    sentences = [s for p in evidence.ask("magnesium", "migraine").synopsis.paragraphs for s in p]
    cites = select(document, ".prose sup")
    assert len(cites) == len(sentences)
    assert all(select(sup, "a") for sup in cites)


def test_study_page_says_who_read_what_when_and_where(visitor: Visitor, evidence: Evidence) -> None:
    study = evidence.study("pmid-8792038").study
    document = parse(visitor.get(PAGES["study"]).text)
    text = words(document)
    assert "https://pubmed.ncbi.nlm.nih.gov/8792038/" in links(document)
    assert study.reading.reader.name in text
    assert "no person has checked it" in text
    assert f"{study.reading.date.day} " in text


def test_a_name_leads_to_the_page_for_good(visitor: Visitor) -> None:
    for wrong, right in (
        ("/ingredients/Magnesium", "/ingredients/magnesium"),
        ("/evidence/Magnesium/Migraine", "/evidence/magnesium/migraine"),
        ("/evidence/magnesium/Migraine.json", "/evidence/magnesium/migraine.json"),
        ("/body-systems/structural-system", "/body-systems/musculoskeletal"),
        ("/studies/8792038", "/studies/pmid-8792038"),
    ):
        answer = visitor.get(wrong)
        assert (answer.status_code, answer.headers["location"]) == (301, right)


def test_every_name_of_the_evidence_redirects_or_answers(visitor: Visitor, evidence: Evidence) -> None:
    for entry in evidence.conditions()[:40]:
        for name in entry.names[:2]:
            if evidence.redirect("condition", name) == entry.slug:
                answer = visitor.get(f"/conditions/{name.replace('/', '%2F')}")
                assert answer.status_code in (200, 301, 404), name  # a slash cannot stand in a slug


def test_unknown_names_get_the_nearest(visitor: Visitor) -> None:
    answer = visitor.get("/ingredients/magnesiun")
    assert answer.status_code == 404
    assert "/ingredients/magnesium" in links(select(parse(answer.text), "main")[0])
    as_json = visitor.get("/ingredients/magnesiun.json")
    assert as_json.status_code == 404
    assert {"address": "/ingredients/magnesium", "name": "Magnesium"} in as_json.json()["nearest"]
    assert visitor.get("/nothing/at/all").status_code == 404


def test_search_finds_the_pair_in_spite_of_typos(visitor: Visitor) -> None:
    document = parse(visitor.get(PAGES["search"]).text)
    assert links(select(document, ".hits")[0])[0] == "/evidence/magnesium/migraine"
    assert "of 5" in select(document, ".hits .claim-marks")[0].text_content()
    assert visitor.get("/suggest?q=magnesum%20migrane").json()[0]["address"] == "/evidence/magnesium/migraine"
    assert visitor.get("/search").status_code == 200
    assert visitor.get("/suggest").json() == []


@pytest.mark.parametrize("kind", PAGES)
def test_pages_are_light(visitor: Visitor, kind: str) -> None:
    """Page, style and script together, compressed; the fonts are counted apart."""
    files = assets.load()
    shared = sum(len(files[name].zipped or b"") for name in ("site.css", "site.js", "icon.svg"))
    page = len(gzip.compress(visitor.get(PAGES[kind]).content, 6))
    assert page + shared <= KILOBYTES * 1024


def test_fonts_are_few_and_licensed() -> None:
    files = assets.load()
    fonts = {name: len(kept.body) for name, kept in files.items() if name.endswith(".woff2")}
    assert sum(fonts.values()) <= 120 * 1024
    assert {name for name in files if name.startswith("fonts/OFL")} == {
        "fonts/OFL-Alegreya.txt",
        "fonts/OFL-Alegreya-Sans.txt",
    }


def test_every_body_system_has_its_place_in_the_drawing(evidence: Evidence) -> None:
    assert {system.slug for system in evidence.systems()} == set(present.BODY_PLACES)


def test_addresses_never_leave_the_site_by_accident(visitor: Visitor) -> None:
    for kind, address in PAGES.items():
        document = parse(visitor.get(address).text)
        for a in document.iter("a"):
            href = str(a.get("href"))
            assert urlsplit(href).scheme in ("", "https", "http"), (kind, href)
            if href.startswith("http"):
                assert "noreferrer" in (a.get("rel") or ""), (kind, href)
