"""The evidence file in use: opened once, looked at before each answer, replaced when the file was replaced."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from proofwort.answers import Evidence
from proofwort.errors import EvidenceError

log = logging.getLogger(__name__)


class _Mark(NamedTuple):
    """What changes when a file is swapped. Reading it costs one system call."""

    inode: int
    modified: int
    size: int


class CurrentEvidence:
    """The newest good evidence at `path`. Raises EvidenceError if there is none to begin with.

    A publisher swaps the file in whole. A swapped file that cannot be opened is logged once, and the last good one
    stays: an open file lives on after its name is given to another.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._evidence = Evidence.open(path)
        self._seen = self._mark()
        self.problem: str | None = None

    def _mark(self) -> _Mark | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return _Mark(stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def get(self) -> Evidence:
        """The evidence to answer from, of the newest file that could be opened."""
        mark = self._mark()
        if mark != self._seen:
            self._seen = mark
            self._replace()
        return self._evidence

    def _replace(self) -> None:
        try:
            self._evidence = Evidence.open(self.path)
        except EvidenceError as error:
            self.problem = str(error)
            log.warning("changed evidence file cannot be read, still serving %s: %s", self._evidence.release, error)
        else:
            self.problem = None
            log.info("now serving evidence release %s", self._evidence.release)
