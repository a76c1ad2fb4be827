"""Small rules on text that all readers share: white space, inline markup, years, identifiers, languages, names."""

from __future__ import annotations

import html
import re

from lxml import etree

SPACE = re.compile(r"[ \t\r\n\f\v]+")
MARKUP = re.compile(
    r"</?(?:[a-z]+:)?(?:[biup]|em|strong|su[bp]|br|h[1-6]|span|italic|bold|sc|title|sec|list(?:-item)?)"
    r"(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.I,
)
YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
DOI = re.compile(r"\b10\.\d{4,9}/\S+")
PMCID = re.compile(r"\bPMC(\d{1,9})\b", re.I)
LANGUAGES = {
    "en": "eng", "english": "eng", "fr": "fre", "fra": "fre", "french": "fre", "de": "ger", "deu": "ger",
    "german": "ger", "es": "spa", "spanish": "spa", "it": "ita", "italian": "ita", "pt": "por", "portuguese": "por",
    "zh": "chi", "zho": "chi", "chinese": "chi", "ja": "jpn", "japanese": "jpn", "ru": "rus", "russian": "rus",
    "ko": "kor", "korean": "kor", "nl": "dut", "nld": "dut", "dutch": "dut", "pl": "pol", "polish": "pol", "tr": "tur",
    "turkish": "tur", "fa": "per", "fas": "per", "persian": "per",
}  # fmt: skip


def squash(text: str) -> str:
    """Runs of white space become one blank; none at either end. Other blanks (no-break, thin) stay as they are."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return SPACE.sub(" ", text).strip(" ")
    return text.strip(" ")


def flatten(element: etree._Element) -> str:
    """All text inside an element, inline tags dropped; an exponent keeps its meaning: 10<sup>9</sup> is "10^9"."""
    if not len(element):
        return squash(element.text or "")
    if next(element.iter("{*}sup"), None) is None:
        text: str = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
        return squash(text)
    pieces: list[str] = []
    _gather(element, pieces)
    return squash("".join(pieces))


def _gather(element: etree._Element, pieces: list[str]) -> None:
    if element.text:
        power = element.tag.rpartition("}")[2] == "sup" and pieces and pieces[-1][-1].isdigit()
        if power and element.text[0] in "0123456789-+−–":
            pieces.append("^")
        pieces.append(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)


def plain(text: str) -> str:
    """Text from a field that carries HTML: known inline tags dropped, entities resolved."""
    return squash(html.unescape(MARKUP.sub("", text)))


def year_in(text: str | None) -> int | None:
    """The first year (1600-2099) in a date as printed: "1998 Dec-1999 Jan", "Winter 1994", "2019/01/28/"."""
    found = YEAR.search(text) if text else None
    return int(found[1]) if found else None


def doi_in(text: str | None) -> str | None:
    """The DOI in a text or address, as printed, without a closing full stop (case makes no difference in a DOI)."""
    found = DOI.search(text) if text else None
    return found[0].rstrip(".,;)]}>\"'") if found else None


def pmcid_in(text: str | None) -> str | None:
    """The PMCID in a text, with its prefix."""
    found = PMCID.search(text) if text else None
    return f"PMC{found[1]}" if found else None


def pmid_in(text: str | None) -> str | None:
    """A PMID if the text is nothing else: one to nine digits, not all zero, without leading zeros."""
    digits = (text or "").strip().lstrip("0")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def language_of(text: str | None) -> str | None:
    """The three-letter code that PubMed uses (ISO 639-2/B): "en", "English" and "en-GB" are "eng"."""
    word = (text or "").strip().lower().replace("_", "-")
    return LANGUAGES.get(word) or LANGUAGES.get(word.split("-")[0]) or word or None


def author_name(text: str) -> str:
    """MEDLINE style: "Peikert, Andrea Maria" is "Peikert AM"; "Liu R." is "Liu R"; groups stay as they are."""
    family, comma, given = (part.strip() for part in squash(text).partition(","))
    if not comma:
        return re.sub(r"(?<=\b[A-Z])\.(?=[A-Z-]|$|\s)", "", family)
    given = given.split(",")[0]
    words = re.split(r"[\s.\-]+", given)
    if len(words) == 1 and given.isupper() and len(given) <= 3:
        return f"{family} {given}"
    return f"{family} {''.join(word[0].upper() for word in words if word)}".strip()
