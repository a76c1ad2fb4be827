"""Text from outside, made harmless before it is shown. Escaping of markup is the template engine's work."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # marks that turn the direction of the text after them
    "\u2028\u2029\ufeff"
    "\ud800-\udfff"  # halves of characters, which cannot be encoded
    "]"
)
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
