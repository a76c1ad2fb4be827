"""Study and finding → `Item`: what one study says about one outcome, and how much that weighs."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import Literal

from proofwort.model import Finding, Outcome, OutcomeClass, Study, StudyDirection
from proofwort.rate.rubric import Rubric
from proofwort.rate.signed import Signed, signed, trivial

Bias = Literal["low", "unclear", "high"]
REVIEWS = frozenset({"meta-analysis", "systematic-review"})
_OBSERVED = frozenset({"diet", "level", "deficiency"})


@dataclass(frozen=True)
class Item:
    """One study's word on one outcome. `n` people, `k` trials (1 unless a review), `vote` None where unclear."""

    study: Study
    finding: Finding
    tier: int
    review: bool
    bias: Bias
    n: int | None
    k: int
    directness: float
    weight: float
    vote: float | None
    effect: Signed | None
    other_population: bool

    @property
    def slug(self) -> str:
        return self.study.slug

    @property
    def abstract_only(self) -> bool:
        return self.study.reading.place.section.startswith(("abstract", "title"))


def tier(study: Study, finding: Finding) -> int:
    """Which tier of designs? Reviews take the tier of what they review: randomised trials 1; other trials and cohorts
    2; case-control and cross-sectional studies 3. See `_review_tier` for reviews that do not say."""
    design = study.design
    if design in REVIEWS:
        return _review_tier(study, finding)
    if design in ("rct-parallel", "rct-crossover"):
        return 1 if study.randomised is not False else 2
    if design in ("nonrandomised-trial", "cohort", "single-arm-trial"):
        return 2
    if design in ("case-control", "cross-sectional", "case-report"):
        return 3
    return {"animal": 4, "in-vitro": 5, "narrative-review": 5}.get(design, 0)


def _review_tier(study: Study, finding: Finding) -> int:
    """A review of amounts in diet or body is one of cohorts where it looked forward (role prevent), else of weaker
    comparisons. A review of something given is one of randomised trials if its record, its title or its placebo says
    so; else it counts as one of other trials."""
    if finding.exposure in _OBSERVED:
        return 2 if finding.role == "prevent" else 3
    if study.randomised is None:
        return 1 if study.comparator == "placebo" or "randomi" in study.title.casefold() else 2
    return 1 if study.randomised else 2


def design_factor(study: Study, of_tier: int, rubric: Rubric) -> float:
    """How much the design counts in the study's weight."""
    if study.design in REVIEWS:
        return {1: rubric.design_review, 2: rubric.design_review_tier2, 3: rubric.design_review_tier3}.get(of_tier, 0.0)
    if of_tier == 1:
        if study.blinding is None:
            return rubric.design_rct_unstated
        if study.blinding != "double":
            return rubric.design_rct_open
        return rubric.design_rct_crossover if study.design == "rct-crossover" else rubric.design_rct_double
    return {
        "rct-parallel": rubric.design_nonrandomised,
        "rct-crossover": rubric.design_nonrandomised,
        "nonrandomised-trial": rubric.design_nonrandomised,
        "cohort": rubric.design_cohort,
        "single-arm-trial": rubric.design_single_arm,
        "case-control": rubric.design_case_control,
        "cross-sectional": rubric.design_cross_sectional,
        "case-report": rubric.design_case_report,
    }.get(study.design, 0.0)


def bias_of(study: Study, rubric: Rubric) -> Bias:
    """Low, unclear or high risk of bias, from what the text says; a review's own judgement goes before the cues."""
    cues = study.bias
    if cues.appraised_as is not None:
        return cues.appraised_as
    lost = cues.attrition
    if (
        (cues.concealed is False and study.blinding == "open")
        or (lost is not None and lost > rubric.attrition_high)
        or cues.per_protocol_only
        or cues.baseline_imbalance
    ):
        return "high"
    kept = (lost is not None and lost < rubric.attrition_low) or cues.intention_to_treat
    stated = bool(study.identifiers.registrations) or cues.primary_stated
    met = sum(map(bool, (cues.sequence_described, cues.concealed, study.blinding == "double", kept, stated)))
    return "low" if met >= rubric.bias_low_cues and study.design not in REVIEWS else "unclear"


def size_factor(n: float | None, rubric: Rubric) -> float:
    """f(n) = slope × log10(n / unit), between its floor and 1; the floor where n is not stated."""
    if not n or n <= 0:
        return rubric.size_floor
    return min(1.0, max(rubric.size_floor, rubric.size_slope * log10(n / rubric.size_unit)))


def directness(finding: Finding, surrogate: bool, other_population: bool, rubric: Rubric) -> float:
    """x: one factor for each way in which a finding is beside the question, another for combinations only."""
    ways = set(finding.indirect) - {"surrogate", "population"}
    count = len(ways) + (1 if surrogate else 0) + (1 if other_population else 0)
    factor = rubric.direct_factor**count
    return factor * rubric.direct_combination if finding.combination == "combination" else factor


def vote_of(direction: StudyDirection, rubric: Rubric) -> float | None:
    """+1 benefit, +0.5 mixed, 0 null, −1 harm; unclear does not vote."""
    return {"benefit": 1.0, "mixed": rubric.vote_of_mixed, "null": 0.0, "harm": -1.0}.get(direction)


def usable_effect(finding: Finding) -> Signed | None:
    """The finding's effect, unless it lies on the other side than the finding's own direction: then one of the two was
    misread (often for levels in the body, where signs are treacherous), and the direction is the safer reading."""
    effect = signed(finding.effect, finding.p)
    if effect is not None and (
        (finding.direction == "benefit" and effect.y < 0) or (finding.direction == "harm" and effect.y > 0)
    ):
        return None
    return effect


def make_item(
    study: Study,
    finding: Finding,
    kind: OutcomeClass,
    record: Outcome | None,
    exempt: bool,
    narrower: bool,
    rubric: Rubric,
) -> Item:
    """Weigh one finding. `record`: its outcome in the condition's list. `exempt`: the biomarker is the condition
    itself. `narrower`: it is about a narrower condition."""
    of_tier = tier(study, finding)
    review = study.design in REVIEWS
    n = study.people(finding)
    k = (study.pooled(finding) or int(rubric.review_trials_unstated)) if review else 1
    surrogate = not exempt and (kind == "surrogate" or bool(finding.surrogate) or "surrogate" in finding.indirect)
    elsewhere = narrower or "population" in finding.indirect
    bias = bias_of(study, rubric)
    direct = directness(finding, surrogate, elsewhere, rubric)
    effect = usable_effect(finding)
    vote = vote_of(finding.direction, rubric)
    if vote and vote > 0 and effect is not None and kind != "serious" and trivial(record, effect, rubric):
        vote = 0.0
    weight = (
        design_factor(study, of_tier, rubric)
        * {"low": rubric.bias_low, "unclear": rubric.bias_unclear, "high": rubric.bias_high}[bias]
        * k
        * size_factor(n / k if n is not None else None, rubric)
        * direct
        * (rubric.integrity_concern if study.integrity == "concern" else 1.0)
    )
    return Item(
        study=study,
        finding=finding,
        tier=of_tier,
        review=review,
        bias=bias,
        n=n,
        k=k,
        directness=direct,
        weight=weight,
        vote=vote,
        effect=effect,
        other_population=elsewhere,
    )
