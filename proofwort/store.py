"""The one door to the evidence file: write all of it, read parts of it. Nothing else in Proofwort speaks SQL.

The file is immutable once written: `write` builds it aside and swaps it in whole, so readers see the old release or the
new one and never half of either. Every record is stored as the JSON of its noun, in the order in which pages need it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from proofwort.errors import EvidenceError
from proofwort.model import (
    Answer,
    BodySystem,
    Caution,
    Condition,
    Ingredient,
    InteractionCell,
    Link,
    Search,
    Statement,
    Study,
    TraditionalUse,
)

FORMAT = "4"

SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;
create table ingredient (slug text primary key, name text not null, data blob not null) without rowid;
create table condition (slug text primary key, name text not null, data blob not null) without rowid;
create table body_system (position integer primary key, slug text unique not null, data blob not null);
create table study (slug text primary key, title text not null, year integer, data blob not null) without rowid;
create table answer (ingredient text, condition text, data blob not null,
                     primary key (ingredient, condition)) without rowid;
-- one row per pair that has a record or a search, twice: as the ingredient's page and as the condition's page lists it
create table ingredient_link (ingredient text, position integer, condition text not null, data blob not null,
                              primary key (ingredient, position)) without rowid;
create table condition_link (condition text, position integer, ingredient text not null, data blob not null,
                             primary key (condition, position)) without rowid;
create table study_link (study text, position integer, data blob not null,
                         primary key (study, position)) without rowid;
create table context (ingredient text, kind text, position integer, data blob not null,
                      primary key (ingredient, kind, position)) without rowid;
create table name (key text, kind text, slug text, name text not null, main integer not null,
                   primary key (key, kind, slug)) without rowid;
create virtual table text_index using
    fts5(kind unindexed, slug unindexed, title, body, tokenize='unicode61 remove_diacritics 2');
"""
TABLES = (
    "meta",
    "ingredient",
    "condition",
    "body_system",
    "study",
    "answer",
    "ingredient_link",
    "condition_link",
    "study_link",
    "context",
    "name",
)

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def adapter(noun: type[T]) -> TypeAdapter[T]:
    """The JSON reader and writer of a noun; made once, since making one is slow."""
    if noun not in _ADAPTERS:
        _ADAPTERS[noun] = TypeAdapter(noun)
    return _ADAPTERS[noun]


@dataclass(frozen=True)
class Name:
    """A name that leads to a page. `main` is true for the record's own name."""

    key: str
    kind: str
    slug: str
    name: str
    main: bool


@dataclass(frozen=True)
class Contents:
    """Everything that goes into an evidence file."""

    meta: Mapping[str, str]
    ingredients: Iterable[Ingredient]
    conditions: Iterable[Condition]
    systems: Iterable[BodySystem]
    studies: Iterable[Study]
    answers: Iterable[Answer]
    ingredient_links: Mapping[str, tuple[Link, ...]]
    condition_links: Mapping[str, tuple[Link, ...]]
    study_links: Mapping[str, tuple[Link, ...]]
    traditions: Mapping[str, tuple[TraditionalUse, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    cautions: Mapping[str, tuple[Caution, ...]]
    interactions: Mapping[str, tuple[InteractionCell, ...]]
    searches: Mapping[str, tuple[Search, ...]]
    names: Iterable[Name]
    texts: Iterable[tuple[str, str, str, str]]  # kind, slug, title, body


def write(path: Path, contents: Contents) -> str:
    """Write the whole evidence file aside and swap it in. Returns the canonical hash of its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as db:
            db.executescript(f"pragma journal_mode=off; pragma synchronous=off; pragma page_size=8192; {SCHEMA}")
            _fill(db, contents)
            digest = rows_hash(db)
            db.execute("insert into meta values ('rows_hash', ?)", (digest,))
            db.commit()
            db.execute("vacuum")
        os.replace(aside, path)
    except (OSError, sqlite3.Error) as error:
        raise EvidenceError(f"{path}: could not be written ({error}); the last good file is untouched") from error
    finally:
        aside.unlink(missing_ok=True)
    return digest


def _fill(db: sqlite3.Connection, contents: Contents) -> None:
    db.executemany("insert into meta values (?, ?)", [("format", FORMAT), *contents.meta.items()])
    for table, records in (("ingredient", contents.ingredients), ("condition", contents.conditions)):
        db.executemany(f"insert into {table} values (?, ?, ?)", ((r.slug, r.name, dump(r)) for r in records))
    db.executemany(
        "insert into body_system values (?, ?, ?)", ((i, s.slug, dump(s)) for i, s in enumerate(contents.systems))
    )
    db.executemany(
        "insert into study values (?, ?, ?, ?)", ((s.slug, s.title, s.year, dump(s)) for s in contents.studies)
    )
    db.executemany(
        "insert into answer values (?, ?, ?)",
        ((a.question.ingredient.slug, a.question.condition.slug, dump(a)) for a in contents.answers),
    )
    db.executemany(
        "insert into ingredient_link values (?, ?, ?, ?)",
        ((slug, i, link.condition, dump(link)) for slug, i, link in _numbered(contents.ingredient_links)),
    )
    db.executemany(
        "insert into condition_link values (?, ?, ?, ?)",
        ((slug, i, link.ingredient, dump(link)) for slug, i, link in _numbered(contents.condition_links)),
    )
    db.executemany(
        "insert into study_link values (?, ?, ?)",
        ((slug, i, dump(link)) for slug, i, link in _numbered(contents.study_links)),
    )
    for kind in ("traditions", "statements", "cautions", "interactions", "searches"):
        db.executemany(
            "insert into context values (?, ?, ?, ?)",
            ((slug, kind, i, dump(r)) for slug, i, r in _numbered(getattr(contents, kind))),
        )
    db.executemany(
        "insert or ignore into name values (?, ?, ?, ?, ?)",
        ((n.key, n.kind, n.slug, n.name, n.main) for n in contents.names),
    )
    db.executemany("insert into text_index values (?, ?, ?, ?)", contents.texts)


def _numbered(groups: Mapping[str, tuple[T, ...]]) -> Iterator[tuple[str, int, T]]:
    return ((slug, i, record) for slug, records in groups.items() for i, record in enumerate(records))


def dump(record: object) -> bytes:
    """A noun as JSON."""
    return adapter(type(record)).dump_json(record)


def rows_hash(db: sqlite3.Connection) -> str:
    """SHA-256 over all rows in key order: equal for equal content, whatever the SQLite version that wrote the file."""
    digest = hashlib.sha256()
    for table in TABLES:
        for row in db.execute(f"select * from {table} order by 1, 2"):
            if row[0] != "rows_hash":
                digest.update(repr(row).encode())
    return digest.hexdigest()


class Reader:
    """An open evidence file. Raises EvidenceError when it is missing, damaged or of another format."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise EvidenceError(f"{path}: no evidence file here; `proofwort build` makes one")
        try:
            self._db = sqlite3.connect(f"file:{path.resolve()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.meta: dict[str, str] = dict(self._db.execute("select key, value from meta"))
        except sqlite3.Error as error:
            raise EvidenceError(f"{path}: is damaged or no evidence file ({error}); build it again") from error
        if self.meta.get("format") != FORMAT:
            raise EvidenceError(f"{path}: was written by another version of Proofwort; build it again")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def one(self, noun: type[T], table: str, **where: str) -> T | None:
        """The record of this table whose columns have these values, or None."""
        found = self._rows(table, "", where)
        return adapter(noun).validate_json(found[0][0]) if found else None

    def many(self, noun: type[T], table: str, order: str, **where: str) -> tuple[T, ...]:
        """All records of this table whose columns have these values, in this order."""
        read = adapter(noun).validate_json
        return tuple(read(row[0]) for row in self._rows(table, f" order by {order}", where))

    def names(self) -> list[Name]:
        """All names that lead to a page."""
        rows = self._db.execute("select key, kind, slug, name, main from name order by kind, slug, key")
        return [Name(key, kind, slug, name, bool(main)) for key, kind, slug, name, main in rows]

    def text_search(self, words: list[str], limit: int) -> list[tuple[str, str, str]]:
        """(kind, slug, title) of texts that hold all words, the last one as a prefix, best first."""
        if not words:
            return []
        query = " ".join(f'"{w}"' for w in words) + "*"
        rows = self._db.execute(
            "select kind, slug, title from text_index where text_index match ? order by rank limit ?", (query, limit)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def count(self, table: str) -> int:
        """Rows in a table."""
        found: int = self._db.execute(f"select count(*) from {_known(table)}").fetchone()[0]
        return found

    def _rows(self, table: str, order: str, where: Mapping[str, str]) -> list[tuple[bytes]]:
        terms = " and ".join(f"{column} = ?" for column in where) or "1"
        return self._db.execute(
            f"select data from {_known(table)} where {terms}{order}", tuple(where.values())
        ).fetchall()


def _known(table: str) -> str:
    if table not in TABLES:
        raise KeyError(table)
    return table
