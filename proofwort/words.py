"""Words and small grammar shared by prose and pages: numbers, lists, plurals, and the scope of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proofwort.model import (
    Caution,
    CautionKind,
    Claim,
    Condition,
    Design,
    Effect,
    Gate,
    Ingredient,
    Rating,
    Role,
    Route,
)

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# Design → (one, many) as a reader would call it.
DESIGNS: dict[Design, tuple[str, str]] = {
    "meta-analysis": ("review that pools studies", "reviews that pool studies"),
    "systematic-review": ("systematic review", "systematic reviews"),
    "rct-parallel": ("randomised trial", "randomised trials"),
    "rct-crossover": ("randomised cross-over trial", "randomised cross-over trials"),
    "nonrandomised-trial": ("controlled trial without randomisation", "controlled trials without randomisation"),
    "single-arm-trial": ("trial without a comparison group", "trials without a comparison group"),
    "cohort": ("cohort study", "cohort studies"),
    "case-control": ("case-control study", "case-control studies"),
    "cross-sectional": ("cross-sectional study", "cross-sectional studies"),
    "case-report": ("case report", "case reports"),
    "animal": ("animal study", "animal studies"),
    "in-vitro": ("laboratory study", "laboratory studies"),
    "narrative-review": ("narrative review", "narrative reviews"),
    "protocol": ("study protocol", "study protocols"),
    "other": ("other record", "other records"),
}

ROUTES: dict[Route, str] = {
    "oral": "by mouth",
    "intravenous": "into a vein",
    "intramuscular": "into a muscle",
    "topical": "on the skin",
    "inhaled": "by inhalation",
    "rectal": "by the rectum",
    "intrathecal": "into the spinal fluid",
    "local-injection": "by local injection",
    "nasal": "through the nose",
    "mouthwash": "as a mouthwash or gargle",
}

# Kinds of caution that hold in a situation → how the situation is said. Not the liver: there a caution mostly says that the
# ingredient injures it, in anyone.
SITUATIONS: dict[CautionKind, str] = {
    "contraindication": "by some people (see the cautions)",
    "interaction": "with some medicines",
    "pregnancy": "in pregnancy",
    "breast-feeding": "while breast-feeding",
    "children": "by children",
    "kidney": "with kidney disease",
    "surgery": "around an operation",
    "limit": "above the limit",
}
OTHERS = "by some other people (see the cautions)"
MOST_NAMED = 3  # medicines, or kinds of people, that are named instead of "some"
LONGEST = 160  # characters of a situation; what is longer is left to the list of cautions

_BABIES = re.compile(r"\b(?:bab(?:y|ies)|infants?|under (?:one|two|1|2)\b|first years? of life)", re.I)
_CLAUSES = re.compile(r"[:;]\s|\.(?:\s|$)")
_HOW = r"(?P<how>with|in|by|for|after|on|when|where|while|during|around|without)"
_VERB = r"(?:taken|used|swallowed|given|eaten|avoided|applied)"
_WHO = r"(?P<whom>(?:people|those|smokers|women|men|anyone)\b.*?)"
_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"^(?P<subject>.{{0,40}}?)\b(?:never|not)(?: be)?(?: recommended| again| suitable| safe)? {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>.*?)\b(?:must|should|are|is) (?:best |not |to |be )*{_VERB}(?: by mouth)? {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)(?:(?:best|better|to be) avoided|contraindicated) {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)ask\b.*? first {_HOW} (?P<whom>.+)$",
        rf"^(?P<subject>)(?P<how>){_WHO},? (?:must|should|run|need|may get|are at|at risk) .*$",
        r"^(?P<subject>)in (?P<how>)(?P<whom>people (?:with|who) [^,]+), .*$",
        r"^(?P<subject>)(?P<how>with|in|after) (?P<whom>[^,]+?),? (?:only|take|use|ask)\b.*$",
    )
)
_TAIL = re.compile(r",? (?:such as|as|since|because|unless|which|so that) .*$|, (?:it|they|always|else) .*$")
_PEOPLE = re.compile(r"(?:people|those|smokers|women|men|anyone|children|young|adults)\b", re.I)
_UNSAID = re.compile(
    r"(?:it|they|this|supplements?|extracts?|preparations?|products?)?\s?(?:is|are|must|should|may)?", re.I
)

# Words by which a situation belongs to a body system.
_FIELDS = {
    "circulatory": r"heart|blood pressure|circulation|vessel|clot|stroke",
    "digestive": r"stomach|bowel|digestive|ulcer|gut|swallow|reflux|bile|gallst",
    "hepatic": r"liver|bile|gall",
    "urinary": r"kidney|urin|bladder",
    "nervous": r"seizure|epilep|nerve|myasthenia|brain|mania|depress",
    "endocrine": r"thyroid|diabet|blood sugar|hormone",
    "metabolic": r"diabet|blood sugar|gout|obes",
    "respiratory": r"asthma|lung|breath|smok",
    "immune": r"allerg|autoimmune|immune|leukaemia|lymphoma|tumour|cancer",
    "skin": r"skin|wound",
    "reproductive": r"breast|prostate|womb|hormone",
    "musculoskeletal": r"gout|muscle|bone|joint",
}


class Situation(NamedTuple):
    """A situation in words, and whether they are its own or stand for "somebody"."""

    text: str
    named: bool


def applying(cautions: Sequence[Caution], rating: Rating) -> list[Caution]:
    """The cautions for the way in which the rated claim takes it; by mouth, where nothing was given or tested."""
    claim = rating.claim
    route = claim.route or ("oral" if observed(claim) or not rating.studies else None)
    return [c for c in cautions if c.bears_on(claim.condition) and (not c.routes or route is None or route in c.routes)]


def holds_for_all(caution: Caution) -> bool:
    """Does it hold for everyone who takes it by mouth: in no situation, with no illness, by no other route alone?"""
    by_mouth = not caution.routes or "oral" in caution.routes
    return caution.kind not in SITUATIONS and not caution.conditions and by_mouth


def situations(
    kinds: Sequence[CautionKind], gate: Gate, cautions: Sequence[Caution], condition: Condition | None = None
) -> list[str]:
    """In which situations these cautions have this gate.

    Medicines are named where they are few, babies where only they are meant, and people who must not take it where they
    are few or have to do with the body system of `condition`.
    """
    found: list[str] = []
    for kind in kinds:
        own = [c for c in cautions if (c.kind, c.gate) == (kind, gate)]
        found += _people(own, condition) if kind == "contraindication" else [_situation(kind, own)]
    return list(dict.fromkeys(found))


def _situation(kind: CautionKind, cautions: Sequence[Caution]) -> str:
    named = [c.interacts_with for c in cautions if c.interacts_with]
    single = len(named) == len(cautions) and not any("," in name or " and " in name for name in named)
    if kind == "interaction" and cautions and single and len(set(named)) <= MOST_NAMED:
        return f"with {' or '.join(dict.fromkeys(named))}"
    if kind == "children" and cautions and all(_BABIES.search(c.text) for c in cautions):
        return "by babies"
    return SITUATIONS[kind]


def _people(cautions: Sequence[Caution], condition: Condition | None) -> list[str]:
    """Who must not take it, named where they are few; of many, those that the condition's body system has to do with."""
    said = list(dict.fromkeys(map(contraindicated, cautions)))
    named = [s.text for s in said if s.named]
    if len(said) > MOST_NAMED:
        fields = "|".join(_FIELDS[s] for s in (condition.systems if condition else ()) if s in _FIELDS)
        named = [text for text in named if fields and re.search(fields, text, re.I)][:MOST_NAMED]
    if len(named) == len(said) and said:
        return named
    return [*named, OTHERS if named else SITUATIONS["contraindication"]]


def contraindicated(caution: Caution) -> Situation:
    """Who must not take it, from the words of the caution, else from the illnesses that it names.

    "Not with low blood sugar." → "with low blood sugar"; "Epsom salts must not be taken with a blocked bowel." → "with a
    blocked bowel (Epsom salts)".
    """
    phrase = next((p for p in _phrases(caution.text) if len(p) <= LONGEST), None)
    if phrase:
        return Situation(phrase, named=True)
    if 0 < len(caution.conditions) <= MOST_NAMED:
        return Situation(f"with {listed([spelt(slug) for slug in caution.conditions], 'or')}", named=True)
    return Situation(SITUATIONS["contraindication"], named=False)


def _phrases(text: str) -> Iterator[str]:
    """The situations that the clauses of a caution name, in their order."""
    for clause in _CLAUSES.split(text):
        match = next((m for shape in _SHAPES if (m := shape.match(clause.strip()))), None)
        if match:
            yield _phrase(match["subject"].strip(" ,"), match["how"].lower(), match["whom"].rstrip(".,"))


def _phrase(subject: str, how: str, whom: str) -> str:
    whom = _TAIL.sub("", whom)
    if how in ("", "for"):
        how = "by" if _PEOPLE.match(whom) else "for"
    about = "" if _UNSAID.fullmatch(subject) else f" ({_low(re.sub(' (?:is|are|must|should|may)$', '', subject))})"
    return f"{how} {whom[:1].lower() + whom[1:]}{about}"


def _low(subject: str) -> str:
    """A subject in brackets: its first letter low, unless it is a name or an abbreviation."""
    return subject if subject.startswith("Epsom") or not subject[1:2].islower() else subject[:1].lower() + subject[1:]


# Role → how a purpose is said after a noun ("magnesium by mouth to prevent migraine"), and after "help".
_PURPOSES: dict[Role, tuple[str, str]] = {
    "treat": ("for {}", "with {}"),
    "prevent": ("to prevent {}", "to prevent {}"),
    "adjunct": ("beside the usual care for {}", "beside the usual care for {}"),
    "performance": ("for {}", "with {}"),
    "associate": ("and {}", "with {}"),
}

# Preparations of claims in which nothing was given → where the ingredient was.
_OBSERVED = {
    "amount in the diet": "in the diet",
    "level in the body": "in the body",
    "amount in the diet or the body": "in the diet or the body",
}


def number(n: int) -> str:
    """Up to twelve in letters, above in figures with thousands set apart: 3 → "three", 10704 → "10,704"."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def counted(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: (1, "study") → "one study"; (3, "study", "studies") → "three studies"."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def figure(value: float) -> str:
    """A number for readers: at most two decimals, true minus sign: -17.36 → "−17.36"."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:,.0f}"
    return text.replace("-", "−")


def natural_frequencies(effect: Effect) -> tuple[int, int, int] | None:
    """(with it, without it, of so many people), from an effect and the share in the comparison group that its study prints.

    Of 100 people, or of 1,000 and more where fewer than one of 100 had the outcome. A hazard ratio acts on the share that
    was spared. None where the study prints no such share, or the two do not go together.
    """
    base = effect.baseline
    if base is None or not 0 < base < 1 or (effect.measure != "RD" and effect.value < 0):
        return None
    odds = base / (1 - base) * effect.value
    shares = {
        "RR": base * effect.value,
        "IRR": base * effect.value,
        "OR": odds / (1 + odds) if effect.measure == "OR" else 0.0,
        "HR": 1 - (1 - base) ** effect.value,
        "RD": base + effect.value,
    }
    share = shares.get(effect.measure)
    if share is None or not 0 <= share <= 1:
        return None
    of = next((n for n in (100, 1000, 10_000) if base * n >= 1), 100_000)
    return round(share * of), round(base * of), of


_SPELT = {
    "alzheimers-disease": "Alzheimer's disease",
    "athletes-foot": "athlete's foot",
    "c-difficile-infection": "C. difficile infection",
    "covid-19": "COVID-19",
    "crohns-disease": "Crohn's disease",
    "down-syndrome": "Down syndrome",
    "h-pylori-infection": "Helicobacter pylori infection",
    "hashimoto-thyroiditis": "Hashimoto's thyroiditis",
    "hepatitis-b": "hepatitis B",
    "hepatitis-c": "hepatitis C",
    "hiv": "HIV infection",
    "hpv-infection": "HPV infection",
    "huntingtons-disease": "Huntington's disease",
    "menieres-disease": "Ménière's disease",
    "parkinsons-disease": "Parkinson's disease",
    "raynauds-phenomenon": "Raynaud's phenomenon",
    "sjogrens-syndrome": "Sjögren's syndrome",
    "travellers-diarrhoea": "travellers' diarrhoea",
}


def spelt(slug: str) -> str:
    """A condition inside a sentence where only its slug is at hand: "crohns-disease" → "Crohn's disease"."""
    return _SPELT.get(slug, slug.replace("-", " "))


def within(record: Ingredient | Condition) -> str:
    """The record's name as it stands inside a sentence: "Magnesium" → "magnesium"; acronyms and names keep their
    case."""
    if record.phrase:
        return record.phrase
    name = record.name
    return name[:1].lower() + name[1:] if len(name) > 1 and name[1].islower() else name


def observed(claim: Claim) -> bool:
    """Was nothing given, but an amount in food or body looked at?"""
    return claim.preparation in _OBSERVED or claim.role == "associate"


_SINGULAR = ("coagulans", "cordyceps", "molasses", "rooibos", "sassafras")


def many(name: str) -> bool:
    """Is a name a plural ("plant sterols", "almonds", "calcium and vitamin D")? Not "andrographis", "molasses", "watercress"."""
    words = name.split(" (")[0].lower().split()
    return " and " in name or (words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is", *_SINGULAR)))


def subject(claim: Claim, ingredient: Ingredient) -> str:
    """What the claim is about, as a noun: "magnesium by mouth", "magnesium in the diet"."""
    what = within(ingredient)
    if claim.preparation in _OBSERVED:
        return f"{what} {_OBSERVED[claim.preparation]}"
    if claim.role == "associate":
        return f"the use of {what}"
    text = f"{what} {ROUTES[claim.route]}" if claim.route else what
    return f"{text} as {claim.preparation}" if claim.preparation else text


def purpose(claim: Claim, condition: Condition) -> str:
    """What it is for, after the subject: "to prevent migraine", "for insomnia". A use (surgery, pregnancy) is never
    prevented."""
    return _purpose(claim, condition, 0)


def helps(claim: Claim, condition: Condition) -> str:
    """What it is for, after "help": "to prevent migraine", "with insomnia"."""
    return _purpose(claim, condition, 1)


def _purpose(claim: Claim, condition: Condition, form: int) -> str:
    role: Role = claim.role
    if condition.kind == "use" and role == "prevent":
        role = "associate" if observed(claim) else "treat"
    text = _PURPOSES[role][form].format(within(condition))
    if claim.population:
        text += f" in {claim.population}"
    if claim.status == "deficient":
        text += " in people who lack it"
    return text


def scope(claim: Claim, condition: Condition) -> str:
    """The scope of a claim in words, without its ingredient: "by mouth to prevent migraine"."""
    if claim.preparation in _OBSERVED:
        return f"{_OBSERVED[claim.preparation]}, and {within(condition)}"
    return f"{ROUTES[claim.route]} {purpose(claim, condition)}" if claim.route else purpose(claim, condition)
