"""The reading job is killed, runs out of disk, meets monsters: what was finished stays, the rest goes on, nothing counts
twice."""

from __future__ import annotations

import gzip
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proofwort import shards
from proofwort.cli import main
from proofwort.errors import ProofwortError
from proofwort.joining import machine_studies
from proofwort.model import Study
from proofwort.scale import read_files
from proofwort.shards import read_tally
from proofwort.sources import Tally
from tests.test_reading import MAGNESIUM, baseline, citation

FILES, EACH = 3, 25
PROGRAM = [sys.executable, "-m", "proofwort", "read"]
JOB = (
    "import sys; from pathlib import Path; from proofwort.scale import read_files;"
    "read_files([Path(p) for p in sys.argv[3:]], Path(sys.argv[1]), int(sys.argv[2]))"
)


def literature(folder: Path, files: int = FILES, each: int = EACH) -> list[Path]:
    """Files of citations that name an ingredient, each citation once."""
    folder.mkdir(exist_ok=True)
    made = []
    for number in range(files):
        first = 32_000_000 + number * each
        texts = [MAGNESIUM.replace("31000001", str(first + n)) for n in range(each)]
        made.append(baseline(folder / f"{number}.xml.gz", *texts))
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[Study]]:
    """The files, and what is read from them without any accident."""
    folder = tmp_path_factory.mktemp("whole")
    sources = literature(folder / "in")
    read_files(sources, folder / "out")
    return sources, machine_studies(folder / "out", Tally())


def start(sources: list[Path], into: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", JOB, str(into), str(workers), *map(str, sources)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.parametrize(("finished", "workers"), [(0, 1), (2, 1), (1, 2)])
def test_killed_and_started_again(
    whole: tuple[list[Path], list[Study]], finished: int, workers: int, tmp_path: Path
) -> None:
    """SIGKILL to the run and its workers once so many files are finished, in the middle of the next one."""
    sources, expected = whole
    into = tmp_path / "out"
    run = start(sources, into, workers)
    until = time.monotonic() + 120
    while time.monotonic() < until and run.poll() is None:
        if len(list(into.glob("*.parquet"))) >= finished and list(into.glob("*.new")):
            break
        time.sleep(0.002)
    if run.poll() is None:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    left = {path.name: path.read_bytes() for path in into.glob("*.parquet")}
    for path in into.glob("*.parquet"):
        assert read_tally(path)[0].read == EACH  # whole, or not there
    outcomes = read_files(sources, into)
    assert sum(o.known for o in outcomes) == len(left)
    assert all((into / name).read_bytes() == content for name, content in left.items())
    assert not list(into.glob("*.new"))
    tally = Tally()
    assert machine_studies(into, tally) == expected
    assert tally.merged == 0


def test_a_worker_that_is_killed_costs_nothing(
    whole: tuple[list[Path], list[Study]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool's process dies once, in the middle of a file; the file is read again."""
    sources, expected = whole
    flag = tmp_path / "died"

    def die_once(shard: shards.ShardWriter, row: shards.Row) -> None:
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        add(shard, row)

    add = shards.ShardWriter.add
    monkeypatch.setattr(shards.ShardWriter, "add", die_once)
    outcomes = read_files(sources, tmp_path / "out", workers=2)
    assert flag.exists()
    assert [o.broken for o in outcomes] == [None] * FILES
    assert machine_studies(tmp_path / "out", Tally()) == expected


def test_a_file_that_kills_every_reader_is_named_and_the_others_finish(
    whole: tuple[list[Path], list[Study]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, _ = whole

    def die(shard: shards.ShardWriter, row: shards.Row) -> None:
        if "32000000" in str(row.record):
            os.kill(os.getpid(), signal.SIGKILL)
        add(shard, row)

    add = shards.ShardWriter.add
    monkeypatch.setattr(shards.ShardWriter, "add", die)
    outcomes = read_files(sources, tmp_path / "out", workers=2)
    broken = [o for o in outcomes if o.broken]
    assert [o.source for o in broken] == [str(sources[0])]
    assert "killed" in (broken[0].broken or "")
    assert len(machine_studies(tmp_path / "out", Tally())) == (FILES - 1) * EACH


# -- the disk --------------------------------------------------------------------------------
def small_files_only() -> None:
    """No file may grow over 4 kB; the write then fails as on a full disk instead of killing the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))


def test_a_disk_that_is_full_is_named_and_what_was_finished_is_kept(
    whole: tuple[list[Path], list[Study]], tmp_path: Path
) -> None:
    sources, expected = whole
    into = tmp_path / "out"
    read_files(sources[:2], into)
    run = subprocess.run(
        [*PROGRAM, *map(str, sources), "--into", str(into)],
        capture_output=True, text=True, preexec_fn=small_files_only, check=False, env={**os.environ, "COLUMNS": "400"},
    )  # fmt: skip
    assert run.returncode == 1
    assert "cannot be written" in run.stderr
    assert "goes on where it was" in run.stderr
    assert "Traceback" not in run.stderr
    assert len(list(into.iterdir())) == 2
    read_files(sources, into)
    assert machine_studies(into, Tally()) == expected


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProofwortError, match="can be written"):
        read_files([], tmp_path / "file" / "out")


# -- monsters --------------------------------------------------------------------------------
def test_monsters_cost_their_own_file_or_record_only(tmp_path: Path) -> None:
    """A bomb, a wrong encoding, an abstract of fifty million letters, no identifier, broken XML, cut gzip, one good."""
    good = MAGNESIUM
    bomb = tmp_path / "bomb.xml"
    bomb.write_text(
        f'<!DOCTYPE r [<!ENTITY a "{"a" * 99}"><!ENTITY b "{"&a;" * 99}">]><PubmedArticleSet>&b;</PubmedArticleSet>'
    )
    wrong = tmp_path / "latin.xml"
    wrong.write_bytes(f"<PubmedArticleSet>{good}{good.replace('31000001', '31000002')}</PubmedArticleSet>".encode().replace(
        b"Journal of Tests</Title></Journal><ArticleTitle>", b"J\xfcrnal</Title></Journal><ArticleTitle>"))  # fmt: skip
    huge = baseline(tmp_path / "huge.xml.gz", citation(31000003, "Magnesium", "magnesium " * 5_000_000), good)
    nameless = baseline(tmp_path / "nameless.xml.gz", good.replace("<PMID Version='1'>31000001</PMID>", ""))
    broken = tmp_path / "broken.xml"
    broken.write_text(f"<PubmedArticleSet>{good}<PubmedArticle><b></i></PubmedArticle>{good}</PubmedArticleSet>")
    cut = tmp_path / "cut.xml.gz"
    cut.write_bytes(gzip.compress(f"<PubmedArticleSet>{good}{os.urandom(9000).hex()}".encode())[:-4000])
    odd = baseline(
        tmp_path / "odd.xml.gz", good.replace("<Year>2020</Year>", "<Year>20 20</Year><Month>Smarch</Month>")
    )
    sources = [bomb, wrong, huge, nameless, broken, cut, odd]
    outcomes = {Path(o.source).name: o for o in read_files(sources, tmp_path / "out")}
    for name in ("bomb.xml", "latin.xml", "broken.xml", "cut.xml.gz"):
        assert name in (outcomes[name].broken or ""), name
    for name in ("huge.xml.gz", "nameless.xml.gz", "odd.xml.gz"):
        assert outcomes[name].broken is None, name
    assert any("over 10,000,000" in reason for reason in outcomes["huge.xml.gz"].tally.skipped)
    found = machine_studies(tmp_path / "out", Tally())
    assert [s.slug for s in found if s.identifiers.pmid] == ["pmid-31000001"]


def test_the_command_ends_with_a_table_and_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "broken.xml"
    source.write_text(f"<PubmedArticleSet>{MAGNESIUM}<PubmedArticle>")
    monkeypatch.setattr(sys, "argv", ["proofwort", "read", str(source), "--into", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 3
    assert "studies of an ingredient" in said.out
    assert "broken.xml" in said.err.replace("\n", "")
