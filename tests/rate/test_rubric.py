"""The rubric file: complete, sourced, and clear about what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from proofwort.errors import KnowledgeError
from proofwort.rate.rubric import NAMES, load_rubric

FILE = Path(__file__).parent.parent.parent / "knowledge" / "rubric.yaml"


def test_every_number_has_unit_date_reference_and_meaning(rubric):
    assert set(rubric.numbers) == set(NAMES)
    for number in rubric.numbers.values():
        assert number.unit
        assert number.reference
        assert number.meaning
        assert getattr(rubric, number.name) == number.value
    assert rubric.version.startswith(f"{rubric.semver}+")
    with pytest.raises(ValueError, match="no number 'vote_benefits'"):
        rubric.shifted("vote_benefits", 1)


def changed(tmp_path: Path, change) -> Path:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "rubric.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["numbers"]["vote"].pop("vote_mixed"), "vote_mixed: is missing. Add it"),
        (lambda d: d["numbers"]["vote"].update(extra={"value": 1}), "vote.extra: is not a number that the rating uses"),
        (lambda d: d["numbers"]["vote"]["vote_mixed"].update(value="high"), "value 'high' is not a number"),
        (lambda d: d["numbers"]["vote"]["vote_mixed"].update(value=True), "value True is not a number"),
        (lambda d: d["numbers"]["vote"]["vote_mixed"].pop("reference"), "lacks reference"),
        (lambda d: d["numbers"]["vote"]["vote_mixed"].update(dated="soon"), "dated 'soon' is not a date"),
        (lambda d: d["table"].pop("harm"), "table.harm: must list five values"),
        (lambda d: d["table"].update(harm=[0, 0, 0, 0, 9]), "table.harm"),
        (lambda d: d.pop("table"), "must hold version, table and numbers"),
    ],
)
def test_problems_are_named(tmp_path, change, message):
    with pytest.raises(KnowledgeError) as caught:
        load_rubric(changed(tmp_path, change))
    assert message in str(caught.value)
    assert "rubric.yaml" in str(caught.value)


def test_missing_or_broken_file(tmp_path):
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_rubric(tmp_path / "none.yaml")
    broken = tmp_path / "rubric.yaml"
    broken.write_text("a: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="not valid YAML"):
        load_rubric(broken)


def test_all_problems_at_once(tmp_path):
    def change(data):
        data["numbers"]["vote"].pop("vote_mixed")
        data["numbers"]["bias"].pop("bias_low")

    with pytest.raises(KnowledgeError) as caught:
        load_rubric(changed(tmp_path, change))
    assert len(caught.value.problems) == 2
