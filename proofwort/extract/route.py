"""How the main ingredient reached the body, where the words beside its name say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofwort.extract.text import Found, Text
from proofwort.model import Route

# Route → (words before the name, words behind it); no full stop, semicolon or comma between.
ROUTES: dict[Route, tuple[str, str]] = {
    "intravenous": (r"intravenous(?:ly)?|i\.?v\.?|infus\w+", r"intravenously|i\.?v\.?|infusions?"),
    "intramuscular": (r"intramuscular(?:ly)?|i\.?m\.?", r"intramuscular(?:ly)?|i\.?m\.? injections?"),
    "local-injection": (r"intra-?articular(?:ly)?|inject\w+|periarticular|infiltrat\w+", r"injections?|infiltration"),
    "inhaled": (r"inhal\w+|nebuli[sz]\w+|aerosoli[sz]ed", r"inhal\w+|nebuli[sz]\w+|aerosols?|aromatherapy"),
    "topical": (r"topical(?:ly)?|transdermal|dermal|vaginal", r"patch(?:es)?|creams?|gels?|ointments?|lotions?|balm|plasters?|topical(?:ly)?|dressings?|suppositor\w+"),
    "nasal": (r"intranasal(?:ly)?|nasal", r"nasal (?:spray|drops)|intranasal(?:ly)?"),
    "mouthwash": (r"$^", r"mouth-?(?:wash|rinse)\w*|mouth rinses?|gargl\w+|lozenges?|toothpastes?|dentifrices?"),
    "intrathecal": (r"intrathecal(?:ly)?|epidural", r"intrathecal(?:ly)?"),
    "rectal": (r"rectal(?:ly)?", r"enemas?|rectal(?:ly)?"),
    "oral": (r"oral(?:ly)?|dietary|ingest\w+|consum\w+", r"capsules?|tablets?|oral(?:ly)?|supplement\w*|beverages?|drinks?|juice|intake|consumption|ingestion|powder|by mouth"),
}  # fmt: skip
NEAR = 28  # characters beside the name
_FEW = r"(?: (?!(?:and|or|with|plus|versus|vs|than|followed)\b)[^\s.;,+]+){0,2} ?$"  # "intravenous insulin and zinc" is no zinc drip
BEFORE = {r: re.compile(rf"\b(?:{words}){_FEW}", re.I) for r, (words, _) in ROUTES.items()}
AFTER = {r: re.compile(rf"^[^.;,]{{0,{NEAR}}}?\b(?:{words})\b", re.I) for r, (_, words) in ROUTES.items()}


def route(text: Text, names: Iterable[tuple[int, int]]) -> Found[Route] | None:
    """The route that is said beside the names of the main ingredient (places in `Text.low`) most often."""
    votes: dict[Route, list[tuple[int, int]]] = {}
    for start, end in names:
        for way, place in _said(text, start, end):
            votes.setdefault(way, []).append(place)
    if not votes:
        return None
    most = max(len(places) for places in votes.values())
    best = next(way for way in ROUTES if len(votes.get(way, ())) == most)
    return text.found(best, *votes[best][0], "route: words beside the name")


def _said(text: Text, start: int, end: int) -> Iterable[tuple[Route, tuple[int, int]]]:
    """Each route that stands beside one name, with the place of its words; a name in the title has nothing behind the title."""
    low = text.low
    left = max(0 if start < text.title_end else text.title_end, start - NEAR - 16)
    right = min(text.title_end if start < text.title_end else len(low), end + NEAR + 16)
    for way in ROUTES:
        if found := BEFORE[way].search(low[left:start]):
            yield way, (left + found.start(), start)
        elif found := AFTER[way].search(low[end:right]):
            yield way, (end, end + found.end())
