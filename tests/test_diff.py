"""Replay: what changed between two releases and why; the history that pages and feeds tell; retraction lists that strike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from proofwort.answers import Evidence
from proofwort.build import build, ensure, release_id
from proofwort.diff import compare
from proofwort.errors import KnowledgeError, SourceError
from proofwort.history import append, load_history
from proofwort.integrity import with_retractions
from proofwort.knowledge import Knowledge, load
from proofwort.model import RatingChange, Release
from proofwort.rate.rubric import parse_rubric

PAIR = ("magnesium", "migraine")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, knowledge_root: Path) -> Path:
    """A knowledge folder with the studies of one pair only, so that it builds quickly."""
    root = tmp_path_factory.mktemp("small") / "knowledge"
    shutil.copytree(
        knowledge_root, root, ignore=shutil.ignore_patterns("studies", "searches", "second_readings", "*.jsonl")
    )
    for folder in ("studies", "searches"):
        (root / folder).mkdir()
    for path in sorted((knowledge_root / "studies").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "condition: migraine" in text and "ingredient: magnesium" in text:
            (root / "studies" / path.name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def edited(small: Path, tmp_path: Path) -> Callable[..., Evidence]:
    """Builds a copy of the small knowledge after a change to it."""

    def make(change: Callable[[Path], object] = lambda _: None, name: str = "new", **more: Path) -> Evidence:
        root = tmp_path / name
        shutil.copytree(small, root)
        change(root)
        return Evidence.open(build(root, tmp_path / f"{name}.sqlite", **more).path)

    return make


def change_of(old: Evidence, new: Evidence) -> RatingChange:
    return next(c for c in compare(old, new) if (c.ingredient, c.condition) == PAIR)


def deciding(evidence: Evidence) -> str:
    """The study without which the rating would be another."""
    return evidence.evidence(*PAIR).fragile[0].study


def test_the_same_release_has_the_same_rows_and_nothing_differs(edited: Callable[..., Evidence]) -> None:
    first, second = edited(name="a"), edited(name="b")
    assert first.release == second.release
    assert compare(first, second) == ()


def test_a_study_taken_out_is_named(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)
    new = edited(lambda root: (root / "studies" / f"{slug}.yaml").unlink())
    change = change_of(old, new)
    assert change.before and change.after and change.before.value != change.after.value
    assert any(r.startswith("study taken out:") for r in change.reasons)
    assert any(r.startswith("study added:") for r in change_of(new, old).reasons)


def test_a_retracted_study_and_a_corrected_one_are_told_apart(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)

    def mark(root: Path, **fields: object) -> None:
        path = root / "studies" / f"{slug}.yaml"
        path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **fields}, allow_unicode=True))

    retracted = change_of(old, edited(lambda r: mark(r, integrity="retracted"), "retracted"))
    assert any(r.startswith("study retracted:") for r in retracted.reasons)
    corrected = change_of(old, edited(lambda r: mark(r, findings=_all_null(r, slug)), "corrected"))
    assert any("(findings" in r for r in corrected.reasons)


def _all_null(root: Path, slug: str) -> list[dict[str, object]]:
    findings = yaml.safe_load((root / "studies" / f"{slug}.yaml").read_text())["findings"]
    return [
        {**{k: v for k, v in f.items() if k not in ("effect", "p", "grade")}, "direction": "null"} for f in findings
    ]


def test_another_rubric_is_the_reason(edited: Callable[..., Evidence]) -> None:
    def stricter(root: Path) -> None:
        path = root / "rubric.yaml"
        text = path.read_text()
        path.write_text(text.replace("  benefit: [1, 2, 3, 4, 5]", "  benefit: [1, 1, 1, 1, 1]"))

    change = change_of(edited(name="old"), edited(stricter))
    assert any(r.startswith("the rubric changed:") for r in change.reasons)


def test_a_list_of_retractions_moves_the_rating_it_must_and_says_so(
    edited: Callable[..., Evidence], tmp_path: Path
) -> None:
    old = edited(name="old")
    slug = deciding(old)
    ids = old.study(slug).study.identifiers
    notices = tmp_path / "notices.csv"
    notices.write_text(
        "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate,Reason\n"
        f"{ids.doi or ''},{ids.pmid or 0},Retraction,8/16/2024 0:00,+Unreliable Results;\n"
    )
    new = edited(retractions=notices)
    struck = new.study(slug).study
    assert struck.integrity == "retracted"
    assert struck.integrity_note == "Retraction of 2024-08-16, by a list of retractions: Unreliable Results"
    assert new.release != old.release
    change = change_of(old, new)
    assert any(r.startswith("study retracted:") for r in change.reasons)
    assert slug not in new.ask(*PAIR).rating.studies
    assert "retract" in " ".join(s.technical + s.plain for s in new.ask(*PAIR).rating.steps).lower()


def test_a_list_in_the_knowledge_folder_counts_and_other_articles_do_not(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("doi,retractionwatch\n10.9999/nobody,Retraction\n")
    assert with_retractions(knowledge, [path]) is knowledge


def test_something_else_than_a_list_is_refused(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,colour\nrose,red\n")
    with pytest.raises(SourceError, match=r"list\.csv"):
        with_retractions(knowledge, [path])


def test_a_mark_set_by_a_curator_is_never_lifted(knowledge: Knowledge, tmp_path: Path) -> None:
    study = next(s for s in knowledge.studies.values() if s.identifiers.doi)
    marked = replace(knowledge, studies={**knowledge.studies, study.slug: replace(study, integrity="retracted")})
    path = tmp_path / "list.csv"
    path.write_text(f"doi,retractionwatch\n{study.identifiers.doi},Expression of concern\n")
    assert with_retractions(marked, [path]).studies[study.slug].integrity == "retracted"


def test_the_release_id_covers_the_models(small: Path, tmp_path: Path) -> None:
    rubric = parse_rubric((small / "rubric.yaml").read_text())
    root = tmp_path / "other"
    shutil.copytree(small, root)
    before = release_id(load(root), rubric)
    (root / "models" / "one-more.json.gz").write_bytes(b"x")
    assert release_id(load(root), rubric) != before


def test_history_is_kept_told_and_checked(edited: Callable[..., Evidence], tmp_path: Path) -> None:
    old = edited(name="old")
    slug = deciding(old)

    def published(root: Path) -> None:
        (root / "studies" / f"{slug}.yaml").unlink()
        after = Evidence.open(build(root, tmp_path / "after.sqlite").path)
        changes = compare(old, after)
        append(
            root,
            Release(release=after.release, date=after.built, code=after.code, rubric=after.rubric, changes=changes),
        )

    new = edited(published)
    (told,) = new.evidence(*PAIR).history
    assert told.change == change_of(old, new)
    assert new.changes().releases[0].release == new.release
    assert new.past(ingredient="zinc") == ()


def test_a_new_history_makes_the_evidence_old(small: Path, tmp_path: Path) -> None:
    root, out = tmp_path / "k", tmp_path / "e.sqlite"
    shutil.copytree(small, root)
    ensure(root, out)
    first = out.stat().st_mtime_ns
    ensure(root, out)
    assert out.stat().st_mtime_ns == first
    evidence = Evidence.open(out)
    append(root, Release(release="0" * 12, date=evidence.built, code="0", rubric="0"))
    ensure(root, out)
    assert Evidence.open(out).changes().releases[0].release == "0" * 12


def test_a_broken_line_of_the_history_is_named(tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_text(json.dumps({"release": "x"}) + "\n")
    with pytest.raises(KnowledgeError) as caught:
        load_history(tmp_path)
    assert caught.value.problems[0].line == 1
    assert load_history(tmp_path / "nowhere") == ()
