"""Text → which natural ingredients and health conditions it names, and where (`docs/vocabulary.md`)."""

from proofwort.mentions.exposure import Exposed, exposure
from proofwort.mentions.mention import Kind, Mention
from proofwort.mentions.vocabulary import Vocabulary

__all__ = ["Exposed", "Kind", "Mention", "Vocabulary", "exposure"]
