"""Fields of JSON records, of the documented kind or refused; a field that is not there is empty."""

from __future__ import annotations

from typing import Any

from proofwort.sources.json_items import JsonObject
from proofwort.sources.text import plain


class MalformedError(Exception):
    """A field is of another kind than documented; the record is skipped under this reason."""


def inner(found: JsonObject, key: str) -> JsonObject:
    """The object under a key, empty if there is none."""
    value = found.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedError(f"{key} is not an object")
    return value


def each(found: JsonObject, key: str) -> list[JsonObject]:
    """The objects in the list under a key."""
    value: Any = found.get(key)
    items = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in items):
        raise MalformedError(f"{key} is not a list of objects")
    return items


def strings(found: JsonObject, key: str) -> list[str]:
    """The texts in the list under a key."""
    value: Any = found.get(key)
    items = [] if value is None else value if isinstance(value, list) else [value]
    return [plain(item) for item in items if isinstance(item, str) and item]


def text(found: JsonObject, key: str) -> str:
    """The text (or number) under a key, "" if there is none."""
    value: Any = found.get(key)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise MalformedError(f"{key} is not a text")
    return str(value)
