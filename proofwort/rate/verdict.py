"""From the outcomes of one claim to its rating: which outcome leads, what overrides it, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from proofwort.model import (
    Caution,
    CautionKind,
    ClaimDirection,
    Condition,
    Gate,
    Ingredient,
    Search,
    State,
    Statement,
    Step,
    TraditionalUse,
    Validity,
)
from proofwort.rate.case import Case
from proofwort.rate.claims import Scope
from proofwort.rate.items import Item
from proofwort.rate.rubric import Rubric
from proofwort.rate.words import capital, counted, listed, number, uncapital, verb

GATES: tuple[Gate, ...] = ("unknown", "none-found", "check", "clinician-only", "avoid")  # from least to most strict


def stricter(one: Gate, other: Gate) -> Gate:
    """The stricter of two safety gates."""
    return max(one, other, key=GATES.index)


@dataclass(frozen=True)
class Verdict:
    """The argument on one claim so far. `cases`: one per outcome, in rank order; `leading` decides."""

    ingredient: Ingredient
    condition: Condition
    scope: Scope
    cases: tuple[Case, ...]
    default: bool = True  # the pair's default claim, with which tradition and definitions stand
    traditions: tuple[TraditionalUse, ...] = ()
    statements: tuple[Statement, ...] = ()
    cautions: tuple[Caution, ...] = ()
    searches: tuple[Search, ...] = ()
    leading: Case | None = None
    direction: ClaimDirection | None = None
    certainty: int = 0
    scientific: int | None = None
    traditional: int | None = None
    value: int | None = None
    validity: Validity = "None"
    gate: Gate = "unknown"  # for everyone; for some people it is stricter:
    avoid_if: tuple[CautionKind, ...] = ()
    clinician_if: tuple[CautionKind, ...] = ()
    state: State = "not-searched"
    harmful: bool = False
    definitional: bool = False
    looked: bool = False  # is there any record at all, even one that can't count?
    steps: tuple[Step, ...] = ()

    def say(
        self, rule: str, effect: str, plain: str, technical: str, studies: tuple[str, ...] = (), **changes: Any
    ) -> Verdict:
        """The verdict with one more step, and with `changes` made to its fields."""
        step = Step(rule=rule, effect=effect, plain=plain, technical=technical, studies=studies)
        return replace(self, steps=(*self.steps, step), **changes)

    @property
    def human(self) -> bool:
        """Is there a readable result in people?"""
        return self.leading is not None

    @property
    def laboratory(self) -> tuple[Item, ...]:
        return tuple(i for c in self.cases for i in c.body.laboratory)


def part_of_claim(verdict: Verdict, rubric: Rubric) -> Verdict:  # noqa: ARG001  # all rules share one signature
    """A form of the ingredient, a group of people, and people who lack it or have enough, are rated apart, beside the whole.

    Groups are children, pregnant or breast-feeding women, older people, women after the menopause and people in training.
    A form makes a part where two or more forms were studied and two studies, or a review, used this one; a group where two
    studies, or a review, were made in it and others were not (not for the people who have the condition anyway: infants
    and colic); a status where only some of the studies were made in such people. The headline is that of the whole:
    choosing the best part would be a search for the significant.
    """
    claim = verdict.scope.claim
    if claim.narrowed is None:
        return verdict
    whom = {"deficient": "people who lack it", "replete": "people who have enough of it"}.get(claim.status or "", "")
    only = (
        f"studies of {claim.preparation}"
        if claim.narrowed == "preparation"
        else f"studies in {claim.population or whom}"
    )
    return verdict.say(
        "part-of-claim",
        "part",
        f"This looks at {only} alone; all studies together are rated apart.",
        f"part by {claim.narrowed}: {len({e.study.slug for e in verdict.scope.entries})} studies",
        tuple(sorted({e.study.slug for e in verdict.scope.entries})),
    )


def narrower_conditions(verdict: Verdict, rubric: Rubric) -> Verdict:  # all rules share one signature
    """A group of conditions may borrow the evidence on its members, as indirect evidence.

    Only where no study in people looked at the group itself, or with randomised trials where the group has none. It
    counts as evidence in other people (0.7) and can't carry more than 3.
    """
    borrowed = {e.study.slug: e.finding.condition for e in verdict.scope.entries if e.narrower and e.counts}
    if not borrowed:
        return verdict
    n, names = len(borrowed), ", ".join(sorted(set(borrowed.values())))
    return verdict.say(
        "narrower-conditions",
        "indirect",
        f"{capital(counted(n, 'study', 'studies'))} of narrower conditions {verb(n, 'stands', 'stand')} in, because "
        "no study of this kind looked at the whole group.",
        f"narrower: {names}; directness × {rubric.direct_factor}",
        tuple(borrowed),
    )


def leading_outcome(verdict: Verdict, rubric: Rubric) -> Verdict:
    """The outcome that matters most to people decides, not the one with the best result.

    The condition's record ranks its outcomes beforehand; one that it does not list decides only where no listed one
    was studied. Of those with evidence in people, laboratory measurements step back behind what people feel where
    that was followed in people at all; then the best kind of evidence goes first, then the rank. Studies are seldom
    large enough for death and serious events: where it is too early to tell about those, the next listed outcome that
    people feel decides if it has an answer, whichever way, at low certainty or better, and the open question is
    named.
    """
    judged = [c for c in verdict.cases if c.direction is not None]
    if not judged:
        return verdict
    judged = [c for c in judged if c.body.outcome.record] or judged
    felt = [c for c in judged if _felt(c) and (c.body.tier or 9) <= 2]
    best = min(c.body.tier or 9 for c in felt or judged)
    candidates = [c for c in felt or judged if c.body.tier == best]
    lead = candidates[0]
    if _open(lead) and lead.body.outcome.kind == "serious":
        rest = (c for c in candidates if c.body.outcome.kind != "serious")
        following = next(rest, lead)
        if _answers(following, rubric):
            lead = following
    passed = [c.body.outcome.name for c in candidates[: candidates.index(lead)]]
    others = len(judged) - 1 - len(passed)
    plain = f"What decides is: {lead.body.outcome.name}."
    if passed:
        plain += f" It is too early to tell about {listed(passed)}."
    if others:
        more = counted(others, "other outcome", "other outcomes")
        plain += f" {capital(more)} {verb(others, 'stands', 'stand')} beside it."
    return verdict.say(
        "leading-outcome",
        lead.body.outcome.slug,
        plain,
        "; ".join(
            f"{c.body.outcome.slug} {c.direction}/{c.certainty} → {c.value} (tier {c.body.tier})" for c in judged
        ),
        tuple(i.slug for i in lead.items),
        leading=lead,
        direction=lead.direction,
        certainty=lead.certainty,
        scientific=lead.value,
    )


def _open(case: Case) -> bool:
    return case.direction == "inconclusive"


def _answers(case: Case, rubric: Rubric) -> bool:
    listed_and_felt = case.body.outcome.record is not None and _felt(case)
    return listed_and_felt and not _open(case) and case.certainty >= rubric.answer_from_certainty


def _felt(case: Case) -> bool:
    """Is it something that people feel (or a biomarker that is the condition itself)?"""
    return case.body.outcome.kind != "surrogate" or case.body.outcome.exempt


def claim_ceilings(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Some answers can't carry a high value, however clear they are by themselves.

    Evidence borrowed from narrower conditions on something that the group does not rank: 2 (pain after shingles is no answer
    on infections). In a serious illness, how people feel, where it is still open whether it does good or harm to life or the
    course of the illness: 3.
    """
    lead = verdict.leading
    if lead is None or verdict.scientific is None:
        return verdict
    borrowed = all(i.finding.condition != verdict.condition.slug for i in lead.items)
    opened = [c for c in verdict.cases if c.body.outcome.kind == "serious" and c.direction is not None and _open(c)]
    found = []
    if borrowed and lead.body.outcome.record is None:
        plain = f"What was measured in the narrower conditions is not what counts for {verdict.condition.name.lower()}"
        found.append((rubric.ceiling_unranked, plain))
    if verdict.condition.serious and lead.body.outcome.kind != "serious" and opened:
        plain = f"In a serious illness it is still open what it does to {listed([uncapital(c.body.outcome.name) for c in opened])}"
        found.append((rubric.ceiling_open, plain))
    for limit, plain in sorted(found)[:1]:
        if verdict.scientific > limit:
            verdict = verdict.say(
                "claim-ceilings",
                f"ceiling {int(limit)}",
                f"{plain}, so the rating can't exceed {int(limit)}.",
                f"{verdict.scientific} → {int(limit)}",
                tuple(i.slug for i in lead.items),
                scientific=int(limit),
            )
    return verdict


def unreadable(verdict: Verdict, rubric: Rubric) -> Verdict:  # noqa: ARG001  # all rules share one signature
    """Studies in people whose result can't be read make the state "too little to tell", without a value."""
    unread = {i.slug for c in verdict.cases for i in c.body.unread}
    if verdict.human or not unread:
        return verdict
    n = len(unread)
    return verdict.say(
        "unreadable",
        "no value",
        f"People were studied, but the result of {counted(n, 'study', 'studies')} could not be read or compared.",
        "findings in people are all 'unclear': no vote, no value",
        tuple(sorted(unread)),
        direction="inconclusive",
    )


def laboratory_only(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Animals, cells and arguments make a use plausible; alone they are worth 1."""
    lab = {i.slug: i.study.design for i in verdict.laboratory}
    if verdict.human or verdict.direction is not None or not lab:
        return verdict
    value = int(rubric.ceiling_laboratory)
    kinds = {"animal": "in animals", "in-vitro": "in the laboratory", "narrative-review": "that argue without own data"}
    where = listed([text for design, text in kinds.items() if design in lab.values()]).replace(" and ", " or ")
    return verdict.say(
        "laboratory-only",
        f"value {value}",
        f"Only {counted(len(lab), 'study', 'studies')} {where} {verb(len(lab), 'is', 'are')} on record; "
        "none in people.",
        f"best tier 4-5: value {value}",
        tuple(sorted(lab)),
        scientific=value,
    )


def serious_harm(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Proven harm on death or serious events caps the value at 1, whatever the benefit.

    Proven means at moderate certainty or better. At low certainty the value stands, and the safety gate speaks.
    """
    harms = [
        c
        for c in verdict.cases
        if c.body.outcome.kind == "serious" and c.direction == "harm" and c.certainty >= rubric.harm_cap_certainty
    ]
    if not harms:
        return verdict
    names = ", ".join(c.body.outcome.name for c in harms)
    cap = int(rubric.harm_ceiling)
    return verdict.say(
        "serious-harm",
        f"ceiling {cap}",
        f"It makes serious events more likely ({names}); no benefit outweighs that here.",
        f"harm on serious outcome at certainty {max(c.certainty for c in harms)}: value capped at {cap}",
        tuple(i.slug for c in harms for i in c.items),
        harmful=True,
        scientific=min(verdict.scientific, cap) if verdict.scientific is not None else cap,
    )


def definitional(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Giving a nutrient to people who lack that nutrient is 5 by definition, where a recognised monograph says so.

    It speaks of the pair, so it stands with the default claim only.
    """
    claim = verdict.scope.claim
    if not verdict.default or verdict.scope.observed or claim.role in ("associate", "performance"):
        return verdict
    monograph = next(
        (s for s in verdict.statements if s.condition == verdict.condition.slug and s.stance == "supports"), None
    )
    if monograph is None or verdict.harmful or not _own_deficiency(verdict):
        return verdict
    value, name = int(rubric.definitional_value), uncapital(verdict.ingredient.name)
    return verdict.say(
        "definitional",
        f"value {value}",
        f"Making up for a lack of {name} is what it is for; {monograph.authority} says so.",
        f"deficiency of the nutrient itself, recognised by {monograph.authority} ({monograph.year or 'undated'}): "
        f"{verdict.scientific} → {value}",
        scientific=value,
        direction="benefit",
        certainty=4,
        definitional=True,
    )


def _own_deficiency(verdict: Verdict) -> bool:
    """Is the condition a lack of this very ingredient, by their names?"""
    nutrients = {verdict.ingredient.slug, *(_slug(n) for n in (verdict.ingredient.name, *verdict.ingredient.names))}
    names = (verdict.condition.slug, *(_slug(n) for n in (verdict.condition.name, *verdict.condition.names)))
    return any(name.startswith((f"{n}-deficiency", f"{n}-insufficiency")) for n in nutrients for name in names)


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())


def tradition(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Documented traditional use has a scale of its own, up to 3.

    3 for a monograph that accepts clinical data (T4) or two official traditional monographs (T3); 2 for one T3 or two
    documented uses; 1 for a single mention.
    """
    uses = verdict.traditions
    if not uses:
        return verdict
    t4, t3 = (sum(1 for u in uses if u.level == level) for level in ("T4", "T3"))
    value = int(
        rubric.tradition_strong
        if t4 or t3 >= 2
        else rubric.tradition_middle
        if t3 or len(uses) >= 2
        else rubric.tradition_weak
    )
    systems = ", ".join(sorted({u.system for u in uses}))
    return verdict.say(
        "tradition",
        f"traditional {value}",
        f"{capital(counted(len(uses), 'traditional use is', 'traditional uses are'))} documented ({systems}).",
        f"levels {', '.join(sorted(u.level for u in uses))}: traditional {value}",
        traditional=value,
    )


def headline(verdict: Verdict, rubric: Rubric) -> Verdict:  # noqa: ARG001  # all rules share one signature
    """Where people were studied the value is the scientific one and tradition stands beside it.

    Without evidence in people it is the traditional one; never for serious conditions, where tradition alone gives no
    value. Tradition never lifts a proven null or a harm.
    """
    if verdict.human or verdict.definitional or verdict.harmful:
        return replace(verdict, value=verdict.scientific)
    if verdict.traditional is None:
        return replace(verdict, value=verdict.scientific)
    if verdict.condition.serious:
        return verdict.say(
            "headline",
            "traditional use only",
            "Traditional use only; not a treatment. This condition needs medical care, so tradition alone gives no "
            "rating.",
            f"serious condition: traditional {verdict.traditional} gives no headline value",
            value=verdict.scientific,
        )
    return verdict.say(
        "headline",
        f"value {verdict.traditional}",
        "The rating rests on tradition, since no study in people with a readable result is on record.",
        f"no human evidence: value = traditional {verdict.traditional}",
        value=verdict.traditional,
    )


def compat_floor(verdict: Verdict, rubric: Rubric) -> Verdict:
    """A floor for what was tested without effect can be set, for comparison with other scales.

    Proofwort's origin gave such uses 2. The floor is off: in published ratings a proven "no effect" is 1.
    """
    if verdict.direction != "no_effect" or verdict.value is None or verdict.value >= rubric.compat_floor:
        return verdict
    floor = int(rubric.compat_floor)
    return verdict.say(
        "compat-floor",
        f"value {floor}",
        f"On the scale asked for, what was tested without effect is {floor}.",
        f"compat_floor {floor}: {verdict.value} → {floor}",
        value=floor,
    )


def source_of_validity(verdict: Verdict, rubric: Rubric) -> Verdict:
    """Scientific, Traditional, Both or None.

    Both: benefit (or mixed results) in people and a documented tradition of at least 2. Scientific: any other evidence
    in people, or laboratory evidence only. Traditional: a tradition and no readable study in people.
    """
    science = verdict.human or verdict.definitional or verdict.harmful
    validity: Validity
    if (
        science
        and verdict.direction in ("benefit", "mixed")
        and (verdict.traditional or 0) >= rubric.tradition_both_from
    ):
        validity = "Both"
    elif science:
        validity = "Scientific"
    elif verdict.traditional is not None:
        validity = "Traditional"
    else:
        validity = "Scientific" if verdict.scientific is not None else "None"
    says = {
        "Both": "The use rests on studies in people and on tradition.",
        "Scientific": "The rating rests on studies.",
        "Traditional": "The use rests on tradition.",
        "None": "There is nothing for the use to rest on.",
    }[validity]
    return verdict.say(
        "source-of-validity",
        validity,
        says,
        f"human {verdict.human}, direction {verdict.direction}, traditional {verdict.traditional}",
        validity=validity,
    )


def state(verdict: Verdict, rubric: Rubric) -> Verdict:
    """One word says in which state the question stands.

    Works, may work, conflicting, too little to tell, no effect, harmful, laboratory only, tradition only, nothing found
    where we looked, not searched yet. A harm of very low certainty is too little to tell.
    """
    found: State = _state(verdict, rubric)
    judged = f"Judged by {uncapital(verdict.leading.body.outcome.name)}, it" if verdict.leading else "It"
    says = {
        "works": f"{judged} works.",
        "may-work": f"{judged} may work.",
        "hints": "There are hints that it may help, too weak to rely on.",
        "conflicting": "The evidence conflicts.",
        "too-little": "There is too little to tell.",
        "no-effect": "It was tested and made no difference that matters.",
        "harmful": "It does more harm than good here.",
        "laboratory-only": "It was only tested in the laboratory.",
        "tradition-only": "Only tradition speaks for it.",
        "nothing-found": _nothing(verdict),
        "not-searched": "Nobody has looked for evidence yet.",
    }[found]
    return verdict.say("state", found, says, f"value {verdict.value}, direction {verdict.direction}", state=found)


def _state(verdict: Verdict, rubric: Rubric) -> State:
    if verdict.harmful or (verdict.direction == "harm" and verdict.certainty >= rubric.harm_from_certainty):
        return "harmful"
    if verdict.direction == "benefit":
        value = verdict.value or 0
        return "works" if value >= rubric.works_from else "may-work" if value >= rubric.may_work_from else "hints"
    if verdict.direction == "mixed":
        return "conflicting"
    if verdict.direction == "no_effect":
        return "no-effect"
    if verdict.traditional is not None and not verdict.human:
        return "tradition-only"
    if verdict.direction is not None:  # inconclusive, or a harm that is far from proven
        return "too-little"
    if verdict.laboratory:
        return "laboratory-only"
    return "nothing-found" if verdict.searches or verdict.looked else "not-searched"


def _nothing(verdict: Verdict) -> str:
    hits, read = sum(s.hits for s in verdict.searches), sum(s.read for s in verdict.searches)
    n = len(verdict.searches)
    return (
        f"Nothing was found in {counted(n, 'search', 'searches')} ({hits} results looked at, {read} read)."
        if n
        else "Nothing was found."
    )


def read_by_machine(verdict: Verdict, rubric: Rubric) -> Verdict:  # noqa: ARG001  # all rules share one signature
    """Studies that a program read by its rules, and nobody else, are named.

    Only placebo-controlled randomised trials whose title names ingredient and condition and whose result is plain may
    count so; the page "How well we read" says how often such a reading is wrong. They are known from their abstracts, so that
    a claim that rests on them alone is held at low certainty (see "limits").
    """
    items = verdict.leading.items if verdict.leading else ()
    found = tuple(i.slug for i in items if i.study.reading.reader.kind == "rule")
    if not found:
        return verdict
    n, of = len(found), len(items)
    which = f"{capital(number(n))} of the {of} studies that count" if n < of else f"All {of} studies that count"
    if of == 1:
        which = "The only study that counts"
    return verdict.say(
        "read-by-machine",
        f"{n} of {of}",
        f"{which} {verb(n, 'was', 'were')} read by a program's rules and by nobody else.",
        f"reader kind rule: {n} of {of} studies",
        found,
    )
