"""Where things lie: the knowledge that ships with the package, and the evidence file built from it."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def knowledge_root() -> Path:
    """The checkout's `knowledge/`, else the copy inside the installed package."""
    beside = _CHECKOUT / "knowledge"
    return beside if (beside / "conditions").is_dir() else _PACKAGE / "data" / "knowledge"


def shipped_evidence() -> Path | None:
    """The evidence file inside an installed wheel; None in a checkout, whose knowledge may be newer than its last wheel,
    and where $PROOFWORT_EVIDENCE names another."""
    inside = _PACKAGE / "data" / "evidence.sqlite"
    beside = (_CHECKOUT / "knowledge" / "conditions").is_dir()
    return None if beside or "PROOFWORT_EVIDENCE" in os.environ or not inside.is_file() else inside


def default_evidence() -> Path:
    """Where `proofwort build` writes and `proofwort serve` looks: $PROOFWORT_EVIDENCE, else `build/` of a checkout,
    else the user's cache folder."""
    if named := os.environ.get("PROOFWORT_EVIDENCE"):
        return Path(named)
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "build" / "evidence.sqlite"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "proofwort" / "evidence.sqlite"
