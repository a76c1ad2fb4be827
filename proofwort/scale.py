"""The reading job: files of literature → shards of studies, over as many processes as wanted; resumable at any
point."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from proofwort import paths
from proofwort.errors import ProofwortError, SourceError
from proofwort.extract.study import READER_VERSION, names_an_ingredient, read_article, read_if_about_one
from proofwort.mentions import Vocabulary
from proofwort.model import Article, Identifiers, Section, Study
from proofwort.second_reader import SecondReader
from proofwort.shards import Row, ShardWriter, read_tally, shard_path
from proofwort.sources import Record, Tally, read_any

ATTEMPTS = 3


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its shard, what was counted, where it broke off, and whether it had been read before."""

    source: str
    shard: Path | None
    tally: Tally
    broken: str | None
    known: bool


@cache
def _vocabulary() -> Vocabulary:
    """Loaded once in each process."""
    return Vocabulary.load()


def read(title: str, abstract: str) -> Study:
    """What the machine reader finds in a title and an abstract. Each value's place and rule are in `Study.facts`."""
    sections = (Section(label="abstract", text=abstract),) if abstract else ()
    article = Article(source="text", identifiers=Identifiers(), title=title, abstract=sections)
    return read_article(article, _vocabulary())


@cache
def reader_state() -> str:
    """What decides the answers besides the text: the reader's version, its models and its vocabulary."""
    digest = hashlib.sha256(READER_VERSION.encode())
    for folder in ("models", "vocabulary"):
        for path in sorted((paths.knowledge_root() / folder).iterdir()):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def read_file(source: Path, into: Path, second: SecondReader | None = None) -> Outcome:
    """Read one file into its shard, unless that is there already. What stands before a break in the file is kept.

    Raises ProofwortError where the shard cannot be written, or a second reader does not answer.
    """
    try:
        target = shard_path(into, source, reader_state() + (second.name if second else ""))
    except SourceError as error:
        return Outcome(str(source), None, Tally(), str(error), False)
    if target.is_file():
        tally, name, broken = read_tally(target)
        return Outcome(name, target, tally, broken, True)
    tally = Tally()
    broken = None
    with ShardWriter(target) as shard:
        try:
            for record in read_any(source, tally):
                if (row := _row(record, tally, second)) is not None:
                    shard.add(row)
        except SourceError as error:
            broken = str(error)
        if broken and not shard.rows and not tally.read:
            return Outcome(str(source), None, tally, broken, False)
        shard.finish(tally, str(source), broken)
    return Outcome(str(source), target, tally, broken, False)


def _row(record: Record, tally: Tally, second: SecondReader | None) -> Row | None:
    """Articles without any natural ingredient are counted and left; all else is kept."""
    if not isinstance(record, Article):
        return Row(record, None)
    try:
        if not names_an_ingredient(record, _vocabulary()):
            return None
        study = read_if_about_one(record, _vocabulary())
    except Exception as error:  # noqa: BLE001  # a fault over one text must not cost a file of thirty thousand; it is counted
        tally.skipped[f"the reader failed over it ({type(error).__name__})"] += 1
        return None
    if study is None:
        return None
    return Row(record, second.read(study, record, tally) if second else study)


def read_files(
    sources: Sequence[Path],
    into: Path,
    workers: int = 1,
    tell: Callable[[Outcome], None] = lambda _: None,
    second: SecondReader | None = None,
) -> list[Outcome]:
    """Read many files; each is its own unit of work, so one bad or fatal file costs only itself.

    Raises ProofwortError when the folder cannot be written.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProofwortError(f"{into}: cannot be made ({error.strerror}); give a folder that can be written") from error
    outcomes = []
    found = _in_order(sources, into, second) if workers <= 1 else _in_pool(sources, into, workers, second)
    for outcome in found:
        tell(outcome)
        outcomes.append(outcome)
    return outcomes


def _in_order(sources: Sequence[Path], into: Path, second: SecondReader | None) -> Iterator[Outcome]:
    for source in sources:
        yield read_file(source, into, second)


def _by_worker(source: Path, into: Path, second: tuple[str, str] | None) -> Outcome:
    """`read_file` in another process, which makes its own connection."""
    return read_file(source, into, SecondReader(*second) if second else None)


def _in_pool(sources: Sequence[Path], into: Path, workers: int, second: SecondReader | None) -> Iterator[Outcome]:
    """A file whose worker dies is tried again alone; one that kills its worker each time is reported, the others
    finish."""
    todo = dict.fromkeys(sources, 1)
    while todo:
        alone = max(todo.values()) > 1
        batch = list(todo)[:1] if alone else list(todo)
        with ProcessPoolExecutor(max_workers=1 if alone else workers) as pool:
            jobs = {
                pool.submit(_by_worker, source, into, (second.url, second.model) if second else None): source
                for source in batch
            }
            for job in as_completed(jobs):
                source = jobs[job]
                try:
                    outcome = job.result()
                except BrokenProcessPool:
                    todo[source] += 1
                    if todo[source] > ATTEMPTS:
                        del todo[source]
                        yield Outcome(
                            str(source), None, Tally(), f"{source}: its reader was killed {ATTEMPTS} times", False
                        )
                    continue
                del todo[source]
                yield outcome
