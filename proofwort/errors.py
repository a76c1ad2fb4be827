"""Everything that can go wrong, as one small tree.

ProofwortError                  exit code 1
├── KnowledgeError              2   a curated record is wrong: file, line, field, remedy
├── SourceError                 3   a literature file cannot be read (any further)
├── FetchError                  4   a remote service did not answer as documented
├── EvidenceError               5   the evidence file is missing, damaged or of another version
├── NotFound                    6   no such ingredient, condition, study or pair; names the nearest
└── WishError                   7   a version of a rating was asked for that cannot be made: unknown study, bad number
"""

from __future__ import annotations

from dataclasses import dataclass


class ProofwortError(Exception):
    """Base of all errors that are shown to a user; the message alone must be enough to act on."""

    exit_code = 1


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one curated file, with what to do about it."""

    file: str
    line: int | None
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}: {self.field}: {self.message}. {self.remedy}"


class KnowledgeError(ProofwortError):
    """Curated records are wrong. Holds all problems found, not only the first."""

    exit_code = 2

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


class SourceError(ProofwortError):
    """A literature file cannot be read (any further)."""

    exit_code = 3


class FetchError(ProofwortError):
    """A remote service did not answer as documented."""

    exit_code = 4


class EvidenceError(ProofwortError):
    """The evidence file is missing, damaged or of another version."""

    exit_code = 5


class NotFound(ProofwortError):
    """No such thing. `nearest` holds (address, name) pairs of what might have been meant."""

    exit_code = 6

    def __init__(self, message: str, nearest: tuple[tuple[str, str], ...] = ()) -> None:
        self.nearest = nearest
        hint = "; did you mean " + ", ".join(name for _, name in nearest) + "?" if nearest else ""
        super().__init__(message + hint)


class WishError(ProofwortError):
    """A version of a rating was asked for that cannot be made; says which part and why."""

    exit_code = 7
