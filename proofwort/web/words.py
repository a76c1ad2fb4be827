"""The closed word lists of the model in plain words, marked for translation (`N_`), translated where they are shown."""

from __future__ import annotations

from typing import Final, NamedTuple

from proofwort.model import (
    Blinding,
    Care,
    ClaimDirection,
    Comparator,
    ConditionKind,
    Design,
    Exposure,
    Funding,
    GapKind,
    Gate,
    IngredientKind,
    Integrity,
    Measure,
    OutcomeClass,
    ReaderKind,
    Role,
    Route,
    State,
    Status,
    StudyDirection,
    Tradition,
    Validity,
)


def N_(message: str) -> str:  # noqa: N802 - the name that Babel looks for
    """Mark a message for extraction; it is translated later, in the reader's language."""
    return message


class Word(NamedTuple):
    """A word as readers see it, and the sentence that explains it."""

    name: str
    meaning: str


STATE: Final[dict[State, Word]] = {
    "works": Word(
        N_("Works"),
        N_("Taken together, the studies in people show that it helps. How sure that is, the certainty says."),
    ),
    "may-work": Word(N_("May work"), N_("Studies in people point to a benefit, but they leave doubt.")),
    "hints": Word(N_("Hints only"), N_("Studies in people lean to a benefit, too few or too weak to rely on.")),
    "conflicting": Word(N_("Conflicting results"), N_("Studies in people disagree with each other.")),
    "too-little": Word(N_("Too little to tell"), N_("There are studies in people, too few or too weak to decide.")),
    "laboratory-only": Word(N_("Only laboratory or animal data"), N_("As far as read, not tested in people.")),
    "tradition-only": Word(
        N_("Only tradition"), N_("Used for this by custom; no result of a study in people is on record here.")
    ),
    "no-effect": Word(N_("Tested, no effect"), N_("Studies in people found no useful effect.")),
    "harmful": Word(N_("Harmful"), N_("Studies in people found more harm than good.")),
    "nothing-found": Word(
        N_("Nothing found where we looked"), N_("A dated search found no study and no tradition. That proves nothing.")
    ),
    "not-searched": Word(N_("Not searched yet"), N_("Nobody has looked yet. That says nothing about the ingredient.")),
}
"""All states in the order in which lists show them."""

SUPPORTED: Final[frozenset[State]] = frozenset({"works", "may-work"})
"""The only states for which a page may say "supported"."""

GATE: Final[dict[Gate, Word]] = {
    "avoid": Word(
        N_("Avoid"),
        N_("Do not use it for this: what is known of its harm weighs more than what is known of its use here."),
    ),
    "clinician-only": Word(N_("Only with a clinician"), N_("Use it only when a doctor gives it or watches over it.")),
    "check": Word(
        N_("Check first"), N_("There is something to mind. Read the cautions, and ask a pharmacist or doctor.")
    ),
    "none-found": Word(
        N_("No warning found"), N_("The sources that were read name no warning. That is not a promise of safety.")
    ),
    "unknown": Word(N_("Safety not known"), N_("Nobody has looked into its safety here. Do not take that as safe.")),
}

NOT_FOR_EVERYONE: Final = Word(
    N_("Not for everyone"),
    N_("Some people must not take it: who they are is said beside it. All others: read the cautions first."),
)
"""The gate "check" where some people must not take it at all."""

DIRECTION: Final[dict[ClaimDirection, Word]] = {
    "benefit": Word(N_("points to benefit"), N_("The studies speak for a benefit.")),
    "mixed": Word(N_("mixed"), N_("The studies disagree.")),
    "inconclusive": Word(N_("inconclusive"), N_("The studies cannot decide between benefit and no effect.")),
    "no_effect": Word(N_("no useful effect"), N_("The studies speak against a useful effect.")),
    "harm": Word(N_("points to harm"), N_("The studies speak for harm.")),
}
NO_DIRECTION: Final = Word(
    N_("no result in people"), N_("No readable study in people counts, so there is no direction.")
)

CERTAINTY: Final[tuple[str, ...]] = (N_("none"), N_("very low"), N_("low"), N_("moderate"), N_("high"))

VALIDITY: Final[dict[Validity, Word]] = {
    "Scientific": Word(N_("Scientific"), N_("The rating rests on studies.")),
    "Traditional": Word(N_("Traditional"), N_("The rating rests on documented traditional use alone.")),
    "Both": Word(N_("Both"), N_("Studies in people and a documented tradition point the same way.")),
    "None": Word(N_("None"), N_("There is neither a study nor a documented tradition on record.")),
}

CARE: Final[dict[Care, Word]] = {
    "self-care": Word(N_("Self-care"), ""),
    "see-doctor": Word(
        N_("See a doctor"), N_("This needs a doctor's diagnosis. What is written here cannot replace it.")
    ),
    "emergency": Word(N_("Emergency"), N_("This can be an emergency. Call your local emergency number at once.")),
}

SERIOUS: Final = Word(N_("Serious"), N_("This can be serious. It belongs in a doctor's hands."))
"""What a serious condition is called that people may otherwise look after themselves."""

ROLE: Final[dict[Role, str]] = {
    "treat": N_("to treat it"),
    "prevent": N_("to prevent it"),
    "adjunct": N_("beside usual treatment"),
    "performance": N_("to perform better"),
    "associate": N_("observed together, not given"),
}

ROUTE: Final[dict[Route, str]] = {
    "oral": N_("by mouth"),
    "intravenous": N_("into a vein"),
    "intramuscular": N_("injected into a muscle"),
    "topical": N_("on the skin"),
    "inhaled": N_("breathed in"),
    "rectal": N_("into the rectum"),
    "intrathecal": N_("into the spinal canal"),
    "local-injection": N_("injected on the spot"),
    "nasal": N_("into the nose"),
    "mouthwash": N_("as a mouthwash"),
}

STATUS: Final[dict[Status, str]] = {
    "deficient": N_("in people who lack it"),
    "replete": N_("in people who have enough of it"),
    "any": N_("in people with and without a lack of it"),
}

DESIGN: Final[dict[Design, Word]] = {
    "meta-analysis": Word(N_("Meta-analysis"), N_("Studies found by a planned search, calculated together.")),
    "systematic-review": Word(N_("Systematic review"), N_("Studies found by a planned search, read together.")),
    "rct-parallel": Word(N_("Randomised trial"), N_("Chance decided who got the ingredient and who did not.")),
    "rct-crossover": Word(
        N_("Randomised cross-over trial"), N_("Everyone got both treatments; chance decided which came first.")
    ),
    "nonrandomised-trial": Word(N_("Trial without randomisation"), N_("Compared groups that chance did not form.")),
    "single-arm-trial": Word(N_("Trial without comparison"), N_("Everyone got the ingredient; no comparison.")),
    "cohort": Word(N_("Cohort study"), N_("Observed people over time, without giving them anything.")),
    "case-control": Word(N_("Case-control study"), N_("Compared people with and without the condition.")),
    "cross-sectional": Word(N_("Cross-sectional study"), N_("Looked at many people at one point in time.")),
    "case-report": Word(N_("Case report"), N_("The story of one patient or a few.")),
    "animal": Word(N_("Animal study"), N_("Done in animals; says little about people.")),
    "in-vitro": Word(N_("Laboratory study"), N_("Done in cells or test tubes; says little about people.")),
    "narrative-review": Word(N_("Narrative review"), N_("An author's overview; not counted as evidence.")),
    "protocol": Word(N_("Protocol"), N_("A plan for a study that has no results yet; not counted.")),
    "other": Word(N_("Other"), N_("Not a study of effects; not counted.")),
}

FOUND: Final[dict[StudyDirection, Word]] = {
    "benefit": Word(N_("better"), N_("Better with the ingredient, and more than chance would explain.")),
    "null": Word(N_("no difference"), N_("No difference that chance could not explain.")),
    "harm": Word(N_("worse"), N_("Worse with the ingredient, and more than chance would explain.")),
    "mixed": Word(N_("mixed"), N_("Better in one respect or group, not in another.")),
    "unclear": Word(N_("unclear"), N_("The text that was read does not say, or the comparison cannot tell.")),
}
OBSERVED: Final[dict[StudyDirection, Word]] = {
    "benefit": Word(N_("more goes with better health"), N_("An association; it cannot show cause.")),
    "null": Word(N_("no link seen"), N_("An association was looked for and not seen.")),
    "harm": Word(N_("more goes with worse health"), N_("An association; it cannot show cause.")),
    "mixed": Word(N_("mixed"), N_("A link in one respect or group, not in another.")),
    "unclear": Word(N_("unclear"), N_("The text that was read does not say.")),
}

BLINDING: Final[dict[Blinding, str]] = {
    "double": N_("double-blind"),
    "single": N_("single-blind"),
    "open": N_("not blinded"),
}
COMPARATOR: Final[dict[Comparator, str]] = {
    "placebo": N_("placebo"),
    "active": N_("another treatment"),
    "no-treatment": N_("no treatment"),
    "dose": N_("another dose"),
    "diet-or-usual-care": N_("usual diet or care"),
    "none": N_("nothing (no comparison)"),
}
EXPOSURE: Final[dict[Exposure, str]] = {
    "given": N_("given"),
    "diet": N_("eaten in the diet"),
    "level": N_("measured in the body"),
    "deficiency": N_("lacking"),
}
FUNDING: Final[dict[Funding, str]] = {
    "public": N_("public or charity money"),
    "industry": N_("industry money"),
    "mixed": N_("public and industry money"),
    "none": N_("no outside money"),
}
OUTCOME: Final[dict[OutcomeClass, str]] = {
    "serious": N_("serious event"),
    "patient": N_("felt by people"),
    "surrogate": N_("laboratory value"),
}
READER: Final[dict[ReaderKind, Word]] = {
    "rule": Word(N_("a program's rule"), N_("Read by a fixed rule of a program; no person has checked it.")),
    "model": Word(N_("a language model"), N_("Read by a language model; no person has checked it.")),
    "human": Word(N_("a person"), N_("Read by a named person.")),
}
MEASURE: Final[dict[Measure, Word]] = {
    "RR": Word("RR", N_("risk ratio")),
    "OR": Word("OR", N_("odds ratio")),
    "HR": Word("HR", N_("hazard ratio")),
    "IRR": Word("IRR", N_("incidence rate ratio")),
    "RD": Word("RD", N_("risk difference")),
    "MD": Word("MD", N_("mean difference")),
    "SMD": Word("SMD", N_("standardised mean difference")),
    "r": Word("r", N_("correlation")),
}
TRADITION: Final[dict[Tradition, str]] = {
    "T4": N_("official monograph that accepts clinical data"),
    "T3": N_("official traditional status for this use"),
    "T2": N_("independently documented use"),
    "T1": N_("single or folk mention"),
}
STANCE: Final[dict[str, str]] = {
    "supports": N_("Supports it"),
    "allows": N_("Allows it"),
    "insufficient": N_("Finds the evidence insufficient"),
    "against": N_("Advises against it"),
    "warns": N_("Warns"),
    "informs": N_("Informs"),
}
CAUTION: Final[dict[str, str]] = {
    "contraindication": N_("Who should not take it"),
    "warning": N_("Warnings"),
    "interaction": N_("Interactions"),
    "kidney": N_("Kidneys"),
    "liver": N_("Liver"),
    "pregnancy": N_("Pregnancy"),
    "breast-feeding": N_("Breast-feeding"),
    "children": N_("Children"),
    "surgery": N_("Surgery"),
    "limit": N_("Upper limits"),
    "adverse-effect": N_("Unwanted effects"),
    "quality": N_("Quality of products"),
}
"""Kinds of caution in the order in which pages show them."""
SEVERITY: Final[dict[str, str]] = {"minor": N_("minor"), "moderate": N_("moderate"), "major": N_("major")}
LIKELIHOOD: Final[dict[str, str]] = {
    "unlikely": N_("unlikely"),
    "possible": N_("possible"),
    "probable": N_("probable"),
    "established": N_("established"),
}
INGREDIENT_KIND: Final[dict[IngredientKind, str]] = {
    "vitamin": N_("Vitamins"),
    "mineral": N_("Minerals"),
    "amino-acid": N_("Amino acids"),
    "fatty-acid": N_("Fatty acids"),
    "probiotic": N_("Probiotics"),
    "prebiotic-fibre": N_("Fibres and prebiotics"),
    "herb": N_("Herbs"),
    "mushroom": N_("Mushrooms"),
    "food": N_("Foods"),
    "compound": N_("Single compounds"),
    "enzyme": N_("Enzymes"),
    "hormone-like": N_("Hormone-like substances"),
    "mixture": N_("Named mixtures"),
}
CONDITION_KIND: Final[dict[ConditionKind, str]] = {
    "disease": N_("Disease"),
    "symptom": N_("Symptom"),
    "biomarker": N_("Laboratory value"),
    "state": N_("State of body or mind"),
    "use": N_("Use, not a disease"),
    "group": N_("Group of conditions"),
}
HIT: Final[dict[str, str]] = {
    "pair": N_("Evidence"),
    "ingredient": N_("Ingredient"),
    "condition": N_("Health condition"),
    "system": N_("Body system"),
    "study": N_("Study"),
    "medicine": N_("Medicines"),
}
MONTHS: Final[tuple[str, ...]] = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
INTEGRITY: Final[dict[Integrity, str]] = {
    "none": "",
    "concern": N_("expression of concern"),
    "retracted": N_("retracted"),
}
SECTION: Final[dict[str, str]] = {
    "tradition": N_("Traditional use, below"),
    "statement": N_("What authorities say, below"),
    "search": N_("Where we looked, below"),
    "caution": N_("Cautions and interactions, below"),
    "rating": N_("The steps of the rating, below"),
}
"""Sources of a sentence that stand on the same page."""
YES: Final = N_("yes")
NO: Final = N_("no")
COUNT: Final[dict[str, str]] = {
    "ingredients": N_("Ingredients"),
    "conditions": N_("Health conditions and uses"),
    "body_systems": N_("Body systems"),
    "pairs_rated": N_("Rated pairs"),
    "pairs_searched_empty": N_("Pairs searched without finding anything"),
    "studies": N_("Studies"),
    "studies_read_by_rule": N_("Studies read by a rule"),
    "studies_read_by_model": N_("Studies read by a language model"),
    "studies_read_by_human": N_("Studies read by a person"),
    "traditional_uses": N_("Traditional uses"),
    "statements": N_("Statements of authorities"),
    "cautions": N_("Cautions"),
    "searches": N_("Searches"),
}
"""What a release counts, as far as the pages show it."""
RULE: Final[dict[str, str]] = {
    "leading-outcome": N_("Outcome that decides"),
    "narrower-conditions": N_("Narrower conditions"),
    "careful-studies": N_("Careful studies apart"),
    "part-of-claim": N_("Which part was studied"),
    "compat-floor": N_("The origin's floor"),
    "careful-denial": N_("Careful studies disagree"),
    "largest-trial": N_("Largest trial"),
    "index-review": N_("Which review stands"),
    "cross-check": N_("Cross-check"),
    "retractions": N_("Retractions"),
    "duplicates": N_("Counted once"),
    "unreadable": N_("Results that could not be read"),
    "serious-harm": N_("Serious harm"),
    "affected-review": N_("Review with a retracted trial"),
    "upgrades": N_("Reasons for more certainty"),
    "best-tier": N_("Best kind of study"),
    "weaker-evidence": N_("Weaker studies"),
    "start": N_("Where certainty starts"),
    "pooled-effect": N_("Combined effect"),
    "read-interval": N_("Direction"),
    "weighted-vote": N_("Direction, by vote"),
    "risk-of-bias": N_("Risk of bias"),
    "inconsistency": N_("Do they agree?"),
    "indirectness": N_("Do they fit the question?"),
    "imprecision": N_("Are they enough?"),
    "publication-bias": N_("Are any missing?"),
    "limits": N_("Limits of certainty"),
    "published-grade": N_("The review's own grade"),
    "table": N_("Rating"),
    "size": N_("Size of the effect"),
    "ceilings": N_("Ceiling"),
    "claim-ceilings": N_("Ceiling"),
    "headline": N_("Rating"),
    "definitional": N_("Rating"),
    "laboratory-only": N_("Laboratory only"),
    "tradition": N_("Tradition"),
    "source-of-validity": N_("Source of validity"),
    "safety-gate": N_("Safety"),
    "read-by-machine": N_("Who read the studies"),
    "state": N_("State of the evidence"),
}
"""Rules of the rating as a reader may call them; a rule that is not named here is called by its own name."""

CELL: Final[dict[Gate, str]] = {
    "avoid": N_("avoid"),
    "clinician-only": N_("doctor"),
    "check": N_("check"),
    "none-found": N_("nothing found"),
    "unknown": "–",
}
"""What a field of the table of interactions says."""

GAP: Final[dict[GapKind, Word]] = {
    "planned-unsearched": Word(
        N_("Chosen to be covered, not searched yet"), N_("Pairs that were put on the list before anything was read.")
    ),
    "incomplete": Word(
        N_("Rated, but not complete"), N_("What the record lacks stands behind each. A complete record has everything.")
    ),
    "one-study": Word(N_("Rated on a single study"), N_("One study can be wrong; a second look is worth most here.")),
    "old-review": Word(
        N_("Review older than five years"), N_("The newest review on record last searched in the year that is named.")
    ),
    "ingredient-without-safety": Word(
        N_("Ingredients without a word on safety"), N_("No caution is on record and no source was read for one.")
    ),
    "ingredient-without-evidence": Word(
        N_("Ingredients without evidence"), N_("No study of any use is on record yet.")
    ),
    "condition-without-evidence": Word(
        N_("Health conditions without evidence"), N_("No study of any ingredient is on record yet.")
    ),
}
"""Kinds of gaps in the order in which the page lists them."""

THRESHOLD: Final[dict[str, str]] = {
    "mid_smd": N_("smallest difference that matters, in standard deviations"),
    "vote_benefit": N_("vote from which studies without numbers count as a benefit"),
    "bias_low_share": N_("share of careful studies below which certainty falls"),
    "i2_serious": N_("I² from which disagreement is looked at"),
    "ois_people": N_("people below which certainty falls"),
    "single_people": N_("people below which a single trial counts as small"),
}
"""Numbers of the rubric that a reader may shift (`views.THRESHOLDS`), in plain words."""
