"""What was read from one file of literature, as one Parquet file named after its content and the reader's version.

A shard is written aside and renamed, so a killed run leaves whole shards only; reading the same content again finds its
shard and does nothing. The tally of the run lies in the shard's own metadata: there is no ledger that could disagree.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from proofwort.errors import ProofwortError
from proofwort.model import Article, Study
from proofwort.sources import Deletion, Link, Notice, Record, Tally

SCHEMA = pa.schema([("kind", pa.string()), ("record", pa.string()), ("study", pa.string())])
NOUNS: dict[str, type] = {"article": Article, "deletion": Deletion, "notice": Notice, "link": Link}
READERS: dict[str, TypeAdapter[Record]] = {kind: TypeAdapter(noun) for kind, noun in NOUNS.items()}
STUDY: TypeAdapter[Study] = TypeAdapter(Study)
CHUNK = 1 << 20


@dataclass(frozen=True)
class Row:
    """One record of a file, with the study that was read from it where it is an article that names an ingredient."""

    record: Record
    study: Study | None


def shard_path(folder: Path, source: Path, reader_version: str) -> Path:
    """Where the shard of this file lies: the name is the hash of its content and of what read it."""
    digest = hashlib.sha256(reader_version.encode())
    with source.open("rb") as handle:
        while block := handle.read(CHUNK):
            digest.update(block)
    return folder / f"{digest.hexdigest()[:20]}.parquet"


def write_shard(path: Path, rows: list[Row], tally: Tally, source: str, broken: str | None) -> None:
    """Write a shard aside and rename it. `broken` tells where the source broke off, if it did. Raises
    ProofwortError."""
    table = pa.table(
        {
            "kind": [_kind(r.record) for r in rows],
            "record": [READERS[_kind(r.record)].dump_json(r.record).decode() for r in rows],
            "study": [STUDY.dump_json(r.study).decode() if r.study else None for r in rows],
        },
        schema=SCHEMA.with_metadata({"tally": json.dumps(asdict(tally)), "source": source, "broken": broken or ""}),
    )
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        pq.write_table(table, aside, compression="zstd")
        os.replace(aside, path)
    except OSError as error:
        raise ProofwortError(
            f"{path}: cannot be written ({error.strerror or error}); what was finished before is kept"
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def read_shard(path: Path) -> Iterator[Row]:
    """The rows of one shard. Raises ProofwortError where the file is no shard."""
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise ProofwortError(
            f"{path}: is damaged or no shard ({error}); delete it and read its source again"
        ) from error
    for row in table.to_pylist():
        study = STUDY.validate_json(row["study"]) if row["study"] else None
        yield Row(READERS[row["kind"]].validate_json(row["record"]), study)


def read_tally(path: Path) -> tuple[Tally, str, str | None]:
    """(tally, source name, where it broke off) of a shard, without reading its rows."""
    metadata = pq.read_schema(path).metadata
    stored = json.loads(metadata[b"tally"])
    tally = Tally()
    for name, value in stored.items():
        current = getattr(tally, name)
        if isinstance(value, dict):
            current.update(value)
        else:
            setattr(tally, name, value)
    return tally, metadata[b"source"].decode(), metadata[b"broken"].decode() or None


def _kind(record: Record) -> str:
    return next(kind for kind, noun in NOUNS.items() if isinstance(record, noun))
