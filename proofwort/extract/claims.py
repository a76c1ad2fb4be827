"""What one study found of each ingredient for each condition. Stands in until the real module is here."""

from __future__ import annotations

from proofwort.extract.text import Text
from proofwort.mentions import Vocabulary
from proofwort.model import Finding


def claims(text: Text, vocabulary: Vocabulary) -> tuple[Finding, ...]:  # noqa: ARG001 - the signature is the contract
    """The findings of the text, main one first."""
    return ()
