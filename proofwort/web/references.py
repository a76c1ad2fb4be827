"""The numbered sources of a synopsis: which sentence rests on what, and where on the site that stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from proofwort.model import Answer, Study, Synopsis
from proofwort.web.addresses import address


class Reference(NamedTuple):
    """A numbered source of the synopsis: where it stands on the page or site, and which study it is, if it is one."""

    number: int
    kind: str
    href: str
    study: Study | None


_SECTIONS: Final[dict[str, str]] = {
    "tradition": "#tradition",
    "search": "#searches",
    "caution": "#cautions",
    "rating": "#why",
}
"""Where on the page a sentence's source stands. All cautions share one number: a sentence cites many at once."""


def references(synopsis: Synopsis, answer: Answer, language: str) -> dict[str, Reference]:
    """Source id to its reference, numbered in order of appearance; ids that lead to one place share a number."""
    studies = {study.slug: study for study in answer.studies}
    found: dict[str, Reference] = {}
    numbers: dict[str, int] = {}
    sentences = chain.from_iterable(synopsis.paragraphs)
    for source in chain.from_iterable(sentence.sources for sentence in sentences):
        kind, _, name = source.partition(":")
        study = studies.get(name) if kind == "study" else None
        if kind == "study":
            href = address("study", name, language=language)
        elif kind == "record":
            page = "ingredient" if name == answer.question.ingredient.slug else "condition"
            href = address(page, name, language=language)
        else:
            href = f"#statement-{name}" if kind == "statement" else _SECTIONS[kind]
        found[source] = Reference(numbers.setdefault(href, len(numbers) + 1), kind, href, study)
    return found


def reference_list(found: dict[str, Reference]) -> list[Reference]:
    """Each number once, in order."""
    return [*{reference.number: reference for reference in sorted(found.values(), key=lambda r: r.number)}.values()]


class Citation(NamedTuple):
    """A small raised link after a sentence: one number, or a run of them."""

    text: str
    href: str


def citations(sources: Sequence[str], found: dict[str, Reference]) -> list[Citation]:
    """The raised links of a sentence, in order; three or more consecutive numbers become one link to the list."""
    by_number = {found[source].number: found[source] for source in sources}
    runs: list[list[int]] = []
    for current in sorted(by_number):
        if runs and runs[-1][-1] == current - 1:
            runs[-1].append(current)
        else:
            runs.append([current])
    links: list[Citation] = []
    for run in runs:
        if len(run) > 2:
            links.append(Citation(f"{run[0]}–{run[-1]}", f"#reference-{run[0]}"))
        else:
            links.extend(Citation(str(n), by_number[n].href) for n in run)
    return links
