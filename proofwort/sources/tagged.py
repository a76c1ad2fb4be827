"""Files of tagged lines ("TI  - Magnesium …"), as NBIB and RIS are: lines to (tag, value), continuations joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TAGGED = re.compile(r"([A-Z][A-Z0-9]{1,3})[ \t]{0,3}-(?:[ \t](.*)|)$")


@dataclass(slots=True)
class Field:
    """One tag with its value; `line` is where it starts."""

    tag: str
    value: str
    line: int


def fields(
    numbered: Iterable[tuple[int, str]], *, each_line: frozenset[str] = frozenset(), blank_ends: bool = False
) -> Iterator[Field]:
    """The fields of a file, in order; text before the first tag comes under the tag "".

    A line without a tag goes on with the field before it; for the tags in `each_line` it is a further value of that
    tag. Blank lines mean nothing, or with `blank_ends` the end of a record: a `Field` with neither tag nor value. A
    field is yielded as soon as it is known to be complete.
    """
    field = Field("", "", 0)
    pieces: list[str] = []
    for number, line in numbered:
        found = TAGGED.match(line)
        if blank_ends and not line.strip():
            yield from closed(field, pieces)
            yield Field("", "", number)
            field, pieces = Field("", "", number), []
            continue
        if found is None and (not line.strip() or field.tag not in each_line):
            pieces.append(line.strip())
            continue
        yield from closed(field, pieces)
        field = Field(found[1] if found else field.tag, "", number)
        pieces = [(found[2] or "" if found else line).strip()]
    yield from closed(field, pieces)


def closed(field: Field, pieces: list[str]) -> Iterator[Field]:
    """The field with its lines joined by blanks; nothing for the empty text before the first tag."""
    field.value = " ".join(piece for piece in pieces if piece)
    if field.tag or field.value:
        yield field
