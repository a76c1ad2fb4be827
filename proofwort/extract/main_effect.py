"""Which of the effects that a text prints belongs to its main claim.

Authors print their main result first, so the first effect of the results stands unless the words between it and the effect before
speak against it: another ingredient, a subgroup, a comparison with the claim's own ingredient or its level, safety. If none of
several effects is in a sentence that names anything of the claim (or right behind one) there is no answer; a single effect
answers unless something speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proofwort.extract.effect import Candidate, effects, rank
from proofwort.extract.text import Found, Text

Span = tuple[int, int]
AGAINST = re.compile(
    r"\b(?:adverse|side[- ]effects?|heterogeneity|drop-?outs?|withdraw\w+|at baseline|homozygo\w+|genotypes?|alleles?|dose-response"
    r"|post[- ]hoc|sensitivity analys\w+|after exclu\w+|exclusion of|predict(?:ed|or|ors))\b"
)
VERSUS = re.compile(r"\b(?:compared (?:with|to)|versus|vs\.?|than|relative to)(?: the| an?)? $")
WORD = re.compile(r"[a-z]{4,}")
IDLE = frozenset(
    ["with", "from", "that", "this", "were", "than", "between", "among", "during", "after", "before", "effect", "effects", "risk", "rate", "rates", "level", "levels", "change", "changes", "mean", "score", "total", "study", "trial", "group", "groups", "week", "weeks", "month", "months", "high", "intake", "supplementation", "incident", "incidence", "primary", "outcome", "scores", "measured"]
)  # fmt: skip
OTHER, COMPARED, LEVEL, ASIDE = -4.0, -4.0, -2.0, -1.5
NEAR = 25  # characters
ARMS = re.compile(
    r"\b(?:placebo|active|intervention|treatment|treated|supplement\w*|meta-anal\w+|pooled|fixed[- ]effects?|intake|quintiles?)\b"
)
LEAST = -1.5  # an effect that scores less has too much against it
LEVEL_BEFORE = re.compile(r"\b(?:serum|plasma|red cell|blood|circulating|levels? of|status of) $")
LEVEL_AFTER = re.compile(r"^ (?:levels?|concentrations?|status)\b")


@dataclass(frozen=True, slots=True)
class About:
    """What the main claim is about, as places of `Text.low`: its ingredient and those given with it, all other ingredients, its
    condition (wider and narrower names included), and the words of its outcome."""

    ingredient: Sequence[Span] = ()
    others: Sequence[Span] = ()
    condition: Sequence[Span] = ()
    outcome: str = ""


def main_effect(text: Text, about: About) -> Found[Candidate] | None:
    """The effect of the main claim; None where the text has none, or it can't be told."""
    found = effects(text)
    if not found:
        return None
    judged: list[tuple[float, bool, int, Candidate]] = []
    for number, candidate in enumerate(found):
        before = found[number - 1].end if number else 0
        after = found[number + 1].start if number + 1 < len(found) else len(text.low)
        judged.append((*judge(text, candidate, about, before, after), -candidate.start, candidate))
    score, named, _, best = max(judged, key=lambda j: (j[0], j[2]))
    if score < LEAST or (len(found) > 1 and not named):
        return None
    return text.found(best, best.start, best.end, "effect: measure and interval beside the claim's names")


def judge(text: Text, candidate: Candidate, about: About, before: int, after: int) -> tuple[float, bool]:
    """How much speaks for an effect, and whether it names anything of the claim. `before`, `after`: the neighbouring effects."""
    sentence = text.sentence(candidate.start)
    so_far = (sentence.start, candidate.end)
    whole = (sentence.start, max(min(sentence.end, after), candidate.end))
    given, strange = within(about.ingredient, so_far), within(about.others, so_far)
    named = bool(
        set(WORD.findall(text.low[whole[0] : whole[1]])) & outcome_words(about.outcome)
        or within(about.condition, whole)
        or within(about.ingredient, whole)
        or ARMS.search(text.low, *whole)
    )
    score = float(rank(text, candidate))
    if strange and (
        not given or (max(strange) > max(given) and not within(given, (max(before, sentence.start), candidate.end)))
    ):
        score += OTHER
    elif given and all(VERSUS.search(text.low, sentence.start, start) for start, _ in given):
        score += COMPARED
    elif given and given[-1][1] + NEAR > candidate.start and its_level(text, given[-1], sentence.start):
        score += LEVEL
    score += ASIDE * bool(AGAINST.search(text.low, max(before, sentence.start), candidate.end))
    return score, named or beside(text, about, sentence.start)


def its_level(text: Text, span: Span, start: int) -> bool:
    """Whether a name of the ingredient means its level in the body."""
    return bool(LEVEL_BEFORE.search(text.low, start, span[0]) or LEVEL_AFTER.match(text.low[span[1] : span[1] + 20]))


def beside(text: Text, about: About, start: int) -> bool:
    """Whether the sentence before names the claim's condition or ingredient."""
    if start <= text.title_end + 1:
        return False
    last = text.sentence(start - 2)
    return bool(within(about.condition, (last.start, last.end)) or within(about.ingredient, (last.start, last.end)))


def within(spans: Sequence[Span], stretch: Span) -> list[Span]:
    """The places that lie in a stretch."""
    return [s for s in spans if stretch[0] <= s[0] and s[1] <= stretch[1]]


def outcome_words(outcome: str) -> frozenset[str]:
    """The words of an outcome that tell it from others."""
    return frozenset(WORD.findall(outcome.lower())) - IDLE
