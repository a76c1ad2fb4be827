"""Which single study does a rating hang on? "The rating would be 2 without Peikert 1996 (PMID 8792038)." """

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from proofwort.model import ClaimDirection, Rating, Study
from proofwort.rate.rating import Pair, rate_claim
from proofwort.rate.rubric import Rubric

MOST_TRIED: Final = 60  # studies; beyond, only the largest are left out in turn, so that the work has a bound


@dataclass(frozen=True)
class Fragile:
    """Without `study` the value would be `value` (None: no value at all) and the direction `direction`."""

    study: str
    value: int | None
    direction: ClaimDirection | None
    plain: str


def fragility(pair: Pair, rating: Rating, rubric: Rubric) -> tuple[Fragile, ...]:
    """The studies of this rating without any one of which its value would be another, largest change first.

    Costs one rating per study that counts, at most `MOST_TRIED`.
    """
    found = []
    named = {s.slug: s for s in pair.studies}
    largest_first = sorted(rating.studies, key=lambda slug: -(named[slug].participants or 0))
    for slug in largest_first[:MOST_TRIED]:
        rest = replace(pair, studies=tuple(s for s in pair.studies if s.slug != slug))
        without = rate_claim(rest, rating.claim, rubric)
        value, direction = (without.value, without.direction) if without else (None, None)
        if value != rating.value:
            says = "There would be no rating" if value is None else f"The rating would be {value}"
            found.append(Fragile(slug, value, direction, f"{says} without {label(named[slug])}."))
    return tuple(sorted(found, key=lambda f: (-abs((f.value or 0) - (rating.value or 0)), f.study)))


def label(study: Study) -> str:
    """A study as people cite it: "Peikert 1996 (PMID 8792038)"; what is not known is left out, the slug if all is."""
    ids = study.identifiers
    number = f"PMID {ids.pmid}" if ids.pmid else f"doi {ids.doi}" if ids.doi else ""
    surname = study.authors[0].split(",")[0].rsplit(" ", 1)[0] if study.authors else ""
    name = f"{surname} {study.year or ''}".strip() if surname else ""
    if name and number:
        return f"{name} ({number})"
    return name or number or study.slug
