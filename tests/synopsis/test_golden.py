"""Forty states of evidence and the prose that was read in full for each; see `frozen.py` for how to renew it."""

from __future__ import annotations

import pytest

from proofwort.model import Answer
from tests.synopsis.frozen import GOLDEN, PAIRS, golden_file, states, text


@pytest.mark.parametrize("answer", states(), ids=lambda a: golden_file(a).stem)
def test_the_prose_is_the_one_that_was_read(answer: Answer) -> None:
    assert text(answer) == golden_file(answer).read_text(encoding="utf-8")


def test_forty_states_and_no_stray_file() -> None:
    names = [golden_file(answer).name for answer in states()]
    assert len(names) == len(PAIRS) == 40
    assert sorted(names) == sorted(p.name for p in GOLDEN.iterdir())
