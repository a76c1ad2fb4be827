"""Our ratings beside the published counter rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofwort.answers import Evidence
from proofwort.baseline import WAY, Beside, beside, table
from proofwort.build import build
from proofwort.cli import app


@pytest.fixture(scope="module")
def small_path(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(small, tmp_path_factory.mktemp("beside") / "evidence.sqlite").path


def test_every_pair_studied_in_people_stands_beside_the_rule(small_path: Path) -> None:
    evidence = Evidence.open(small_path)
    rows = beside(evidence)
    links = [x for i in evidence.ingredients() for x in evidence.ingredient(i.slug).links]
    assert len(rows) == sum(x.state in WAY for x in links)
    assert sum(n for row in table(rows).values() for n in row.values()) == len(rows)
    magnesium = next(r for r in rows if (r.ingredient, r.condition) == ("magnesium", "migraine"))
    assert magnesium.value == evidence.stored("magnesium", "migraine").rating.value
    for row in rows:
        if row.state == "no-effect":
            assert row.compat is not None and row.compat >= 2
        else:
            assert row.compat == row.value


def test_apart_is_for_and_against_only() -> None:
    def row(counter: str, state: str) -> Beside:
        return Beside("a", "b", state, 1, 1, counter)  # type: ignore[arg-type]  # plain words

    assert row("likely-effective", "no-effect").apart and row("unlikely-effective", "hints").apart
    assert not row("no-mention", "works").apart and not row("likely-effective", "conflicting").apart


def test_the_command_prints_both(small_path: Path) -> None:
    asked = ["stats", "--baseline", "--evidence", str(small_path)]
    printed = CliRunner().invoke(app, asked).stdout
    assert "likely-effective" in printed and "too-little" in printed
    rows = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert {"ingredient", "counter", "state", "value", "compat", "apart"} <= rows[0].keys()
