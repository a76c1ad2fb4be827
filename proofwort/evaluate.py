"""How well the machine reads: its answers beside labelled sets, fact by fact, with intervals.

`evaluate` takes any pair of files in the reading-dev format. Other functions score publication types of MEDLINE
records, sample sizes of EBM-NLP, mentions of diseases and supplements, and directions of Evidence Inference (passages
and abstracts). Every function returns a `Report`; `report_table` prints one, `to_json` keeps one.

What counts as equal: numbers, classes and yes/no exactly; a duration by its length in days (42 days = 6 weeks,
tolerance 3.5 %); a dose by its first amount in one unit (1 g = 1000 mg) and, where both state one, its rate; an effect
by value and limits; an ingredient or condition by the vocabulary's concept, else by equal words (`same_name`). "… or
kin" also accepts a wider or narrower concept ("diabetes" for "type 2 diabetes"). An answer where the label says "not
stated" is wrong.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.table import Table

from proofwort.extract.design import design
from proofwort.extract.direction import direction
from proofwort.extract.direction import read as read_clauses
from proofwort.extract.participants import participants
from proofwort.extract.study import READER_VERSION, read_article
from proofwort.extract.text import Text
from proofwort.mentions import Kind, Vocabulary
from proofwort.model import Article, Effect, Finding, Identifiers, Section, Study
from proofwort.names import key
from proofwort.sources import read_any

SEED = 20261125
RESAMPLES = 1000
RANDOMISED = frozenset({"rct-parallel", "rct-crossover"})
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
GRAMS = {"ug": 1e-6, "mcg": 1e-6, "μg": 1e-6, "µg": 1e-6, "mg": 1e-3, "g": 1.0, "kg": 1e3}
LITRES = {"ml": 1e-3, "l": 1.0, "cl": 1e-2, "dl": 1e-1}
MEASURES = {"WMD": "MD"}
FAMILIES: dict[str, str] = {"RD": "MD", "IRR": "RR"}
IDLE = frozenset(
    [
        "supplementation",
        "supplement",
        "supplements",
        "extract",
        "intake",
        "dietary",
        "oral",
        "the",
        "of",
        "disease",
        "disorder",
    ]
)
KINDS: tuple[Kind, Kind] = ("ingredient", "condition")
Labels = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One comparison: what the label says, what was answered (None: not stated), and whether they agree."""

    fact: str
    gold: str | None
    answer: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one fact, fractions 0-1. `accuracy` counts agreement on "not stated"; `precision` is of answers
    given, `recall` of what is stated. `low` and `high` bound `main`, the figure the fact is judged by, in 95 of 100
    resamplings of records. `people`: how often two careful people agree on this fact, where that is known."""

    fact: str
    n: int
    stated: int
    answered: int
    accuracy: float
    precision: float | None
    recall: float | None
    coverage: float | None
    macro_f1: float | None
    main: str
    low: float
    high: float
    people: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Scores over one labelled set, by one version of the reader. `note` says what was compared, where the name
    doesn't."""

    name: str
    records: int
    reader: str
    scores: tuple[Score, ...]
    note: str = ""


# Fact → (the figure it is judged by, whether it is a class with a macro-F1).
FACTS: dict[str, tuple[str, bool]] = {
    "relevant": ("accuracy", False),
    "design": ("accuracy", True),
    "RCT or not": ("recall", False),
    "randomised": ("accuracy", False),
    "blinding": ("accuracy", True),
    "participants": ("recall", False),
    "trials pooled": ("recall", False),
    "comparator": ("accuracy", True),
    "healthy": ("accuracy", False),
    "adverse": ("accuracy", False),
    "main ingredient": ("accuracy", False),
    "main ingredient or kin": ("accuracy", False),
    "main condition": ("accuracy", False),
    "main condition or kin": ("accuracy", False),
    "direction of the main claim": ("macro_f1", True),
    "role": ("accuracy", True),
    "combination": ("accuracy", False),
    "surrogate": ("accuracy", False),
    "dose": ("accuracy", False),
    "duration": ("accuracy", False),
    "effect with interval": ("recall", False),
    "any effect stated": ("recall", False),
    "up, down or no difference": ("macro_f1", True),
    "difference or none": ("macro_f1", True),
}
# How often two careful people agreed on abstracts of the reading-dev kind: what a reader can be expected to reach.
PEOPLE = {
    "design": 0.95,
    "participants": 0.99,
    "direction of the main claim": 0.98,
    "main ingredient": 0.91,
    "main condition": 0.85,
}
RECALLED = {"RCT or not", "participants", "trials pooled", "effect with interval", "any effect stated"}


# ---------------------------------------------------------------------------------------------
# The reading-dev format.
def evaluate(labels: Path, texts: Path, vocabulary: Vocabulary, only: Callable[[str], bool] = lambda _: True) -> Report:
    """Read every text that has a label and compare. `only` chooses records by identifier. Keys that a label lacks
    aren't compared.
    """
    articles = {str(item["id"]): article_of(item) for item in json_lines(texts)}
    items: list[list[Item]] = []
    for label in json_lines(labels):
        if only(str(label["id"])) and label["id"] in articles:
            items.append(list(compare(label, read_article(articles[label["id"]], vocabulary), vocabulary)))
    return report(labels.name, items)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-lines file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def article_of(item: Mapping[str, Any]) -> Article:
    """A record of the reading-dev format as an article."""
    year = str(item.get("year") or "")
    return Article(
        source="labelled",
        identifiers=Identifiers(pmid=item.get("pmid")),
        title=item.get("title") or "",
        abstract=(Section(label="abstract", text=item.get("abstract") or ""),),
        year=int(year) if year.isdigit() else None,
    )


def compare(label: Labels, study: Study, vocabulary: Vocabulary) -> Iterator[Item]:
    """All comparisons of one record. A record labelled irrelevant is compared by relevance and design alone."""
    relevant = label.get("relevant", True)
    if "relevant" in label:
        yield item("relevant", relevant, bool(study.findings))
    if "design" in label:
        yield item("design", label["design"], study.design)
        yield item(
            "RCT or not", True if label["design"] in RANDOMISED else None, True if study.design in RANDOMISED else None
        )
    if not relevant:
        return
    for fact, name, value in (
        ("randomised", "randomised", study.randomised),
        ("blinding", "blinding", study.blinding),
        ("participants", "n", study.participants),
        ("trials pooled", "n_trials", study.trials),
        ("comparator", "comparator", study.comparator),
        ("healthy", "healthy", study.healthy),
        ("adverse", "adverse", study.adverse),
    ):
        if name in label:
            yield item(fact, label[name], value)
    claims = label.get("claims") or []
    if claims:
        yield from compare_claim(claims[0], study.findings[0] if study.findings else None, vocabulary)
        yield from compare_effects(claims, study)


def item(fact: str, gold: object, answer: object) -> Item:
    """Equal or not, as they stand."""
    return Item(fact, spelled(gold), spelled(answer), gold == answer)


def spelled(value: object) -> str | None:
    """A value as a word; None stays None."""
    return None if value is None else str(value)


def compare_claim(gold: Labels, found: Finding | None, vocabulary: Vocabulary) -> Iterator[Item]:
    """The main claim, part by part. Direction, role and the rest are compared whether or not the names agree."""
    for kind in KINDS:
        if kind in gold:
            answer = None if found is None else str(getattr(found, kind))
            wanted = str(gold[kind])
            same = answer is not None and same_name(vocabulary, kind, wanted, answer)
            kin = same or (answer is not None and related(vocabulary, kind, wanted, answer))
            yield Item(f"main {kind}", wanted, answer, same)
            yield Item(f"main {kind} or kin", wanted, answer, kin)
    if "direction" in gold:
        told = None if found is None or found.direction == "unclear" else found.direction
        sure = None if gold["direction"] == "unclear" else gold["direction"]
        yield item("direction of the main claim", sure, told)
    if "role" in gold and found is not None:
        role = "associate" if gold["role"] == "association" else gold["role"]
        yield item("role", role, found.role)
    if "combination" in gold and found is not None:
        yield item("combination", bool(gold["combination"]), found.combination == "combination")
    if "surrogate" in gold and found is not None and found.surrogate is not None:
        yield item("surrogate", bool(gold["surrogate"]), found.surrogate)
    if "dose" in gold:
        dose = None if found is None else found.dose
        yield Item("dose", gold["dose"], dose, same_dose(gold["dose"], dose))
    if "duration" in gold:
        span = None if found is None else found.duration
        yield Item("duration", gold["duration"], span, same_duration(gold["duration"], span))
    if "effect" in gold:
        effect = None if found is None else found.effect
        yield Item(
            "effect with interval", spelled(gold["effect"]), spelled(effect), same_effect(gold["effect"], effect)
        )


def compare_effects(claims: Sequence[Labels], study: Study) -> Iterator[Item]:
    """Whether each labelled effect was read into some finding."""
    found = [f.effect for f in study.findings if f.effect]
    for gold in claims:
        if gold.get("effect"):
            right = any(same_effect(gold["effect"], effect) for effect in found)
            yield Item("any effect stated", spelled(gold["effect"]), "found" if right else None, right)


# ---------------------------------------------------------------------------------------------
# What counts as equal.
def plain(name: str) -> str:
    """A name without what makes no difference: case, signs, plural, spelling, idle words, a strain in brackets."""
    folded = key(re.sub(r"\([^)]*\)", " ", name)).replace("ae", "e").replace("oe", "e").replace("isation", "ization")
    words = re.sub(r"our(s?)\b", r"or\1", folded.replace("fibre", "fiber")).split()
    kept = [w for w in words if w not in IDLE] or words
    return " ".join(
        w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith(("ss", "is", "us")) else w for w in kept
    )


def concept_of(vocabulary: Vocabulary, kind: Kind, name: str) -> str | None:
    """The concept of a name or of a slug."""
    return (
        vocabulary.concept(kind, name)
        or vocabulary.concept(kind, name.replace("-", " "))
        or vocabulary.concept(kind, plain(name))
    )


def same_name(vocabulary: Vocabulary, kind: Kind, wanted: str, answer: str) -> bool:
    """One concept of the vocabulary, or the same plain words. `answer` is a slug or a name."""
    meant = concept_of(vocabulary, kind, wanted)
    if meant is not None and (meant == answer or meant == concept_of(vocabulary, kind, answer)):
        return True
    return plain(wanted) == plain(answer.replace("-", " ")) or plain(wanted) == plain(
        label_of(vocabulary, kind, answer)
    )


def label_of(vocabulary: Vocabulary, kind: Kind, answer: str) -> str:
    """The standard name of an answer, if the vocabulary knows it."""
    try:
        return vocabulary.label(kind, answer)
    except KeyError:
        return answer


def related(vocabulary: Vocabulary, kind: Kind, wanted: str, answer: str) -> bool:
    """One is a wider concept of the other."""
    a, b = concept_of(vocabulary, kind, wanted), answer
    if a is None:
        return False
    try:
        return b in vocabulary.broader(kind, a) or a in vocabulary.broader(kind, b)
    except KeyError:
        return False


def length(stated: str) -> float | str | None:
    """Days of a stated duration (the longer end of a span); "single" for one dose or session; None where there is
    neither.
    """
    match = re.search(r"(\d+(?:\.\d+)?)(?: ?(?:-|–|to|or) ?(\d+(?:\.\d+)?))? ?(day|week|month|year)", stated.lower())
    if match:
        return float(match.group(2) or match.group(1)) * DAYS[match.group(3)]
    return "single" if "single" in stated.lower() else None


def same_duration(gold: str | None, answer: str | None) -> bool:
    """Equal length, or both not stated."""
    if gold is None or answer is None:
        return gold is answer
    a, b = length(gold), length(answer)
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 0.035 * max(a, b)
    return gold == answer or (a is not None and a == b)


def amount(stated: str) -> tuple[float, str] | str:
    """The first amount in grams, litres or its own unit; a dose without amount as its words."""
    words = (
        stated.lower()
        .replace(",", "")
        .replace("three times", "3 times")
        .replace("twice", "2 times")
        .replace("per day", "a day")
        .replace("daily", "a day")
    )
    match = re.search(
        r"(\d+(?:\.\d+)?)(?:(?:[ -]|to|or|vs|and|/|\.)*\d+(?:\.\d+)?)* ?(?:million |billion )?(ug|mcg|μg|µg|mg|g|kg"
        r"|iu|ml|l|cl|dl|mmol|cfu|capsules?|tablets?|cups?|drops|servings?)\b",
        words,
    )
    if not match:
        return " ".join(words.split())
    value, unit = float(match.group(1)), match.group(2)
    if unit in GRAMS:
        return round(value * GRAMS[unit], 9), "g"
    if unit in LITRES:
        return round(value * LITRES[unit], 9), "l"
    return value, unit.rstrip("s")


def same_dose(gold: str | None, answer: str | None) -> bool:
    """Equal first amount, and no contradiction in the rate: "600 mg" agrees with "600 mg/day", not with "600
    mg/week".
    """
    if gold is None or answer is None:
        return gold is answer
    rates = [re.findall(r"/ ?(week|month)|\b(weekly|monthly)\b", x.lower()) for x in (gold, answer)]
    return amount(gold) == amount(answer) and bool(rates[0]) == bool(rates[1])


def same_effect(gold: Labels | None, answer: Effect | None) -> bool:
    """Equal value and limits, and a measure of the same family."""
    if gold is None or answer is None:
        return gold is None and answer is None
    wanted = str(MEASURES.get(gold["measure"], gold["measure"]))
    measures = FAMILIES.get(wanted, wanted) == FAMILIES.get(answer.measure, answer.measure)
    numbers = ((gold["value"], answer.value), (gold["lo"], answer.low), (gold["hi"], answer.high))
    return measures and all(a is not None and b is not None and abs(a - b) < 1e-6 for a, b in numbers)


# ---------------------------------------------------------------------------------------------
# Figures.
def report(name: str, records: Sequence[Sequence[Item]]) -> Report:
    """Scores of all facts that occur, in the order of `FACTS`, then any others."""
    facts = list(dict.fromkeys([*FACTS, *(i.fact for items in records for i in items)]))
    scores = []
    for fact in facts:
        chosen = [i for items in records for i in items if i.fact == fact]
        if chosen:
            scores.append(score(fact, chosen))
    return Report(name, len(records), READER_VERSION, tuple(scores))


def score(fact: str, items: Sequence[Item]) -> Score:
    """Figures and the seeded bootstrap interval of the main one."""
    main, is_class = FACTS.get(fact, ("recall", False))
    stated = np.array([i.gold is not None for i in items])
    answered = np.array([i.answer is not None for i in items])
    right = np.array([i.right for i in items])
    weights = (
        np.random.default_rng(SEED)
        .multinomial(len(items), np.full(len(items), 1 / len(items)), size=RESAMPLES)
        .astype(float)
    )
    once = np.ones((1, len(items)))
    figures: dict[str, Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]] = {
        "accuracy": lambda w: ratio(w @ right, w.sum(axis=1)),
        "precision": lambda w: ratio(w @ (right & answered), w @ answered),
        "recall": lambda w: ratio(w @ (right & stated), w @ stated),
        "macro_f1": lambda w: macro_f1(items, w),
    }
    spread = figures[main](weights)
    spread = spread[~np.isnan(spread)]
    low, high = np.quantile(spread, [0.025, 0.975]) if len(spread) else (0.0, 1.0)
    value = {name: None if np.isnan(v := float(figure(once)[0])) else round(v, 4) for name, figure in figures.items()}
    return Score(
        fact=fact,
        n=len(items),
        stated=int(stated.sum()),
        answered=int(answered.sum()),
        accuracy=value["accuracy"] or 0.0,
        precision=value["precision"],
        recall=value["recall"],
        coverage=round(float(ratio(once @ (answered & stated), once @ stated)[0]), 4) if stated.any() else None,
        macro_f1=value["macro_f1"] if is_class else None,
        main=main,
        low=round(float(low), 4),
        high=round(float(high), 4),
        people=PEOPLE.get(fact),
    )


def ratio(above: npt.NDArray[np.float64], below: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Quotients; not-a-number where there is nothing to divide by."""
    found: npt.NDArray[np.float64] = np.full(np.shape(above), np.nan, dtype=float)
    np.divide(above, below, out=found, where=np.asarray(below) > 0)
    return found


def macro_f1(items: Sequence[Item], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Mean F1 over the classes that the labels hold, "not stated" left out; shape (resamples,)."""
    classes = sorted({i.gold for i in items if i.gold is not None})
    total = np.zeros(weights.shape[0])
    for name in classes:
        gold = np.array([i.gold == name for i in items])
        told = np.array([i.answer == name for i in items])
        total += np.nan_to_num(ratio(2 * (weights @ (gold & told)), weights @ gold + weights @ told))
    return total / len(classes) if classes else np.full(weights.shape[0], np.nan)


def report_table(found: Report) -> Table:
    """The report for the terminal."""
    table = Table(title=f"{found.name}: {found.records} records, reader version {found.reader}")
    for name in (
        "fact",
        "n",
        "stated",
        "answered",
        "accuracy",
        "precision",
        "recall",
        "macro-F1",
        "judged by",
        "95 % of resamplings",
    ):
        table.add_column(name, justify="left" if name == "fact" else "right")
    for s in found.scores:
        figures = [f"{x:.3f}" if x is not None else "–" for x in (s.accuracy, s.precision, s.recall, s.macro_f1)]
        table.add_row(
            s.fact,
            str(s.n),
            str(s.stated),
            str(s.answered),
            *figures,
            s.main.replace("_", "-"),
            f"{s.low:.3f}–{s.high:.3f}",
        )
    return table


def to_json(reports: Iterable[Report]) -> str:
    """Reports as stable, readable JSON: the same reading gives the same bytes."""
    return json.dumps([asdict(r) for r in reports], ensure_ascii=False, indent=2) + "\n"


# ---------------------------------------------------------------------------------------------
# Other labelled sets.
def publication_types(path: Path) -> Report:
    """RCT or not against the publication types of MEDLINE records (their indexers', who had the full text)."""
    records = []
    for record in read_any(path):
        if isinstance(record, Article) and record.abstract:
            found = design(Text(record))
            truth = "Randomized Controlled Trial" in record.publication_types
            told = found is not None and found.value in RANDOMISED
            records.append([Item("RCT or not", "yes" if truth else None, "yes" if told else None, truth == told)])
    return report("publication types of MEDLINE records", records)


def sample_sizes(tokens: Path) -> Report:
    """Participants against the "SampleSize" tokens of EBM-NLP, sentence by sentence.

    The file holds one token a line and a blank line between sentences, but no mark between abstracts; so each
    sentence that holds
    a number is read alone. An answer is right if it is the tagged number (or their sum, where several are tagged).
    """
    records = []
    for words, sizes in sentences(tokens):
        text = Text(article_of({"title": "", "abstract": words}))
        found = participants(text, "rct-parallel")
        gold = "/".join(map(str, sizes)) or None
        answer = None if found is None else found.value
        right = answer in (*sizes, sum(sizes)) if sizes else answer is None
        records.append([Item("participants", gold, spelled(answer), right)])
    return report("EBM-NLP sample sizes, sentence by sentence", records)


def sentences(tokens: Path) -> Iterator[tuple[str, list[int]]]:
    """(text, tagged sizes) of each sentence of a token file that holds a number."""
    with gzip.open(tokens, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    for block in blocks:
        run = [parts for line in block.split("\n") if len(parts := line.split("\t")) >= 3]
        words = re.sub(r" ([,;:%)\]])", r"\1", " ".join(p[0] for p in run)).replace("( ", "(").replace("[ ", "[")
        tagged = Text(article_of({"title": "", "abstract": " ; ".join(p[0] for p in run if p[2] == "SampleSize")})).low
        if re.search(r"\d", Text(article_of({"title": "", "abstract": words})).low):
            yield words, [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", tagged)]


def mentions(
    documents: Iterable[tuple[str, Sequence[tuple[int, int]]]], vocabulary: Vocabulary, kind: Kind, name: str
) -> Report:
    """Names found in texts against marked spans: a mark is found if a mention overlaps it; a mention is right if it
    overlaps a mark.
    """
    records = []
    for text, spans in documents:
        found = [(m.start, m.end) for m in vocabulary.find(text) if m.kind == kind]
        items = [
            Item(f"{kind} mentions", "marked", "found" if hit else None, hit)
            for s in spans
            if (hit := overlaps(s, found)) or True
        ]
        items += [Item(f"{kind} mentions", None, "found", False) for m in found if not overlaps(m, spans)]
        records.append(items)
    return report(name, records)


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether two stretches share a character."""
    return any(span[0] < end and start < span[1] for start, end in others)


def pubtator(path: Path, kinds: frozenset[str]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Documents of a PubTator file with the spans of some kinds of entity (disease-ner)."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.strip().split("\n")
            parts = [line.split("|", 2)[2] for line in lines if re.match(r"\d+\|[ta]\|", line)]
            marks = [line.split("\t") for line in lines if "\t" in line]
            if parts:
                yield "\n".join(parts), [(int(m[1]), int(m[2])) for m in marks if len(m) >= 5 and m[4] in kinds]


def gutbrainie(articles: Path, entities: Path, label: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Titles and abstracts of GutBrainIE with the spans of one label; its ends are inclusive and count within title
    or abstract.
    """
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        texts = json.load(file)
    with gzip.open(entities, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(io.StringIO(file.read()), delimiter="|"))
    for pmid, article in texts.items():
        for part in ("title", "abstract"):
            spans = [
                (int(r["start_idx"]), int(r["end_idx"]) + 1)
                for r in rows
                if r["pmid"] == pmid and r["location"] == part and r["label"] == label
            ]
            yield article[part], spans


LABELS = {
    "significantly increased": "increased",
    "significantly increase": "increased",
    "significantly decreased": "decreased",
    "significantly decrease": "decreased",
    "no significant difference": "none",
}
SHORTEST = 20  # letters of a passage that can be looked for in an abstract: "p > 0.05" stands anywhere


def annotated(path: Path) -> Iterator[tuple[str, str, str]]:
    """(PMCID, passage, what it says) of every label of Evidence Inference (v2) that its checkers held to be valid."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = LABELS.get(row["Label"].strip())
            if row["Valid Label"] == "True" and label and row["Annotations"].strip():
                yield row["PMCID"], " ".join(row["Annotations"].split()), label


def passages(annotations: Path, read: Callable[[str], str | None]) -> Report:
    """Up, down or no difference, as `read` answers for one passage ("increased", "decreased", "none", or None for
    "can't tell"), against the labels of Evidence Inference. Passages that carry several labels are left out."""
    labelled: dict[str, set[str]] = {}
    for _, passage, label in annotated(annotations):
        labelled.setdefault(passage, set()).add(label)
    records = []
    for passage, found in labelled.items():
        if len(found) == 1:
            gold, answer = next(iter(found)), read(passage)
            records.append([Item("up, down or no difference", gold, answer, answer == gold)])
    return report("passages of Evidence Inference", records)


def abstracts(annotations: Path, articles: Path) -> Report:
    """Whether a trial found a difference, as the direction's reader says from the whole abstract, against the labels
    of Evidence Inference whose passage stands in that abstract. Abstracts whose labels disagree have no one answer
    and are left out."""
    labelled: dict[str, list[tuple[str, str]]] = {}
    for pmcid, passage, label in annotated(annotations):
        if len(passage) >= SHORTEST:
            labelled.setdefault(pmcid, []).append((passage, "none" if label == "none" else "difference"))
    records = []
    for item in json_lines(articles):
        abstract = " ".join(str(item["abstract"]).split())
        gold = {label for passage, label in labelled.get(str(item["pmcid"]), ()) if passage in abstract}
        if len(gold) == 1:
            told = difference(Text(article_of(item)))
            records.append([Item("difference or none", wanted := gold.pop(), told, told == wanted)])
    return report("abstracts of Evidence Inference", records)


def difference(text: Text) -> str | None:
    """What the direction says of whether anything differed: "mixed" is an answer, "unclear" is none."""
    found = design(text)
    way = direction(text, read_clauses(text, ()), found.value if found else None).value
    return {"null": "none", "benefit": "difference", "harm": "difference", "mixed": "mixed"}.get(way)
