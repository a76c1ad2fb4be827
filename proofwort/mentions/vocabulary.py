"""The vocabulary: which ingredients and conditions a text names, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proofwort.mentions.fold import fold
from proofwort.mentions.matcher import Entry, Hit, Matcher, padded, slots_of
from proofwort.mentions.mention import Kind, Mention
from proofwort.mentions.tables import ConceptRow, NameRow, RefusalRow, read_concepts, read_names, read_refusals
from proofwort.mentions.variants import spellings

_PACKAGE = Path(__file__).parents[1]
_KINDS: tuple[Kind, Kind] = ("ingredient", "condition")


def shipped() -> Path:
    """The folder of the vocabulary: the checkout's, else the copy inside the installed package."""
    beside = _PACKAGE.parent / "knowledge" / "vocabulary"
    return beside if beside.is_dir() else _PACKAGE / "data" / "knowledge" / "vocabulary"


class Vocabulary:
    """All names, ready to be looked for. Make it once with `load` and share it; it never changes."""

    def __init__(self, concepts: list[ConceptRow], names: list[NameRow], refusals: list[RefusalRow]) -> None:
        self._concepts = {(row.kind, row.concept): row for row in concepts}
        self._forms = {(row.kind, row.name): row.form for row in names if row.form}
        slots = slots_of(_patterns(names, refusals))
        self._slots = slots
        self._matcher = Matcher(slots)

    @classmethod
    def load(cls, path: Path | None = None) -> Vocabulary:
        """The vocabulary in the folder `path` (default: the shipped one). Raises `KnowledgeError` if it is damaged."""
        folder = path or shipped()
        return cls(read_concepts(folder), read_names(folder), read_refusals(folder))

    def find(self, text: str) -> list[Mention]:
        """All mentions in order of their start: the longest names, word-bounded, not overlapping within a kind."""
        folded = padded(text)
        ingredients, conditions = self._matcher.hits(text, folded)
        found = [*_mentions("ingredient", ingredients), *_mentions("condition", conditions)]
        found.sort(key=_start)
        return found

    def concept(self, kind: Kind, name: str) -> str | None:
        """The slug of the concept that has this very name (in any of its spellings, and in any case), or None."""
        pattern = fold(name.strip())
        for form in (pattern, pattern.removesuffix(b"s")):
            entry = self._slots.get(form, (None, None))[_KINDS.index(kind)]
            if entry is not None:
                return entry.concept or None
        return None

    def label(self, kind: Kind, concept: str) -> str:
        """The standard English name of a concept. Raises `KeyError` for an unknown slug."""
        return self._concepts[kind, concept].label

    def form(self, mention: Mention) -> str | None:
        """The form of the ingredient that the mention's name means ("magnesium citrate"), or None for the ingredient itself."""
        return self._forms.get((mention.kind, mention.name))

    def broader(self, kind: Kind, concept: str) -> tuple[str, ...]:
        """All wider concepts, nearest first: "type-2-diabetes" → ("diabetes", …). Raises `KeyError` for an unknown slug."""
        return tuple(self._concepts[kind, concept].broader.split())

    def identifiers(self, kind: Kind, concept: str) -> tuple[str, ...]:
        """Outside identifiers ("mondo:0005148", "mesh:D003924", "unii:…"). Raises `KeyError` for an unknown slug."""
        return tuple(self._concepts[kind, concept].identifiers.split())


def _start(mention: Mention) -> int:
    return mention[2]


def _mentions(kind: Kind, hits: list[Hit]) -> list[Mention]:
    return [Mention(kind, entry.concept, start, end, entry.name) for start, end, entry in hits if entry.concept]


def _patterns(names: list[NameRow], refusals: list[RefusalRow]) -> Iterator[tuple[bytes, bool, Entry]]:
    """Refusals first, then the names in the file's order, each as given before any generated spelling of another name."""
    for refusal in refusals:
        if refusal.how == "phrase":
            for form in spellings(refusal.pattern):
                for kind in _KINDS:
                    if refusal.kind in (kind, "any"):
                        yield form, kind == "ingredient", Entry("", refusal.pattern)
    entries = [(row, Entry(row.concept, row.name, row.rule)) for row in names]
    for row, entry in entries:
        yield fold(row.name), row.kind == "ingredient", entry
    for row, entry in entries:
        if row.rule not in ("species", "plain"):
            for form in spellings(row.name):
                yield form, row.kind == "ingredient", entry
