"""The safety gate: what holds for everyone who would take it for this, and what holds for some people only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proofwort.model import Caution, CautionKind, Gate, Route
from proofwort.rate.case import Case
from proofwort.rate.people import CHILDREN, MOTHERS, named_in
from proofwort.rate.rubric import Rubric
from proofwort.rate.verdict import Verdict, stricter
from proofwort.situations import SITUATIONS, applying, situations
from proofwort.words import listed

_OWN_PEOPLE: dict[CautionKind, str] = {"pregnancy": MOTHERS, "breast-feeding": MOTHERS, "children": CHILDREN}
INJECTED: frozenset[Route] = frozenset({"intravenous", "intramuscular", "local-injection", "intrathecal"})


def safety_gate(verdict: Verdict, rubric: Rubric) -> Verdict:
    """The strictest caution that holds for everyone who would take it for this travels with the rating.

    What holds for some is named beside it: not in pregnancy, only with a doctor with some medicines. A caution for a situation (pregnancy, another medicine, an illness, an operation, childhood, too much of it) makes the gate
    "check" and names the situation; it holds for everyone where the condition is one of these very people, or the caution
    is on this very condition. The gate is sharpened where this very evidence shows harm: serious events more likely at low
    certainty, or in a review that is only a cross-check: only with a clinician; at moderate or high: avoid; any other harm, a serious adverse event in a study, or
    an authority's warning: check. What is injected is only for clinicians. Where nothing was given, or no study says
    how, cautions for taking it by mouth apply, not those for an injection. Nothing on record is "unknown", never "safe".
    """
    applicable = applying(verdict.cautions, verdict.scope.claim, verdict.scope.human)
    general = list(_general(verdict, applicable, rubric))
    some = [(c.gate, c.kind) for c in applicable if not _for_all(c, verdict)]
    avoid = _kinds(some, "avoid")
    clinician = tuple(k for k in _kinds(some, "clinician-only") if k not in avoid)
    general += [(stricter("none-found", "check" if g != "none-found" else g), f"caution: {k}") for g, k in some]
    if not general:
        return verdict.say(
            "safety-gate",
            "unknown",
            "No caution is on record; that doesn't mean that it is safe.",
            "no caution, no warning, no harm finding",
            gate="unknown",
        )
    gate = general[0][0]
    for other, _ in general[1:]:
        gate = stricter(gate, other)
    counts = Counter(text for g, text in general if g == gate)
    why = "; ".join(f"{text} ({n})" if n > 1 else text for text, n in sorted(counts.items()))
    plain = {
        "avoid": "Safety: to be avoided here.",
        "clinician-only": "Safety: only with a doctor.",
        "check": "Safety: check the cautions first.",
        "none-found": "Safety: no caution was found where we looked.",
        "unknown": "Safety: nothing is known.",
    }[gate]
    strict: tuple[tuple[tuple[CautionKind, ...], Gate, str], ...] = (
        (avoid, "avoid", "Not to be taken"),
        (clinician, "clinician-only", "Only with a doctor"),
    )
    for kinds, level, words in strict:
        if kinds:
            plain += f" {words} {listed(situations(kinds, level, applicable))}."
            why += f"; {words.lower()}: {', '.join(kinds)}"
    return verdict.say("safety-gate", gate, plain, why, gate=gate, avoid_if=avoid, clinician_if=clinician)


def _general(verdict: Verdict, applicable: list[Caution], rubric: Rubric) -> Iterator[tuple[Gate, str]]:
    """Reasons that hold for everyone who would take it for this."""
    yield from ((c.gate, f"caution: {c.kind}") for c in applicable if _for_all(c, verdict))
    for s in verdict.statements:
        if s.stance == "warns" and s.condition in (None, verdict.condition.slug):
            yield "check", f"{s.authority} warns"
    for case in verdict.cases:
        if case.direction == "harm":
            yield _harm_gate(case, rubric), f"harm: {case.body.outcome.name}"
        elif case.body.outcome.kind == "serious" and any(i.vote == -1 for i in case.body.checks):
            yield "clinician-only", f"harm in another review: {case.body.outcome.name}"
    if any(e.study.adverse == "serious" and e.study.integrity != "retracted" for e in verdict.scope.entries):
        yield "check", "serious adverse events in a study of it"
    if verdict.scope.claim.route in INJECTED:
        yield "clinician-only", "given by injection"


def _for_all(caution: Caution, verdict: Verdict) -> bool:
    """Does it hold for everyone who would take it for this condition?"""
    if verdict.condition.slug in caution.conditions:
        return True
    if caution.kind not in SITUATIONS:
        return True
    return _OWN_PEOPLE.get(caution.kind) in named_in(verdict.condition.name.lower())


def _kinds(some: list[tuple[Gate, CautionKind]], gate: Gate) -> tuple[CautionKind, ...]:
    """The situations with that gate, each once, in the order of `SITUATIONS`."""
    return tuple(kind for kind in SITUATIONS if (gate, kind) in some)


def _harm_gate(case: Case, rubric: Rubric) -> Gate:
    if case.body.outcome.kind != "serious" or case.certainty < rubric.harm_from_certainty:
        return "check"
    return "avoid" if case.certainty >= rubric.harm_avoid_certainty else "clinician-only"
