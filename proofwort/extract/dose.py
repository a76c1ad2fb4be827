"""How much of the ingredient was given, as stated and per day where the text says so: "600 mg/day", "20 g twice daily".

`doses` gives every amount that looks like an intake, with how much speaks for it, so that a claim can choose the one
that
stands nearest to its ingredient; `dose` gives the best one of the study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofwort.extract.text import Found, Text
from proofwort.model import Design

UNIT_NAMES = {
    "mg": "mg",
    "milligram": "mg",
    "milligrams": "mg",
    "g": "g",
    "gr": "g",
    "gram": "g",
    "grams": "g",
    "gm": "g",
    "grammes": "g",
    "μg": "ug",
    "mcg": "ug",
    "ug": "ug",
    "micrograms": "ug",
    "microgram": "ug",
    "iu": "IU",
    "international units": "IU",
    "i.u.": "IU",
    "units": "IU",
    "ml": "ml",
    "cc": "ml",
    "milliliters": "ml",
    "millilitres": "ml",
    "l": "l",
    "cl": "cl",
    "mmol": "mmol",
    "kg": "kg",
    "cfu": "CFU",
    "oz": "oz",
    "mol": "mol",
    "μmol": "umol",
    "dl": "dl",
    "capsules": "capsules",
    "capsule": "capsules",
    "tablets": "tablets",
    "tablet": "tablets",
    "cups": "cups",
    "cup": "cups",
    "servings": "servings",
    "drops": "drops",
    "sachets": "sachets",
    "sachet": "sachets",
    "kcal": "kcal",
    "lozenges": "lozenges",
    "teaspoons": "teaspoons",
    "tablespoons": "tablespoons",
    "pills": "pills",
    "meq": "mEq",
    "nmol": "nmol",
    "ppm": "ppm",
}
_UNIT = "|".join(re.escape(u) for u in sorted(UNIT_NAMES, key=len, reverse=True))
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}[ .]000(?= ?(?:iu|international))|\d+(?:\.\d+)?|one|half"
_PER = r"(?:day|d|week|wk|month|kg|serving|dose|meal|24 h|24 hours|bid|tid|bottle|capsule|visit|night)"
AMOUNT = re.compile(
    rf"(?<![\w.,/^±-])(?P<about>[~≈] ?)?(?P<n>{_NUM})(?P<more>(?: ?(?:-|to|or|and|vs\.?|versus|,|/|×"
    rf"|x) ?(?:{_NUM}))*)[ -]?(?:million |billion |thousand )?(?P<u>{_UNIT})\b"
    rf"(?P<kg>(?:/| per |·|\.| )(?:kg|kilogram)(?:[ -]?(?:of )?(?:bw|b\.?w\.?|body ?-?(?:weight|mass)|bm|body wt|ffm"
    rf"|lean mass))?(?:-1|\(-1\)|\^-1)?(?![a-z]))?"
    rf"(?P<per>(?:[·.*]| ?/ ?| per | a | each | every |-)(?:body weight/)?(?P<p>{_PER})(?:-1|\(-1\)"
    rf"|\^-1)?(?![a-z]))?(?P<daily> daily\b| once daily\b| nightly\b| weekly\b| monthly\b)?"
)
EXPONENT = re.compile(
    r"(?<![\w.,])(?P<n>(?:\d+(?:\.\d+)? ?[x×*·] ?)?10 ?(?:\^|\*\*)? ?\(?\d{1,2}\)?)(?: ?(?:-"
    r"|to) ?10 ?\^? ?\d{1,2})? (?:cfu|colony[- ]forming units?|viable|live|cells|bacteria|organisms|c\.f\.u\.?"
    r"|spores)(?P<per> ?/ ?(?:d|day|g|ml|capsule|sachet|dose)| per (?:day|dose|capsule|sachet)| daily)?"
)
OFTEN = re.compile(
    r"\b(?P<k>once|twice|thrice|three times|2 times|3 times|4 times|\d times|one time|b\.?i\.?d|t\.?i\.?d"
    r"|q\.?i\.?d)(?: ?(?P<e>daily|a day|per day|each day|/ ?day|every day|/d|a week|per week|weekly|nightly))?\b"
)
PER_WORDS = {
    "d": "day",
    "day": "day",
    "24 h": "day",
    "24 hours": "day",
    "week": "week",
    "wk": "week",
    "month": "month",
    "night": "day",
}
DAILY = re.compile(
    r"\b(?:daily|per day|per d|a day|each day|every day|once a day|once daily|/ ?d(?:ay)?|once per day|nightly"
    r"|every night|each morning|every morning|on training days|per diem|o\.d\.)\b(?! (?:activit|living|life|practice"
    r"|intake of|energy|value))"
)
GIVEN = re.compile(
    r"\b(?:received?|receiving|given|gave|took|taken|taking|take|consum\w+|ingest\w+|supplement\w*|administ\w+"
    r"|treated|assigned|allocated|randomi[sz]ed|dose[sd]?|dosage|intake|containing|contained|provid\w+|capsules?"
    r"|tablets?|drank|drink\w*|orally|oral|daily|day|intervention|group|placebo|prescribed|bolus|ate|fed|either|or"
    r"|injected|loading|treatment|eaten|of|fortified|enriched|with)\b"
)
NOT_DOSE = re.compile(
    r"\b(?:serum|plasma|levels?|concentrations?|blood|body (?:mass|weight)|weigh\w*|weight|bmi|glucose|cholesterol"
    r"|ldl|hdl|triglycerides?|increased? (?:from|by|to)|decreased? (?:from|by|to)|reduced? (?:from|by|to)|reduction"
    r"|difference|from|mean|loss|gain\w*|strength|press|squat|mass|lactate|rose|fell|baseline|≥|>|<|≤"
    r"|protein (?:synthesis|intake)|height|urinary|excretion|changes?|lost|improve\w*|higher|lower|hemoglobin"
    r"|haemoglobin|ferritin|25\(?oh\)?d)\b[^.;]{0,26}$"
)
UNIT_AFTER = re.compile(
    r"^ ?(?:/ ?(?:dl|ml|l|h|min|mmol|mol|kg bw/h|m|cm|kcal)\b|·? ?(?:l|dl|ml|min|h)-1|±|\+/-"
    r"| ?\(?(?:sd|iqr|95))|^ ?(?:lighter|heavier|weight loss|less|more than|per (?:dl|ml|l|deciliter|litre|min|hour))"
)
ENOUGH = 1.5
LEEWAY = 1.1  # of amounts nearly as good, the first one named is the study's own
COMMON = frozenset(
    [
        "effect",
        "effects",
        "with",
        "without",
        "from",
        "supplementation",
        "supplement",
        "supplements",
        "intake",
        "consumption",
        "ingestion",
        "administration",
        "dietary",
        "oral",
        "daily",
        "acute",
        "chronic",
        "treatment",
        "therapy",
        "study",
        "trial",
        "randomized",
        "randomised",
        "controlled",
        "double",
        "blind",
        "placebo",
        "clinical",
        "pilot",
        "crossover",
        "patients",
        "adults",
        "women",
        "children",
        "healthy",
        "young",
        "older",
        "elderly",
        "performance",
        "exercise",
        "and",
        "the",
        "levels",
        "level",
        "serum",
        "plasma",
        "blood",
        "body",
        "dose",
        "doses",
        "high",
        "body-weight",
        "mass",
        "muscle",
        "strength",
        "weight",
        "loss",
        "after",
        "before",
        "during",
        "following",
        "among",
        "between",
        "versus",
        "extract",
        "based",
        "using",
        "that",
        "this",
        "these",
        "their",
        "between",
        "markers",
        "response",
        "risk",
        "weeks",
        "week",
        "days",
        "months",
        "prevention",
        "management",
        "efficacy",
        "safety",
        "improves",
        "reduces",
        "increases",
        "enhances",
        "role",
        "human",
        "subjects",
        "athletes",
        "trained",
        "male",
        "female",
        "cycling",
        "running",
        "time",
        "double-blind",
        "placebo-controlled",
    ]
)
GIVING = frozenset(
    {
        "rct-parallel",
        "rct-crossover",
        "nonrandomised-trial",
        "single-arm-trial",
        "animal",
        "case-report",
        "protocol",
        None,
    }
)


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount as stated; `per_day` and `unit` where the text lets one work them out (per kg body weight it
    doesn't).
    """

    text: str
    per_day: float | None
    unit: str | None


def dose(text: Text, design: Design | None, names: Sequence[tuple[int, int]] = ()) -> Found[Dose] | None:
    """The best dose of the study, or None. `names`: where `Text.low` names the ingredient, if known."""
    if design not in GIVING:
        return None
    found = list(doses(text, names))
    best = max((score for score, _ in found), default=0.0)
    if best < ENOUGH:
        return frequency(text)
    return next(answer for score, answer in found if score >= max(best - LEEWAY, ENOUGH))


def title_words(text: Text) -> frozenset[str]:
    """Words of the title that may name what was given."""
    return frozenset(w for w in re.findall(r"[a-zβαω][a-zβαω-]{3,}", text.title) if w not in COMMON)


def doses(text: Text, names: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[float, Found[Dose]]]:
    """Every amount that may be an intake, with how much speaks for it."""
    low = text.low
    words = title_words(text)
    for match in AMOUNT.finditer(low):
        sentence = text.sentence(match.start())
        before = low[max(sentence.start, match.start() - 80) : match.start()]
        after = low[match.end() : min(sentence.end, match.end() + 110)]
        if before.endswith(("± ", "+/- ")):
            continue
        if UNIT_AFTER.match(after) or (match["u"] in ("l", "units", "g", "kg", "gr") and not plausible(before, after)):
            continue
        score = judge(match, before, after)
        if beside(words, before, after) or any(
            abs(match.start() - end) < 30 or abs(start - match.end()) < 30 for start, end in names
        ):
            score += 2
        score += {"background": -3.0, "results": -0.7, "conclusion": -0.7, "methods": 0.5, "title": 0.7}.get(
            sentence.part, 0.0
        )
        score -= 0.0003 * match.start()
        yield score, text.found(made(match, before, after), match.start(), match.end(), "dose: amount")
    for match in EXPONENT.finditer(low):
        sentence = text.sentence(match.start())
        near = low[match.end() : min(sentence.end, match.end() + 50)]
        daily = match["per"] in (" daily", "/d", "/day", " per day") or DAILY.search(near)
        value = re.sub(r"[\s^()*]+", "", match["n"].replace("×", "x").replace("·", "x")).replace("x10", " x 10^")
        value = re.sub(r"^10(\d)", r"10^\1", value)
        yield (
            3.5,
            text.found(
                Dose(f"{value} CFU{'/day' if daily else ''}", None, "CFU"),
                match.start(),
                match.end(),
                "dose: colony-forming units",
            ),
        )


def judge(match: re.Match[str], before: str, after: str) -> float:
    """How much the words around an amount speak for an intake."""
    score = 1.5 * (GIVEN.search(before[-60:]) is not None) + 0.5 * (GIVEN.search(after[:40]) is not None)
    if match["p"] in PER_WORDS or match["daily"] or DAILY.search(after[:100]) or DAILY.search(before[-40:]):
        score += 1.5
    if OFTEN.search(after[:70]) or OFTEN.search(before[-30:]):
        score += 0.5
    if NOT_DOSE.search(before) and not match["per"]:
        score -= 4
    if re.match(
        r"^ (?:of )?(?:a |the )?(?:placebo|control|maltodextrin|dextrose|water|glucose|starch|lactose"
        r"|cellulose)",
        after,
    ) or re.search(r"\bplacebo ?\(?$", before):
        score -= 2
    if match["u"] in ("kcal", "kg", "l", "dl", "cl", "ppm"):
        score -= 3
    if UNIT_NAMES[match["u"]] in ("capsules", "tablets", "pills", "servings", "drops", "sachets", "lozenges"):
        score -= 2.5
    return score


def beside(words: frozenset[str], before: str, after: str) -> bool:
    """Whether a word of the title stands next to the amount."""
    near = re.findall(r"[a-zβαω][a-zβαω-]{3,}", re.split(r"[;:]", before)[-1][-36:]) + re.findall(
        r"[a-zβαω][a-zβαω-]{3,}", re.split(r"[;:]", after)[0][:36]
    )
    return any(w in words for w in near)


def plausible(before: str, after: str) -> bool:
    """Grams and litres also measure bodies and drinks: they need a word of giving nearby, or of something edible."""
    return bool(GIVEN.search(before[-50:]) or re.match(r"^ ?(?:of|[a-z-]+|\()", after)) and not re.search(
        r"(?:weigh\w*|mass|bmi)[^.;]{0,20}$", before
    )


def made(match: re.Match[str], before: str, after: str) -> Dose:
    """The amount in the guide's spelling."""
    unit = UNIT_NAMES[match["u"]]
    number = ("1" if match["n"] == "one" else match["n"]) + re.sub(r"^ ?- ?", "-", match["more"] or "")
    number = re.sub(r"(\d)[ .]000\b", r"\1,000", number)
    shown = f"{'~' if match['about'] else ''}{number} {unit}"
    if match["kg"]:
        shown += "/kg"
    if match["p"] == "kg":
        shown += "/kg"
    rate = PER_WORDS.get(match["p"] or "")
    frequency_after = OFTEN.match(after.lstrip(" (,;")) or (OFTEN.search(after[:36]))
    times = {
        "twice": 2,
        "2 times": 2,
        "bid": 2,
        "b.i.d": 2,
        "thrice": 3,
        "three times": 3,
        "3 times": 3,
        "tid": 3,
        "t.i.d": 3,
        "4 times": 4,
        "qid": 4,
    }
    daily_word = (match["daily"] or "").split()
    if rate is None and daily_word:
        rate = {"weekly": "week", "monthly": "month"}.get(daily_word[-1], "day")
    if rate:
        shown += f"/{rate}"
        factor = {"day": 1.0, "week": 1 / 7, "month": 1 / 30.4375}[rate]
    elif frequency_after and frequency_after["k"] in times:
        word = {2: "twice", 3: "three times", 4: "four times"}[times[frequency_after["k"]]]
        shown += f" {word} daily"
        factor = float(times[frequency_after["k"]])
    elif DAILY.search(after[:100]) or DAILY.search(before[-40:]):
        shown += "/day"
        factor = 1.0
    else:
        return Dose(shown, None, unit)
    single = not match["more"] and not match["kg"] and match["p"] != "kg"
    value = float(number.replace(",", "")) if single and number.replace(",", "").replace(".", "", 1).isdigit() else None
    return Dose(shown, None if value is None else round(value * factor, 4), unit)


def worded(often: str) -> str:
    """Small numbers of times in words, as they are usually printed."""
    return re.sub(r"^[2-4](?= times)", lambda m: {"2": "two", "3": "three", "4": "four"}[m.group()], often)


def frequency(text: Text) -> Found[Dose] | None:
    """How often, where no amount is stated: "twice daily"."""
    for match in OFTEN.finditer(text.low):
        sentence = text.sentence(match.start())
        if not match["e"] or sentence.part in ("background", "results", "conclusion"):
            continue
        if re.search(
            r"\b(?:received?|took|taken|given|consum\w*|ingest\w*|supplement\w*|administ\w*|treated|placebo"
            r"|inhal\w*|use[d]?|appl\w*|tablets?|capsules?)\b",
            text.low[sentence.start : sentence.end],
        ):
            return text.found(
                Dose(worded(match.group()), None, None), match.start(), match.end(), "dose: frequency only"
            )
    return None
