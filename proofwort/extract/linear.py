"""Small linear text classifiers that ship as data: TF-IDF words and a few extra features, softmax over classes.

A model file is gzipped JSON: `classes`, `terms` (term → [idf, weights per class]), `extra` (name → weights per class),
`bias` (per class). Trained by `tools/train_*.py`; read here without scikit-learn.
Term weighting: sublinear term frequency, smoothed idf, rows of length 1 (scikit-learn's TfidfVectorizer).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

_TOKEN = re.compile(
    r"(?P<p>\bp ?(?:-?values?)? ?[<>=≤≥] ?0?\.\d+)|(?P<ci>95 ?% ?(?:ci|confidence interval))|(?P<pm>±"
    r"|\+/-)|(?P<n>\d[\d.,]*)|(?P<w>[a-zα-ω][a-zα-ω'-]*)"
)


def terms(title: str, body: str) -> list[str]:
    """Words and pairs of words; those of the title are counted again under "title:". Numbers become classes."""
    head, rest = tokens(title), tokens(body)
    found = ["title:" + w for w in head]
    found += ["title:" + pair for pair in map(" ".join, pairwise(head))]
    for words in (head, rest):
        found += words
        found += map(" ".join, pairwise(words))
    return found


def tokens(text: str) -> list[str]:
    """Words as they stand; p-values, intervals, spreads and numbers as their kind."""
    return [m.group() if m.lastgroup == "w" else f"<{m.lastgroup}>" for m in _TOKEN.finditer(text)]


def shipped() -> Path:
    """The folder of the models: the checkout's, else the copy inside the installed package."""
    package = Path(__file__).parents[1]
    beside = package.parent / "knowledge" / "models"
    return beside if beside.is_dir() else package / "data" / "knowledge" / "models"


@dataclass(frozen=True, slots=True)
class Linear:
    """`scores` are log-odds per class, in the order of `classes`."""

    classes: tuple[str, ...]
    index: Mapping[str, int]
    idf: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    extra: Mapping[str, npt.NDArray[np.float64]]
    bias: npt.NDArray[np.float64]

    def scores(self, words: Iterable[str], extra: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """Log-odds per class, shape (classes,)."""
        counts = Counter(map(self.index.get, words))
        counts.pop(None, None)
        rows = np.array([row for row in counts if row is not None], dtype=np.intp)
        found = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * self.idf[rows]
        length = float(np.sqrt(found @ found)) or 1.0
        total = self.bias + (found / length) @ self.weights[rows]
        for name, value in extra.items():
            if value and name in self.extra:
                total = total + value * self.extra[name]
        return np.asarray(total)

    def probabilities(self, words: Iterable[str], extra: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """Softmax of the scores."""
        scores = self.scores(words, extra)
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum())


@cache
def load(name: str, folder: Path | None = None) -> Linear:
    """The model `name` as it ships."""
    with gzip.open((folder or shipped()) / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        data = json.load(file)
    names = list(data["terms"])
    table = np.array([data["terms"][n] for n in names], dtype=np.float64)
    return Linear(
        classes=tuple(data["classes"]),
        index={n: i for i, n in enumerate(names)},
        idf=table[:, 0],
        weights=table[:, 1:],
        extra={n: np.array(w) for n, w in data["extra"].items()},
        bias=np.array(data["bias"]),
    )
