"""The nouns of Proofwort. Frozen standard dataclasses, no input or output, no other module needed.

`None` always means "not stated" or "not known"; there is no other spelling of unknown.
Ingredients and conditions are referred to by slug. Identifiers are strings as their registry prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Generic, Literal, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def noun(cls: type[T]) -> type[T]:
    """A frozen, keyword-only dataclass that refuses unknown fields when it is read from a file."""
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # pydantic looks for it by this name
    return dataclass(frozen=True, kw_only=True)(cls)


# ---------------------------------------------------------------------------------------------
# Words. Each list is closed; GLOSSARY.md explains every word.
Design = Literal[
    "meta-analysis",
    "systematic-review",
    "rct-parallel",
    "rct-crossover",
    "nonrandomised-trial",
    "single-arm-trial",
    "cohort",
    "case-control",
    "cross-sectional",
    "case-report",
    "animal",
    "in-vitro",
    "narrative-review",
    "protocol",
    "other",
]
Blinding = Literal["double", "single", "open"]
Comparator = Literal["placebo", "active", "no-treatment", "dose", "diet-or-usual-care", "none"]
Role = Literal["treat", "prevent", "adjunct", "performance", "associate"]
StudyDirection = Literal["benefit", "null", "harm", "mixed", "unclear"]
ClaimDirection = Literal["benefit", "mixed", "inconclusive", "no_effect", "harm"]
Validity = Literal["Scientific", "Traditional", "Both", "None"]
Gate = Literal["avoid", "clinician-only", "check", "none-found", "unknown"]
State = Literal[
    "works",
    "may-work",
    "hints",
    "conflicting",
    "too-little",
    "no-effect",
    "harmful",
    "laboratory-only",
    "tradition-only",
    "nothing-found",
    "not-searched",
]
ReaderKind = Literal["rule", "model", "human"]
Exposure = Literal["given", "diet", "level", "deficiency"]
Combination = Literal["isolated", "combination", "food"]
Route = Literal[
    "oral",
    "intravenous",
    "intramuscular",
    "topical",
    "inhaled",
    "rectal",
    "intrathecal",
    "local-injection",
    "nasal",
    "mouthwash",
]
Status = Literal["deficient", "replete", "any"]
Funding = Literal["public", "industry", "mixed", "none"]
Integrity = Literal["none", "concern", "retracted"]
Measure = Literal["RR", "OR", "HR", "IRR", "RD", "MD", "SMD", "r"]
OutcomeClass = Literal["serious", "patient", "surrogate"]
Care = Literal["self-care", "see-doctor", "emergency"]
Tradition = Literal["T1", "T2", "T3", "T4"]
IngredientKind = Literal[
    "vitamin",
    "mineral",
    "amino-acid",
    "fatty-acid",
    "probiotic",
    "prebiotic-fibre",
    "herb",
    "mushroom",
    "food",
    "compound",
    "enzyme",
    "hormone-like",
    "mixture",
]
ConditionKind = Literal["disease", "symptom", "biomarker", "state", "use", "group"]


# ---------------------------------------------------------------------------------------------
# Who said so, and where.
@noun
class Reader:
    """Who read something: a `rule` (program), a `model` (language model or agent), a `human` (named person)."""

    kind: ReaderKind
    name: str
    version: str | None = None


@noun
class Place:
    """Where in a text a value stands. `start` and `end` are character offsets within the section."""

    section: str
    start: int | None = None
    end: int | None = None
    url: str | None = None


@noun
class Reading:
    """One act of reading: by whom, when, where. The default provenance of all values of a record."""

    reader: Reader
    date: date
    place: Place


@noun
class Fact(Generic[T]):
    """One value of a study, with its own provenance, where that differs from the record's `Reading`."""

    field: str
    value: T | None
    reader: Reader
    place: Place | None = None
    rule: str | None = None


@noun
class Source:
    """A document that is cited and is not a study: a monograph, a guideline, a label, a web page."""

    title: str
    url: str | None = None
    publisher: str | None = None
    year: int | None = None
    identifier: str | None = None
    second_hand: bool = (
        False  # read in a copy, a summary or a page by others, not at an authority, a journal or a hospital
    )


# ---------------------------------------------------------------------------------------------
# What a page can be about.
@noun
class Form:
    """A form in which an ingredient is taken. `elemental` is the fraction (0-1) of the nutrient by weight."""

    name: str
    names: tuple[str, ...] = ()
    elemental: float | None = None
    unii: str | None = None
    note: str | None = None


@noun
class Food:
    """A food source with the amount per serving, as the cited table states it."""

    name: str
    serving: str
    amount: float
    unit: str


@noun
class Intake:
    """One intake reference: RDA, AI, EAR, PRI, UL … of one authority for one group of people, per day."""

    authority: str
    kind: str
    group: str
    amount: float
    unit: str
    note: str | None = None


@noun
class Ingredient:
    """A natural ingredient. `names` may not be claimed by another record unless listed as ambiguous in both."""

    slug: str
    name: str
    kind: IngredientKind
    description: str
    phrase: str | None = None  # the name inside a sentence, where lowering its first letter would be wrong
    names: tuple[str, ...] = ()
    ambiguous_names: tuple[str, ...] = ()
    botanical: str | None = None
    part: str | None = None
    forms: tuple[Form, ...] = ()
    identifiers: dict[str, tuple[str, ...]]  # registry ("unii", "mesh", …) to its identifiers
    foods: tuple[Food, ...] = ()
    foods_source: Source | None = None
    intakes: tuple[Intake, ...] = ()
    intakes_source: Source | None = None
    typical_dose: str | None = None
    broader: tuple[str, ...] = ()


@noun
class Outcome:
    """One outcome of a condition; the order in the condition is its rank. `mid` is the smallest difference
    that matters, in `mid_measure` units; without one the rubric's default for the measure applies."""

    slug: str
    name: str
    kind: OutcomeClass
    better: Literal["lower", "higher"] = "lower"
    mid: float | None = None
    mid_measure: Measure | None = None
    mid_unit: str | None = None
    mid_in: dict[str, float] = field(default_factory=dict)  # the same in other units
    mid_source: str | None = None


@noun
class Condition:
    """A health condition, or a use. `broader` names the wider conditions that this one belongs to."""

    slug: str
    name: str
    kind: ConditionKind
    description: str
    phrase: str | None = None  # the name inside a sentence ("recovery after surgery"), where the name itself won't do
    names: tuple[str, ...] = ()
    ambiguous_names: tuple[str, ...] = ()
    systems: tuple[str, ...]
    identifiers: dict[str, tuple[str, ...]]
    outcomes: tuple[Outcome, ...]
    default_route: Route | None = None  # of the claim that is shown first; else by mouth
    default_role: Role = "treat"
    care: Care
    serious: bool = False
    care_note: str | None = None
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@noun
class BodySystem:
    """A body system, with the older names that people search for."""

    slug: str
    name: str
    description: str
    names: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------
# Literature.
@noun
class Identifiers:
    """Identifiers of one publication or registered trial, copied from the text that was read."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    registrations: tuple[str, ...] = ()


@noun
class Section:
    """A labelled part of a text ("abstract", "results", "table 2" …)."""

    label: str
    text: str


@noun
class Article:
    """One bibliographic record as its source gives it."""

    source: str
    identifiers: Identifiers
    title: str
    abstract: tuple[Section, ...] = ()
    body: tuple[Section, ...] = ()
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    language: str | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    retraction: Integrity = "none"
    corrects: tuple[str, ...] = ()
    version: str | None = None


@noun
class Effect:
    """An effect with its interval. Ratios are on their natural scale; `better` says which side is good."""

    measure: Measure
    value: float
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    unit: str | None = None
    better: Literal["lower", "higher"] = "lower"
    i2: float | None = None  # per cent, of a pooled effect
    baseline: float | None = None  # share with the outcome in the comparison group, 0-1, as the study prints it
    prediction_low: float | None = None
    prediction_high: float | None = None
    derived_from: str | None = None


@noun
class Grade:
    """A certainty judgement that a review or guideline itself published for this outcome."""

    level: Literal["high", "moderate", "low", "very-low"]
    source: str


@noun
class Finding:
    """One claim of a study. `outcome_slug` ties it to the condition's ranked outcomes."""

    ingredient: str
    condition: str
    role: Role
    outcome: str
    direction: StudyDirection
    outcome_slug: str | None = None
    surrogate: bool | None = None
    primary: bool | None = None
    form: str | None = None
    exposure: Exposure = "given"
    combination: Combination = "isolated"
    route: Route | None = None
    dose: str | None = None
    dose_per_day: float | None = None
    dose_unit: str | None = None
    duration: str | None = None
    weeks: float | None = None
    participants: int | None = None
    trials: int | None = None
    events: int | None = None
    effect: Effect | None = None
    p: str | None = None
    grade: Grade | None = None
    dose_response: bool | None = None
    indirect: tuple[Literal["population", "dose", "route", "form", "surrogate"], ...] = ()
    note: str | None = None


@noun
class BiasCues:
    """What the text says about how bias was kept out; None where it says nothing."""

    sequence_described: bool | None = None
    concealed: bool | None = None
    attrition: float | None = None  # fraction lost, 0-1
    intention_to_treat: bool | None = None
    per_protocol_only: bool | None = None
    primary_stated: bool | None = None
    baseline_imbalance: bool | None = None
    appraised_as: Literal["low", "unclear", "high"] | None = None  # a review's own judgement


@noun
class Study:
    """One investigation, with the one or several articles that report it, and what was read in it."""

    slug: str
    identifiers: Identifiers
    title: str
    year: int | None
    design: Design
    authors: tuple[str, ...] = ()
    journal: str | None = None
    reports: tuple[Identifiers, ...] = ()  # further articles of the same investigation
    randomised: bool | None = None
    blinding: Blinding | None = None
    participants: int | None = None
    trials: int | None = None
    included: tuple[str, ...] = ()  # slugs or "pmid:…" of what a review included
    included_retracted: tuple[str, ...] = ()  # those of them that were retracted since; filled by the build
    search_date: str | None = None
    appraised: bool | None = None
    comparator: Comparator | None = None
    population: str | None = None
    healthy: bool | None = None
    status: Status | None = None
    country: str | None = None
    multicentre: bool | None = None
    funding: Funding | None = None
    bias: BiasCues = BiasCues()
    adverse: Literal["serious", "mild", "none"] | None = None
    adverse_note: str | None = None
    integrity: Integrity = "none"
    integrity_note: str | None = None
    findings: tuple[Finding, ...]
    facts: tuple[Fact[str | int | float | bool | None], ...] = ()
    reading: Reading
    note: str | None = None

    def people(self, finding: Finding) -> int | None:
        """How many people a finding rests on: its own number, else the study's, unless that is a total over several ingredients."""
        return finding.participants if finding.participants is not None or self._joint else self.participants

    def pooled(self, finding: Finding) -> int | None:
        """How many trials a review's finding rests on: likewise."""
        return finding.trials if finding.trials is not None or self._joint else self.trials

    @property
    def _joint(self) -> bool:
        """Is it a review of several ingredients, whose totals are those of all of them together?"""
        review = self.design in ("meta-analysis", "systematic-review")
        return review and len({f.ingredient for f in self.findings if f.combination != "combination"}) > 1


@noun
class SecondReading:
    """The main claim of a study as a second reader saw it, who had the text but not the first reader's record."""

    study: str  # slug of the study's record
    design: Design
    randomised: bool | None = None
    blinding: Blinding | None = None
    participants: int | None = None
    ingredient: str
    condition: str
    role: Role
    direction: StudyDirection
    reading: Reading


@noun
class Agreement:
    """How often two readers gave the same answer on one fact (fraction 0-1, 95 % interval, Cohen's kappa)."""

    fact: str
    n: int
    agreement: float
    low: float
    high: float
    kappa: float | None = None


@noun
class TraditionalUse:
    """A documented traditional use, `level` as in METHOD 2.8 (T4 strongest)."""

    ingredient: str
    condition: str
    system: str
    indication: str
    level: Tradition
    source: Source
    part: str | None = None
    preparation: str | None = None
    reading: Reading


@noun
class Statement:
    """What an authority states about an ingredient, generally or for one condition; in our own words."""

    ingredient: str
    condition: str | None = None
    authority: str
    stance: Literal["supports", "allows", "insufficient", "against", "warns", "informs"]
    text: str
    source: Source
    year: int | None = None
    reading: Reading


CautionKind = Literal[
    "limit",
    "adverse-effect",
    "interaction",
    "contraindication",
    "pregnancy",
    "breast-feeding",
    "children",
    "surgery",
    "kidney",
    "liver",
    "quality",
    "warning",
]


@noun
class DrugClass:
    """A class of medicines that interactions are looked for with; `examples` are what a reader finds on the packet."""

    slug: str
    name: str
    examples: tuple[str, ...]


@noun
class SafetyCheck:
    """A source that was read through for cautions of these kinds. What it does not name was looked for there and not
    found, which says no more than that."""

    ingredient: str
    looked_for: tuple[CautionKind, ...]
    source: Source
    reading: Reading
    note: str | None = None


@noun
class Caution:
    """A limit, adverse effect, interaction or warning. Without `conditions` or `routes` it holds always; `conditions` of a
    contraindication are the illnesses with which it must not be taken, for whatever else."""

    ingredient: str
    kind: CautionKind
    text: str
    gate: Gate
    severity: Literal["minor", "moderate", "major"] | None = None
    likelihood: Literal["unlikely", "possible", "probable", "established"] | None = None
    interacts_with: str | None = None
    drug_classes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    source: Source
    reading: Reading

    def bears_on(self, condition: str) -> bool:
        """Is it to be shown to someone who would take the ingredient for this condition?"""
        return not self.conditions or condition in self.conditions or self.kind in ("contraindication", "kidney")


@noun
class InteractionCell:
    """What is known of one ingredient with one class of medicines: a caution, nothing found where we looked, or
    unknown."""

    ingredient: str
    drug_class: DrugClass
    state: Literal["caution", "nothing-found", "unknown"]
    gate: Gate
    cautions: tuple[Caution, ...] = ()
    checked: tuple[SafetyCheck, ...] = ()


@noun
class Search:
    """One dated look for evidence: what was asked, where, how many answers came, how many were read and used."""

    ingredient: str
    condition: str
    query: str
    where: str
    date: date
    hits: int
    read: int
    relevant: int
    reader: Reader
    note: str | None = None


# ---------------------------------------------------------------------------------------------
# The rating.
@noun
class Claim:
    """The rated unit. `status`, `population` and `preparation` are None when the claim covers all. `narrowed`: the claim is a part of a wider
    one of the same role and route, by that field."""

    ingredient: str
    condition: str
    role: Role
    route: Route | None = None
    preparation: str | None = None
    population: str | None = None
    status: Status | None = None
    narrowed: Literal["preparation", "population", "status"] | None = None


@noun
class Step:
    """One line of the argument: which rule spoke, what it did, in plain and in technical words."""

    rule: str
    effect: str  # "start 4", "-1", "ceiling 3", "benefit" …
    plain: str
    technical: str
    studies: tuple[str, ...] = ()


@noun
class OutcomeRating:
    """How the claim stands for one outcome of its condition."""

    outcome: str
    name: str
    kind: OutcomeClass
    direction: ClaimDirection | None
    certainty: int
    value: int | None
    studies: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@noun
class Rating:
    """The verdict on one claim. `value` is the headline, 0-5 or None; `scientific` and `traditional` stand apart."""

    claim: Claim
    direction: ClaimDirection | None
    certainty: int
    value: int | None
    source_of_validity: Validity
    scientific: int | None
    traditional: int | None
    state: State
    safety_gate: Gate  # for everyone who would take it for this; in these situations it is stricter:
    avoid_if: tuple[CautionKind, ...] = ()
    clinician_if: tuple[CautionKind, ...] = ()
    outcome: str | None = None
    outcomes: tuple[OutcomeRating, ...] = ()
    steps: tuple[Step, ...] = ()
    participants: int | None = None
    studies: tuple[str, ...] = ()
    by_reader: dict[str, int]  # reader kind to number of studies that count
    indirect: bool = False
    rubric: str


@noun
class Sentence:
    """A sentence and what it rests on: ids such as "study:pmid-1", "tradition:…", "statement:…", "search:…",
    "caution:…", "rating" or "record:magnesium". One without sources cannot be made."""

    text: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.sources or not self.text:
            raise ValueError(f"a sentence needs text and sources: {self.text!r}")


@noun
class Synopsis:
    """Three paragraphs: what it is to this condition and how much evidence there is; what it shows; what it means."""

    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def text(self) -> str:
        """The paragraphs as plain text, separated by blank lines."""
        return "\n\n".join(" ".join(s.text for s in p) for p in self.paragraphs)


@noun
class Question:
    """A pair as people ask it."""

    ingredient: Ingredient
    condition: Condition


@noun
class Link:
    """An entry in a list of pairs; carries rating, validity, direction and gate, so that none is shown bare."""

    ingredient: str
    ingredient_name: str
    condition: str
    condition_name: str
    role: Role | None
    value: int | None
    direction: ClaimDirection | None
    certainty: int
    source_of_validity: Validity
    scientific: int | None
    traditional: int | None
    state: State
    safety_gate: Gate
    studies: int
    participants: int | None
    care: Care
    serious: bool
    searched: date | None = None
    route: Route | None = None
    avoid_if: tuple[CautionKind, ...] = ()
    clinician_if: tuple[CautionKind, ...] = ()
    indirect: bool = False
    outcome: str | None = None  # the name of the one that decided


@noun
class View:
    """What a reader changed before rating: studies left out, who and what counts, thresholds, claim or outcome."""

    without: tuple[str, ...] = ()
    double_blind: bool = False
    reader: ReaderKind | None = None
    min_participants: int | None = None
    role: Role | None = None
    route: Route | None = None
    outcome: str | None = None
    thresholds: dict[str, float] = field(default_factory=dict)


@noun
class Answer:
    """All that is known about one pair; the same object for library, command line, JSON and page."""

    kind: ClassVar[str] = "answer"
    question: Question
    rating: Rating
    other_claims: tuple[Rating, ...]
    synopsis: Synopsis
    studies: tuple[Study, ...]
    traditions: tuple[TraditionalUse, ...]
    statements: tuple[Statement, ...]
    cautions: tuple[Caution, ...]
    searches: tuple[Search, ...]
    release: str
    built: date
    view: View | None = None  # given where this is a reader's own version, not Proofwort's rating


GapKind = Literal[
    "planned-unsearched",
    "incomplete",
    "one-study",
    "old-review",
    "condition-without-evidence",
    "ingredient-without-evidence",
    "ingredient-without-safety",
]


@noun
class Gap:
    """One thing that is missing. `lacks` says what, in plain words."""

    kind: GapKind
    ingredient: str | None = None
    condition: str | None = None
    lacks: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------
# What a release changed.
@noun
class Standing:
    """What a list shows of a rating."""

    value: int | None = None
    direction: ClaimDirection | None = None
    certainty: int
    state: State
    source_of_validity: Validity
    safety_gate: Gate


ReasonKind = Literal[
    "pair-added",
    "pair-removed",
    "study-added",
    "study-removed",
    "study-retracted",
    "study-concern",
    "study-reinstated",
    "study-corrected",
    "review-affected",
    "tradition",
    "statement",
    "caution",
    "search",
    "condition",
    "rubric",
    "program",
]


@noun
class Reason:
    """Why a rating changed: of which kind, in plain words, and about which studies (slugs)."""

    kind: ReasonKind
    text: str
    studies: tuple[str, ...] = ()


@noun
class RatingChange:
    """A pair whose standing changed, and why; without `before` it is new, without `after` it is gone."""

    ingredient: str
    ingredient_name: str
    condition: str
    condition_name: str
    before: Standing | None = None
    after: Standing | None = None
    reasons: tuple[Reason, ...] = ()


@noun
class Release:
    """One release, and what it changed against the one before."""

    release: str
    date: date
    code: str
    rubric: str
    changes: tuple[RatingChange, ...] = ()
