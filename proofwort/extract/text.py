"""An article as the extractors read it: one plain, lower-case line of text with a way back to the source.

Extractors search `Text.low`: title and abstract (and full text, if any) in lower case, mark-up removed, typographic
signs made plain ("−" to "-", "0·91" to "0.91"), blanks collapsed and numbers in words written as digits ("sixty-two
patients" to "62 patients"). `Text.cased` is the same with its capitals. Every offset of it leads back to a section of
the
article and the offset there, so each answer can say where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from proofwort.extract.numbers import SPELLED, spelled
from proofwort.model import Article, Place

LONGEST = 50_000  # characters read of one section: more than any abstract, and a bound on what a broken record can cost
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Part = Literal["title", "background", "objective", "methods", "results", "conclusion", "other"]

SIGNS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "﹣": "-",
        "－": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u200a": " ",
        "\u2005": " ",
        "\u3000": " ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "⁄": "/",
        "∕": "/",
        "˂": "<",
        "˃": ">",
        "＜": "<",
        "＞": ">",
        "＝": "=",
        "⩽": "≤",
        "⩾": "≥",
        "≦": "≤",
        "≧": "≥",
        "µ": "μ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "，": ",",
        "（": "(",
        "）": ")",
        "：": ":",
        "；": ";",
        "∼": "~",
        "İ": "I",
    }
)
# Headings that lost their colon, mark-up, zero-width signs, words broken at a line's end, runs of blanks, blanks
# inside brackets, dots in mid-height, numbers in words.
_HEADS = (
    r"(?:Background|Introduction|Objectives?|Aims?|Methods?(?:/[Dd]esign| and [Ff]indings)?"
    r"|Methodology/Principal Findings|Materials and [Mm]ethods|Results?"
    r"|Conclusions?(?:/[Ss]ignificance)?|Purpose|Findings|Interpretation|Design|Setting|Participants|Interventions?"
    r"|Discussion|Trial [Rr]egistration)"
)
_GLUED = re.compile(r"(?:^|(?<=[a-z.)\]?]))" + _HEADS + r"(?=[A-Z0-9][\w-])")
_NUMBERS = re.compile(r"(?P<words>" + SPELLED + r")")
_ODD = re.compile(r"[<\u200b\u200c\u200d\u2060\ufeff\u00ad·∙•⋅]|[ ]{2}|[a-z]- [a-z]|[(\[] | [)\]]")
_CHANGE = re.compile(
    r"(?P<glued>" + _GLUED.pattern + r")|(?P<tag></?[a-zA-Z][^<>]{0,40}>)"
    r"|(?P<zero>[\u200b\u200c\u200d\u2060\ufeff\u00ad]+)"
    r"|(?P<broken>(?<=[a-z])- (?=[a-z])(?!(?:and|or|to|versus|vs|nor|but)\b))|(?P<blank>[ ]{2,})"
    r"|(?P<open>(?<=[(\[]) )|(?P<close> (?=[)\]]))|(?P<dot>(?<=\d)[·∙•⋅](?=\d))|" + _NUMBERS.pattern
)
_WORD = re.compile(r"[a-zμ]+")
_LABELS: tuple[tuple[Part, str], ...] = (
    ("background", r"(?:back ?ground|introduction|context|rationale|importance|significance)(?:/objectives?"
        r"| and (?:aims?|objectives?))?"
     r"|what is (?:already )?known[^:.]{0,40}"),
    ("objective", r"(?:the )?(?:aims?|objectives?|purposes?|hypothes[ie]s|goals?)(?: of (?:the|this) (?:study|review))?"
     r"(?: and (?:methods|hypothesis|background))?|study objectives?"),
    ("methods", r"(?:(?:patients?|subjects?|participants?|materials?|study)(?:,? and |/| & ))?(?:methods?|methodology"
        r"|procedures?)"
     r"(?:/design| and (?:results|materials?|findings|design))?|(?:study )?design(?:,? (?:setting|and setting"
     r"|subjects)[^:.]{0,40})?"
     r"|settings?(?: and participants)?|participants?|patients?|subjects?|interventions?|main outcomes?(?: measures?)?"
     r"|measurements?(?: and main results)?|outcome measures?|experimental approach|data sources?|study selection"
     r"|data extraction|data synthesis|eligibility criteria|search methods|selection criteria|experimental design"
     r"|research design and methods|statistical analys[ie]s|methods?/design|methods?/principal findings"
     r"|types? of studies"),
    ("results", r"(?:main )?(?:results?|findings?|outcomes?|key results|principal findings)(?: and (?:discussion"
        r"|conclusions?))?"
     r"|results/conclusions?"),
    ("conclusion", r"(?:author'?s'? |main )?(?:conclusions?|interpretations?|discussion|significance|implications?)"
     r"(?:[/,] ?significance| and [a-z ]{3,30})?|summary|clinical relevance|perspectives?"),
    ("other", r"(?:clinical )?trial registration[^:.]{0,20}|registration(?: number)?|funding|sponsorship|key ?words"
        r"|trial registry"
     r"|clinicaltrials\.gov|copyright|level of evidence|systematic review registration"),
)  # fmt: skip
_INLINE = re.compile(
    r"(?:^|(?<=\n)|(?<=\n )|(?<=[.!?)\]:;] )|(?<=\) )|(?<=[.!?)\]]))\[?(?:\(?\d\)? ?)?(?:"
    + "|".join(f"(?P<{part}>{pattern})" for part, pattern in _LABELS)
    + r")(?:\]|(?: ?:){1,2})(?= ?\S)"
)
_END = re.compile(r"[.!?][)\]\"']?\s+(?=[\"'(\[]?[A-Z0-9α-ωΑ-Ω])")
_NOT_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|et al|approx|ca|c|no|nos|dr|fig|sp|spp|subsp|var|st|ver|resp|incl|viz|ltd|inc|co|eq)"
    r"|(?:^|[\s(])[a-z])\.$",
)
_LEADING = re.compile(r"^(?:" + "|".join(f"(?P<{part}>{pattern})" for part, pattern in _LABELS) + r")\b")


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value and where it stands: `start` and `end` are offsets in the article's own section text."""

    value: T_co
    section: str
    start: int
    end: int
    rule: str

    @property
    def place(self) -> Place:
        return Place(section=self.section, start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of `Text.low`: offsets there, and the part of the article it belongs to."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Stretch:
    """One section of the article within `Text.low`. `steps`: (offset in low, offset in the section's text),
    ascending.
    """

    label: str
    start: int
    end: int
    steps: tuple[tuple[int, int], ...]


class Text:
    """Title, abstract and body of one article, made plain for reading."""

    def __init__(self, article: Article) -> None:
        self.article = article
        pieces: list[str] = []
        stretches: list[Stretch] = []
        at = 0
        for label, raw in [("title", article.title), *((s.label, s.text) for s in article.abstract)]:
            plain, steps = flatten(raw[:LONGEST])
            stretches.append(Stretch(label, at, at + len(plain), tuple((at + a, b) for a, b in steps)))
            pieces.append(plain)
            at += len(plain) + 1
        self.cased = "\n".join(pieces)
        self.low = lower(self.cased)
        self.stretches = tuple(stretches)
        self.title_end = stretches[0].end
        self._starts = [s.start for s in stretches]

    @cached_property
    def title(self) -> str:
        return self.low[: self.title_end]

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text, for asking quickly whether it can hold something."""
        return frozenset(_WORD.findall(self.low))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order; the title is one."""
        return tuple(self._split())

    @cached_property
    def parts(self) -> tuple[tuple[int, Part], ...]:
        """(start, part), ascending: from there on the text belongs to that part. Empty for texts without headings."""
        found: list[tuple[int, Part]] = []
        for stretch in self.stretches[1:]:
            named = _LEADING.match(stretch.label.lower())
            if named and stretch.label.lower() not in ("abstract", "summary"):
                found.append((stretch.start, part_of(named)))
            for match in _INLINE.finditer(self.low, stretch.start, stretch.end):
                found.append((match.start(), part_of(match)))
        if not any(
            part == "methods" for _, part in found
        ):  # a lone "Background:" before a text without further headings
            found = [(start, "other" if part == "background" else part) for start, part in found]
        return tuple(sorted(found))

    def part(self, offset: int) -> Part:
        """The part of the article at an offset of `low`; "other" where there are no headings."""
        if offset < self.title_end:
            return "title"
        index = bisect_right(self.parts, offset, key=lambda p: p[0]) - 1
        return self.parts[index][1] if index >= 0 else "other"

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds an offset of `low`."""
        index = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[max(index, 0)]

    def found(self, value: T, start: int, end: int, rule: str) -> Found[T]:
        """An answer for `low[start:end]`, with its place in the article."""
        stretch = self.stretches[max(bisect_right(self._starts, start) - 1, 0)]
        return Found(value, stretch.label, origin(stretch, start), origin_end(stretch, max(end, start)), rule)

    def _split(self) -> Iterator[Sentence]:
        heads = [start for start, _ in self.parts]
        for stretch in self.stretches:
            cuts = {stretch.start, *(h for h in heads if stretch.start <= h < stretch.end)}
            for match in _END.finditer(self.cased, stretch.start, stretch.end):
                before = self.low[max(stretch.start, match.start() - 8) : match.start() + 1]
                if not _NOT_END.search(before):
                    cuts.add(match.end())
            ordered = sorted(cuts)
            for start, end in zip(ordered, [*ordered[1:], stretch.end], strict=True):
                if start < end:
                    yield Sentence(start, end, self.part(start))


def part_of(match: re.Match[str]) -> Part:
    """The part whose heading matched."""
    part: Part = match.lastgroup  # type: ignore[assignment]  # the groups are named by the parts
    return part


def origin(stretch: Stretch, offset: int) -> int:
    """Offset in the section's own text."""
    index = bisect_right(stretch.steps, offset, key=lambda s: s[0]) - 1
    low, raw = stretch.steps[max(index, 0)]
    return raw + offset - low


def origin_end(stretch: Stretch, offset: int) -> int:
    """The same for the end of a stretch of text: mark-up that follows isn't part of it."""
    index = bisect_left(stretch.steps, offset, key=lambda s: s[0])
    if index < len(stretch.steps) and stretch.steps[index][0] == offset:
        return stretch.steps[index][1]
    return origin(stretch, offset)


def lower(text: str) -> str:
    """Lower case of the same length (some letters grow when lowered; those stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def flatten(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """Plain text of a section and the steps that lead from its offsets back to those of `raw`."""
    same = raw.translate(SIGNS)
    pieces: list[str] = []
    steps = [(0, 0)]
    at = size = 0
    odd = _ODD.search(same) is not None or _GLUED.search(same) is not None
    for match in (_CHANGE if odd else _NUMBERS).finditer(same):
        new = replacement(match)
        if new is None:
            continue
        kept = same[at : match.start()]
        if not kept and pieces and pieces[-1].endswith(" ") and new == " ":
            new = ""
        pieces += (kept, new)
        size += len(kept)
        steps.append((size, match.start()))
        size += len(new)
        at = match.end()
        steps.append((size, at))
    pieces.append(same[at:])
    return "".join(pieces), steps


def replacement(match: re.Match[str]) -> str | None:
    """What stands in the plain text for a change; None to leave it."""
    kind = match.lastgroup
    if kind in ("tag", "zero", "open", "close"):
        return ""
    if kind == "glued":  # a heading that lost its colon on the way: "…of the trialMethodsWe…"
        return f" {match.group()}: "
    if kind == "broken":  # "double- blind", "expres- sion": left over from the end of a printed line
        return "-"
    if kind == "blank":
        return " "
    if kind == "dot":
        return "."
    value = spelled(match.group())
    return None if value is None else str(value)
