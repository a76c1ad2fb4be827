"""Given, eaten, measured or lacking."""

from __future__ import annotations

import pytest

from proofwort.mentions import Vocabulary, exposure

CASES = [
    ("serum magnesium was low", "level"),
    ("plasma levels of magnesium", "level"),
    ("magnesium concentrations rose", "level"),
    ("magnesium status", "level"),
    ("25(OH)D was measured", "level"),
    ("magnesium deficiency", "deficiency"),
    ("children deficient in zinc", "deficiency"),
    ("low zinc status", "deficiency"),
    ("zinc insufficiency", "deficiency"),
    ("dietary magnesium", "diet"),
    ("magnesium intake", "diet"),
    ("a higher intake of magnesium", "diet"),
    ("magnesium-rich foods", "diet"),
    ("dietary magnesium supplementation", "given"),
    ("magnesium supplementation", "given"),
    ("patients received magnesium", "given"),
    ("300 mg of magnesium", "given"),
    ("magnesium (300 mg/day)", "given"),
    ("magnesium 300 mg", "given"),
    ("effect of magnesium on sleep", "given"),
    ("the magnesium group", "given"),
    ("intravenous magnesium", "given"),
    ("oral magnesium", "given"),
    ("magnesium and nothing else", None),
    ("We measured serum. Magnesium and nothing else", None),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_exposure(vocabulary: Vocabulary, text: str, value: str | None) -> None:
    mention = next(m for m in vocabulary.find(text) if m.kind == "ingredient")
    said = exposure(text, mention)
    assert (said.value if said else None) == value
    if said:
        assert 0 <= said.start <= mention.start
        assert mention.end <= said.end <= len(text)
