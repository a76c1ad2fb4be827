"""Which condition or goal a study is about. Scored as ingredients are; the words around a name tell what was studied from what
was merely had, excluded or measured."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.extract.candidates import Candidate, Frame, condition_candidates
from proofwort.extract.main_ingredient import with_prior
from proofwort.extract.ranker import Ranker, model
from proofwort.mentions import Mention


def ranked_conditions(frame: Frame, mentions: Sequence[Mention], scorer: Ranker | None = None) -> list[tuple[float, Candidate]]:
    """All conditions named or meant, best first, with their scores."""
    scorer = scorer or model("condition")
    found = []
    for candidate in condition_candidates(frame, mentions):
        with_prior(candidate, scorer)
        found.append((scorer.score(candidate.features), candidate))
    found.sort(key=lambda f: -f[0])
    return found
