"""Which condition or goal a study is about. Scored as ingredients are; the words around a name tell what was studied from what
was merely had, excluded or measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofwort.extract.candidates import Candidate, Frame, condition_candidates
from proofwort.extract.main_ingredient import together, with_prior
from proofwort.extract.ranker import Ranker, model
from proofwort.mentions import Mention

Scored = tuple[float, Candidate]
SLACK = 2.0  # log-odds that the first of a list may be behind the best of it
CHILDREN = re.compile(r"\b(?:infants?|infancy|child\w*|pre-?school\w*|toddlers?|newborns?|neonat\w+|babies)\b")


def ranked_conditions(frame: Frame, mentions: Sequence[Mention], scorer: Ranker | None = None) -> list[Scored]:
    """All conditions named or meant, best first, with their scores."""
    scorer = scorer or model("condition")
    found = []
    for candidate in condition_candidates(frame, mentions):
        with_prior(candidate, scorer)
        found.append((scorer.score(candidate.features), candidate))
    found.sort(key=lambda f: -f[0])
    return in_children(frame, listed(frame, found, mentions))


def listed(frame: Frame, order: list[Scored], mentions: Sequence[Mention]) -> list[Scored]:
    """The first of a list ("anxiety and depression") in the title before the others of it."""
    if not order or not order[0][1].features.get("in title"):
        return order
    group = together(frame, order[0][1], mentions)
    scores = {c.concept: s for s, c in order}
    named = [m for m in mentions if m.kind == "ingredient" and m.end <= frame.text.title_end]
    exposures = {  # "serum vitamin D and depression": the level is what depression is tied to
        c.concept for _, c in order[1:] if any(c.mention.start <= m.start and m.end <= c.mention.end for m in named)
    }
    kept = [c for c in group if scores.get(c, -99.0) > order[0][0] - SLACK and c not in exposures]
    if len(kept) < 2:
        return order
    by_name = {c.concept: (s, c) for s, c in order}
    return [*(by_name[concept] for concept in kept), *(p for p in order if p[1].concept not in kept)]


def in_children(frame: Frame, order: list[Scored]) -> list[Scored]:
    """What is cognitive function in grown people is cognitive development in children."""
    if len(order) > 1 and order[0][1].concept == "memory-and-attention" and CHILDREN.search(frame.text.title):
        for pair in order[1:]:
            if pair[1].concept == "infant-development":
                return [pair, *(p for p in order if p is not pair)]
    return order
