"""Words and small grammar shared by prose and pages: numbers, lists, plurals, and the scope of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.model import (
    Claim,
    Condition,
    Design,
    Effect,
    Ingredient,
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
