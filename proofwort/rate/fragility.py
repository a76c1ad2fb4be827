"""Which single study does a rating hang on? "It would be 2 without PMID 8792038." """

from __future__ import annotations

from dataclasses import dataclass, replace

from proofwort.model import ClaimDirection, Rating, Study
from proofwort.rate.rating import Pair, rate_claim
from proofwort.rate.rubric import Rubric


@dataclass(frozen=True)
class Fragile:
    """Without `study` the value would be `value` (None: no value at all) and the direction `direction`."""

    study: str
    value: int | None
    direction: ClaimDirection | None
    plain: str


def fragility(pair: Pair, rating: Rating, rubric: Rubric) -> tuple[Fragile, ...]:
    """The studies of this rating without any one of which its value would be another, largest change first.

    Costs one rating per study that counts.
    """
    found = []
    named = {s.slug: s for s in pair.studies}
    for slug in rating.studies:
        rest = replace(pair, studies=tuple(s for s in pair.studies if s.slug != slug))
        without = rate_claim(rest, rating.claim, rubric)
        value, direction = (without.value, without.direction) if without else (None, None)
        if value != rating.value:
            says = "There would be no rating" if value is None else f"The rating would be {value}"
            found.append(Fragile(slug, value, direction, f"{says} without {label(named[slug])}."))
    return tuple(sorted(found, key=lambda f: (-abs((f.value or 0) - (rating.value or 0)), f.study)))


def label(study: Study) -> str:
    """A study as people cite it: "PMID 8792038", else its DOI, else first author and year, else its slug."""
    ids = study.identifiers
    if ids.pmid:
        return f"PMID {ids.pmid}"
    if ids.doi:
        return f"doi {ids.doi}"
    return f"{study.authors[0]} {study.year or ''}".strip() if study.authors else study.slug
