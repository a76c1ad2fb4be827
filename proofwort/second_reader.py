"""A second reader beside the rules: any chat endpoint that speaks OpenAI's protocol. Off unless asked for.

It gets the text and must answer with the words that each value rests on and where they stand. An answer counts as read
only if these words stand at that very place and the value is one of those that the field may have; all others are counted
and dropped. What it says is kept as facts of reader kind `model`, beside what the rules found: it never becomes a
study's value, so that the two are never mixed unmarked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from proofwort.errors import FetchError
from proofwort.model import Article, Blinding, Comparator, Design, Fact, Place, Reader, Study, StudyDirection
from proofwort.sources import Tally
from proofwort.sources.client import Answer, Client, IncompleteError, refuse

KEY = "PROOFWORT_SECOND_READER_KEY"  # environment variable with the endpoint's key, if it wants one
LONGEST = 20_000  # characters of one section that are sent
WORDS = 12
Value = str | int | bool


def one_of(words: object) -> Callable[[object], bool]:
    """Whether a value is one of a closed list."""
    return lambda value: isinstance(value, str) and value in get_args(words)


def count(value: object) -> bool:
    """Whether a value is a number of people."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9


def phrase(value: object) -> bool:
    """Whether a value is a few words."""
    return isinstance(value, str) and 0 < len(value.split()) <= WORDS


# What it may be asked, and which values count.
FIELDS: dict[str, Callable[[object], bool]] = {
    "design": one_of(Design),
    "randomised": lambda value: isinstance(value, bool),
    "blinding": one_of(Blinding),
    "participants": count,
    "comparator": one_of(Comparator),
    "ingredient": phrase,
    "condition": phrase,
    "direction": one_of(StudyDirection),
    "dose": phrase,
    "duration": phrase,
}
TASK = f"""You read one abstract of a study and report what THIS text states. Answer with one JSON object and nothing else:
{{"answers": [{{"field": …, "value": …, "quote": …, "section": …, "start": …, "end": …}}, …]}}
Fields: {", ".join(FIELDS)}. Leave out every field that the text does not state; never guess.
design: one of {", ".join(get_args(Design))}. blinding: {", ".join(get_args(Blinding))}. comparator: {", ".join(get_args(Comparator))}.
direction (of the main result between groups): {", ".join(get_args(StudyDirection))}. participants: those randomised, a number.
ingredient, condition, dose, duration: at most {WORDS} words, as printed. randomised: true or false.
quote: the shortest words of the text that state it, copied exactly. section: the label given before the text. start and end: character offsets of
the quote within that section, counted from 0."""


@dataclass
class SecondReader:
    """An endpoint and the name of its model. `client` paces and repeats requests."""

    url: str
    model: str
    client: Client = field(default_factory=lambda: Client(per_second=10.0))

    @property
    def name(self) -> str:
        """What shards are told apart by."""
        return f"{self.url} {self.model}"

    def read(self, study: Study, article: Article, tally: Tally) -> Study:
        """The study with this reader's facts behind those of the rules. Raises FetchError if it doesn't answer."""
        sections = {"title": article.title}
        for part in article.abstract:
            sections.setdefault(part.label, part.text[:LONGEST])
        answer = self.client.retrying(lambda: self._ask(sections), self.url)
        model, found = contents(answer)
        reader = Reader(kind="model", name=self.model, version=model)
        return replace(study, facts=(*study.facts, *facts(found, sections, reader, tally)))

    def _ask(self, sections: dict[str, str]) -> Answer:
        text = "\n\n".join(f"[{label}]\n{words}" for label, words in sections.items())
        asked = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": TASK}, {"role": "user", "content": text}],
            "response_format": {"type": "json_object"},
        }
        key = os.environ.get(KEY)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.client.pace()
        response = self.client.http.post(f"{self.url.rstrip('/')}/chat/completions", json=asked, headers=headers)
        refuse(response, self.url)
        answer = Answer(self.url, response.status_code, response.content)
        answer.json()
        return answer


def contents(answer: Answer) -> tuple[str | None, list[Any]]:
    """(the model's version as the endpoint states it, its answers); no answers where what it wrote is no JSON."""
    try:
        body = answer.json()
        written = body["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError, IncompleteError) as error:
        raise FetchError(
            f"{answer.asked}: the answer holds no message; is it an OpenAI-compatible endpoint?"
        ) from error
    try:
        found = json.loads(written)["answers"]
    except (ValueError, KeyError, TypeError):
        found = []
    version = body.get("model")
    return version if isinstance(version, str) else None, found if isinstance(found, list) else []


def facts(
    answers: list[Any], sections: dict[str, str], reader: Reader, tally: Tally
) -> Iterator[Fact[str | int | float | bool | None]]:
    """The answers that hold, each field once; the others are counted under their reason."""
    seen: set[str] = set()
    for one in answers:
        reason = fault(one, sections) or ("field given twice" if one["field"] in seen else None)
        if reason:
            tally.ignored[f"second reader: {reason}"] += 1
            continue
        seen.add(one["field"])
        place = Place(section=one["section"], start=one["start"], end=one["end"])
        yield Fact(field=one["field"], value=one["value"], reader=reader, place=place, rule="second reader")


def fault(one: object, sections: dict[str, str]) -> str | None:
    """Why an answer doesn't count; None if it does."""
    if not isinstance(one, dict) or not isinstance(one.get("field"), str) or one["field"] not in FIELDS:
        return "no such field"
    if not FIELDS[one["field"]](one.get("value")):
        return "a value that the field can't have"
    start, end, quote, section = (one.get(k) for k in ("start", "end", "quote", "section"))
    if type(start) is not int or type(end) is not int or not isinstance(quote, str) or not isinstance(section, str):
        return "no place in the text"
    if not 0 <= start < end or sections.get(section, "")[start:end] != quote:
        return "the quoted words do not stand there"
    return None
