"""NBIB, PubMed's and MEDLINE's tagged text ("PMID- …", "TI  - …"), as the PubMed site saves it.

The tags are described at https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from proofwort.errors import SourceError
from proofwort.model import Identifiers, Integrity, Section
from proofwort.sources import registrations
from proofwort.sources.draft import Draft, sections
from proofwort.sources.opening import lines, opened
from proofwort.sources.records import Link, Notice, Record
from proofwort.sources.tagged import Field, fields
from proofwort.sources.tally import Tally
from proofwort.sources.text import doi_in, language_of, pmcid_in, pmid_in, year_in

NAME = "nbib"
UNUSED = frozenset({
    "OWN", "STAT", "DCOM", "DA", "IS", "VI", "IP", "PG", "FAU", "AUID", "AD", "PL", "JID", "SB", "EDAT", "MHDA", "CRDT",
    "PHST", "PST", "SO", "COIS", "RN", "NM", "CI", "DEP", "OTO", "OID", "RF", "GN", "GS", "IR", "IRAD", "FIR", "MID",
    "PMCR", "CIN", "CON", "EIN", "CRI", "RPI", "PS", "FPS", "EN", "CDAT", "CTDT", "LRD", "PUBM",
    "SFM", "MHR", "DDIN", "DRIN", "ORI", "SPIN", "CP", "BTI", "PB", "CTI", "ED", "FED", "EDN", "ISBN", "LLD",
})  # fmt: skip
MARKED_BY: dict[str, Integrity] = {"RIN": "retracted", "RRI": "retracted"}
MARKS: dict[str, Integrity] = {"ROF": "retracted", "ECF": "concern"}
CONCERN = frozenset({"ECI", "ECF"})
CORRECTS = frozenset({"EFR", "ROF", "ECF", "UOF", "CRF", "RRF", "RPF"})
PMID_INSIDE = re.compile(r"\bPMID:\s*(\d+)")
OTHER_ABSTRACT_BY = re.compile(r"^(?:Publisher|AIDS|PIP|KIE|NASA|AAMC):?\s*(?:ABSTRACT:?\s*)?")
NUMBERED = re.compile(r"(\S+)\s*\[(\w+)\]")


def read(path: Path | str, tally: Tally | None = None) -> Iterator[Record]:
    """One article for each "PMID-" line, with what it says about others.

    Raises `SourceError` for text that is not UTF-8, or a file without any record.
    """
    path = Path(path)
    tally = Tally() if tally is None else tally
    draft: Draft | None = None
    any_yet = False
    with opened(path) as stream:
        for field in fields(lines(stream, path), blank_ends=True):
            ends = not field.tag and not field.value
            if ends or field.tag == "PMID":
                yield from finished(draft, tally)
                draft = None if ends else Draft(NAME)
            any_yet = any_yet or draft is not None
            if draft is not None:
                take(field, draft, tally)
            elif not ends:
                tally.ignored["text outside of records"] += 1
    if not any_yet:
        raise SourceError(f"{path}: holds no NBIB record (no line starts with PMID).")
    yield from finished(draft, tally)


def finished(draft: Draft | None, tally: Tally) -> Iterator[Record]:
    """The article of a complete draft, then what it says about others."""
    if draft is None:
        return
    if not draft.registrations:
        draft.registrations.extend(registrations.in_abstract(draft.abstract))
    article = draft.finish(tally)
    if article is not None:
        yield tally.count(article)
    for said in draft.remarks:
        yield tally.count(said)


def take(field: Field, draft: Draft, tally: Tally) -> None:
    """Put one field where it belongs."""
    tag, value = field.tag, field.value
    if tag in HANDLERS:
        HANDLERS[tag](value, draft)
    elif tag in MARKED_BY:
        draft.mark(MARKED_BY[tag])
    elif tag in CONCERN and _concerned(value, draft):
        draft.mark("concern")
    elif tag in CORRECTS or tag == "UIN":
        relate(tag, value, draft)
    elif tag in UNUSED:
        tally.ignored[tag] += 1
    else:
        tally.unknown[tag] += 1


def _concerned(value: str, draft: Draft) -> bool:
    """Whether this record is what an expression of concern is about, rather than the expression itself.

    Files of different years use ECI and ECF in opposite senses; the type or else the years tell.
    """
    if "Expression of Concern" in draft.publication_types:
        return False
    said = year_in(value)
    return said is None or draft.year is None or said >= draft.year


def relate(tag: str, value: str, draft: Draft) -> None:
    """What this record says about the record whose PMID stands in the value."""
    found = PMID_INSIDE.search(value)
    other = pmid_in(found[1]) if found else None
    if other is None:
        return
    if tag in CORRECTS:
        draft.corrects.append(f"pmid:{other}")
    if tag in MARKS:
        draft.remarks.append(Notice(source=NAME, identifiers=Identifiers(pmid=other), integrity=MARKS[tag], nature=tag))
    elif tag == "UIN" and "Preprint" in draft.publication_types and draft.pmid:
        draft.remarks.append(Link(first=Identifiers(pmid=draft.pmid), second=Identifiers(pmid=other), same="article"))


def _identify(value: str, draft: Draft) -> None:
    draft.pmid = pmid_in(value)


def _revised(value: str, draft: Draft) -> None:
    if len(value) == 8 and value.isdigit():
        draft.version = f"1 {value[:4]}-{value[4:6]}-{value[6:]}"


def _title(value: str, draft: Draft) -> None:
    draft.title = "" if value.strip("[].") == "Not Available" else value


def _vernacular(value: str, draft: Draft) -> None:
    draft.other_title = value


def _abstract(value: str, draft: Draft) -> None:
    draft.abstract.extend(sections(value))


def _other_abstract(value: str, draft: Draft) -> None:
    """Used where there is no abstract; its first word names the organisation that wrote it."""
    if not draft.abstract and value:
        draft.abstract.append(Section(label="abstract", text=OTHER_ABSTRACT_BY.sub("", value)))


def _other_language(value: str, draft: Draft) -> None:
    """The language of the other abstract, which follows it: only an English one can be read."""
    if value != "eng":
        draft.abstract.clear()


def _author(value: str, draft: Draft) -> None:
    draft.authors.append(value)


def _journal(value: str, draft: Draft) -> None:
    draft.journal = value or draft.journal


def _abbreviated(value: str, draft: Draft) -> None:
    draft.journal = draft.journal or value or None


def _published(value: str, draft: Draft) -> None:
    draft.year = year_in(value)


def _language(value: str, draft: Draft) -> None:
    code = language_of(value)
    if draft.language is None or code == "eng":
        draft.language = code


def _publication_type(value: str, draft: Draft) -> None:
    draft.publication_types.append(value)
    if value == "Retracted Publication":
        draft.mark("retracted")


def _heading(value: str, draft: Draft) -> None:
    draft.mesh.append(value)


def _keyword(value: str, draft: Draft) -> None:
    draft.keywords.append(value.lstrip("*"))


def _grant(value: str, draft: Draft) -> None:
    """ "R01 HL12345/HL/NHLBI NIH HHS/United States": the agency is last but the country."""
    parts = value.split("/")
    if len(parts) > 1 and parts[-2].strip():
        draft.funders.append(parts[-2].strip())


def _databank(value: str, draft: Draft) -> None:
    """ "ClinicalTrials.gov/NCT00000000"; banks of other things (genes, structures) have no registration in them."""
    draft.registrations.extend(registrations.found_in(value.partition("/")[2]))


def _location(value: str, draft: Draft) -> None:
    for number, kind in NUMBERED.findall(value):
        if kind == "doi":
            draft.doi = draft.doi or doi_in(number)


def _central(value: str, draft: Draft) -> None:
    draft.pmcid = pmcid_in(value)


HANDLERS: dict[str, Callable[[str, Draft], None]] = {
    "PMID": _identify,
    "LR": _revised,
    "TI": _title,
    "TT": _vernacular,
    "AB": _abstract,
    "OAB": _other_abstract,
    "OABL": _other_language,
    "AU": _author,
    "CN": _author,
    "JT": _journal,
    "TA": _abbreviated,
    "DP": _published,
    "LA": _language,
    "PT": _publication_type,
    "MH": _heading,
    "OT": _keyword,
    "GR": _grant,
    "SI": _databank,
    "LID": _location,
    "AID": _location,
    "PMC": _central,
}
