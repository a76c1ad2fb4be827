"""Which ingredient a study is about, which others were given with it, and whether it is about any.

Candidates are weighed by a linear scorer (features of `candidates`, weights of `ranker`). Of ingredients named in one breath
("zinc, vitamin A and glutamine") the first is the main one, as a careful reader lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofwort.extract.candidates import Candidate, Frame, ingredient_candidates
from proofwort.extract.ranker import Ranker, model
from proofwort.mentions import Mention

LINK = re.compile(
    r"^(?:\s?\([^)]{1,40}\))?(?:[- ]\w+){0,2}(?:\s?,|\s?\+|\s?/|\s?&|\s?;)?\s?(?:(?:and|or|plus|with|and/or"
    r"|in combination with|combined with"
    r"|as well as|alone or with|with or without|together with)\s)?(?:(?:the|an?|either|combined|dietary|oral"
    r"|[a-z]{3,14})[ -]){0,2}$"
)
CONNECTS = re.compile(r"[,+/&;]|\b(?:and|or|plus|with|together)\b")
BREAKS = re.compile(
    r"\b(?:versus|vs|than|compared|on|in|for|from|of|by|to|induced|enriched|fortified|rich|containing|but)\b"
)
# Names for a whole group; where what was given is named too, the group isn't the ingredient.
UMBRELLAS = frozenset({"dietary-supplements", "herbal-medicine", "essential-oils", "carbohydrate"})
GIVEN = ("given title", "given aim", "given rest", "dose", "title effect")
SLACK = 3.0  # log-odds that the first of a list may be behind the best of it


def ranked(frame: Frame, mentions: Sequence[Mention], scorer: Ranker | None = None) -> list[tuple[float, Candidate]]:
    """All ingredients named, best first, with their scores."""
    scorer = scorer or model("ingredient")
    found = []
    for candidate in ingredient_candidates(frame, mentions):
        with_prior(candidate, scorer)
        found.append((scorer.score(candidate.features), candidate))
    found.sort(key=lambda f: -f[0])
    return found


def with_prior(candidate: Candidate, scorer: Ranker) -> None:
    """Add how often such a concept, once named, is what a study is about."""
    prior = scorer.prior.get(candidate.concept, 0.0)
    candidate.features["prior"] = prior
    candidate.features["prior title"] = prior if candidate.features.get("in title") else 0.0


def led(
    frame: Frame, order: list[tuple[float, Candidate]], mentions: Sequence[Mention]
) -> list[tuple[float, Candidate]]:
    """The order with the first of the list that the best one stands in at the top, the others of that list after it."""
    order = below_their_own(order)
    if not order or order[0][1].concept in UMBRELLAS:
        return order
    group = together(frame, order[0][1], mentions)
    scores = {c.concept: s for s, c in order}
    kept = [concept for concept in group if concept not in UMBRELLAS and scores[concept] > order[0][0] - SLACK]
    if len(kept) < 2:
        return order
    by_name = {c.concept: (s, c) for s, c in order}
    rest = [pair for pair in order if pair[1].concept not in kept]
    return [*(by_name[concept] for concept in kept), *rest]


def below_their_own(order: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """The order with an umbrella at its top moved behind the ingredients that were given, if there are any."""
    if not order or order[0][1].concept not in UMBRELLAS:
        return order
    named = [
        p
        for p in order
        if p[1].concept not in UMBRELLAS and any(p[1].features.get(g) for g in GIVEN) and p[0] > order[0][0] - 2 * SLACK
    ]
    return [*named, *(p for p in order if p not in named)] if named else order


def together(frame: Frame, best: Candidate, mentions: Sequence[Mention]) -> list[str]:
    """Concepts named in one breath with the best one, in order, itself included: in the title, else in the aim."""
    text = frame.text
    place = next((m for m in best.mentions if m.start < text.title_end), None)
    place = place or next((m for m in best.mentions if text.sentence(m.start).start in frame.aims), best.mentions[0])
    sentence = text.sentence(place.start)
    run: list[Mention] = []
    holds = False
    for mention in mentions:
        if mention.kind != best.mention.kind or not sentence.start <= mention.start < sentence.end:
            continue
        if run and not linked(text.low[run[-1].end : mention.start]):
            if holds:
                break
            run = []
        run.append(mention)
        holds = holds or mention.start == place.start
    return list(dict.fromkeys(m.concept for m in run)) if holds else [best.concept]


def linked(between: str) -> bool:
    """Whether two names with these words between them stand in one list."""
    return (
        len(between) < 60
        and bool(CONNECTS.search(between))
        and not BREAKS.search(between)
        and bool(LINK.search(between))
    )
