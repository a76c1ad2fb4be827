"""What was read from one file of literature, as one Parquet file named after its content and the reader's state.

A shard is written aside, block by block, and renamed when it is whole, so a killed run leaves whole shards only; reading
the same content again finds its shard and does nothing. The tally of the run lies in the shard's own metadata: there is
no ledger that could disagree.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from proofwort.errors import ProofwortError, SourceError
from proofwort.model import Article, Study
from proofwort.sources import Deletion, Link, Notice, Record, Tally

SCHEMA = pa.schema([("kind", pa.string()), ("record", pa.string()), ("study", pa.string())])
NOUNS: dict[str, type] = {"article": Article, "deletion": Deletion, "notice": Notice, "link": Link}
READERS: dict[str, TypeAdapter[Record]] = {kind: TypeAdapter(noun) for kind, noun in NOUNS.items()}
STUDY: TypeAdapter[Study] = TypeAdapter(Study)
CHUNK = 1 << 20
BLOCK = 500  # rows held before they are written


@dataclass(frozen=True)
class Row:
    """One record of a file, with the study that was read from it where it is an article about an ingredient."""

    record: Record
    study: Study | None


def shard_path(folder: Path, source: Path, reader: str) -> Path:
    """Where the shard of this file lies: the name is the hash of its content and of what reads it (`reader`). Raises
    SourceError."""
    digest = hashlib.sha256(reader.encode())
    try:
        with source.open("rb") as handle:
            while block := handle.read(CHUNK):
                digest.update(block)
    except OSError as error:
        raise SourceError(f"{source}: cannot be read: {error.strerror or error}") from error
    return folder / f"{digest.hexdigest()[:20]}.parquet"


class ShardWriter:
    """Writes a shard aside; `finish` puts it in its place. Left without `finish`, nothing stays behind.

    Raises ProofwortError where the disk is full or the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.aside = path.with_name(f"{path.name}.{os.getpid()}.new")
        self.rows = 0
        self._block: list[Row] = []
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> ShardWriter:
        try:
            self._writer = pq.ParquetWriter(self.aside, SCHEMA, compression="zstd")
        except OSError as error:
            raise self._failure(error) from error
        return self

    def add(self, row: Row) -> None:
        self._block.append(row)
        self.rows += 1
        if len(self._block) >= BLOCK:
            self._flush()

    def finish(self, tally: Tally, source: str, broken: str | None) -> None:
        """Complete the shard. `broken` tells where the source broke off, if it did."""
        self._flush()
        said = {"tally": json.dumps(vars(tally)), "source": source, "broken": broken or ""}
        try:
            if self._writer is not None:
                self._writer.add_key_value_metadata(said)
                self._writer.close()
                self._writer = None
            os.replace(self.aside, self.path)
        except OSError as error:
            raise self._failure(error) from error
        for left in self.path.parent.glob(f"{self.path.name}.*.new"):  # of runs that were killed over this very file
            left.unlink(missing_ok=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._writer is not None:
                self._writer.close()
        except OSError:
            if error is None:
                raise
        finally:
            self.aside.unlink(missing_ok=True)

    def _flush(self) -> None:
        if not self._block or self._writer is None:
            return
        columns = {
            "kind": [_kind(r.record) for r in self._block],
            "record": [READERS[_kind(r.record)].dump_json(r.record).decode() for r in self._block],
            "study": [STUDY.dump_json(r.study).decode() if r.study else None for r in self._block],
        }
        try:
            self._writer.write_table(pa.table(columns, schema=SCHEMA))
        except OSError as error:
            raise self._failure(error) from error
        self._block.clear()

    def _failure(self, error: OSError) -> ProofwortError:
        return ProofwortError(
            f"{self.path}: cannot be written ({error.strerror or error}). What was finished before is kept; "
            "make room or give another folder, then run the same command again: it goes on where it was"
        )


def read_shard(path: Path, texts: bool = True) -> Iterator[Row]:
    """The rows of one shard, without the articles' texts if these aren't wanted. Raises ProofwortError where the file
    is no shard."""
    try:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=BLOCK):
            for row in batch.to_pylist():
                study = STUDY.validate_json(row["study"]) if row["study"] else None
                record = READERS[row["kind"]].validate_json(row["record"])
                if not texts and isinstance(record, Article):
                    record = replace(record, abstract=(), body=())
                yield Row(record, study)
    except (OSError, pa.ArrowException, ValidationError, KeyError) as error:
        raise _damaged(path, error) from error


def read_tally(path: Path) -> tuple[Tally, str, str | None]:
    """(tally, source name, where it broke off) of a shard, without reading its rows. Raises ProofwortError."""
    try:
        metadata = pq.read_metadata(path).metadata
        stored = json.loads(metadata[b"tally"])
        source, broken = metadata[b"source"].decode(), metadata[b"broken"].decode()
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, error) from error
    tally = Tally()
    for name, value in stored.items():
        current = getattr(tally, name)
        if isinstance(value, dict):
            current.update(value)
        else:
            setattr(tally, name, value)
    return tally, source, broken or None


def write_lines(path: Path, studies: Iterable[Study]) -> None:
    """Studies as JSON, one a line, in order of their slugs, what is not stated left out: a file whose changes can be
    read. Raises ProofwortError."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            for study in sorted(studies, key=lambda s: s.slug):
                file.write(STUDY.dump_json(study, exclude_defaults=True) + b"\n")
        os.replace(aside, path)
    except OSError as error:
        raise ProofwortError(f"{path}: cannot be written ({error.strerror or error}); give another place") from error
    finally:
        aside.unlink(missing_ok=True)


def _damaged(path: Path, error: Exception) -> ProofwortError:
    return ProofwortError(f"{path}: is damaged or no shard ({error}); delete it and read its source again")


def _kind(record: Record) -> str:
    return next(kind for kind, noun in NOUNS.items() if isinstance(record, noun))
