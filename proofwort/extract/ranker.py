"""Small linear scorers of the claims: named features, one weight each (or one per class). Trained by `tools/train_claims.py`.

The file `knowledge/models/claims.json.gz` holds, per scorer, `weights` (feature → weights, one per class), `bias` (one per
class), `classes`, and `prior` (concept → log-odds of being what a study is about when it is named, shrunk towards 0).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from proofwort.paths import knowledge_root


@dataclass(frozen=True, slots=True)
class Ranker:
    """`score` is a log-odds; for a scorer with one class, of that class."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]
    prior: Mapping[str, float]

    def score(self, features: Mapping[str, float], kind: str | None = None) -> float:
        """Sum of weight times value over the features that the model knows. Raises `ValueError` for an unknown class."""
        index = 0 if kind is None else self.classes.index(kind)
        total = self.bias[index]
        for name, value in features.items():
            weights = self.weights.get(name)
            if weights is not None:
                total += weights[index] * value
        return total


@cache
def models(folder: Path | None = None) -> Mapping[str, Ranker]:
    """All scorers as they ship."""
    with gzip.open((folder or knowledge_root() / "models") / "claims.json.gz", "rt", encoding="utf-8") as file:
        data = json.load(file)
    return {
        name: Ranker(
            tuple(item["classes"]),
            {f: tuple(w) for f, w in item["weights"].items()},
            tuple(item["bias"]),
            item.get("prior", {}),
        )
        for name, item in data.items()
    }


def model(name: str) -> Ranker:
    """One scorer: "ingredient", "condition", "relevant" or "direction"."""
    return models()[name]
