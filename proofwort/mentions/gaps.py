"""Texts with runs of white space (wrapped lines, double blanks): read with single blanks, places given in the
original."""

from __future__ import annotations

import re

_RUN = re.compile(r"\s{2,}")


def has_gaps(text: str) -> bool:
    """Are there runs of white space inside the text?"""
    return "  " in text or ("\n" in text and _RUN.search(text) is not None)


def closed(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one blank, and for each of its characters the place in the original;
    one more place at the end."""
    places: list[int] = []
    parts: list[str] = []
    at = 0
    for run in _RUN.finditer(text):
        parts.append(text[at : run.start()] + " ")
        places += [*range(at, run.start()), run.start()]
        at = run.end()
    parts.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(parts), places
