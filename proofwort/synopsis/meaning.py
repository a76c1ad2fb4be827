"""Third paragraph: what that means. Verbs are bound to the rating: "supports" is said from 4 up and never below."""

from __future__ import annotations

from proofwort.model import Sentence
from proofwort.synopsis.body import Body, cite, first_sentence, inside, plain, sentence
from proofwort.synopsis.safety import safety
from proofwort.words import counted, listed, many

CERTAINTY = ("no", "very low", "low", "moderate", "high")

STANCES = {
    "supports": "is in favour",
    "allows": "allows a claim",
    "insufficient": "finds the evidence insufficient",
    "against": "is against it",
    "warns": "warns",
    "informs": "says",
}


def meaning(body: Body) -> list[Sentence]:
    """The verdict; tradition; what authorities say; safety; where to turn when the condition is serious."""
    out = [sentence(verdict(body), *_sources(body))]
    out += _tradition(body)
    out += _authorities(body)
    out += safety(body)
    out += _care(body)
    return out


def verdict(body: Body) -> str:
    """One sentence whose verb follows from direction and value alone."""
    rating = body.answer.rating
    sure = f"certainty is {CERTAINTY[rating.certainty]}"
    judged = _judged(body)
    plural = many(body.ingredient.name) and not body.subject.startswith("the use")
    by_definition = next((s.plain for s in rating.steps if s.rule == "definitional"), None)
    if by_definition:
        said = by_definition[:1].lower() + by_definition[1:].removesuffix(".")
        return f"in short, {said}; that rests on what a lack is, not on the studies above, and its certainty is not graded."
    if rating.state == "harmful" and rating.direction != "harm":
        return (
            f"in short, whatever else {body.subject} may do {body.purpose}, it made serious events more likely, "
            f"and that outweighs the rest; {sure}."
        )
    if body.observed and rating.direction in ("benefit", "harm"):
        side = "better" if rating.direction == "benefit" else "worse"
        return (
            f"in short, more {body.subject} went together with {side} health "
            f"as regards {body.whom}{judged}, but that does "
            f"not show that taking {body.what} changes anything; {sure}."
        )
    match rating.direction:
        case "benefit":
            return f"in short, {_benefit(body)}{judged}; {sure}."
        case "mixed":
            return (
                f"in short, results on {body.subject} {body.purpose} "
                f"conflict{judged}, so no one should count on it; {sure}."
            )
        case "inconclusive":
            return (
                f"in short, there is too little evidence to tell whether {body.subject} {'help' if plural else 'helps'} "
                f"{body.helps}{judged}{_lean(body)}{'; ' + sure if rating.certainty else ''}."
            )
        case "no_effect":
            if body.observed:
                return (
                    f"in short, how much {body.subject} people have makes no "
                    f"difference that matters to {body.whom}; {sure}."
                )
            open_harm = any(s.rule == "read-interval" and "harm open" in s.effect for s in rating.steps)
            found = "brought no benefit that matters" if open_harm else "made no difference that matters"
            left = "; whether it does harm is open" if open_harm else ""
            return (
                f"in short, {body.subject} {'were' if plural else 'was'} tested {body.purpose} and "
                f"{found}{judged}{left}; {sure}."
            )
        case "harm" if rating.state != "harmful":
            return (
                f"in short, results on {body.subject} {body.purpose} lean towards harm{judged}, "
                f"too weakly to tell; {sure}."
            )
        case "harm":
            return f"in short, {body.subject} {body.purpose} did more harm than good{judged}; {sure}."
        case None:
            return _undirected(body)


def _lean(body: Body) -> str:
    """A rating of 2 where it is too early to tell says that what there is leans to a benefit."""
    return ", though what there is leans that way" if (body.answer.rating.scientific or 0) >= 2 else ""


def _judged(body: Body) -> str:
    """By which outcome the verdict was reached."""
    rating = body.answer.rating
    name = next((o.name for o in rating.outcomes if o.outcome == rating.outcome), None)
    listed_one = any(o.slug == rating.outcome for o in body.condition.outcomes)
    if name and not listed_one and body.items:
        name = body.items[0].finding.outcome
    return f" (judged by {plain(name)})" if name else ""


def _benefit(body: Body) -> str:
    rating = body.answer.rating
    value = rating.scientific if rating.scientific is not None else rating.value or 0
    if value >= 5:
        return f"strong evidence supports {body.subject} {body.purpose}"
    if value == 4:
        return f"the evidence supports {body.subject} {body.purpose}"
    if value == 3:
        return f"{body.subject} may help {body.helps}"
    return f"there are hints that {body.subject} might help {body.helps}"


def _undirected(body: Body) -> str:
    rating = body.answer.rating
    match rating.state:
        case "laboratory-only":
            return "in short, there are animal or laboratory studies only, so nothing is known yet about people."
        case "tradition-only" if rating.value is None:
            return f"in short, there is traditional use only; {body.what} is not a treatment for {body.whom}."
        case "tradition-only":
            tested = (
                "we found no test of it in people" if body.answer.searches else "whether it was ever tested is open"
            )
            return f"in short, the use of {body.what} for {body.whom} rests on tradition alone; {tested}."
        case "nothing-found":
            return (
                "that says nothing about whether it works: it may be that nobody has "
                "tested it, or that we did not look in the right place."
            )
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
    """What up to two authorities say of this very pair, the newest first, in the words of our record."""
    own = [(n, s) for n, s in enumerate(body.answer.statements, 1) if s.condition == body.condition.slug]
    own.sort(key=lambda pair: -(pair[1].year or 0))
    shown: dict[str, Sentence] = {}
    for n, statement in own:
        year = f" ({statement.year})" if statement.year else ""
        text = f"{statement.authority}{year} {STANCES[statement.stance]}: {inside(first_sentence(statement.text))}"
        shown.setdefault(statement.authority, sentence(text, f"statement:{n}"))
    return list(shown.values())[:2]


def _care(body: Body) -> list[Sentence]:
    condition = body.condition
    if condition.care == "emergency" or condition.serious:
        return [
            sentence(
                f"{'An emergency' if condition.care == 'emergency' else 'A serious condition'} needs medical care: "
                f"nothing on this page replaces it, and no treatment should be stopped because of it.",
                f"record:{condition.slug}",
            )
        ]
    return []
