"""Lists that name their head once: "vitamins C and E", "vitamins B6, B12 and D", "omega-3/6"."""

from __future__ import annotations

import re
from collections.abc import Callable

from proofwort.mentions.entry import Entry, Hit

_ITEM = r"(?:vitamins?\s+)?(?P<item>[A-EK](?:[- ]?\d{1,2})?)(?![\w-])"
_NEXT = re.compile(r"\s*(?P<link>,\s*(?:and|or|&|plus)?|and/or|/|&|\+|and|or|plus|with|versus|vs\.?)\s*" + _ITEM)
_OPENED = re.compile(r"\s*[(:\[]\s*" + _ITEM)
_GOES_ON = re.compile(r"\s*(?:[,;)/&+.\]]|and\b|or\b|plus\b|$)")
_NOT_A_VITAMIN = re.compile(r"\s+cells?\b|\.\s?coli\b|\s+lymphocyte")
# An "A" is the vitamin only if what follows could not follow an article.
_AFTER_A = re.compile(
    r"\s*(?:[,;)/&+.\]]|$|\b(?:and|or|plus|on|in|for|to|with|during|from|at|by|as|are|were|is|was|may|can|did|has|have"
    r"|had|intakes?|status|levels?|concentrations?|(?:supplement|deficien|reduce|improve|increase)\w*)\b)"
)
_NOT_A_COUNT = r"(?!\d|[.,]\d|\s*(?:%|m?g|months?|weeks?|wks?|years?|days?|h|hours?)\b)\b"
_OMEGA = re.compile(
    r"\s*(?:/|,|&|\+|and|or|to)\s*[-‐‑–−]?\s*(?P<item>[69])(?:\s*/\s*[69])?"
    r"(?:\s+(?:poly-?unsaturated\s+)?(?:fatty acids?|PUFAs?))?" + _NOT_A_COUNT
)


def listed(text: str, hits: list[Hit], entry_of: Callable[[str], Entry | None]) -> list[Hit]:
    """Further ingredient hits that the lists after `hits` name; `entry_of` looks a whole name up ("vitamin E")."""
    found: list[Hit] = []
    for _, end, entry in hits:
        head = entry[1][:3]
        if head in ("vit", "Vit") or entry[0] == "b-vitamins":
            found += _vitamins(text, end, entry, entry_of)
        elif head in ("ome", "Ome", "n-3", "ω-3") and text[end - 1] == "3":
            item = _OMEGA.match(text, end)
            other = entry_of(f"omega-{item['item']}") if item else None
            if item and other:
                found.append((item.start("item"), item.end(), other))
    return found


def _vitamins(text: str, end: int, head: Entry, entry_of: Callable[[str], Entry | None]) -> list[Hit]:
    found: list[Hit] = []
    item = _NEXT.match(text, end) or (_OPENED.match(text, end) if head.concept == "b-vitamins" else None)
    while item:
        letter = item["item"]
        link = item.groupdict().get("link") or ""
        behind = item.end("item")
        if _NOT_A_VITAMIN.match(text, behind) or (link.strip() == "," and not _GOES_ON.match(text, behind)):
            break
        if letter == "A" and not _AFTER_A.match(text, behind):
            break
        entry = entry_of(f"vitamin {letter.replace(' ', '').replace('-', '')}")
        if entry is None:
            break
        found.append((item.start("item"), behind, entry))
        item = _NEXT.match(text, behind)
    return found
