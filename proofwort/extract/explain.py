"""One article explained: what was found in it, where, by which rule (helper X replaces this with the real thing)."""

from __future__ import annotations

from proofwort.model import Article, Study


def as_terminal(article: Article, study: Study) -> str:
    """Plain lines for a terminal."""
    return "\n".join(f"{f.field}: {f.value} ({f.rule})" for f in study.facts)


def as_html(article: Article, study: Study) -> str:
    """An HTML fragment."""
    return "<pre></pre>"
