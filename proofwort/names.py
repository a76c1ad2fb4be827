"""Names as people type them → one comparable key."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^0-9a-z]+")


def key(name: str) -> str:
    """Lower case, no accents, only letters, digits and single blanks: "St. John’s Wort" → "st johns wort"."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("'", "").replace("’", "")
    return _APART.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def slug(name: str) -> str:
    """The key as it stands in an address: "St. John’s Wort" → "st-johns-wort"."""
    return key(name).replace(" ", "-")
