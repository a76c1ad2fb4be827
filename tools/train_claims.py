"""Train the scorers of the claims: main ingredient, main condition, relevant or not, direction. Deterministic; needs scikit-learn.

    python tools/train_claims.py --data DIR [--out knowledge/models/claims.json.gz] [--test]

Labels: the development set but for its hold-out (sha1(id)[0] in "0123"), and our own (`evaluation/labels/*.jsonl`) where
they hold claims. Texts come from the shared data folder. `--test` prints ten-fold cross-validated figures instead of writing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from train_design import held_out, shared_texts, write

from proofwort.extract.candidates import (
    STRAINS_OF,
    Candidate,
    Frame,
    by_guide,
    condition_candidates,
    ingredient_candidates,
)
from proofwort.extract.design import design
from proofwort.extract.direction import CLASSES, Reading, features, likelihoods, read, word_list
from proofwort.extract.direction_terms import masks_of
from proofwort.extract.exposed import exposed
from proofwort.extract.linear import Linear, load
from proofwort.extract.main_condition import ranked_conditions
from proofwort.extract.main_ingredient import led, ranked
from proofwort.extract.ranker import Ranker
from proofwort.extract.relevant import AT, relevance_features
from proofwort.extract.role import ROLES, role_features
from proofwort.extract.surrogate import surrogate_features
from proofwort.extract.text import Text
from proofwort.mentions import Kind, Mention, Vocabulary
from proofwort.model import Article, Identifiers, Section

ROOT = Path(__file__).parent.parent
FOLDS = 10
RANK_C = 0.02
RELEVANT_C = 0.3
DIRECTION_C = 0.01
ROLE_C = 0.01
SURROGATE_C = 0.05
SHRINK = 2.0  # mentions that a concept's prior is pulled towards the mean by
LEAST = 5  # records that a feature of the direction must occur in
WORDS_C = 10.0
WORD_LEAST = 3  # records that a word must stand in
WORDS_KEPT = 3000  # words that ship: those with the largest weights
# Labels of a screening set: epidemiology and overviews of conditions in a row. They help to tell directions, not which
# ingredient or condition is the main one (development folds 0.90 and 0.79 without them, 0.89 and 0.76 with); nor what is relevant,
# since the reader itself drew them.
SCREENING = "micronutrients"
SCREENING_WEIGHT = 0.3  # of such a label, chosen in the folds of the other labels


@dataclass
class Record:
    """One labelled text, read once."""

    id: str
    set: str
    frame: Frame
    mentions: list[Mention]
    ingredients: list[str | None]
    conditions: list[str | None]
    claim: dict[str, Any]
    design: Any
    candidates: dict[Kind, list[Candidate]]

    @property
    def weight(self) -> float:
        """How much it counts for direction, role and surrogate."""
        return SCREENING_WEIGHT if self.set == SCREENING else 1.0

    @property
    def fold(self) -> int:
        return int(hashlib.sha1(("x" + self.id).encode()).hexdigest(), 16) % FOLDS


def labels(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(set, label) of every record with claims or marked as not relevant, hold-out included under the set "held"."""
    seen = set()
    files = [
        data / "reading-dev" / "labels.jsonl",
        *sorted((ROOT / "evaluation" / "labels").glob("*.jsonl"), reverse=True),
    ]
    for number, file in enumerate(files):
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if "relevant" in item and item["id"] not in seen:
                seen.add(item["id"])
                main = item["claims"][:1]
                if main and not {"ingredient", "condition"} <= main[0].keys():
                    continue
                if number == 0:
                    group = "held" if held_out(item["id"]) else "dev"
                else:
                    group = SCREENING if file.stem == SCREENING else "own"
                yield group, item


def record(vocabulary: Vocabulary, title: str, abstract: str, group: str, label: dict[str, Any]) -> Record:
    article = Article(
        source="training", identifiers=Identifiers(), title=title, abstract=(Section(label="abstract", text=abstract),)
    )
    text = Text(article)
    frame = Frame.of(text, vocabulary)
    mentions = by_guide(vocabulary, vocabulary.find(text.cased))
    found = design(text)
    claims = label["claims"]
    return Record(
        id=label["id"],
        set=group,
        frame=frame,
        mentions=mentions,
        ingredients=[family(vocabulary, vocabulary.concept("ingredient", c["ingredient"])) for c in claims],
        conditions=[vocabulary.concept("condition", c["condition"]) for c in claims],
        claim=claims[0] if claims else {},
        design=found.value if found else None,
        candidates={
            "ingredient": ingredient_candidates(frame, mentions),
            "condition": condition_candidates(frame, mentions),
        },
    )


def family(vocabulary: Vocabulary, concept: str | None) -> str | None:
    """A labelled strain as the reader calls it."""
    if concept is not None and STRAINS_OF in vocabulary.broader("ingredient", concept):
        return STRAINS_OF
    return concept


# ---------------------------------------------------------------------------------------------
# Which candidate: differences between the right one and the others, logistic regression without intercept.
def gold(item: Record, kind: Kind) -> list[str | None]:
    return item.ingredients if kind == "ingredient" else item.conditions


def priors(records: Sequence[Record], kind: Kind) -> Callable[[str, str | None], float]:
    """(concept, right concept of a record to leave out) → log-odds against the mean."""
    named: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item in records:
        concepts = {c.concept for c in item.candidates[kind]}
        named.update(concepts)
        if (main := gold(item, kind)[0]) in concepts and main is not None:
            right[main] += 1
    mean = sum(right.values()) / sum(named.values())

    def prior(concept: str, without: str | None) -> float:
        count, hits = named[concept], right[concept]
        if without is not None:
            count, hits = count - 1, hits - (without == concept)
        share = min(max((hits + SHRINK * mean) / (count + SHRINK), 0.001), 0.98)
        value = math.log(share / (1 - share)) - math.log(mean / (1 - mean))
        return max(-2.5, min(2.5, value))

    prior.concepts = sorted(named)  # type: ignore[attr-defined]
    return prior


def fit_ranker(records: Sequence[Record], kind: Kind) -> Ranker:
    """Weights and priors from records that have a claim."""
    prior = priors(records, kind)
    for item in records:
        for c in item.candidates[kind]:
            c.features["prior"] = prior(c.concept, gold(item, kind)[0] or "")
            c.features["prior title"] = c.features["prior"] if c.features.get("in title") else 0.0
    names = sorted({f for item in records for c in item.candidates[kind] for f in c.features})
    rows, weights = [], []
    for item in records:
        pairs = compared(item.candidates[kind], gold(item, kind))
        for better, worse, weight in pairs:
            rows.append([better.features.get(n, 0.0) - worse.features.get(n, 0.0) for n in names])
            weights.append(3 * weight / len(pairs))
    x = np.array(rows)
    model = LogisticRegression(C=RANK_C, fit_intercept=False, max_iter=2000)
    model.fit(np.r_[x, -x], np.r_[np.ones(len(x)), np.zeros(len(x))], sample_weight=np.r_[weights, weights])
    table = {n: (round(float(w), 4),) for n, w in zip(names, model.coef_[0], strict=True)}
    shipped = {c: round(v, 3) for c in prior.concepts if abs(v := prior(c, None)) > 0.05}  # type: ignore[attr-defined]
    return Ranker(("score",), table, (0.0,), shipped)


def compared(candidates: Sequence[Candidate], right: Sequence[str | None]) -> list[tuple[Candidate, Candidate, float]]:
    """(better, worse, weight): the main one before all, further ones of the label before the rest."""
    main = [c for c in candidates if c.concept == right[0]]
    second = [c for c in candidates if c.concept in right[1:] and c.concept != right[0]]
    others = [c for c in candidates if c.concept not in right]
    return [
        *((a, b, 1.0) for a in main for b in others),
        *((a, b, 0.5) for a in second for b in others),
        *((a, b, 0.7) for a in main for b in second),
    ]


def fit_relevant(records: Sequence[Record], ingredient: Ranker) -> Ranker:
    """Whether the study is about a natural ingredient at all, from its best candidate."""
    rows = [
        (relevance_features(ranked(r.frame, r.mentions, ingredient)), bool(r.ingredients))
        for r in records
        if r.candidates["ingredient"]
    ]
    names = sorted({n for row, _ in rows for n in row})
    x = np.array([[row.get(n, 0.0) for n in names] for row, _ in rows])
    model = LogisticRegression(C=RELEVANT_C, max_iter=2000).fit(x, [y for _, y in rows])
    return Ranker(
        ("score",),
        {n: (round(float(w), 4),) for n, w in zip(names, model.coef_[0], strict=True)},
        (round(float(model.intercept_[0]), 4),),
        {},
    )


def reading_of(item: Record) -> Reading:
    """The text read for its labelled claim."""
    ingredients, conditions = (
        frozenset(i for i in item.ingredients if i),
        frozenset(c for c in item.conditions[:1] if c),
    )
    return read(item.frame.text, masks_of(item.mentions, ingredients, conditions))


def balanced(answers: Sequence[str]) -> dict[str, float]:
    """Class weights: the square root of rarity."""
    seen = Counter(answers)
    return {c: math.sqrt(max(seen.values()) / n) for c, n in seen.items()}


def fit_words(rows: Sequence[tuple[list[str], str]], weights: Sequence[float]) -> dict[str, Any]:
    """The model of words as it ships (`proofwort/extract/linear.py`): fitted once on all words to choose those that ship, then
    again on these."""
    texts, right = [r[0] for r in rows], [r[1] for r in rows]
    words = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=WORD_LEAST)
    first = LogisticRegression(C=WORDS_C, class_weight=balanced(right), max_iter=1000).fit(
        words.fit_transform(texts), right, sample_weight=weights
    )
    names = words.get_feature_names_out()
    largest = np.argsort(-np.abs(first.coef_).max(axis=0), kind="stable")[:WORDS_KEPT]
    kept = TfidfVectorizer(analyzer=list, sublinear_tf=True, vocabulary=sorted(str(names[i]) for i in largest))
    model = LogisticRegression(C=WORDS_C, class_weight=balanced(right), max_iter=1000).fit(
        kept.fit_transform(texts), right, sample_weight=weights
    )
    return {
        "classes": [str(c) for c in model.classes_],
        "terms": {
            str(n): [round(float(kept.idf_[i]), 4), *(round(float(w), 3) for w in model.coef_[:, i])]
            for i, n in enumerate(kept.get_feature_names_out())
        },
        "extra": {},
        "bias": [round(float(b), 4) for b in model.intercept_],
    }


def fit_classes(
    rows: Sequence[tuple[dict[str, float], str]], weights: Sequence[float], classes: Sequence[str], strength: float
) -> Ranker:
    """Softmax over the classes; rarer classes weigh more by the square root of their rarity. `weights`: of the rows."""
    counts = Counter(f for row, _ in rows for f in row)
    names = sorted(f for f in counts if counts[f] >= LEAST)
    x = np.array([[row.get(n, 0.0) for n in names] for row, _ in rows])
    scale = np.maximum(x.std(axis=0), 0.1)
    model = LogisticRegression(C=strength, class_weight=balanced([y for _, y in rows]), max_iter=1000).fit(
        x / scale, [y for _, y in rows], sample_weight=weights
    )
    found = list(model.classes_)
    order = [found.index(c) for c in classes]
    coefficients = model.coef_ if len(found) > 2 else np.r_[-model.coef_, model.coef_]
    intercepts = model.intercept_ if len(found) > 2 else np.r_[-model.intercept_, model.intercept_]
    table = {n: tuple(round(float(w), 4) for w in coefficients[order, i] / scale[i]) for i, n in enumerate(names)}
    bias = tuple(round(float(intercepts[o]), 4) for o, c in zip(order, classes, strict=True))
    return Ranker(tuple(classes), table, bias, {})


def weighed(
    records: Sequence[Record], row: Callable[[Record], tuple[dict[str, float], str] | None]
) -> tuple[list[tuple[dict[str, float], str]], list[float]]:
    """The rows of those records that have one, and what each weighs."""
    found = [(made, r.weight) for r in records if (made := row(r))]
    return [made for made, _ in found], [weight for _, weight in found]


def one_sided(both: Ranker) -> Ranker:
    """A scorer of two opposite classes as one log-odds of the first."""
    return Ranker(("score",), {n: (w[0],) for n, w in both.weights.items()}, (both.bias[0],), {})


def role_row(item: Record) -> tuple[dict[str, float], str] | None:
    """Features of the labelled main claim and its role; None where the text doesn't name what it is on."""
    said = {"association": "associate"}.get(item.claim.get("role", ""), item.claim.get("role"))
    condition = next((c for c in item.candidates["condition"] if c.concept == item.conditions[0]), None)
    ingredient = next((c for c in item.candidates["ingredient"] if c.concept == item.ingredients[0]), None)
    if not said or condition is None or ingredient is None:
        return None
    text = item.frame.text
    return role_features(text, condition, exposed(text, ingredient, item.design), item.design), said


def surrogate_row(item: Record) -> tuple[dict[str, float], str] | None:
    if "surrogate" not in item.claim:
        return None
    return surrogate_features(item.frame.text, item.conditions[0] or "", item.design), "yes" if item.claim[
        "surrogate"
    ] else "no"


def fit_direction_words(records: Sequence[Record]) -> dict[str, Any]:
    """The model of words for the direction."""
    told = directed(records)
    return fit_words([(word_list(reading_of(r)), r.claim["direction"]) for r in told], [r.weight for r in told])


def directed(records: Sequence[Record]) -> list[Record]:
    """Those whose main claim has a direction."""
    return [r for r in records if r.ingredients and "direction" in r.claim]


def fit(records: Sequence[Record]) -> dict[str, Ranker]:
    """All scorers."""
    claimed = [r for r in records if r.ingredients]
    ingredient = fit_ranker([r for r in claimed if r.set != SCREENING], "ingredient")
    return {
        "ingredient": ingredient,
        "condition": fit_ranker([r for r in claimed if r.set != SCREENING], "condition"),
        "relevant": fit_relevant([r for r in records if r.set != SCREENING], ingredient),
        "direction": fit_classes(
            *weighed(directed(records), lambda r: (features(reading_of(r), r.design), r.claim["direction"])),
            CLASSES,
            DIRECTION_C,
        ),
        "role": fit_classes(*weighed(claimed, role_row), ROLES, ROLE_C),
        "surrogate": one_sided(fit_classes(*weighed(claimed, surrogate_row), ("yes", "no"), SURROGATE_C)),
    }


# ---------------------------------------------------------------------------------------------
def further(item: Record, models: dict[str, Ranker]) -> dict[str, bool]:
    """Whether role and surrogate are right for the labelled claim."""
    found = {}
    if row := role_row(item):
        found["role"] = max(ROLES, key=lambda r: models["role"].score(row[0], r)) == row[1]
    if row := surrogate_row(item):
        found["surrogate"] = (models["surrogate"].score(row[0]) > 0) == (row[1] == "yes")
    return found


def answers(item: Record, models: dict[str, Ranker], words: Linear) -> tuple[bool, str | None, str | None, str]:
    """(relevant, ingredient, condition, direction) as the reader would say; the direction for the names it found itself."""
    order = led(item.frame, ranked(item.frame, item.mentions, models["ingredient"]), item.mentions)
    conditions = ranked_conditions(item.frame, item.mentions, models["condition"])
    ingredient = order[0][1].concept if order else None
    condition = conditions[0][1].concept if conditions else None
    relevant = bool(order) and models["relevant"].score(relevance_features(order)) > AT
    masks = masks_of(item.mentions, frozenset({ingredient or ""}), frozenset({condition or ""}))
    chances = likelihoods(read(item.frame.text, masks), item.design, models["direction"], words)
    best = max(CLASSES, key=lambda c: chances[c])
    return relevant, ingredient, condition, "unclear" if item.design == "protocol" else best


def through_file(data: dict[str, Any]) -> Linear:
    """The model as the reader would load it."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "words.json.gz", data)
        return load("words", Path(folder))


def test(records: Sequence[Record]) -> None:
    """Print cross-validated figures by set; the hold-out is answered by a model that never saw it."""
    given: dict[str, tuple[bool, str | None, str | None, str]] = {}
    more: dict[str, dict[str, bool]] = {}
    for number in range(FOLDS):
        known = [r for r in records if r.set != "held" and r.fold != number]
        models, words = fit(known), through_file(fit_direction_words(known))
        left = [r for r in records if r.set != "held" and r.fold == number]
        given |= {r.id: answers(r, models, words) for r in left}
        more |= {r.id: further(r, models) for r in left if r.ingredients}
    known = [r for r in records if r.set != "held"]
    models, words = fit(known), through_file(fit_direction_words(known))
    given |= {r.id: answers(r, models, words) for r in records if r.set == "held"}
    report("dev and held", [r for r in records if r.set in ("dev", "held")], given)
    report("all", list(records), given)
    for group in ("dev", "own", SCREENING, "held"):
        report(group, [r for r in records if r.set == group], given)
        for part in ("role", "surrogate"):
            told = [more[r.id][part] for r in records if r.set == group and part in more.get(r.id, {})]
            print(f"   {part}: {share(told):.3f} of {len(told)}")


def report(group: str, records: Sequence[Record], given: dict[str, tuple[bool, str | None, str | None, str]]) -> None:
    claimed = [r for r in records if r.ingredients]
    print(
        f"{group}: {len(claimed)} with claims; ingredient {share(given[r.id][1] == r.ingredients[0] for r in claimed):.3f} "
        f"(of any claim {share(given[r.id][1] in r.ingredients for r in claimed):.3f}); "
        f"condition {share(given[r.id][2] == r.conditions[0] for r in claimed):.3f} "
        f"(any {share(given[r.id][2] in r.conditions for r in claimed):.3f}); "
        f"called relevant {share(given[r.id][0] for r in claimed):.3f}, irrelevant called so "
        f"{share(not given[r.id][0] for r in records if not r.ingredients):.3f} of {len(records) - len(claimed)}"
    )
    told_of = [r for r in claimed if "direction" in r.claim]
    right, told = [r.claim["direction"] for r in told_of], [given[r.id][3] for r in told_of]
    four = [c for c in CLASSES if c != "unclear" and c in right]
    print(
        f"   direction: accuracy {share(a == b for a, b in zip(right, told, strict=True)):.3f}, macro-F1 of {len(four)} classes "
        f"{f1_score(right, told, labels=four, average='macro', zero_division=0):.3f}, with unclear "
        f"{f1_score(right, told, labels=[c for c in CLASSES if c in right], average='macro', zero_division=0):.3f}, coverage "
        f"{share(b != 'unclear' for a, b in zip(right, told, strict=True) if a != 'unclear'):.3f}"
    )
    if group != "held":
        print("   ", CLASSES)
        print(confusion_matrix(right, told, labels=list(CLASSES)))


def share(items: Any) -> float:
    kept = list(items)
    return sum(kept) / len(kept) if kept else math.nan


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--out", type=Path, default=ROOT / "knowledge" / "models" / "claims.json.gz")
    parser.add_argument("--test", action="store_true", help="print cross-validated figures instead of writing")
    arguments = parser.parse_args()
    texts = shared_texts(arguments.data)
    vocabulary = Vocabulary.load()
    records = [record(vocabulary, *texts[i["id"]], group, i) for group, i in labels(arguments.data) if i["id"] in texts]
    if arguments.test:
        test(records)
        return 0
    known = [r for r in records if r.set != "held"]
    models = fit(known)
    write(arguments.out.with_name("direction.json.gz"), fit_direction_words(known))
    write(
        arguments.out,
        {n: {"classes": m.classes, "weights": m.weights, "bias": m.bias, "prior": m.prior} for n, m in models.items()},
    )
    print(f"{arguments.out}: trained on {sum(r.set != 'held' for r in records)} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
