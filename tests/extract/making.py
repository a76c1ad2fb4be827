"""Short articles for tests. All sentences here are invented."""

from __future__ import annotations

from proofwort.extract.text import Text
from proofwort.model import Article, Identifiers, Section


def article(abstract: str, title: str = "A study of something") -> Article:
    return Article(
        source="test",
        identifiers=Identifiers(pmid="1"),
        title=title,
        abstract=(Section(label="abstract", text=abstract),),
        year=2020,
    )


def text(abstract: str, title: str = "A study of something") -> Text:
    return Text(article(abstract, title))
