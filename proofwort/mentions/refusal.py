"""What makes a found name no mention: the name's own rule, or a word beside it ("vitamin D receptor", "caffeine-free").

Whole phrases that are refused ("gold standard", "zinc finger") are names of nothing in the matcher; they need no code.
"""

from __future__ import annotations

import re

from proofwort.mentions import tables
from proofwort.mentions.entry import Entry

CUE_REACH = 45  # characters either side in which a weak name needs its cue
_CUE = re.compile(
    r"supplement|intake|diet|consum|ingest|fortif|\bfeed|\bfed\b|\beat|\boral|\bdaily|per day|/d(?:ay)?\b|\d ?m?g\b"
    r"|powder|capsule|enriched"
    r"|-rich\b",
    re.I,
)


def allows(entry: Entry, text: str, start: int, end: int) -> bool:
    """May the name stand at `text[start:end]`, as far as its own rule says? ("case": as printed; "cue": beside a word
    of intake.)"""
    if entry.rule == "case":
        return same_case(entry.name, text[start:end])
    if entry.rule == "cue":
        return _CUE.search(text, max(0, start - CUE_REACH), end + CUE_REACH) is not None
    return True


def same_case(name: str, printed: str) -> bool:
    """Are letters and digits the same, in the same case, but for a plural "s"? ("PUFA", "PUFAs") is, ("EPA", "Epa") is
    not."""
    if name.isalnum() and printed.isalnum():
        return name == printed or (printed[-1] == "s" and name == printed[:-1])
    one, other = _letters(name), _letters(printed)
    return one in (other, other.removesuffix("s"))


def _letters(name: str) -> str:
    return "".join(c for c in name if c.isalnum())


class Neighbours:
    """The words that refuse an ingredient's name right before or behind them, and where they stand in one text.

    A word with a hyphen first ("-free") refuses only where it is joined by one: "caffeine-free" is, "vitamin D, free
    of charge" is not.
    """

    def __init__(self, refusals: tables.Rows) -> None:
        """Uses the rows "after" and "before"."""
        rows = [(how, word) for _, how, word, _ in refusals if how in ("after", "before")]
        self.words = [word.removeprefix("-") for _, word in rows]
        self._behind = [how == "after" for how, _ in rows]
        self._joined = [word.startswith("-") for _, word in rows]

    def refuse(self, text: str, start: int, end: int, standing: list[tuple[int, int, int]]) -> bool:
        """Is one of `standing`, (start, end, number of the word), right beside `text[start:end]`, one character
        away?"""
        for at, to, number in standing:
            if self._behind[number]:
                if at == end + 1 and not (self._joined[number] and text[end].isspace()):
                    return True
            elif to + 1 == start:
                return True
        return False
