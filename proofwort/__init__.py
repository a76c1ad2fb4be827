"""Proofwort: an open evidence base for natural ingredients.

>>> import proofwort
>>> answer = proofwort.ask("magnesium", "migraine")
>>> answer.rating.value, answer.rating.source_of_validity, answer.synopsis.text
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from proofwort.answers import Evidence
from proofwort.build import evidence_file
from proofwort.model import Answer, ReaderKind, Role, Route, View
from proofwort.rate.pooling import Pooled, pool, pool_counts
from proofwort.scale import read
from proofwort.version import __version__

__all__ = ["Answer", "Evidence", "Pooled", "View", "__version__", "ask", "pool", "pool_counts", "read"]


def ask(
    ingredient: str,
    condition: str,
    evidence: Path | None = None,
    view: View | None = None,
    *,
    without: Sequence[str] = (),
    double_blind: bool = False,
    reader: ReaderKind | None = None,
    min_participants: int | None = None,
    role: Role | None = None,
    route: Route | None = None,
    outcome: str | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> Answer:
    """What is known about an ingredient for a condition, by any name of either.

    `evidence` is an evidence file; without one, the file that ships with the package is used, or one is
    built from its knowledge. With a `view`, or with its parts as keywords, it is your own version, not Proofwort's rating:
    `ask("magnesium", "migraine", without=["pmid-8792038"], min_participants=50)`. Raises NotFound with the nearest
    names, and WishError for a study, an outcome or a number that is not there.
    """
    wanted = view or View(
        without=tuple(without),
        double_blind=double_blind,
        reader=reader,
        min_participants=min_participants,
        role=role,
        route=route,
        outcome=outcome,
        thresholds=dict(thresholds or {}),
    )
    opened = Evidence.open(evidence or evidence_file())
    try:
        return opened.ask(ingredient, condition, wanted)
    finally:
        opened.close()
