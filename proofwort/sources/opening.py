"""Files, gzipped or plain, with every failure of reading them told as a `SourceError`."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proofwort.errors import SourceError

Bytes = io.BufferedReader | gzip.GzipFile  # both have read1, peek and lines
GZIP_MAGIC = b"\x1f\x8b"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)


@contextmanager
def opened(path: Path) -> Iterator[Bytes]:
    """The bytes of a file, decompressed if it starts like gzip, whatever it is called.

    Use `read1` (or lines) on it: `read` would throw away what it had when it meets the damage.
    """
    try:
        with path.open("rb") as raw:
            if raw.peek(2)[:2] != GZIP_MAGIC:
                yield raw
                return
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield unpacked
    except DAMAGE as error:
        raise SourceError(
            f"{path}: the gzip data is cut off or damaged ({error}). "
            "The records before that point were read; get the file again and compare its checksum."
        ) from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error


def head(path: Path, size: int = 65_536) -> bytes:
    """The first decompressed bytes of a file, fewer where it ends or breaks off sooner."""
    pieces: list[bytes] = []
    with opened(path) as stream:
        while sum(map(len, pieces)) < size:
            try:
                piece = stream.read1(8192)
            except DAMAGE:
                break  # whoever reads the file will tell; what came before is enough to know its kind
            if not piece:
                break
            pieces.append(piece)
    return b"".join(pieces)


def lines(stream: Bytes, path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a UTF-8 (or, by its mark, UTF-16) text, without their ends; a lone carriage return ends one.

    Raises `SourceError` at the first line that is in another encoding: guessing would garble names and numbers.
    """
    if stream.peek(2)[:2] in UTF16_MARKS:
        source: Iterator[bytes] | Iterator[str] = iter(io.TextIOWrapper(stream, encoding="utf-16", newline="\n"))
    else:
        source = iter(stream)
    number = 0
    try:
        for raw in source:
            text = raw if isinstance(raw, str) else raw.decode("utf-8-sig" if number == 0 else "utf-8")
            for line in text.rstrip("\r\n").split("\r"):
                number += 1
                yield number, line
    except UnicodeError as error:
        raise SourceError(
            f"{path}: line {number + 1} is not UTF-8 text. The records before it were read; "
            "convert the file, for example with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
