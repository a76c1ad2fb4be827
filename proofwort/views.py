"""The reader's own version of a rating: studies left out, thresholds shifted, another claim or outcome chosen.

A version is a `View`. It comes from a query string (`parse`), from the library or from the command line, and goes back into a
query string (`as_query`), so that every version has an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any, Final, get_args

from proofwort.errors import WishError
from proofwort.model import Answer, Condition, Ingredient, Rating, ReaderKind, Role, Route, Study, View
from proofwort.rate.claims import key
from proofwort.rate.rubric import Rubric
from proofwort.rate.selection import outcome_of
from proofwort.rate.verdict import stricter

Query = Mapping[str, Sequence[str]]

MOST_LEFT_OUT: Final = 200  # studies in one version; no pair comes near
MOST_TOLD: Final = 10  # sentences on what was passed over
MOST_PEOPLE: Final = 1_000_000
LONGEST_VALUE: Final = 160  # characters of one value in an address

THRESHOLDS: Final[dict[str, tuple[float, float]]] = {
    "mid_smd": (0.0, 1.0),
    "vote_benefit": (0.0, 1.0),
    "bias_low_share": (0.0, 1.0),
    "i2_serious": (0.0, 100.0),
    "ois_people": (10.0, 10_000.0),
    "single_people": (10.0, 10_000.0),
}
"""Numbers of the rubric that a reader may shift, with their bounds; what each means stands in the rubric."""

_ROLES: Final[frozenset[str]] = frozenset(get_args(Role))
_ROUTES: Final[frozenset[str]] = frozenset(get_args(Route))
_READERS: Final[frozenset[str]] = frozenset(get_args(ReaderKind))


def parse(query: Query, answer: Answer) -> tuple[View, tuple[str, ...]]:
    """The version that a query string asks for, and a sentence for every part of it that was passed over."""
    told: list[str] = []
    without = _left_out(query, {s.slug for s in answer.studies}, told)
    outcomes = {o.outcome for r in (answer.rating, *answer.other_claims) for o in r.outcomes}
    view = View(
        without=without,
        double_blind=_one(query, "blinding", {"double"}, told) == "double",
        reader=_one(query, "reader", _READERS, told),  # type: ignore[arg-type]  # one of the three words
        min_participants=_people(query, told),
        role=_one(query, "role", _ROLES, told),  # type: ignore[arg-type]  # one of the roles
        route=_one(query, "route", _ROUTES, told),  # type: ignore[arg-type]  # one of the routes
        outcome=_one(query, "outcome", outcomes, told),
        thresholds=_thresholds(query, told),
    )
    return view, tuple(told[:MOST_TOLD])


def checked(view: View, answer: Answer) -> View:
    """The version as its address says it. Raises WishError where a part of it cannot be followed."""
    query: dict[str, list[str]] = {}
    for name, value in as_query(view):
        query.setdefault(name, []).append(value)
    told = [f"The rubric has no threshold {name!r} to shift." for name in view.thresholds if name not in THRESHOLDS]
    found, passed_over = parse(query, answer)
    if told or passed_over:
        raise WishError(" ".join([*told, *passed_over]))
    return found


def _left_out(query: Query, known: set[str], told: list[str]) -> tuple[str, ...]:
    """The studies to leave out, by slug or by PubMed number, as people paste it: "pmid:8792038", "8792038"."""
    found: dict[str, None] = {}
    for value in list(dict.fromkeys(_values(query, "without")))[:MOST_LEFT_OUT]:
        typed = value.lower().replace(":", "-").replace(" ", "-")
        slug = next((s for s in (value, typed, f"pmid-{typed}") if s in known), None)
        if slug is None:
            told.append(f"No study called {value!r} is on record for this pair.")
        else:
            found[slug] = None
    return tuple(found)


def _values(query: Query, name: str) -> list[str]:
    return [v.strip()[:LONGEST_VALUE] for v in query.get(name, ()) if v.strip()]


def _one(query: Query, name: str, allowed: Iterable[str], told: list[str]) -> str | None:
    values = _values(query, name)
    if not values:
        return None
    if values[0] in allowed:
        return values[0]
    told.append(f"{name} cannot be {values[0]!r} here.")
    return None


def _people(query: Query, told: list[str]) -> int | None:
    values = _values(query, "people")
    if not values:
        return None
    if values[0].isascii() and values[0].isdigit() and int(values[0]) <= MOST_PEOPLE:
        return int(values[0]) or None
    told.append(f"people must be a whole number up to {MOST_PEOPLE:,}, not {values[0]!r}.")
    return None


def _thresholds(query: Query, told: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, (low, high) in THRESHOLDS.items():
        values = _values(query, name)
        if not values:
            continue
        try:
            value = float(values[0])
        except ValueError:
            value = float("nan")
        if isfinite(value) and low <= value <= high:
            found[name] = value
        else:
            told.append(f"{name} must be a number from {low:g} to {high:g}, not {values[0]!r}.")
    return found


def as_query(view: View) -> list[tuple[str, str]]:
    """The parts of a query string that asks for this version, in a fixed order."""
    parts = [("without", slug) for slug in view.without]
    single: dict[str, Any] = {
        "blinding": "double" if view.double_blind else None,
        "reader": view.reader,
        "people": view.min_participants,
        "role": view.role,
        "route": view.route,
        "outcome": view.outcome,
    }
    parts += [(name, str(value)) for name, value in single.items() if value is not None]
    return parts + [(name, f"{value:g}") for name, value in sorted(view.thresholds.items())]


def counted(studies: Iterable[Study], view: View, ingredient: Ingredient, condition: Condition) -> tuple[Study, ...]:
    """The studies that this version counts; with an outcome chosen, only their findings on it.

    A review cannot be split into its blind or its large trials, so asking for these leaves reviews out.
    """
    kept = []
    for study in studies:
        if study.slug in view.without or (view.reader and study.reading.reader.kind != view.reader):
            continue
        if view.double_blind and study.blinding != "double":
            continue
        review = study.design in ("meta-analysis", "systematic-review")
        if view.min_participants and (review or (study.participants or 0) < view.min_participants):
            continue
        if view.outcome is not None:
            own = (ingredient.slug, condition.slug)
            findings = tuple(
                f
                for f in study.findings
                if (f.ingredient, f.condition) != own or outcome_of(condition, f) == view.outcome
            )
            study = replace(study, findings=findings)
        kept.append(study)
    return tuple(kept)


def guarded(ratings: Sequence[Rating], published: Sequence[Rating]) -> tuple[Rating, ...]:
    """The ratings of a version, none with a milder safety gate than the published ratings of the same role and route, and with
    the same situations to avoid it in.

    A reader may leave out the study that found a harm; the caution that rests on it stays. A claim that the published
    ratings do not have takes the gate of the first of these as its floor.
    """
    return tuple(_not_milder(r, _strictest(_like(r, published) or published[:1])) for r in ratings)


def _like(rating: Rating, published: Sequence[Rating]) -> list[Rating]:
    """The published rating of this very claim, or else all those of its role and route."""
    very = [r for r in published if key(r.claim) == key(rating.claim)]
    return very or [r for r in published if (r.claim.role, r.claim.route) == (rating.claim.role, rating.claim.route)]


def _strictest(ratings: Sequence[Rating]) -> Rating:
    strictest = ratings[0]
    for rating in ratings[1:]:
        if stricter(rating.safety_gate, strictest.safety_gate) != strictest.safety_gate:
            strictest = rating
    return strictest


def _not_milder(rating: Rating, floor: Rating) -> Rating:
    rating = replace(rating, avoid_if=floor.avoid_if, clinician_if=floor.clinician_if)
    if stricter(rating.safety_gate, floor.safety_gate) == rating.safety_gate:
        return rating
    said = {s.rule: s for s in floor.steps if s.rule == "safety-gate"}
    return replace(
        rating, safety_gate=floor.safety_gate, steps=tuple(said.get(step.rule, step) for step in rating.steps)
    )


def shifted(rubric: Rubric, view: View) -> Rubric:
    """The rubric with this version's thresholds; its version says that it is not the published one."""
    if not view.thresholds:
        return rubric
    changes = ", ".join(f"{name}={value:g}" for name, value in sorted(view.thresholds.items()))
    changed: dict[str, Any] = {**view.thresholds, "version": f"{rubric.version} with {changes}"}
    return replace(rubric, **changed)


def chosen(ratings: Sequence[Rating], view: View) -> tuple[Rating, ...]:
    """The ratings with the chosen claim first; as they were where no claim fits."""
    if view.role is None and view.route is None:
        return tuple(ratings)
    fits = [
        r
        for r in ratings
        if (view.role is None or r.claim.role == view.role) and (view.route is None or r.claim.route == view.route)
    ]
    return (fits[0], *(r for r in ratings if r is not fits[0])) if fits else tuple(ratings)
