"""Up, down or no difference, as one passage states it: the number's direction, not whether that is good.

The question of the Evidence Inference data set (Lehman et al., NAACL 2019; DeYoung et al., BioNLP 2020), answered by the same
rules on clauses that `direction` builds on; nothing here is trained.
"""

from __future__ import annotations

from typing import Literal

from proofwort.extract.direction_terms import marked
from proofwort.extract.text import Sentence, Text
from proofwort.extract.verdict import DOWN, GOOD_VERB, MORE_OF, UP, clauses, judge
from proofwort.model import Article, Identifiers

Change = Literal["increased", "decreased", "none"]


def change(passage: str) -> Change | None:
    """How the outcome changed; None where the passage doesn't say."""
    text = Text(Article(source="passage", identifiers=Identifiers(), title=passage, abstract=()))
    plain = marked(text, Sentence(0, len(text.low), "results"), [])
    read = [(clause, judge(clause).verdict) for clause in clauses(plain)]
    changed = " ".join(clause for clause, verdict in read if verdict not in (None, "none"))
    negated = any(verdict == "none" for _, verdict in read)
    proved = "pvalsig" in plain or "ciexc" in plain
    if negated and (not changed or not proved):
        return "none"
    return sense(changed or plain) or ("none" if negated else None)


def sense(plain: str) -> Change | None:
    """Which way a change goes, by its first word of amount; praise without an amount counts as more."""
    up, down = UP.search(plain), DOWN.search(plain)
    if up and down:
        return "decreased" if MORE_OF.search(plain) or down.start() < up.start() else "increased"
    if down:
        return "decreased"
    return "increased" if up or GOOD_VERB.search(plain) else None
