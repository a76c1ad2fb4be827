"""Effects with their intervals, as the text prints them.

METHOD section 3: a measure, up to a few words, a number, "95% CI" and two numbers. Checks that catch most errors: the
estimate lies between the limits; for ratios it lies in the middle on the logarithmic scale; a stated p agrees with the
interval. What fails a check is not answered.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from proofwort.extract.text import Found, Text
from proofwort.model import Effect, Measure

_V = r"[+-]? ?\d*\.?\d+"
MEASURES: tuple[tuple[Measure, str], ...] = (
    ("HR", r"(?:adjusted |multivaria\w+ )?hazards? ratios?|a?hrs?|hazard rates?"),
    ("OR", r"(?:adjusted |pooled |summary )?odds ratios?|a?ors?"),
    ("IRR", r"(?:incidence )?rate ratios?|i?rrr?(?<=irr)|incidence rate ratio"),
    ("RR", r"(?:adjusted |pooled |summary |relative )?risk ratios?|relative risks?|a?rrs?|mrrs?|prevalence ratios?"
        r"|mortality ra(?:te|tio) ratios?|mortality ratios?"),
    ("RD", r"(?:absolute )?risk differences?|rds?|absolute (?:risk )?reduction"),
    ("SMD", r"standardi[sz]ed (?:weighted )?mean differences?|smds?|hedges'? ?'?s? ?g|cohen'?s? ?d|effect sizes?|ess?"
        r"|standardi[sz]ed effect sizes?|std\.? mean difference|hedges g|\bg(?= ?=)"),
    ("MD", r"(?:weighted |adjusted |pooled |raw |between-group |unstandardi[sz]ed )*mean (?:net |treatment |group "
        r"|between-group )?(?:differences?|changes?)|[wn]?mds?|weighted mean differences?|(?:between-group|treatment"
        r"|group|net|adjusted|estimated|absolute|median|estimated treatment) (?:mean )?(?:differences?|changes?)"
        r"|differences?(?: between (?:the )?(?:groups|arms|[a-z ]{3,30}))?|\bmad(?= -?\d)|mean (?:reductions?"
        r"|increases?|effects?)"
        r"|treatment effects?|net changes?|reductions?|increases?"),
    ("r", r"correlation coefficients?"),
)  # fmt: skip
_NAMES = "|".join(rf"(?P<{name}>\b(?:{pattern})(?![a-z]))" for name, pattern in MEASURES)
MEASURE = re.compile(_NAMES)
INTERVAL = re.compile(
    rf"(?P<v>{_V})(?P<unit> ?%| per [\d,]+ [a-z-]+| ?[a-zμ%°/·0-9.^-]{{1,18}}(?: ?[a-zμ/%^0-9.·-]{{1,14}}){{0,2}}(?: per [\d,]+ [a-z-]+)?)?"
    r"[ ,;:]{0,3}"
    r"(?:[(\[{]{1,2} ?)?(?:[a-z]+-adjusted )?(?:(?:the )?(?:with (?:a |an )?)?(?P<lv>9[0-9](?:\.\d)?) ?(?:%"
    r"|per ?cent)[- ]?(?:ci|c\.i\.?|cis|confidence intervals?|confidence limits?|cl|credible intervals?|cri|ic"
    r"|eti)(?: ?[(\[{] ?(?:ci|95% ?ci|cis) ?[)\]}])?(?: (?:of|for) (?:the )?difference)?(?: ?[:=] ?95 ?% ?ci)?"
    r"|ci ?9[05] ?%?|ci95%?|ci)"
    rf" ?(?:was|is|=|:|,|of|from|range[ds]?:?)? ?[:;,=]? ?[(\[]?\s?(?P<lo>{_V}) ?%?(?: ?(?!to\b|and\b"
    rf"|through\b)[a-zμ%/·]{{1,8}}(?: ?(?!to\b|and\b)[a-z/]{{1,8}})?)? ?(?:,|;|to|-|:|and|\.\.|/|through"
    rf"|~) ?(?P<hi>{_V})(?!\d)"
)
BRACKET_AFTER = re.compile(  # measure [95% CI]: v [lo, hi]  or  "HR (95% CI) = 0.8 (0.7-0.9)"; the level stands before the estimate
    rf"9[05] ?% ?-?(?:ci|cri|cl|confidence intervals?|credible intervals?)(?: ?[(\[](?:95% ?)?ci[)\]])?\s?[)\]]?(?: of"
    rf"| for)?[^.;0-9]{{0,60}}?[:=,;]? ?(?:was "
    rf"|were |of |is )?(?P<v>{_V})(?P<unit> ?%| ?[a-zμ/%^]{{1,14}}(?: [a-zμ/%]{{1,10}})?)? ?[,;:]? ?[(\[;,] "
    rf"?(?P<lo>{_V}) ?%? ?(?:,|;|to|-|:|and) ?(?P<hi>{_V})(?!\d)"
)
DISTANT = re.compile(  # "effect size of 0.16 for people treated with it (95% CI 0.03, 0.30)"
    rf"(?P<v>{_V})(?P<unit> ?%)?(?= [a-z]|,)[^0-9;:()\[\]]{{3,70}}[(\[] ?9[05] ?% ?(?:ci"
    rf"|confidence intervals?)[ :,=]{{0,3}}[(\[]?(?P<lo>{_V}) ?%? ?(?:,|;|to|-|and) ?(?P<hi>{_V})(?!\d)"
)
SQUARE = re.compile(  # "MD -0.15 kg [-0.37; 0.06]"
    rf"[ :=(,;]{{1,3}}(?P<v>{_V})(?P<unit> ?[a-z%/]{{1,8}})? ?\[ ?(?P<lo>{_V}) ?(?:,|;|to) ?(?P<hi>{_V}) ?\]"
)
# Between a measure's name and its own verb: another verb ("were computed and the age was") begins something else.
_WORDS = r"(?:(?! (?:was|were|is|are|had|has) (?![+-]?[\d.]))[^0-9;:()\[\].])"
ROUND = re.compile(  # "the standardised mean difference between cases and controls was -0.23 (-0.40; -0.05; p=0.01)"
    rf"(?:{_WORDS}{{0,90}}? (?:was|were|is|of|=)[;:]? |[ :=(,]{{1,3}})(?P<v>{_V})(?P<unit> ?[a-z%/]{{1,8}})? ?"
    rf"\( ?(?P<lo>{_V}) ?(?:,|;|to) ?(?P<hi>{_V}) ?(?:\)|(?=[,;] ?p\b))"
)
FOLLOWING = re.compile(
    r"\((?:[a-z0-9 ]{0,18}[ :=])?(?P<v>\d*\.\d+)[;,:]? ?[(\[]?(?P<lo>\d*\.\d+) ?(?:-"
    r"|to) ?(?P<hi>\d*\.\d+)[)\]]"
)
CHANGED = re.compile(
    r"\b(?P<down>reduc\w+|decreas\w+|lower\w*|less\w*|fewer|declin\w+|fell|shorten\w*|smaller|dropped)\b"
    r"|\b(?P<up>increas\w+|improv\w+|higher|greater|rose|prolong\w+|longer|more|raised|gain\w*|differen\w+|effects?"
    r"|versus|vs\.?|compared)\b"
)
WITHIN = re.compile(
    r"^[^.;]{0,28}\bin (?:the |both )?(?:[a-z0-9/+-]+ ){0,4}(?:groups?|arms?|condition)\b|^\)? ?(?:ng"
    r"|nmol|mg|g|mmol)?[^.;]{0,20}\bafter (?:treatment|supplementation)"
)
_BARE = r"(?P<v>\d*\.\d+) ?[,;]? ?[(\[] ?(?P<lo>\d*\.\d+) ?(?:,|;|to|-) ?(?P<hi>\d*\.\d+) ?(?:[)\]]|(?=[,;] ?p\b))"
BARE = re.compile(r"[ :=(,]{1,3}" + _BARE)  # "MRR = 0.37 (0.16-0.89)": a ratio and two numbers in brackets
SAID = re.compile(  # "relative risk of prostate cancer for any intake of selenium was 0.72 (0.61-0.84)"
    _WORDS + r"{0,100}? (?:was|were|is|of|=) " + _BARE
)
# A p right behind the interval; one "for heterogeneity" or behind another figure belongs to something else.
P_NEAR = re.compile(
    r"[)\];, ]{0,4}\bp(?: ?-? ?values?)? ?(?P<s>[<>=≤≥]|of|was|were) ?(?P<p>0?\.\d+|1\.0+|0\.0+\d*|ns)(?! ?(?:-"
    r"|to) ?\d)"
)
# Words that are also said of what isn't an effect, and a number with its limits between two names.
LOOSE = re.compile(
    r"(?:mean )?(?:reductions?|increases?|effects?|changes?|differences?)(?: between .*)?|treatment effects?"
)
INSIDE = re.compile(r"[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
# A regression's coefficient has the unit of its model: none of the measures kept here.
COEFFICIENT = re.compile(r"β(?![a-z-])|\bbeta ?(?:=|coefficients?)|(?<!correlation )\bcoefficients?\b|\bb ?=")
# What one group did, its own interval behind it: no comparison.
ONE_GROUP = re.compile(
    r"\b(?:groups?|arms?|placebo|controls?|participants) (?:\w+ )?(?:displayed|showed?|had|experienced|demonstrated|exhibited"
    r"|saw|gained|lost)\b[^.;]{0,50}$"
)
PARTNER = re.compile(
    r"^[^.;]{0,12}\b(?:and|while|whereas|but)\b[^.;]{0,20}\b(?:placebo|controls?)\b[^.;]{0,24}\b(?:displayed|showed|had|increased?"
    r"|decreased?|changed?)\b"
)
COMPARES = re.compile(r"\bthan\b|\bvs\b|versus|compared|relative to|differen|between")
SKEWED = 0.35  # how far, in widths of its interval, a difference may lie from the middle
LEVEL = re.compile(r"confidence|\bc\.i\.|\bci\b|\bcis\b|9[05] ?% ?c[il]|\bci9[05]|credible|\bcri\b")
TWO_NUMBERS = re.compile(r"[(\[] ?[+-]?\d*\.?\d+ ?(?:,|;|to|-) ?[+-]?\d*\.?\d+ ?(?:[)\]]|[,;] ?p\b)")
RATIOS = frozenset({"RR", "OR", "HR", "IRR"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An effect, its p if one stands beside it, and where it is in `Text.low`."""

    effect: Effect
    p: str | None
    start: int
    end: int

    @property
    def shown(self) -> str:
        """As it is printed: "RR 0.75 (0.57 to 0.96)"."""
        return f"{self.effect.measure} {self.effect.value:g} ({self.effect.low:g} to {self.effect.high:g})"


def effects(text: Text) -> list[Candidate]:
    """All effects with an interval that pass the checks, in order."""
    low = text.low
    found: dict[int, Candidate] = {}
    for start, end in windows(low):
        for pattern in (INTERVAL, BRACKET_AFTER):
            for match in pattern.finditer(low, start, end):
                add(found, text, match, measure_at(text, found, match.start("v")))
        for match in DISTANT.finditer(low, start, end):
            near = named(text, match.start("v"), 60)
            if near and not near[2]:
                add(found, text, match, near)
    if "[" in low or "(" in low:
        without_level(text, found)
    return [found[k] for k in sorted(found)]


def windows(low: str) -> list[tuple[int, int]]:
    """Stretches of text around each mention of a confidence interval; there is nothing to look for elsewhere."""
    found: list[tuple[int, int]] = []
    for match in LEVEL.finditer(low):
        start, end = max(0, match.start() - 150), min(len(low), match.end() + 130)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def without_level(text: Text, found: dict[int, Candidate]) -> None:
    """ "MRR = 0.37 (0.16-0.89)": estimates whose brackets don't say what they hold."""
    low = text.low
    for bracket in TWO_NUMBERS.finditer(low):
        last = None
        for name in MEASURE.finditer(low, max(0, bracket.start() - 130), bracket.start()):
            if name.group() != "or" or text.cased[name.start() : name.end()] == "OR":
                last = name
        if last is None or LOOSE.fullmatch(last.group()):
            continue
        matches = (p.match(low, last.end(), min(last.end() + 160, len(low))) for p in _unlevelled(last))
        match = next((m for m in matches if m), None)
        if match:
            add(found, text, match, (last.lastgroup, last.start(), 0))  # type: ignore[arg-type]  # groups are named by measures
    ratios = [c for c in found.values() if c.effect.measure in RATIOS]
    if ratios:
        for match in FOLLOWING.finditer(low, min(c.end for c in ratios)):
            add(found, text, match, (ratios[0].effect.measure, match.start(), 0))


def _unlevelled(name: re.Match[str]) -> tuple[re.Pattern[str], ...]:
    """The ways in which an estimate of this measure stands before brackets that do not say what they hold."""
    if name.lastgroup in RATIOS:
        return BARE, SAID
    return (SQUARE,) if "change" in name.group() else (SQUARE, ROUND)  # round brackets behind a change: often quartiles


def of_one_group(text: Text, match: re.Match[str]) -> bool:
    """Whether a change with its interval is what one group did, rather than a difference between groups."""
    if WITHIN.match(text.low[match.end() : match.end() + 70]):
        return True
    before = text.low[max(text.sentence(match.start("v")).start, match.start("v") - 110) : match.start("v")]
    after = text.low[match.end() : match.end() + 90]
    if PARTNER.search(after):
        return True
    return bool(ONE_GROUP.search(before)) and not COMPARES.search(before) and not COMPARES.search(after)


def measure_at(text: Text, found: dict[int, Candidate], at: int) -> tuple[Measure, int, int] | None:
    """The measure named for a number; in a list ("RR 0.5 (…) for x, and 0.7 (…) for y") that of the ratio before it."""
    measure = named(text, at)
    if measure is not None and not measure[2]:
        return measure
    sentence = text.sentence(at)
    ratios = (c for v, c in reversed(found.items()) if sentence.start <= v < at and c.effect.measure in RATIOS)
    before = next(ratios, None)
    return (before.effect.measure, before.start, 0) if before else measure


def add(
    found: dict[int, Candidate], text: Text, match: re.Match[str], measure: tuple[Measure, int, int] | None
) -> None:
    """Keep what passes the checks and isn't known yet. `measure`: its name, where it stands, and the sign its verb
    gives (0: none).
    """
    start = match.start("v")
    if measure is None or any(start + shift in found for shift in range(-2, 3)):
        return
    effect = checked(match, measure[0], measure[2])
    if effect is None:
        return
    if measure[2] and of_one_group(text, match):
        return
    near = P_NEAR.match(text.low, match.end())
    p = None if near is None else p_text(near)
    if near is not None and not agrees(effect, near):
        return
    found[start] = Candidate(effect, p, min(measure[1], start), match.end())


def named(text: Text, at: int, reach: int = 140) -> tuple[Measure, int, int] | None:
    """The measure that the number at `at` belongs to: the nearest name before it in its sentence, else a verb of
    change. A plain word ("increase") yields to a measure proper ("relative risk") that no number of its own follows.
    """
    sentence = text.sentence(at)
    start = max(sentence.start, at - reach)
    last = None
    for match in MEASURE.finditer(text.low, start, at):
        if match.group() == "or" and text.cased[match.start() : match.end()] != "OR":
            continue
        loose = LOOSE.fullmatch(match.group())
        if (
            loose
            and last
            and not LOOSE.fullmatch(last.group())
            and not INSIDE.search(text.low, last.end(), match.start())
        ):
            continue
        last = match
    strict = last is not None and not LOOSE.fullmatch(last.group())
    if COEFFICIENT.search(text.low, last.end() if last and strict else sentence.start, at):
        return None
    if last:
        verb = (
            -1
            if "reduction" in last.group() and "risk" not in last.group()
            else int("increase" in last.group() or "change" in last.group())
        )
        return (last.lastgroup, last.start(), verb)  # type: ignore[return-value]  # groups are named by measures
    for match in CHANGED.finditer(text.low, start, at):
        last = match
    if last is None:
        return None
    return ("MD", last.start(), -1 if last["down"] else 1)


def checked(match: re.Match[str], measure: Measure, sign: int) -> Effect | None:
    """The effect, where its numbers can be true."""
    value, low, high = (read(match[k]) for k in ("v", "lo", "hi"))
    if measure in RATIOS and min(value, low, high) <= 0:
        return None
    if low > high and measure not in RATIOS and low * high >= 0 and abs(low) < abs(high):
        low, high = high, low  # "-0.2 to -1.3": limits in order of size
    if low > high and not (high <= value <= low):
        return None
    low, high = min(low, high), max(low, high)
    if low >= 0 and value < 0 and low <= -value <= high and match["lo"].strip()[0] != "+":
        low, high = -high, -low  # a reduction, its limits printed without their sign
    if not low <= value <= high:
        return None
    if measure in RATIOS and high > low:
        middle = (math.log(low) + math.log(high)) / 2
        if abs(math.log(value) - middle) > 0.25 * (math.log(high) - math.log(low)) + 0.02:
            return None
    if measure not in RATIOS and high > low and abs(value - (low + high) / 2) > SKEWED * (high - low):
        return None
    if sign < 0 and value > 0:
        value, low, high = -value, -high, -low
    level = float(match.groupdict().get("lv") or 95) / 100
    unit = (match.groupdict().get("unit") or "").strip(" ,;(") or None
    return Effect(
        measure=measure, value=value, low=low, high=high, level=level, unit=unit if measure in ("MD", "RD") else None
    )


def read(number: str) -> float:
    """A number as printed, with blanks or a plus sign."""
    return float(number.replace(" ", "").replace("+", ""))


def agrees(effect: Effect, match: re.Match[str]) -> bool:
    """Whether a p beside the effect fits its interval: an interval that leaves out no effect needs p below about
    0.05.
    """
    if (
        match["p"] == "ns"
        or match["s"] not in "<="
        or effect.low is None
        or effect.high is None
        or effect.level != 0.95
    ):
        return True
    p = float(match["p"])
    none = 1.0 if effect.measure in RATIOS else 0.0
    outside = not effect.low <= none <= effect.high
    return not (outside and match["s"] == "=" and p > 0.2) and not (not outside and p < 0.005)


def p_text(match: re.Match[str]) -> str:
    """As the labels write it: "<0.001", "0.03"."""
    sign = {"=": "", "of": "", "was": "", "were": "", "less than": "<"}.get(match["s"], match["s"])
    return f"{sign}{match['p']}"


def effect(text: Text) -> Found[Candidate] | None:
    """The study's main effect: the first of the results that isn't of a subgroup, else the first."""
    found = effects(text)
    if not found:
        return None
    best = max(found, key=lambda c: (rank(text, c), -c.start))
    return text.found(best, best.start, best.end, "effect: measure and interval")


def rank(text: Text, candidate: Candidate) -> int:
    """Primary outcome first, then results, then the rest; subgroups last."""
    sentence = text.sentence(candidate.start)
    words = text.low[sentence.start : candidate.end]
    score = {"results": 2, "title": 0, "methods": 0, "background": -3}.get(sentence.part, 1)
    if re.search(r"\bprimary\b|\bmain outcome|\bprincipal\b", words):
        score += 2
    if re.search(
        r"\bsub-?groups?\b|\bsubgroup|\bstratif|\bsensitivity analys|\bamong (?:those|the)|\bsecondary\b"
        r"|\bpost[- ]hoc",
        words,
    ):
        score -= 2
    return score
