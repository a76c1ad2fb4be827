"""What the ingredient was compared with."""

from __future__ import annotations

import re

from proofwort.extract.text import Found, Text
from proofwort.model import Comparator, Design

PLACEBO = re.compile(
    r"\bplacebos?\b(?![- ]?(?:run-?in|effect\b|response))|\bdummy\b|\bsham\b|\bcontrol (?:capsules?|tablets?|drink"
    r"|beverage|milk|oil|powder|formula|supplement|product|cream|gel|toothpaste|biscuits?|bars?|spread|yogh?urt)\b"
    r"|\bmaltodextrin\b|\bdextrose\b"
    r"|\binert\b|\bvehicle\b|\bidentical (?:capsules|tablets|looking)|\bisocaloric (?:carbohydrate|control|placebo)"
    r"|\bdistilled water\b|\bdecaf\w*\b|\bdepleted\b|\bnutrient-free"
)
NOT_OWN = re.compile(
    r"\bplacebo[- ]controlled (?:trials|studies)\b|\bno placebo\b|\b(?:future|further|larger"
    r"|required|needed|warranted)\b"
)
NOTHING = re.compile(
    r"\bno[- ](?:treatment|supplement\w*|intervention|additional (?:treatment|intervention)|vitamin|therapy"
    r"|medication|drug)\b|\bnot (?:receiv\w+|tak\w+|supplemented|treated|given)\b|\b(?:without|received no|receive no"
    r"|receiving no|got no|had no) (?:any )?(?:treatment|supplement\w*|intervention|additional|medication)"
    r"|\bun(?:treated|supplemented)\b|\bnon-?(?:supplemented|treated|intervention) (?:group|control)"
    r"|\bwaiting[- ]list|\bwait-?list|\bcontrol group (?:received |with |was given |without )(?:no|nothing|any)"
    r"|\bno intervention was|\bdid not receive|\bnothing\b|\bsupplement(?:ation)? during\b"
)
USUAL = re.compile(
    r"\b(?:usual|standard|routine|conventional|normal|regular|ordinary|habitual)(?: [a-z]+)? (?:care|diets?|treatment"
    r"|food|feeding|formula|milk|bread|toothpaste|dentifrice|therapy|management|medical|intake)\b"
    r"|\bdiet(?:ary)? (?:advice|instructions?|counsel+ing|alone|only|recommend)|\bcontrol diets?\b"
    r"|\btreatment as usual|\blow-?fat diet|\bconventional (?:dentifrice|group)"
    r"|\b(?:diet|care|antibiotic|standard) alone\b|\bwater (?:group|regimen|control)\b|\bisocaloric diet"
    r"|\beducation (?:group|only)"
)
DOSES = re.compile(
    r"\b(?:low|lower|high|higher|medium|different|various|graded|varying|two|2|3|4|single)[- ](?:and |or |versus "
    r"|vs\.? )?(?:(?:low|high|moderate)[- ])?(?:daily |supplementation |oral )?dos(?:e|es|ages?|ing)\b"
    r"|\bdose[- ]response\b|\bdose[- ]ranging\b|\blevels of dosing\b|\bdose comparison\b"
)
ACTIVE = re.compile(
    r"\b(?:versus|vs\.?|compared (?:with|to)|comparison (?:of|with|between)|compar(?:e|ed|ing) (?:the )?(?:effects?"
    r"|efficacy|effectiveness|absorption)?|superior to|inferior to|non-?inferior\w*|equivalen\w+|comparable to|either"
    r"|rather than|alone or (?:in combination )?with)\b"
)
TRIALS = frozenset({"rct-parallel", "rct-crossover", "nonrandomised-trial", "animal", "protocol"})


def comparator(text: Text, design: Design | None) -> Found[Comparator] | None:
    """Placebo before all else, then another dose, nothing, usual care, another treatment; "none" for single-arm
    studies.
    """
    if design in ("single-arm-trial", "case-report"):
        return text.found("none", 0, 0, "comparator: by design")
    placebo = own_placebo(text)
    if design in ("meta-analysis", "systematic-review"):
        return (
            text.found("placebo", placebo.start(), placebo.end(), "comparator: placebo")
            if placebo and pooled(text, placebo)
            else None
        )
    if design not in TRIALS or (design == "animal" and placebo is None):
        return None
    if placebo:
        return text.found("placebo", placebo.start(), placebo.end(), "comparator: placebo")
    kinds: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
        ("no-treatment", NOTHING),
        ("diet-or-usual-care", USUAL),
        ("dose", DOSES),
        ("active", ACTIVE),
    )
    for kind, pattern in kinds:
        for match in pattern.finditer(text.low):
            if text.sentence(match.start()).part != "background" and (kind != "active" or design != "protocol"):
                return text.found(kind, match.start(), match.end(), f"comparator: {kind}")
    return None


def own_placebo(text: Text) -> re.Match[str] | None:
    """A placebo of this study."""
    for match in PLACEBO.finditer(text.low):
        sentence = text.sentence(match.start())
        if not NOT_OWN.search(text.low, sentence.start, sentence.end):
            return match
    return None


def pooled(text: Text, match: re.Match[str]) -> bool:
    """Whether a review compares with placebo itself: the word stands with its results or its question."""
    sentence = text.sentence(match.start())
    return bool(
        re.search(
            r"\b(?:compared|comparing|versus|vs|than|with|to|between|relative"
            r"|over)\b[^.;]{0,24}\bplacebo|\bplacebo[- ](?:controlled|group|treat)",
            text.low[sentence.start : sentence.end],
        )
    )
