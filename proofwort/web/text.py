"""Text from outside, made harmless before it is shown. Escaping of markup is the template engine's work."""

from __future__ import annotations

import re

# U+202A-E and U+2066-9 turn the direction of all text that follows; U+200E/F and U+061C are their single-letter kin.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_STYLE_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|u|sc|italic|bold)\s*/?>", re.IGNORECASE)


def visible(value: object) -> object:
    """A string without control characters, marks that reorder text, or halves of characters; else the value itself."""
    if isinstance(value, str) and _INVISIBLE.search(value):
        cleaned = _INVISIBLE.sub("", value)
        return type(value)(cleaned)  # Markup stays Markup, str stays str
    return value


def plain_title(title: str) -> str:
    """A title as words: PubMed prints titles with tags for italics and indices, which say nothing to a reader."""
    return _STYLE_TAG.sub("", title)


def web_link(url: str | None) -> str | None:
    """The address if it is one a browser may open by a click (`http`, `https`), else None."""
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    return url
