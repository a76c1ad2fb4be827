"""Search over all names and pairs, forgiving typos, and over the titles of studies. All names are held in memory."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from proofwort import names
from proofwort.model import DrugClass, Gate
from proofwort.store import Name

# Words of a question that name nothing, outside of a known name.
_SAFETY = """
bad danger dangerous dangers dosage dosages dose doses harm harmful harms interact interaction interactions
interacts overdose poisonous risk risks risky safe safely safety side toxic toxicity unsafe
"""
_EMPTY = """
a about after against also always am an and any anyone are at be been before being benefit benefits best between
but by can cause causes combine combined could cure cures daily did do does doing done during each effect
effective effects ever every evidence for from get gets getting give given good has have having help helpful herb
herbal herbs
helps how i if im in into is it its just know long many may me mix mixed more most much my need of off ok okay
on once one or our per pills please remedies remedy same should so some someone stop supplement supplementation supplements
tablet tablets take taken takes taking tell than that the their them there they thing things this to together
too treat treatment treats try us use used uses using vs was we were what when where which while who why will
with without work works would you your
"""
SAFETY = frozenset(_SAFETY.split())
FILLERS = SAFETY | frozenset(_EMPTY.split())
KINDS = ("ingredient", "condition", "system")
LONGEST_NAME = 7  # words of a name that is looked for inside a question
MOST_WORDS = 7  # words of a question that are cut in two or tried one by one
CANDIDATES = 50
FAR = 0.55  # names farther than this are not compared in full
GOOD = 0.72  # a name less similar than this is not offered
SURE = 0.80  # both halves of a pair must be at least this similar
INSIDE = 0.93  # a known name among other words
TOGETHER = 1.1  # an ingredient with a class of medicines goes before all else: it is about safety
MEDICINE = 1.05
ASIDE = 0.3  # how far back it goes where the medicine is only a part of another name: "statin muscle pain"


@dataclass(frozen=True)
class Hit:
    """One answer of a search. `score` is a similarity, 0-1, above 1 for what goes first. `gate` is the safety gate for
    everyone of an ingredient, an ingredient with a class of medicines, or a pair; `not_for_all`: some must not take it
    at all."""

    kind: str
    title: str
    subtitle: str
    address: str
    score: float
    gate: Gate | None = None
    not_for_all: bool = False


@dataclass(frozen=True)
class Match:
    """A name that resembles what was typed."""

    name: Name
    score: float


class Index:
    """The names of one kind of record, ready to be compared."""

    def __init__(self, entries: Sequence[Name]) -> None:
        self._entries = sorted(entries, key=lambda n: len(n.key))
        self._keys = [n.key for n in self._entries]
        self._lengths = [len(k) for k in self._keys]
        self._exact: dict[str, list[Name]] = {}
        for entry in self._entries:
            self._exact.setdefault(entry.key, []).append(entry)

    def exact(self, text: str) -> list[Name]:
        """The names whose key equals this text's key."""
        return self._exact.get(names.key(text), [])

    def named(self, span: str) -> list[Name]:
        """The names whose key equals this key, or its singular or plural."""
        return next(filter(None, (self._exact.get(form) for form in _forms(span))), [])

    def misspelt(self, typed: str) -> Match | None:
        """The name of nearly this spelling."""
        first = bisect_left(self._lengths, SURE * len(typed))  # of other lengths none is as near as that
        keys = self._keys[first : bisect_right(self._lengths, len(typed) / SURE)]
        found = process.extractOne(typed, keys, scorer=OSA.normalized_similarity, score_cutoff=SURE)
        return Match(self._entries[first + found[2]], found[1]) if found else None

    def best(self, typed: str, limit: int) -> list[Match]:
        """The nearest names, one per record, best first: prefixes and near spellings alike."""
        most = min(CANDIDATES, 10 * limit)
        near = process.extract(
            typed, self._keys, scorer=JaroWinkler.normalized_similarity, limit=most, score_cutoff=FAR
        )
        good = ((similarity(typed, key), i) for key, _, i in near)
        ranked = sorted(
            (Match(self._entries[i], score) for score, i in good if score >= GOOD),
            key=lambda m: (-m.score, not m.name.main, len(m.name.key), m.name.key),
        )
        found: dict[str, Match] = {}
        for match in ranked:
            found.setdefault(match.name.slug, match)
        return list(found.values())[:limit]


def similarity(typed: str, name: str) -> float:
    """0-1: 1 for equal; prefixes and names that hold all typed words stand just below; else spelling distance."""
    if typed == name:
        return 1.0
    whole = OSA.normalized_similarity(typed, name)
    start = (
        0.97 * OSA.normalized_similarity(typed, name[: len(typed)])
        if len(typed) >= 3
        else float(name.startswith(typed)) * 0.9
    )
    words = 0.9 * fuzz.token_set_ratio(typed, name) / 100 if " " in name and len(typed) >= 4 else 0.0
    return max(whole, start - 0.002 * abs(len(name) - len(typed)), words - 0.002 * abs(len(name) - len(typed)))


def _forms(span: str) -> tuple[str, ...]:
    return (span, f"{span}s", span[:-1]) if span.endswith("s") and len(span) > 4 else (span, f"{span}s")


@dataclass(frozen=True)
class Query:
    """What was typed, taken apart: `parts` are the known names and single words that are left without the words of a
    question, `spans` the known names among them; `safety`: is the question about safety or dose?"""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    spans: tuple[str, ...]
    safety: bool

    @property
    def text(self) -> str:
        """What names are compared with."""
        return " ".join(self.parts)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that are no known names, and each two that stand side by side."""
        parts = self.parts[:MOST_WORDS]
        twos = (f"{one} {other}" for one, other in pairwise(parts) if not {one, other} & {*self.spans})
        return (*twos, *(p for p in parts if p not in self.spans))


def understood(typed: str, indexes: Mapping[str, Index]) -> Query:
    """A typed key taken apart, left to right, the longest known name first: "bad breath" stays whole, "is … safe" goes."""
    words = tuple("vitamin" if word == "vit" else word for word in typed.split())
    parts: list[str] = []
    spans: list[str] = []
    at, safety = 0, False
    while at < len(words):
        span = next((s for s in _from(words, at) if any(index.named(s) for index in indexes.values())), None)
        if span is not None:
            spans.append(span)
            parts.append(span)
            at += len(span.split())
            continue
        safety |= words[at] in SAFETY or words[at : at + 2] in (("how", "much"), ("too", "much"))
        parts += [words[at]] if words[at] not in FILLERS else []
        at += 1
    if not parts:
        return Query(words, words, (), False)
    return Query(words, tuple(parts), tuple(spans), safety)


def _from(words: Sequence[str], at: int) -> Iterator[str]:
    """The spans that begin here and hold more than words of a question, the longest first."""
    for end in range(min(at + LONGEST_NAME, len(words)), at, -1):
        if not FILLERS.issuperset(words[at:end]):
            yield " ".join(words[at:end])


def named(query: Query, indexes: Mapping[str, Index]) -> list[tuple[str, Match]]:
    """(kind, name) that a query may mean, best first: what resembles all of it, and each known name in it. Where nothing
    resembles all of it, a word that is no known name stands for one of nearly its spelling."""
    found = {(kind, m.name.slug): m for kind in KINDS for m in indexes[kind].best(query.text, 6)}
    whole = any(m.score >= SURE for m in found.values())
    for kind in KINDS:
        for name in chain.from_iterable(indexes[kind].named(span) for span in query.spans):
            if (kind, name.slug) not in found or found[kind, name.slug].score < INSIDE:
                found[kind, name.slug] = Match(name, INSIDE)
    if not whole:
        for kind, word in product(KINDS, (w for w in query.unknown if len(w) > 3)):
            if match := indexes[kind].misspelt(word):
                found.setdefault((kind, match.name.slug), Match(match.name, match.score * INSIDE))
    return sorted(((kind, m) for (kind, _), m in found.items()), key=lambda x: -x[1].score)


@dataclass(frozen=True)
class Pair:
    """An ingredient and a condition that a query names together."""

    ingredient: Match
    condition: Match

    @property
    def score(self) -> float:
        """The weaker half decides."""
        return min(self.ingredient.score, self.condition.score)


def pairs(query: Query, ingredients: Index, conditions: Index, limit: int) -> list[Pair]:
    """The pairs that a query may mean: every way to cut it in two is tried, in both orders; known names stay whole."""
    parts = query.parts[:MOST_WORDS]
    found: dict[tuple[str, str], Pair] = {}
    for cut in range(1, len(parts)):
        left, right = " ".join(parts[:cut]), " ".join(parts[cut:])
        if min(len(left), len(right)) < 2:  # a letter alone is the beginning of too much
            continue
        for one, other in ((left, right), (right, left)):
            meant = [m for m in ingredients.best(one, 2) if m.score >= SURE]
            for condition in conditions.best(other, 3) if meant else ():
                for ingredient in meant:
                    pair = Pair(ingredient, condition)
                    at = (ingredient.name.slug, condition.name.slug)
                    if pair.score >= SURE and pair.score > (found[at].score if at in found else 0):
                        found[at] = pair
    return sorted(found.values(), key=lambda p: (-p.score, -p.ingredient.score - p.condition.score))[:limit]


@dataclass(frozen=True)
class Medicine:
    """A class of medicines that a query names, and the ingredients that it names beside it."""

    name: Name
    ingredients: tuple[Name, ...]
    aside: bool  # only inside the name of something else: "statin muscle pain"


def medicines(query: Query, indexes: Mapping[str, Index]) -> list[Medicine]:
    """The classes of medicines that a query names, by themselves, by an example or by a lay name, or misspelt."""
    index = indexes["medicine"]
    spans = dict.fromkeys(s for at in range(len(query.words)) for s in _from(query.words, at))
    sure = [(span, name) for span in spans for name in index.named(span)]
    near = [(w, m.name) for w in query.unknown if len(w) > 4 and (m := index.misspelt(w))]
    found: dict[str, Medicine] = {}
    for span, name in (*sure, *near):
        aside = any(_within(span, whole) for whole in query.spans)
        if name.slug not in found or found[name.slug].aside:
            found[name.slug] = Medicine(name, _beside(query, span, indexes["ingredient"]), aside)
    return list(found.values())


def _within(span: str, name: str) -> bool:
    """Does the name say more than this span? "the pill" says no more than "pill"."""
    return f" {span} " in f" {name} " and name.removeprefix("the ") != span


def _beside(query: Query, span: str, ingredients: Index) -> tuple[Name, ...]:
    """The ingredients that a query names beside this span: by their names, else by something near."""
    exact = {n.slug: n for known in query.spans if known != span for n in ingredients.named(known)}
    rest = f" {query.text} ".replace(f" {span} ", " ").strip()
    near = ingredients.best(rest, 1) if rest and not exact else ()
    return tuple(exact.values()) or tuple(m.name for m in near if m.score >= SURE)


_CALLED = ("medicine", "medication", "med", "drug", "tablet", "pill")
_ENDS_CALLED = re.compile(rf" (?:{'|'.join(_CALLED)})s?$")
_NO_NAMES = frozenset({*(f"{word}s" for word in _CALLED), "therapy", "blockers"})  # by themselves


def medicine_names(drug_class: DrugClass) -> list[Name]:
    """All that a class of medicines may be called: its name and the halves of it, their last words, its examples, and
    "tablets", "pills" … for "medicines"."""
    halves = drug_class.name.split(" and ")
    last = (half.split()[-1] for half in halves)
    called = (drug_class.slug, drug_class.name, *halves, *last, *drug_class.examples)
    keys = dict.fromkeys(k for phrase in called for k in _variants(names.key(phrase)) if k not in _NO_NAMES)
    return [Name(k, "medicine", drug_class.slug, drug_class.name, k == names.key(drug_class.name)) for k in keys]


def _variants(key: str) -> list[str]:
    bare = key.removeprefix("the ")
    stem = _ENDS_CALLED.sub("", bare)
    return [bare, *(f"{stem} {word}" for word in _CALLED if stem != bare)]
