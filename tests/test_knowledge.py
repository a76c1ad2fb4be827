"""Curated records: whatever is wrong is named by file, line, field and remedy, and stops the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofwort import checks, names
from proofwort.build import build
from proofwort.errors import KnowledgeError, Problem
from proofwort.knowledge import Knowledge, load

ROOT = Path(__file__).parent.parent
SEED = (Path(__file__).parent / "data" / "seed_conditions.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def copy(tmp_path: Path, knowledge_root: Path) -> Path:
    """A small copy of the knowledge that a test may break."""
    target = tmp_path / "knowledge"
    shutil.copytree(knowledge_root, target, ignore=shutil.ignore_patterns("studies", "searches", "second_readings"))
    (target / "studies").mkdir()
    for study in sorted((knowledge_root / "studies").glob("pmid-*.yaml"))[:3]:
        shutil.copy(study, target / "studies")
    return target


def problems(root: Path) -> list[Problem]:
    with pytest.raises(KnowledgeError) as caught:
        records = load(root)
        if found := checks.check(records):
            raise KnowledgeError(found)
    return caught.value.problems


def edit(path: Path, old: str, new: str) -> int:
    """Replace text in a file; returns the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_repository_is_sound(knowledge: Knowledge) -> None:
    assert checks.check(knowledge) == []


@pytest.mark.parametrize("seed", SEED)
def test_every_name_of_the_seed_resolves(seed: str, knowledge: Knowledge) -> None:
    key = names.key(seed)
    found = [c.slug for c in knowledge.conditions.values() if key in {names.key(n) for n in (c.name, *c.names)}]
    assert len(found) == 1, found


def test_a_wrong_word_is_named_with_line_and_choices(copy: Path) -> None:
    line = edit(copy / "conditions" / "migraine.yaml", "kind: disease", "kind: illness")
    (problem,) = problems(copy)
    assert (problem.file, problem.line, problem.field) == ("conditions/migraine.yaml", line, "kind")
    assert "'disease'" in problem.remedy


def test_an_unknown_field_gets_a_suggestion(copy: Path) -> None:
    edit(copy / "conditions" / "migraine.yaml", "default_role:", "default_rol:")
    assert any("default_role" in p.remedy and p.line for p in problems(copy))


def test_a_key_written_twice_is_refused(copy: Path) -> None:
    path = copy / "conditions" / "migraine.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "kind: disease\n", encoding="utf-8")
    (problem,) = problems(copy)
    assert "stands twice" in problem.message
    assert problem.line == path.read_text(encoding="utf-8").count("\n")


def test_all_problems_are_told_at_once(copy: Path) -> None:
    edit(copy / "conditions" / "migraine.yaml", "kind: disease", "kind: illness")
    edit(copy / "ingredients" / "magnesium.yaml", "kind: mineral", "kind: metal")
    assert {p.file for p in problems(copy)} == {"conditions/migraine.yaml", "ingredients/magnesium.yaml"}


def test_a_name_claimed_twice_is_refused(copy: Path) -> None:
    path = copy / "conditions" / "insomnia.yaml"
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    record["names"] = [*record.get("names", []), "Migraine"]
    path.write_text(yaml.safe_dump(record), encoding="utf-8")
    assert any("also claimed by" in p.message for p in problems(copy))


def test_an_interval_that_misses_its_estimate_is_refused(copy: Path) -> None:
    path = sorted((copy / "studies").glob("*.yaml"))[0]
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    record["findings"][0]["effect"] = {"measure": "RR", "value": 2.0, "low": 0.5, "high": 1.5}
    record["findings"][0]["direction"] = "null"
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    assert any("lies outside its interval" in p.message for p in problems(copy))


def test_a_verdict_on_trials_that_nobody_judged_is_refused(copy: Path) -> None:
    path = sorted((copy / "studies").glob("*.yaml"))[0]
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    record |= {"design": "meta-analysis", "appraised": False, "bias": {"appraised_as": "low"}}
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    assert any("bias.appraised_as is low" in p.message for p in problems(copy))


def test_a_diet_that_was_assigned_is_refused_as_a_diet(copy: Path) -> None:
    study = copy / "studies" / "pmid-8792038.yaml"
    shutil.copy(ROOT / "knowledge" / "studies" / study.name, study)
    edit(study, "  direction:", "  exposure: diet\n  direction:")
    edit(study, "  role: prevent", "  role: treat")
    assert any("randomised" in p.message and p.field.endswith("exposure") for p in problems(copy))


def test_a_study_recorded_twice_is_refused(copy: Path) -> None:
    first = sorted((copy / "studies").glob("pmid-*.yaml"))[0]
    record = yaml.safe_load(first.read_text(encoding="utf-8")) | {"slug": "doi-10-1000-twin"}
    (copy / "studies" / "doi-10-1000-twin.yaml").write_text(
        yaml.safe_dump(record, allow_unicode=True), encoding="utf-8"
    )
    assert any("stands in" in p.message for p in problems(copy))


def test_text_that_is_not_utf8_is_named(copy: Path) -> None:
    (copy / "conditions" / "migraine.yaml").write_bytes(b"name: caf\xe9")
    assert any("UTF-8" in p.message for p in problems(copy))


def test_a_broken_build_leaves_the_last_good_evidence(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "evidence.sqlite"
    build(copy, out)
    before = out.read_bytes()
    edit(copy / "conditions" / "migraine.yaml", "kind: disease", "kind: illness")
    with pytest.raises(KnowledgeError):
        build(copy, out)
    assert out.read_bytes() == before
    assert list(tmp_path.glob("*.new")) == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_file_content_breaks_the_loader(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "conditions").mkdir(exist_ok=True)
    (tmp_path / "body_systems.yaml").write_text("[]")
    (tmp_path / "conditions" / "fuzz.yaml").write_bytes(content)
    with pytest.raises(KnowledgeError):
        load(tmp_path)
