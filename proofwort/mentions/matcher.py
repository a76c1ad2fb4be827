"""Folded text → the longest names in it, word-bounded, per kind.

Every pattern begins with a blank, and the text is padded with one, so the automaton itself never starts inside a word.
A pattern has no blank at its end: the byte behind a hit is either a blank, or an "s" and a blank where the name may
have a plural.
"""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick

from proofwort.mentions import tables
from proofwort.mentions.entry import Entry, Hit
from proofwort.mentions.fold import BLANK, fold
from proofwort.mentions.refusal import Neighbours, allows

_S = ord("s")
# What to do with a hit, one byte per pattern: nearly all are one of the first two, and a byte is read fastest.
_INGREDIENT, _CONDITION, _SPECIAL = range(3)
_REFUSED = -1


class Matcher:
    """All patterns with what they stand for. Immutable once made; may be shared by threads."""

    def __init__(self, ingredients: dict[bytes, Entry], conditions: dict[bytes, Entry], refusals: tables.Rows) -> None:
        """Folded name → entry, per kind (those with the rule "lookup" are left out); and what stands beside a name and
        refuses it."""
        ingredients, conditions = _sought(ingredients), _sought(conditions)
        patterns = sorted(ingredients.keys() | conditions.keys())
        self._entries = [ingredients.get(pattern) or conditions[pattern] for pattern in patterns]
        self._also = {n: conditions[p] for n, p in enumerate(patterns) if p in ingredients and p in conditions}
        self._neighbours = Neighbours(refusals)
        self._flags = bytes(map(self._flag, range(len(patterns)))) + bytes([_SPECIAL] * len(self._neighbours.words))
        # The neighbours stand behind the names, so that a number tells which is which; a word may be both.
        words = [fold(word) for word in self._neighbours.words]
        self._automaton = BytesAhoCorasick([b" " + pattern for pattern in patterns + words])

    def hits(self, text: str, folded: bytes) -> tuple[list[Hit], list[Hit]]:
        """(ingredients, conditions) as (start, end, entry) in `text`; `folded` must be `padded(text)`.

        From left to right, the longest name whose rule lets it stand there; then those beside a refusing word are left
        out.
        """
        entries, flags = self._entries, self._flags
        ingredients: list[Hit] = []
        conditions: list[Hit] = []
        special: list[tuple[int, int, int]] = []
        ingredients_to = conditions_to = 0
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, True):
            if folded[end] == BLANK:
                end -= 1
            elif folded[end] != _S or folded[end + 1] != BLANK:
                continue
            flag = flags[pattern]
            if flag == _CONDITION:
                if start >= conditions_to or _room(conditions, start):
                    conditions.append((start, end, entries[pattern]))
                    conditions_to = end
            elif flag == _INGREDIENT:
                if start >= ingredients_to or _room(ingredients, start):
                    ingredients.append((start, end, entries[pattern]))
                    ingredients_to = end
            elif pattern >= len(entries):
                special.append((start, end, pattern - len(entries)))
            else:
                if self._rare(pattern, text, start, end, ingredients, conditions):
                    special.append((start, end, _REFUSED))
                ingredients_to = ingredients[-1][1] if ingredients else 0
                conditions_to = conditions[-1][1] if conditions else 0
        return self._rest(text, ingredients, conditions, special) if special else (ingredients, conditions)

    def _flag(self, number: int) -> int:
        entry = self._entries[number]
        if entry.rule or not entry.concept or number in self._also:
            return _SPECIAL
        return _CONDITION if entry.condition else _INGREDIENT

    def _rare(
        self, pattern: int, text: str, start: int, end: int, ingredients: list[Hit], conditions: list[Hit]
    ) -> bool:
        """Place a name that has a rule, belongs to both kinds, or is refused; True if it is a refusal."""
        entry, also = self._entries[pattern], self._also.get(pattern)
        refusal = False
        for one in (entry, also) if also else (entry,):
            stack = conditions if one.condition else ingredients
            if (not one.rule or allows(one, text, start, end)) and _room(stack, start):
                stack.append((start, end, one))
                refusal = refusal or not one.concept
        return refusal

    def _rest(
        self, text: str, ingredients: list[Hit], conditions: list[Hit], special: list[tuple[int, int, int]]
    ) -> tuple[list[Hit], list[Hit]]:
        """Without what is refused: phrases, and ingredients that have a refusing word beside them."""
        beside = [place for place in special if place[2] != _REFUSED]
        if beside:
            ingredients = [hit for hit in ingredients if not self._neighbours.refuse(text, hit[0], hit[1], beside)]
        return [hit for hit in ingredients if hit[2].concept], [hit for hit in conditions if hit[2].concept]


def _room(stack: list[Hit], start: int) -> bool:
    """Is there room for a hit from `start` that ends behind all of `stack`? Hits inside it give way; one that began
    earlier does not.

    Hits come in the order of their ends, so this chooses, from left to right, the longest: what an earlier hit kept
    out, or what gave way, lies inside a hit that stands.
    """
    keep = len(stack)
    while keep and stack[keep - 1][0] >= start:
        keep -= 1
    if keep and stack[keep - 1][1] > start:
        return False
    del stack[keep:]
    return True


def _sought(entries: dict[bytes, Entry]) -> dict[bytes, Entry]:
    return {pattern: entry for pattern, entry in entries.items() if entry[2] != "lookup"}


def padded(text: str) -> bytes:
    """The folded text with the pads that the matcher counts on: one blank before, two behind."""
    return b" " + fold(text) + b"  "
