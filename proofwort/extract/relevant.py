"""Whether a study is about a natural ingredient at all, judged by how its best candidate stands in the text."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.extract.candidates import Candidate
from proofwort.extract.ranker import model

# Log-odds from which a study counts; below 0, since an ingredient study that is lost costs more than one too many.
AT = -0.2


def relevance_features(order: Sequence[tuple[float, Candidate]]) -> dict[str, float]:
    """Features of the best candidate, its score, and how many others there are (up to six, as a fraction)."""
    if not order:
        return {}
    score, best = order[0]
    return best.features | {"top score": score, "others": min(len(order), 6) / 6}


def relevant(order: Sequence[tuple[float, Candidate]]) -> bool:
    """True if the study itself examines the best candidate, given or measured."""
    return bool(order) and model("relevant").score(relevance_features(order)) > AT
