"""Which studies that were read by machine may count as evidence, and what of them.

The reader is right about the main claim of an abstract less often than a careful person (see "How well we read"), and
its errors are not spread evenly: what misleads it is a name that is not the thing given, a condition that is only the
setting, a result that is only one of many. So a study counts only if everything about it is plain, and then only by
its main claim. Everything else it may say is read all the same (`proofwort read` keeps it), and waits for a curator.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from proofwort.model import Effect, Finding, Study, StudyDirection

TRIALS = frozenset({"rct-parallel", "rct-crossover"})
CONTROLS = frozenset({"placebo"})
# Likelihood of a direction below which it is a guess: a wrong "no difference" is likelier than a wrong benefit.
SURE = {"benefit": 0.5, "null": 0.7, "harm": 0.7}
# Fields whose measured precision is too low to stand in a record that nobody has read.
DOUBTFUL = ("healthy", "population", "adverse", "status")
WORDS = 12  # a longer value is somebody's sentence, not a fact
CHANCE = re.compile(r" (\d\.\d\d)$")
ERRATUM = re.compile(r"^\W*(?:erratum|corrigendum|correction|retract|comment|reply|response|author'?s? )", re.I)
TOGETHER = re.compile(r"\b(?:combin\w+|plus|cocktail|mixture|together|co-?administ\w+|containing)\b", re.I)
SETTING = re.compile(r"\bon\b.{3,}\b(?:in|among|of)\b", re.I)
# Uses that the reader falls back on where no condition is named.
VAGUE = frozenset({"memory-and-attention", "immune-function", "general-wellness"})


def refusal(study: Study, ingredients: Collection[str], conditions: Collection[str]) -> str | None:
    """Why a study may not count: the first reason; None if it may."""
    if not study.findings:
        return "no claim"
    main = study.findings[0]
    if main.ingredient not in ingredients or main.condition not in conditions:
        return "an ingredient or condition without a record here"
    return next((reason for reason, holds in REFUSALS.items() if holds(study, main)), None)


def _in_title(study: Study, field: str) -> int | None:
    """Where the title names it, if it does."""
    fact = next((f for f in study.facts if f.field == field), None)
    return fact.place.start if fact and fact.place and fact.place.section == "title" else None


def _mixed_with_others(study: Study, main: Finding) -> bool:
    """Whether anything else was given with it, as far as findings and title tell ("doxylamine-pyridoxine")."""
    start = _in_title(study, "ingredient") or 0
    others = any(f.ingredient != main.ingredient for f in study.findings)
    return others or bool(TOGETHER.search(study.title)) or study.title[max(0, start - 1) : start] in ("-", "/", "+")


def _only_the_setting(study: Study) -> bool:
    """Whether the title names the condition only as where something else was measured: "on bone turnover in type 1
    diabetes"."""
    start = _in_title(study, "condition")
    return start is not None and bool(SETTING.search(study.title[:start]))


def sureness(study: Study) -> float:
    """How likely the direction is by its own reader, as its rule says; 0 where it doesn't say."""
    fact = next((f for f in study.facts if f.field == "direction"), None)
    found = CHANCE.search(fact.rule or "") if fact else None
    return float(found[1]) if found else 0.0


REFUSALS: Mapping[str, Callable[[Study, Finding], bool]] = {
    "no identifier": lambda s, _: not (s.identifiers.pmid or s.identifiers.pmcid or s.identifiers.doi),
    "an erratum, comment or reply": lambda s, _: bool(ERRATUM.search(s.title)),
    "retracted, or under a concern": lambda s, _: s.integrity != "none",
    "not a randomised trial in people": lambda s, _: s.design not in TRIALS or s.randomised is not True,
    "not compared with placebo": lambda s, _: s.comparator not in CONTROLS,
    "participants not stated": lambda s, _: s.participants is None,
    "the ingredient is not given, or not alone": lambda s, f: (
        f.exposure != "given" or f.combination != "isolated" or _mixed_with_others(s, f)
    ),
    "the title does not name the ingredient": lambda s, _: _in_title(s, "ingredient") is None,
    "the title does not name the condition": lambda s, f: _in_title(s, "condition") is None or f.condition in VAGUE,
    "the condition is only the setting": lambda s, _: _only_the_setting(s),
    "the direction is not plain": lambda s, f: sureness(s) < SURE.get(f.direction, math.inf),
    "the conclusion is brighter than the main result": lambda _, f: f.note is not None,
}


def admitted(study: Study) -> Study:
    """The study by what may count: its main claim alone, without the fields that are often wrong, without anybody's
    sentences."""
    main = study.findings[0]
    effect = main.effect if main.effect and fits(main.effect, main.direction) else None
    outcome = main.outcome if short(main.outcome) else main.condition.replace("-", " ")
    kept = replace(main, effect=effect, outcome=outcome)
    left = DOUBTFUL if effect else (*DOUBTFUL, "effect")
    facts = tuple(f for f in study.facts if f.reader.kind == "rule" and f.field not in left and short(f.value))
    return replace(
        study,
        findings=(kept,),
        facts=facts,
        population=None,
        healthy=None,
        adverse=None,
        status=None,
    )


def fits(effect: Effect, direction: StudyDirection) -> bool:
    """Whether a number and a direction, each read by itself, say the same; if not, the number belongs elsewhere or its
    good side was guessed wrong."""
    neutral = 0.0 if effect.measure in ("MD", "SMD", "RD", "r") else 1.0
    low, high = (effect.low, effect.high) if effect.low is not None and effect.high is not None else (effect.value,) * 2
    better = effect.value < neutral if effect.better == "lower" else effect.value > neutral
    if direction == "null":
        return low <= neutral <= high
    return not low <= neutral <= high and better == (direction == "benefit")


def short(value: object) -> bool:
    """Whether a value is a fact and not a stretch of somebody's text."""
    return not isinstance(value, str) or (len(value.split()) <= WORDS and ". " not in value)
