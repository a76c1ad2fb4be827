"""Who was studied, in the text's own words, and whether they were healthy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofwort.extract.cues import PEOPLE
from proofwort.extract.text import Found, Sentence, Text
from proofwort.model import Design

_MOD = (
    r"(?:(?!(?:of|in|and|the|to|for|with|from|among|by|on|that|were|was|is|between|than|after|during|total|including"
    r"|included)\b)[a-z][a-z'/+-]*,? ){0,5}"
)
WHO = re.compile(
    rf"(?P<mods>{_MOD})(?P<who>{PEOPLE})\b(?P<with>(?: \([a-z0-9 ,.;=±%≥≤<>-]{{1,40}}\))?,? (?:with|suffering from"
    rf"|undergoing|at (?:high |increased )?risk (?:of|for)|receiving|treated with|aged|diagnosed with|having"
    rf"|infected with|on)(?: [a-z0-9αβγ'/≥≤<>().+-]+){{1,9}})?"
)
ANCHOR = re.compile(rf"(?:{PEOPLE})\b")
STOP = re.compile(
    r"\b(?:were|was|is|are|who|which|that|during|after|before|in a|in the|from|at the|participated|received|using"
    r"|to (?:receive|determine|assess|a|the)|by|compared|and (?:to|its|the|were|that)|randomly|completed|took"
    r"|ingested|consumed|as|has|have|volunteered|underwent|performed|for \d|for the|over|through|under)\b|[.;:(\[]"
    r"|, (?:and|a|an|we|the|by|using|in|but|with)\b"
)
HEALTHY = re.compile(
    r"\b(?:apparently |otherwise |systemically |generally |psychiatrically )?healthy\b(?! (?:diet|eating|food"
    r"|lifestyle|ageing|aging|controls?|weight|control group|comparison|start|habits|behavio|living|and"
    r"|donors? (?:sera|plasma)))|\bnormal volunteers\b|\bable-bodied\b"
)
FIT = re.compile(
    r"\b(?:(?:well-|highly |resistance-|endurance-|strength-|recreationally |moderately |sprint-"
    r"|concurrently )?-?trained|athletes?|athletic|recreationally|physically active|active (?:men|women|males|females"
    r"|adults|individuals|young)|players|cyclists|runners|rowers|swimmers|triathletes|soldiers|recruits|military"
    r"|sprinters|wrestlers|bodybuilders|weightlifters|sedentary (?:men|women|males|females|individuals|adults)"
    r"|untrained|students|college-aged?)\b"
)
ILL = re.compile(
    r"\b(?:patients?|disease|diabet\w+|syndrome|disorder\w*|cancer|hypertensi\w+|hypercholesterol\w+|hyperlipid\w+"
    r"|dyslipid\w+|obes\w+|overweight|depress\w+|suffering|diagnosed|infection|infected|deficien\w+|an[a]?emi\w+"
    r"|arthritis|osteo\w+|asthma\w*|insomnia|pain|symptoms|impairment|cirrho\w+|sarcopeni\w+|frail\w*|malnourish\w+"
    r"|undernourish\w+|prediabet\w+|pneumonia|diarrh\w+|colic|eczema|dermatitis|migraine|injur\w+|surgery"
    r"|h[a]?emodialysis|constipation|gingivitis|periodont\w+|burn\w*|failure|hiv|sepsis|septic|copd|autis\w+"
    r"|schizophreni\w+|dementia|cognitive decline|stunted|preterm)\b"
)
PREGNANT = re.compile(r"\b(?:pregnan\w+|gravid\w*|lactating|post-?partum)\b")


def population(text: Text, design: Design | None) -> Found[str] | None:
    """The clearest words for the people studied: of the sample first, else of the title."""
    if design in ("in-vitro", "other"):
        return None
    if design == "animal":
        return animals(text)
    best: tuple[float, int, int] | None = None
    for match in mentions(text.low):
        sentence = text.sentence(match.start())
        start, end = trimmed(text, match)
        score = value(text, sentence, match)
        if best is None or score > best[0]:
            best = (score, start, end)
    if best is None:
        return None
    _, start, end = best
    return text.found(text.low[start:end].strip(" ,"), start, end, "population: people named")


def mentions(low: str) -> Iterator[re.Match[str]]:
    """All matches of `WHO`, found from the words for people, which is three times as fast: no match begins before the
    sixth word ahead of one."""
    at = 0
    while (anchor := ANCHOR.search(low, at)) is not None:
        start = anchor.start()
        for _ in range(6):
            start = low.rfind(" ", at, start)
            if start < 0:
                break
        match = WHO.search(low, max(at, start))
        if match is None:
            return
        yield match
        at = match.end()


def value(text: Text, sentence: Sentence, match: re.Match[str]) -> float:
    """How well a phrase tells who was studied."""
    score = 1.0 + (2.0 if match["with"] else 0.0) + min(1.5, 0.5 * len(match["mods"].split()))
    score += {"title": 2.0, "methods": 2.0, "objective": 1.0, "background": -2.0, "conclusion": 0.5}.get(
        sentence.part, 0.5
    )
    before = text.low[max(sentence.start, match.start() - 30) : match.start()]
    if re.search(r"\d $", before):
        score += 1.5
    if match["who"] in ("controls", "cases", "control"):
        score -= 3
    return score - 0.0006 * match.start()


def trimmed(text: Text, match: re.Match[str]) -> tuple[int, int]:
    """Ends of the phrase without what runs on."""
    stop = STOP.search(text.low, match.end("who"), match.end())
    return match.start(), stop.start() if stop else match.end()


def animals(text: Text) -> Found[str] | None:
    """The animals studied."""
    match = re.search(
        r"\b(?:[a-z0-9/-]+ ){0,3}(?:rats?|mice|mouse|rabbits?|pigs?|piglets?|dogs?|cats?|chickens?"
        r"|broilers?|hamsters?|zebrafish|monkeys?|sheep|cows?|horses?)\b",
        text.low,
    )
    return text.found(match.group(), match.start(), match.end(), "population: animals") if match else None


def healthy(text: Text, design: Design | None) -> Found[bool] | None:
    """True for healthy people and athletes, False for people with a condition, None where it can't be told."""
    if design in ("in-vitro", "other", "narrative-review"):
        return None
    if design == "animal":
        return (
            text.found(False, 0, 0, "healthy: animals as models")
            if re.search(r"\bmodels?\b|-induced\b|\bdisease\b|\bwith\b", text.low)
            else None
        )
    who = population(text, design)
    sample = who.value if who else ""
    sound = [m for m in HEALTHY.finditer(text.low) if text.sentence(m.start()).part != "background"]
    if (
        sound
        and not re.search(r"\bpatients?\b", sample)
        and (not re.search(r"\bpatients\b", text.low) or sound[0].start() < text.title_end or "healthy" in sample)
    ):
        return text.found(True, sound[0].start(), sound[0].end(), "healthy: says so")
    ill = ILL.search(sample) or ILL.search(text.title)
    fit = FIT.search(sample) or FIT.search(text.title)
    if fit and not ILL.search(sample):
        return text.found(True, fit.start(), fit.start(), "healthy: athletes")
    if ill:
        return text.found(False, 0, 0, "healthy: a condition is named")
    if PREGNANT.search(sample):
        return None
    patients = re.search(r"\bpatients\b", text.low)
    if patients:
        return text.found(False, patients.start(), patients.end(), "healthy: patients")
    if FIT.search(text.low):
        fit = FIT.search(text.low)
        return text.found(True, fit.start(), fit.end(), "healthy: athletes") if fit else None
    return None
