"""For how long the ingredient was given (or people were followed), as short text: "8 weeks", "1 year", "single
dose".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofwort.extract.text import Found, Sentence, Text
from proofwort.model import Design

UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_N = r"(?:\d+(?:\.\d+)?|one|a|an)"
SPAN = re.compile(
    rf"(?<![\w.,/±-])(?P<n>{_N})(?P<to>(?: ?- ?| to | or )\d+(?:\.\d+)?)?(?:[- ]?(?:consecutive|subsequent|successive"
    rf"|full|calendar|complete|additional|further|continuous|entire)[- ])?[ -]{{0,2}}"
    r"(?P<u>days?|weeks?|wks?|months?|mon|mos?|years?|yrs?|y|d|fortnights?)\b(?![- ](?:old|olds)\b)(?!/)(?![a-z])"
)
_INTAKE = (
    r"(?:supplement\w*|treat\w*|interven\w*|administ\w*|trial|study|therapy|intake|consum\w*|ingest\w*|program\w*"
    r"|regimen|period|phase|course|placebo|diet\w*|random\w*|controlled|double|use|training|feeding|exposure|protocol"
    r"|experiment\w*|prospective|parallel|crossover|cross-over|open|clinical|exercise|loading|daily|dos\w+"
    r"|pretreat\w*|rct|resistance|intak\w*|follow-up|placebo-controlled|gavage|pilot|oral|long|duration|weight)"
)
FOR = re.compile(
    r"(?:\b(?:for|over|during|lasting|lasted|within|of|throughout|across|after|following|lasts|spanning"
    r"|up to|continued|duration was|period was|continuing|at least) (?:a |an |the |about |up to |approximately "
    r"|at least |another |only |total of |a total of |a period of |a mean of |period of |an average of |a median of "
    r"|each |these |those |their |this |first |next |further |minimum of |a minimum of |~ ?)*)$"
)
STRONG = re.compile(
    r"\b(?:daily|day|d|per day|/d|/day|weekly|supplement\w*|placebo|received?|receiving|given|took|taken|consum\w*"
    r"|ingest\w*|treated|treatment|administ\w*|assigned|allocated|randomi[sz]ed|capsules?|tablets?|diet|twice|once"
    r"|orally|dose|doses|intake|drank|times|intervention|fed|mg|g|iu|juice|extract|powder|beverage|fish oil|oil"
    r"|products?|trial|study|followed|used|applied|prescribed|pretreated|gavage|injected|mouthwash|gel|cream"
    r"|inhal\w*)\b[^.;]{0,60}$"
)
WRONG_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages?|age of|age was|wash-?out[^.;]{0,25}|run-?in[^.;]{0,22}|every|previous|last|past|prior"
    r"|preceding|recent|each|interval of|separated by|interspersed[^.;]{0,12}|apart|life|survival[^.;]{0,20}"
    r"|followed[- ]up[^.;]{0,10}|mean age[^.;]{0,12}|older than|younger than|experience[^.;]{0,14}|history[^.;]{0,20}"
    r"|gestation[^.;]{0,8}|first|within the|before|≥|>|<|≤|at|between|from|until|on|by|until the)|±|\+/-|=|age:|-) ?$"
)
AGES = re.compile(
    r"\b(?:aged?|ages?|children|infants|boys|girls|men|women|adults|old) (?:of |between |from |was "
    r"|were |range |range[ds]? |\()*$|\baged?[^.;,]{0,24}$"
)
WRONG_AFTER = re.compile(
    r"^ ?(?:[- ](?:old|olds)|of (?:age|gestation|pregnancy|life|age|experience|follow)|gestation|postpartum|wash-?out"
    r"|run-?in|apart|later|before|prior|ago|after|postnatal|follow-?up|between|post\b|earlier|mean|recall|per (?:week"
    r"|month|year)|a (?:week|month|year)|/ ?(?:week|wk)|each (?:week|month)|thereafter|in (?:total|all)|survival"
    r"|mortality|data|diet(?:ary)? record|food|dietary recall|at baseline|dietary diar|±|\+/-|range|, range|history"
    r"|(?:prospective |population-based |birth )?cohort|longitudinal)"
)
ACUTE = re.compile(
    r"\b(?:single|acute(?:ly)?|one|bolus)[- ](?:oral )?(?:dose|doses|bolus|ingestion|supplementation|intake"
    r"|administration|consumption|session|injection|infusion|ingested|supplement|exposure)\b"
    r"|\bacute(?:ly)? (?:effects?|[a-z-]+ (?:supplementation|ingestion|intake|consumption|supplement|dose"
    r"|administration))\b|\bsingle (?:[a-z-]+ ){0,2}(?:dose|bolus|ingestion|session|injection|administration)\b"
    r"|\b(?:\d+|one) ?(?:-| )?(?:min|minutes?|h|hr|hours?)\b (?:before|prior to|pre-?|preceding) (?:the |each "
    r"|an? )?(?:exercise|test|trial|performance|competition|time|session|bout|start|warm|training|cycling|running"
    r"|workout|match|protocol|experimental)"
    r"|\bacute\b[^.;]{0,60}\b(?:caffeine|nitrate|beetroot|citrulline|taurine|creatine|supplement)"
)
WITH_INTAKE = re.compile(rf"^[ -](?:[a-z0-9-]+,? ){{0,5}}?{_INTAKE}")
BY_INTAKE = re.compile(rf"^ ?(?:[a-z-]+ ){{0,2}}{_INTAKE}")
TAKEN = re.compile(
    r"\b(?:received?|receiving|given|took|taken|consum\w+|ingest\w+|supplement\w*|administ\w+|assigned"
    r"|allocated|randomi[sz]ed|daily|treated|treatment|placebo|capsules?|drank|intervention|therapy|used|applied"
    r"|fed)\b"
)
ASSESSED = re.compile(
    r"\b(?:after|at|measured|assessed|collected|evaluated|baseline[^.;]{0,12}|and|,|end of"
    r"|pre- and post-|between|from|until) (?:the |a |an )?$"
)
AROUND = re.compile(
    r"\b(?:wash-?out|run-?in|years of|experience|history|washout period|recall|adaptation"
    r"|familiari[sz]ation|gestation\w*|interval of|separated by|apart by|observational|pre-observational|lead-in"
    r"|at least)\b[^.;,]{0,20}$"
)
GESTATION = re.compile(r"\bgestation|\bpregnan|\bweeks? of life|\bpostpartum")
CONDITION = re.compile(
    r"^[ -](?:(?:single|double)[- ]blind )?(?:wash|run-?in|placebo run|visit|pre-observ|history"
    r"|food|dietary record|diet record|follow-?up)"
)
FOLLOW_UP = re.compile(r"\b(?:followed|follow-up|followed up)\b[^.;,]{0,20}$")
POINT = re.compile(
    r"\b(?P<u>weeks?|days?|months?) (?P<n>\d{1,3}(?:(?:, | and |, and | or | to |-)\d{1,3})*)\b(?![.%]\d)(?! ?(?:±"
    r"|%))|\b(?P<n2>\d{1,3})(?:st|nd|rd|th) ?(?P<u2>weeks?|days?|months?)\b|\b(?:at|after|and"
    r"|,) (?P<n3>\d{1,3}) ?(?P<u3>weeks?|months?|days?)\b"
)
FOLLOWED = re.compile(
    r"\b(?:followed(?: up)?(?: [a-z ]{0,30}?)?(?: for| over| during| up to)|follow-?up(?: period| time"
    r"| duration)?(?: was| of| for)?|(?:during|over|after|in|for|with) (?:a |an )?(?:mean |median |average "
    r"|total )?(?:of )?(?:follow-?up (?:of |period of )?)?)[^.;]{0,24}?\d+(?:\.\d+)?[- ]?(?:years?|yrs?|y|months?"
    r"|weeks?)\b(?=[- ](?:of )?follow|[^.;]{0,40})"
)
INGESTED = re.compile(r"\b(?:ingest\w*|consum\w+|administ\w+|drank|supplement\w*|received?|took|dose|doses|given)\b")
TRIALS = frozenset(
    {
        "rct-parallel",
        "rct-crossover",
        "nonrandomised-trial",
        "single-arm-trial",
        "animal",
        "case-report",
        "protocol",
        "cohort",
        None,
    }
)
TESTED = frozenset({"rct-crossover", "rct-parallel", "nonrandomised-trial", "single-arm-trial"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time named in the text, and how much speaks for it being the treatment."""

    text: str
    days: float
    start: int
    end: int
    score: float


def duration(text: Text, design: Design | None) -> Found[str] | None:
    """The length of treatment, or None where it isn't stated."""
    if design not in TRIALS:
        return None
    if design == "cohort":
        return followed(text)
    found = sorted((s for s in spans(text) if s.days >= 1), key=lambda s: (-round(s.score, 1), -s.days))
    acute = ACUTE.search(text.low) or (INGESTED.search(text.low) if design == "rct-crossover" else None)
    if found and found[0].score >= (3.5 if acute and design in TESTED else 1.2):
        best = found[0]
        return text.found(best.text, best.start, best.end, "duration: stated")
    if acute and design in TESTED:
        return text.found("single dose", acute.start(), acute.end(), "duration: single dose")
    return None


def followed(text: Text) -> Found[str] | None:
    """For how long a cohort was followed."""
    match = FOLLOWED.search(text.low)
    span = match and SPAN.search(text.low, match.start(), match.end() + 1)
    if not span:
        return None
    return text.found(written(span), span.start(), span.end(), "duration: follow-up")


def spans(text: Text) -> Iterator[Span]:
    """Every stretch of time, judged by what stands around it."""
    low = text.low
    taken: dict[int, bool] = {}
    for match in SPAN.finditer(low):
        sentence = text.sentence(match.start())
        if sentence.start not in taken:
            taken[sentence.start] = TAKEN.search(low, sentence.start, sentence.end) is not None
        before = low[max(sentence.start, match.start() - 70) : match.start()]
        after = low[match.end() : min(sentence.end, match.end() + 60)]
        hyphened = (
            low[match.end("to") if match["to"] else match.end("n")] in "-dwmy" or WITH_INTAKE.match(after) is not None
        )
        worded = match["n"] in ("a", "an", "one")
        if worded and (match["u"] in ("d", "y", "m") or not (hyphened or FOR.search(before) or match["n"] == "one")):
            continue
        if worded and match["u"].startswith("day") and not FOR.search(before):
            continue
        yield Span(
            written(match),
            days(match),
            match.start(),
            match.end(),
            judge(sentence, match, before, after, hyphened) + taken[sentence.start],
        )
    yield from points(text)


def judge(sentence: Sentence, match: re.Match[str], before: str, after: str, hyphened: bool) -> float:
    """How much speaks for a stretch of time being the length of treatment, by what stands before and after it."""
    score = 1.0 - 0.0003 * match.start()
    led = FOR.search(before) is not None
    if led:
        score += 2
    if hyphened and WITH_INTAKE.match(after):
        score += 3.5
    elif BY_INTAKE.match(after):
        score += 1
    if STRONG.search(before):
        score += 1.5
    if ASSESSED.search(before):
        score -= 1.5
    if WRONG_BEFORE.search(before) and not led:
        score -= 4
    if AGES.search(before):
        score -= 6
    if WRONG_AFTER.match(after):
        score -= 5
    if AROUND.search(before) or CONDITION.match(after):
        score -= 5
    if FOLLOW_UP.search(before):
        score -= 1.5
    if sentence.part == "background":
        score -= 4
    if sentence.part == "title":
        score += 1.5
    return score


def points(text: Text) -> Iterator[Span]:
    """Time points at which something was measured: the latest is a poor man's duration."""
    if GESTATION.search(text.low):
        return
    for match in POINT.finditer(text.low):
        sentence = text.sentence(match.start())
        if sentence.part in ("background", "conclusion") or AROUND.search(
            text.low[max(sentence.start, match.start() - 40) : match.start()]
        ):
            continue
        unit = UNITS[(match["u"] or match["u2"] or match["u3"])[0]]
        number = max(float(n) for n in re.findall(r"\d+", match["n"] or match["n2"] or match["n3"]))
        if number >= 2:
            shown = f"{number:g} {unit}s"
            yield Span(
                shown, number * DAYS[unit], match.start(), match.end(), 1.2 + min(0.4, number * DAYS[unit] / 1000)
            )


def written(match: re.Match[str]) -> str:
    """As the guide writes it: number, blank, whole word."""
    number = "1" if match["n"] in ("one", "a", "an") else match["n"]
    unit = UNITS["w" if match["u"].startswith("f") else match["u"][0]]
    if match["u"].startswith("f"):
        return f"{2 * int(float(number))} weeks"
    span = match["to"]
    if span:
        joint = "-" if "-" in span else f" {span.split()[0]} "
        return f"{number}{joint}{span.split()[-1].lstrip('- ')} {unit}s"
    return f"{number} {unit}{'' if float(number) == 1 else 's'}"


def days(match: re.Match[str]) -> float:
    """Length in days; of a span, of its lower end."""
    number = 1.0 if match["n"] in ("one", "a", "an") else float(match["n"])
    return number * DAYS[UNITS["w" if match["u"].startswith("f") else match["u"][0]]]


def weeks(stated: str | None) -> float | None:
    """Weeks in a stated duration such as "8 weeks" or "90 days"; the larger number of a span; None if there is none."""
    match = re.search(r"(?:[\d.]+ ?(?:-|to|or) ?)?([\d.]+) (day|week|month|year)s?", stated or "")
    if not match:
        return None
    return round(float(match.group(1)) * DAYS[match.group(2)] / 7, 2)
