"""Who did not know which group was which: double (or more), single, or open."""

from __future__ import annotations

import re

from proofwort.extract.randomised import REVIEWS
from proofwort.extract.text import Found, Text
from proofwort.model import Blinding, Design

_BLIND = r"(?:blind(?:ed|ing|ly|ness)?|mask(?:ed|ing)?)"
DOUBLE = re.compile(
    rf"\b(?:double|triple|treble|quadruple|doubly|2|3)[- ]{{0,3}}{_BLIND}\b|\bdummy\b"
    rf"|\b(?:participants?|patients?|subjects?|volunteers?|children|women|parents)\b[^.;]{{0,50}}\b(?:and|nor"
    rf"|or)\b[^.;]{{0,60}}\b(?:investigators?|researchers?|staff"
    rf"|clinicians?|physicians?|assessors?|personnel|observers?|examiners?|providers?|doctors?|care-?givers?"
    rf"|experimenters?|nurses?|dentists?)\b[^.;]{{0,60}}\b(?:{_BLIND}|unaware)\b"
    rf"|\b(?:investigators?|researchers?|staff|clinicians?|physicians?|assessors?|personnel|observers?|examiners?"
    rf"|coordinators?|experimenters?)\b[^.;]{{0,50}}\b(?:and|nor|or)\b[^.;]{{0,40}}"
    rf"\b(?:participants?|patients?|subjects?|volunteers?)\b[^.;]{{0,60}}\b(?:{_BLIND}|unaware)\b"
    rf"|\bneither the (?:participants?|patients?|subjects?)\b[^.;]{{0,80}}\b(?:knew|aware)|\ball (?:study )?(?:staff"
    rf"|personnel|investigators)[^.;]{{0,50}}{_BLIND}"
)
SINGLE = re.compile(
    rf"\b(?:single|one|partially|assessor|investigator|observer|examiner|evaluator|rater|physician|patient"
    rf"|participant|subject|researcher|analyst|outcome|operator|tester|clinician)s?[- ]{{1,2}}{_BLIND}\b"
    rf"|\b{_BLIND} (?:assessors?|evaluators?|examiners?|observers?|investigators?|raters?|outcome|researchers?)\b"
    rf"|\b(?:assessors?|evaluators?|examiners?|observers?|investigators?|participants|patients|subjects|researchers?"
    rf"|raters?)\b[^.;]{{0,30}}\b(?:were|was|remained|being) {_BLIND}\b"
)
OPEN = re.compile(
    r"\bopen[- ]label(?:l?ed)?\b(?! (?:extension|follow|phase|period|run-?in))|\bnon-?blind(?:ed)?\b|\bunblinded\b"
    r"|\bnot blinded\b|\bopen,? (?:randomi[sz]ed|prospective|controlled|clinical|parallel|comparative"
    r"|pilot|non-?comparative|trial|uncontrolled)|\b(?:randomi[sz]ed|prospective|controlled"
    r"|parallel),? (?:[a-z]+,? )?open (?:trial|study|clinical)|\bunmasked\b|\bopen trial\b|\bwithout blinding"
)
_OTHERS = re.compile(
    r"\b(?:further|future|larger|additional|are needed|is needed|warranted|previous|absence of|lack of|limitation"
    r"|required|(?:double|single)[- ]blind(?:ed)?,?[^.;]{0,40} (?:trials|studies) (?:have|are|in|of|on|were|show|to))"
)


def blinding(text: Text, design: Design | None) -> Found[Blinding] | None:
    """The strongest blinding that the text states of its own study."""
    if design in REVIEWS:
        return None
    found: list[tuple[Blinding, re.Pattern[str]]] = [("double", DOUBLE), ("open", OPEN), ("single", SINGLE)]
    for value, pattern in found:
        for match in pattern.finditer(text.low):
            sentence = text.sentence(match.start())
            if match.start() < text.title_end or not _OTHERS.search(text.low, sentence.start, sentence.end):
                return text.found(value, match.start(), match.end(), f"blinding: {value}")
    return None
