"""Reads a scenario file: the records as in `knowledge/`, with what is the same for all left out.

A scenario names one `ingredient` and one `condition` (their `description`, `identifiers`, `systems` and `care` may be
left out), lists `studies` whose findings may leave out ingredient, condition, role and route (taken from `claim`), and
says in `expect` what must come out. Everything else is checked as strictly as the knowledge itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from proofwort.model import (
    Caution,
    Condition,
    Ingredient,
    Search,
    Statement,
    Study,
    TraditionalUse,
)
from proofwort.rate.rating import Pair

FOLDER = Path(__file__).parent.parent.parent / "knowledge" / "scenarios"
READER = {"kind": "human", "name": "a scenario"}
READING = {"reader": READER, "date": "2026-11-25", "place": {"section": "full text"}}
SOURCE = {"title": "a scenario"}


@dataclass(frozen=True)
class Scenario:
    """A worked example: what is known, and what the rating must say."""

    name: str
    title: str
    note: str
    pair: Pair
    expect: dict[str, Any]


def read(path: Path) -> Scenario:
    """One scenario file. Raises pydantic's ValidationError, or KeyError, for what is wrong in it."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {
        "title",
        "note",
        "ingredient",
        "condition",
        "claim",
        "studies",
        "traditions",
        "statements",
        "cautions",
        "searches",
        "narrower",
        "expect",
    }
    if unknown := data.keys() - known:
        raise KeyError(f"{path.name}: unknown {', '.join(sorted(unknown))}; use {', '.join(sorted(known))}")
    ingredient = {"description": "-", "identifiers": {}, **data["ingredient"]}
    condition = {
        "description": "-",
        "identifiers": {},
        "systems": (),
        "care": "see-doctor",
        "outcomes": [],
        **data["condition"],
    }
    own = {"ingredient": ingredient["slug"], "condition": condition["slug"]}
    claim = {**own, "role": "treat", "route": "oral", **data.get("claim", {})}
    return Scenario(
        name=path.stem,
        title=data["title"],
        note=data["note"],
        pair=Pair(
            ingredient=TypeAdapter(Ingredient).validate_python(ingredient),
            condition=TypeAdapter(Condition).validate_python(condition),
            studies=tuple(_study(s, claim) for s in data.get("studies", [])),
            traditions=_records(TraditionalUse, data, "traditions", {**own, "source": SOURCE, "reading": READING}),
            statements=_records(Statement, data, "statements", {**own, "source": SOURCE, "reading": READING}),
            cautions=_records(
                Caution, data, "cautions", {"ingredient": own["ingredient"], "source": SOURCE, "reading": READING}
            ),
            searches=_records(Search, data, "searches", {**own, "reader": READER}),
            narrower=frozenset(data.get("narrower", ())),
        ),
        expect=data["expect"],
    )


def _study(record: dict[str, Any], claim: dict[str, Any]) -> Study:
    findings = [{"outcome": f.get("outcome_slug", "outcome"), **claim, **f} for f in record["findings"]]
    full = {"identifiers": {}, "title": record["slug"], "reading": READING, **record, "findings": findings}
    return TypeAdapter(Study).validate_python(full)


def _records(noun: type[Any], data: dict[str, Any], key: str, same: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(TypeAdapter(noun).validate_python({**same, **record}) for record in data.get(key, []))
