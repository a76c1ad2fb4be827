"""What a pattern of the matcher stands for."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One name of one kind. An empty `concept` is a refusal: it takes the place and is not reported."""

    concept: str
    name: str
    rule: str = ""
    condition: bool = False


Hit = tuple[int, int, Entry]  # start and end in the text, what stands there
