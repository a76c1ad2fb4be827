"""Whether the main outcome is a laboratory or mechanistic measure rather than something people feel or a condition is defined by."""

from __future__ import annotations

import math
import re

from proofwort.extract.candidates import conclusion_sentences
from proofwort.extract.ranker import model
from proofwort.extract.text import Text
from proofwort.model import Design

MARKER = re.compile(
    r"\b(?:bio)?markers?\b|\b(?:serum|plasma|blood|circulating|urinary|salivary|fa?ecal) (?!pressure"
    r"|glucose)\w+|\b(?:gene |protein |mrna )?expression\b|\bcytokines?\b|\binterleukins?\b|\bil-\d|\btnf"
    r"|\bc-reactive|\bhs-?crp"
    r"|\bconcentrations?\b|\blevels?\b|\boxidative stress\b|\bantioxidant (?:capacity|status)|\binflammat(?:ory"
    r"|ion)\b|\blipid profiles?\b|\bcholesterol\b|\btriglycerides?\b|\binsulin (?:sensitivity|resistance)"
    r"|\bprotein synthe\w+|\bmicrobio\w+"
    r"|\bendothelial function|\bbone (?:mineral )?density|\bhomocysteine|\bmetabolism\b"
    r"|\bmetabol\w+ (?:response|profile)|\bhormon\w+|\btestosterone\b|\bcortisol\b|\bcarotid"
    r"|\bpharmacokinetic\w*|\babsorption\b|\bbioavailab\w+|\bimmun\w+ (?:response|function|cell|marker)s?"
    r"|\bpsa\b|\bhemosta\w+|\bmirna|\bmicroarray|\bsignal\w+"
)
FELT = re.compile(
    r"\b(?:pain|symptoms?|mortality|death|survival|quality of life|performance|strength|power|endurance|fatigue"
    r"|incidence|risk|episodes?|attacks?|sleep|anxiety|depress\w+|cogniti\w+|memory|mood|weight"
    r"|body composition|fat mass|lean|fracture|falls?|nausea|vomiting|diarrh\w+|constipation|ulcers?|healing"
    r"|infection\w*"
    r"|severity|score|function(?:al)?|growth|development|birth|blood pressure|hba1c|glyc\w+|plaque|gingiv\w+"
    r"|soreness|time[- ]trial|exhaustion|remission|relapse|recovery|wheez\w+|erectile|fertility|pregnancy"
    r"|behavio\w+|motor|stay|complications?|vision|visual|headache|migraine|cramps?|satisfaction)\b"
)
SURROGATES = frozenset({
    "oxidative-stress", "inflammation", "gut-microbiota", "endothelial-function", "immune-function", "insulin-resistance",
    "amino-acid-metabolism", "energy-metabolism", "iron-status", "intestinal-permeability", "growth-hormone", "low-testosterone",
    "drug-metabolism", "fatty-acid-status", "cardiometabolic-risk", "fat-metabolism", "brain-activity",
})  # fmt: skip
DEFINED = frozenset(
    {
        "vitamin-d-deficiency",
        "iron-deficiency-anaemia",
        "anemia",
        "high-cholesterol",
        "hypertension",
        "type-2-diabetes",
        "diabetes",
    }
)


def surrogate_features(text: Text, condition: str, design: Design | None) -> dict[str, float]:
    """What is counted: markers and felt outcomes in title, conclusion and text, and what the condition is."""
    found: dict[str, float] = {f"design {design}": 1.0, "marker condition": float(condition in SURROGATES)}
    found["defined by a marker"] = float(condition in DEFINED or condition.endswith("-deficiency"))
    ends = " ".join(text.low[s.start : s.end] for s in conclusion_sentences(text))
    for place, part in (("title", text.title), ("conclusion", ends), ("text", text.low[text.title_end :])):
        marks, felt = len(MARKER.findall(part)), len(FELT.findall(part))
        found[f"markers {place}"], found[f"felt {place}"] = math.log1p(marks), math.log1p(felt)
        found[f"share {place}"] = marks / (marks + felt) if marks + felt else 0.3
    return {name: value for name, value in found.items() if value}


def surrogate(text: Text, condition: str, design: Design | None) -> bool:
    """By a small linear model on these counts."""
    return model("surrogate").score(surrogate_features(text, condition, design)) > 0
