"""Search over all names and pairs, forgiving typos, and over the titles of studies. All names are held in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from proofwort import names
from proofwort.store import Name

# Words of a question that name nothing.
FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "can",
        "cure",
        "cures",
        "does",
        "do",
        "effect",
        "effects",
        "evidence",
        "for",
        "from",
        "good",
        "help",
        "helps",
        "how",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "of",
        "on",
        "or",
        "safe",
        "should",
        "supplement",
        "supplements",
        "take",
        "taking",
        "the",
        "to",
        "treat",
        "treatment",
        "use",
        "used",
        "vs",
        "what",
        "which",
        "with",
        "work",
        "works",
    ]
)
CANDIDATES = 60
GOOD = 0.72  # a name less similar than this is not offered
SURE = 0.80  # both halves of a pair must be at least this similar


@dataclass(frozen=True)
class Hit:
    """One answer of a search. `score` is a similarity, 0-1."""

    kind: str
    title: str
    subtitle: str
    address: str
    score: float


@dataclass(frozen=True)
class Match:
    """A name that resembles what was typed."""

    name: Name
    score: float


class Index:
    """The names of one kind of record, ready to be compared."""

    def __init__(self, entries: Sequence[Name]) -> None:
        self._entries = list(entries)
        self._keys = [n.key for n in entries]
        self._exact: dict[str, list[Name]] = {}
        for entry in self._entries:
            self._exact.setdefault(entry.key, []).append(entry)

    def exact(self, text: str) -> list[Name]:
        """The names whose key equals this text's key."""
        return self._exact.get(names.key(text), [])

    def best(self, typed: str, limit: int) -> list[Match]:
        """The nearest names, one per record, best first: prefixes and near spellings alike."""
        near = process.extract(typed, self._keys, scorer=JaroWinkler.normalized_similarity, limit=CANDIDATES)
        ranked = sorted(
            (Match(self._entries[i], similarity(typed, key)) for key, _, i in near),
            key=lambda m: (-m.score, not m.name.main, len(m.name.key), m.name.key),
        )
        seen: set[str] = set()
        found: list[Match] = []
        for match in ranked:
            if match.score >= GOOD and match.name.slug not in seen:
                seen.add(match.name.slug)
                found.append(match)
        return found[:limit]


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


@dataclass(frozen=True)
class Pair:
    """An ingredient and a condition that a query names together."""

    ingredient: Match
    condition: Match

    @property
    def score(self) -> float:
        """The weaker half decides."""
        return min(self.ingredient.score, self.condition.score)


def pairs(text: str, ingredients: Index, conditions: Index, limit: int) -> list[Pair]:
    """The pairs that a query may mean: every way to cut its words in two is tried, in both orders."""
    words = [w for w in names.key(text).split() if w not in FILLERS] or names.key(text).split()
    found: dict[tuple[str, str], Pair] = {}
    for cut in range(1, len(words)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        for one, other in ((left, right), (right, left)):
            for ingredient in ingredients.best(one, 2):
                if ingredient.score < SURE:
                    continue
                for condition in conditions.best(other, 3):
                    pair = Pair(ingredient, condition)
                    at = (ingredient.name.slug, condition.name.slug)
                    if pair.score >= SURE and pair.score > (found[at].score if at in found else 0):
                        found[at] = pair
    return sorted(found.values(), key=lambda p: (-p.score, -p.ingredient.score - p.condition.score))[:limit]
