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
    r"\bp ?(?:-? ?values?)?(?: for (?:trend|interaction|homogeneity)[a-z ]{0,12})? ?(?P<sign>=|<|>|≤|≥"
    r"|less than|was|of)+ ?(?:or equal to )?"
    r"(?P<number>0?\.\d+|1\.0+|0|\d(?:\.\d+)? ?[x×*] ?10 ?\^?-? ?\d+|n\.?s\.?)"
)
# "( < 0.05)": the letter was in italics and got lost on the way.
BARE_P = re.compile(r"(?<=[(,;]) ?(?:all )?(?P<sign>[=<>≤≥]) ?(?P<number>0?\.\d{1,5})(?=[),;])")
_LIMITS = r"(?P<low{0}>-?\d*\.?\d+)(?: ?%)? ?(?:to|,|;|-|and) ?(?P<high{0}>-?\d*\.?\d+)(?: ?%)?"
CI = re.compile(
    r"[\[(]?(?:9[05] ?% ?)?(?:ci|confidence intervals?|cri)\b[^\d-]{0,12}"
    + _LIMITS.format(1)
    + r"[\])]?|[\[(]"
    + _LIMITS.format(2)
    + r"[\])]"
)
RATIO = re.compile(r"\b(?:rr|hr|irr|ratio|odds|hazard|relative risk|risk|ors?(?= ?[=:,(\d]))\b")
PRAISE = re.compile(r"ergogenic|improve|benefi|enhance|reduc|deterior|impair")
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
    low, high = float(match["low1"] or match["low2"]), float(match["high1"] or match["high2"])
    none = 1.0 if RATIO.search(before) and low >= 0 else 0.0
    return low <= none <= high


def interval_words(match: re.Match[str], before: str) -> str:
    """An interval as words: whether it holds no effect, and for a ratio that doesn't, on which side of 1 it lies."""
    if holds_none(match, before):
        return " ciinc "
    low, high = float(match["low1"] or match["low2"]), float(match["high1"] or match["high2"])
    if not RATIO.search(before) or low < 0:
        return " ciexc "
    return " ciexc ratiolow " if high < 1 else " ciexc ratiohigh "


SPACES = re.compile(r" {2,}")  # the rules of `verdict` look for words one space apart


def marked(text: Text, sentence: Sentence, masks: Sequence[tuple[int, int, str]]) -> str:
    """The sentence with its statistics, and the names in `masks` (start, end, word; ascending), made into words."""
    changes = [m for m in masks if sentence.start <= m[0] and m[1] <= sentence.end]
    low, end = text.low, sentence.end
    for match in (*P_VALUE.finditer(low, sentence.start, end), *BARE_P.finditer(low, sentence.start, end)):
        changes.append((match.start(), match.end(), " pvalsig " if significant(match) else " pvalns "))
    for match in CI.finditer(text.low, sentence.start, sentence.end):
        before = text.low[max(sentence.start, match.start() - 60) : match.start()]
        changes.append((match.start(), match.end(), interval_words(match, before)))
    pieces: list[str] = []
    at = sentence.start
    for start, end, word in sorted(changes):
        if start >= at:
            praise = text.low[start:end] if PRAISE.search(text.low, start, end) else ""
            pieces += (text.low[at:start], word, praise)
            at = end
    return SPACES.sub(" ", "".join([*pieces, text.low[at : sentence.end]]))


def words(plain: str) -> Words:
    """The words of a piece of text, in lower case."""
    return ["num" if w[0].isdigit() else w for w in TOKEN.findall(plain)]


def grams(tokens: Words, prefix: str, longest: int) -> Iterator[str]:
    """All runs of one to `longest` words, each with its prefix."""
    for size in range(1, longest + 1):
        for start in range(len(tokens) - size + 1):
            yield prefix + " ".join(tokens[start : start + size])


# Conditions that are goals: more of them is better.
GOALS = frozenset({
    "athletic-performance", "endurance", "body-building", "muscle-mass", "muscle-strength", "memory-and-attention",
    "infant-development", "physical-function", "immune-function", "endothelial-function", "mental-health", "mood", "gut-health",
    "gut-microbiota", "exercise-recovery", "quality-of-life", "visual-function", "lung-function", "healthy-aging", "iron-status",
    "balance", "wounds", "energy-expenditure", "amino-acid-metabolism", "lactation", "decision-making",
})  # fmt: skip


LACKING = re.compile(r"\blow\b|deficien|insufficien|lack")  # a level's name that says there is little


def masks_of(
    mentions: Iterable[Mention], ingredients: frozenset[str], conditions: frozenset[str]
) -> list[tuple[int, int, str]]:
    """What stands for names: the study's own ingredients, others, its own conditions (`main`), things that are good or bad to have."""
    found = []
    for m in mentions:
        if m.kind == "ingredient":
            word = " ingr " if m.concept in ingredients else " othr "
        elif m.concept not in conditions and m.concept.removesuffix("-deficiency") in ingredients:
            word = " low ingr levels " if LACKING.search(m.name.lower()) else " ingr levels "
        else:
            word = (" main " if m.concept in conditions else " ") + ("goal " if m.concept in GOALS else "cond ")
        found.append((m.start, m.end, word))
    return found


ENDING = re.compile(
    r"^(?:in (?:conclusion|summary|short)|(?:to|we) conclude|overall,|taken together|collectively|altogether"
    r"|in sum\b|thus,|therefore,|hence,|to summari[sz]e|conclusions?\b"
    r"|(?:these|our|the|this|present|current|the present|the current) (?:\w+ ){0,3}?(?:data|results?|findings?"
    r"|study|trial|review|meta-analysis|observations?|evidence|systematic review|work)"
    r"(?: \w+){0,4}? (?:suggest|indicat|show|demonstrat|support|confirm|provid|conclud|reveal|do not|highlight"
    r"|impl|found|refut|prov|underscore|emphasi[sz]e)\w*)|\bwe (?:therefore )?(?:conclude|suggest|propose)\b"
    r"|\bit (?:is|was|can be) (?:concluded|suggested)"
)
HEAD = re.compile(r"[.,;:)] ?(?:,? ?authors'? )?conclusions?(?:/significance|/interpretation)?[,:. ]? ?(?=[a-z])")


def parts(text: Text) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """Sentences of the results, of the conclusion, and all others but the title. Without headings the conclusion starts where one
    of the last sentences sounds like it, and the results are the second half of what stands before."""
    body = [s for s in cut(text) if s.part != "title"]
    conclusion = [s for s in body if s.part == "conclusion"]
    if not conclusion:
        known = {s.start for s in conclusion_sentences(text)}
        tail = body[-5:]
        first = next((i for i, s in enumerate(tail) if i and ENDING.search(text.low[s.start : s.end])), None)
        conclusion = (
            tail[min(first, len(tail) - 2) :]
            if first is not None
            else [s for s in body if s.start in known] or body[-2:]
        )
        conclusion = [s for s in conclusion if not REGISTERED.search(text.low, s.start, s.end)] or conclusion
    taken = {s.start for s in conclusion}
    free = [s for s in body if s.start not in taken]
    results = [s for s in free if s.part == "results"]
    if not results:
        able = [s for s in free if s.part not in ("background", "objective")]
        results = able[len(able) // 2 :]
    kept = {s.start for s in results}
    return results, conclusion, [s for s in free if s.start not in kept]


REGISTERED = re.compile(
    r"clinicaltrials?\.gov|\bnct ?\d|\bisrctn|trial registration|registered (?:at|with|in|under)|prospero"
    r"|\bumin\d|\birct"
)


def cut(text: Text) -> list[Sentence]:
    """All sentences, cut where a heading stands inside of one (", authors' conclusions, we found …")."""
    found: list[Sentence] = []
    ended = False
    for sentence in text.sentences:
        head = None if sentence.part in ("title", "conclusion") else HEAD.search(text.low, sentence.start, sentence.end)
        if (
            head is not None
            and head.start() > text.title_end
            and sentence.start > (len(text.low) + text.title_end) // 2
        ):
            found += [
                Sentence(sentence.start, head.start() + 1, sentence.part),
                Sentence(head.end(), sentence.end, "conclusion"),
            ]
            ended = True
        else:
            found.append(Sentence(sentence.start, sentence.end, "conclusion") if ended else sentence)
    return found


def direction_words(title: Sequence[str], results: Sequence[str], conclusion: Sequence[str]) -> Words:
    """All words and pairs of words of marked sentences: `t:` title, `r:` results, `c:` conclusion, `a:` the last two alike."""
    found: Words = []
    for prefix, sentences in (("t:", title), ("r:", results), ("c:", conclusion)):
        for plain in sentences:
            tokens = words(plain)
            found += grams(tokens, prefix, 2)
            if prefix != "t:":
                found += ["a:" + w for w in sorted(set(tokens))]
    return found
