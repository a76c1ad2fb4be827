"""How many people were randomised (trials), studied (other designs) or pooled (reviews).

Every number in front of a word for people, every "n = …" and every sum of arms is a candidate. A candidate gains by
what
is said of it (randomised, enrolled, included) and loses where it counts a part (in the placebo group, who withdrew,
of the
60). The best one answers, if it is good enough; else the number is not stated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from proofwort.extract.cues import OWN, PEOPLE
from proofwort.extract.numbers import DIGITS, number
from proofwort.extract.text import Found, Sentence, Text
from proofwort.model import Design

NUMBER = re.compile(
    rf"(?<![\w.,/-])(?<!\d )(?P<n>{DIGITS})(?![\w%]|\.\d| ?%| ?(?:mg|g|kg|ml|l|iu|μg|mcg|km|m|cm|mm"
    rf"|min|h|hours?|s|weeks?|wks?|days?|d|months?|mo|years?|y|yrs?|times?|groups?|arms?|doses?|mmol|ng|kcal|kj|pm|am"
    rf"|hz|w|bpm|°)\b(?!-old)|-(?:week|day|month|year|hour|min|h|y|d|mo|wk|yr|g|mg|ml|point|item|fold|way|arm|group"
    rf"|step|period|phase|cm|m|km|kg)|-\\d)"
)
NOUN = re.compile(rf" (?:(?!\d+[ ,])[a-z0-9'/+&≥≤<>=.%-]+,?[ ](?:and )?){{0,8}}?(?P<who>{PEOPLE})\b")
BOTH = re.compile(
    rf"(?<![\w.,/-])(?P<a>{DIGITS}) (?P<x>(?:[a-z'-]+ ){{0,4}}[a-z'-]+)(?: \([^()]{{0,40}}\))?,? (?:and"
    rf"|plus) (?P<b>{DIGITS}) (?P<y>(?:[a-z0-9'-]+ ){{0,6}}?{PEOPLE})\b"
)
GIVEN = re.compile(
    rf"(?<![\w.,/-])(?P<a>{DIGITS}) {PEOPLE} (?:were given|were assigned to|were allocated to|were randomi[sz]ed to"
    rf"|received|took|consumed|ingested|given|were in)\b[^.;]{{1,90}}?\b(?:and|while|whereas|;) (?P<b>{DIGITS}) "
    rf"(?:{PEOPLE} )?(?:were |received |were given |took |the |given |in |were assigned to |consumed )*(?:a |the "
    rf"|an )?(?:[a-z-]+ ){{0,2}}(?:placebo|control|usual care|standard|no )"
)
NAMED_BEFORE = re.compile(rf"\b{PEOPLE}\b[^.;()]{{0,40}}\(? ?$")
ARM_BEFORE = re.compile(r"\b(?:group|arm|placebo|control|treatment|intervention)\b[^.;]{0,24}\(?$")
NEXT_COUNT = re.compile(rf", (?={DIGITS} [a-z ]{{0,30}}{PEOPLE}\b)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
N_EQUALS = re.compile(rf"\b(?:n|total|sample size)\s?(?:=|:|of)\s?(?P<n>{DIGITS})\b(?!\.\d)|\(n (?P<m>{DIGITS})\)")
PER_GROUP = re.compile(
    rf"(?P<k>[2-9]|1\d) (?:[a-z-]+ ){{0,3}}(?:groups|arms)\b[^.;]{{0,60}}?\b(?:(?:of|with|containing|comprising"
    rf"|including|consist(?:ed|ing) of|,|each) )?(?:each )?(?:of |with |containing |comprising |including "
    rf"|contained )?"
    rf"\(?(?:n ?= ?)?(?P<n>{DIGITS}) ?(?:[a-z]+ )?(?:each\b|per (?:group|arm)|in each|individuals|subjects|patients"
    rf"|participants|people|\/ ?group|(?=\)))"
    rf"|\(?(?:n ?= ?)?(?P<n2>{DIGITS}) (?:[a-z]+ )?(?:per|in each|for each|\/) ?(?:group|arm|treatment)"
)
GROUPS = re.compile(r"\b(?P<k>[2-9]) (?:[a-z-]+ ){0,3}(?:groups|arms|treatments)\b")
RANDOM = re.compile(r"\brandom(?:i[sz]ed|ly|i[sz]ation|i[sz]e)?\b|\bat random\b|\ballocated\b|\bassigned\b")
# What is said right after the people: this is the sample …
ENTERED = re.compile(
    r"\b(?:were|was|who were|are|being|been)? ?(?:then |finally |initially |subsequently |prospectively "
    r"|consecutively |successfully |eventually )*"
    r"(?:enrol+ed|recruited|included|participated|took part|volunteered|entered|assigned|allocated|divided|studied"
    r"|investigated|evaluated|randomi[sz]ed|randomly|received|consumed|ingested|took|given"
    r"|supplemented|selected|performed|underwent|drank|agreed|consented|analy[sz]ed|examined|assessed|surveyed"
    r"|interviewed|followed|participate|fulfilling|admitted|registered|treated|observed|cycled|ate|provided|joined"
    r"|participating)\b"
)
LED_IN = re.compile(
    r"(?:\b(?:a total of|total of|totally|in total,?|overall,?|altogether,?|in all,?|sample of|cohort of|group of"
    r"|included|including|enrol+ed|recruited|randomi[sz]ed|involved|involving|comprised|comprising|among|on|in|of"
    r"|studied|assigned|allocated"
    r"|selected|analy[sz]ed|investigated|evaluated|examined|data from|conducted (?:on|in|with|among)|performed (?:on"
    r"|in|with|among)|carried out (?:on|in|with|among)|(?:supplied|given|administered|offered|mailed"
    r"|prescribed)(?: \([^()]*\))? to|surveyed|followed|with|from|had|used|invited|contained)|:) (?:the |only |all "
    r"|data (?:of|from) |a total of |about |approximately |up to |over )?$"
)
TOTAL = re.compile(
    r"\b(?:a total of|total of|in total,?|totally|overall,?|altogether,?|in all,?|sample (?:size )?of"
    r"|cohort of) (?:the )?$"
)
PART = re.compile(
    r"^[^.;:()]{0,40}?\b(?:withdrew|dropped|lost|died|discontinued|refused|declined|excluded|were not|did not|failed"
    r"|relapsed|reported|developed|experienced|had (?:a |an )?(?:adverse|side|recurr)|screened|approached|invited"
    r"|were eligible"
    r"|assessed for eligibility|responded|improved|non-?responders|responders|drop-?outs?|(?:in|from|of|to) (?:the "
    r"|each )?(?:[a-z0-9-]+ ){0,4}(?:group|arm)\b|per (?:group|arm)|each\b)"
)
DONE = re.compile(
    r"^[^.;:]{0,30}?\b(?:completed|finished|completing|were (?:available|analy[sz]ed|evaluable)"
    r"|remained|results|were interred)\b"
)
SCREENED = re.compile(
    r"\b(?:screen(?:ed|ing)|eligib|invited|approached|excluded|withdrew|dropped|lost to|contacted"
    r"|interested)\b[^.;,]{0,12}$"
)
SUBSET = re.compile(r"^ (?:out )?of (?:the |these |those |all )?\d|^/\d|^ \(\d+(?:\.\d+)? ?%\)")
UNFIT = re.compile(
    r"(?:\b(?:aged?|ages|age of|between|bmi|week|day|month|visit|figure|table|type|phase|stage|grade|level|version"
    r"|class|group|study|experiment|trial|number|no\.?|nr|grades|days|weeks|types|±|\+/-|=|≥|>|<|≤) ?|[≥><≤±=] ?)$"
)
ALLOTTED_AFTER = re.compile(
    r"^[^.;]{0,120}?\b(?:were|was) (?:[a-z]+ )?random|^[^.;]{0,90}\brandom(?:ly|i[sz]ed) (?:to|in|into|assigned"
    r"|allocated|divided|distributed)"
)
ALLOTTED_BEFORE = re.compile(
    r"\brandom(?:i[sz]ed|ly (?:assigned|allocated|divided|assigning"
    r"|allocating)) (?:a total of |the )?$"
)
REST = re.compile(
    r"(?:\bof (?:these|those|the|them|which|whom)|\bthe other|\bremaining|\bplus|\banother|\beach (?:of|with)|\bother"
    r"|\bnext|\bper|\bevery|\bat least|\bfirst|\bthe) $"
)
OTHERS = re.compile(
    r"\b(?:previous|earlier|prior) (?:work|stud(?:y|ies)|trials?|reports?|research)\b|\bworldwide\b|\bprevalence of\b"
)
COUNTED = frozenset({"meta-analysis", "systematic-review"})
NO_PEOPLE = frozenset({"animal", "in-vitro", "narrative-review"})
ENOUGH = 5.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be the sample size: where it stands and how much speaks for it."""

    value: int
    start: int
    end: int
    score: float
    rule: str
    parts: tuple[int, ...] = ()


def participants(text: Text, design: Design | None) -> Found[int] | None:
    """Number of people; None where it isn't stated clearly enough."""
    if design in NO_PEOPLE:
        return None
    if design in COUNTED:
        return pooled(text)
    if design == "case-report":
        return cases(text)
    found = sorted(candidates(text), key=lambda c: (-c.score, c.start))
    best = found[0] if found else None
    if best is None or best.score < ENOUGH:
        return None
    return text.found(best.value, best.start, best.end, f"participants: {best.rule}")


def candidates(text: Text) -> list[Candidate]:
    """All candidates, adjusted against each other: a total gains by its parts, and the parts lose."""
    single = [*named(text), *equals(text)]
    sums = [*arms(text), *per_group(text), *both(text), *given(text), *stated_arms(text, single)]
    totals = {c.value for c in sums}
    parts = {value for c in sums for value in c.parts if value not in totals}
    agreed = [replace(c, score=c.score + 4) if c.value in totals else c for c in single]
    agreed = [replace(c, score=c.score - 3) if c.value in parts and len(totals) == 1 else c for c in agreed]
    return [*agreed, *sums]


def named(text: Text) -> Iterator[Candidate]:
    """Numbers in front of a word for people."""
    low = text.low
    for match in NUMBER.finditer(low):
        noun = NOUN.match(low, match.end(), min(match.end() + 110, len(low)))
        if noun is None or UNFIT.search(low, max(0, match.start() - 12), match.start()):
            continue
        sentence = text.sentence(match.start())
        value = number(match["n"])
        if noun.end() > sentence.end or not 2 <= value <= 5_000_000:
            continue
        yield Candidate(
            value,
            match.start(),
            noun.end(),
            judge(text, sentence, match.start(), match.end(), noun.end()),
            "people counted",
        )


def judge(text: Text, sentence: Sentence, start: int, stop: int, end: int) -> float:
    """How much speaks for `low[start:end]`, a number (to `stop`) of people, being the sample."""
    low = text.low
    before = low[max(sentence.start, start - 48) : start]
    after = NEXT_COUNT.split(BRACKETS.sub("", low[end : min(sentence.end, end + 400)])[:160], maxsplit=1)[0]
    score = 4.0 - 0.0006 * max(0, start - text.title_end)
    if not before.strip(" .:;([") or sentence.start >= start - 2:
        score += 2
    if ENTERED.search(after[:110]):
        score += 3
    if LED_IN.search(before):
        score += 2
    if TOTAL.search(before):
        score += 2
    if ALLOTTED_AFTER.match(after):
        score += 4
    elif ALLOTTED_BEFORE.search(before):
        score += 5
    elif by_lot(text, sentence):
        score += 1.5
    if PART.match(after):
        score -= 5
    if DONE.match(after):
        score -= 1.5
    if SCREENED.search(before):
        score -= 6
    if SUBSET.match(low[stop : stop + 14]):
        score -= 5
    if REST.search(before):
        score -= 4
    return score + where(text, sentence)


@lru_cache(maxsize=64)
def by_lot(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence speaks of allotting."""
    return RANDOM.search(text.low, sentence.start, sentence.end) is not None


@lru_cache(maxsize=64)
def where(text: Text, sentence: Sentence) -> float:
    """Methods and results hold the number; background holds others'."""
    own = OWN.search(text.low, sentence.start, sentence.end)
    if not own and (sentence.part == "background" or OTHERS.search(text.low, sentence.start, sentence.end)):
        return -6
    return {"methods": 1.0, "objective": 1.0, "conclusion": -2.0, "title": -0.5}.get(sentence.part, 0.0)


def equals(text: Text) -> Iterator[Candidate]:
    """ "children (n = 612)", "n = 23"."""
    low = text.low
    matches = [(m, text.sentence(m.start())) for m in N_EQUALS.finditer(low)]
    beside = Counter(sentence.start for _, sentence in matches)
    for match, sentence in matches:
        value = number(match["n"] or match["m"])
        if value < 2:
            continue
        before = low[max(sentence.start, match.start() - 60) : match.start()]
        score = 5.0 if NAMED_BEFORE.search(before) else 2.0
        if beside[sentence.start] > 1:
            score -= 4
        if ARM_BEFORE.search(before):
            score -= 4
        if by_lot(text, sentence) or ENTERED.search(low[match.end() : match.end() + 60]):
            score += 2
        yield Candidate(value, match.start(), match.end(), score + where(text, sentence), "n = …")


def arms(text: Text) -> Iterator[Candidate]:
    """The sum of "(n = 22)" and "(n = 23)" of one sentence."""
    low = text.low
    for sentence in text.sentences:
        found = list(N_EQUALS.finditer(low, sentence.start, sentence.end))
        if not 2 <= len(found) <= 12:
            continue
        values = [number(m["n"] or m["m"]) for m in found]
        if len(values) > 2 and values[0] == sum(values[1:]):
            values = values[1:]
        score = 5.0 + where(text, sentence)
        if by_lot(text, sentence):
            score += 3
        if re.search(r"\b(?:placebo|control|groups?|or|either|versus|vs)\b", low[sentence.start : sentence.end]):
            score += 1.5
        if re.search(r"\b(?:completed|analy[sz]ed|evaluated|available)\b", low[sentence.start : sentence.end]):
            score -= 2
        yield Candidate(sum(values), found[0].start(), found[-1].end(), score, "sum of arms", tuple(values))


def per_group(text: Text) -> Iterator[Candidate]:
    """ "four groups of 15 each", "two groups (20 per group)"."""
    low = text.low
    for match in PER_GROUP.finditer(low):
        size = number(match["n"] or match["n2"])
        count = match["k"]
        if count is None:
            near = GROUPS.search(low, max(0, match.start() - 200), match.start()) or GROUPS.search(low)
            count = near["k"] if near else None
        if count is None or size < 2:
            continue
        sentence = text.sentence(match.start())
        yield Candidate(
            size * int(count), match.start(), match.end(), 7.0 + where(text, sentence), "groups times size", (size,)
        )


def both(text: Text) -> Iterator[Candidate]:
    """ "24 patients and 25 healthy controls": two sorts of people, told apart by more than their sex."""
    low = text.low
    for match in BOTH.finditer(low):
        a, b = number(match["a"]), number(match["b"])
        sentence = text.sentence(match.start())
        if a < 2 or b < 2 or UNFIT.search(low, max(0, match.start() - 12), match.start()):
            continue
        score = judge(text, sentence, match.start(), match.start("x"), match.end()) + 1
        yield Candidate(a + b, match.start(), match.end(), score, "two kinds of people", (a, b))


def given(text: Text) -> Iterator[Candidate]:
    """ "18 patients received zinc and 20 placebo"."""
    for match in GIVEN.finditer(text.low):
        a, b = number(match["a"]), number(match["b"])
        score = 7.0 + where(text, text.sentence(match.start()))
        yield Candidate(a + b, match.start(), match.end(), score, "so many got it, so many did not", (a, b))


def stated_arms(text: Text, single: list[Candidate]) -> Iterator[Candidate]:
    """ "45 people: 21 received …, while 24 received …": a number that is the sum of two others of its sentence."""
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in single:
        by_sentence.setdefault(text.sentence(candidate.start).start, []).append(candidate)
    for start, group in by_sentence.items():
        sentence = text.sentence(start)
        if len(group) < 2 or not by_lot(text, sentence):
            continue
        values = tuple(dict.fromkeys(c.value for c in group))
        total = sum(values)
        if len(values) == 2 and re.search(rf"(?<![\d.,]){total}(?![\d.,%])", text.low):
            yield Candidate(total, group[0].start, group[-1].end, 12.0, "arms add up", values)


def cases(text: Text) -> Found[int] | None:
    """A case report has one person, unless it says how many."""
    match = re.search(
        rf"\b(?:series of|report(?:ed)?(?: on)?|present(?:ed)?|describe"
        rf"|of) ({DIGITS}) (?:[a-z-]+ ){{0,4}}(?:cases|patients)\b",
        text.low,
    )
    if match:
        return text.found(number(match.group(1)), match.start(), match.end(), "participants: cases")
    single = re.search(r"\b(?:case report|case study|a case\b|an? \d+[- ]year[- ]old)", text.low)
    if single:
        return text.found(1, single.start(), single.end(), "participants: one case")
    return None


_MANY = rf"(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|{DIGITS})"
REVIEW_TOTAL = re.compile(
    rf"(?<![\w.,])(?P<n>{_MANY}) (?:[a-z-]+ ){{0,5}}?(?:{PEOPLE})\b"
    rf"|\b(?:studies|trials|rcts|rct's)\b,? \((?:total )?n ?= ?(?P<m>{_MANY})\)"
)
STUDIES_NEAR = re.compile(
    r"\b(?:studies|study|trials?|rcts|rct's|articles|reports|cohorts|reviews|meta-analysis"
    r"|analysis)\b"
)
PART_OF_REVIEW = re.compile(
    r"\b(?:on the basis of|based on|for the|sub-?group|sample size|each|per|mean|median"
    r"|average)\b[^.;]{0,70}$"
)
REVIEW_LEAD = re.compile(
    r"\b(?:involving|with|including|comprising|enrol+ing|total of|total|on|in|from|included|representing"
    r"|randomi[sz]ed|reporting on|covering|and|of|:|for) (?:a total of |data from |over |about |more than "
    r"|approximately )?$|\($"
)


def pooled(text: Text) -> Found[int] | None:
    """All people in a review's studies: the largest number of people named beside its number of studies."""
    best: tuple[int, int, int] | None = None
    for match in REVIEW_TOTAL.finditer(text.low):
        sentence = text.sentence(match.start())
        before = text.low[max(sentence.start, match.start() - 130) : match.start()]
        after = text.low[match.end() : min(sentence.end, match.end() + 90)]
        value = number((match["n"] or match["m"]).replace(" ", ""))
        if value < 20 or sentence.part == "background" or PART_OF_REVIEW.search(before):
            continue
        if not STUDIES_NEAR.search(before + match.group() + after):
            continue
        if match["n"] and (not REVIEW_LEAD.search(before[-40:]) or re.match(r" (?:per|in (?:the|each) )", after)):
            continue
        if best is None or value > best[0]:
            best = (value, match.start(), match.end())
    return text.found(best[0], best[1], best[2], "participants: pooled") if best else None
