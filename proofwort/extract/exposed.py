"""How the people of the study came by the ingredient: given, by diet, by a measured level, or lacking it."""

from __future__ import annotations

from proofwort.extract.candidates import Candidate
from proofwort.extract.text import Text
from proofwort.mentions import exposure
from proofwort.model import Design, Exposure

OBSERVED: frozenset[Design | None] = frozenset({"cohort", "case-control", "cross-sectional"})


def exposed(text: Text, ingredient: Candidate, design: Design | None) -> Exposure:
    """In trials given, unless the title says otherwise; where people were only observed, what title or most places say, else diet."""
    found = [(m, e.value) for m in ingredient.mentions if (e := exposure(text.cased, m)) is not None]
    titled = [value for m, value in found if m.end <= text.title_end]
    if design not in OBSERVED:
        stated = [v for v in titled if v != "diet"]
        given = any(value == "given" for _, value in found)
        return stated[0] if stated and not given else "given"
    if titled and titled[0] != "given":
        return titled[0]
    counts: dict[Exposure, int] = {"diet": 1, "level": 0, "deficiency": 0}
    for _, value in found:
        if value in counts:
            counts[value] += 1
    return max(counts, key=lambda e: counts[e])
