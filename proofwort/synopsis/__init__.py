"""Rating + studies → three paragraphs of plain English in which every sentence names what it rests on."""

from __future__ import annotations

from dataclasses import replace

from proofwort.model import Answer, Sentence, Synopsis
from proofwort.synopsis.body import Body, first_sentence, gather
from proofwort.synopsis.meaning import meaning
from proofwort.synopsis.opening import opening
from proofwort.synopsis.results import results

__all__ = ["EMPTY", "Body", "complete", "first_sentence"]

EMPTY = Synopsis(paragraphs=())


def complete(answer: Answer) -> Answer:
    """The answer with its synopsis: what it is and how much evidence there is; what it shows; what that means."""
    body = gather(answer)
    paragraphs = tuple(_joined(part(body)) for part in (opening, results, meaning))
    return replace(answer, synopsis=Synopsis(paragraphs=tuple(p for p in paragraphs if p)))


def _joined(sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """The sentences without those that say the same twice."""
    seen: dict[str, Sentence] = {}
    for sentence in sentences:
        seen.setdefault(sentence.text, sentence)
    return tuple(seen.values())
