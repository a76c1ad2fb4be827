"""Were the participants (or animals) of this study allotted by chance?"""

from __future__ import annotations

import re

from proofwort.extract.cues import OWN
from proofwort.extract.text import Found, Text
from proofwort.model import Design

_NOT_CHANCE = (
    r"(?! (?:forest|effects?|sampl|number|intercept|select|chosen|model|slope|error|component|survey|spot|urine|blood"
    r"|glucose|plasma"
    r"|digit|walk|telephone|regression|coefficient|coil|pattern|cluster|from))"
)
CHANCE = re.compile(
    r"(?<![\w-])(?:cluster-?|block-?|pre-?|quasi)?randomi[sz](?:ed|ation|ing)\b(?!(?:[ ,-]+(?:and "
    r"|or )?[a-z-]+){0,5} (?:trials|studies|rcts|comparisons)\b)"
    r"|(?<![\w-])randomly\b(?! (?:selected|chosen|sampled|recruited from|drawn"
    r"|picked)\b(?!(?: [a-z]+){0,4} (?:to receive|into|in (?:two|2|3|4)|and (?:assigned|divided|allocated)|to (?:the"
    r"|one|a|either|two|2))))|\bat random\b|\brandom (?:order|allocation|assignment|sequence|manner|fashion"
    r"|groups?)\b"
    r"|(?<![\w-])random\b" + _NOT_CHANCE + r"|\brct\b|\ballocated by chance|\blatin[- ]square"
)
DENIED = re.compile(
    r"\bnon-?randomi[sz]ed|\bnot randomi[sz]ed|\bnonrandom|\bmendelian randomi[sz]|\bquasi-?randomi"
    r"|\bwithout randomi[sz]ation|\bpseudo-?randomi"
)
# A wish for trials to come, or what others' trials showed.
_ELSEWHERE = re.compile(
    r"\b(?:further|future|larger?|more|additional|well-designed|other|previous(?:ly)?|earlier|several|most|recent"
    r"|existing|few|prior|many|available)\b"
    r"[^.;]{0,60}\brandomi[sz]ed[^.;]{0,50}\b(?:trials?|stud(?:y|ies)|research|investigations?)\b"
    r"|\brandomi[sz]ed[^.;]{0,60}\b(?:is|are) (?:needed|required|warranted|necessary|lacking|scarce|rare)"
    r"|\bmeta-analys[ie]s of\b"
    r"|\brandomi[sz]ed(?: [a-z-]+,?){0,5} trials (?:have|are|to|in|on|were|of|with|is|and|that|from|using|has|show)\b"
)
REVIEWS = frozenset({"meta-analysis", "systematic-review", "narrative-review", "other"})
OBSERVED = frozenset({"cohort", "case-control", "cross-sectional", "case-report", "single-arm-trial"})


def randomised(text: Text, design: Design | None) -> Found[bool] | None:
    """True where the text says so of its own study, False for designs without groups by chance, else not stated."""
    if design in REVIEWS:
        return None
    if design in OBSERVED:
        return text.found(False, 0, 0, "randomised: not by design")
    match = by_chance(text)
    if match:
        return text.found(True, match.start(), match.end(), "randomised: says so")
    denied = DENIED.search(text.low)
    if denied and design == "nonrandomised-trial":
        return text.found(False, denied.start(), denied.end(), "randomised: denied")
    return None


def by_chance(text: Text) -> re.Match[str] | None:
    """Where the text says that its own study allotted by chance, unless it says the opposite at that very place."""
    if not any(word in text.low for word in ("random", "rct", "latin", "chance")):
        return None
    denials = [(m.start() - 8, m.end()) for m in DENIED.finditer(text.low)]
    for match in CHANCE.finditer(text.low):
        if any(start <= match.start() <= end for start, end in denials):
            continue
        if match.start() < text.title_end or speaks_of_itself(text, match):
            return match
    return None


def speaks_of_itself(text: Text, match: re.Match[str]) -> bool:
    """Whether the sentence is on this study, not on others' trials or on trials to come."""
    sentence = text.sentence(match.start())
    if _ELSEWHERE.search(text.low, sentence.start, sentence.end):
        return bool(
            re.search(
                r"\b(?:were|was) random|\brandomly (?:assigned|allocated|divided)",
                text.low[sentence.start : sentence.end],
            )
        )
    if sentence.part == "background":
        return bool(OWN.search(text.low, sentence.start, sentence.end))
    return True
