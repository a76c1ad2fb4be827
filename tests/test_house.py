"""The house keeps its shape: imports run one way, nothing hides, one door to SQL."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "proofwort"

# Room → rooms that it may import. A room is a module of the package or a folder in it.
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "names": set(),
    "paths": set(),
    "version": set(),
    "words": {"model"},
    "situations": {"model", "words"},
    "citations": {"model"},
    "knowledge": {"model", "errors"},
    "admission": {"model"},
    "checks": {"admission", "knowledge", "gaps", "model", "errors", "names"},
    "interactions": {"knowledge", "model"},
    "agreement": {"knowledge", "model"},
    "gaps": {"knowledge", "model", "errors"},
    "sources": {"model", "errors"},
    "mentions": {"model", "errors", "names"},
    "extract": {"mentions", "model", "errors", "names", "paths"},
    "rate": {"model", "errors", "situations", "words"},
    "views": {"model", "rate", "errors"},
    "history": {"model", "errors"},
    "diff": {"answers", "citations", "model", "version"},
    "synopsis": {"model", "situations", "words", "citations"},
    "store": {"model", "errors"},
    "search": {"names", "store", "model"},
    "baseline": {"answers", "rate", "model"},
    "answers": {"store", "search", "rate", "synopsis", "views", "model", "errors", "names", "situations"},
    "method": {"rate"},
    "web": {"answers", "citations", "situations", "words", "model", "errors", "views"},
}
TOP = {
    "__init__",
    "__main__",
    "cli",
    "build",
    "scale",
    "second_reader",
    "shards",
    "joining",
    "evaluate",
    "labelled",
    "integrity",
}  # these may know all rooms but `web`; only cli knows web


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in PACKAGE.rglob("*.py"):
        relative = path.relative_to(PACKAGE)
        found.setdefault(relative.parts[0].removesuffix(".py"), []).append(path)
    return found


def imports(path: Path) -> list[tuple[str, int]]:
    """(room, column) of every import of our own package in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "proofwort":
            found += [(alias.name, node.col_offset) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("proofwort."):
            found.append(((node.module or "").split(".")[1], node.col_offset))
        elif isinstance(node, ast.Import):
            found += [(a.name.split(".")[1], node.col_offset) for a in node.names if a.name.startswith("proofwort.")]
        elif isinstance(node, ast.ImportFrom) and node.level > 0:
            found.append(("<relative>", node.col_offset))
    return found


@pytest.mark.parametrize("room", sorted(rooms()))
def test_imports_run_one_way(room: str) -> None:
    for path in rooms()[room]:
        for imported, _ in imports(path):
            if imported == room:
                continue
            if room in TOP:
                assert imported != "web" or room == "cli", f"{path}: only the command line may import the site"
                continue
            assert room in ALLOWED, f"{path}: the room {room!r} is not in the plan (docs/architecture.md)"
            assert imported in ALLOWED[room], f"{path}: {room} may not import {imported}"


def test_the_plan_has_no_circle() -> None:
    def below(room: str, seen: tuple[str, ...]) -> None:
        assert room not in seen, " → ".join((*seen, room))
        for lower in ALLOWED[room]:
            below(lower, (*seen, room))

    for room in ALLOWED:
        below(room, ())


def test_a_wrong_arrow_is_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "model.py"
    wrong.write_text("from proofwort.web.app import create_app\n")
    assert [room for room, _ in imports(wrong)] == ["web"]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{path}:{function.lineno} {function.name} imports inside its body"


def test_only_the_store_speaks_sql() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.name != "store.py":
            assert "sqlite3" not in path.read_text(encoding="utf-8"), f"{path} goes round store.py"


def test_every_public_function_is_explained() -> None:
    missing = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or not tree.body, f"{path} has no docstring"
        missing += [
            f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert not missing, "\n".join(missing)
