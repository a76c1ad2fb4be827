"""The site in a real browser: the walk of a reader, phone and desktop, light and dark, keyboard, without JavaScript."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has no types
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from proofwort.web.app import create_app
from tests.find_chromium import chromium
from tests.web.conftest import PAGES

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
NARROWEST = 320  # CSS pixels, WCAG 2.2 criterion 1.4.10


@pytest.fixture(scope="module")
def address(evidence_path: Path) -> Iterator[str]:
    """The address of a running server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(evidence_path), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


def context(browser: Browser, size: tuple[int, int] = SIZES["desktop"], **options: object) -> BrowserContext:
    """A fresh window that fails the test on any request that leaves the site and on any error in the console."""
    made = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)  # type: ignore[arg-type]
    made.on("request", lambda request: _stays(request.url))
    return made


def _stays(url: str) -> None:
    assert url.startswith(("http://127.0.0.1:", "data:")), f"a request left the site: {url}"


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The main page, on a desktop and on a phone; errors in the console fail the test."""
    window = context(browser, SIZES[request.param])
    shown = window.new_page()
    problems: list[str] = []
    shown.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: problems.append(str(error)))
    shown.goto(address)
    yield shown
    window.close()
    assert not problems


def test_the_walk_of_a_reader(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Body systems list").click()
    page.get_by_role("main").get_by_role("link", name="Nervous system", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nervous system")
    page.locator("#conditions").get_by_role("link", name="Migraine", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Migraine")
    page.get_by_role("main").get_by_role("link", name="Magnesium", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evidence supporting the use of: Magnesium")
    page.locator("#studies tbody th a").first.click()
    expect(page).to_have_url(re.compile("/studies/"))
    page.get_by_role("link", name="Go back one page").click()
    expect(page).to_have_url(re.compile("/evidence/magnesium/migraine"))
    page.get_by_role("link", name="Go back one page").click()
    expect(page).to_have_url(re.compile("/conditions/migraine"))
    page.get_by_role("link", name="Tool main page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Does it help, and how do we know?")


def test_search_with_a_misspelling(page: Page) -> None:
    page.get_by_label("An ingredient, a condition, or both").fill("magnesum migrane")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Magnesium for Migraine").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Migraine")


def test_suggestions_by_keyboard(page: Page) -> None:
    field = page.get_by_label("An ingredient, a condition, or both")
    field.press_sequentially("magnesum migr", delay=10)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Magnesium for Migraine")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("suggestions"))
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press_sequentially("a", delay=10)
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/evidence/magnesium/migraine"))


def test_lists_can_be_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}/conditions")
    page.get_by_label("Show only names with").fill("migr")
    expect(page.locator(".names li:visible").first).to_contain_text("Migraine")
    shown = page.locator(".names li:visible").count()
    assert 0 < shown < 10
    page.get_by_label("Show only names with").fill("xyzzy")
    expect(page.locator(".filter-count")).to_have_text("Nothing fits.")


def test_a_filter_opens_what_is_folded(page: Page, address: str) -> None:
    page.goto(f"{address}/ingredients/magnesium")
    entry = page.locator(".folded .entries > li").first
    expect(entry).to_be_hidden()
    field = page.get_by_label("Show only conditions with")
    field.fill((entry.locator("a").first.text_content() or "").strip())
    expect(entry).to_be_visible()
    field.fill("xyzzy")
    expect(page.locator(".folded:visible")).to_have_count(0)
    field.fill("")
    expect(entry).to_be_hidden()


def test_a_fold_that_the_reader_opened_stays_open(page: Page, address: str) -> None:
    page.goto(f"{address}/ingredients/magnesium")
    first, second = page.locator("#conditions .folded").nth(0), page.locator("#conditions .folded").nth(1)
    first.locator("summary").click()
    field = page.get_by_label("Show only conditions with")
    field.fill("migraine")
    field.fill("")
    expect(first.locator("li").first).to_be_visible()
    expect(second.locator("li").first).to_be_hidden()


def test_a_filter_passes_over_hyphens(page: Page, address: str) -> None:
    page.goto(f"{address}/conditions")
    for typed in ("preeclampsia", "pre-eclampsia", "pre eclampsia"):
        page.get_by_label("Show only names with").fill(typed)
        expect(page.locator(".names li:visible").first).to_contain_text("Pre-eclampsia")


def test_keyboard_reaches_the_content_first(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    assert skip.evaluate("e => e.getBoundingClientRect().left") >= 0
    assert skip.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_all_works_without_javascript(browser: Browser, address: str, size: str) -> None:
    window = context(browser, SIZES[size], java_script_enabled=False)
    page = window.new_page()
    page.goto(f"{address}/studies/pmid-8792038")
    page.locator("header nav a").first.click()
    assert page.url == f"{address}/evidence/magnesium/migraine"
    page.locator("header nav a").first.click()
    assert page.url == f"{address}/conditions/migraine"
    page.locator("header input").fill("magnesum migrane")
    page.locator("header button").click()
    page.locator(".hits a").first.click()
    assert page.url == f"{address}/evidence/magnesium/migraine"
    assert page.locator(".filter").first.is_hidden()
    page.locator("details summary").first.click()
    assert page.locator(".references li").first.is_visible()
    window.close()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_nothing_that_axe_finds(browser: Browser, address: str, size: str, scheme: str) -> None:
    window = context(browser, SIZES[size], color_scheme=scheme)
    page, axe = window.new_page(), Axe()
    for kind, path in PAGES.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = axe.run(page)
        assert found.violations_count == 0, f"{kind}, {size}, {scheme}:\n{found.generate_report()}"
    window.close()


def test_nothing_runs_out_of_the_narrowest_window(browser: Browser, address: str) -> None:
    window = context(browser, (NARROWEST, 600))
    page = window.new_page()
    for kind, path in PAGES.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{kind} is {over} px too wide"
    window.close()


def test_text_can_be_doubled(browser: Browser, address: str) -> None:
    window = context(browser)
    page = window.new_page()
    page.goto(f"{address}/evidence/magnesium/migraine")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    window.close()


def test_print_shows_what_is_folded_and_drops_the_menus(browser: Browser, address: str) -> None:
    window = context(browser)
    page = window.new_page()
    page.goto(f"{address}/evidence/magnesium/migraine")
    page.emulate_media(media="print")
    assert page.locator(".main-links").is_hidden()
    assert page.locator(".references li").first.is_visible()
    assert page.locator(".disclaimer").is_visible()
    window.close()
