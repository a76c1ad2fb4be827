"""`knowledge/rubric.yaml` → `Rubric`: every number that the rating uses, with its unit, date and reference."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from proofwort.errors import KnowledgeError, Problem
from proofwort.model import ClaimDirection

Table = Mapping[ClaimDirection, tuple[int | None, ...]]
_DIRECTIONS: tuple[ClaimDirection, ...] = ("benefit", "mixed", "inconclusive", "no_effect", "harm")


@dataclass(frozen=True)
class Number:
    """One number of the rubric, as a reader may check it."""

    name: str
    value: float
    unit: str
    dated: date
    reference: str
    meaning: str


@dataclass(frozen=True)
class Rubric:
    """All thresholds by name; what each means stands in `numbers` (and in the file)."""

    semver: str
    table: Table = field(hash=False)
    numbers: Mapping[str, Number] = field(hash=False)
    version: str

    design_rct_double: float
    design_rct_crossover: float
    design_rct_unstated: float
    design_rct_open: float
    design_review: float
    design_nonrandomised: float
    design_cohort: float
    design_single_arm: float
    design_review_tier2: float
    design_case_control: float
    design_cross_sectional: float
    design_case_report: float
    design_review_tier3: float
    start_tier1: float
    start_tier2: float
    start_tier3: float
    bias_low: float
    bias_unclear: float
    bias_high: float
    bias_low_cues: float
    attrition_low: float
    attrition_high: float
    size_floor: float
    size_slope: float
    size_unit: float
    review_trials_unstated: float
    direct_factor: float
    direct_combination: float
    integrity_concern: float
    mid_smd: float
    mid_ratio_low: float
    mid_ratio_high: float
    mid_r: float
    mid_rd: float
    pool_usable_share: float
    pool_hk_from: float
    large_trial_share: float
    vote_benefit: float
    vote_mixed: float
    vote_harm: float
    vote_of_mixed: float
    bias_low_share: float
    bias_high_share: float
    bias_very_high_share: float
    i2_serious: float
    prediction_from: float
    opposing_serious: float
    opposing_very: float
    indirect_serious: float
    indirect_very: float
    ois_people: float
    ois_events: float
    few_people: float
    few_events: float
    rare_people: float
    single_people: float
    egger_from: float
    egger_p: float
    small_from: float
    small_people: float
    industry_share: float
    upgrade_large: float
    upgrade_very_large: float
    cap_vote_null: float
    cap_vote_single: float
    cap_lone_review: float
    cap_abstracts: float
    grade_limit: float
    size_mids: float
    size_proven_certainty: float
    size_mids_unproven: float
    size_from_certainty: float
    lean_mids: float
    answer_from_certainty: float
    index_years: float
    check_years: float
    ceiling_tier2: float
    ceiling_tier2_upgraded: float
    ceiling_tier3: float
    ceiling_laboratory: float
    ceiling_single: float
    ceiling_single_strong: float
    ceiling_combination: float
    ceiling_surrogate: float
    ceiling_population: float
    ceiling_exposure: float
    ceiling_unranked: float
    ceiling_open: float
    harm_ceiling: float
    harm_from_certainty: float
    harm_cap_certainty: float
    harm_avoid_certainty: float
    definitional_value: float
    tradition_strong: float
    tradition_middle: float
    tradition_weak: float
    tradition_both_from: float
    works_from: float
    may_work_from: float
    compat_floor: float

    def shifted(self, name: str, value: float) -> Rubric:
        """The same rubric with one number changed, and so with another version. Raises ValueError for an unknown
        name."""
        if name not in self.numbers:
            raise ValueError(f"name: the rubric has no number {name!r}; use one of {', '.join(sorted(self.numbers))}")
        numbers = {**self.numbers, name: replace(self.numbers[name], value=value)}
        changes: dict[str, Any] = {name: value}
        return replace(self, numbers=numbers, version=_version(self.semver, numbers, self.table), **changes)


NAMES = tuple(f.name for f in fields(Rubric) if f.name not in {"semver", "table", "numbers", "version"})


def load_rubric(path: Path) -> Rubric:
    """Read the rubric file. Raises KnowledgeError naming every missing, unknown or malformed number with its remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(path.name, None, "-", f"cannot be read: {error}", "Restore the file as shipped")
        raise KnowledgeError([problem]) from error
    return parse_rubric(text, path.name)


def parse_rubric(text: str, name: str = "rubric.yaml") -> Rubric:
    """As `load_rubric`, from the file's text; `name` stands in messages."""
    problems: list[Problem] = []

    def wrong(field_name: str, message: str, remedy: str) -> None:
        problems.append(Problem(name, None, field_name, message, remedy))

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        wrong("-", f"is not valid YAML: {error}", "Mend the YAML")
        raise KnowledgeError(problems) from error
    if not isinstance(data, dict) or not {"version", "table", "numbers"} <= data.keys():
        wrong("-", "must hold version, table and numbers", "Compare it with the file as shipped")
        raise KnowledgeError(problems)
    numbers = _numbers(data["numbers"], wrong)
    table = _table(data["table"], wrong)
    if problems:
        raise KnowledgeError(problems)
    semver = str(data["version"])
    values: dict[str, Any] = {name: number.value for name, number in numbers.items()}
    return Rubric(semver=semver, table=table, numbers=numbers, version=_version(semver, numbers, table), **values)


def _version(semver: str, numbers: Mapping[str, Number], table: Table) -> str:
    text = "\n".join(f"{name}={numbers[name].value!r}" for name in sorted(numbers))
    text += "".join(f"\n{direction}={table[direction]}" for direction in _DIRECTIONS)
    return f"{semver}+{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _numbers(groups: Any, wrong: Any) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for group, entries in (groups or {}).items():
        for name, entry in (entries or {}).items():
            where = f"numbers.{group}.{name}"
            if name not in NAMES:
                wrong(where, "is not a number that the rating uses", "Remove it or mend its name")
                continue
            missing = {"value", "unit", "dated", "reference", "meaning"} - set(entry or {})
            if missing:
                wrong(where, f"lacks {', '.join(sorted(missing))}", "Give value, unit, dated, reference and meaning")
                continue
            if isinstance(entry["value"], bool) or not isinstance(entry["value"], int | float):
                wrong(where, f"value {entry['value']!r} is not a number", "Give a plain number")
                continue
            if not isinstance(entry["dated"], date):
                wrong(where, f"dated {entry['dated']!r} is not a date", "Write it as 2026-11-25")
                continue
            found[name] = Number(
                name, float(entry["value"]), entry["unit"], entry["dated"], entry["reference"], entry["meaning"]
            )
    for name in NAMES:
        if name not in found and name not in {n for g in (groups or {}).values() for n in (g or {})}:
            wrong(f"numbers.{name}", "is missing", "Add it with value, unit, dated, reference and meaning")
    return found


def _table(rows: Any, wrong: Any) -> dict[ClaimDirection, tuple[int | None, ...]]:
    table: dict[ClaimDirection, tuple[int | None, ...]] = {}
    for direction in _DIRECTIONS:
        row = (rows or {}).get(direction)
        if not isinstance(row, list) or len(row) != 5 or any(x is not None and x not in range(6) for x in row):
            wrong(f"table.{direction}", "must list five values (certainty 0 to 4), each 0 to 5 or null", "Mend the row")
        else:
            table[direction] = tuple(row)
    return table
