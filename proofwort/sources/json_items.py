"""JSON files record by record: one object, an array, an array inside an answer, or one object a line."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from proofwort.errors import SourceError
from proofwort.sources.opening import DAMAGE, UTF16_MARKS, Bytes, opened

BLOCK = 1 << 16
JsonObject = dict[str, Any]


class DuplicateError(ValueError):
    """An object holds one key twice; which value is meant cannot be known."""


def once(pairs: list[tuple[str, Any]]) -> JsonObject:
    """The object of these pairs; raises `DuplicateError` for a repeated key, where json would keep the last one."""
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise DuplicateError(key)
            seen.add(key)
    return made


def refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError(f"{name} is not JSON")


STRICT = json.JSONDecoder(object_pairs_hook=once, parse_constant=refuse_constant)
LAX = json.JSONDecoder(parse_constant=refuse_constant)


def objects(path: Path, array: str) -> Iterator[JsonObject | DuplicateError]:
    """Each record of the file; a `DuplicateError` stands in for a record with a repeated key.

    Records are the items of the array under the key `array`, of a top-level array, or the top-level objects (one or
    several, as in JSON lines). Raises `SourceError` where the JSON breaks off, after the records before that place.
    """
    with opened(path) as stream:
        window = _Window(stream, path)
        window.fill(array)
        inside = re.compile(rf'"{re.escape(array)}"\s*:\s*\[').search(window.text)
        if window.next() == "{" and inside is not None and not in_record(window.text[: inside.start()]):
            yield from window.items(inside.end())
        elif window.next() == "[":
            yield from window.items(window.at + 1)
        elif window.next():
            while window.next():
                yield window.record()
        else:
            raise SourceError(f"{path}: holds nothing.")


def in_record(before: str) -> bool:
    """Whether the text before a key leaves it deeper than one object below the top: then it is a record's own key."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", before)
    return bare.count("{") - bare.count("}") > 2 or bare.count("[") != bare.count("]")


class _Window:
    """The part of the text that is being looked at, from `at` on; it grows until the next record is complete."""

    def __init__(self, stream: Bytes, path: Path) -> None:
        self.stream = stream
        self.path = path
        self.text = ""
        self.at = 0
        self.before = 0  # characters of the file before the window
        self.number = 0  # records read
        self.damage: Exception | None = None
        mark = stream.peek(2)[:2]
        self.decoder = codecs.getincrementaldecoder("utf-16" if mark in UTF16_MARKS else "utf-8-sig")()

    def more(self, size: int = BLOCK) -> bool:
        """Read on, about `size` bytes at once; False at the end."""
        raw = b"".join(self.blocks(size)) if self.damage is None else b""
        if not raw and isinstance(self.damage, UnicodeDecodeError):
            self.fail(f"not UTF-8 text ({self.damage.reason})")
        if not raw and self.damage is not None:
            raise self.damage
        try:
            piece = self.decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            self.damage = error
            piece = error.object[: error.start].decode(error.encoding)
        self.text = self.text[self.at :] + piece
        self.before += self.at
        self.at = 0
        return bool(raw)

    def blocks(self, size: int) -> Iterator[bytes]:
        """Blocks of the stream; damage after some of them is kept for later, so that they can be used first."""
        while size > 0:
            try:
                block = self.stream.read1(size)
            except DAMAGE as error:
                self.damage = error
                return
            if not block:
                return
            size -= len(block)
            yield block

    def fail(self, what: str) -> NoReturn:
        raise SourceError(
            f"{self.path}: after record {self.number}, near character {self.before + self.at:,}: {what}. "
            "The records before that place were read; get the file again."
        )

    def fill(self, array: str) -> None:
        """Read until the array's key is in the window, or 64 thousand characters are; damage is left for later."""
        while f'"{array}"' not in self.text and len(self.text) < BLOCK and self.damage is None and self.more():
            pass

    def next(self) -> str:
        """The next character that is not white space, without using it up; "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]

    def record(self) -> JsonObject | DuplicateError:
        """The object at the start of the window, or the `DuplicateError` it holds."""
        size = BLOCK
        while True:
            try:
                found, end = decode(self.text, self.at)
                break
            except RecursionError:
                self.fail("the record is nested too deeply to be literature")
            except ValueError as error:
                if hopeless(error, self.text) or not self.more(size):
                    self.fail(f"the JSON is cut off or damaged ({error})")
                size *= 2  # so that a record of any size is tried only a few times
        if not isinstance(found, dict | DuplicateError):
            self.fail(f"a record should be an object, but there is {str(found)[:40]!r}")
        self.at = end
        self.number += 1
        return found

    def items(self, start: int) -> Iterator[JsonObject | DuplicateError]:
        """The items of the array that opens before `start`; then what stands around it must be whole, too."""
        shell = self.text[:start]
        self.at = start
        while self.next() != "]":
            yield self.record()
            if self.next() == ",":
                self.at += 1
                if self.next() == "]":
                    self.fail("a comma ends the array of records")
            elif self.next() != "]":
                self.fail("the array of records is cut off or damaged")
        while self.more():
            pass
        try:
            LAX.decode(shell + self.text)
        except (ValueError, RecursionError) as error:
            self.fail(f"what follows the records is cut off or damaged ({error})")


def decode(text: str, at: int) -> tuple[Any, int]:
    """The value at `at` and its end; the value is a `DuplicateError` if it is whole but repeats a key."""
    try:
        return STRICT.raw_decode(text, at)
    except DuplicateError as error:
        return error, LAX.raw_decode(text, at)[1]


def hopeless(error: ValueError, text: str) -> bool:
    """Whether the damage lies well before the end of what was read, so that reading on cannot mend it."""
    if not isinstance(error, json.JSONDecodeError):
        return True
    return error.pos < len(text) - 16 and not error.msg.startswith("Unterminated string")
