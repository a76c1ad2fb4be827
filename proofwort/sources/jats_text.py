"""The text of a JATS full-text article as labelled sections: nested sections, tables row by row, figure captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from proofwort.model import Section
from proofwort.sources.text import flatten, squash

FLOATS = ("table-wrap", "fig")
NOT_TEXT = (
    "{*}table-wrap", "{*}fig", "{*}table-wrap-group", "{*}fig-group", "{*}supplementary-material", "{*}media",
    "{*}graphic", "{*}inline-graphic", "{*}tex-math", "{*}object-id", "{*}alt-text", "{*}long-desc", "{*}ref-list",
)  # fmt: skip
EMPTY_BRACKETS = re.compile(r"\s?[\[(][\s,;–-]{0,99}[\])]")
NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)+[.)]?|(?:\d+|[IVX]+|[A-Z])[.)])\s+")
SKIP_IN_SECTION = frozenset({"title", "label", "sec", "sec-meta"})


def tidy(article: etree._Element) -> None:
    """Drop the numbers of cited references from the running text: "placebo<sup>12</sup>" must not read "placebo12"."""
    for mark in article.iter("{*}xref"):
        if mark.get("ref-type") in ("bibr", "fn", "table-fn", "aff", "corresp"):
            for child in list(mark):
                mark.remove(child)
            mark.text = ""


def local(element: etree._Element) -> str:
    """The tag without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def clean(element: etree._Element) -> str:
    """The text of an element, without the brackets that dropped reference numbers leave empty."""
    return EMPTY_BRACKETS.sub("", flatten(element))


def label_of(section: etree._Element, outer: str = "") -> str:
    """The section's title in lower case, without its number: "2. Materials and Methods" is "materials and methods"."""
    title = next((clean(child) for child in section if local(child) == "title"), "")
    name = NUMBERING.sub("", title).strip(" .:").lower()
    name = name or (section.get("sec-type") or section.get("notes-type") or "").replace("|", " and ").lower()
    return ": ".join(part for part in (outer, name) if part)


def floats(root: etree._Element) -> Iterator[Section]:
    """Tables and figure captions, wherever they stand below `root`."""
    for element in root.iter(*("{*}" + name for name in FLOATS)):
        if local(element) == "table-wrap":
            yield table(element)
        else:
            caption = " ".join(clean(part) for part in element if local(part) == "caption")
            if caption:
                yield Section(label=numbered(element, "figure"), text=caption)


def numbered(element: etree._Element, kind: str) -> str:
    """ "table 2", or the kind alone where there is no label."""
    label = next((flatten(child) for child in element if local(child) == "label"), "")
    number = re.search(r"[A-Z]?\d+\w*|\b[IVX]+\b", label)
    return f"{kind} {number[0]}".lower() if number else kind


def table(wrap: etree._Element) -> Section:
    """Caption, then a line for each row with its cells between bars, then the footnotes."""
    lines = [clean(part) for part in wrap if local(part) == "caption"]
    for row in wrap.iter("{*}tr"):
        cells = [clean(cell) for cell in row if local(cell) in ("td", "th")]
        if any(cells):
            lines.append(" | ".join(cells))
    lines += [clean(part) for part in wrap if local(part) == "table-wrap-foot"]
    return Section(label=numbered(wrap, "table"), text="\n".join(line for line in lines if line))


def sections(root: etree._Element, fallback: str) -> Iterator[Section]:
    """Running text, one `Section` for each `sec` that has paragraphs of its own; its label names the outer ones too.

    `fallback` labels text that stands outside of any titled section.
    """
    etree.strip_elements(root, *NOT_TEXT, with_tail=False)
    yield from _sections(root, "", fallback)


def _sections(root: etree._Element, outer: str, fallback: str) -> Iterator[Section]:
    own = [clean(child) for child in root if local(child) not in SKIP_IN_SECTION and local(child)]
    text = squash(" ".join(part for part in own if part))
    if text:
        yield Section(label=outer or fallback, text=text)
    for child in root:
        if local(child) == "sec":
            yield from _sections(child, label_of(child, outer), fallback)
