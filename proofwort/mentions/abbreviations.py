"""Abbreviations that a text defines itself: "N-acetylcysteine (NAC)", "PCOS (polycystic ovary syndrome)", "Curcuma longa … C. longa".

A definition holds for the whole text, title included. Letters are matched as in A. S. Schwartz and M. A. Hearst, "A simple algorithm
for identifying abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from proofwort.mentions.entry import Entry, Hit

_OPENING = re.compile(r"\s?[(\[]\s?(?=[^\s()]*[A-Z])(?P<short>[A-Za-zα-ωΑ-Ω0-9][\w+/-]{1,11})(?=\s?[)\];,])")
_CLOSING = re.compile(r"\s?[)\];,]")
_BEFORE_OPENING = re.compile(r"(?<![\w-])(?P<short>[A-Za-z][\w+-]{1,11})\s?[(\[]\s?$")
_REACH = 70  # characters before the bracket in which a long form is looked for
# Words that may stand between a name and its abbreviation's bracket, or before the name, and leave the meaning as it is.
_TAIL = re.compile(
    r"(?:[\s-]+(?:extracts?|supplement\w*|powders?|oils?|juices?|capsules?|tea|concentrates?|isolates?|intakes?|treatment|therapy|gel|group"
    r"|administration|ingestion|infusion|consumption|leaf|root|seeds?|fruit|disease|disorders?|syndrome|patients?|symptoms|mellitus))*\s*"
)
_LEAD = re.compile(
    r"(?:(?:dietary|oral|oral dose of|supplemental|serum|plasma|acute|chronic|severe|mild|moderate|primary|secondary|human|hydroly[sz]ed|high"
    r"|low|dose|pure|active|adult|childhood|aqueous|ethanolic|total|natural|standardi[sz]ed|fermented|raw|fresh|dried|long|term|recurrent"
    r"|persistent|idiopathic|micronized|patients with)[\s-]+)*"
)


@dataclass
class Definitions:
    """What a text's own abbreviations mean. A short form without entry means something that the vocabulary does not know."""

    ingredients: dict[str, Entry] = field(default_factory=dict)
    conditions: dict[str, Entry] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)


def long_form(short: str, before: str) -> int | None:
    """Where in `before` (the text that ends at the bracket) the long form of `short` starts; None if it does not fit.

    Every letter and digit of the short form must be found in order, from the right; the first one at the start of a word.
    """
    at = len(before)
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and (before[at].lower() != letter or (number == 0 and at > 0 and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return at


def definitions(text: str, ingredients: list[Hit], conditions: list[Hit]) -> Definitions:
    """All abbreviations that stand in brackets behind a name, or before a name in brackets, and those that mean something else."""
    found = Definitions()
    for hits, meant in ((ingredients, found.ingredients), (conditions, found.conditions)):
        for start, end, entry in hits:
            opening = _OPENING.match(text, end) or _OPENING.match(text, _skip_tail(text, end))
            if opening and _fits(opening["short"], text, start, end, opening.start()):
                meant.setdefault(opening["short"], entry)
            elif text[start - 1 : start] in ("(", "[") and _CLOSING.match(text, end):
                earlier = _BEFORE_OPENING.search(text, max(0, start - 16), start)
                if earlier and _is_short(earlier["short"]) and long_form(earlier["short"], text[start:end]) == 0:
                    meant.setdefault(earlier["short"], entry)
    found.others = _others(text, ingredients, conditions, found)
    return found


def _skip_tail(text: str, end: int) -> int:
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


def _is_short(short: str) -> bool:
    return 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= min(2, len(short) - 1)


def _fits(short: str, text: str, start: int, end: int, bracket: int) -> bool:
    """Does `short`, in the bracket at `bracket`, abbreviate the name at `text[start:end]` (with words around that change nothing)?"""
    if not _is_short(short):
        return False
    left = max(0, start - _REACH)
    at = long_form(short.removesuffix("s") if short[-1:] == "s" and short[-2:-1].isupper() else short, text[left:bracket].rstrip())
    if at is None:
        initials = "".join(c for c in short if c.isupper())
        return bracket <= end + 1 and long_form(initials, text[start:end]) == 0
    at += left
    return start <= at < end or (at < start and _LEAD.fullmatch(text, at, start) is not None)


def _others(text: str, ingredients: list[Hit], conditions: list[Hit], found: Definitions) -> set[str]:
    """Known abbreviations that this text defines otherwise: "nucleus accumbens (NAC)" takes NAC from N-acetylcysteine."""
    other = set()
    for start, end, entry in (*ingredients, *conditions):
        short = text[start:end]
        if entry.rule != "case" or short in found.ingredients or short in found.conditions or text[start - 1 : start] not in ("(", "["):
            continue
        if _CLOSING.match(text, end):
            before = text[max(0, start - 1 - _REACH) : start - 1].rstrip()
            sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
            if long_form(short, sentence) is not None and not _names_it(entry, start, ingredients, conditions):
                other.add(short)
    return other


def _names_it(entry: Entry, start: int, ingredients: list[Hit], conditions: list[Hit]) -> bool:
    """Does a name of the same concept stand right before, so that the bracket only repeats it?"""
    for hits in (ingredients, conditions):
        at = bisect_right(hits, start - 1, key=lambda hit: hit[1]) - 1
        if at >= 0 and hits[at][2].concept == entry.concept and start - hits[at][1] < 40:
            return True
    return False


def applied(text: str, hits: list[Hit], mine: dict[str, Entry], theirs: dict[str, Entry], others: set[str]) -> list[Hit]:
    """`hits` of one kind with this text's abbreviations: its own found everywhere, those of the other kind or of other things gone."""
    taken = others | (theirs.keys() - mine.keys())
    kept = [hit for hit in hits if text[hit[0] : hit[1]].removesuffix("s") not in taken and text[hit[0] : hit[1]] not in mine]
    return placed(kept, [(at, end, entry) for short, entry in mine.items() for at, end in _occurrences(text, short)])


def _occurrences(text: str, short: str) -> list[tuple[int, int]]:
    """All word-bounded places of an abbreviation, plural included."""
    found = []
    at = text.find(short)
    while at >= 0:
        end = at + len(short)
        if text[end : end + 1] == "s":
            end += 1
        if not (text[at - 1 : at].isalnum() and at) and not text[end : end + 1].isalnum():
            found.append((at, end))
        at = text.find(short, at + 1)
    return found


def species(text: str, hits: list[Hit]) -> list[Hit]:
    """Species named in full once and then by initial: "Curcuma longa … C. longa"."""
    found: list[Hit] = []
    for entry in {hit[2] for hit in hits if hit[2].rule == "species"}:
        genus, _, epithet = entry.name.partition(" ")
        if epithet:
            for short in (f"{genus[0]}. {epithet}", f"{genus[0]}.{epithet}"):
                found += [(at, end, entry) for at, end in _occurrences(text, short)]
    return placed(hits, found) if found else hits


def placed(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """`hits` and those of `more` that overlap none of them, in order."""
    taken = sorted(hits)
    for hit in sorted(more, key=lambda hit: (hit[0], -hit[1])):
        at = bisect_right(taken, (hit[0], hit[1] + 1))
        if (at == 0 or taken[at - 1][1] <= hit[0]) and (at == len(taken) or taken[at][0] >= hit[1]):
            taken.insert(at, hit)
    return taken
