"""Numbers under which the trial is registered."""

from __future__ import annotations

import re

from proofwort.extract.text import Found, Text

# Registries as WHO's ICTRP lists them; matched in the text as it stands, since numbers are printed in capitals.
NUMBER = re.compile(
    r"\b(?:NCT ?\d{8}|ISRCTN ?\d{8}|ACTRN ?\d{14}|ChiCTR-?(?:[A-Z]{2,5}-?)?\d{8,10}|CTRI ?/\d{4}/\d{2,3}/\d{6}"
    r"|DRKS ?\d{8}|EudraCT(?: ?(?:no\.?|number|nr))?:? ?\d{4}-\d{6}-\d{2}|IRCT ?\d{8,16}(?:N\d{1,3})?|jRCTs?\d{9,10}"
    r"|JapicCTI-?\d{6}"
    r"|KCT ?\d{7}|NTR ?\d{3,5}|PACTR ?\d{15,16}|RBR-?[0-9a-z]{6}|SLCTR/\d{4}/\d{3}|TCTR ?\d{11}|UMIN ?\d{9}"
    r"|NL ?\d{4}\b|CRD ?\d{11}|PROSPERO(?: ?[A-Z]*)? ?\d{11}|AEARCTR-\d{7})\b"
)
SPACES = re.compile(r" +")


def registration(text: Text) -> Found[tuple[str, ...]] | None:
    """All of them in the order of the text, without blanks; a review's PROSPERO number counts as one."""
    found: dict[str, re.Match[str]] = {}
    for match in NUMBER.finditer(text.cased):
        found.setdefault(SPACES.sub("", re.sub(r"^EudraCT.*?(?=\d)", "EudraCT", match.group())), match)
    if not found:
        return None
    start = min(m.start() for m in found.values())
    return text.found(tuple(found), start, max(m.end() for m in found.values()), "registration: number")
