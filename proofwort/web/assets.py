"""Style, script, fonts and pictures: held in memory, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from proofwort.web.replies import Reply, reply

ROOT: Final = Path(__file__).with_name("static")
_TYPES: Final[dict[str, str]] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
FOREVER: Final = "public, max-age=31536000, immutable"


def load() -> Mapping[str, Reply]:
    """All files under `static/` by their path, as in "fonts/alegreya-latin-400-normal.woff2"."""
    files = sorted(path for path in ROOT.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(ROOT).as_posix(): reply(path.read_bytes(), _TYPES[path.suffix]) for path in files}


def version(files: Mapping[str, Reply]) -> str:
    """A short name for the set of files: changes with any of them, so that browsers may keep them for ever."""
    return hashlib.blake2b("".join(kept.tag for kept in files.values()).encode(), digest_size=5).hexdigest()
