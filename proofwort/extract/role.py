"""What an ingredient was meant to do: treat, prevent, help beside a treatment, raise performance; or it was only observed.

"Only observed" comes from the design, performance from the goal, the rest from the words around: people who have the
condition are treated, people who don't are protected, and an ingredient beside a treatment that all had is an adjunct.
"""

from __future__ import annotations

import re

from proofwort.extract.candidates import Candidate
from proofwort.extract.text import Text
from proofwort.model import Design, Exposure, Role

OBSERVED: frozenset[Design | None] = frozenset({"cohort", "case-control", "cross-sectional"})
FEATS = frozenset({
    "athletic-performance", "endurance", "muscle-strength", "body-building", "muscle-mass", "exercise-recovery", "perceived-exertion",
    "muscle-protein-synthesis", "energy-expenditure", "energy-metabolism", "amino-acid-metabolism",
})  # fmt: skip
SPORT = re.compile(
    r"\b(?:athlet\w*|trained|exercis\w+|sports?|players?|cyclists?|runners?|swimmers?|rowers?|training|recreational\w*|performance|ergogenic|resistance|soldiers?|military|physically active|soccer|football|sprint\w*)\b"
)
ILL = re.compile(r"\b(?:patients?|disease|hemodialysis|haemodialysis|cirrho\w+|sarcopeni\w+|hospitali\w+|cancer|elderly with|malnourished|copd|copd|disorder|syndrome)\b")
ADJUNCT = re.compile(
    r"\b(?:adjunct\w*|adjuvants?|add-on|co-?administ\w+|in addition to (?:\w+ ){0,3}(?:treatment|therapy|training|care|drugs?|exercise|medication)|(?:plus|with|and) (?:standard|conventional|usual|routine) (?:\w+ )?(?:treatment|therapy|care)"
    r"|(?:standard|conventional|usual|routine) (?:\w+ ){0,2}(?:treatment|therapy|care) (?:plus|with|and|in combination)|combined with (?:\w+ ){0,3}(?:training|exercise|therapy|treatment|chemotherapy|antibiotics?|drugs?)"
    r"|treated with|undergoing|chemotherapy|radiotherapy|chemoradi\w+|concomitant\w*|supportive|perioperative|during (?:\w+ )?(?:chemo|radio)\w+|scaling and root planing|nonsurgical|surgery|postoperative|transplant\w*|total parenteral|antidepressants?|inadequate response|along with)\b"
)
PREVENT = re.compile(
    r"\b(?:prevent\w*|prophyla\w+|risks?|incidence|protect\w*|onset|reduc\w+ the (?:risk|incidence|occurrence|development)|against|healthy|at risk|development of|mortality|pre-?treat\w+|deficiency|recurren\w+|chemoprevent\w+)\b"
)
TREAT = re.compile(
    r"\b(?:treat\w*|therap\w+|manag\w+|patients? with|(?:women|men|adults|children|people|subjects|individuals|infants) with|relie[fv]\w*|alleviat\w+|heal\w*|symptoms?|severity|diabetic|hypertensive|obese|overweight|hyperchol\w+|ill|model of)\b"
)


def role(text: Text, condition: Candidate, exposure: Exposure, design: Design | None) -> Role:
    """The role of the claim on that condition."""
    if design in OBSERVED or exposure in ("level", "deficiency") and design not in ("animal", "in-vitro"):
        return "associate"
    title = text.title
    patients = any(condition.features.get(f"patients {p}") for p in ("title", "aim", "conclusion"))
    if condition.concept in FEATS and (SPORT.search(title) or SPORT.search(text.low)) and not (ILL.search(title) and patients):
        return "performance"
    near = " ".join([title, *(text.low[s.start : s.end] for s in text.sentences if s.part == "objective")])
    scores = {
        "adjunct": 1.6 * len(ADJUNCT.findall(near)) + 0.25 * len(ADJUNCT.findall(text.low)) - 0.6,
        "prevent": 1.0 * len(PREVENT.findall(near)) + 0.2 * len(PREVENT.findall(text.low)) - (0.8 if patients else 0.0),
        "treat": 1.0 * len(TREAT.findall(near)) + 0.12 * len(TREAT.findall(text.low)) + (1.0 if patients else 0.0) + 0.3,
    }
    if scores["adjunct"] >= max(scores["prevent"], 0.7 * scores["treat"], 1.2):
        return "adjunct"
    return "prevent" if scores["prevent"] > scores["treat"] else "treat"
