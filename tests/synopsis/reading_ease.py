"""How easily a text reads: Flesch's formula (Journal of Applied Psychology 32, 1948), with syllables counted by rule.

206.835 − 1.015 × words per sentence − 84.6 × syllables per word; 60 to 70 is plain English, below 30 a scientific paper.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"(?<![tscx])i(?=[aou])|[aeiouy]+")  # "trial" has two, "nation" two
_END = re.compile(r"[.!?:;]+(?:\s|$)")


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end: "made" 1, "table" 2, "cases" 2, "tested" 2, "evidence" 3."""
    low = word.lower().strip("'’-")
    groups = len(_VOWELS.findall(low))
    return max(1, groups - 1 if groups > 1 and _ends_silently(low) else groups)


def _ends_silently(low: str) -> bool:
    if low.endswith("ed"):
        return low[-3:-2] not in "tdaeiouy"
    stem = low.removesuffix("s").removesuffix("e")
    if not low.endswith(("e", "es")) or stem[-1:] in "aeiouy":
        return False
    hissing = low.endswith("s") and (stem[-1:] in "sxzcg" or stem.endswith(("ch", "sh")))
    return not hissing and not re.search(r"[^aeiouy]l$", stem)


def flesch(text: str) -> float:
    """The reading ease of a text; colons and semicolons end a sentence as full stops do. Raises ValueError without
    words."""
    words = _WORD.findall(text)
    if not words:
        raise ValueError("the text has no words")
    sentences = max(1, len(_END.findall(text)))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)
