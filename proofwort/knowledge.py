"""`knowledge/` → `Knowledge`: curated records, each checked against its noun and named by file, line and field when
it is wrong."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from proofwort.errors import KnowledgeError, Problem
from proofwort.model import (
    BodySystem,
    Caution,
    Condition,
    DrugClass,
    Ingredient,
    SafetyCheck,
    Search,
    SecondReading,
    Statement,
    Study,
    TraditionalUse,
)

Record = TypeVar("Record")

# Folder → (noun, does one file hold a list?)
FOLDERS: dict[str, tuple[type[Any], bool]] = {
    "ingredients": (Ingredient, False),
    "conditions": (Condition, False),
    "studies": (Study, False),
    "traditions": (TraditionalUse, True),
    "statements": (Statement, True),
    "cautions": (Caution, True),
    "safety_checks": (SafetyCheck, True),
    "searches": (Search, True),
    "second_readings": (SecondReading, True),
}

# One file that holds all records of a noun.
LISTS: dict[str, type[Any]] = {"body_systems.yaml": BodySystem, "drug_classes.yaml": DrugClass}


@dataclass(frozen=True)
class Knowledge:
    """All curated records, and where each came from (`files`: a record's key → path relative to the root)."""

    root: Path
    ingredients: Mapping[str, Ingredient]
    conditions: Mapping[str, Condition]
    systems: Mapping[str, BodySystem]
    studies: Mapping[str, Study]
    traditions: tuple[TraditionalUse, ...]
    statements: tuple[Statement, ...]
    cautions: tuple[Caution, ...]
    safety_checks: tuple[SafetyCheck, ...]
    drug_classes: Mapping[str, DrugClass]
    searches: tuple[Search, ...]
    second_readings: tuple[SecondReading, ...]
    digest: str
    files: Mapping[str, str] = field(default_factory=dict)
    machine: Mapping[str, Study] = field(
        default_factory=dict
    )  # read by machine and let pass; curated records go before

    def narrower(self, condition: str) -> frozenset[str]:
        """All conditions below this one, at any depth."""
        found: set[str] = set()
        todo = [condition]
        while todo:
            wider = todo.pop()
            for slug, record in self.conditions.items():
                if wider in record.broader and slug not in found:
                    found.add(slug)
                    todo.append(slug)
        return frozenset(found - {condition})


class _Loader(yaml.CSafeLoader):
    """Safe YAML that refuses a key written twice, which plain YAML would drop silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def load(root: Path) -> Knowledge:
    """Read all of `knowledge/` under `root`.

    Raises KnowledgeError that holds every problem found in any file, not only the first.
    """
    if not root.is_dir():
        raise KnowledgeError([Problem(str(root), None, "-", "no such folder", "Give the path of a knowledge folder")])
    problems: list[Problem] = []
    digest = hashlib.sha256()
    records: dict[str, dict[str, Any]] = {name: {} for name in FOLDERS}
    files: dict[str, str] = {}
    for folder, (noun, many) in FOLDERS.items():
        for path in sorted((root / folder).glob("*.yaml")):
            name = path.relative_to(root).as_posix()
            for key, record in _records(path, name, noun, many, digest, problems):
                records[folder][key] = record
                files[f"{folder}/{key}"] = name
    machine: dict[str, Study] = {}
    for path in sorted((root / "machine").glob("*.jsonl")):
        name = path.relative_to(root).as_posix()
        for number, study in _lines(path, name, digest, problems):
            if study.slug in machine:
                where = files[f"machine/{study.slug}"]
                problems.append(Problem(name, number, "slug", f"stands in {where} too", "Take one of the lines out"))
            machine.setdefault(study.slug, study)
            files.setdefault(f"machine/{study.slug}", name)
    lists: dict[str, dict[str, Any]] = {}
    for name, noun in LISTS.items():
        read = _records(root / name, name, noun, True, digest, problems)
        lists[name] = {record.slug: record for _, record in read}
    for beside in (
        root / "rubric.yaml",
        root / "reading.json",
        *sorted((root / "scenarios").glob("*.yaml")),
        *sorted((root / "models").glob("*")),
    ):
        if beside.is_file():
            digest.update(beside.read_bytes())
    if problems:
        raise KnowledgeError(problems)
    return Knowledge(
        root=root,
        ingredients=records["ingredients"],
        conditions=records["conditions"],
        systems=lists["body_systems.yaml"],
        studies=records["studies"],
        traditions=tuple(records["traditions"].values()),
        statements=tuple(records["statements"].values()),
        cautions=tuple(records["cautions"].values()),
        safety_checks=tuple(records["safety_checks"].values()),
        drug_classes=lists["drug_classes.yaml"],
        searches=tuple(records["searches"].values()),
        second_readings=tuple(records["second_readings"].values()),
        digest=digest.hexdigest(),
        files=files,
        machine=machine,
    )


def _lines(path: Path, name: str, digest: hashlib._Hash, problems: list[Problem]) -> Iterator[tuple[int, Study]]:
    """The good studies of a file with one study a line, as (line, study)."""
    adapter = _ADAPTERS.setdefault(Study, TypeAdapter(Study))
    remedy = "Write the file anew with proofwort read --export"
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(name, None, "-", f"cannot be read ({error.strerror})", "Create it or mend its rights"))
        return
    digest.update(name.encode() + b"\0" + raw)
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            yield number, adapter.validate_json(line, strict=True)
        except ValidationError as error:
            for detail in error.errors():
                where = ".".join(str(part) for part in detail["loc"]) or "-"
                problems.append(Problem(name, number, where, _message(detail), remedy))


def _records(
    path: Path, name: str, noun: type[Record], many: bool, digest: hashlib._Hash, problems: list[Problem]
) -> Iterator[tuple[str, Record]]:
    """The good records of one file as (key, record); what is wrong goes to `problems`."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        data = yaml.load(text, Loader=_Loader)  # a subclass of the safe loader
    except OSError as error:
        problems.append(Problem(name, None, "-", f"cannot be read ({error.strerror})", "Create it or mend its rights"))
        return
    except UnicodeDecodeError as error:
        problems.append(Problem(name, None, "-", f"is not UTF-8 ({error.reason})", "Save the file as UTF-8"))
        return
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        problems.append(
            Problem(name, mark.line + 1 if mark else None, "-", f"is not valid YAML: {what}", "Mend the YAML")
        )
        return
    digest.update(name.encode() + b"\0" + raw)
    if many and not isinstance(data, list):
        problems.append(Problem(name, 1, "-", "must hold a list of records", "Begin each record with '- '"))
        return
    for index, item in enumerate(data if many else [data]):
        record = _record(item, noun, name, text, (index,) if many else (), problems)
        if record is None:
            continue
        slug = getattr(record, "slug", path.stem)
        if not many and slug != path.stem:
            remedy = f"Name the file {slug}.yaml or change the slug"
            message = f"is {slug!r}, unlike the file's name"
            problems.append(Problem(name, _line(text, ("slug",)), "slug", message, remedy))
        yield (f"{path.stem}/{index}" if many else path.stem), record


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _record(
    item: object, noun: type[Record], name: str, text: str, prefix: tuple[int, ...], problems: list[Problem]
) -> Record | None:
    if noun not in _ADAPTERS:
        _ADAPTERS[noun] = TypeAdapter(noun)
    adapter = _ADAPTERS[noun]
    try:
        return adapter.validate_json(json.dumps(item, default=str), strict=True)  # type: ignore[no-any-return]
    except ValidationError as error:
        for detail in error.errors():
            at = (*prefix, *detail["loc"])
            where = ".".join(str(part) for part in detail["loc"]) or "-"
            problems.append(Problem(name, _line(text, at), where, _message(detail), _remedy(detail, noun)))
        return None


def _line(text: str, at: tuple[str | int, ...]) -> int | None:
    """The line (from 1) of the value at this path; of its nearest parent where the value itself is missing."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return None
    line: int = node.start_mark.line + 1
    for part in at:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            match = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if match is None:
                return line
            line, node = match[0].start_mark.line + 1, match[1]
            continue
        else:
            return line
        line = node.start_mark.line + 1
    return line


def _message(detail: ErrorDetails) -> str:
    given = detail["input"]
    shown = f" (given: {given!r})" if isinstance(given, str | int | float | bool) else ""
    match detail["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a field of this record"
        case _:
            return detail["msg"][0].lower() + detail["msg"][1:] + shown


def _remedy(detail: ErrorDetails, noun: type) -> str:
    match detail["type"]:
        case "missing":
            return "Add it; docs/knowledge.md shows a whole record"
        case "unexpected_keyword_argument":
            near = difflib.get_close_matches(str(detail["loc"][-1]), [f.name for f in fields(noun)], n=1)
            return f"Did you mean {near[0]!r}?" if near else "Remove it, or see docs/knowledge.md for the fields"
        case "literal_error":
            return f"Use one of {detail.get('ctx', {}).get('expected', 'the listed words')}"
        case "string_type":
            return "Put the value in quotes"
        case "date_from_datetime_parsing" | "date_parsing":
            return "Write the date as 2026-11-25"
        case _:
            return "Correct the value; docs/knowledge.md shows its form"
