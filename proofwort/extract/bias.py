"""Cues of how bias was kept out (METHOD 2.4), each only where the text states it."""

from __future__ import annotations

import re

from proofwort.extract.numbers import DIGITS, number
from proofwort.extract.text import Found, Text
from proofwort.model import Design

SEQUENCE = re.compile(
    r"\b(?:computer(?:[- ](?:generated|based|assisted|ized))?|random(?:-| )number|block(?:ed)?|permuted[- ]block"
    r"|stratified|random(?:i[sz]ation)? (?:list|table|sequence|schedule|code)s?|table of random|coin|minimi[sz]ation"
    r"|latin[- ]square|balanced block|web-based|interactive (?:voice|web))\b[^.;]{0,40}\brandom"
    r"|\brandom\w*[^.;]{0,60}\b(?:computer|permuted|block|stratified|random numbers?|table|list|sequence|coin"
    r"|minimi[sz]ation|software|generated|latin)"
    r"|\bcomputer-generated\b|\brandom number (?:table|generator)"
)
CONCEALED = re.compile(
    r"\bconceal\w*\b|\b(?:sealed|opaque)[^.;]{0,24}\benvelopes?|\bcentral(?:i[sz]ed|ly)? random"
    r"|\bcoded (?:bottles|containers|packages|capsules|sachets)|\bidentical(?:ly)?[- ](?:appearing|looking"
    r"|in appearance|coded|packaged)[^.;]{0,30}\bcod"
)
NOT_CONCEALED = re.compile(r"\b(?:not|without|no|unclear) (?:[a-z]+ )?(?:allocation )?conceal\w*")
ITT = re.compile(r"\bintent(?:ion)?[- ]to[- ]treat\b|\bitt\b|\bmodified intention")
PER_PROTOCOL = re.compile(r"\bper[- ]protocol\b|\bcompleters? (?:only|analysis)|\bas-treated\b")
PRIMARY = re.compile(
    r"\b(?:primary|main|principal) (?:trial |study |efficacy |clinical |treatment |co-)?(?:outcomes?"
    r"|end-?points?|end points?|measures?|variables?|efficacy|objective was|hypothesis|measurement)\b"
)
IMBALANCE = re.compile(
    r"\bsignificant(?:ly)? differen\w+[^.;]{0,50}\b(?:at baseline"
    r"|between (?:the )?groups at baseline)|\bbaseline (?:imbalance|differences? (?:were|was) (?:found|observed"
    r"|significant|present))|\bimbalance[sd]? (?:at|in) baseline|\bdiffered (?:significantly )?at baseline"
    r"|\bgroups? (?:was|were) not (?:comparable|similar|balanced)"
)
LOST = re.compile(
    rf"\b(?P<done>{DIGITS}) (?:of|out of|from|/) ?(?:the |these )?(?P<all>{DIGITS}) (?:[a-z-]+ ){{0,5}}?(?:completed"
    rf"|finished)|\b(?P<pct>\d{{1,3}}(?:\.\d+)?) ?% (?:of (?:the )?[a-z]+ )?(?:completed|finished|completion)"
    rf"|\bcomplet(?:ed|ion)[^.;]{{0,40}}\((?P<pct2>\d{{1,3}}(?:\.\d+)?) ?%\)"
    rf"|\((?P<pct3>\d{{2}}(?:\.\d+)?) ?%\)[^.;()]{{0,20}} completed"
    rf"|\b(?:drop-?out|attrition|withdrawal|loss to follow-?up) rates? (?:was|were|of|is)(?: approximately"
    rf"| about)? (?P<lost>\d{{1,2}}(?:\.\d+)?) ?%|\b(?P<out>\d{{1,2}}(?:\.\d+)?) ?%[^.;]{{0,30}}\b(?:dropped out"
    rf"|withdrew|lost to follow|attrition|dropout)"
)
COMPLETED = re.compile(
    rf"\b(?P<n>{DIGITS}) (?:\([^()]{{0,20}}\) ?)?(?:[a-z-]+ ){{0,4}}?(?:\([^()]{{0,60}}\) "
    rf"?)?(?:who )?(?:completed|finished)\b|\b(?:completed|finished) by (?P<m>{DIGITS})\b"
)
APPRAISED = re.compile(
    r"\b(?:overall|most|majority|all)?[^.;]{0,40}\b(?:risk of bias|quality"
    r"|methodological quality)\b[^.;]{0,60}\b(?P<level>low|high|unclear|poor|good|moderate)\b"
)
TRIALS = frozenset({"rct-parallel", "rct-crossover", "nonrandomised-trial", "single-arm-trial"})


def sequence(text: Text) -> Found[bool] | None:
    """How the random order was made is told."""
    return said(text, SEQUENCE, "bias: sequence described")


def concealed(text: Text) -> Found[bool] | None:
    """Allocation was hidden, or the text says that it wasn't."""
    denied = NOT_CONCEALED.search(text.low)
    if denied:
        return text.found(False, denied.start(), denied.end(), "bias: not concealed")
    return said(text, CONCEALED, "bias: concealed")


def intention_to_treat(text: Text) -> Found[bool] | None:
    """Analysed as randomised."""
    return said(text, ITT, "bias: intention to treat")


def per_protocol_only(text: Text) -> Found[bool] | None:
    """Only those who kept to the protocol were analysed, and nothing is said of intention to treat."""
    return None if ITT.search(text.low) else said(text, PER_PROTOCOL, "bias: per protocol")


def primary_stated(text: Text) -> Found[bool] | None:
    """A primary outcome is named."""
    return said(text, PRIMARY, "bias: primary outcome stated")


def baseline_imbalance(text: Text) -> Found[bool] | None:
    """The groups differed from the start."""
    for match in IMBALANCE.finditer(text.low):
        if not re.search(
            r"\b(?:no|not|without|nor)\b[^.;]{0,30}$", text.low[max(0, match.start() - 40) : match.start()]
        ):
            return text.found(True, match.start(), match.end(), "bias: baseline imbalance")
    return None


def attrition(text: Text, randomised: int | None) -> Found[float] | None:
    """Fraction lost, 0-1: as stated, or from the numbers randomised and completed."""
    match = LOST.search(text.low)
    if match:
        if match["done"]:
            done, everyone = number(match["done"]), number(match["all"])
            if 0 < done <= everyone:
                return text.found(round(1 - done / everyone, 3), match.start(), match.end(), "bias: attrition counted")
        kept = match["pct"] or match["pct2"] or match["pct3"]
        gone = match["lost"] or match["out"]
        if kept and 30 <= float(kept) <= 100:
            return text.found(round(1 - float(kept) / 100, 3), match.start(), match.end(), "bias: attrition stated")
        if gone:
            return text.found(round(float(gone) / 100, 3), match.start(), match.end(), "bias: attrition stated")
    for match in COMPLETED.finditer(text.low):
        done = number(match["n"] or match["m"])
        if randomised and randomised * 0.3 <= done < randomised:
            return text.found(round(1 - done / randomised, 3), match.start(), match.end(), "bias: attrition counted")
    return None


def appraised(text: Text, design: Design | None) -> Found[bool] | None:
    """Whether a review judged its studies' quality."""
    if design not in ("meta-analysis", "systematic-review"):
        return None
    return said(
        text,
        re.compile(
            r"\brisk of bias\b|\bjadad\b|\bgrade\b(?: approach| system| criteria| framework)"
            r"|\bquality (?:of (?:the )?(?:included )?(?:studies|trials|evidence)|assessment|appraisal|was assessed"
            r"|score)|\bpedro\b|\bnewcastle-?ottawa|\bcritically apprais"
        ),
        "review: appraised",
    )


def said(text: Text, pattern: re.Pattern[str], rule: str) -> Found[bool] | None:
    """True where the pattern stands; never False."""
    match = pattern.search(text.low)
    return text.found(True, match.start(), match.end(), rule) if match else None
