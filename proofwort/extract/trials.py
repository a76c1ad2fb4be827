"""How many studies a review included."""

from __future__ import annotations

import re

from proofwort.extract.numbers import DIGITS, number
from proofwort.extract.participants import COUNTED
from proofwort.extract.text import Found, Text
from proofwort.model import Design

STUDIES = (
    r"(?:studies|trials|rcts|rct's|articles|papers|publications|reports|cohorts|reviews|meta-analyses|records|works"
    r"|manuscripts|investigations|experiments|data ?sets|comparisons)"
)
_NOT_BETWEEN = (
    r"(?!(?:\d|from\b|in\b|to\b|with\b|who\b|were\b|was\b|for\b|participants?\b|patients\b|subjects\b|women\b|men\b"
    r"|people\b"
    r"|children\b|adults\b|infants\b|individuals\b|cases\b|weeks?\b|months?\b|years?\b|days?\b|reviewers?\b"
    r"|authors?\b))"
)
COUNT = re.compile(
    rf"(?<![\w.,-])(?P<n>{DIGITS})(?:\(\d+\))? (?:{_NOT_BETWEEN}[a-z0-9/-]+,? (?:and )?){{0,6}}?{STUDIES}\b"
    r"|\b(?P<one>one|single) (?:[a-z-]+,? ){0,3}(?:trial|study|rct)\b(?=[^.;]{0,60}\b(?:met|was included"
    r"|was identified|included|fulfilled|was found|eligible))"
)
INCLUDED = re.compile(
    r"\b(?:were|was|being|are|finally|ultimately)? ?(?:finally |ultimately |eventually |then |deemed )*(?:included"
    r"|met|eligible|selected|identified|retained|analy[sz]ed|remained|fulfilled|reviewed|pooled|used|satisfied"
    r"|enrolling|involving|comprising|examined|found|meeting|qualified|considered|incorporated|investigating"
    r"|evaluating|with)\b"
)
LED = re.compile(
    r"\b(?:included|identified|found|from|of|in|on|selected|retrieved|yielded|reviewed|a total of|total of|finally"
    r"|analy[sz]ed|including|included in|were|pooled|pooling|remaining|with|involving|comprising|across|only"
    r"|overall,?|assessed|evaluated|for|all|combined|meta-analysis|totally,?|to) (?:the |these |those |finally |all "
    r"|a total of |only )?$|[:;.] $"
)
PEOPLE_AFTER = re.compile(
    rf"^,? ?(?:\((?:n ?= ?|with |including |involving )?|with (?:a total of )?|involving "
    rf"|including |enrolling |comprising ){DIGITS}"
)
MANY_AFTER = re.compile(
    rf",? (?:and|with) (?:a total of )?{DIGITS} (?:\w+ )?(?:participants|patients|subjects|people|individuals|women|men|children|adults)"
    r"| (?:that|which) (?:met|collectively|evaluated|examined|randomi[sz]ed|enrolled|assessed|compared)"
)
UNREAD = re.compile(
    r"\b(?:retrieved|screened|initially|initial|identified through|search (?:yielded|identified|resulted|retrieved"
    r"|produced)|excluded|duplicates?|abstracts?|titles?|full[- ]text|potentially|citations|records|hits"
    r"|assessed for eligibility|after removing|yielded)\b"
)


# "13 of 52 studies met the criteria", "the final number of studies was 12", "the 3 included studies": these say it outright.
OUTRIGHT = re.compile(
    rf"(?<![\w.,-])(?P<a>{DIGITS}) (?:out )?of (?:the |these )?{DIGITS} (?:[a-z-]+ ){{0,3}}{STUDIES} (?:met|fulfilled|satisfied|were (?:included|eligible|considered))"
    rf"|\bnumber of (?:included |eligible )?{STUDIES}\b[^.;\d]{{0,50}}\b(?:was|were|is) (?P<b>{DIGITS})"
    rf"|(?<![\w.,-])(?P<c>{DIGITS}) (?:included|eligible|identified|relevant|selected) (?:[a-z-]+ ){{0,3}}{STUDIES}\b"
    rf"|\bof (?:which|these|them),? (?:only )?(?P<d>{DIGITS}) (?:were (?:included|considered|eligible|specific|suitable|analy[sz]ed)|met|fulfilled)"
    rf"|(?:,|but|of which)? only (?P<e>{DIGITS}) (?:were considered|were included|met (?:the|our|all))"
    rf"|{STUDIES} were (?:selected|retrieved|identified)[^.;]{{0,50}}, (?P<f>{DIGITS}) met "
)


def outright(text: Text) -> tuple[int, re.Match[str]] | None:
    """What a sentence says to have been included, in so many words."""
    for match in OUTRIGHT.finditer(text.low, text.title_end):
        group = match.lastgroup
        if group and text.sentence(match.start()).part != "background" and (value := number(match[group])) > 1:
            return value, match
    return None


def trials(text: Text, design: Design | None) -> Found[int] | None:
    """The number of studies included; None for other designs or where it isn't stated."""
    if design not in COUNTED:
        return None
    if said := outright(text):
        return text.found(said[0], said[1].start(), said[1].end(), "trials: said outright")
    best: tuple[float, re.Match[str]] | None = None
    for match in COUNT.finditer(text.low):
        value = number(match["n"]) if match["n"] else 1
        if (match["n"] and value < 2) or (1950 <= value <= 2030 and "," not in match["n"]):
            continue
        sentence = text.sentence(match.start())
        after = text.low[match.end() : min(sentence.end, match.end() + 70)]
        before = text.low[max(sentence.start, match.start() - 50) : match.start()]
        score = 3.0
        if INCLUDED.search(after[:48]) or re.search(
            r"\b(?:met|fulfilled|satisfied|meeting) (?:the |our "
            r"|all )?(?:inclusion|eligibility|selection|criteria)",
            after,
        ):
            score += 3
        if re.search(
            r"\b(?:included|including|from|of|pooled|performed on|data of|analysis of|based on|met"
            r"|selected) (?:the |these |a total of |only )?$",
            before,
        ):
            score += 2
        if LED.search(before):
            score += 1
        if PEOPLE_AFTER.match(after) or MANY_AFTER.match(after):
            score += 2
        if re.search(r"\b(?:we )?identified (?:only )?$|\bin all,? $", before):
            score += 1
        if (
            UNREAD.search(after[:44])
            or UNREAD.search(match.group())
            or re.search(r"\b(?:search|screened|excluded|retrieved|yielded|database)\b[^.;]{0,40}$", before)
        ):
            score -= 4
        if re.match(
            r" (?:reported|showed|found|had|did|assessed|used|examined|investigated|evaluated|demonstrated"
            r"|observed|were (?:rated|judged|of|at|considered|conducted|published|performed|classified|deemed))",
            after,
        ):
            score -= 2
        if re.search(r"\bof (?:these|those|the|which|them),? $|\bin $|\bfor $|\bby $|\bthan $", before):
            score -= 1
        if sentence.part == "background":
            score -= 4
        score -= 0.0004 * match.start()
        if best is None or score > best[0]:
            best = (score, match)
    if best is None or best[0] < 3.5:
        return None
    match = best[1]
    return text.found(number(match["n"]) if match["n"] else 1, match.start(), match.end(), "trials: studies included")
