"""Nothing is loaded from elsewhere, nothing foreign runs, nothing a visitor types breaks the site."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofwort.answers import Evidence, EvidencePage, StudyPage
from proofwort.web.environment import environment, render
from proofwort.web.headers import HEADERS
from proofwort.web.pages import LONGEST_SLUG
from proofwort.web.text import plain_title, visible, web_link
from tests.web.conftest import PAGES, Visitor
from tests.web.html import parse, select

LOADING = {"script": "src", "img": "src", "iframe": "src", "use": "href", "form": "action", "object": "data"}
HOSTILE = '<script>alert(1)</script><i>Ginkgo</i> & \u202egnp.exe\u202c \u2066x\u2069 "quoted" {{ 7*7 }} %(name)s'


OTHERS = ["/index.json", "/static/x/none.css", "/nothing", "/healthz", "/suggest?q=a", "/data/ratings.csv"]


@pytest.mark.parametrize("address", [*PAGES.values(), *OTHERS])
def test_headers_go_with_every_response(visitor: Visitor, address: str) -> None:
    answer = visitor.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("kind", PAGES)
def test_pages_load_nothing_from_elsewhere(visitor: Visitor, kind: str) -> None:
    document = parse(visitor.get(PAGES[kind]).text)
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        assert not element.get("style"), "the policy forbids style attributes"
        assert not [name for name in element.attrib if name.startswith("on")], "the policy forbids handlers"
        if element.tag == "link":
            named = element.get("rel") in ("canonical", "alternate")  # said, not loaded
            assert str(element.get("href")).startswith("/" if named else "/static/")
        loaded = element.get(LOADING[element.tag]) if element.tag in LOADING else None
        assert loaded is None or loaded.startswith(("/", "#")), loaded
        if element.tag in ("script", "style"):
            assert not (element.text or "").strip(), "the policy forbids inline code"


def test_style_and_script_load_nothing_from_elsewhere(visitor: Visitor) -> None:
    document = parse(visitor.get("/").text)
    style = visitor.get(str(select(document, "link[rel=stylesheet]")[0].get("href")))
    script = visitor.get(str(select(document, "script")[0].get("src")))
    assert (style.headers["content-type"], script.headers["content-type"]) == (
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
    )
    for text in (style.text, script.text):
        assert not re.search(r"https?:|//[a-z]", re.sub(r"^//.*$", "", text, flags=re.MULTILINE))
    for path in re.findall(r"url\(([^)]+)\)", style.text):
        font = visitor.get(str(style.url).rsplit("/", 1)[0] + "/" + path)
        assert font.headers["content-type"] == "font/woff2"
        assert "immutable" in font.headers["cache-control"]


def test_hostile_text_is_shown_harmlessly(evidence: Evidence) -> None:
    study = replace(
        evidence.study("pmid-8792038").study,
        title=HOSTILE,
        journal=HOSTILE,
        authors=(HOSTILE,),
        population=HOSTILE,
        note=HOSTILE,
        integrity="retracted",
        integrity_note=HOSTILE,
    )
    page = evidence.evidence("magnesium", "migraine")
    answer = replace(page.answer, studies=(study, *page.answer.studies))
    common = {"release": "r", "built": evidence.built, "evidence": evidence}
    made = environment("en", "v")
    slugs = {"ingredient": "magnesium", "condition": "migraine"}
    shown = EvidencePage(answer, page.other_conditions, page.other_ingredients)
    alone = {**common, "name": "study", "slugs": {"study": "x"}, "page": StudyPage(study, ())}
    pair = {**common, "name": "evidence", "slugs": slugs, "page": shown}
    assert "%(name)s" in render(made, "study.html", alone).decode()
    for text in (render(made, "study.html", alone).decode(), render(made, "evidence.html", pair).decode()):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "{{ 7*7 }}" in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        assert len(select(parse(text), "script")) == 1


def test_a_typed_text_is_shown_harmlessly(visitor: Visitor) -> None:
    answer = visitor.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AEabc")
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_titles_lose_tags_of_style_only() -> None:
    assert plain_title("<i>Ginkgo</i> H<sub>2</sub>O a<b") == "Ginkgo H2O a<b"
    assert visible("a\u202eb\x00c\ud800") == "abc"
    assert visible(3) == 3


def test_only_web_addresses_become_links() -> None:
    assert web_link("https://example.org/") == "https://example.org/"
    for address in ("javascript:alert(1)", "data:text/html,x", " https://x", "file:///etc/passwd", "", None):
        assert web_link(address) is None


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(query=st.binary(max_size=60))
def test_no_query_breaks_the_site(visitor: Visitor, query: bytes) -> None:
    typed = "".join(f"%{byte:02X}" for byte in query)
    for path in ("/search", "/search.json", "/suggest"):
        assert visitor.get(f"{path}?q={typed}").status_code == 200


@FUZZ
@given(query=st.text(max_size=80))
def test_no_typed_words_break_the_search(visitor: Visitor, query: str) -> None:
    typed = "".join(f"%{byte:02X}" for byte in query.encode("utf-8", "surrogatepass"))
    assert visitor.get(f"/search?q={typed}").status_code == 200


@FUZZ
@given(raw=st.text(alphabet="&=?#%;+[]\\\"'<>az09", max_size=60))
def test_no_query_string_breaks_a_page(visitor: Visitor, raw: str) -> None:
    query = raw.replace("#", "")
    for path in ("/", "/search", "/suggest", "/evidence/magnesium/migraine"):
        assert visitor.get(f"{path}?{query}").status_code == 200


@FUZZ
@given(slug=st.binary(min_size=1, max_size=40))
def test_no_slug_breaks_a_page(visitor: Visitor, slug: bytes) -> None:
    typed = "".join(f"%{byte:02X}" for byte in slug)
    for path in ("/ingredients/{}", "/evidence/magnesium/{}", "/evidence/{}/migraine.json", "/studies/{}", "/{}"):
        assert visitor.get(path.format(typed)).status_code in (200, 301, 307, 404)


SYNTAX = ["*", '"', "NEAR(a b)", "a OR", "AND", "^", "col:x", "(", "a" * 5000, "%", "_", "\x00", "' or 1=1 --"]


@pytest.mark.parametrize("text", SYNTAX)
def test_words_with_a_meaning_for_the_index_are_only_words(visitor: Visitor, text: str) -> None:
    typed = "".join(f"%{byte:02X}" for byte in text.encode())
    assert visitor.get(f"/search?q={typed}").status_code == 200


def test_very_long_slugs_are_refused_at_once(visitor: Visitor) -> None:
    assert visitor.get("/ingredients/" + "a" * (LONGEST_SLUG + 1)).status_code == 404


def test_other_methods_are_refused(visitor: Visitor) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert visitor.get("/ingredients/magnesium", method=method).status_code == 405


def test_pages_answer_head(visitor: Visitor) -> None:
    answer = visitor.get("/evidence/magnesium/migraine", method="HEAD")
    assert answer.status_code == 200
    assert answer.content == b""
