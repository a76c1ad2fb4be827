"""The command line. Every command prints what it did; errors say what to do and end with the exit code of
`errors.py`."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.table import Table
from rich.text import Text

from proofwort import checks, paths
from proofwort.answers import Evidence
from proofwort.baseline import WAY, Beside, beside
from proofwort.baseline import table as crosstab
from proofwort.build import build as build_evidence
from proofwort.build import evidence_file
from proofwort.citations import short
from proofwort.diff import compare
from proofwort.errors import KnowledgeError, ProofwortError, SourceError
from proofwort.evaluate import evaluate as measure
from proofwort.evaluate import report_table, to_json
from proofwort.extract.explain import as_html, as_terminal
from proofwort.extract.study import read_article
from proofwort.history import append, load_history
from proofwort.joining import machine_studies, new_ones
from proofwort.knowledge import load
from proofwort.labelled import labelled_sets
from proofwort.mentions import Vocabulary
from proofwort.model import Answer, Article, RatingChange, Release, View
from proofwort.scale import Outcome, read_files
from proofwort.second_reader import SecondReader
from proofwort.shards import write_lines
from proofwort.sources import Tally, read_any
from proofwort.store import adapter, dump
from proofwort.version import __version__
from proofwort.views import THRESHOLDS
from proofwort.views import parse as parse_view
from proofwort.web.app import create_app
from proofwort.web.present import change_line
from proofwort.words import scope

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="An open evidence base for natural ingredients.",
)
out, err = Console(), Console(stderr=True)

KnowledgeOption = Annotated[Path | None, typer.Option("--knowledge", help="Folder of curated records.")]
EvidenceOption = Annotated[Path | None, typer.Option("--evidence", help="Evidence file.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run the command line; turn every ProofwortError into its message and exit code."""
    try:
        app()
    except ProofwortError as error:
        err.print(f"[bold red]error:[/] {type(error).__name__}", highlight=False)
        err.print(str(error), markup=False, highlight=False)
        sys.exit(error.exit_code)


def _evidence(given: Path | None) -> Path:
    return given or evidence_file(lambda t: err.print(f"{t} …", style="dim"))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    evidence: EvidenceOption = None,
) -> None:
    """Serve the site from the evidence file, which is built first where it is missing or old."""
    path = _evidence(evidence)
    application = create_app(path)
    out.print(f"Proofwort is at http://{host}:{port}/  (stop it with Ctrl-C)", highlight=False)
    uvicorn.run(application, host=host, port=port, log_level="warning")


@app.command()
def build(
    knowledge: KnowledgeOption = None,
    evidence: EvidenceOption = None,
    studies: Annotated[Path | None, typer.Option("--studies", help="Folder of what `proofwort read` read.")] = None,
    retractions: Annotated[
        Path | None, typer.Option("--retractions", help="A list of retractions: CSV, or a DOI or PMID a line.")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Evidence file whose history goes on; what changed is added.")
    ] = None,
) -> None:
    """Build the evidence file from the knowledge."""
    root, path = knowledge or paths.knowledge_root(), evidence or paths.default_evidence()
    try:
        made = build_evidence(root, path, lambda t: err.print(f"{t} …", style="dim"), studies, retractions, previous)
    except KnowledgeError:
        if path.is_file():
            err.print(f"nothing was written; {path} keeps the last good evidence", style="yellow", highlight=False)
        raise
    out.print(
        (
            f"release {made.release} at {made.path}: {made.counts['pairs_rated']} "
            f"rated pairs, {made.counts['studies']} studies"
        ),
        highlight=False,
    )


@app.command()
def check(
    knowledge: KnowledgeOption = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="Also list what is missing (the curators' work list).")] = False,
) -> None:
    """Check the knowledge: every record alone and all of them together."""
    records = load(knowledge or paths.knowledge_root())
    if problems := checks.check(records):
        raise KnowledgeError(problems)
    out.print(f"{len(records.files)} records, no problem found", highlight=False)
    if gaps:
        for gap in Evidence.open(_evidence(None)).gaps().gaps:
            where = " × ".join(filter(None, (gap.ingredient, gap.condition)))
            out.print(f"{gap.kind}: {where}{': ' if gap.lacks else ''}{', '.join(gap.lacks)}", highlight=False)


@app.command()
def show(
    ingredient: str,
    condition: str,
    evidence: EvidenceOption = None,
    as_json: JsonOption = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave out a study, by slug or PubMed number.")
    ] = None,
    double_blind: Annotated[bool, typer.Option("--double-blind", help="Count only double-blind trials.")] = False,
    reader: Annotated[str | None, typer.Option("--reader", help="Count only what rule, model or human read.")] = None,
    people: Annotated[int | None, typer.Option("--people", help="Count only trials with so many people.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Ask about treat, prevent, adjunct, …")] = None,
    route: Annotated[str | None, typer.Option("--route", help="Ask about oral, intravenous, topical, …")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="Ask about one outcome, by its slug.")] = None,
    threshold: Annotated[list[str] | None, typer.Option("--threshold", help="Shift one: ois_people=200.")] = None,
) -> None:
    """Show the answer for an ingredient and a condition, by any name of either; or your own version of it."""
    opened = Evidence.open(_evidence(evidence))
    answer = opened.ask(ingredient, condition)
    wishes = {"without": without, "reader": reader, "people": people, "role": role, "route": route, "outcome": outcome}
    query = {
        name: [str(v) for v in (value if isinstance(value, list) else [value])]
        for name, value in wishes.items()
        if value
    }
    query |= {name: [value] for name, _, value in (t.partition("=") for t in threshold or ())}
    unknown = [t for t in threshold or () if t.partition("=")[0] not in THRESHOLDS]
    view, told = parse_view({**query, "blinding": ["double"] if double_blind else []}, answer)
    if unknown or told:
        known = f"--threshold takes NAME=NUMBER with one of {', '.join(THRESHOLDS)}" if unknown else ""
        raise typer.BadParameter(" ".join([*told, known]).strip())
    if view != View():
        answer = opened.ask(ingredient, condition, view)
        err.print("your own version, not Proofwort's rating", style="yellow")
    if as_json:
        sys.stdout.write(dump(answer).decode() + "\n")
    else:
        _print_answer(answer)
        fragile, changes = opened.hangs_on(answer)
        for sentence in (*(f.plain for f in fragile), *(c.plain for c in changes)):
            out.print(sentence, markup=False, highlight=False)


def _print_answer(answer: Answer) -> None:
    rating, question = answer.rating, answer.question
    out.print(
        f"[bold]{question.ingredient.name}[/] · [bold]{question.condition.name}[/] "
        f" ({scope(rating.claim, question.condition)})"
    )
    value = f"{rating.value} of 5" if rating.value is not None else "no rating"
    out.print(
        f"{value}, source of validity: {rating.source_of_validity}, direction: {rating.direction or 'none'}, "
        f"certainty {rating.certainty} of 4, safety: {rating.safety_gate}",
        highlight=False,
    )
    if question.condition.care_note:
        out.print(question.condition.care_note, style="bold red", highlight=False)
    out.print()
    out.print(answer.synopsis.text, markup=False, highlight=False)
    out.print()
    for step in rating.steps:
        out.print(f"{step.rule:<20} {step.effect:<14} {step.technical}", markup=False, highlight=False)
    if answer.studies:
        out.print()
        table = Table("study", "design", "people", "read by", box=None)
        for study in answer.studies:
            table.add_row(short(study), study.design, str(study.participants or "–"), study.reading.reader.kind)
        out.print(table)
    out.print(f"rubric {rating.rubric} · release {answer.release} · as of {answer.built}", style="dim", highlight=False)


@app.command()
def search(text: str, evidence: EvidenceOption = None, as_json: JsonOption = False) -> None:
    """Search names, pairs and studies."""
    hits = Evidence.open(_evidence(evidence)).search(text)
    if as_json:
        sys.stdout.write(json.dumps([h.__dict__ for h in hits]) + "\n")
        return
    for hit in hits:
        out.print(f"{hit.title}  ({hit.subtitle})  {hit.address}", markup=False, highlight=False)


@app.command()
def diff(
    old: Path,
    new: Path,
    as_json: JsonOption = False,
    added: Annotated[bool, typer.Option("--added", help="List pairs that only the new file has, too.")] = False,
) -> None:
    """Say which ratings differ between two evidence files, and why."""
    changes = compare(Evidence.open(old), Evidence.open(new))
    if as_json:
        sys.stdout.write(adapter(tuple[RatingChange, ...]).dump_json(changes).decode() + "\n")
        return
    shown = [c for c in changes if added or c.before is not None]
    table = Table("pair", "change", "why", box=None)
    for change in shown:
        pair = f"{change.ingredient_name} × {change.condition_name}"
        table.add_row(Text(pair), Text(change_line(change)), Text("; ".join(r.text for r in change.reasons)))
    if shown:
        Console(width=max(out.width, 120)).print(table)
    fresh = sum(c.before is None for c in changes)
    gone = sum(c.after is None for c in changes)
    out.print(f"ratings changed: {len(changes) - fresh - gone}, added: {fresh}, taken out: {gone}", highlight=False)


@app.command()
def release(
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Evidence file of the release before; none for the first.")
    ] = None,
    knowledge: KnowledgeOption = None,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day of the release; today unless given.")
    ] = None,
) -> None:
    """Write what this release changes into the knowledge's history, so that pages and feeds can tell it."""
    root = knowledge or paths.knowledge_root()
    past = load_history(root)
    if previous is None and past:
        raise ProofwortError("give --previous with the evidence file of the release before; the history has begun")
    with tempfile.TemporaryDirectory() as folder:
        made = build_evidence(root, Path(folder) / "evidence.sqlite", lambda t: err.print(f"{t} …", style="dim"))
        now, before = Evidence.open(made.path), Evidence.open(previous) if previous else None
        if past and past[-1].release == made.release:
            raise ProofwortError(f"release {made.release} is the last one in the history already")
        if past and before and past[-1].release != before.release:
            err.print(f"the history ends with {past[-1].release}, and {previous} is {before.release}", style="yellow")
        changes = compare(before, now) if before else ()
        when = day.date() if day else date.today()
        record = Release(release=made.release, date=when, code=now.code, rubric=now.rubric, changes=changes)
    out.print(f"{len(changes)} changes written to {append(root, record)}", highlight=False)


@app.command()
def stats(
    evidence: EvidenceOption = None,
    as_json: JsonOption = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Instead: our ratings beside the published counter rule.")
    ] = False,
) -> None:
    """Print how much there is of everything, or how our ratings stand beside those of a simple published rule."""
    if baseline:
        _print_baseline(beside(Evidence.open(_evidence(evidence))), as_json)
        return
    counts = Evidence.open(_evidence(evidence)).home().counts
    if as_json:
        mark = "studies_read_by_"
        by_reader = {name.removeprefix(mark): n for name, n in counts.items() if name.startswith(mark)}
        sys.stdout.write(json.dumps({**counts, "studies_by_reader": by_reader}) + "\n")
        return
    for name, value in counts.items():
        out.print(f"{name:<24}{value:>8,}", highlight=False)


def _print_baseline(rows: tuple[Beside, ...], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps([{**r.__dict__, "apart": r.apart} for r in rows]) + "\n")
        return
    counted = crosstab(rows)
    table = Table("counter rule", *WAY, box=None)
    for said, row in counted.items():
        table.add_row(said, *(str(n) for n in row.values()))
    out.print(
        f"{len(rows)} pairs studied in people: the EBSCO NAT counter rule (down), Proofwort (across)", soft_wrap=True
    )
    Console(width=max(out.width, 120)).print(table)
    apart = [r for r in rows if r.apart]
    out.print(
        f"\n{len(apart)} pairs where one speaks for it and the other against it:", highlight=False, soft_wrap=True
    )
    for r in apart:
        out.print(
            f"  {r.ingredient} × {r.condition}: {r.counter}, we say {r.state} ({r.value})",
            highlight=False,
            soft_wrap=True,
        )
    moved = sum(r.compat != r.value for r in rows)
    out.print(
        f"\nOn the origin's scale, where what was tested without effect is 2, {moved} of our values would be another.",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Files of literature, of any kind that is known; .gz or plain.")],
    into: Annotated[Path, typer.Option("--into", help="Folder for what is read; made if missing.")],
    workers: Annotated[int, typer.Option("--workers", help="Processes.")] = 1,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write the studies that may count, one a line, for knowledge/machine."),
    ] = None,
    knowledge: KnowledgeOption = None,
    second_reader: Annotated[
        str | None, typer.Option("--second-reader", help="Address of an OpenAI-compatible endpoint that reads too.")
    ] = None,
    model: Annotated[str | None, typer.Option("--model", help="The second reader's model.")] = None,
) -> None:
    """Read literature into studies. A run that was stopped goes on where it was; a file read twice counts once."""
    if (second_reader is None) != (model is None):
        raise ProofwortError("--second-reader and --model go together; give both, or neither")
    second = SecondReader(second_reader, model) if second_reader and model else None
    total = Tally()
    broken = 0
    for outcome in read_files(files, into, workers, _print_outcome, second):
        total += outcome.tally
        broken += outcome.broken is not None
    merged = machine_studies(into, total)
    table = Table("", "records", box=None)
    rows = [*total.rows(), ("studies of an ingredient", len(merged))]
    rows += [(f"dropped, {why}", n) for why, n in sorted(total.ignored.items()) if why.startswith("second reader")]
    if export is not None:
        records = load(knowledge or paths.knowledge_root())
        found, reasons = new_ones(records.studies, merged, records.ingredients, records.conditions)
        write_lines(export, found)
        rows += [(f"written to {export}", len(found))]
        rows += [(f"held back: {reason}", number) for reason, number in reasons.most_common()]
    for name, number in rows:
        table.add_row(name, f"{number:,}")
    out.print(table)
    if broken:
        raise SourceError(f"{broken} of {len(files)} files broke off; what stood before the breaks was kept")


def _print_outcome(outcome: Outcome) -> None:
    state = "known already" if outcome.known else f"{outcome.tally.read:,} articles"
    out.print(f"{outcome.source}: {state}", highlight=False)
    if outcome.broken:
        err.print(outcome.broken, style="yellow", highlight=False, markup=False)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A file of literature; its first article is explained.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page too.")] = None,
) -> None:
    """Explain one article: what was found in it, where, by which rule."""
    article = next((r for r in read_any(file) if isinstance(r, Article)), None)
    if article is None:
        raise SourceError(f"{file}: holds no article")
    study = read_article(article, Vocabulary.load())
    out.print(as_terminal(article, study))
    if html is not None:
        html.write_text(as_html(article, study), encoding="utf-8")


@app.command()
def evaluate(
    labels: Annotated[Path | None, typer.Option("--labels", help="Labels, one JSON object a line.")] = None,
    texts: Annotated[Path | None, typer.Option("--texts", help="Their texts: id, title, abstract.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Folder with the labelled sets.")] = None,
    write: Annotated[Path | None, typer.Option("--write", help="Keep the figures as JSON for the site.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the machine reader against labelled texts, fact by fact."""
    vocabulary = Vocabulary.load()
    if (labels is None) != (texts is None):
        raise ProofwortError("--labels and --texts go together; give both, or neither with --data")
    if labels is not None and texts is not None:
        reports = [measure(labels, texts, vocabulary)]
    elif data is not None:
        reports = labelled_sets(data, vocabulary, lambda t: err.print(t, style="yellow"))
    else:
        raise ProofwortError("give --labels and --texts, or --data with the folder of the labelled sets")
    if write is not None:
        write.write_text(to_json(reports), encoding="utf-8")
    if as_json:
        sys.stdout.write(to_json(reports))
        return
    for report in reports:
        Console(width=max(out.width, 150)).print(report_table(report))


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__, highlight=False)


if __name__ == "__main__":
    main()
