"""Whom a study was made in, as the group that claims are split by: children, pregnant or breast-feeding women, people of
60 and over, women after the menopause, people in training.

Records state the people in free words; a group is read only where the words name it and no other group. Trained people make
a group for performance, where training decides what an ingredient can still add.
"""

from __future__ import annotations

import re

from proofwort.model import Condition, Role, Study

CHILDREN = "children"
MOTHERS = "pregnant or breast-feeding women"
OLDER = "older people"
MENOPAUSE = "women after the menopause"
TRAINED = "people in training"

_NAMED = {
    CHILDREN: re.compile(
        r"\b(?:preterm|premature|(?:infant|neonate|newborn|bab|child|toddler|adolescent|teenager|schoolchild|boy|girl)"
        r"(?:s|ies|y|ren)?|p(?:a|ae)ediatric|school-?age\w*|very low birth ?weight|teething|nappy)\b"
    ),
    MOTHERS: re.compile(
        r"\b(?:pregnan\w*|gestation\w*|expecting|expectant|postpartum|post-partum|lactating|breast-?feeding"
        r"|nursing mothers?|mothers|labou?r|eclampsia|miscarriage|milk supply)\b"
    ),
    OLDER: re.compile(
        r"\b(?:elderly|older|geriatric|seniors?|nursing[- ]homes?|care homes?"
        r"|(?:aged|of|over|at least|from|age) (?:6\d|[789]\d)(?: years?)?(?: (?:and|or) (?:over|older|above|more))?\b(?! ?%))"
    ),
    MENOPAUSE: re.compile(r"\b(?:post-?menopaus\w*|menopausal|after (?:the )?menopause)\b"),
    TRAINED: re.compile(
        r"\b(?:athletes?|players?|cyclists?|triathletes?|runners?|rowers?|swimmers?|wrestlers?|boxers?|judokas?|sprinters?"
        r"|(?:well-|resistance-|endurance-|strength-)?trained|physically active|recreationally active)\b"
    ),
}
_OTHERS_TOO = re.compile(
    r"\b(?:untrained|not trained|sedentary|inactive|and adults?|adults? and|or adults?|adults? or)\b"
)


def group_of(study: Study, role: Role) -> str | None:
    """The one group that a study's people are of; None where its words name none, or more than one ("children and adults")."""
    text = (study.population or "").lower()
    named = named_in(text) - (frozenset() if role == "performance" else {TRAINED})
    if named == {OLDER, MENOPAUSE}:
        return MENOPAUSE
    return next(iter(named)) if len(named) == 1 and not _OTHERS_TOO.search(text) else None


def usual_in(condition: Condition) -> frozenset[str]:
    """The groups that have the condition by its own description: infants and colic, pregnant women and pre-eclampsia."""
    return named_in(" ".join((condition.name, *condition.names, condition.description)).lower())


def named_in(text: str) -> frozenset[str]:
    """Every group that a lower-case text names."""
    return frozenset(group for group, words in _NAMED.items() if words.search(text))
