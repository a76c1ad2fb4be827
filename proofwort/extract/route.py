"""How the main ingredient reached the body, where the words beside its name say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from proofwort.mentions import Vocabulary
from proofwort.model import Article, Fact, Place, Route, Study

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


def routed(study: Study, article: Article, vocabulary: Vocabulary) -> Study:
    """The study with the route of its main ingredient in all its findings, and a fact that says where it stands."""
    if not study.findings or study.findings[0].exposure != "given":
        return study
    main = study.findings[0].ingredient
    votes: Counter[Route] = Counter()
    places: dict[Route, Place] = {}
    for label, text in [("title", article.title), *((s.label, s.text) for s in article.abstract)]:
        spans = [(m.start, m.end) for m in vocabulary.find(text) if m.kind == "ingredient" and m.concept == main]
        for way, start, end in _said(text, spans):
            votes[way] += 1
            places.setdefault(way, Place(section=label, start=start, end=end))
    if not votes:
        return study
    best = next(way for way in ROUTES if votes[way] == max(votes.values()))
    fact = Fact[str | int | float | bool | None](
        field="route", value=best, reader=study.reading.reader, place=places[best], rule="route: words beside the name"
    )
    return replace(study, findings=tuple(replace(f, route=best) for f in study.findings), facts=(*study.facts, fact))


def _said(text: str, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[Route, int, int]]:
    """Each route that stands beside one of the names, with its place."""
    for start, end in spans:
        before, after = text[max(0, start - NEAR - 16) : start], text[end : end + NEAR + 16]
        for way in ROUTES:
            if found := BEFORE[way].search(before):
                yield way, start - len(before) + found.start(), start
            elif found := AFTER[way].search(after):
                yield way, end, end + found.end()
