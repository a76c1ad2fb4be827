"""The vocabulary: which ingredients and conditions a text names, and what they are called."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from proofwort.mentions import abbreviations, gaps, lists, tables
from proofwort.mentions.entry import Entry
from proofwort.mentions.fold import OTHER, fold
from proofwort.mentions.matcher import Matcher, padded
from proofwort.mentions.mention import Kind, Mention
from proofwort.mentions.variants import spellings
from proofwort.names import slug

_PACKAGE = Path(__file__).parents[1]
_KINDS: tuple[Kind, Kind] = ("ingredient", "condition")
_APART = chr(OTHER)
_START = itemgetter(2)
_NEW = tuple.__new__  # half the time of the named tuple's own constructor


class _Concept(NamedTuple):
    label: str
    parents: tuple[str, ...]
    identifiers: tuple[str, ...]


def shipped() -> Path:
    """The folder of the vocabulary: the checkout's, else the copy inside the installed package."""
    beside = _PACKAGE.parent / "knowledge" / "vocabulary"
    return beside if beside.is_dir() else _PACKAGE / "data" / "knowledge" / "vocabulary"


class Vocabulary:
    """All names, ready to be looked for. Make it once with `load` and share it; it never changes."""

    def __init__(self, concepts: list[str], names: tables.Rows, generated: tables.Rows, refusals: tables.Rows) -> None:
        """Rows as `tables` reads them; a name stands once per kind, and no generated spelling is a name of its kind."""
        self._concept_lines = concepts
        self._forms = {(kind, name): form for kind, _, name, _, form in names if form}
        self._entries = {kind: _entries(kind, names, generated, refusals) for kind in _KINDS}
        self.matcher = Matcher(self._entries["ingredient"], self._entries["condition"], refusals)

    @classmethod
    def load(cls, path: Path | None = None) -> Vocabulary:
        """The vocabulary in the folder `path` (default: the shipped one). Raises `KnowledgeError` if it is damaged."""
        folder = path or shipped()
        return cls(tables.concepts(folder), tables.names(folder), tables.spellings(folder), tables.refusals(folder))

    def find(self, text: str) -> list[Mention]:
        """All mentions in order of their start: the longest names, word-bounded, not overlapping within a kind."""
        if gaps.has_gaps(text):
            single, places = gaps.closed(text)
            return [m._replace(start=places[m.start], end=places[m.end - 1] + 1) for m in self._find(single)]
        return self._find(text)

    def _find(self, text: str) -> list[Mention]:
        ingredients, conditions = self.matcher.hits(text, padded(text))
        if ingredients:
            if more := lists.listed(text, ingredients, self._ingredient):
                ingredients = abbreviations.placed(ingredients, more)
            ingredients = abbreviations.species(text, ingredients)
        defined = abbreviations.definitions(text, ingredients, conditions) if ingredients or conditions else None
        if defined:
            own, other = defined.ingredients, defined.conditions
            ingredients = abbreviations.applied(text, ingredients, own, other, defined.others)
            conditions = abbreviations.applied(text, conditions, other, own, defined.others)
        found = [_NEW(Mention, ("ingredient", entry[0], start, end, entry[1])) for start, end, entry in ingredients]
        found += [_NEW(Mention, ("condition", entry[0], start, end, entry[1])) for start, end, entry in conditions]
        found.sort(key=_START)
        return found

    def _ingredient(self, name: str) -> Entry | None:
        return self._entries["ingredient"].get(fold(name))

    def concept(self, kind: Kind, name: str) -> str | None:
        """The slug of the concept that has this very name (in any of its spellings, and in any case), or None."""
        pattern = fold(name).strip()
        for form in (pattern, pattern.removesuffix(b"s")):
            if (entry := self._entries[kind].get(form)) is not None:
                return entry.concept or None
        return None

    def label(self, kind: Kind, concept: str) -> str:
        """The standard English name of a concept. Raises `KeyError` for an unknown slug."""
        return self._concepts[kind, concept].label

    def form(self, mention: Mention) -> str | None:
        """The form of the ingredient that the mention's name means ("magnesium citrate"), or None for the ingredient
        itself."""
        return self._forms.get((mention.kind, mention.name))

    def common_name(self, mention: Mention) -> str:
        """The standard English name of exactly what is named: the form's, if the form has one ("DHA", "krill oil",
        both forms of omega-3), else the concept's ("magnesium citrate" → "Magnesium")."""
        form = self.form(mention)
        row = self._concepts.get((mention.kind, slug(form))) if form else None
        return row.label if row else self.label(mention.kind, mention.concept)

    def broader(self, kind: Kind, concept: str) -> tuple[str, ...]:
        """All wider concepts, nearest first: "type-2-diabetes" → ("diabetes", …). Raises `KeyError` for an unknown
        slug."""
        found: dict[str, None] = {}
        level = self._concepts[kind, concept].parents
        while level:
            found |= dict.fromkeys(level)
            level = tuple(p for parent in level for p in self._concepts[kind, parent].parents if p not in found)
        found.pop(concept, None)
        return tuple(found)

    def identifiers(self, kind: Kind, concept: str) -> tuple[str, ...]:
        """Outside identifiers ("mondo:0005148", "mesh:D003924", "unii:…"). Raises `KeyError` for an unknown slug."""
        return self._concepts[kind, concept].identifiers

    @cached_property
    def _concepts(self) -> dict[tuple[Kind, str], _Concept]:
        found: dict[tuple[Kind, str], _Concept] = {}
        for line in self._concept_lines:
            kind, concept, label, parents, identifiers = line.split("\t")
            of_kind: Kind = "condition" if kind == "condition" else "ingredient"
            found[of_kind, concept] = _Concept(label, tuple(parents.split()), tuple(identifiers.split()))
        return found


def _entries(kind: Kind, names: tables.Rows, generated: tables.Rows, refusals: tables.Rows) -> dict[bytes, Entry]:
    """Folded name → entry, for one kind: refused phrases first, then names, then generated spellings."""
    condition = kind == "condition"
    entries = {
        form: Entry("", row[2], "", condition)
        for row in refusals
        if row[1] == "phrase" and row[0] in (kind, "any")
        for form in spellings(row[2])
    }
    mine = [row for row in names if row[0] == kind]
    of_name = {row[2]: Entry(row[1], row[2], row[3], condition) for row in mine}
    # One fold for all names: folding is cheap per character and dear per call.
    folded = fold(_APART.join(of_name)).split(_APART.encode())
    for pattern, entry in zip(folded, of_name.values(), strict=True):
        entries.setdefault(pattern.strip(), entry)
    spelt = [row for row in generated if row[0] == kind]
    for pattern, row in zip(fold(_APART.join(row[1] for row in spelt)).split(_APART.encode()), spelt, strict=False):
        if pattern:
            entries.setdefault(pattern, of_name[row[2]])
    return entries
