"""Train the design model: cues and words → one of fifteen designs. Deterministic; needs scikit-learn (`pip install
proofwort[train]`).

    python tools/train_design.py --data DIR [--out knowledge/models/design.json.gz] [--test]

Labels: the development set but for its hold-out (sha1(id)[0] in "0123"), and our own (`evaluation/labels/*.jsonl`).
Texts come
from the shared data folder. `--test` prints four-fold cross-validated accuracy, and accuracy on the hold-out, instead
of writing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from proofwort.extract.design import allotted_by_chance, decide, features, weigh
from proofwort.extract.linear import terms
from proofwort.extract.text import Text
from proofwort.model import Article, Identifiers, Section

ROOT = Path(__file__).parent.parent
STRENGTH = 1.0  # inverse of regularisation
WORDS = 2.0  # words weigh twice as much as they would beside the cues
LEAST = 5  # documents that a word must stand in
KEPT = 6000  # words that ship: those with the largest weights

Row = tuple[list[str], dict[str, float], str]


def held_out(identifier: str) -> bool:
    return hashlib.sha1(identifier.encode()).hexdigest()[0] in "0123"


def shared_texts(data: Path) -> dict[str, tuple[str, str]]:
    """Identifier → title and abstract, of every source that our labels name."""
    spec = importlib.util.spec_from_file_location("draw", ROOT / "evaluation" / "draw.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("evaluation/draw.py")
    draw = importlib.util.module_from_spec(spec)
    sys.modules["draw"] = draw
    spec.loader.exec_module(draw)
    found: dict[str, tuple[str, str]] = {}
    for read in draw.SOURCES.values():
        for record in read(data):
            found.setdefault(record.id, (record.title, record.abstract))
    for line in (data / "reading-dev" / "abstracts.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found[item["id"]] = (item["title"], item["abstract"])
    return found


def labels(data: Path) -> Iterator[tuple[str, str, bool]]:
    """(identifier, design, whether it is held out). Our own second reading of a record yields to the first."""
    seen = set()
    files = [
        data / "reading-dev" / "labels.jsonl",
        *sorted((ROOT / "evaluation" / "labels").glob("*.jsonl"), reverse=True),
    ]
    for number, file in enumerate(files):
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item.get("design") and item["id"] not in seen:
                seen.add(item["id"])
                yield item["id"], item["design"], number == 0 and held_out(item["id"])


def row(title: str, abstract: str, design: str) -> Row:
    article = Article(
        source="training", identifiers=Identifiers(), title=title, abstract=(Section(label="abstract", text=abstract),)
    )
    text = Text(article)
    scores, fired = weigh(text)
    chance = allotted_by_chance(text)
    return (
        terms(text.title, text.low[text.title_end :]),
        features(text, scores, fired, decide(text, scores, chance), chance),
        design,
    )


class Trained:
    """A fitted model and how it sees a row: fitted once on all words to choose those that ship, then again on these."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.extra = DictVectorizer()
        self.extra.fit([r[1] for r in rows])
        self._fit(rows, TfidfVectorizer(analyzer=_same, min_df=LEAST, max_df=0.6, sublinear_tf=True))
        names = self.words.get_feature_names_out()
        largest = np.abs(self.model.coef_[:, : len(names)]).max(axis=0)
        kept = sorted(str(names[i]) for i in np.argsort(-largest, kind="stable")[:KEPT])
        self._fit(rows, TfidfVectorizer(analyzer=_same, vocabulary=kept, sublinear_tf=True))

    def _fit(self, rows: Sequence[Row], words: TfidfVectorizer) -> None:
        self.words = words
        words.fit([r[0] for r in rows])
        self.model = LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-4)
        self.model.fit(self._seen(rows), [r[2] for r in rows])

    def _seen(self, rows: Sequence[Row]) -> Any:
        return sparse.hstack(
            [self.words.transform([r[0] for r in rows]) * WORDS, self.extra.transform([r[1] for r in rows])]
        ).tocsr()

    def predict(self, rows: Sequence[Row]) -> Any:
        return self.model.predict(self._seen(rows))

    def data(self) -> dict[str, Any]:
        """The model as it ships (`proofwort/extract/linear.py`)."""
        names = self.words.get_feature_names_out()
        weights = self.model.coef_[:, : len(names)].T * WORDS
        return {
            "classes": [str(c) for c in self.model.classes_],
            "terms": {
                str(name): [round(float(self.words.idf_[i]), 4), *(round(float(w), 3) for w in weights[i])]
                for i, name in enumerate(names)
            },
            "extra": {
                str(name): [round(float(w), 4) for w in self.model.coef_[:, len(names) + i]]
                for i, name in enumerate(self.extra.get_feature_names_out())
            },
            "bias": [round(float(b), 4) for b in self.model.intercept_],
        }


def _same(words: list[str]) -> list[str]:
    return words


def test(rows: list[Row], held: list[Row]) -> None:
    """Print accuracies."""
    right = 0
    for train, left in KFold(4, shuffle=True, random_state=1).split(rows):
        answers = Trained([rows[i] for i in train]).predict([rows[i] for i in left])
        right += sum(str(a) == rows[i][2] for a, i in zip(answers, left, strict=True))
    print(f"cross-validated accuracy {right / len(rows):.3f} of {len(rows)}")
    answers = Trained(rows).predict(held)
    print(
        f"hold-out accuracy {sum(str(a) == r[2] for a, r in zip(answers, held, strict=True)) / len(held):.3f} of "
        f"{len(held)}"
    )


def write(path: Path, data: dict[str, Any]) -> None:
    """The same bytes for the same model: sorted keys, no time stamp."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--out", type=Path, default=ROOT / "knowledge" / "models" / "design.json.gz")
    parser.add_argument("--test", action="store_true", help="print accuracies instead of writing a model")
    arguments = parser.parse_args()
    texts = shared_texts(arguments.data)
    known = [(texts[i], design, held) for i, design, held in labels(arguments.data) if i in texts]
    rows = [row(*text, design) for text, design, held in known if not held]
    if arguments.test:
        test(rows, [row(*text, design) for text, design, held in known if held])
    else:
        write(arguments.out, Trained(rows).data())
        print(f"{arguments.out}: trained on {len(rows)} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
