"""One article explained: what was found in it, where, and by which rule; for a terminal and as an HTML fragment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from rich.text import Text as Styled

from proofwort.model import Article, Fact, Study

Value = str | int | float | bool | None
COLOURS = ("bold cyan", "bold green", "bold yellow", "bold magenta", "bold blue", "bold red")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a section that some facts rest on; `numbers` are their places in the list of facts, from 1."""

    start: int
    end: int
    numbers: tuple[int, ...]


def as_terminal(article: Article, study: Study) -> Styled:
    """The text with its marks, then the list of facts and findings, styled for rich's console."""
    out = Styled()
    for label, text in sections(article):
        out.append(f"\n{label}\n", style="dim")
        for piece, mark in pieces(text, marks(study, label, text)):
            if mark is None:
                out.append(piece)
            else:
                out.append(piece, style=f"{COLOURS[(mark.numbers[0] - 1) % len(COLOURS)]} underline")
                out.append("[" + ",".join(map(str, mark.numbers)) + "]", style="dim")
        out.append("\n")
    out.append("\n")
    for line in lines(study):
        out.append(line + "\n")
    return out


def as_html(article: Article, study: Study) -> str:
    """An HTML fragment: one `<section>` per part of the text with `<mark>`s, then a table of facts. All text is
    escaped.
    """
    parts = ['<article class="explained">']
    for label, text in sections(article):
        body = "".join(
            escape(piece) if mark is None else marked(piece, mark)
            for piece, mark in pieces(text, marks(study, label, text))
        )
        parts.append(f"<section><h2>{escape(label)}</h2><p>{body}</p></section>")
    rows = "".join(
        f'<tr id="fact-{number}"><td>{number}</td><th '
        f'scope="row">{escape(fact.field)}</th><td>{escape(shown(fact.value))}</td>'
        f"<td>{escape(fact.rule or '')}</td><td>{escape(fact.reader.name)} "
        f"{escape(fact.reader.version or '')}</td></tr>"
        for number, fact in enumerate(study.facts, 1)
    )
    parts.append(
        '<table><thead><tr><th scope="col">No.</th><th scope="col">Fact</th><th scope="col">Value</th><th '
        'scope="col">Rule</th>'
        f'<th scope="col">Read by</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in finding_lines(study))
    parts.append(
        f"<ul>{items}</ul></article>" if items else "<p>No finding on a natural ingredient was read.</p></article>"
    )
    return "".join(parts)


def marked(piece: str, mark: Mark) -> str:
    """A marked stretch with links to its facts."""
    links = " ".join(f'<a href="#fact-{n}">{n}</a>' for n in mark.numbers)
    return f"<mark>{escape(piece)}<sup>{links}</sup></mark>"


def sections(article: Article) -> Iterator[tuple[str, str]]:
    """Title and abstract as they stand in the article, with the labels that facts use."""
    yield "title", article.title
    for section in article.abstract:
        yield section.label, section.text


def marks(study: Study, label: str, text: str) -> list[Mark]:
    """Stretches of one section that facts rest on, in order, without overlap: facts that touch share a mark."""
    spans = sorted(
        (fact.place.start, min(fact.place.end, len(text)), number)
        for number, fact in enumerate(study.facts, 1)
        if fact.place and fact.place.section == label and fact.place.start is not None and fact.place.end is not None
    )
    found: list[Mark] = []
    for start, end, number in spans:
        if start >= end:
            continue
        if found and start < found[-1].end:
            last = found.pop()
            found.append(Mark(last.start, max(last.end, end), (*last.numbers, number)))
        else:
            found.append(Mark(start, end, (number,)))
    return found


def pieces(text: str, found: list[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """The text in order, cut at its marks."""
    at = 0
    for mark in found:
        if mark.start > at:
            yield text[at : mark.start], None
        yield text[mark.start : mark.end], mark
        at = mark.end
    if at < len(text):
        yield text[at:], None


def lines(study: Study) -> Iterator[str]:
    """Facts with number, value and rule; then findings."""
    width = max((len(fact.field) for fact in study.facts), default=0)
    for number, fact in enumerate(study.facts, 1):
        yield f"{number:>3}  {fact.field:<{width}}  {shown(fact.value)}  ({rule_of(fact)})"
    yield from (
        (f"  -  {line}" for line in finding_lines(study))
        if study.findings
        else ("No finding on a natural ingredient was read.",)
    )


def finding_lines(study: Study) -> Iterator[str]:
    """One line per finding."""
    for finding in study.findings:
        extras = [x for x in (finding.dose, finding.duration, finding.p and f"p {finding.p}") if x]
        effect = finding.effect
        if effect:
            limits = "" if effect.low is None or effect.high is None else f" ({effect.low:g} to {effect.high:g})"
            extras.append(f"{effect.measure} {effect.value:g}{limits}")
        more = f" [{'; '.join(extras)}]" if extras else ""
        subject = f"{finding.ingredient} for {finding.condition} ({finding.role})"
        yield f"{subject}: {finding.outcome}: {finding.direction}{more}"


def shown(value: Value) -> str:
    """A value in words."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def rule_of(fact: Fact[Value]) -> str:
    """By which rule of which reader."""
    return fact.rule or f"{fact.reader.kind}: {fact.reader.name}"
