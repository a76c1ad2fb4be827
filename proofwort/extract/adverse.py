"""What the text says of unwanted effects of the ingredient: serious, mild, none, or nothing."""

from __future__ import annotations

import re
from typing import Literal

from proofwort.extract.text import Found, Text
from proofwort.model import Design

_EVENTS = (
    r"(?:adverse (?:drug |side )?(?:effects?|events?|reactions?|outcomes?|symptoms?|experiences?)|side[- ]effects?"
    r"|toxicit(?:y|ies)|untoward (?:effects?|events?)|hypercalc[a]?emia|(?:safety|tolerability) (?:concerns?|issues?"
    r"|problems?)|complications|intolerance|unwanted effects?|harmful effects?|severe adverse)"
)
NONE = re.compile(
    rf"\b(?:no|without|nor|not|neither|none|never|absence of|free of|devoid of|lack of|nil)\b[^.;]{{0,80}}\b{_EVENTS}"
    rf"|\b{_EVENTS}[^.;]{{0,70}}\b(?:(?:were|was|did|are) (?:not|never|no)|not (?:observed|reported|noted|seen|found"
    rf"|differ|occur|significantly different)|none|similar|did not differ|no difference|absent|comparable|equal)"
    r"|\b(?:no|not find) evidence of (?:any )?(?:problems|harm)\b"
    r"|\b(?:well|generally|good|safely|excellent(?:ly)?)[- ](?:and safely )?(?:tolerat\w+)|\btolerab\w+ (?:was"
    r"|were) (?:good|excellent)|\b(?:safe and|effective and safe|appears? (?:to be )?safe|is safe|was safe"
    r"|seems? (?:to be )?safe|are safe|very effective and safe|safely)\b|\btoxicities occurred\b|\bdid not (?:cause"
    r"|produce|induce|report|show) any (?:adverse|side|serious)|\bsafety (?:profile|parameters|markers"
    r"|laboratory)[^.;]{0,40}(?:not|similar|unaffected|unchanged|normal|good|excellent)"
)
SERIOUS = re.compile(
    r"\b(?:serious|severe|major|grade (?:3|4|iii|iv)) (?:[a-z-]+ )?(?:adverse (?:events?|effects?|reactions?)"
    r"|toxicit\w+|side[- ]effects?|complications|hepatotoxic\w+)\b|\b(?:increased|higher|excess|greater) (?:risk of "
    r"|rate of |incidence of |all-cause |28-day )?(?:death|mortality|hospitali[sz]ation|stroke|bleeding"
    r"|hepatotoxicity|fractures)|\bhepatotoxic\w*|\bliver (?:injury|failure|toxicity)\b|\bstopped early (?:for"
    r"|because of|due to) harm|\bincreased mortality|\bhospitali[sz]ed (?:for|with|after)|\blife-threatening"
    r"|\b(?:mortality|deaths?)\b[^.;]{0,30}\b(?:was|were) significantly (?:higher|increased|greater)|\bincrease (?:in )?(?:overall |all-cause )?"
    r"mortality|\bsometimes lethal|\b(?:likely to|may|can) (?:cause|do) (?:more )?harm\b"
)
MILD = re.compile(
    rf"\b(?:mild|minor|transient|slight|gastrointestinal|tolerable|temporary|few|common|frequent\w*|most common|more"
    rf"|some|\d+ ?%|\d+)\b[^.;]{{0,45}}\b{_EVENTS}|\b(?:incidence|rate) of {_EVENTS} was (?:small|low)|\b{_EVENTS}[^.;]{{0,60}}\b(?:mild|minor|transient|included"
    rf"|were (?:more )?(?:reported|common|frequent|observed|gastrointestinal|noted)|occurred (?:in|more)"
    rf"|was (?:reported|observed|noted))"
    r"|\b(?:diarrh?o?ea|nausea|flatulence|bloating|headache|paresthesia|paraesthesia|abdominal (?:pain|discomfort)"
    r"|constipation|gastrointestinal (?:discomfort|distress|symptoms|upset))\b[^.;]{0,60}\b(?:in the (?:supplement"
    r"|treatment|intervention|active)|were reported|was reported|side effect|adverse|occurred in)"
)
NOT_RESULT = re.compile(
    r"\b(?:were|was|will be|to be|are) (?:also )?(?:assessed|recorded|evaluated|monitored"
    r"|documented|measured|collected|registered|noted (?:at|during))\b|\boutcomes? (?:measures? )?(?:were|was"
    r"|included?|are)\b|\baim|\bobjective|\bto (?:evaluate|assess|determine|investigate|examine|test)\b"
    r"|\bside effects? of (?:interferon|chemotherapy|radi|statin|drugs|antibiotic|conventional)"
)
GRAVE = re.compile(  # what single cases are reported for
    r"\b(?:fatal\w*|deaths?|died|toxicity|poisoning|intoxication|overdos\w+|haemorrhage|hemorrhage|tachycardia|arrest|seizures?"
    r"|rhabdomyolysis|renal failure|kidney failure|anaphyla\w+|(?:milk-alkali|serotonin|compartment) syndrome)\b"
)
TESTING = frozenset(
    {
        "rct-parallel",
        "rct-crossover",
        "nonrandomised-trial",
        "single-arm-trial",
        "case-report",
        "meta-analysis",
        "systematic-review",
        "cohort",
    }
)


def adverse(text: Text, design: Design | None) -> Found[Literal["serious", "mild", "none"]] | None:
    """The gravest that is reported as found; "none" where the text says there were none."""
    if design not in TESTING:
        return None
    if design == "case-report" and (grave := GRAVE.search(text.low)):
        return text.found("serious", grave.start(), grave.end(), "adverse: a case of harm")
    none = first(text, NONE)
    serious = first(text, SERIOUS)
    if serious and not denied(text, serious, none):
        return text.found("serious", serious.start(), serious.end(), "adverse: serious")
    mild = first(text, MILD)
    if none and not (
        mild
        and not denied(text, mild, none)
        and not re.search(r"well[- ]tolerated|safe", none.group())
        and mild.start() > none.end() + 10
    ):
        return text.found("none", none.start(), none.end(), "adverse: none")
    if mild and not denied(text, mild, none):
        return text.found("mild", mild.start(), mild.end(), "adverse: mild")
    return None


def first(text: Text, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first report of it that isn't a plan or a background."""
    for match in pattern.finditer(text.low, text.title_end):
        sentence = text.sentence(match.start())
        if sentence.part in ("background", "objective") or NOT_RESULT.search(text.low, sentence.start, sentence.end):
            continue
        return match
    return None


def denied(text: Text, match: re.Match[str], none: re.Match[str] | None) -> bool:
    """Whether a report of events is part of a denial of them."""
    if none and none.start() - 5 <= match.start() <= none.end():
        return True
    before = text.low[max(text.sentence(match.start()).start, match.start() - 40) : match.start()]
    return bool(
        re.search(
            r"\b(?:no|not|without|nor|neither|none|non|did not|reduc\w+|decreas\w+|lower|fewer"
            r"|prevent\w*|less)\b[^.;]{0,30}$",
            before,
        )
    )
