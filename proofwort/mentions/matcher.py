"""Folded text → the longest names in it, word-bounded, per kind.

Every pattern begins with a blank, and the text is padded with one, so the automaton itself never starts inside a word. A pattern
has no blank at its end: the byte behind a hit is either a blank, or an "s" and a blank where the name may have a plural.
"""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick

from proofwort.mentions import tables
from proofwort.mentions.entry import Entry, Hit
from proofwort.mentions.fold import BLANK, fold
from proofwort.mentions.refusal import Refusal

_S = ord("s")


class Matcher:
    """All patterns with what they stand for. Immutable once made; may be shared by threads."""

    def __init__(self, ingredients: dict[bytes, Entry], conditions: dict[bytes, Entry], refusals: tables.Rows) -> None:
        """Folded name → entry, per kind; and what stands beside a name and refuses it."""
        patterns = sorted(ingredients.keys() | conditions.keys())
        self._slots = [(ingredients.get(pattern), conditions.get(pattern)) for pattern in patterns]
        self._automaton = BytesAhoCorasick([b" " + pattern for pattern in patterns])
        self._refuses_ingredient = Refusal("ingredient", refusals).refuses
        self._refuses_condition = Refusal("condition", refusals).refuses

    def hits(self, text: str, folded: bytes) -> tuple[list[Hit], list[Hit]]:
        """(ingredients, conditions) as (start, end, entry) in `text`; `folded` must be `padded(text)`.

        From left to right, the longest name that may stand there; a name that is refused gives way to the next shorter one.
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
        slots, refuses_ingredient, refuses_condition = self._slots, self._refuses_ingredient, self._refuses_condition
        for start, minus_end, pattern in found:
            ingredient, condition = slots[pattern]
            if ingredient is not None and start >= ingredients_to and not refuses_ingredient(ingredient, text, folded, start, -minus_end):
                ingredients_to = -minus_end
                if ingredient[0]:
                    ingredients.append((start, -minus_end, ingredient))
            if condition is not None and start >= conditions_to and not refuses_condition(condition, text, folded, start, -minus_end):
                conditions_to = -minus_end
                if condition[0]:
                    conditions.append((start, -minus_end, condition))
        return ingredients, conditions


def padded(text: str) -> bytes:
    """The folded text with the pads that the matcher counts on: one blank before, two behind."""
    return b" " + fold(text) + b"  "
