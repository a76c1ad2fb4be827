"""What a study may be about: each ingredient and condition it names, with how and where it is named.

A candidate is a concept and its features: numbers between 0 and about 3, named in `FEATURES_*` by what they mean. The
rankers of `main_ingredient` and `main_condition` weigh them; here nothing is decided.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from proofwort.extract.cues import PEOPLE
from proofwort.extract.text import Sentence, Text
from proofwort.mentions import Mention, Vocabulary

AIM = re.compile(
    r"\b(?:aim(?:s|ed)?|purposes?|objectives?|goals?|hypothesi[sz]ed?|sought|set out|investigate[ds]?"
    r"|to (?:evaluate|assess|examine"
    r"|determine|compare|test|explore|study|investigate|identify|establish|estimate|analy[sz]e|review"
    r"|summari[sz]e)|whether"
    r"|(?:this|the present) (?:study|trial|review|meta-analysis|paper|article|work|mini-?review"
    r"|chapter)\b[^.]{0,20}\b(?:evaluat|assess"
    r"|examin|compar|investigat|explor|test|review|summari[sz]|discuss|focus|aim|analy[sz])\w*)\b"
)
# Ingredient: words before and after a name.
_COMPARED = re.compile(
    r"\b(?:versus|vs\.?|compared? (?:with|to)|comparison (?:with|to|of)|in contrast to|than|relative to|against"
    r"|superior to"
    r"|inferior to|over|instead of|equivalent to|similar to)(?: that| those)?(?: of)? (?:the |an? |oral "
    r"|standard |conventional |daily )*$"
)
_VEHICLE_BEFORE = re.compile(
    r"\b(?:placebo|control|sham)\b[^.;,]{0,30}$|\b(?:dissolved|suspended|diluted|mixed|carrier|vehicle"
    r"|placebo)\b[^.;,]{0,20}$"
)
_VEHICLE_AFTER = re.compile(
    r"^[^.;,]{0,12}\b(?:placebo|vehicle)|^\)? ?(?:served |used )?as (?:an? |the )?(?:placebo|control|vehicle|carrier)\b"
)
_LEVEL_BEFORE = re.compile(
    r"\b(?:serum|plasma|blood|urinary|urine|circulating|hepatic|liver|salivary|faecal|fecal|muscle|brain|tissue"
    r"|total|fasting|low|levels?"
    r"|concentrations? of|deficien\w+ (?:of|in)|status of|metabolism of|production of|release of|levels of"
    r"|lack of)(?: and)? $"
)
_LEVEL_AFTER = re.compile(
    r"^(?:\s?\([^)]{1,15}\))?[ -](?:levels?|concentrations?|status|deficien\w+|insufficien\w+|excretion"
    r"|metabolism|absorption|release"
    r"|synthesis|oxidation|response|secretion|uptake|homeostasis|tolerance|resistance|sensitivity|turnover"
    r"|content|stores?"
    r"|receptors?|pathways?|signal\w+|kinase|binding|flux|breakdown|degradation|kinetics|balance|production"
    r"|overload|depletion)\b"
)
_GIVEN_BEFORE = re.compile(
    r"(?:\b(?:supplementation|supplemented|supplements|supplementing|fortified|enriched|treated|treatment"
    r"|therapy|administration"
    r"|administered|intake|ingestion|consumption|effects?|efficacy|effectiveness|benefits?|impact|influence"
    r"|role|use|addition|adding"
    r"|dos(?:es?|ing)|combination|received|receiving|receive|given|gave|ingested|consumed|ingesting|consuming"
    r"|took|taking|take|fed"
    r"|containing|extracts?|oil|inhalation|application|injections?|infusion|randomi[sz]ed|potential|properties"
    r"|safety)\b(?: either)?"
    r"(?: (?:of|with|to|on|by|for|in|from))?|\b(?:mg|g|iu|μg|mcg|ml|cfu)(?:[/ ](?:kg|day|d|daily|per day))*(?: of)?)"
    r"(?: [\w\d.,%()/-]+){0,4} $"
)
_GIVEN_AFTER = re.compile(
    r"^(?:\s?\([^)]{1,40}\))?[ -](?:(?:\w+ )?supplement\w*|intake|ingestion|treat\w*|therapy|administ\w+"
    r"|consumption|capsules?|tablets?|extracts?"
    r"|juice|powder|groups?|injections?|infusion|feeding|dos(?:es?|ing)|gel|cream|oil|tea|drinks?|beverages?"
    r"|yogh?urt|fortifi\w+|loading"
    r"|enrich\w+|diet|arms?|mouthwash|lozenges?|gum|improv\w+|reduc\w+|decreas\w+|increas\w+|prevent\w*"
    r"|enhanc\w+|attenuat\w+"
    r"|alleviat\w+|has|had|did|does|was|may|can|in|on|for|as|versus|vs|and|prophylaxis|monotherapy"
    r"|interventions?|use|users?|bar|product)\b"
)
_DOSE = re.compile(r"\d ?(?:mg|g|iu|μg|mcg|ml|cfu|mmol|ug|microgram)\b")
_TITLE_EFFECT = re.compile(
    r"(?:\b(?:effects?|efficacy|effectiveness|impact|influence|role|use|benefits?|safety|evaluation|comparison"
    r"|combination|supplementation"
    r"|treatment|administration|intake|ingestion|consumption|associations?|potential)\b(?: \w+){0,5}? (?:of"
    r"|with|between)"
    r"|^)[^,:]{0,45}$"
)
_ADDED_TO = re.compile(
    r"\b(?:treated with|receiving|taking|on|in addition to|background|undergoing|induced by|adjunct to"
    r"|adjuvant to|patients? (?:with|on))\s*$"
)
_INDUCED = re.compile(
    r"^-(?:induced|treated|fed|deficient|dependent|related|associated|resistant|sensitive|positive|based)"
)
# Condition: words before and after a name.
_PATIENTS_BEFORE = re.compile(
    r"\b(?:"
    + PEOPLE[3:-1]
    + r"|patient|woman|man|child|mice|rats|model|models)\b[^.;,:]{0,40}\b(?:with|suffering from|having|diagnosed with"
    r"|undergoing|at risk of|at risk for|affected by|of|who had|from|after) (?:[a-z0-9-]+ ){0,4}$"
)
_PATIENTS_AFTER = re.compile(r"^[ -](?:\w+ ){0,2}(?:" + PEOPLE[3:-1] + r"|patient|model|mice|rats)\b")
_TREAT_BEFORE = re.compile(
    r"\b(?:treat(?:ment|ing|s|ed)?|manag(?:ement|ing)|prevent(?:ion|ing|s|ed)?|prophylaxis|therapy|risk"
    r"|incidence|reduc(?:tion|ing|e|es|ed)"
    r"|reliev(?:ing|e|es)|improv(?:e|es|ed|ing|ement)|alleviat(?:e|es|ed|ing|ion)|onset|progression|symptoms"
    r"|severity|occurrence"
    r"|episodes|rates?|enhanc(?:e|es|ed|ing)|development|against|protects?|attenuat(?:e|es|ed|ing))"
    r"(?: (?:of|for|against|from|in|on|the|and))*(?: [a-z0-9-]+){0,3} $"
)
_EFFECT_ON = re.compile(
    r"\b(?:effects?|impact|influence|efficacy|role|associat\w+|improv\w+|affects?|relation\w*"
    r"|benefits?)\b[^.;:]{0,90}\b(?:on|with|in|for|and|to) (?:[a-z0-9-]+ ){0,3}$"
)
_IN_BEFORE = re.compile(r"\b(?:in|for|with|during|after|of|among) (?:[a-z0-9-]+ ){0,3}$")
_ON_BEFORE = re.compile(
    r"\b(?:on|against|and|improves?|reduces?|increases?|enhances?|decreases?|,) (?:[a-z0-9-]+ ){0,3}$"
)
_ABSENT = re.compile(
    r"\b(?:without|exclud\w+|exclusion|free of|history of|no|not|non|absence of|other than|healthy|negative for"
    r"|hiv-)\b[^.;]{0,30}$|\bnon-?$"
)
_CAUSE_AFTER = re.compile(
    r"^[ -](?:induced|related|associated|medication|therapy|drugs?|treatment|surgery|factors?|markers?|scores?"
    r"|scale|test|questionnaire|hormone)"
)
_SERVES = re.compile(
    r"\b(?:assessed|measured|evaluated|determined|recorded|monitored|outcomes?|endpoints?|parameters)\b"
)


# Concepts that are measured in people with something else more often than studied for their own sake.
MARKERS = frozenset({
    "oxidative-stress", "inflammation", "blood-glucose", "gut-microbiota", "muscle-mass", "body-weight", "iron-status",
    "endothelial-function", "immune-function", "insulin-resistance", "amino-acid-metabolism", "growth-hormone", "energy-expenditure",
    "energy-metabolism", "body-building", "low-testosterone", "quality-of-life", "physical-function", "mortality", "high-cholesterol",
    "hypertension", "intestinal-permeability", "perceived-exertion", "lung-function", "appetite", "exercise-recovery",
    "fat-metabolism", "fatty-acid-status", "drug-metabolism", "brain-activity", "breast-milk-composition",
})  # fmt: skip
# Where an intake of a nutrient is judged by its own level in the body, what is studied is the lack of it.
_OWN_LEVEL = re.compile(
    r"\b(?:serum |plasma |circulating |total )?(?:25[- ]?\(?oh\)?[- ]?(?:vitamin )?d[23]?|25-?hydroxy(?:-"
    r"| )?(?:vitamin|chole|ergo)|calcidiol|calcifediol)"
)
_PERFORMANCE = re.compile(
    r"\b(?:(?:exercise|sports?|athletic|sprint|running|cycling|swimming|endurance|physical|aerobic|anaerobic"
    r"|rowing|soccer|jump(?:ing)?|motor"
    r"|muscular|resistance[- ]exercise) (?:and \w+ )?(?:performance|capacity|tolerance|ability)|time[- ]trials?"
    r"|time[- ]to[- ](?:exhaustion|fatigue)"
    r"|ergogenic|wingate|vo ?2 ?(?:max|peak)|maximal oxygen (?:uptake|consumption)|(?:peak|mean) power"
    r"|power output|yo-?yo|repeated[- ]sprints?"
    r"|work capacity|one[- ]repetition maximum|1-?rm\b|countermovement)"
)


@dataclass(slots=True)
class Candidate:
    """One concept that the text names; `mention` is where it stands best (the title's first, else the text's first)."""

    concept: str
    mention: Mention
    mentions: list[Mention] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def aim_sentences(text: Text) -> list[Sentence]:
    """The sentences that say what the study wanted to know: the objective part, else the first two that sound like it."""
    named = [s for s in text.sentences if s.part == "objective"]
    if named:
        return named[:3]
    return [s for s in text.sentences if s.part != "title" and AIM.search(text.low, s.start, s.end)][:2]


def conclusion_sentences(text: Text) -> list[Sentence]:
    """The conclusion part, else the last two sentences (three for long texts) that aren't about registration or funding."""
    named = [s for s in text.sentences if s.part == "conclusion"]
    if named:
        return named
    rest = [s for s in text.sentences if s.part not in ("title", "other") or not text.parts]
    rest = [
        s
        for s in rest
        if s.part != "title"
        and not re.search(r"clinicaltrials\.gov|\bnct\d|registered|registration", text.low[s.start : s.end])
    ]
    return rest[-2:]


# A strain is a form of these, as the labelling guide has it; so is either of two fatty acids where a text names both.
STRAINS_OF = "probiotics"
PAIR, PAIR_OF = frozenset({"epa", "dha"}), "omega-3"


def by_guide(vocabulary: Vocabulary, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with each strain of bacteria as `probiotics`, and EPA and DHA as `omega-3` where both are named. The name stays."""
    both = {m.concept for m in mentions if m.kind == "ingredient"} >= PAIR
    found = []
    for mention in mentions:
        wider = None
        if mention.kind == "ingredient":
            if both and mention.concept in PAIR:
                wider = PAIR_OF
            elif STRAINS_OF in vocabulary.broader("ingredient", mention.concept):
                wider = STRAINS_OF
        found.append(mention._replace(concept=wider) if wider else mention)
    return found


def gather(mentions: Sequence[Mention]) -> dict[str, Candidate]:
    """The mentions of one kind by concept, in order of first appearance."""
    found: dict[str, Candidate] = {}
    for mention in mentions:
        found.setdefault(mention.concept, Candidate(mention.concept, mention)).mentions.append(mention)
    return found


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all candidates of a text."""

    text: Text
    vocabulary: Vocabulary
    aims: frozenset[int]
    conclusions: frozenset[int]

    @classmethod
    def of(cls, text: Text, vocabulary: Vocabulary) -> Frame:
        aims = frozenset(s.start for s in aim_sentences(text))
        return cls(text, vocabulary, aims, frozenset(s.start for s in conclusion_sentences(text)))


def ingredient_candidates(frame: Frame, mentions: Sequence[Mention]) -> list[Candidate]:
    """All ingredients named, with the features of `main_ingredient`."""
    found = gather([m for m in mentions if m.kind == "ingredient"])
    for candidate in found.values():
        for mention in candidate.mentions:
            _ingredient_mention(frame, candidate.features, mention)
    ordered = list(found.values())
    _shares(frame, ordered)
    return ordered


def condition_candidates(frame: Frame, mentions: Sequence[Mention]) -> list[Candidate]:
    """All conditions named, with the features of `main_condition`."""
    found = gather(
        [
            *implied(frame, mentions),
            *(m for m in mentions if m.kind == "condition" and not _cause_named(frame, m, mentions)),
        ]
    )
    for candidate in found.values():
        for mention in candidate.mentions:
            _condition_mention(frame, candidate.features, mention)
    ordered = sorted(found.values(), key=lambda c: c.mentions[0].start)
    _shares(frame, ordered)
    _merge(frame, ordered)
    _classes(frame, ordered)
    return ordered


def _cause_named(frame: Frame, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Death from something ("cardiovascular mortality") is about that something."""
    if mention.concept != "mortality":
        return False
    before = frame.text.low[max(0, mention.start - 30) : mention.start]
    return (
        any(m.kind == "condition" and 0 <= mention.start - m.end <= 9 and m.concept != "mortality" for m in mentions)
        and "." not in before[-9:]
    )


def implied(frame: Frame, mentions: Sequence[Mention]) -> list[Mention]:
    """Conditions that a text means without naming them: lack of vitamin D where its level is measured, and performance."""
    text = frame.text
    found: list[Mention] = []
    if any(m.concept == "vitamin-d" and m.end <= text.title_end for m in mentions):
        found += [
            Mention("condition", "vitamin-d-deficiency", m.start(), m.end(), "") for m in _OWN_LEVEL.finditer(text.low)
        ]
    taken = {m.start for m in mentions if m.kind == "condition" and m.concept == "athletic-performance"}
    found += [
        Mention("condition", "athletic-performance", m.start(), m.end(), "")
        for m in _PERFORMANCE.finditer(text.low)
        if m.start() not in taken
    ]
    return found


def _merge(frame: Frame, candidates: list[Candidate]) -> None:
    """A wider name ("diabetes") beside one narrower one ("type 2 diabetes") speaks of the narrower one."""
    for wide in candidates:
        below = [c for c in candidates if wide.concept in frame.vocabulary.broader("condition", c.concept)]
        near = [
            c for c in below if any(c.features.get(f) for f in ("in title", "in aim", "patients aim", "patients rest"))
        ]
        if len(near) != 1:
            continue
        for name, value in wide.features.items():
            if name.split(" ")[0] in ("in", "patients", "treat", "effect", "in-before", "on-before"):
                near[0].features[name] = max(value, near[0].features.get(name, 0.0))
        wide.features["merged"] = 1.0


def _classes(frame: Frame, candidates: list[Candidate]) -> None:
    """What sort of thing each is, and whether it stands beside people who have something else."""
    diseases = {
        c.concept
        for c in candidates
        if any(i.startswith("mondo") for i in frame.vocabulary.identifiers("condition", c.concept))
    }
    had = {
        c.concept
        for c in candidates
        if c.concept not in MARKERS
        and any(c.features.get(f"patients {p}") for p in ("title", "aim", "conclusion", "rest"))
    }
    for c in candidates:
        c.features["disease"] = float(c.concept in diseases)
        c.features["marker"] = float(c.concept in MARKERS)
        if c.concept in MARKERS and had:
            c.features["marker beside patients"] = 1.0
        if c.concept in had and c.concept in diseases:
            c.features["disease they have"] = 1.0
        if c.features.get("in title") and c.concept in diseases:
            c.features["disease in title"] = 1.0
    _beside(candidates, diseases)


def _beside(candidates: list[Candidate], diseases: set[str]) -> None:
    """How a candidate compares with what else stands in the title: named there or not, aimed at or only had."""
    titled = [c for c in candidates if c.features.get("in title")]
    aimed = {
        c.concept
        for c in titled
        if c.concept not in MARKERS
        and (c.features.get("treat title") or c.features.get("effect on title"))
        and not c.features.get("patients title")
    }
    had = {c.concept for c in titled if c.features.get("patients title")}
    for c in candidates:
        if titled and not c.features.get("in title"):
            c.features["others in title"] = 1.0
        if c.concept in had and aimed - {c.concept}:
            c.features["had beside aimed"] = 1.0
        if c.concept in aimed and had - {c.concept}:
            c.features["aimed beside had"] = 1.0
        if c.concept == "athletic-performance" and (
            had & diseases or any(t.concept in diseases and t.concept not in MARKERS for t in titled)
        ):
            c.features["performance of the ill"] = 1.0


def _around(text: Text, sentence: Sentence, mention: Mention) -> tuple[str, str]:
    before = text.low[max(sentence.start, mention.start - 110) : mention.start]
    return before, text.low[mention.end : min(sentence.end, mention.end + 60)]


def _where(frame: Frame, sentence: Sentence) -> str:
    if sentence.part == "title":
        return "title"
    if sentence.start in frame.aims:
        return "aim"
    if sentence.start in frame.conclusions:
        return "conclusion"
    return sentence.part if frame.text.parts else "body"


def _ingredient_mention(frame: Frame, features: dict[str, float], mention: Mention) -> None:
    text = frame.text
    sentence = text.sentence(mention.start)
    before, after = _around(text, sentence, mention)
    where = _where(frame, sentence)
    place = where if where in ("title", "aim", "conclusion") else "rest"
    features[f"in {where}"] = 1.0
    level = bool(_LEVEL_BEFORE.search(before) or _LEVEL_AFTER.search(after))
    if level:
        features[f"level {place}"] = 1.0
    if _COMPARED.search(before):
        features[f"compared {place}"] = 1.0
    elif _ADDED_TO.search(before[-40:]):
        features[f"added to {place}"] = 1.0
    if _VEHICLE_BEFORE.search(before[-60:]) or _VEHICLE_AFTER.search(after):
        features[f"vehicle {place}"] = 1.0
    if _INDUCED.search(after):
        features[f"induced {place}"] = 1.0
    if not level and (_GIVEN_BEFORE.search(before) or _GIVEN_AFTER.search(after)):
        features[f"given {place}"] = 1.0
    if _DOSE.search(before[-25:]) or _DOSE.search(after[:35]):
        features["dose"] = 1.0
    if where == "title" and _TITLE_EFFECT.search(text.low[: mention.start]):
        features["title effect"] = 1.0


def _condition_mention(frame: Frame, features: dict[str, float], mention: Mention) -> None:
    text = frame.text
    sentence = text.sentence(mention.start)
    before, after = _around(text, sentence, mention)
    where = _where(frame, sentence)
    place = where if where in ("title", "aim", "conclusion") else "rest"
    features[f"in {where}"] = 1.0
    if _ABSENT.search(before[-45:]):
        features[f"absent {place}"] = 1.0
        return
    if _PATIENTS_BEFORE.search(before) or _PATIENTS_AFTER.search(after):
        features[f"patients {place}"] = 1.0
    if _TREAT_BEFORE.search(before):
        features[f"treat {place}"] = 1.0
    if _EFFECT_ON.search(before):
        features[f"effect on {place}"] = 1.0
    if place in ("title", "aim"):
        if _IN_BEFORE.search(before[-45:]):
            features[f"in-before {place}"] = 1.0
        elif _ON_BEFORE.search(before[-45:]):
            features[f"on-before {place}"] = 1.0
    if _CAUSE_AFTER.search(after):
        features[f"cause {place}"] = 1.0
    if place == "rest" and _SERVES.search(text.low, sentence.start, sentence.end):
        features["measured"] = 1.0


def _shares(frame: Frame, candidates: list[Candidate]) -> None:
    """Features that compare the candidates with each other: counts, order in the title and in the text, width."""
    total = sum(len(c.mentions) for c in candidates) or 1
    titled = [c for c in candidates if c.mentions[0].start < frame.text.title_end]
    names = {c.concept for c in candidates}
    wider: set[str] = set()
    for c in candidates:
        wider.update(frame.vocabulary.broader(c.mention.kind, c.concept))
    narrower = {c.concept for c in candidates if names & set(frame.vocabulary.broader(c.mention.kind, c.concept))}
    for rank, c in enumerate(candidates):
        c.features["count"] = math.log1p(len(c.mentions))
        c.features["share"] = len(c.mentions) / total
        c.features["first"] = float(rank == 0)
        c.features["rank"] = min(rank, 6) / 6
        if c.concept in wider:
            c.features["wider"] = 1.0
        if c.concept in narrower:
            c.features["narrower"] = 1.0
    for rank, c in enumerate(titled):
        c.features["title rank"] = min(rank, 4) / 4
        c.features["only in title"] = float(len(titled) == 1)
        c.features["title first"] = float(rank == 0)
