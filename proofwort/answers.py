"""What can be asked of the evidence: ingredient, condition, body system, pair, study, search.

Every answer is one frozen object, the same for the library, the command line, the JSON and the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from proofwort import names, synopsis, views
from proofwort.errors import NotFound
from proofwort.model import (
    Agreement,
    Answer,
    BodySystem,
    Care,
    Caution,
    Condition,
    ConditionKind,
    DrugClass,
    Gap,
    Gate,
    Ingredient,
    IngredientKind,
    InteractionCell,
    Link,
    Question,
    Rating,
    RatingChange,
    Release,
    Search,
    Statement,
    Study,
    TraditionalUse,
    View,
)
from proofwort.rate.fragility import Fragile, fragility
from proofwort.rate.gate import INJECTED
from proofwort.rate.rating import Pair as Rated
from proofwort.rate.rating import rate_pair
from proofwort.rate.rubric import Rubric, parse_rubric
from proofwort.rate.verdict import GATES
from proofwort.rate.what_would_change import Change, what_would_change
from proofwort.search import (
    ASIDE,
    INSIDE,
    KINDS,
    MEDICINE,
    TOGETHER,
    Index,
    Match,
    Medicine,
    Pair,
    Query,
    medicine_names,
    medicines,
    named,
    pairs,
    understood,
)
from proofwort.search import Hit as Hit
from proofwort.situations import holds_for_all
from proofwort.store import Name, Reader, adapter

ADDRESSES = {
    "ingredient": "/ingredients/",
    "condition": "/conditions/",
    "system": "/body-systems/",
    "study": "/studies/",
    "medicine": "/interactions/",
}
T = TypeVar("T")

TABLES = {"ingredient": "ingredient", "condition": "condition", "system": "body_system", "study": "study"}


@dataclass(frozen=True)
class IngredientEntry:
    """An ingredient in a list; `rated` counts the conditions that it has a rating for."""

    slug: str
    name: str
    kind: IngredientKind
    description: str
    rated: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class ConditionEntry:
    """A condition in a list; `rated` counts the ingredients that have a rating for it."""

    slug: str
    name: str
    kind: ConditionKind
    care: Care
    serious: bool
    systems: tuple[str, ...]
    rated: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class IngredientPage:
    """All about one ingredient; `links` holds every condition that it was rated or searched for, strongest first."""

    ingredient: Ingredient
    links: tuple[Link, ...]
    cautions: tuple[Caution, ...]
    interactions: tuple[InteractionCell, ...]
    statements: tuple[Statement, ...]
    traditions: tuple[TraditionalUse, ...]
    broader: tuple[IngredientEntry, ...]
    narrower: tuple[IngredientEntry, ...]


@dataclass(frozen=True)
class ConditionPage:
    """All about one condition; `links` holds every ingredient that was rated or searched for it, strongest first."""

    condition: Condition
    links: tuple[Link, ...]
    systems: tuple[BodySystem, ...]
    broader: tuple[ConditionEntry, ...]
    narrower: tuple[ConditionEntry, ...]
    related: tuple[ConditionEntry, ...]


@dataclass(frozen=True)
class SystemPage:
    """A body system with its conditions and every pair that was rated for one of them."""

    system: BodySystem
    conditions: tuple[ConditionEntry, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class PastChange:
    """A change of one pair's standing, with the release that made it."""

    date: date
    release: str
    change: RatingChange


@dataclass(frozen=True)
class ChangesPage:
    """What releases changed, the newest first."""

    releases: tuple[Release, ...]


@dataclass(frozen=True)
class Threshold:
    """A number of the rubric that a reader may shift between `low` and `high`."""

    name: str
    value: float
    low: float
    high: float
    meaning: str


@dataclass(frozen=True)
class EvidencePage:
    """The answer for a pair, what it hangs on, and the two lists beside it.

    `narrower`: how the ingredient stands for narrower conditions, each rated on its own. `rolled_up`: the answer's studies
    (slugs) that looked only at narrower conditions, which is indirect evidence for this one. With a `view`, `answer` is
    the reader's own version and `published` is Proofwort's; `told` says which wishes could not be followed."""

    answer: Answer
    other_conditions: tuple[Link, ...]
    other_ingredients: tuple[Link, ...]
    fragile: tuple[Fragile, ...] = ()
    would_change: tuple[Change, ...] = ()
    narrower: tuple[Link, ...] = ()
    rolled_up: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    view: View | None = None
    published: Answer | None = None
    told: tuple[str, ...] = ()
    history: tuple[PastChange, ...] = ()


@dataclass(frozen=True)
class IngredientSystemPage:
    """How an ingredient stands over the conditions of a body system; no number is made up for the system."""

    ingredient: Ingredient
    system: BodySystem
    links: tuple[Link, ...]
    unsearched: tuple[ConditionEntry, ...]


@dataclass(frozen=True)
class StudyPage:
    """One study and every pair that it is used for."""

    study: Study
    uses: tuple[Link, ...]


@dataclass(frozen=True)
class HomePage:
    """The strongest pairs, the newest, and how much there is of everything."""

    strongest: tuple[Link, ...]
    newest: tuple[Link, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class RubricRow:
    """One number that the rating uses."""

    name: str
    value: str
    unit: str
    reference: str
    meaning: str


@dataclass(frozen=True)
class MethodPage:
    """How ratings are made, from the rules themselves: (name, explanation), their numbers, worked examples."""

    rubric: str
    rules: tuple[tuple[str, str], ...]
    numbers: tuple[RubricRow, ...]
    scenarios: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ReadingScore:
    """How one fact was read in one labelled set; fractions 0-1, `low` and `high` bound the figure named by `main`."""

    fact: str
    n: int
    stated: int
    answered: int
    accuracy: float
    precision: float | None
    recall: float | None
    macro_f1: float | None
    main: str
    low: float
    high: float
    people: float | None  # how often two careful people agree


@dataclass(frozen=True)
class ReadingReport:
    """How well the machine reader did on one labelled set; `note` says what was compared."""

    name: str
    records: int
    reader: str
    scores: tuple[ReadingScore, ...]
    note: str


@dataclass(frozen=True)
class ReadingPage:
    """How well we read: the measured error rates, and who read the studies of this release."""

    reports: tuple[ReadingReport, ...]
    read_by: dict[str, int]
    agreement: tuple[Agreement, ...]  # between two readers, where a second one read the same texts


@dataclass(frozen=True)
class InteractionsPage:
    """The grid of ingredients and classes of medicines: one row of cells for each ingredient that was looked at."""

    classes: tuple[DrugClass, ...]
    rows: tuple[tuple[IngredientEntry, tuple[InteractionCell, ...]], ...]


@dataclass(frozen=True)
class MedicinePage:
    """One class of medicines: every ingredient that was looked at, with what is known of the two together."""

    drug_class: DrugClass
    classes: tuple[DrugClass, ...]
    rows: tuple[tuple[IngredientEntry, InteractionCell], ...]


@dataclass(frozen=True)
class GapsPage:
    """What the evidence base lacks, and the names of what is spoken of (kind of record, slug → name)."""

    gaps: tuple[Gap, ...]
    names: dict[str, str]


class Evidence:
    """An open evidence file."""

    def __init__(self, reader: Reader) -> None:
        self._read = reader
        self._gates: dict[str, tuple[Gate, bool]] = {}  # kept as they are asked for
        self.release = reader.meta["release"]
        self.built = date.fromisoformat(reader.meta["built"])
        self.rubric = reader.meta["rubric"]
        self.code = reader.meta["code"]

    @classmethod
    def open(cls, path: Path) -> Evidence:
        """Open the file read-only. Raises EvidenceError when it is missing, damaged or of another format."""
        return cls(Reader(path))

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._read.path

    def close(self) -> None:
        """Close the file."""
        self._read.close()

    # -- lists ---------------------------------------------------------------------------------
    def ingredients(self) -> tuple[IngredientEntry, ...]:
        """All ingredients, A–Z."""
        return self._ingredients

    def conditions(self) -> tuple[ConditionEntry, ...]:
        """All conditions, A–Z."""
        return self._conditions

    def systems(self) -> tuple[BodySystem, ...]:
        """All body systems in their own order."""
        return self._systems

    @cached_property
    def _ingredients(self) -> tuple[IngredientEntry, ...]:
        rated = json.loads(self._read.meta["rated_ingredients"])
        records = self._read.many(Ingredient, "ingredient", "name collate nocase")
        return tuple(
            IngredientEntry(
                i.slug, i.name, i.kind, synopsis.first_sentence(i.description), rated.get(i.slug, 0), i.names
            )
            for i in records
        )

    @cached_property
    def _wider(self) -> dict[str, tuple[str, ...]]:
        return {c.slug: c.broader for c in self._read.many(Condition, "condition", "slug")}

    @cached_property
    def _conditions(self) -> tuple[ConditionEntry, ...]:
        rated = json.loads(self._read.meta["rated_conditions"])
        records = self._read.many(Condition, "condition", "name collate nocase")
        return tuple(
            ConditionEntry(c.slug, c.name, c.kind, c.care, c.serious, c.systems, rated.get(c.slug, 0), c.names)
            for c in records
        )

    @cached_property
    def _systems(self) -> tuple[BodySystem, ...]:
        return self._read.many(BodySystem, "body_system", "position")

    def home(self) -> HomePage:
        """What the main page shows."""
        return self._home

    @cached_property
    def _home(self) -> HomePage:
        counts = json.loads(self._read.meta["counts"])
        links = [link for i in self._ingredients for link in self._links_of_ingredient(i.slug)]
        strong = sorted(
            (x for x in links if (x.value or 0) >= 3), key=lambda x: (-(x.value or 0), -x.certainty, -x.studies)
        )
        newest = json.loads(self._read.meta["newest"])
        at = {(x.ingredient, x.condition): x for x in links}
        return HomePage(tuple(strong[:12]), tuple(at[i, c] for i, c in newest if (i, c) in at), counts)

    def interactions(self) -> InteractionsPage:
        """The grid of interactions, over the ingredients of which anything is known."""
        return self._grid

    @cached_property
    def _grid(self) -> InteractionsPage:
        rows = [(e, self._context(InteractionCell, "interactions", e.slug)) for e in self._ingredients]
        known = tuple((e, cells) for e, cells in rows if cells)
        return InteractionsPage(tuple(c.drug_class for c in known[0][1]) if known else (), known)

    def medicine(self, slug: str) -> MedicinePage:
        """One class of medicines in the grid, strictest first. Raises NotFound."""
        grid = self.interactions()
        number = next((n for n, c in enumerate(grid.classes) if c.slug == slug), None)
        if number is None:
            near = (*self.nearest(slug.replace("-", " ")), ("/interactions", "Medicines and ingredients"))
            raise NotFound(f"there is no class of medicines {slug!r}", near)
        rows = sorted(
            ((e, cells[number]) for e, cells in grid.rows), key=lambda r: (-GATES.index(r[1].gate), r[0].name.lower())
        )
        return MedicinePage(grid.classes[number], grid.classes, tuple(rows))

    def gaps(self) -> GapsPage:
        """What the evidence base lacks."""
        names = {f"ingredient/{e.slug}": e.name for e in self._ingredients}
        names |= {f"condition/{e.slug}": e.name for e in self._conditions}
        return GapsPage(adapter(tuple[Gap, ...]).validate_json(self._read.meta["gaps"]), names)

    def changes(self) -> ChangesPage:
        """What releases changed, the newest first."""
        return ChangesPage(tuple(reversed(self._history)))

    @cached_property
    def _history(self) -> tuple[Release, ...]:
        return adapter(tuple[Release, ...]).validate_json(self._read.meta["history"])

    def past(self, ingredient: str | None = None, condition: str | None = None) -> tuple[PastChange, ...]:
        """The changes of an ingredient, a condition, a pair or everything, the newest first."""
        return tuple(
            PastChange(r.date, r.release, c)
            for r in reversed(self._history)
            for c in r.changes
            if ingredient in (None, c.ingredient) and condition in (None, c.condition)
        )

    # -- pages ---------------------------------------------------------------------------------
    def ingredient(self, slug: str) -> IngredientPage:
        """All about one ingredient. Raises NotFound."""
        record = self._get(Ingredient, "ingredient", slug)
        entries = {e.slug: e for e in self._ingredients}
        narrower = [r.slug for r in self._read.many(Ingredient, "ingredient", "name") if slug in r.broader]
        return IngredientPage(
            ingredient=record,
            links=self._links_of_ingredient(slug),
            cautions=self._context(Caution, "cautions", slug),
            interactions=self._context(InteractionCell, "interactions", slug),
            statements=self._context(Statement, "statements", slug),
            traditions=self._context(TraditionalUse, "traditions", slug),
            broader=tuple(entries[s] for s in record.broader if s in entries),
            narrower=tuple(entries[s] for s in narrower),
        )

    def condition(self, slug: str) -> ConditionPage:
        """All about one condition. Raises NotFound."""
        record = self._get(Condition, "condition", slug)
        entries = {e.slug: e for e in self._conditions}
        return ConditionPage(
            condition=record,
            links=self._links_of_condition(slug),
            systems=tuple(s for s in self._systems if s.slug in record.systems),
            broader=tuple(entries[s] for s in record.broader if s in entries),
            narrower=tuple(entries[s] for s, wider in self._wider.items() if slug in wider),
            related=tuple(entries[s] for s in record.related if s in entries),
        )

    def system(self, slug: str) -> SystemPage:
        """A body system with its conditions. Raises NotFound."""
        record = self._get(BodySystem, "system", slug)
        members = tuple(e for e in self._conditions if slug in e.systems)
        links = tuple(link for e in members for link in self._links_of_condition(e.slug))
        return SystemPage(record, members, links)

    def evidence(self, ingredient: str, condition: str) -> EvidencePage:
        """The evidence page of a pair, by slugs. A pair without any record answers with the state "not-searched"."""
        return self._evidence_page(self._answer(ingredient, condition))

    def own_evidence(self, ingredient: str, condition: str, query: views.Query) -> EvidencePage:
        """The evidence page as the reader wants it: what `query` asks for, by slugs. Raises NotFound.

        A query that asks for nothing gives the published page, with what it got wrong in `told`.
        """
        published = self._answer(ingredient, condition)
        view, told = views.parse(query, published)
        if view == View():
            return replace(self._evidence_page(published), told=told)
        page = self._evidence_page(self._viewed(published, view))
        return replace(page, published=published, view=view, told=told)

    def hangs_on(self, answer: Answer) -> tuple[tuple[Fragile, ...], tuple[Change, ...]]:
        """The single studies that an answer's rating hangs on, and what new evidence would change it; in a reader's own
        version by that version's thresholds."""
        rubric = views.shifted(self._rubric, answer.view) if answer.view else self._rubric
        pair = self._pair(answer)
        return fragility(pair, answer.rating, rubric), what_would_change(pair, answer.rating, rubric)

    def _evidence_page(self, answer: Answer) -> EvidencePage:
        """The answer with what stands around it."""
        ingredient, condition = answer.question.ingredient.slug, answer.question.condition.slug
        fragile, would_change = self.hangs_on(answer)
        narrower = self._narrower(condition)
        links = self._links_of_ingredient(ingredient)
        return EvidencePage(
            answer=answer,
            other_conditions=tuple(x for x in links if x.condition != condition),
            other_ingredients=tuple(x for x in self._links_of_condition(condition) if x.ingredient != ingredient),
            fragile=fragile,
            would_change=would_change,
            narrower=tuple(x for x in links if x.condition in narrower),
            rolled_up=rolled_up(answer),
            history=self.past(ingredient, condition),
            thresholds=tuple(
                Threshold(name, self._rubric.numbers[name].value, low, high, self._rubric.numbers[name].meaning)
                for name, (low, high) in views.THRESHOLDS.items()
            ),
        )

    def ask(self, ingredient: str, condition: str, view: View | None = None) -> Answer:
        """The answer for a pair by any name of either; with a view, the reader's own version of it. Raises NotFound with the
        nearest names, and WishError for a view that cannot be followed."""
        answer = self._answer(self.resolve("ingredient", ingredient), self.resolve("condition", condition))
        if view is None or (wanted := views.checked(view, answer)) == View():
            return answer
        return self._viewed(answer, wanted)

    def stored(self, ingredient: str, condition: str) -> Answer:
        """The answer for a pair by slugs, without what stands around it. Raises NotFound."""
        return self._answer(ingredient, condition)

    @property
    def rules(self) -> Rubric:
        """The rubric that made this file."""
        return self._rubric

    def rated_anew(self, a: Answer, rubric: Rubric | None = None) -> Rating:
        """The default claim of an answer's records (of another file, perhaps), rated by this file's rubric or another."""
        q, narrower = a.question, self._narrower(a.question.condition.slug)
        return rate_pair(
            q.ingredient,
            q.condition,
            a.studies,
            traditions=a.traditions,
            statements=a.statements,
            cautions=a.cautions,
            searches=a.searches,
            rubric=rubric or self._rubric,
            narrower=narrower,
        )[0]

    def _answer(self, ingredient: str, condition: str) -> Answer:
        found = self._read.one(Answer, "answer", ingredient=ingredient, condition=condition)
        return found or self._empty_answer(
            self._get(Ingredient, "ingredient", ingredient), self._get(Condition, "condition", condition)
        )

    def _viewed(self, published: Answer, view: View) -> Answer:
        question = published.question
        return answer(
            question.ingredient,
            question.condition,
            views.counted(published.studies, view, question.ingredient, question.condition),
            traditions=published.traditions,
            statements=published.statements,
            cautions=published.cautions,
            searches=published.searches,
            narrower=self._narrower(question.condition.slug),
            rubric=views.shifted(self._rubric, view),
            release=published.release,
            built=published.built,
            view=view,
            published=published,
        )

    def _pair(self, a: Answer) -> Rated:
        return Rated(
            a.question.ingredient,
            a.question.condition,
            a.studies,
            a.traditions,
            a.statements,
            a.cautions,
            a.searches,
            self._narrower(a.question.condition.slug),
        )

    def _narrower(self, condition: str) -> frozenset[str]:
        """All conditions below this one, at any depth."""
        below = {condition}
        while more := {s for s, wider in self._wider.items() if s not in below and below & set(wider)}:
            below |= more
        return frozenset(below - {condition})

    def ingredient_system(self, ingredient: str, system: str) -> IngredientSystemPage:
        """How an ingredient stands over the conditions of a body system, by slugs. Raises NotFound."""
        record = self._get(Ingredient, "ingredient", ingredient)
        page = self.system(system)
        members = {e.slug for e in page.conditions}
        links = tuple(x for x in self._links_of_ingredient(ingredient) if x.condition in members)
        looked = {x.condition for x in links}
        return IngredientSystemPage(
            record, page.system, links, tuple(e for e in page.conditions if e.slug not in looked)
        )

    def study(self, slug: str) -> StudyPage:
        """One study. Raises NotFound."""
        return StudyPage(self._get(Study, "study", slug), self._read.many(Link, "study_link", "position", study=slug))

    def method(self) -> MethodPage:
        """How ratings are made, as the rules and numbers that made this file say it."""
        stored = json.loads(self._read.meta["method"])
        return MethodPage(
            rubric=self.rubric,
            rules=tuple((r[0], r[1]) for r in stored["rules"]),
            numbers=tuple(RubricRow(*row) for row in stored["numbers"]),
            scenarios=tuple((s[0], s[1], s[2]) for s in stored["scenarios"]),
        )

    def reading(self) -> ReadingPage:
        """How well we read, as measured for this release."""
        reports = tuple(
            ReadingReport(
                r["name"], r["records"], r["reader"], tuple(_score(s) for s in r["scores"]), r.get("note", "")
            )
            for r in json.loads(self._read.meta["reading"])
        )
        counts = json.loads(self._read.meta["counts"])
        read_by = {k: counts[f"studies_read_by_{k}"] for k in ("rule", "model", "human")}
        agreement = adapter(tuple[Agreement, ...]).validate_json(self._read.meta["agreement"])
        return ReadingPage(reports, read_by, agreement)

    # -- names and search ----------------------------------------------------------------------
    def resolve(self, kind: str, name: str) -> str:
        """The slug that a name or slug of this kind ("ingredient", "condition", "system", "study", "medicine") stands
        for. Raises NotFound."""
        if found := self.redirect(kind, name):
            return found
        near = (
            tuple((m.name.slug, m.name.name) for m in self._index[kind].best(names.key(name), 5))
            if kind in self._index
            else ()
        )
        raise NotFound(f"no {kind} is called {name!r}", tuple((ADDRESSES[kind] + s, n) for s, n in near))

    def redirect(self, kind: str, name: str) -> str | None:
        """As `resolve`, but None when the name leads nowhere or to more than one record."""
        if kind == "study":
            return self._study_slug(name)
        slugs = {n.slug for n in self._index[kind].exact(name)}
        return slugs.pop() if len(slugs) == 1 else None

    def _study_slug(self, name: str) -> str | None:
        candidates = (name, name.lower(), f"pmid-{name}", f"pmcid-{name.lower()}", f"nct-{name.lower()}")
        return next((c for c in candidates if self._read.one(Study, "study", slug=c)), None)

    def nearest(self, text: str) -> tuple[tuple[str, str], ...]:
        """(address, name) of the pages whose names are nearest to a text."""
        return tuple((hit.address, hit.title) for hit in self.search(text.replace("/", " "), 5))

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """What a typed text may mean: pairs and names, the likeliest first, then studies whose titles hold the words."""
        typed = names.key(text)[:120]
        if not typed:
            return ()
        query = understood(typed, self._index)
        meant = pairs(query, self._index["ingredient"], self._index["condition"], 3)
        most = meant[0].score if meant else 1.0  # a pair goes before its halves
        called = {(kind, m.name.slug): Match(m.name, min(m.score, most)) for kind, m in named(query, self._index)}
        for pair in meant[:1]:
            for kind, half in (("ingredient", pair.ingredient.name), ("condition", pair.condition.name)):
                called.setdefault((kind, half.slug), Match(half, pair.score))
        together = medicines(query, self._index)
        for name in (n for medicine in together for n in medicine.ingredients):
            called.setdefault(("ingredient", name.slug), Match(name, INSIDE))
        hits = [self._pair_hit(p) for p in meant]
        hits += [self._name_hit(kind, match, query.safety) for (kind, _), match in called.items()]
        hits += [hit for medicine in together for hit in self._medicine_hits(medicine)]
        hits.sort(key=lambda h: -h.score)
        return (*hits, *self._study_hits(query))[:limit]

    def _study_hits(self, query: Query) -> Iterator[Hit]:
        for kind, slug, title in self._read.text_search(query.text.split(), 10):
            label = "study, read by machine" if slug in self._by_machine else "study"
            yield Hit(kind, title, label, ADDRESSES[kind] + slug, 0.5)

    def _medicine_hits(self, medicine: Medicine) -> Iterator[Hit]:
        """Each ingredient that was named with the class of medicines, then the class."""
        called, back = medicine.name, ASIDE if medicine.aside else 0
        for slug in (n.slug for n in medicine.ingredients):
            title = f"{self._title['ingredient', slug]} with {called.name.lower()}"
            cells = self._context(InteractionCell, "interactions", slug)
            gate: Gate = next((c.gate for c in cells if c.drug_class.slug == called.slug), "unknown")
            place = "#interactions" if cells else "#cautions"
            yield Hit("medicine", title, "interactions", ADDRESSES["ingredient"] + slug + place, TOGETHER - back, gate)
        title = f"{called.name} and natural ingredients"
        yield Hit("medicine", title, "medicines", ADDRESSES["medicine"] + called.slug, MEDICINE - back)

    @cached_property
    def _by_machine(self) -> frozenset[str]:
        """The studies that nobody but a program has read."""
        return frozenset(json.loads(self._read.meta["machine"]))

    def _pair_hit(self, pair: Pair) -> Hit:
        ingredient, condition = pair.ingredient.name.slug, pair.condition.name.slug
        title = f"{self._title['ingredient', ingredient]} for {self._title['condition', condition]}"
        link = self._read.one(Link, "ingredient_link", ingredient=ingredient, condition=condition)
        gate = (link.safety_gate, bool(link.avoid_if)) if link else self._gate(ingredient)
        return Hit("pair", title, "evidence page", f"/evidence/{ingredient}/{condition}", pair.score + 0.01, *gate)

    def _name_hit(self, kind: str, match: Match, safety: bool) -> Hit:
        """A page by its name; a question about the safety of an ingredient leads to its cautions."""
        slug = match.name.slug
        label = {"ingredient": "ingredient", "condition": "health condition", "system": "body system"}[kind]
        also = "" if match.name.main else f", also called {match.name.name}"
        place = "#cautions" if safety and kind == "ingredient" else ""
        gate = self._gate(slug) if kind == "ingredient" else (None, False)
        return Hit(kind, self._title[kind, slug], label + also, ADDRESSES[kind] + slug + place, match.score, *gate)

    def _gate(self, ingredient: str) -> tuple[Gate, bool]:
        if ingredient not in self._gates:
            self._gates[ingredient] = gate_for_everyone(self._context(Caution, "cautions", ingredient))
        return self._gates[ingredient]

    @cached_property
    def _names(self) -> list[Name]:
        return self._read.names()

    @cached_property
    def _title(self) -> dict[tuple[str, str], str]:
        return {(n.kind, n.slug): n.name for n in self._names if n.main}

    @cached_property
    def _index(self) -> dict[str, Index]:
        found = {kind: Index([n for n in self._names if n.kind == kind]) for kind in KINDS}
        classes = self.interactions().classes
        return found | {"medicine": Index([name for c in classes for name in medicine_names(c)])}

    # -- inner ---------------------------------------------------------------------------------
    def _get(self, noun: type[T], kind: str, slug: str) -> T:
        record = self._read.one(noun, TABLES[kind], slug=slug)
        if record is None:
            raise NotFound(f"there is no {kind} {slug!r}", self.nearest(slug.replace("-", " ")))
        return record

    def _links_of_ingredient(self, slug: str) -> tuple[Link, ...]:
        return self._read.many(Link, "ingredient_link", "position", ingredient=slug)

    def _links_of_condition(self, slug: str) -> tuple[Link, ...]:
        return self._read.many(Link, "condition_link", "position", condition=slug)

    def _context(self, noun: type[T], kind: str, slug: str) -> tuple[T, ...]:
        return self._read.many(noun, "context", "position", ingredient=slug, kind=kind)

    def _empty_answer(self, ingredient: Ingredient, condition: Condition) -> Answer:
        cautions = self._context(Caution, "cautions", ingredient.slug)
        statements = self._context(Statement, "statements", ingredient.slug)
        return answer(
            ingredient,
            condition,
            (),
            cautions=cautions,
            statements=statements,
            rubric=self._rubric,
            release=self.release,
            built=self.built,
        )

    @cached_property
    def _rubric(self) -> Rubric:
        return parse_rubric(self._read.meta["rubric_text"])


def gate_for_everyone(cautions: Sequence[Caution]) -> tuple[Gate, bool]:
    """The strictest gate of an ingredient for everyone who takes it himself, and whether some must not take it at all.

    A caution for a situation, for certain illnesses or for another route than by mouth makes it "check" for the rest; one for
    injections alone is left out. As in the rule "safety-gate", which looks at one condition.
    """
    taken = [c for c in cautions if not c.routes or not INJECTED.issuperset(c.routes)]
    some = [c.gate for c in taken if not holds_for_all(c)]
    gates: list[Gate] = [c.gate for c in taken if holds_for_all(c)]
    gates += ["check" if gate != "none-found" else gate for gate in some]
    return max(gates, key=GATES.index, default="unknown"), "avoid" in some


def rolled_up(answer: Answer) -> tuple[str, ...]:
    """The answer's studies, by slug, that looked at narrower conditions and not at this one itself."""
    own = (answer.question.ingredient.slug, answer.question.condition.slug)
    return tuple(s.slug for s in answer.studies if all((f.ingredient, f.condition) != own for f in s.findings))


def _score(stored: dict[str, Any]) -> ReadingScore:
    """The fields of a stored score that the page shows."""
    known: dict[str, Any] = {f.name: stored.get(f.name) for f in fields(ReadingScore)}
    return ReadingScore(**known)


def answer(
    ingredient: Ingredient,
    condition: Condition,
    studies: Sequence[Study],
    *,
    traditions: Sequence[TraditionalUse] = (),
    statements: Sequence[Statement] = (),
    cautions: Sequence[Caution] = (),
    searches: Sequence[Search] = (),
    narrower: frozenset[str] = frozenset(),
    rubric: Rubric,
    release: str,
    built: date,
    view: View | None = None,
    published: Answer | None = None,
) -> Answer:
    """Rate a pair and write its synopsis from its records; `studies` are all that have a finding on the pair. With a `view`
    the claim that it chose comes first, and no safety gate is milder than that of the `published` answer."""
    ratings = rate_pair(
        ingredient,
        condition,
        studies,
        traditions=traditions,
        statements=statements,
        cautions=cautions,
        searches=searches,
        rubric=rubric,
        narrower=narrower,
    )
    if view and published:
        ratings = views.guarded(views.chosen(ratings, view), (published.rating, *published.other_claims))
    rating, *others = ratings
    question = Question(ingredient=ingredient, condition=condition)
    draft = Answer(
        question=question,
        rating=rating,
        other_claims=tuple(others),
        synopsis=synopsis.EMPTY,
        studies=tuple(studies),
        traditions=tuple(traditions),
        statements=tuple(statements),
        cautions=tuple(cautions),
        searches=tuple(searches),
        release=release,
        built=built,
        view=view,
    )
    return synopsis.complete(draft)
