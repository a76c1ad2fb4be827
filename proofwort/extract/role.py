"""What an ingredient was meant to do: treat, prevent, help beside a treatment, raise performance; or it was only observed.

"Only observed" comes from the design; the rest from a small linear model on the goal, the design and the words around: people
who have the condition are treated, people who don't are protected, and an ingredient beside a treatment that all had is an
adjunct.
"""

from __future__ import annotations

import math
import re

from proofwort.extract.candidates import Candidate, aim_sentences
from proofwort.extract.ranker import model
from proofwort.extract.text import Text
from proofwort.model import Design, Exposure, Role

ROLES: tuple[Role, ...] = ("treat", "prevent", "adjunct", "performance", "associate")
OBSERVED: frozenset[Design | None] = frozenset({"cohort", "case-control", "cross-sectional"})
FEATS = frozenset({
    "athletic-performance", "endurance", "muscle-strength", "body-building", "muscle-mass", "exercise-recovery", "perceived-exertion",
    "energy-expenditure", "energy-metabolism", "amino-acid-metabolism", "fat-metabolism",
})  # fmt: skip
SPORT = re.compile(
    r"\b(?:athlet\w*|trained|exercis\w+|sports?|players?|cyclists?|runners?|swimmers?|rowers?|training"
    r"|recreational\w*|performance|ergogenic|resistance|soldiers?|military|physically active|soccer|football"
    r"|sprint\w*)\b"
)
ILL = re.compile(
    r"\b(?:patients?|disease|hemodialysis|haemodialysis|cirrho\w+|sarcopeni\w+|hospitali\w+|cancer|elderly with"
    r"|malnourished|copd|copd|disorder|syndrome)\b"
)
ADJUNCT = re.compile(
    r"\b(?:adjunct\w*|adjuvants?|add-on|co-?administ\w+|in addition to (?:\w+ ){0,3}(?:treatment|therapy"
    r"|training|care|drugs?|exercise|medication)|(?:plus|with|and) (?:standard|conventional|usual"
    r"|routine) (?:\w+ )?(?:treatment|therapy|care)"
    r"|(?:standard|conventional|usual|routine) (?:\w+ ){0,2}(?:treatment|therapy|care) (?:plus|with|and"
    r"|in combination)|combined with (?:\w+ ){0,3}(?:training|exercise|therapy|treatment|chemotherapy"
    r"|antibiotics?|drugs?)"
    r"|treated with|undergoing|chemotherapy|radiotherapy|chemoradi\w+|concomitant\w*|supportive|perioperative"
    r"|during (?:\w+ )?(?:chemo|radio)\w+|scaling and root planing|nonsurgical|surgery|postoperative"
    r"|transplant\w*|total parenteral|antidepressants?|inadequate response|along with)\b"
)
PREVENT = re.compile(
    r"\b(?:prevent\w*|prophyla\w+|risks?|incidence|protect\w*|onset|reduc\w+ the (?:risk|incidence|occurrence"
    r"|development)|against|healthy|at risk|development of|mortality|pre-?treat\w+|deficiency|recurren\w+"
    r"|chemoprevent\w+)\b"
)
TREAT = re.compile(
    r"\b(?:treat\w*|therap\w+|manag\w+|patients? with|(?:women|men|adults|children|people|subjects|individuals"
    r"|infants) with|relie[fv]\w*|alleviat\w+|heal\w*|symptoms?|severity|diabetic|hypertensive|obese|overweight"
    r"|hyperchol\w+|ill|model of)\b"
)


HEALTHY = re.compile(
    r"\b(?:healthy|volunteers|general population|infants?|pregnan\w+|students|elderly|older adults"
    r"|postmenopausal|trained|athletes)\b"
)
LINKED = re.compile(
    r"\b(?:associat\w+|correlat\w+|relationship|intakes?|dietary|cohort|cross-sectional|prospective"
    r"|case-control|status|levels?)\b"
)
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("adjunct", ADJUNCT), ("prevent", PREVENT), ("treat", TREAT), ("sport", SPORT), ("ill", ILL), ("healthy", HEALTHY), ("linked", LINKED),
)  # fmt: skip


def role_features(text: Text, condition: Candidate, exposure: Exposure, design: Design | None) -> dict[str, float]:
    """What the role is judged by."""
    aims = " ".join(text.low[s.start : s.end] for s in aim_sentences(text))
    found: dict[str, float] = {
        f"design {design}": 1.0,
        f"exposure {exposure}": 1.0,
        "feat": float(condition.concept in FEATS),
    }
    for name, pattern in SIGNS:
        for place, part in (("title", text.title), ("aim", aims), ("text", text.low[text.title_end :])):
            found[f"{name} {place}"] = math.log1p(len(pattern.findall(part)))
    for name in (
        "patients title",
        "patients aim",
        "patients rest",
        "patients conclusion",
        "treat title",
        "treat aim",
        "disease",
        "marker",
        "absent rest",
        "in title",
    ):
        found[f"condition {name}"] = condition.features.get(name, 0.0)
    found["feat in sport"] = found["feat"] * min(found["sport title"] + found["sport text"], 1.0)
    found["feat of the ill"] = found["feat"] * found["condition patients title"]
    return {name: value for name, value in found.items() if value}


def role(text: Text, condition: Candidate, exposure: Exposure, design: Design | None) -> Role:
    """The role of the claim on that condition. A population that is only observed can't be treated."""
    if design in OBSERVED:
        return "associate"
    scorer = model("role")
    values = role_features(text, condition, exposure, design)
    best: Role = max(ROLES, key=lambda r: scorer.score(values, r))
    return best
