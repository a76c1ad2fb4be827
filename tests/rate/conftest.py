"""The rubric as shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofwort.rate.rubric import Rubric, load_rubric


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric(Path(__file__).parent.parent.parent / "knowledge" / "rubric.yaml")
