"""References: a study or source as text for readers, and the links that its identifiers give."""

from __future__ import annotations

from proofwort.model import Identifiers, Source, Study


def reference(study: Study) -> str:
    """A study as one line: authors, title, journal, year."""
    authors = ", ".join(study.authors[:3]) + (" et al." if len(study.authors) > 3 else "")
    parts = [
        authors.rstrip(".") if len(study.authors) <= 3 else authors[:-1],
        plain_title(study),
        study.journal or "",
    ]
    text = ". ".join(p for p in parts if p)
    return f"{text}. {study.year}." if study.year else f"{text}."


def plain_title(study: Study) -> str:
    """The title without the brackets by which PubMed marks a translated one, and without a last full stop."""
    title = study.title.rstrip(". ")
    return title[1:-1].rstrip(". ") if title.startswith("[") and title.endswith("]") else title


def short(study: Study) -> str:
    """A study as it is named in a table: "Peikert 1996"."""
    if study.authors:
        surname = study.authors[0].split(",")[0].rsplit(" ", 1)[0] or study.authors[0]
        return f"{surname} {study.year}" if study.year else surname
    words = plain_title(study).split()
    head = " ".join(words[:5]) + (" …" if len(words) > 5 else "")
    return f"{head} {study.year}" if study.year else head


def links(identifiers: Identifiers) -> tuple[tuple[str, str], ...]:
    """(text, address) for each identifier, at the registry that keeps it."""
    found: list[tuple[str, str]] = []
    if identifiers.pmid:
        found.append((f"PMID {identifiers.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{identifiers.pmid}/"))
    if identifiers.pmcid:
        found.append((identifiers.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{identifiers.pmcid}/"))
    if identifiers.doi:
        found.append((f"doi:{identifiers.doi}", f"https://doi.org/{identifiers.doi}"))
    for registration in identifiers.registrations:
        if registration.upper().startswith("NCT"):
            found.append((registration, f"https://clinicaltrials.gov/study/{registration.upper()}"))
    return tuple(found)


def source_line(source: Source) -> str:
    """A cited document as one line: publisher, title, year."""
    parts = [source.publisher or "", source.title, str(source.year) if source.year else ""]
    return ", ".join(p for p in parts if p)
