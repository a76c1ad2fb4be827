"""Every rule of the rating, in the order in which they speak; each rule's docstring is its public explanation.

Three kinds: rules that decide which studies count, rules that judge one outcome, rules that judge the claim. The name
is what `Step.rule` prints.
"""

from __future__ import annotations

from collections.abc import Callable

from proofwort.rate import gate, selection, verdict
from proofwort.rate.assess import BODY_RULES, careful_studies
from proofwort.rate.rubric import Rubric
from proofwort.rate.verdict import Verdict

ClaimRule = Callable[[Verdict, Rubric], Verdict]

SELECTION_RULES: dict[str, Callable[..., object]] = {
    "retractions": selection.retractions,
    "duplicates": selection.duplicates,
    "index-review": selection.index_review,
    "best-tier": selection.best_tier,
}

CLAIM_RULES: dict[str, ClaimRule] = {
    "part-of-claim": verdict.part_of_claim,
    "narrower-conditions": verdict.narrower_conditions,
    "leading-outcome": verdict.leading_outcome,
    "claim-ceilings": verdict.claim_ceilings,
    "unreadable": verdict.unreadable,
    "laboratory-only": verdict.laboratory_only,
    "serious-harm": verdict.serious_harm,
    "definitional": verdict.definitional,
    "tradition": verdict.tradition,
    "headline": verdict.headline,
    "compat-floor": verdict.compat_floor,
    "source-of-validity": verdict.source_of_validity,
    "safety-gate": gate.safety_gate,
    "state": verdict.state,
    "read-by-machine": verdict.read_by_machine,
}

RULES: dict[str, Callable[..., object]] = {
    **SELECTION_RULES,
    **BODY_RULES,
    "careful-studies": careful_studies,
    **CLAIM_RULES,
}
