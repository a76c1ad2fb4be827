"""What tests share: the repository's own knowledge, and the evidence file built from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proofwort.answers import Evidence
from proofwort.build import build
from proofwort.knowledge import Knowledge, load
from tests.find_chromium import chromium, in_ci

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def knowledge_root() -> Path:
    return ROOT / "knowledge"


@pytest.fixture(scope="session")
def knowledge(knowledge_root: Path) -> Knowledge:
    return load(knowledge_root)


@pytest.fixture(scope="session")
def evidence_path(tmp_path_factory: pytest.TempPathFactory, knowledge_root: Path) -> Path:
    return build(knowledge_root, tmp_path_factory.mktemp("evidence") / "evidence.sqlite").path


@pytest.fixture(scope="session")
def evidence(evidence_path: Path) -> Iterator[Evidence]:
    opened = Evidence.open(evidence_path)
    yield opened
    opened.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests out, and say so, where there is no Chromium; in CI that is a failure."""
    browser = [i for i in items if i.get_closest_marker("browser")]
    if not browser or chromium():
        return
    if in_ci():
        raise pytest.UsageError("no Chromium found, and in CI browser tests may not be left out")
    config.hook.pytest_deselected(items=browser)
    items[:] = [i for i in items if i not in browser]
