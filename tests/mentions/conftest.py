"""One vocabulary for all tests: loading it takes a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofwort.mentions import Kind, Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.fixture
def named(vocabulary: Vocabulary) -> Callable[[str, Kind], list[tuple[str, str]]]:
    """(what stands in the text, concept) of all mentions of a kind."""

    def of(text: str, kind: Kind) -> list[tuple[str, str]]:
        return [(text[m.start : m.end], m.concept) for m in vocabulary.find(text) if m.kind == kind]

    return of
