"""Folded text → the longest names in it, word-bounded, per kind.

Every pattern begins with a blank, and the text is padded with one, so the automaton itself never starts inside a word. A pattern
has no blank at its end: the byte behind a hit is either a blank, or an "s" and a blank where the name may have a plural.
"""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from proofwort.mentions.fold import BLANK, fold

_S = ord("s")


class Entry(NamedTuple):
    """What a pattern stands for. An empty `concept` is a refusal: it takes the place and is not reported."""

    concept: str
    name: str
    rule: str = ""


Hit = tuple[int, int, Entry]


class Matcher:
    """All patterns with what they stand for. Immutable once made; may be shared by threads."""

    def __init__(self, ingredients: dict[bytes, Entry], conditions: dict[bytes, Entry]) -> None:
        """Folded name → entry, per kind."""
        patterns = sorted(ingredients.keys() | conditions.keys())
        self._slots = [(ingredients.get(pattern), conditions.get(pattern)) for pattern in patterns]
        self._automaton = BytesAhoCorasick([b" " + pattern for pattern in patterns])

    def hits(self, text: str, folded: bytes) -> tuple[list[Hit], list[Hit]]:
        """(ingredients, conditions) as (start, end, entry) in `text`; `folded` must be `padded(text)`.

        From left to right, the longest name that may stand there; a name whose rule says no gives way to the next shorter one.
        """
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, True):
            if folded[end] == BLANK:
                found.append((start, 1 - end, pattern))
            elif folded[end] == _S and folded[end + 1] == BLANK:
                found.append((start, -end, pattern))
        found.sort()
        ingredients: list[Hit] = []
        conditions: list[Hit] = []
        ingredients_to = conditions_to = 0
        slots = self._slots
        for start, minus_end, pattern in found:
            ingredient, condition = slots[pattern]
            if ingredient is not None and start >= ingredients_to and allowed(ingredient, text, start, -minus_end):
                ingredients_to = -minus_end
                ingredients.append((start, -minus_end, ingredient))
            if condition is not None and start >= conditions_to and allowed(condition, text, start, -minus_end):
                conditions_to = -minus_end
                conditions.append((start, -minus_end, condition))
        return ingredients, conditions


def padded(text: str) -> bytes:
    """The folded text with the pads that the matcher counts on: one blank before, two behind."""
    return b" " + fold(text) + b"  "


def allowed(entry: Entry, text: str, start: int, end: int) -> bool:
    """May this entry stand at `text[start:end]`, as far as its own rule goes?"""
    if entry.rule == "case":
        return same_case(entry.name, text[start:end])
    return True


def same_case(name: str, printed: str) -> bool:
    """Are letters and digits the same, in the same case, but for a plural "s"? ("PUFA", "PUFAs") is, ("EPA", "Epa") is not."""
    one, other = _letters(name), _letters(printed)
    return one in (other, other.removesuffix("s"))


def _letters(name: str) -> str:
    return "".join(c for c in name if c.isalnum())
