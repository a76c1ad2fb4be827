"""The country where the study was done, where the text names exactly one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofwort.extract.text import Found, Text

# Country → further words that stand for it. Short list of the usual ways to name it; adjectives count in "Korean
# adults".
COUNTRIES: dict[str, str] = {
    "Afghanistan": "afghan",
    "Argentina": "argentin(?:a|ian|e)",
    "Australia": "australian?",
    "Austria": "austrian?",
    "Bangladesh": "bangladeshi?",
    "Belgium": "belgi(?:um|an)",
    "Benin": "benin",
    "Brazil": "brazil(?:ian)?",
    "Burkina Faso": "burkina faso",
    "Cambodia": "cambodian?",
    "Cameroon": "cameroon",
    "Canada": "canad(?:a|ian)",
    "Chile": "chile(?:an)?",
    "China": "chin(?:a|ese)(?! (?:herb|medicin|hamster|materia|patent))",
    "Colombia": "colombian?",
    "Croatia": "croatian?",
    "Cuba": "cuban?",
    "Czech Republic": "czech",
    "Denmark": "denmark|danish",
    "Ecuador": "ecuador",
    "Egypt": "egypt(?:ian)?",
    "Ethiopia": "ethiopian?",
    "Finland": "finland|finnish",
    "France": "france|french(?! paradox)",
    "Gambia": "gambian?",
    "Germany": "german(?:y)?(?! measles)",
    "Ghana": "ghana(?:ian)?",
    "Greece": "greece|greek",
    "Guatemala": "guatemalan?",
    "Guinea-Bissau": "guinea-bissau",
    "Hong Kong": "hong kong",
    "Hungary": "hungar(?:y|ian)",
    "Iceland": "iceland",
    "India": "indian?(?! ocean| mustard| ginseng)",
    "Indonesia": "indonesian?",
    "Iran": "iran(?:ian)?",
    "Iraq": "iraqi?",
    "Ireland": "ireland|irish(?! moss)",
    "Israel": "israeli?",
    "Italy": "ital(?:y|ian)",
    "Japan": "japan(?:ese)?(?! knotweed| encephalitis)",
    "Jordan": "jordan(?:ian)?",
    "Kenya": "kenyan?",
    "Kuwait": "kuwaiti?",
    "Lebanon": "leban(?:on|ese)",
    "Malawi": "malawi(?:an)?",
    "Malaysia": "malaysian?",
    "Mauritius": "mauriti(?:us|an)",
    "Mexico": "mexic(?:o|an)",
    "Mozambique": "mozambique",
    "Nepal": "nepal(?:ese|i)?",
    "Netherlands": "netherlands|dutch",
    "New Zealand": "new zealand",
    "Nigeria": "nigerian?(?! seed)",
    "Norway": "norw(?:ay|egian)",
    "Pakistan": "pakistani?",
    "Peru": "peru(?:vian)?",
    "Philippines": "philippine?s?|filipino",
    "Poland": "poland|polish",
    "Portugal": "portug(?:al|uese)",
    "Qatar": "qatari?",
    "Romania": "romanian?",
    "Russia": "russian?",
    "Saudi Arabia": "saudi(?: arabia)?",
    "Senegal": "senegal(?:ese)?",
    "Serbia": "serbian?",
    "Singapore": "singapore(?:an)?",
    "Slovenia": "slovenian?",
    "South Africa": "south african?",
    "South Korea": "(?:south )?korean?(?! (?:red )?ginseng)",
    "Spain": "spain|spanish",
    "Sri Lanka": "sri lankan?",
    "Sudan": "sudan(?:ese)?",
    "Sweden": "swed(?:en|ish)(?! bitters)",
    "Switzerland": "switzerland|swiss",
    "Taiwan": "taiwan(?:ese)?",
    "Tanzania": "tanzanian?",
    "Thailand": "thai(?:land)?(?! massage)",
    "Tunisia": "tunisian?",
    "Turkey": "turk(?:ey|ish)(?! tail)",
    "Uganda": "ugandan?",
    "United Arab Emirates": "united arab emirates|uae",
    "United Kingdom": "united kingdom|u\\.?k\\.?|england|scotland|wales|british",
    "United States": "united states|u\\.s\\.a?\\.?|usa|american (?:adults|men|women|children|veterans)|us (?:army"
    "|military|adults"
    "|men|women|veterans|children)",
    "Vietnam": "viet ?nam(?:ese)?",
    "Zambia": "zambian?",
    "Zimbabwe": "zimbabwe(?:an)?",
}
_LITERAL = re.compile(r"[a-z. -]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A country, the beginnings of its names (for a quick look), and the pattern of its names."""

    name: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def place(name: str, words: str) -> Place:
    """A country with what is looked for."""
    first = {m.group()[:5].rstrip() for part in (*words.split("|"), name.lower()) if (m := _LITERAL.match(part))}
    stems = tuple(sorted(first)) if all(re.match(r"[a-z]", part) for part in words.split("|")) else ()
    return Place(name, stems, re.compile(rf"\b(?:{words}|{name.lower()})\b"))


PLACES = tuple(place(name, words) for name, words in COUNTRIES.items())


def country(text: Text) -> Found[str] | None:
    """The one country named outside the background; several or none: not stated."""
    found: dict[str, re.Match[str]] = {}
    for land in PLACES:
        if land.stems and not any(stem in text.low for stem in land.stems):
            continue
        for match in land.pattern.finditer(text.low):
            if text.sentence(match.start()).part != "background":
                found[land.name] = match
                break
    if len(found) != 1:
        return None
    name, match = next(iter(found.items()))
    return text.found(name, match.start(), match.end(), "country: named")
