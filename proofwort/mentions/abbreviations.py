"""Abbreviations that a text defines itself: "N-acetylcysteine (NAC)", "PCOS (polycystic ovary syndrome)", "Curcuma
longa … C. longa".

A definition holds for the whole text, title included. Letters are matched as in A. S. Schwartz and M. A. Hearst, "A
simple algorithm for identifying abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from proofwort.mentions.entry import Entry, Hit

_IN_BRACKETS = re.compile(r"\( ?([^\W_][\w+/-]{1,11})(?= ?[);,])")
_BEFORE_BRACKET = re.compile(r"(?<![\w-])(?P<short>[A-Za-z][\w+-]{1,11}) ?\($")
_STATISTICS = frozenset(
    {
        "CI",
        "SD",
        "SE",
        "SEM",
        "OR",
        "RR",
        "HR",
        "SMD",
        "WMD",
        "RCT",
        "RCTs",
        "ANOVA",
        "ITT",
        "IQR",
        "USA",
        "UK",
        "CONSORT",
    }
)
_LONGEST = 13  # characters of the longest abbreviation, plural included
_REACH = 70  # characters before the bracket in which a long form is looked for
# Words that may stand between a name and its abbreviation's bracket, or before the name, and leave the meaning as it
# is.
_TAIL = re.compile(
    r"(?:[\s-]+(?:extracts?|supplement\w*|powders?|oils?|juices?|capsules?|tea|concentrates?|isolates?|intakes?"
    r"|treatment|therapy|gel|group"
    r"|administration|ingestion|infusion|consumption|leaf|root|seeds?|fruit|disease|disorders?|syndrome|patients?"
    r"|symptoms|mellitus))*\s*"
)
_LEAD = re.compile(
    r"(?:(?:dietary|oral|oral dose of|supplemental|serum|plasma|acute|chronic|severe|mild|moderate|primary"
    r"|secondary|human|hydroly[sz]ed|high"
    r"|low|dose|pure|active|adult|childhood|aqueous|ethanolic|total|natural|standardi[sz]ed|fermented|raw|fresh"
    r"|dried|long|term|recurrent"
    r"|persistent|idiopathic|micronized|patients with)[\s-]+)*"
)


@dataclass
class Definitions:
    """What a text's own abbreviations mean. A short form without entry means something that the vocabulary does not
    know."""

    ingredients: dict[str, Entry] = field(default_factory=dict)
    conditions: dict[str, Entry] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)


def long_form(short: str, before: str) -> int | None:
    """Where in `before` (the text that ends at the bracket) the long form of `short` starts; None if it does not fit.

    Every letter and digit of the short form must be found in order, from the right; the first one at the start of a
    word.
    """
    letters, text = [c for c in short.lower() if c.isalnum()], before.lower()
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 0, at)
        if at < 0:
            return None
    while (at := text.rfind(letters[0], 0, at)) > 0 and text[at - 1].isalnum():
        pass
    return at if at >= 0 else None


def definitions(text: str, ingredients: list[Hit], conditions: list[Hit]) -> Definitions | None:
    """All abbreviations that stand in brackets behind a name, or before a name in brackets, and those that mean
    something else; None where the text defines none of these."""
    if "(" not in text:
        return None
    found = Definitions()
    both = ((ingredients, found.ingredients), (conditions, found.conditions))
    for hits, meant in both:
        for hit in hits:
            if text[hit[0] - 1] == "(":
                _around_name(meant, text, hit)
    for bracketed in _IN_BRACKETS.finditer(text):
        short = bracketed[1]
        if short in _STATISTICS or short.islower() or short.isdigit():
            continue
        bracket, inside = bracketed.span()
        named, other = False, False
        for hits, meant in both:
            at = bisect_right(hits, (bracket,))
            if at and -1 < bracket - hits[at - 1][1] < _REACH and _fits(short, text, hits[at - 1], bracket):
                meant.setdefault(short, hits[at - 1][2])
                named = True
            if at < len(hits) and hits[at][0] == inside - len(short) and hits[at][2].rule == "case":
                other = other or _means_something_else(short, text, bracket, hits, at)
        if other and not named:
            found.others.add(short)
    if not (found.ingredients or found.conditions or found.others):
        return None
    found.others -= found.ingredients.keys() | found.conditions.keys()
    return found


def _around_name(meant: dict[str, Entry], text: str, hit: Hit) -> None:
    """ "PCOS (polycystic ovary syndrome)": a name alone in brackets, behind its abbreviation."""
    start, end, entry = hit
    if start and text[end : end + 1] in (")", ";", ","):
        earlier = _BEFORE_BRACKET.search(text, max(0, start - 16), start)
        if earlier and _is_short(earlier["short"]) and long_form(earlier["short"], text[start:end]) == 0:
            meant.setdefault(earlier["short"], entry)


def _is_short(short: str) -> bool:
    return 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= min(2, len(short) - 1)


def _fits(short: str, text: str, hit: Hit, bracket: int) -> bool:
    """Does `short`, in the bracket at `bracket`, abbreviate the name before it (with words around that change
    nothing)?"""
    start, end, _ = hit
    between = bracket - end
    if between > 1 and not _TAIL.fullmatch(text, end, bracket):
        return False
    if not _is_short(short):
        return False
    left = max(0, start - _REACH)
    singular = short[:-1] if short[-1] == "s" and short[-2].isupper() else short
    at = long_form(singular, text[left:bracket].rstrip())
    if at is None:
        initials = "".join(c for c in short if c.isupper())
        return between <= 1 and long_form(initials, text[start:end]) == 0
    at += left
    return start <= at < end or (at < start and _LEAD.fullmatch(text, at, start) is not None)


def _means_something_else(short: str, text: str, bracket: int, hits: list[Hit], at: int) -> bool:
    """Is the known abbreviation `hits[at]`, alone in its bracket, defined otherwise? "nucleus accumbens (NAC)" takes
    NAC from N-acetylcysteine. A bracket that repeats a name in other words defines nothing else."""
    before = text[max(0, bracket - _REACH) : bracket].rstrip()
    if long_form(short, before[max(before.rfind(". "), before.rfind("; ")) + 1 :]) is None:
        return False
    concept = hits[at][2].concept
    return not any(hit[2].concept == concept and bracket - 40 < hit[1] <= bracket for hit in hits)


def applied(
    text: str, hits: list[Hit], mine: dict[str, Entry], theirs: dict[str, Entry], others: set[str]
) -> list[Hit]:
    """`hits` of one kind with this text's abbreviations: its own found everywhere, those of the other kind or of other
    things gone."""
    gone = others | theirs.keys() | mine.keys()
    kept = [hit for hit in hits if hit[1] - hit[0] > _LONGEST or text[hit[0] : hit[1]].removesuffix("s") not in gone]
    if not mine:
        return kept
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
    named = {hit[2] for hit in hits if hit[2][2] == "species"}
    if not named:
        return hits
    found: list[Hit] = []
    for entry in named:
        genus, _, epithet = entry.name.partition(" ")
        if epithet:
            for short in (f"{genus[0]}. {epithet}", f"{genus[0]}.{epithet}"):
                found += [(at, end, entry) for at, end in _occurrences(text, short)]
    return placed(hits, found)


def placed(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """`hits` and those of `more` that overlap none of them, in order."""
    taken = sorted(hits)
    for hit in sorted(more, key=lambda hit: (hit[0], -hit[1])):
        at = bisect_right(taken, (hit[0], hit[1] + 1))
        if (at == 0 or taken[at - 1][1] <= hit[0]) and (at == len(taken) or taken[at][0] >= hit[1]):
            taken.insert(at, hit)
    return taken
