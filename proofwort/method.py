"""The page "How ratings are made", drawn from the rules' own docstrings, the rubric's numbers and the worked
examples."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import yaml

from proofwort.rate.rubric import Rubric
from proofwort.rate.rules import RULES


def method_page(rubric: Rubric, root: Path) -> str:
    """The page's content as JSON: rules [[name, text]], numbers [[name, value, unit, reference, meaning]], scenarios
    [[title, what goes in, what comes out]]."""
    rules = [[name, inspect.cleandoc(rule.__doc__ or "")] for name, rule in RULES.items()]
    numbers = [[n.name, f"{n.value:g}", n.unit, n.reference, n.meaning] for n in rubric.numbers.values()]
    return json.dumps({"rules": rules, "numbers": numbers, "scenarios": _scenarios(root / "scenarios")})


def _scenarios(folder: Path) -> list[list[str]]:
    """[name, what goes in, what comes out] of each worked example."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        expected = ", ".join(f"{k} {v}" for k, v in data.get("expect", {}).items() if not isinstance(v, dict | list))
        found.append([str(data.get("title", path.stem)), str(data.get("note", "")), expected])
    return found
