"""Whether an ingredient was given only together with others."""

from __future__ import annotations

import re

from proofwort.extract.text import Text
from proofwort.mentions import Mention
from proofwort.model import Combination

TOGETHER = re.compile(
    r"\b(?:combination|combined|co-?supplement\w*|co-?administ\w+|co-?ingest\w+|blends?|mixtures?"
    r"|formula(?:tion)?s?|multi-?ingredient|multi-?component|cocktail|complex|plus|enriched|containing|composed"
    r"|consisting|synergistic\w*|decoction|product)\b|\+"
)
APART = re.compile(
    r"\b(?:alone|or|versus|vs|compared?|either|respectively|separately|individually|each|neither"
    r"|both .{3,40} and|review|studies|intakes?|dietary)\b"
)


def combination(text: Text, concept: str, group: list[Mention]) -> Combination:
    """`group`: the first mention of each ingredient named in one breath with this one, itself included."""
    if concept in ("multivitamin", "multiple-micronutrients", "chinese-herbal-medicine"):
        return "combination"
    if len({m.concept for m in group}) < 2:
        return "isolated"
    first, last = min(m.start for m in group), max(m.end for m in group)
    near = text.low[max(0, first - 40) : last + 50]
    together = len(TOGETHER.findall(near)) + 0.3 * len(TOGETHER.findall(text.low))
    apart = len(APART.findall(near)) + 0.25 * len(APART.findall(text.low))
    return "combination" if together > apart else "isolated"
