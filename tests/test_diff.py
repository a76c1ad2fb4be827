"""Replay: what changed between two releases and why; the history that pages and feeds tell; retraction lists that strike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from proofwort.answers import Evidence
from proofwort.build import build, ensure, release_id
from proofwort.cli import app
from proofwort.diff import compare
from proofwort.errors import KnowledgeError, SourceError
from proofwort.history import append, load_history
from proofwort.integrity import with_retractions
from proofwort.knowledge import Knowledge, load
from proofwort.model import RatingChange, Release
from proofwort.rate.rubric import parse_rubric
from proofwort.store import Reader

PAIR = ("magnesium", "migraine")


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


def kinds(change: RatingChange) -> set[str]:
    return {reason.kind for reason in change.reasons}


def test_the_same_release_has_the_same_rows_and_nothing_differs(
    edited: Callable[..., Evidence], tmp_path: Path
) -> None:
    first, second = edited(name="a"), edited(name="b")
    assert first.release == second.release
    assert Reader(tmp_path / "a.sqlite").meta["rows_hash"] == Reader(tmp_path / "b.sqlite").meta["rows_hash"]
    assert compare(first, second) == ()


def test_a_study_taken_out_is_named(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)
    new = edited(lambda root: (root / "studies" / f"{slug}.yaml").unlink())
    change = change_of(old, new)
    assert change.before and change.after and change.before.value != change.after.value
    assert [(r.kind, r.studies) for r in change.reasons] == [("study-removed", (slug,))]
    (back,) = change_of(new, old).reasons
    assert back.kind == "study-added" and back.text.startswith("study added: ")


def test_a_retracted_study_and_a_corrected_one_are_told_apart(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)

    def mark(root: Path, **fields: object) -> None:
        path = root / "studies" / f"{slug}.yaml"
        path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **fields}, allow_unicode=True))

    retracted = change_of(old, edited(lambda r: mark(r, integrity="retracted"), "retracted"))
    assert [(r.kind, r.studies) for r in retracted.reasons] == [("study-retracted", (slug,))]
    corrected = change_of(old, edited(lambda r: mark(r, findings=_all_null(r, slug)), "corrected"))
    (reason,) = corrected.reasons
    assert reason.kind == "study-corrected"
    assert "direction benefit → null" in reason.text and "effect" in reason.text


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
    assert kinds(change) == {"rubric"}


def test_what_moved_the_rating_is_told_from_what_did_not(edited: Callable[..., Evidence]) -> None:
    """A new number of the rubric that matters to nothing is no reason, and neither is a study where a rule alone moved."""

    def other_rule(root: Path, name: str, old: str, new: str) -> None:
        path = root / "rubric.yaml"
        head, mark, tail = path.read_text().partition(f"    {name}:\n")
        assert mark
        path.write_text(f"{head}{mark}{tail.replace(f'value: {old}', f'value: {new}', 1)}")

    old = edited(name="old")
    slug = deciding(old)

    def study_and_idle_rule(root: Path) -> None:
        (root / "studies" / f"{slug}.yaml").unlink()
        other_rule(root, "tradition_weak", "1", "0")

    assert kinds(change_of(old, edited(study_and_idle_rule))) == {"study-removed"}
    (reason,) = change_of(old, edited(lambda r: other_rule(r, "works_from", "4", "3"), "named")).reasons
    assert reason.text == "the rubric changed: works_from 4 → 3"


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
    assert kinds(change) == {"study-retracted"}
    assert slug not in new.ask(*PAIR).rating.studies
    assert "retract" in " ".join(s.technical + s.plain for s in new.ask(*PAIR).rating.steps).lower()


def test_a_plain_list_in_the_knowledge_folder_counts(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)

    def drop(root: Path) -> None:
        (root / "retractions").mkdir()
        ids = old.study(slug).study.identifiers
        number = f"PMID: {ids.pmid}" if ids.pmid else f"https://doi.org/{ids.doi}"
        (root / "retractions" / "mine.txt").write_text(f"{number}\n# a remark\n10.9999/nobody\n")

    new = edited(drop)
    assert new.study(slug).study.integrity_note == "Retraction, by a list of retractions"
    assert kinds(change_of(old, new)) == {"study-retracted"}


def test_a_retracted_trial_marks_the_review_that_holds_it(edited: Callable[..., Evidence], tmp_path: Path) -> None:
    """The trial need not be on record itself; the review that decides loses one step, and all say so."""

    def with_list(root: Path) -> None:
        path = root / "studies" / f"{review}.yaml"
        data = yaml.safe_load(path.read_text())
        path.write_text(yaml.safe_dump({**data, "included": ["pmid:424242", "pmid:424243"]}, allow_unicode=True))

    first = edited(name="first")
    rating = first.stored(*PAIR).rating
    review = next(s for s in rating.studies if first.study(s).study.design == "meta-analysis")
    notices = tmp_path / "notices.txt"
    notices.write_text("424243\n")
    old, new = edited(with_list, "old"), edited(with_list, "new", retractions=notices)
    assert new.study(review).study.included_retracted == ("pmid:424243",)
    before, after = old.stored(*PAIR).rating, new.stored(*PAIR).rating
    assert "affected-review" not in {s.rule for s in before.steps}
    assert ("affected-review", "-1") in {(s.rule, s.effect) for s in after.steps}
    if before.certainty != after.certainty:
        assert kinds(change_of(old, new)) == {"review-affected"}


def test_a_reinstated_study_stands(knowledge: Knowledge, tmp_path: Path) -> None:
    study = next(s for s in knowledge.studies.values() if s.identifiers.doi and s.integrity == "none")
    path = tmp_path / "list.csv"
    path.write_text(
        "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate,Reason\n"
        f"{study.identifiers.doi},0,Reinstatement,8/16/2024 0:00,\n"
        f"{study.identifiers.doi},0,Retraction,8/16/2023 0:00,\n"
    )
    assert with_retractions(knowledge, [path]).studies[study.slug].integrity == "none"


def test_other_articles_do_not_count(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("doi,retractionwatch\n10.9999/nobody,Retraction\n")
    assert with_retractions(knowledge, [path]).digest == with_retractions(knowledge, []).digest


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


def test_a_build_may_go_on_with_the_history_of_another_file(edited: Callable[..., Evidence]) -> None:
    old = edited(name="old")
    slug = deciding(old)
    second = edited(lambda r: (r / "studies" / f"{slug}.yaml").unlink(), "second", previous=old.path)
    third = edited(name="third", previous=second.path)
    lines = [(r.release, len(r.changes)) for r in third.changes().releases]
    assert [release for release, _ in lines] == [third.release, second.release]
    assert [kinds(p.change) for p in third.past(*PAIR)] == [{"study-added"}, {"study-removed"}]
    same = edited(name="same", previous=third.path)
    assert same.changes() == third.changes()


def test_what_was_added_by_hand_stays_until_the_knowledge_changes(small: Path, tmp_path: Path) -> None:
    root, out = tmp_path / "k", tmp_path / "e.sqlite"
    shutil.copytree(small, root)
    plain = build(root, tmp_path / "plain.sqlite").release
    slug = deciding(Evidence.open(tmp_path / "plain.sqlite"))
    notices = tmp_path / "notices.txt"
    notices.write_text(str(load(root).studies[slug].identifiers.pmid or load(root).studies[slug].identifiers.doi))
    marked = build(root, out, retractions=notices).release
    assert marked != plain
    ensure(root, out)
    assert Evidence.open(out).release == marked
    (root / "studies" / f"{slug}.yaml").unlink()
    ensure(root, out)
    assert Evidence.open(out).release not in (marked, plain)


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


def test_the_commands_write_and_print_the_history(small: Path, tmp_path: Path) -> None:
    root, old, new = tmp_path / "k", tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    shutil.copytree(small, root)
    runner, known = CliRunner(), ["--knowledge", str(root)]
    begun = runner.invoke(app, ["release", *known, "--date", "2026-11-25"])  # the first has none before it
    assert begun.exit_code == 0
    assert runner.invoke(app, ["build", *known, "--evidence", str(old)]).exit_code == 0
    again = runner.invoke(app, ["release", *known, "--previous", str(old)])
    assert "is the last one in the history already" in str(again.exception)
    assert "give --previous" in str(runner.invoke(app, ["release", *known]).exception)
    (root / "studies" / f"{deciding(Evidence.open(old))}.yaml").unlink()
    assert runner.invoke(app, ["release", *known, "--previous", str(old), "--date", "2026-11-30"]).exit_code == 0
    assert runner.invoke(app, ["build", *known, "--evidence", str(new)]).exit_code == 0
    first, second = load_history(root)
    assert (first.changes, second.date) == ((), date(2026, 11, 30))
    assert second.release == Evidence.open(new).release  # what was announced is what was built
    printed = runner.invoke(app, ["diff", str(old), str(new)]).stdout
    assert "study taken out" in printed and "added: 0" in printed
    told = json.loads(runner.invoke(app, ["diff", "--json", str(old), str(new)]).stdout)
    assert told[0]["reasons"][0]["kind"] == "study-removed"
