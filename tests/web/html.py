"""Just enough reading of HTML for the tests."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement


def parse(text: str) -> HtmlElement:
    """The document as a tree."""
    return lxml.html.document_fromstring(text)


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """The descendants that a simple selector means: "main a, .small, input[type=search]"."""
    paths = (".//" + "//".join(_step(part) for part in one.split()) for one in selector.split(","))
    found: list[HtmlElement] = element.xpath(" | ".join(paths))
    return found


def _step(part: str) -> str:
    match = re.fullmatch(r"([\w-]*)((?:\.[\w-]+)*)(?:\[([\w-]+)(?:=([\w-]+))?\])?", part)
    assert match, part
    tag, classes, attribute, value = match.groups()
    tests = [f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes.split(".")[1:]]
    if attribute:
        tests.append(f"[@{attribute}='{value}']" if value else f"[@{attribute}]")
    return (tag or "*") + "".join(tests)


def words(element: HtmlElement) -> str:
    """The visible text with single blanks."""
    return " ".join(element.text_content().split())


def links(document: HtmlElement) -> list[str]:
    """The addresses of all links, in order."""
    return [str(a.get("href")) for a in document.iter("a") if a.get("href")]
