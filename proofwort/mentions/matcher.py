"""Folded text → the longest names in it, word-bounded, per kind.

Every pattern begins with a blank, and the text is padded with one, so the automaton itself never starts inside a word. A pattern
has no blank at its end: the byte behind a hit is either a blank, or an "s" and a blank where the name may have a plural.
"""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick

from proofwort.mentions import tables
from proofwort.mentions.entry import Entry, Hit
from proofwort.mentions.fold import BLANK, fold
from proofwort.mentions.refusal import Neighbours, allows

_S = ord("s")
_Found = tuple[int, int, int]


class Matcher:
    """All patterns with what they stand for. Immutable once made; may be shared by threads."""

    def __init__(self, ingredients: dict[bytes, Entry], conditions: dict[bytes, Entry], refusals: tables.Rows) -> None:
        """Folded name → entry, per kind; and what stands beside a name and refuses it."""
        patterns = sorted(ingredients.keys() | conditions.keys())
        self._entries = [ingredients.get(pattern) or conditions[pattern] for pattern in patterns]
        self._also = {n: conditions[p] for n, p in enumerate(patterns) if p in ingredients and p in conditions}
        self._neighbours = Neighbours(refusals)
        # The neighbours stand behind the names, so that a number tells which is which; a word may be both.
        words = [fold(word) for word in self._neighbours.words]
        self._automaton = BytesAhoCorasick([b" " + pattern for pattern in patterns + words])

    def hits(self, text: str, folded: bytes) -> tuple[list[Hit], list[Hit]]:
        """(ingredients, conditions) as (start, end, entry) in `text`; `folded` must be `padded(text)`.

        From left to right, the longest name that may stand there; a name that is refused gives way to the next shorter one.
        """
        names = len(self._entries)
        found: list[tuple[int, int, int]] = []
        beside: list[tuple[int, int, int]] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, True):
            if folded[end] != BLANK:
                if folded[end] != _S or folded[end + 1] != BLANK:
                    continue
                end += 1
            if pattern < names:
                found.append((start, 1 - end, pattern))
            else:
                beside.append((start, end - 1, pattern - names))
        found.sort()
        return self._longest(text, found, beside)

    def _longest(self, text: str, found: list[_Found], beside: list[_Found]) -> tuple[list[Hit], list[Hit]]:
        """`found` as (start, minus end, number of the name), sorted: of two that start together the longer comes first."""
        ingredients: list[Hit] = []
        conditions: list[Hit] = []
        ingredients_to = conditions_to = 0
        entries, also = self._entries, self._also
        for start, minus_end, pattern in found:
            entry = entries[pattern]
            concept, _, rule, is_condition = entry
            if pattern in also:
                second = also[pattern]
                if start >= conditions_to and (not second[2] or allows(second, text, start, -minus_end)):
                    conditions_to = -minus_end
                    if second[0]:
                        conditions.append((start, -minus_end, second))
            if start < (conditions_to if is_condition else ingredients_to) or (rule and not allows(entry, text, start, -minus_end)):
                continue
            if is_condition:
                conditions_to = -minus_end
                if concept:
                    conditions.append((start, -minus_end, entry))
            elif not (beside and concept and self._neighbours.refuse(text, start, -minus_end, beside)):
                ingredients_to = -minus_end
                if concept:
                    ingredients.append((start, -minus_end, entry))
        return ingredients, conditions


def padded(text: str) -> bytes:
    """The folded text with the pads that the matcher counts on: one blank before, two behind."""
    return b" " + fold(text) + b"  "
