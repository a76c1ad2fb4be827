"""Proofwort: an open evidence base for natural ingredients.

>>> import proofwort
>>> answer = proofwort.ask("magnesium", "migraine")
>>> answer.rating.value, answer.rating.source_of_validity, answer.synopsis.text
"""

from pathlib import Path

from proofwort.answers import Evidence
from proofwort.build import evidence_file
from proofwort.model import Answer
from proofwort.rate.pooling import Pooled, pool, pool_counts
from proofwort.scale import read
from proofwort.version import __version__

__all__ = ["Answer", "Evidence", "Pooled", "__version__", "ask", "pool", "pool_counts", "read"]


def ask(ingredient: str, condition: str, evidence: Path | None = None) -> Answer:
    """What is known about an ingredient for a condition, by any name of either.

    `evidence` is an evidence file; without one, the file that ships with the package is used, or one is
    built from its knowledge.
    Raises NotFound with the nearest names.
    """
    opened = Evidence.open(evidence or evidence_file())
    try:
        return opened.ask(ingredient, condition)
    finally:
        opened.close()
