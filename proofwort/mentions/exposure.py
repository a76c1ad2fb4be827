"""How an ingredient stands where it is named: given, eaten, measured in the body, or lacking."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofwort.mentions.mention import Mention
from proofwort.model import Exposure

_REACH = 70  # characters looked at either side, within the sentence
_SENTENCE_END = re.compile(r"[.;:?!]\s+(?=[A-Z])")
_AMOUNT = r"\d[\d.,]*\s?(?:m?g|µg|μg|mcg|ug|kg|IU|iu|mmol|ml|mL|units|CFU|cfu)\b"


class Exposed(NamedTuple):
    """One reading: the value, and `text[start:end]`, the words that say so."""

    value: Exposure
    start: int
    end: int


def _one_of(words: str) -> str:
    """A pattern for one of the words, which are given apart by semicolons."""
    return "(?:" + "|".join(word.strip() for word in words.split(";")) + ")"


_LACK = _one_of(r"deficien\w+; insufficien\w+; inadequa\w+; depletion; depleted; lack; lacking; hypovitaminosis")
_MEDIUM = _one_of(
    """
    serum; plasma; blood; whole blood; cord blood; circulating; urinary; urine; salivary; hair; toenail;
    erythrocyte; red blood cell; red cell; RBC; leukocyte; tissue; intracellular; cellular; cord; CSF;
    cerebrospinal fluid; brain; bone; liver; muscle; baseline; maternal; endogenous; ionized; ionised; milk;
    follicular fluid
    """
)
_AMOUNTS = _one_of(r"levels?; concentrations?; status; excretion; biomarkers?; index; content in; stores")
_EATEN = _one_of(r"intakes?; consumption; consumers?; rich; containing foods?; from (?:food|diet); in the diet; diets?")
_GIVEN_BEHIND = _one_of(
    r"""
    supplement\w*; fortif\w+; administration; infusions?; injections?; capsules?; tablets?; lozenges?; therapy;
    treatment; loading; ingestion; drops?; sachets?; cream; ointment; mouthwash; gargle; enema; nebuli[sz]\w+;
    arm; group; gum; shots?
    """
)
_GIVEN_BEFORE = _one_of(
    r"""
    receiv\w+; g[ia]ven?; administ\w+; administration of; supplement\w*(?:\s(?:with|of))?; treated with;
    treatment with; dos(?:e|es|age|ing)(?:\sof|\swith)?; randomi[sz]ed to; assigned to; allocated to; took;
    taking; takes?; ingest\w+(?:\sof)?; consum(?:ed|ing); addition of; adding; added; efficacy of; effects? of;
    effectiveness of; safety of; use of; using; combination of; combined with; plus; infusion of;
    fed(?:\swith)?; either; oral; intravenous; topical; vs\.?; versus; therapy with; intervention with; impact
    of; benefits? of
    """
)
_BETWEEN = _one_of(
    "an?; the; oral; daily; dietary; intravenous; either; high-dose; low-dose; single; acute; chronic; regular"
)
_WORDS = r"(?:[\w-]+\s){0,2}"

# (value, pattern for the text right before the name or None, pattern for the text right behind it or None); the first
# that fits speaks.
_RULES: list[tuple[Exposure, str | None, str | None]] = [
    ("deficiency", None, rf"[\s-]*(?:(?:status and|and [\w-]+)\s)?{_LACK}\b"),
    ("deficiency", rf"\b{_LACK}\s(?:(?:of|in)\s)?(?:\w+\s)?$", None),
    ("deficiency", r"\b(?:low|poor|suboptimal)\s$", r"[\s-]*status\b"),
    ("given", None, rf"[\s-]*(?:[\w-]+\s)?{_GIVEN_BEHIND}\b"),
    ("level", rf"\b{_MEDIUM}\s(?:(?:total|free|ionized|ionised|bound|levels? of|concentrations? of)\s)?$", None),
    ("level", None, rf"[\s-]*(?:\([^)]{{1,20}}\)\s)?(?:[a-z]+\s)?{_AMOUNTS}\b"),
    ("level", rf"\b(?:levels?|concentrations?|status|amounts? of circulating)\s(?:of|for)\s{_WORDS}$", None),
    ("diet", None, rf"[\s-]*(?:[a-z]+\s)?{_EATEN}\b"),
    ("diet", r"\b(?:dietary|food|habitual|usual)\s$", None),
    ("diet", rf"\b(?:(?:intakes?|consumption|consumers) of|(?:diets?|foods?)\s(?:high|low|rich) in)\s{_WORDS}$", None),
    ("given", rf"{_AMOUNT}(?:\s?/\s?\w+|\s(?:per|a)\s\w+|\sdaily)?\s(?:of\s)?(?:oral\s)?$", None),
    ("given", None, rf"\s?[(,]?\s?(?:at\s)?(?:an?\s)?(?:oral\s)?(?:dose of\s)?{_AMOUNT}"),
    ("given", rf"\b{_GIVEN_BEFORE}\s(?:{_BETWEEN}\s){{0,3}}$", None),
]
_COMPILED = [
    (value, re.compile(before, re.I) if before else None, re.compile(behind, re.I) if behind else None)
    for value, before, behind in _RULES
]
_LEAD = re.compile(r"(?:dietary|oral|serum|plasma|intravenous|urinary)\s+", re.I)
_TAIL = re.compile(
    r"\s+(?:supplement\w*|intakes?|consumption|ingestion|levels?|concentrations?|status|loading|capsules|lozenges)$",
    re.I,
)
_MEASURED = re.compile(r"25[- ]?\(?OH\)?|25-?hydroxy|1,25|^tHcy$", re.I)


def exposure(text: str, mention: Mention) -> Exposed | None:
    """How the mentioned ingredient stands at this place, or None where the words around it do not say.

    "serum magnesium" is a level, "magnesium deficiency" a deficiency, "magnesium intake" diet, "received magnesium"
    given. Names of what laboratories measure ("25-hydroxyvitamin D") are levels unless it is said that they were given.
    """
    start, end = _core(text, mention.start, mention.end)
    left, right = _sentence(text, start, end)
    before, behind = text[left:start], text[end:right]
    for value, pattern_before, pattern_behind in _COMPILED:
        led = pattern_before.search(before) if pattern_before else None
        followed = pattern_behind.match(behind) if pattern_behind else None
        if (pattern_before and not led) or (pattern_behind and not followed):
            continue
        says_from = left + led.start() if led else mention.start
        says_to = end + followed.end() if followed else mention.end
        return Exposed(value, min(says_from, mention.start), max(says_to, mention.end))
    if _MEASURED.search(text[mention.start : mention.end]):
        return Exposed("level", mention.start, mention.end)
    return None


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without words that say how it stands: "dietary magnesium" → "magnesium", "creatine supplementation" →
    "creatine"."""
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    if tail := _TAIL.search(text, start, end):
        end = tail.start()
    return start, end


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span around `text[start:end]` to look at: `_REACH` characters either side, cut at the sentence's ends."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    for stop in _SENTENCE_END.finditer(text, left, start):
        left = stop.end()
    if ending := _SENTENCE_END.search(text, end, right):
        right = ending.start()
    return left, right
