"""Order, labels and shapes for the pages: pure functions from the nouns to what a template prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar
from urllib.parse import urlencode

from proofwort.answers import ConditionEntry, ConditionPage, Evidence, IngredientEntry, IngredientPage
from proofwort.model import (
    Answer,
    Caution,
    CautionKind,
    Claim,
    ClaimDirection,
    Condition,
    Finding,
    Gap,
    Gate,
    Ingredient,
    Intake,
    Link,
    Rating,
    RatingChange,
    State,
    Step,
    View,
)
from proofwort.situations import applying, holds_for_all, situations
from proofwort.views import as_query
from proofwort.web.words import (
    CAUTION,
    DIRECTION,
    GAP,
    GATE,
    N_,
    ROLE,
    ROUTE,
    STATE,
    STATUS,
    SUPPORTED,
    Word,
)
from proofwort.words import natural_frequencies, within

MINUS: Final = "\N{MINUS SIGN}"


class Group(NamedTuple):
    """Entries of a list of pairs that are in one state."""

    state: State
    links: tuple[Link, ...]


def strength(link: Link) -> tuple[int, int, int, int, str]:
    """Sort key: best rated first, then most certain, then most people, then by name."""
    return (
        -(link.value if link.value is not None else -1),
        -link.certainty,
        -(link.participants or 0),
        -link.studies,
        f"{link.ingredient_name} {link.condition_name}".lower(),
    )


def by_state(links: Iterable[Link]) -> list[Group]:
    """Links grouped by state in the order of `STATE`, the strongest first within each group; no empty groups."""
    groups: dict[State, list[Link]] = {state: [] for state in STATE}
    for link in links:
        groups[link.state].append(link)
    return [Group(state, tuple(sorted(found, key=strength))) for state, found in groups.items() if found]


def strongest_first(links: Iterable[Link]) -> list[Link]:
    """Links in the order of `strength`."""
    return sorted(links, key=strength)


def supported(links: Iterable[Link]) -> list[Group]:
    """The groups for which a page may say "supported"."""
    return [group for group in by_state(links) if group.state in SUPPORTED]


def not_supported(links: Iterable[Link]) -> list[Group]:
    """All other groups: tested without effect, conflicting, harmful, only tradition, not studied …"""
    return [group for group in by_state(links) if group.state not in SUPPORTED]


def state_counts(links: Iterable[Link]) -> list[tuple[State, int]]:
    """How many links stand in each state, in the order of `STATE`, without the empty ones."""
    counts = Counter(link.state for link in links)
    return [(state, counts[state]) for state in STATE if counts[state]]


Entry = TypeVar("Entry", IngredientEntry, ConditionEntry)


def by_letter(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under their first letter, A to Z; what does not begin with a letter stands under "#"."""
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: e.name.lower()):
        first = entry.name[:1].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(entry)
    return sorted(letters.items())


def value_word(value: int | None, direction: ClaimDirection | None, state: State) -> str:
    """The word for a rating (METHOD 2.7); the same 1 or 2 means different things in different directions."""
    if state == "tradition-only":
        return N_("by tradition only")
    if state == "laboratory-only":
        return N_("only seen in the laboratory")
    if value is None:
        return N_("no rating")
    if value == 1:
        return N_("harm not excluded") if direction == "harm" else N_("not supported")
    if value == 2:
        return {"mixed": N_("in doubt"), "inconclusive": N_("too little to tell")}.get(
            direction or "", N_("plausible, preliminary")
        )
    return {0: N_("net harm"), 3: N_("possible"), 4: N_("probable"), 5: N_("established")}[value]


def scope(claim: Claim) -> list[str]:
    """The words of a claim's scope, to be translated and joined: "by mouth", "to prevent it" …"""
    words = [ROUTE[claim.route]] if claim.route else []
    words.append(ROLE[claim.role])
    if claim.status and claim.status != "any":
        words.append(STATUS[claim.status])
    return words


# ---------------------------------------------------------------------------------------------
# Small things.
_CRISIS: Final = re.compile(
    r"suicid|kill (?:my|him|her|your)?self|self.?harm|end (?:my|it) (?:life|all)|want to die|overdos|poison", re.I
)


def in_crisis(typed: str) -> bool:
    """Does a search name something that cannot wait?"""
    return _CRISIS.search(typed) is not None


def number(value: float) -> str:
    """A number for readers: thousands with commas, a true minus sign, no superfluous zeros."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"
    return text.replace("-", MINUS)


class Limit(NamedTuple):
    """An authority's upper limit, and for whom it holds."""

    authority: str
    amount: float
    unit: str
    note: str | None
    people: list[str]


def upper_limits(intakes: Iterable[Intake]) -> list[Limit]:
    """The authorities' upper limits among intake references; groups of people with the same limit share a line."""
    found: dict[tuple[str, float, str, str | None], list[str]] = {}
    for intake in intakes:
        if intake.kind.upper().startswith("UL"):
            found.setdefault((intake.authority, intake.amount, intake.unit, intake.note), []).append(intake.group)
    return [Limit(*key, people) for key, people in found.items()]


class IntakeTable(NamedTuple):
    """The intake references of one kind by one authority."""

    authority: str
    kind: str
    intakes: list[Intake]


def intake_tables(intakes: Iterable[Intake]) -> list[IntakeTable]:
    """Intake references, one table for each authority and kind, in their first order."""
    found: dict[tuple[str, str], IntakeTable] = {}
    for intake in intakes:
        key = (intake.authority, intake.kind)
        found.setdefault(key, IntakeTable(*key, [])).intakes.append(intake)
    return list(found.values())


def distinct(values: Iterable[str | None]) -> list[str]:
    """The values that are stated, each once, in their first order."""
    return list(dict.fromkeys(value for value in values if value))


# ---------------------------------------------------------------------------------------------
# Cautions.
_GRAVITY: Final = {"major": 0, "moderate": 1, "minor": 2, None: 3}


def by_caution(cautions: Iterable[Caution]) -> list[tuple[str, list[Caution]]]:
    """Cautions under their kind, in the order of `CAUTION`, the gravest first."""
    groups: dict[str, list[Caution]] = {kind: [] for kind in CAUTION}
    for caution in cautions:
        groups[caution.kind].append(caution)
    return [(kind, sorted(found, key=lambda c: _GRAVITY[c.severity])) for kind, found in groups.items() if found]


_STRICT: Final = ("avoid", "clinician-only")
_LIKELY: Final = {"established": 0, "probable": 1, "possible": 2, None: 3, "unlikely": 4}


def strict(rating: Rating) -> bool:
    """Must its safety be said before anything else: to be avoided, or only with a doctor, by everyone or by some?"""
    return rating.safety_gate in _STRICT or bool(rating.avoid_if or rating.clinician_if)


def reason(answer: Answer) -> str | None:
    """The first sentence of the caution for everyone that made the gate so strict."""
    found = for_everyone(applying(answer.cautions, answer.rating.claim, bool(answer.rating.studies)))
    return first_sentence(found.text) if found and found.gate == answer.rating.safety_gate else None


def forbidden(answer: Answer) -> list[str]:
    """In which situations it must not be taken for this, though it may be otherwise."""
    return _situations(answer, "avoid", answer.rating.avoid_if) if answer.rating.safety_gate != "avoid" else []


def guided(answer: Answer) -> list[str]:
    """In which situations it may be taken only with a doctor, though others may do so without."""
    held = answer.rating.safety_gate in _STRICT
    return [] if held else _situations(answer, "clinician-only", answer.rating.clinician_if)


def _situations(answer: Answer, gate: Gate, kinds: tuple[CautionKind, ...]) -> list[str]:
    return situations(
        kinds,
        gate,
        applying(answer.cautions, answer.rating.claim, bool(answer.rating.studies)),
        answer.question.condition,
    )


def for_everyone(cautions: Iterable[Caution]) -> Caution | None:
    """The strictest caution that holds for everyone who takes an ingredient by mouth, if it says avoid or only with a
    clinician."""
    found = [c for c in cautions if c.gate in _STRICT and holds_for_all(c)]
    return min(
        found,
        key=lambda c: (_STRICT.index(c.gate), bool(c.routes), _GRAVITY[c.severity], _LIKELY[c.likelihood]),
        default=None,
    )


def ratings_moved(changes: Iterable[RatingChange]) -> list[RatingChange]:
    """Those in which more changed than the safety line, the largest moves first."""
    moved = [
        c for c in changes if c.before and c.after and replace(c.before, safety_gate=c.after.safety_gate) != c.after
    ]
    return sorted(moved, key=lambda c: -_distance(c))


def _distance(change: RatingChange) -> float:
    """How far a value moved; to or from no rating counts as two, another word for the same value as half."""
    before, after = (None if s is None else s.value for s in (change.before, change.after))
    if before is None or after is None:
        return 2.0 if before != after else 0.5
    return abs(before - after) or 0.5


def change_line(change: RatingChange) -> str:
    """A change in one line: "3 → 2", "may work → hints only" where the number stayed, "new: 3 of 5"."""
    before, after = change.before, change.after
    if after is None:
        return "no longer rated"
    if before is None:
        return "new, without a rating" if after.value is None else f"new, {after.value} of 5"
    if before.value != after.value:
        return f"{_figure(before.value)} → {_figure(after.value)}"
    if before.state != after.state:
        return f"{STATE[before.state].name.lower()} → {STATE[after.state].name.lower()}"
    if before.certainty != after.certainty:
        return f"certainty {before.certainty} → {after.certainty}"
    if before.direction != after.direction:
        return f"{before.direction or 'no direction'} → {after.direction or 'no direction'}".replace("_", " ")
    if before.source_of_validity != after.source_of_validity:
        return f"source of validity {before.source_of_validity} → {after.source_of_validity}"
    return f"safety: {GATE[before.safety_gate].name.lower()} → {GATE[after.safety_gate].name.lower()}"


def reasons_line(change: RatingChange) -> str:
    """Why a rating changed, in one line: "two studies retracted; the rubric changed"."""
    return "; ".join(reason.text for reason in change.reasons) or "no reason was recorded"


def _figure(value: int | None) -> str:
    return "no rating" if value is None else str(value)


def outcome_name(answer: Answer, slug: str) -> str:
    """The name of an outcome that any claim of the answer was rated for."""
    ratings = (answer.rating, *answer.other_claims)
    return next((o.name for r in ratings for o in r.outcomes if o.outcome == slug), plain(slug))


def without(view: View | None, study: str) -> View:
    """The version (or Proofwort's own) with one study more left out."""
    base = view or View()
    return replace(base, without=(*base.without, study))


def query(view: View) -> str:
    """The query string of a version, to stand behind an address."""
    return urlencode(as_query(view))


FRESH_SHOWN: Final = 400  # new pairs of one release
MOVED_SHOWN: Final = 150  # changed ratings of one release on the page of changes; its JSON has all
GAPS_SHOWN: Final = 400  # of one kind on the page, which stays light; the JSON holds all


def by_gap(gaps: Iterable[Gap]) -> list[tuple[str, list[Gap]]]:
    """Gaps under their kind, in the order of `GAP`; no empty kinds."""
    groups: dict[str, list[Gap]] = {kind: [] for kind in GAP}
    for gap in gaps:
        groups[gap.kind].append(gap)
    return [(kind, found) for kind, found in groups.items() if found]


def condition_names(links: Iterable[Link]) -> dict[str, str]:
    """Condition slug to name, as the links of an ingredient know them."""
    return {link.condition: link.condition_name for link in links}


def plain(slug: str) -> str:
    """A slug as words, for the rare thing that has no record of its own."""
    return slug.replace("-", " ").replace("_", " ")


# ---------------------------------------------------------------------------------------------
# Lists and body systems.
BODY_PLACES: Final[dict[str, tuple[int, int]]] = {
    "nervous": (130, 30),
    "senses": (148, 56),
    "mouth": (126, 78),
    "respiratory": (104, 150),
    "circulatory": (146, 160),
    "immune": (72, 128),
    "hepatic": (108, 196),
    "digestive": (134, 222),
    "endocrine": (130, 112),
    "urinary": (158, 204),
    "reproductive": (130, 266),
    "musculoskeletal": (104, 350),
    "skin": (196, 226),
    "metabolic": (222, 84),
}
"""Where each body system stands in the drawing of `body.html`, in its units. Others are in the list only."""


def of_system(conditions: Iterable[ConditionEntry], system: str | None) -> list[ConditionEntry]:
    """The conditions of a body system; for None those that belong to no system."""
    return [c for c in conditions if (system in c.systems if system else not c.systems)]


def system_name(evidence: Evidence, slug: str) -> str:
    """The name of a body system."""
    return next((system.name for system in evidence.systems() if system.slug == slug), plain(slug))


class Standing(NamedTuple):
    """An ingredient with its links to the conditions of one body system."""

    slug: str
    name: str
    links: list[Link]


def ingredients_of(links: Iterable[Link]) -> list[Standing]:
    """The ingredients of these links, those with the best supported condition first."""
    found: dict[str, Standing] = {}
    for link in links:
        standing = found.setdefault(link.ingredient, Standing(link.ingredient, link.ingredient_name, []))
        if link not in standing.links:
            standing.links.append(link)
    return sorted(found.values(), key=lambda s: (min(map(strength, s.links))[:1], -len(s.links), s.name.lower()))


def top(groups: Iterable[Group], count: int) -> list[Link]:
    """The first `count` links of the groups, the strongest first."""
    return sorted((link for group in groups for link in group.links), key=strength)[:count]


def first_sentence(text: str) -> str:
    """The first sentence of a description."""
    head, stop, _ = text.partition(". ")
    return head + ("." if stop else "")


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text that separates them by blank lines, without its line breaks."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def inside(record: Ingredient | Condition) -> str:
    """The record's name inside a sentence, as the synopsis writes it."""
    return within(record)


_REGISTRIES: Final = {"mesh": "MeSH", "icd10": "ICD-10"}


def identifiers(page: IngredientPage | ConditionPage) -> list[tuple[str, tuple[str, ...]]]:
    """Registry names and codes of a page's record."""
    record = page.ingredient if isinstance(page, IngredientPage) else page.condition
    return [(_REGISTRIES.get(registry, registry.upper()), codes) for registry, codes in record.identifiers.items()]


_SLUG_WORDS: Final[dict[str, Word]] = {
    **dict(STATE.items()),
    **dict(GATE.items()),
    **dict(DIRECTION.items()),
}


class Effect(NamedTuple):
    """What a step did: `word` is to be translated, `text` is shown as it is."""

    word: str
    text: str


_SPOKEN: Final = frozenset({"leading-outcome", "index-review", "best-tier", "pooled-effect", "narrower-conditions"})
"""Rules whose effect is said by their plain sentence."""


def step_effect(step: Step) -> Effect:
    """What a step did, as short as can be; empty where its plain sentence says it all."""
    if step.rule in _SPOKEN:
        return Effect("", "")
    if step.effect == "0":
        return Effect(N_("no change"), "")
    kind, _, figure = step.effect.partition(" ")
    if figure.isdigit() and kind in ("value", "start", "traditional"):
        return Effect("", f"{figure} / {4 if kind == 'start' else 5}")
    if step.effect[:1] in "+-" and step.effect[1:].isdigit():
        return Effect(N_("rating") if step.rule == "size" else N_("certainty"), step.effect.replace("-", MINUS))
    word = _SLUG_WORDS.get(step.effect)
    return Effect(word.name, "") if word else Effect("", step.effect)


def frequencies(finding: Finding) -> tuple[int, int, int] | None:
    """(with it, without it, of so many people) where the record allows it."""
    return natural_frequencies(finding.effect) if finding.effect else None


def signed(effect: str) -> str:
    """A step's effect as it is, with a true minus sign where it is a number: "-1" → "−1"."""
    return effect.replace("-", MINUS) if effect[1:].isdigit() else effect


def trials_behind(answer: Answer) -> int:
    """How many trials are inside the reviews that the rating rests on: of its own outcome, else of the review."""
    rating = answer.rating
    total = 0
    for study in answer.studies:
        if study.slug in rating.studies:
            mine = [f for f in study.findings if _rated(f, rating)]
            total += max((study.pooled(f) or 0 for f in mine), default=0) or study.trials or 0
    return total


def people_of_review(answer: Answer) -> int | None:
    """How many people are in the single study behind a rating that doesn't say how many its outcome rests on."""
    only = [s for s in answer.studies if s.slug in answer.rating.studies]
    return only[0].participants if len(only) == 1 and answer.rating.participants is None else None


def _rated(finding: Finding, rating: Rating) -> bool:
    claim = rating.claim
    return (finding.ingredient, finding.condition, finding.role, finding.outcome_slug) == (
        claim.ingredient,
        claim.condition,
        claim.role,
        rating.outcome,
    )


def deciding(link: Link) -> str | None:
    """The outcome that decided, for a serious condition: "works" alone would say too much."""
    return lowered(link.outcome) if link.outcome and (link.serious or link.care == "emergency") else None


def decides(rating: Rating, condition: Condition) -> str | None:
    """The same for a rating."""
    outcome = rated_outcome(rating)
    return lowered(outcome) if outcome and (condition.serious or condition.care == "emergency") else None


def lowered(name: str) -> str:
    """A name inside a sentence: its first letter low, unless the first word is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def rated_outcome(rating: Rating) -> str | None:
    """The name of the outcome that decided the rating."""
    return next((o.name for o in rating.outcomes if o.outcome == rating.outcome), None)
