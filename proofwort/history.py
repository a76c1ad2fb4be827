"""What releases changed: `knowledge/history.jsonl`, one line per release, the oldest first.

The file is written by `proofwort release` and committed, so that a fresh clone knows its past and a rebuilt release has the same
rows: nothing depends on what lay in a build folder by chance.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from proofwort.errors import KnowledgeError, Problem
from proofwort.model import Release

NAME = "history.jsonl"
_RELEASE = TypeAdapter(Release)


def load_history(root: Path) -> tuple[Release, ...]:
    """All releases on record; empty where there is no file. Raises KnowledgeError that names each bad line."""
    path = root / NAME
    if not path.is_file():
        return ()
    releases, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            releases.append(_RELEASE.validate_json(line, strict=True))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "-"
            remedy = "Take the line from the repository again; `proofwort release` writes it"
            problems.append(Problem(NAME, number, field, first["msg"], remedy))
    if problems:
        raise KnowledgeError(problems)
    return tuple(releases)


def append(root: Path, release: Release) -> Path:
    """Add a release to the history of `root`."""
    path = root / NAME
    with path.open("a", encoding="utf-8") as file:
        file.write(_RELEASE.dump_json(release, exclude_none=True).decode() + "\n")
    return path
