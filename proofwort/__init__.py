"""Proofwort: an open evidence base for natural ingredients.

>>> import proofwort
>>> answer = proofwort.ask("magnesium", "migraine")
>>> answer.rating.value, answer.rating.source_of_validity, answer.synopsis.text
"""

from pathlib import Path

from proofwort.answers import Evidence
from proofwort.build import evidence_file
from proofwort.model import Answer, View
from proofwort.rate.pooling import Pooled, pool, pool_counts
from proofwort.scale import read
from proofwort.version import __version__

__all__ = ["Answer", "Evidence", "Pooled", "View", "__version__", "ask", "pool", "pool_counts", "read"]


def ask(ingredient: str, condition: str, evidence: Path | None = None, view: View | None = None) -> Answer:
    """What is known about an ingredient for a condition, by any name of either.

    `evidence` is an evidence file; without one, the file that ships with the package is used, or one is
    built from its knowledge. With a `view` it is your own version: `View(without=("pmid-8792038",), double_blind=True)`.
    Raises NotFound with the nearest names.
    """
    opened = Evidence.open(evidence or evidence_file())
    try:
        return opened.ask(ingredient, condition, view)
    finally:
        opened.close()
