"""Third paragraph: what that means. Verbs are bound to the rating: "supports" is said from 4 up and never below."""

from __future__ import annotations

from proofwort.model import Gate, Rating, Sentence, Statement
from proofwort.synopsis.body import Body, cite, sentence
from proofwort.words import counted, listed

CERTAINTY = ("no", "very low", "low", "moderate", "high")

GATES: dict[Gate, str] = {
    "avoid": "Safety comes first here: {} should be avoided in the situations named under cautions",
    "clinician-only": "This is something for clinicians only: {} should not be tried on one's own here",
    "check": "Read the cautions below before taking {}, above all with kidney disease, in pregnancy or with other medicines",
    "none-found": "", "unknown": "",
}

STANCES = {
    "supports": "supports this use", "allows": "allows this use to be claimed", "insufficient": "finds the evidence insufficient",
    "against": "advises against this use", "warns": "warns about this use", "informs": "describes this use",
}


def meaning(body: Body) -> list[Sentence]:
    """The verdict; tradition; what authorities say; safety; where to turn when the condition is serious."""
    out = [sentence(verdict(body), *_sources(body))]
    out += _tradition(body)
    out += _authorities(body)
    out += _safety(body)
    out += _care(body)
    return out


def verdict(body: Body) -> str:
    """One sentence whose verb follows from direction and value alone."""
    rating, what, scope = body.answer.rating, body.what, body.scope
    sure = f"certainty is {CERTAINTY[rating.certainty]}"
    if rating.claim.role == "associate" and rating.direction in ("benefit", "harm"):
        side = "less" if rating.direction == "benefit" else "more"
        return (f"in short, more {what} goes together with {side} {body.whom}, but that does not show that taking {what} "
                f"changes anything; {sure}")[:] + "."
    match rating.direction:
        case "benefit":
            return _benefit(rating, what, scope) + f"; {sure}."
        case "mixed":
            return f"in short, results on {what} {scope} conflict, and no one should count on it; {sure}."
        case "inconclusive":
            return f"in short, there is too little to tell whether {what} helps {scope}; {sure}."
        case "no_effect":
            return f"in short, {what} was tested {scope} and made no difference that matters; {sure}."
        case "harm":
            return f"in short, {what} {scope} did more harm than good; {sure}."
        case None:
            return _undirected(body)


def _benefit(rating: Rating, what: str, scope: str) -> str:
    value = rating.scientific if rating.scientific is not None else rating.value or 0
    if value >= 5:
        return f"in short, strong evidence supports {what} {scope}"
    if value == 4:
        return f"in short, the evidence supports {what} {scope}, with some doubt left"
    if value == 3:
        return f"in short, {what} may help {scope}, but better studies could still change that"
    return f"in short, there are hints that {what} might help {scope}, too weak to rely on"


def _undirected(body: Body) -> str:
    rating = body.answer.rating
    match rating.state:
        case "laboratory-only":
            return f"in short, nothing is known yet about whether {body.what} helps people with {body.whom}."
        case "tradition-only" if rating.value is None:
            return f"in short, there is traditional use only; {body.what} is not a treatment for {body.whom}."
        case "tradition-only":
            return f"in short, the use of {body.what} for {body.whom} rests on tradition alone and has not been tested as far as we found."
        case "nothing-found":
            return "that says nothing about whether it works: it may be that nobody has tested it, or that we did not look in the right place."
        case _:
            return f"until someone has searched, {body.what} for {body.whom} stands here without a rating."


def _sources(body: Body) -> tuple[str, ...]:
    return ("rating", *cite(body.items))


def _tradition(body: Body) -> list[Sentence]:
    uses = body.answer.traditions
    if not uses:
        return []
    systems = listed(list(dict.fromkeys(u.system for u in uses))[:3])
    beside = " Tradition is rated apart from the studies and does not make them stronger." if body.items else ""
    noun = "A traditional use is" if len(uses) == 1 else f"{counted(len(uses), 'traditional use')} are"
    return [sentence(f"{noun} on record ({systems}).{beside}", *(f"tradition:{n}" for n, _ in enumerate(uses, 1)))]


def _authorities(body: Body) -> list[Sentence]:
    own = [(n, s) for n, s in enumerate(body.answer.statements, 1) if s.condition == body.condition.slug]
    if not own:
        return []
    parts = [_stated(s) for _, s in own[:3]]
    return [sentence(f"{listed(parts)}.", *(f"statement:{n}" for n, _ in own[:3]))]


def _stated(statement: Statement) -> str:
    year = f" ({statement.year})" if statement.year else ""
    return f"{statement.authority}{year} {STANCES[statement.stance]}"


def _safety(body: Body) -> list[Sentence]:
    text = GATES[body.answer.rating.safety_gate]
    if not text:
        return []
    cautions = tuple(f"caution:{n}" for n, _ in enumerate(body.answer.cautions, 1))
    return [sentence(text.format(body.what) + ".", *(cautions[:6] or ("rating",)))]


def _care(body: Body) -> list[Sentence]:
    condition = body.condition
    if condition.care == "emergency" or condition.serious:
        return [sentence(f"{'An emergency' if condition.care == 'emergency' else 'A serious condition'} needs medical care: "
                         f"nothing on this page replaces it, and no treatment should be stopped because of it.",
                         f"record:{condition.slug}")]
    return []
