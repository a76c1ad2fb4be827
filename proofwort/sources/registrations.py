"""Registration numbers of trials (and of reviews, in PROSPERO), as their registries print them.

The registries are those of the WHO's International Clinical Trials Registry Platform; the patterns were written from
the numbers' printed form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from proofwort.model import Section

# Registry to (mark that must occur in the text, pattern). The groups, joined, follow the registry's prefix.
NUMBERS: dict[str, tuple[str, str, re.Pattern[str]]] = {
    "ClinicalTrials.gov": ("NCT", "NCT", re.compile(r"\bNCT[\s:#-]{0,2}(\d{8})\b")),
    "ISRCTN": ("ISRCTN", "ISRCTN", re.compile(r"ISRCTN[\s:#-]{0,2}(\d{8})\b")),
    "ANZCTR": ("ACTRN", "ACTRN", re.compile(r"ACTRN[\s:#-]{0,2}(\d{12,14}p?)\b")),
    "ChiCTR": ("ChiCTR", "ChiCTR", re.compile(r"ChiCTR([-\s]?(?:[A-Z]{2,5}[-\s]?){0,2}\d{8,10})\b")),
    "CTRI": ("CTRI", "CTRI", re.compile(r"\bCTRI(/\d{4}/\d{2,3}/\d{6})\b")),
    "DRKS": ("DRKS", "DRKS", re.compile(r"\bDRKS[\s:#-]{0,2}(\d{8})\b")),
    "EudraCT": ("-", "", re.compile(r"(?<![\d-])(20\d\d-\d{6}-\d\d)(?!\d)")),
    "IRCT": ("IRCT", "IRCT", re.compile(r"\bIRCT[\s:#-]{0,2}(\d{8,20}N\d{1,3})\b")),
    "UMIN-CTR": ("UMIN", "UMIN", re.compile(r"UMIN[\s:#-]{0,2}(?:CTR[\s:#-]{0,2})?(?:UMIN)?(\d{9})\b")),
    "jRCT": ("jRCT", "jRCT", re.compile(r"\bjRCT(s?\d{9,10})\b")),
    "CRiS": ("KCT", "KCT", re.compile(r"\bKCT[\s:#-]{0,2}(\d{7})\b")),
    "NTR": ("NTR", "NTR", re.compile(r"\bNTR[\s:#-]{0,2}(\d{3,5})\b")),
    "PACTR": ("PACTR", "PACTR", re.compile(r"\bPACTR[\s:#-]{0,2}(\d{15,16})\b")),
    "ReBec": ("RBR", "RBR-", re.compile(r"\bRBR-?([0-9a-z]{6,8})\b")),
    "SLCTR": ("SLCTR", "SLCTR", re.compile(r"\bSLCTR(/\d{4}/\d{2,3})\b")),
    "TCTR": ("TCTR", "TCTR", re.compile(r"\bTCTR[\s:#-]{0,2}(\d{11})\b")),
    "RPCEC": ("RPCEC", "RPCEC", re.compile(r"\bRPCEC[\s:#-]{0,2}(\d{8})\b")),
    "LBCTR": ("LBCTR", "LBCTR", re.compile(r"\bLBCTR[\s:#-]{0,2}(\d{10})\b")),
    "PROSPERO": ("CRD", "CRD", re.compile(r"\bCRD[\s:#-]{0,2}(\d{11,15})\b")),
}
CUE = re.compile(r"regist|identifier|clinical\s?trials?\.gov|current controlled trials|trial number|protocol", re.I)
CUE_REACH = 100  # characters before a number in which a cue makes it the text's own registration


def hinted(text: str) -> bool:
    """Whether it is worth looking for numbers: every mark holds one of these. Quicker than a pattern or a loop."""
    return (
        "CT" in text or "NTR" in text or "DRKS" in text or "UMIN" in text or "RBR" in text or "RPCEC" in text
        or "CRD" in text
    )  # fmt: skip


def found_in(text: str) -> dict[str, int]:
    """Every registration number in a text, in its registry's spelling, with the place where it first stands."""
    found: dict[str, int] = {}
    if not hinted(text):
        return found
    for mark, prefix, pattern in NUMBERS.values():
        if mark in text and (mark != "-" or "EudraCT" in text or "EUCTR" in text or "EU Clinical" in text):
            for match in pattern.finditer(text):
                found.setdefault(prefix + re.sub(r"\s", "", match[1]), match.start())
    return dict(sorted(found.items(), key=lambda one: one[1]))


def registry_of(number: str) -> str | None:
    """The registry a number belongs to, None if it is in the form of none."""
    for registry, (_, prefix, pattern) in NUMBERS.items():
        match = pattern.fullmatch(number)
        if match and number.startswith(prefix):
            return registry
    return None


def in_abstract(sections: Sequence[Section]) -> tuple[str, ...]:
    """The registrations that an abstract gives, which it does in a section on it or at its end."""
    return own([section for section in sections[:-1] if "regist" in section.label] + list(sections[-1:]))


def own(sections: Iterable[Section]) -> tuple[str, ...]:
    """The registrations that a text gives as its own: in a section on registration, or close behind a cue word.

    Several numbers of one registry without a section of their own are other people's trials: none is returned.
    """
    named: list[str] = []
    cued: list[str] = []
    for section in sections:
        if not hinted(section.text):
            continue
        labelled = "regist" in section.label
        for number, start in found_in(section.text).items():
            if labelled:
                named.append(number)
            elif CUE.search(section.text, max(0, start - CUE_REACH), start + 4):
                cued.append(number)
    chosen = named or cued
    registries = [registry_of(number) for number in dict.fromkeys(chosen)]
    ambiguous = not named and len(set(registries)) < len(registries)
    return () if ambiguous else tuple(dict.fromkeys(chosen))
