"""Study design, one of the fifteen classes of the labelling guide.

Cues (`design_cues`) are weighed by hand into a first answer; a small linear model that sees the cues, their sums, the
first
answer and the words of title and abstract gives the final one. Rules alone and words alone are both worse: see
`docs/decisions-reading.md`. Sentences on what others found, or on trials to come, lend nothing: "systematic reviews
have
found" does not make a review.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

from proofwort.extract.blinding import DOUBLE
from proofwort.extract.cues import OWN, P_VALUE
from proofwort.extract.design_cues import CUES, Cue
from proofwort.extract.linear import load, terms
from proofwort.extract.randomised import by_chance
from proofwort.extract.text import Found, Text
from proofwort.model import Design

Weighed = dict[str, float]
Fired = dict[str, tuple[Cue, int, int]]
Stance = Literal["own", "other", "void"]

CROSSED = re.compile(r"\bcross-?(?: ?over|ed over)\b|\bcounter-?balanced")
PARALLEL = re.compile(
    r"\bparallel\b[^.;]{0,40}\b(?:group|arm|design|trial|study|randomi|controlled|comparison"
    r"|intervention)|\b(?:randomi[sz]ed|design),? parallel"
)
CROSSOVER = re.compile(
    r"\bcross-?(?: ?over|ed over)\b|\bcounter-?balanced\b|\blatin[- ]square\b|\b(?:in (?:a )?random(?:i[sz]ed)?(?:,"
    r"| and)?(?: [a-z-]+)? (?:order|sequence|fashion|manner) (?:and|on|with|separated|,)|random(?:i[sz]ed)? order\b)"
    r"|\bwash-?out\b|\brepeated[- ]measures? (?:[a-z-]+ )?(?:design|study|trial|experiment)"
    r"|\bwithin-subjects? (?:design|study)|\b(?:each|all) (?:participant|subject|athlete|volunteer|patient|man|woman"
    r"|rider|cyclist|runner|player)s? (?:[a-z]+ ){0,2}(?:completed|performed|underwent|received|consumed"
    r"|participated in|ingested|took part in) (?:[a-z]+ ){0,2}(?:both|all|\d) (?:[a-z-]+ ){0,3}(?:trials|conditions"
    r"|sessions|treatments|tests|occasions|visits|supplements|interventions|bouts|drinks|beverages|diets|periods)"
    r"|\bon (?:2|3|4|5|6|separate|different|two|three) (?:separate |different )?(?:occasions|days|visits)\b|\b(?:2|3"
    r"|4|5|6) (?:separate |experimental |different |randomi[sz]ed )?(?:occasions|trials|conditions|sessions"
    r"|visits)\b[^.;]{0,60}\b(?:separated|apart|interspersed|random)"
)
SURE = 0.4
OWN_PARTS = frozenset({"methods", "results", "conclusion", "objective"})
# Sentences on trials to come, or on what others did, lend nothing.
NOT_POOLED = re.compile(
    r"\b(?:not (?:be )?(?:pooled|combined)|no meta-analysis|meta-analysis (?:was|is|were) (?:not|im)possible"
    r"|meta-analysis was not|not possible to (?:pool|combine|perform)|precluded (?:pooling|meta)"
    r"|too heterogeneous to)\b"
)
WISH = re.compile(
    r"\b(?:further|future)\b[^.;]{0,90}\b(?:needed|required|warranted|necessary|should|recommended|trials|studies"
    r"|research|investigat)"
    r"|\b(?:larger|more|additional|well-designed|large-scale|properly|adequately)\b[^.;]{0,90}"
    r"\b(?:needed|required|warranted|necessary|should be|recommended)\b|\b(?:is|are) (?:needed|required|warranted"
    r"|necessary)\b"
    r"|\bprevious(?:ly)? (?:studies|trials|reports|research|work|shown|reported|published|randomi)|\bother (?:studies"
    r"|trials)\b"
)
WISH_WORDS = frozenset(
    [
        "further",
        "future",
        "larger",
        "more",
        "additional",
        "well",
        "large",
        "properly",
        "adequately",
        "needed",
        "required",
        "warranted",
        "necessary",
        "previous",
        "previously",
        "other",
    ]
)


def weigh(text: Text) -> tuple[Weighed, Fired]:
    """Sum of weights for each design; and each cue that fired, by its name, with where it was found."""
    scores: Weighed = defaultdict(float)
    fired: Fired = {}
    stance = stances(text)
    for item in CUES:
        match = None if item.words and item.words.isdisjoint(text.words) else first(item, text, stance)
        if match is not None:
            scores[item.design] += item.weight
            fired[item.name] = (item, match.start(), match.end())
    return scores, fired


def stances(text: Text) -> dict[int, Stance]:
    """Start of each sentence → whether it speaks of the study itself, of others', or lends nothing."""
    kinds: dict[int, Stance] = {}
    wishful = not WISH_WORDS.isdisjoint(text.words)
    for sentence in text.sentences:
        own = sentence.part in OWN_PARTS or OWN.search(text.low, sentence.start, sentence.end) is not None
        if (wishful and WISH.search(text.low, sentence.start, sentence.end)) or (
            sentence.part == "background" and not own
        ):
            kinds[sentence.start] = "void"
        else:
            kinds[sentence.start] = "own" if own else "other"
    return kinds


def first(item: Cue, text: Text, stance: dict[int, Stance]) -> re.Match[str] | None:
    """Where a cue is first found, if anywhere it may look."""
    if item.where == "title":
        return item.pattern.search(text.low, 0, text.title_end)
    for match in item.pattern.finditer(text.low, text.title_end):
        kind = stance[text.sentence(match.start()).start]
        if kind == "own" or (item.where == "any" and (kind == "other" or item.design == "narrative-review")):
            return match
    return None


def design(text: Text) -> Found[Design] | None:
    """The most likely design; None where no cue fired and the words alone would have to guess."""
    if not text.low.strip():
        return None
    scores, fired = weigh(text)
    chance = allotted_by_chance(text)
    by_hand = decide(text, scores, chance)
    model = load("design")
    chances = model.probabilities(
        terms(text.title, text.low[text.title_end :]), features(text, scores, fired, by_hand, chance)
    )
    best = int(chances.argmax())
    kind: Design = model.classes[best]  # type: ignore[assignment]  # the model was trained on the fifteen
    if not fired and chances[best] < SURE:
        return None
    named = "rct" if kind in ("rct-parallel", "rct-crossover") else kind
    reasons = [entry for entry in fired.values() if entry[0].design == named]
    if not reasons:
        return text.found(kind, 0, 0, "design: words")
    item, start, end = max(reasons, key=lambda entry: entry[0].weight)
    return text.found(kind, start, end, f"design: {item.name}")


def features(text: Text, scores: Weighed, fired: Fired, by_hand: Design | None, chance: bool) -> dict[str, float]:
    """What the model sees besides words: cues (0 or 1), their sums (tenths, at most 3), the answer by hand, and three
    facts.
    """
    found = {f"cue {name}": 1.0 for name in fired}
    found |= {f"sum {kind}": min(total, 30.0) / 10 for kind, total in scores.items()}
    found["chance"] = float(chance)
    found["crossed"] = float(crossed_over(text))
    found["p"] = float(P_VALUE.search(text.low) is not None)
    found[f"says {by_hand}"] = 1.0
    return found


def decide(text: Text, scores: Weighed, chance: bool) -> Design | None:
    """From sums of weights to one design."""
    total = dict(scores)
    human = total.pop("human", 0.0)
    rct = total.pop("rct", 0.0)
    if chance:
        rct += 5
    if total.get("systematic-review", 0) >= 10 and total.get("narrative-review", 0) > 0:
        total["narrative-review"] -= 8
    if total.get("meta-analysis", 0) >= 9 or (
        total.get("meta-analysis", 0) >= 6 and total.get("systematic-review", 0) >= 10
    ):
        total["meta-analysis"] += 0.9 * total.get("systematic-review", 0) if not NOT_POOLED.search(text.low) else 0
    reviewing = total.get("meta-analysis", 0) + total.get("systematic-review", 0)
    if rct:
        total["rct"] = rct + human + (2 if chance else -8) if reviewing < 14 else rct - 6
    if human >= 4 and "in-vitro" in total:
        total["in-vitro"] -= 5
    if total.get("narrative-review", 0) >= 9 and not P_VALUE.search(text.low):
        for kind in ("animal", "in-vitro", "case-control"):
            total[kind] = total.get(kind, 0) - 8
    if "animal" in total and total["animal"] >= 8 and human < 4:
        total["animal"] += rct
    for kind in ("cohort", "case-control", "cross-sectional", "nonrandomised-trial", "single-arm-trial"):
        if kind in total:
            total[kind] += 0.5 * human
    if rct and not chance:
        total["nonrandomised-trial"] = total.get("nonrandomised-trial", 0) + 0.5 * rct
    if human >= 4 and rct >= 9 and chance:
        total["animal"] = total.get("animal", 0) - 8
    if P_VALUE.search(text.low) and "narrative-review" in total:
        total["narrative-review"] -= 5
    if chance and total.get("rct", 0) >= 8:
        total["nonrandomised-trial"] = total.get("nonrandomised-trial", 0) - 4
    if not total:
        return None
    best = max(total, key=lambda k: total[k])
    if best == "rct":
        return "rct-crossover" if crossed_over(text) else "rct-parallel"
    return best  # type: ignore[return-value]  # "rct" and "human" were taken out above


def allotted_by_chance(text: Text) -> bool:
    """Randomised, or blinded so that it must have been (the guide counts a double-blind study as a trial by chance)."""
    if by_chance(text) is not None:
        return True
    return any(
        not WISH.search(text.low, s.start, s.end) for m in DOUBLE.finditer(text.low) for s in [text.sentence(m.start())]
    )


def crossed_over(text: Text) -> bool:
    """Everyone got everything in turn."""
    return bool(CROSSOVER.search(text.low)) and not (PARALLEL.search(text.low) and not CROSSED.search(text.low))
