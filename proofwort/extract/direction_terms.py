"""The words that the model of `direction` reads: title, results and conclusion apart, with statistics made into words.

Words: p-values become `pvalsig` or `pvalns`, intervals `ciinc` (they hold the value of no effect) or `ciexc`, other numbers
`num`; names of the ingredient and of conditions become `ingr` and `cond`, so that what is learned holds for any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from proofwort.extract.candidates import conclusion_sentences
from proofwort.extract.text import Sentence, Text
from proofwort.mentions import Mention

P_VALUE = re.compile(
    r"\bp ?(?:-? ?values?)?(?: for (?:trend|interaction|homogeneity)[a-z ]{0,12})? ?(?P<sign>=|<|>|≤|≥|less than|was|of)+ ?(?:or equal to )?"
    r"(?P<number>0?\.\d+|1\.0+|0|\d(?:\.\d+)? ?[x×*] ?10 ?\^?-? ?\d+|n\.?s\.?)"
)
CI = re.compile(
    r"(?:95 ?% ?(?:ci|confidence intervals?|cri)[^\d-]{0,12}|\[|\()(?P<low>-?\d+(?:\.\d+)?)(?: ?%)? ?(?:to|,|;|-) ?(?P<high>-?\d+(?:\.\d+)?)"
)
RATIO = re.compile(r"\b(?:rr|or|hr|irr|ratio|odds|hazard|relative risk|risk)\b")
TOKEN = re.compile(r"pvalsig|pvalns|ciinc|ciexc|[a-zα-ω]+(?:'t)?|\d[\d.,]*|[;:]")
Words = list[str]


def significant(match: re.Match[str]) -> bool:
    """Whether a p-value is below 0.05 (or at most 0.05)."""
    number = match["number"].replace(" ", "")
    if number.startswith("n"):
        return False
    if "x" in number or "×" in number or "*" in number:
        return True
    value = float(number)
    if match["sign"] in (">", "≥"):
        return False
    return value < 0.05 or (value == 0.05 and match["sign"] != "=") or (value == 0.05)


def holds_none(match: re.Match[str], before: str) -> bool:
    """Whether an interval holds the value of no effect: 1 for ratios, 0 for differences."""
    low, high = float(match["low"]), float(match["high"])
    none = 1.0 if RATIO.search(before) and low >= 0 else 0.0
    return low <= none <= high


def marked(text: Text, sentence: Sentence, masks: Sequence[tuple[int, int, str]]) -> str:
    """The sentence with its statistics, and the names in `masks` (start, end, word; ascending), made into words."""
    changes = [m for m in masks if sentence.start <= m[0] and m[1] <= sentence.end]
    for match in P_VALUE.finditer(text.low, sentence.start, sentence.end):
        changes.append((match.start(), match.end(), " pvalsig " if significant(match) else " pvalns "))
    for match in CI.finditer(text.low, sentence.start, sentence.end):
        before = text.low[max(sentence.start, match.start() - 60) : match.start()]
        changes.append((match.start(), match.end(), " ciinc " if holds_none(match, before) else " ciexc "))
    pieces: list[str] = []
    at = sentence.start
    for start, end, word in sorted(changes):
        if start >= at:
            pieces += (text.low[at:start], word)
            at = end
    return "".join([*pieces, text.low[at : sentence.end]])


def words(plain: str) -> Words:
    return ["num" if w[0].isdigit() else w for w in TOKEN.findall(plain)]


def grams(tokens: Words, prefix: str, longest: int = 3) -> Iterator[str]:
    """All runs of one to `longest` words, each with its prefix."""
    for size in range(1, longest + 1):
        for start in range(len(tokens) - size + 1):
            yield prefix + " ".join(tokens[start : start + size])


# Conditions that are goals: more of them is better.
GOALS = frozenset({
    "athletic-performance", "endurance", "body-building", "muscle-mass", "muscle-strength", "cognitive-function", "cognitive-development",
    "child-development", "physical-function", "immune-function", "bone-mineral-density", "endothelial-function", "mental-health", "mood",
    "gut-health", "gut-microbiota", "exercise-recovery", "quality-of-life", "visual-function", "lung-function", "healthy-aging", "fertility",
    "iron-status", "hemoglobin", "balance", "sleep", "wounds", "energy-expenditure", "amino-acid-metabolism", "lactation", "memory",
    "muscle-protein-synthesis", "motor-function", "brain-function", "skin-health", "healthy", "heart-health", "decision-making",
})  # fmt: skip


def masks_of(mentions: Iterable[Mention], ingredients: frozenset[str], conditions: frozenset[str]) -> list[tuple[int, int, str]]:
    """What stands for names: the study's own ingredients, others, its own conditions (`main`), things that are good or bad to have."""
    found = []
    for m in mentions:
        if m.kind == "ingredient":
            word = " ingr " if m.concept in ingredients else " othr "
        else:
            word = (" main " if m.concept in conditions else " ") + ("goal " if m.concept in GOALS else "cond ")
        found.append((m.start, m.end, word))
    return found


def parts(text: Text) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """Sentences of the results, of the conclusion, and all others but the title. Without headings the results are the second
    half of the abstract before the conclusion."""
    conclusion = conclusion_sentences(text)
    taken = {s.start for s in conclusion}
    body = [s for s in text.sentences if s.part != "title" and s.start not in taken]
    results = [s for s in body if s.part == "results"]
    if not results:
        free = [s for s in body if s.part in ("other", "methods", "background")] if not text.parts else [s for s in body if s.part != "background"]
        results = free[len(free) // 2 :]
    kept = {s.start for s in results}
    return results, conclusion, [s for s in body if s.start not in kept]


def direction_terms(text: Text, masks: Sequence[tuple[int, int, str]]) -> list[str]:
    """All terms of the text: `t:` title, `r:` results, `c:` conclusion."""
    title = [s for s in text.sentences if s.part == "title"]
    results, conclusion, _ = parts(text)
    found: list[str] = []
    for prefix, sentences, longest in (("t:", title, 3), ("r:", results, 3), ("c:", conclusion, 3)):
        for sentence in sentences:
            found += grams(words(marked(text, sentence, masks)), prefix, longest)
            found += ["a:" + w for w in set(words(marked(text, sentence, masks)))] if prefix != "t:" else []
    return found
