"""Who paid, where the text or its record says so."""

from __future__ import annotations

import re

from proofwort.extract.text import Found, Text
from proofwort.model import Funding

PAID = re.compile(
    r"\b(?:fund(?:ed|ing)|financ(?:ed|ial(?:ly)?)|support(?:ed)? (?:by|was|from|came)|sponsor(?:ed|ship)?"
    r"|grants?)\b(?: (?:by|from|was|source|support|of|provided|for this|statement|:))?[^.;]{0,160}"
)
NOBODY = re.compile(
    r"\b(?:no|without|not receive any|did not receive|none|nil)\b[^.;]{0,30}\b(?:fund\w+"
    r"|financial support|grants?|sponsor\w*|external support)|\bfunding ?: ?none\b|\bself-funded\b|\bnot funded\b"
)
PUBLIC = re.compile(
    r"\b(?:national|nih|ministry|council|universit\w+|foundation|government|federal|european (?:union|commission"
    r"|research)|health institute|institutes? of|medical research council|wellcome|hospital|academy|public"
    r"|research (?:fund|foundation|grants?|program\w*)|world health|who\b|bill (?:and|&) melinda|gates|department of"
    r"|charity|trust|nihr|nhmrc|cihr|usda|niddk|nccam|nccih|centre for|center for|natural science|science foundation"
    r"|society|association|agency)\b"
)
INDUSTRY = re.compile(
    r"\b(?:inc\b|ltd|gmbh|llc|corp(?:oration)?|company|co\.|pharma\w*|laborator(?:y|ies)|s\.?a\b|ag\b|b\.?v\b|plc"
    r"|industr\w+|manufacturer|nestl[eé]|danone|unilever|yakult|dsm|basf|kellogg|abbott|bayer|pfizer|merck|novartis"
    r"|glaxo\w*|herbalife|amway|nutricia|chr\.? hansen|mars\b|coca-cola|pepsico|s\.?r\.?l|s\.?p\.?a|co,|brands?)"
)


def funding(text: Text) -> Found[Funding] | None:
    """Public, industry, mixed or none; funders of the record count as well as words of the text."""
    nobody = NOBODY.search(text.low)
    if nobody:
        return text.found("none", nobody.start(), nobody.end(), "funding: none")
    for match in PAID.finditer(text.low):
        answer = sort(match.group())
        if answer and text.sentence(match.start()).part not in ("background", "methods"):
            return text.found(answer, match.start(), match.end(), "funding: stated")
    answer = sort(" ; ".join(text.article.funders).lower())
    return Found(answer, "funders", 0, 0, "funding: of the record") if answer else None


def sort(words: str) -> Funding | None:
    """What kind of payer the words name."""
    public, industry = PUBLIC.search(words) is not None, INDUSTRY.search(words) is not None
    if public and industry:
        return "mixed"
    return "public" if public else "industry" if industry else None
