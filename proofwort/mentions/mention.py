"""What is found in a text: one name of one ingredient or condition, and where it stands."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["ingredient", "condition"]


class Mention(NamedTuple):
    """`text[start:end]` names `concept` (a slug); `name` is the vocabulary's name for what stands there.

    A named tuple and not a dataclass: a text has hundreds of mentions and a frozen dataclass costs five times as much
    to make.
    """

    kind: Kind
    concept: str
    start: int
    end: int
    name: str
