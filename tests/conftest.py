"""What tests share: the repository's own knowledge, and the evidence file built from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofwort.answers import Evidence
from proofwort.build import build
from proofwort.knowledge import FOLDERS, Knowledge, load
from tests.find_chromium import chromium, in_ci

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def knowledge_root() -> Path:
    return ROOT / "knowledge"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, knowledge_root: Path) -> Path:
    """A knowledge folder with the studies of one pair only (magnesium and migraine), so that it builds quickly."""
    root = tmp_path_factory.mktemp("small") / "knowledge"
    others = ("studies", "ingredients", *(f for f, (_, lists) in FOLDERS.items() if lists))
    shutil.copytree(
        knowledge_root, root, ignore=shutil.ignore_patterns(*others, "retractions", "*.jsonl", "*.tsv", "vocabulary")
    )
    for folder in others:
        (root / folder).mkdir()
    named = {"magnesium", "zinc"}
    for path in sorted((knowledge_root / "studies").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "condition: migraine\n" in text and "ingredient: magnesium\n" in text:
            (root / "studies" / path.name).write_text(text, encoding="utf-8")
            named |= set(re.findall(r"ingredient: (\S+)", text))
    for name in named:
        shutil.copy(knowledge_root / "ingredients" / f"{name}.yaml", root / "ingredients")
    shutil.copy(knowledge_root / "cautions" / "magnesium.yaml", root / "cautions")
    return root


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
