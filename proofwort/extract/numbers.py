"""Numbers in words and in digits: "sixty-two", "four hundred and forty-three", "1,184"."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
TENS["fourty"] = 40
SCALES = {"hundred": 100, "thousand": 1000}
_WORD = "|".join(sorted((*UNITS, *TENS, *SCALES), key=len, reverse=True))
# A run of number words; "one" and "zero" alone are left as they stand ("one of them"), and so are ordinals.
_JOIN = r"(?:(?:(?<=hundred)|(?<=thousand))(?: and |-and-)|(?<=thousand), |[ -])"
SPELLED = (
    rf"(?:(?<![\w-])|(?<=ods|lts|ion|ons|und|ngs)(?=[A-Z]))(?=[AEFHNOSTZaefhnostz])(?i:(?:a (?=hundred"
    rf"|thousand))?(?:{_WORD})(?:{_JOIN}(?:{_WORD})(?!\w))*(?!\w)"
    r"(?!-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half)))"
)
_SPLIT = re.compile(r"[\s,-]+")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)"


def spelled(words: str) -> int | None:
    """The value of a run of number words, or None where it isn't one number ("two three", "one")."""
    parts = [word for word in _SPLIT.split(words.lower()) if word and word != "a"]
    if parts in (["one"], ["zero"]) or not parts:
        return None
    total = group = 0
    last = 10_000
    for word in parts:
        if word == "and":
            continue
        if word in SCALES:
            scale = SCALES[word]
            group = max(group, 1) * scale
            if scale == 1000:
                total, group = total + group, 0
            last = scale
        else:
            value = UNITS.get(word, TENS.get(word, 0))
            if value >= last or (last not in (100, 1000, 10_000) and not (last in TENS.values() and 0 < value < 10)):
                return None
            group += value
            last = value
    return total + group


def number(text: str) -> int:
    """The value of digits with or without separators between thousands."""
    return int(text.replace(",", ""))
