"""Which way the main claim points: benefit, null, harm, mixed or unclear.

Every clause of title, results and conclusion gets a verdict (`verdict.judge`: rules on words, p-values and intervals).
The counts of these verdicts, by place and by what the clause names and compares, are the features of a small linear model
(softmax), which is joined with a second one on words and pairs of words (both from `tools/train_claims.py`). A protocol is
`unclear` without asking.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proofwort.extract.direction_terms import direction_words, marked, parts
from proofwort.extract.linear import Linear, load
from proofwort.extract.ranker import Ranker, model
from proofwort.extract.text import Found, Sentence, Text
from proofwort.extract.verdict import (
    EQUAL,
    HEDGE,
    MORE,
    PARTIAL,
    PLAN,
    SURVEY,
    UNSURE,
    Clause,
    clauses,
    judge,
)
from proofwort.model import Design, StudyDirection

CLASSES: tuple[StudyDirection, ...] = ("benefit", "harm", "mixed", "null", "unclear")
# How much the model of words weighs beside that of verdicts, and multipliers of the classes' likelihoods; both chosen for
# macro-F1 in cross-validation (`docs/decisions-claims.md`).
WORDS = 0.6
LEAN: dict[StudyDirection, float] = {"benefit": 0.9, "harm": 1.5, "mixed": 1.2, "null": 1.0, "unclear": 1.0}
VERDICTS = ("better", "changed", "none", "within", "worse")
NAMED = ("ingredient", "main", "between")
TONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unsure", UNSURE), ("more", MORE), ("partial", PARTIAL), ("plan", PLAN), ("survey", SURVEY), ("equal", EQUAL), ("hedge", HEDGE),
)  # fmt: skip
SORT: dict[Design | None, str] = {
    "meta-analysis": "review", "systematic-review": "review", "narrative-review": "narrative", "protocol": "protocol", "animal": "laboratory",
    "in-vitro": "laboratory", "cohort": "observed", "case-control": "observed", "cross-sectional": "observed", "case-report": "observed",
}  # fmt: skip
Masks = Sequence[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence read: where it stands and the verdicts of its clauses."""

    sentence: Sentence
    plain: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Title, results and conclusion, read; `rest` is everything else, unread."""

    title: tuple[Read, ...]
    results: tuple[Read, ...]
    conclusion: tuple[Read, ...]
    rest: str


def read(text: Text, masks: Masks) -> Reading:
    """All sentences that may hold a verdict."""
    results, conclusion, rest = parts(text)
    title = [s for s in text.sentences if s.part == "title"]

    def all_of(sentences: Iterable[Sentence]) -> tuple[Read, ...]:
        found = []
        for sentence in sentences:
            plain = marked(text, sentence, masks)
            found.append(Read(sentence, plain, tuple(judge(c) for c in clauses(plain))))
        return tuple(found)

    return Reading(
        all_of(title), all_of(results), all_of(conclusion), " ".join(text.low[s.start : s.end] for s in rest)
    )


def features(reading: Reading, design: Design | None) -> dict[str, float]:
    """Everything the model looks at."""
    found: dict[str, float] = {f"design {SORT.get(design, 'trial')}": 1.0, f"design {design}": 0.5}
    for place, sentences in (
        ("title", reading.title),
        ("results", reading.results),
        ("conclusion", reading.conclusion),
    ):
        found |= {f"{place} {name}": value for name, value in of_place(sentences, place).items()}
    found["title asks"] = float(any("?" in r.plain for r in reading.title))
    found["rest plan"] = float(bool(PLAN.search(reading.rest)))
    found["rest survey"] = float(bool(SURVEY.search(reading.rest)))
    return {name: value for name, value in found.items() if value}


def of_place(sentences: Sequence[Read], place: str) -> dict[str, float]:
    """Counts (as logarithms) and shares of the verdicts in one part of the text."""
    counts = tally(sentences, ordered=place == "conclusion")
    found = {name: math.log1p(count) for name, count in counts.items()}
    for prefix in ("", *NAMED):
        names = {v: f"{v} {prefix}".rstrip() for v in VERDICTS}
        total = sum(counts[n] for n in names.values())
        if total:
            found |= {f"share {n}": counts[n] / total for n in names.values()}
    found["silent"] = float(not any(counts[v] for v in VERDICTS))
    found["both"] = float(bool(counts["none"] and (counts["better"] or counts["changed"])))
    tested = counts["significant"] + counts["insignificant"]
    if place == "results":
        found["share significant"] = counts["significant"] / tested if tested else 0.5
    return found


def tally(sentences: Sequence[Read], ordered: bool) -> Counter[str]:
    """Verdicts, what they name and compare, and the tone of the sentences. `ordered`: first and last sentence count apart."""
    counts: Counter[str] = Counter()
    for index, item in enumerate(sentences):
        for clause in item.clauses:
            if clause.verdict is None:
                continue
            said = clause.verdict
            also = [
                name
                for name, is_so in (
                    ("sure", clause.sure), ("hedged", clause.hedged), ("ingredient", clause.ingredient), ("main", clause.main),
                    ("between", clause.between), ("primary", clause.primary), ("purely", clause.between and not clause.within),
                    ("first", ordered and index == 0), ("last", ordered and index == len(sentences) - 1),
                )
                if is_so
            ]  # fmt: skip
            counts.update([said, *(f"{said} {name}" for name in also)])
        counts.update(name for name, pattern in TONES if pattern.search(item.plain))
        counts["significant"] += item.plain.count("pvalsig") + item.plain.count("ciexc")
        counts["insignificant"] += item.plain.count("pvalns") + item.plain.count("ciinc")
    return counts


def word_list(reading: Reading) -> list[str]:
    """What the model of words reads."""
    return direction_words(*([r.plain for r in part] for part in (reading.title, reading.results, reading.conclusion)))


def likelihoods(
    reading: Reading, design: Design | None, verdicts: Ranker, words: Linear
) -> dict[StudyDirection, float]:
    """How likely each class is by both models; sums to 1."""
    values = features(reading, design)
    scores = {c: verdicts.score(values, c) for c in CLASSES}
    top = max(scores.values())
    grown = {c: math.exp(s - top) for c, s in scores.items()}
    by_words = dict(zip(words.classes, words.probabilities(word_list(reading), {}), strict=True))
    joined = {c: (grown[c] / sum(grown.values()) + WORDS * float(by_words[c])) * LEAN[c] for c in CLASSES}
    total = sum(joined.values())
    return {c: j / total for c, j in joined.items()}


def direction(text: Text, reading: Reading, design: Design | None) -> Found[StudyDirection]:
    """The direction, with the place of the sentence that says so most plainly."""
    if design == "protocol":
        return at(text, reading, "unclear", "direction: a protocol has no results")
    chances = likelihoods(reading, design, model("direction"), load("direction"))
    best = max(CLASSES, key=lambda c: chances[c])
    return at(text, reading, best, f"direction: verdicts of the clauses, {best} {chances[best]:.2f}")


def at(text: Text, reading: Reading, answer: StudyDirection, rule: str) -> Found[StudyDirection]:
    """The answer at the sentence that agrees with it best: conclusion first, then results, then the title."""
    wanted = {"benefit": ("better", "changed"), "null": ("none", "within"), "harm": ("worse",)}.get(
        answer, ("better", "none")
    )
    for sentences in (reading.conclusion, reading.results, reading.title):
        for item in sentences:
            if any(c.verdict in wanted for c in item.clauses):
                return text.found(answer, item.sentence.start, item.sentence.end, rule)
    last = (reading.conclusion or reading.results or reading.title)[-1].sentence
    return text.found(answer, last.start, last.end, rule)


def disagrees(reading: Reading) -> bool:
    """Whether the conclusion is brighter than the primary outcome: a plain "no difference" there, nothing but benefit here."""
    primary = {c.verdict for r in reading.results for c in r.clauses if c.primary and c.verdict}
    ending = {c.verdict for r in reading.conclusion for c in r.clauses if c.verdict}
    return primary == {"none"} and "better" in ending and "none" not in ending
