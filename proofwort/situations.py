"""For whom a caution holds: for everyone, or in which situations and for which people, in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proofwort.model import Caution, CautionKind, Claim, Condition, Gate
from proofwort.words import listed, observed, spelt

# Kinds of caution that hold in a situation → how the situation is said. Not the liver: there a caution mostly says that the
# ingredient injures it, in anyone.
SITUATIONS: dict[CautionKind, str] = {
    "contraindication": "by some people (see the cautions)",
    "interaction": "with some medicines",
    "pregnancy": "in pregnancy",
    "breast-feeding": "while breast-feeding",
    "children": "by children",
    "kidney": "with kidney disease",
    "surgery": "around an operation",
    "limit": "above the limit",
}
OTHERS = "by some other people (see the cautions)"
MOST_NAMED = 3  # medicines, or kinds of people, that are named instead of "some"
LONGEST = 160  # characters of a situation; what is longer is left to the list of cautions

_BABIES = re.compile(r"\b(?:bab(?:y|ies)|infants?|under (?:one|two|1|2)\b|first years? of life)", re.I)
_CLAUSES = re.compile(r"[:;]\s|\.(?:\s|$)")
_HOW = r"(?P<how>with|in|by|for|after|on|when|where|while|during|around|without)"
_VERB = r"(?:taken|used|swallowed|given|eaten|avoided|applied)"
_WHO = r"(?P<whom>(?:people|those|smokers|women|men|anyone)\b.*?)"
_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"^(?P<subject>.{{0,40}}?)\b(?:never|not)(?: be)?(?: recommended| again| suitable| safe)? {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>.*?)\b(?:must|should|are|is) (?:best |not |to |be )*{_VERB}(?: by mouth)? {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)(?:(?:best|better|to be) avoided|contraindicated) {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)ask\b.*? first {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)(?P<how>){_WHO},? (?:must|should|run|need|may get|are at|at risk) .*$",
        r"^(?P<subject>)in (?P<how>)(?P<whom>people (?:with|who) [^,]+), .*$",
        r"^(?P<subject>)(?P<how>with|in|after) (?P<whom>[^,]+?),? (?:only|take|use|ask)\b.*$",
    )
)
_TAIL = re.compile(r",? (?:such as|as|since|because|unless|which|so that) .*$|, (?:it|they|always|else) .*$")
_PEOPLE = re.compile(r"(?:people|those|smokers|women|men|anyone|children|young|adults)\b", re.I)
_UNSAID = re.compile(
    r"(?:it|they|this|supplements?|extracts?|preparations?|products?)?\s?(?:is|are|must|should|may)?", re.I
)

# Words by which a situation belongs to a body system.
_FIELDS = {
    "circulatory": r"heart|blood pressure|circulation|vessel|clot|stroke",
    "digestive": r"stomach|bowel|digestive|ulcer|gut|swallow|reflux|bile|gallst",
    "hepatic": r"liver|bile|gall",
    "urinary": r"kidney|urin|bladder",
    "nervous": r"seizure|epilep|nerve|myasthenia|brain|mania|depress",
    "endocrine": r"thyroid|diabet|blood sugar|hormone",
    "metabolic": r"diabet|blood sugar|gout|obes",
    "respiratory": r"asthma|lung|breath|smok",
    "immune": r"allerg|autoimmune|immune|leukaemia|lymphoma|tumour|cancer",
    "skin": r"skin|wound",
    "reproductive": r"breast|prostate|womb|hormone",
    "musculoskeletal": r"gout|muscle|bone|joint",
}


class Situation(NamedTuple):
    """A situation in words, and whether they are its own or stand for "somebody"."""

    text: str
    named: bool


def applying(cautions: Sequence[Caution], claim: Claim, studied: bool) -> list[Caution]:
    """The cautions for the way in which a claim takes it; by mouth, where nothing was given or nobody was studied. An illness that
    forbids it is named on every page."""
    route = claim.route or ("oral" if observed(claim) or not studied else None)
    return [c for c in cautions if c.bears_on(claim.condition) and (not c.routes or route is None or route in c.routes)]


def holds_for_all(caution: Caution) -> bool:
    """Does it hold for everyone who takes it by mouth: in no situation, with no illness, by no other route alone?"""
    by_mouth = not caution.routes or "oral" in caution.routes
    return caution.kind not in SITUATIONS and not caution.conditions and by_mouth


def situations(
    kinds: Sequence[CautionKind], gate: Gate, cautions: Sequence[Caution], condition: Condition | None = None
) -> list[str]:
    """In which situations these cautions have this gate.

    Medicines are named where they are few, babies where only they are meant, and people who must not take it where they
    are few or have to do with the body system of `condition`.
    """
    found: list[str] = []
    for kind in kinds:
        own = [c for c in cautions if (c.kind, c.gate) == (kind, gate)]
        found += _people(own, condition) if kind == "contraindication" else [_situation(kind, own)]
    return list(dict.fromkeys(found))


def _situation(kind: CautionKind, cautions: Sequence[Caution]) -> str:
    named = [c.interacts_with for c in cautions if c.interacts_with]
    single = len(named) == len(cautions) and not any("," in name or " and " in name for name in named)
    if kind == "interaction" and cautions and single and len(set(named)) <= MOST_NAMED:
        return f"with {' or '.join(dict.fromkeys(named))}"
    if kind == "children" and cautions and all(_BABIES.search(c.text) for c in cautions):
        return "by babies"
    return SITUATIONS[kind]


def _people(cautions: Sequence[Caution], condition: Condition | None) -> list[str]:
    """Who must not take it, named where they are few; of many, those that the condition's body system has to do with."""
    said = list(dict.fromkeys(map(contraindicated, cautions)))
    named = [s.text for s in said if s.named]
    if len(said) > MOST_NAMED:
        fields = "|".join(_FIELDS[s] for s in (condition.systems if condition else ()) if s in _FIELDS)
        named = [text for text in named if fields and re.search(fields, text, re.I)][:MOST_NAMED]
    if len(named) == len(said) and said:
        return named
    return [*named, OTHERS if named else SITUATIONS["contraindication"]]


def contraindicated(caution: Caution) -> Situation:
    """Who must not take it, from the words of the caution, else from the illnesses that it names.

    "Not with low blood sugar." → "with low blood sugar"; "Epsom salts must not be taken with a blocked bowel." → "with a
    blocked bowel (Epsom salts)".
    """
    phrase = next((p for p in _phrases(caution.text) if len(p) <= LONGEST), None)
    if phrase:
        return Situation(phrase, named=True)
    if 0 < len(caution.conditions) <= MOST_NAMED:
        return Situation(f"with {listed([spelt(slug) for slug in caution.conditions], 'or')}", named=True)
    return Situation(SITUATIONS["contraindication"], named=False)


def _phrases(text: str) -> Iterator[str]:
    """The situations that the clauses of a caution name, in their order."""
    for clause in _CLAUSES.split(text):
        match = next((m for shape in _SHAPES if (m := shape.match(clause.strip()))), None)
        if match:
            yield _phrase(match["subject"].strip(" ,"), match["how"].lower(), match["whom"].rstrip(".,"))


def _phrase(subject: str, how: str, whom: str) -> str:
    whom = _TAIL.sub("", whom)
    if how in ("", "for"):
        how = "by" if _PEOPLE.match(whom) else "for"
    about = "" if _UNSAID.fullmatch(subject) else f" ({_low(re.sub(' (?:is|are|must|should|may)$', '', subject))})"
    return f"{how} {whom[:1].lower() + whom[1:]}{about}"


def _low(subject: str) -> str:
    """A subject in brackets: its first letter low, unless it is a name or an abbreviation."""
    return subject if subject.startswith("Epsom") or not subject[1:2].islower() else subject[:1].lower() + subject[1:]
