"""Builds: the same inputs give the same rows; files are swapped in whole; one changed record changes the release."""

from __future__ import annotations

import shutil
from pathlib import Path

from proofwort.build import build, ensure
from proofwort.store import Reader


def test_the_same_knowledge_gives_the_same_rows(tmp_path: Path, small: Path) -> None:
    again, first = (build(small, tmp_path / f"{name}.sqlite") for name in ("again", "first"))
    assert again.release == first.release
    assert again.rows_hash == first.rows_hash


def test_a_changed_record_changes_the_release(tmp_path: Path, small: Path) -> None:
    copy = tmp_path / "knowledge"
    shutil.copytree(small, copy)
    path = copy / "conditions" / "migraine.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert build(copy, tmp_path / "changed.sqlite").release != build(small, tmp_path / "first.sqlite").release


def test_ensure_builds_only_when_needed(tmp_path: Path, small: Path) -> None:
    copy = tmp_path / "knowledge"
    shutil.copytree(small, copy)
    out = tmp_path / "evidence.sqlite"
    ensure(copy, out)
    stamp = out.stat().st_mtime_ns
    ensure(copy, out)
    assert out.stat().st_mtime_ns == stamp
    out.write_bytes(b"broken")
    ensure(copy, out)
    assert Reader(out).meta["release"]
