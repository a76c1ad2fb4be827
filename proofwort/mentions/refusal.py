"""What stands beside a name and makes it something else: "vitamin D receptor", "caffeine-free", a weak name without its cue.

Whole phrases that are refused ("gold standard", "zinc finger") are names of nothing in the matcher; they need no code.
"""

from __future__ import annotations

import re

from proofwort.mentions import tables
from proofwort.mentions.entry import Entry
from proofwort.mentions.mention import Kind

CUE_REACH = 45  # characters either side in which a weak name needs its cue
_BEFORE = 32  # bytes looked at before a name
_CUE = re.compile(
    r"supplement|intake|diet|consum|ingest|fortif|\bfeed|\bfed\b|\beat|\boral|\bdaily|per day|/d(?:ay)?\b|\d ?m?g\b|powder|capsule|enriched"
    r"|-rich\b",
    re.I,
)


class Refusal:
    """May an entry not stand where it was found? For one kind of names."""

    def __init__(self, kind: Kind, refusals: tables.Rows) -> None:
        """Uses the rows "after" (words right behind a name; with a hyphen first: only where joined by one) and "before"."""
        mine = [row for row in refusals if row[0] in (kind, "any")]
        after = [row[2] for row in mine if row[1] == "after" and not row[2].startswith("-")]
        joined = [row[2][1:] for row in mine if row[1] == "after" and row[2].startswith("-")]
        before = [row[2] for row in mine if row[1] == "before"]
        self._after = re.compile(b" +(?:" + "|".join([*after, *joined, "(?!)"]).encode() + b")s? ")
        self._joined = set(joined)
        self._before = re.compile(b" (?:" + "|".join([*before, "(?!)"]).encode() + b") +$")

    def refuses(self, entry: Entry, text: str, folded: bytes, start: int, end: int) -> bool:
        """Refused at `text[start:end]`? `folded` is padded by one blank, so a text's offset plus one is its offset."""
        if entry.rule:
            if entry.rule == "case" and not same_case(entry.name, text[start:end]):
                return True
            if entry.rule == "cue" and _CUE.search(text, max(0, start - CUE_REACH), end + CUE_REACH) is None:
                return True
        if behind := self._after.match(folded, end + 1):
            word = behind[0].strip().decode("latin-1")
            if not (word in self._joined and text[end] in " \n"):
                return True
        return self._before.search(folded, max(0, start - _BEFORE), start + 1) is not None


def same_case(name: str, printed: str) -> bool:
    """Are letters and digits the same, in the same case, but for a plural "s"? ("PUFA", "PUFAs") is, ("EPA", "Epa") is not."""
    one, other = _letters(name), _letters(printed)
    return one in (other, other.removesuffix("s"))


def _letters(name: str) -> str:
    return "".join(c for c in name if c.isalnum())
