"""The version of the program, and of the code that decides the rows; part of every release id."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

__version__ = "0.1.0"

SHOWS_ONLY: Final = ("web", "cli.py", "__main__.py")
"""What shows answers and never makes them; a change there makes no other release."""


@cache
def code_version() -> str:
    """The version and eight hex digits over the source of all that decides the rows: "0.1.0+1a2b3c4d"."""
    package, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        if relative.parts[0] not in SHOWS_ONLY:
            digest.update(f"{relative.as_posix()}\n".encode())
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
