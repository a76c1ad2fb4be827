"""Small grammar for the plain sentences of the steps: numbers, nouns, lists."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.model import ClaimDirection

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

CERTAINTY = ("none", "very low", "low", "moderate", "high")
_DIRECTIONS: dict[ClaimDirection, str] = {
    "benefit": "the results point to a benefit",
    "mixed": "the results disagree",
    "inconclusive": "it is too early to tell",
    "no_effect": "the results show no difference that matters",
    "harm": "the results point to harm",
}
_OBSERVED: dict[ClaimDirection, str] = {
    **_DIRECTIONS,
    "benefit": "more of it goes with better health",
    "no_effect": "how much of it people have makes no difference that matters",
    "harm": "more of it goes with worse health",
}


def pointing(direction: ClaimDirection, observed: bool) -> str:
    """The direction as a clause; `observed`: amounts in diet or body were compared, nothing was given."""
    return (_OBSERVED if observed else _DIRECTIONS)[direction]


def number(n: int) -> str:
    """3 → "three", 10704 → "10,704"."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def counted(n: int, one: str, many: str | None = None) -> str:
    """(1, "study") → "one study"; (3, "study", "studies") → "three studies"; (0, "trial") → "no trial"."""
    return f"{number(n)} {one if n < 2 else many or one + 's'}"


def people(n: int | None) -> str:
    """Of how many people, as a phrase: "328 people", "one person", "an unstated number of people"."""
    if n is None:
        return "an unstated number of people"
    return "one person" if n == 1 else f"{n:,} people"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def capital(text: str) -> str:
    """With its first letter in upper case."""
    return text[:1].upper() + text[1:]


def uncapital(name: str) -> str:
    """A name within a sentence: "Iron" → "iron", but "St John's wort" and "DHA" as they are."""
    first = name.split(" ")[0]
    return name[:1].lower() + name[1:] if len(first) > 3 and first[1:].islower() else name


def verb(n: int, one: str, many: str) -> str:
    """The form of the verb that goes with n things: no trial *is*, one trial *is*, two trials *are*."""
    return one if n < 2 else many
