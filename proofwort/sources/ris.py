"""RIS citation files, as Ovid, EndNote, Zotero, Embase, Scopus, Web of Science, ProQuest and others write them.

There is one format on paper and a flavour for each program: the tags below are read wherever one of them puts the same
thing (title in TI or T1, abstract in AB or N2, identifiers in DO, AN, C2, M3, UR, L3 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from proofwort.errors import SourceError
from proofwort.sources import registrations
from proofwort.sources.draft import Draft, sections
from proofwort.sources.opening import lines, opened
from proofwort.sources.records import Record
from proofwort.sources.tagged import fields
from proofwort.sources.tally import Tally
from proofwort.sources.text import author_name, doi_in, language_of, plain, pmcid_in, pmid_in, year_in

NAME = "ris"
UNUSED = frozenset({
    "A2", "A3", "A4", "AD", "AI", "AR", "C1", "C3", "C4", "C5", "C6", "C8", "CA", "CN", "CP", "CR", "CT", "CY", "DI",
    "ED", "EP", "ET", "ID", "IS", "J1", "L1", "L2", "L4", "LB", "LK", "M1", "M2", "M4", "N1", "NT", "NV", "OP", "PA",
    "PB", "PP", "RI", "RN", "RP", "SE", "SN", "SO", "SP", "SR", "ST", "T3", "TA", "TS", "U1", "U2", "U3", "U4", "U5",
    "VL", "VO", "Y2", "XT", "AC", "OA", "PU", "PI", "J9", "JI", "WE", "FX",
})  # fmt: skip
EACH_LINE = frozenset({"KW"})  # some programs write one tag and then a keyword a line
MEDLINE = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.I)
PUBMED_ADDRESS = re.compile(r"(?:ncbi\.nlm\.nih\.gov/pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)(\d+)")
PMID_NOTE = re.compile(r"\bPMID:?\s*(\d{5,9})\b")
DIGITS = re.compile(r"\d{5,9}")
# The first of these that has a value is used.
TITLES = ("TI", "T1", "CT")
JOURNALS = ("JF", "T2", "JO", "JA", "J2", "BT")
ABSTRACTS = ("AB", "N2")
YEARS = ("PY", "Y1", "YR", "DA")
DOIS = ("DO", "DI", "M3", "L3", "UR", "L2", "LK")


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One article for each record between TY and ER.

    Raises `SourceError` for text that is not UTF-8, and for a file that ends within a record.
    """
    path = Path(path)
    tally = Tally() if tally is None else tally
    found: dict[str, list[str]] | None = None
    started = 0
    with opened(path) as stream:
        for field in fields(lines(stream, path), each_line=EACH_LINE):
            if field.tag == "TY":
                if found is not None:
                    tally.unknown["record without an end (ER)"] += 1
                    yield from finished(found, tally)
                found, started = {"TY": [field.value]}, field.line
            elif found is None or field.tag == "ER":
                if field.value:  # Ovid numbers the records here
                    tally.ignored["text between records"] += 1
                if found is not None:
                    yield from finished(found, tally)
                found = None
            else:
                found.setdefault(field.tag, []).append(field.value)
    if not started:
        raise SourceError(f"{path}: holds no RIS record (no line starts with TY).")
    if found is not None:
        raise SourceError(
            f"{path}: ends within the record that starts at line {started} (no ER). "
            "The records before it were read; export the file again."
        )


def finished(found: dict[str, list[str]], tally: Tally) -> Iterator[Record]:
    """The article of one record's tags."""
    draft = Draft(NAME)
    draft.title = first(found, TITLES)
    draft.other_title = first(found, ("TT", "ST"))
    draft.journal = first(found, JOURNALS) or None
    draft.abstract = sections(first(found, ABSTRACTS))
    draft.year = next((year for year in map(year_in, values(found, YEARS)) if year), None)
    draft.authors = [author_name(name) for name in values(found, ("AU", "A1")) if name]
    draft.keywords = [plain(word) for word in found.get("KW", []) if word]
    draft.language = language_of(first(found, ("LA",)))
    draft.publication_types = [kind for kind in found.get("M3", []) if kind and not doi_in(kind)]
    draft.doi = next((doi for doi in map(doi_in, values(found, DOIS)) if doi), None)
    draft.pmid = pmid_of(found)
    draft.pmcid = next((number for number in map(pmcid_in, values(found, ("C2", "C7", "U2", "UR"))) if number), None)
    if not {"Humans", "Animals"}.isdisjoint(draft.keywords):  # EndNote keeps PubMed's headings as keywords
        draft.mesh = draft.keywords
    funders = re.sub(r"\[[^\]]*\]", "", first(found, ("FU",))).split(";")  # grant numbers stand in brackets
    draft.funders = [name.strip() for name in funders if name.strip()]
    draft.registrations = list(registrations.in_abstract(draft.abstract))
    for tag in found:
        if tag in UNUSED:
            tally.ignored[tag] += 1
        elif tag not in USED:
            tally.unknown[tag] += 1
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)


def values(found: dict[str, list[str]], tags: tuple[str, ...]) -> list[str]:
    """All values of these tags, in the order of the tags."""
    return [value for tag in tags for value in found.get(tag, [])]


def first(found: dict[str, list[str]], tags: tuple[str, ...]) -> str:
    """The first value that is not empty, without markup; "" if there is none."""
    return next((text for text in map(plain, values(found, tags)) if text), "")


def pmid_of(found: dict[str, list[str]]) -> str | None:
    """The PMID: an accession number if the database is PubMed or MEDLINE, else a PubMed address or a note "PMID: …"."""
    if any(MEDLINE.search(name) for name in values(found, ("DB", "DP"))):
        for number in values(found, ("AN", "ID", "UI")):
            if DIGITS.fullmatch(number.strip()):
                return pmid_in(number)
    for value in values(found, ("UR", "L2", "LK")):
        if address := PUBMED_ADDRESS.search(value):
            return pmid_in(address[1])
    for value in values(found, ("PM", "N1", "AN", "C7")):
        if note := PMID_NOTE.search(value):
            return pmid_in(note[1])
    return None


USED: frozenset[str] = frozenset(
    {"TY", "TT", "ST", "AU", "A1", "KW", "LA", "C2", "C7", "U2", "DB", "DP", "AN", "ID", "UI", "PM", "N1", "FU"}
).union(TITLES, JOURNALS, ABSTRACTS, YEARS, DOIS)
