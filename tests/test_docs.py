"""The documents tell what there is: every command, every picture, every file that they link to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofwort.cli import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_stands_in_the_readme() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    missing = {c for c in commands if f"`proofwort {c}" not in README}
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        if not target.startswith(("http", "/")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_decisions_name_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([A-Za-z0-9_.-]+)', block)
    decisions = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").lower()
    assert names
    assert [n for n in names if n.lower() not in decisions] == []
