"""First paragraph: what the ingredient is to this condition, and how much evidence there is."""

from __future__ import annotations

from collections import Counter

from proofwort.model import Rating, Sentence
from proofwort.synopsis.body import (
    LABORATORY,
    OBSERVATIONAL,
    REVIEWS,
    TRIALS,
    UNRANDOMISED,
    Body,
    Item,
    cite,
    first_sentence,
    people_in,
    sentence,
    trials_in,
)
from proofwort.words import DESIGNS, counted, figure, listed, many, number, purpose, spelt, subject


def opening(body: Body) -> list[Sentence]:
    """What the ingredient is; how many studies of which kind, how many people; doses; other claims of the pair."""
    out = [sentence(_what_it_is(body), f"record:{body.ingredient.slug}")]
    if body.items:
        out += _amount(body)
        out += _indirect(body)
        out += _doses(body)
    else:
        out += _nothing(body)
    out += _other_claims(body)
    return out


def _what_it_is(body: Body) -> str:
    """Descriptions begin with what the thing is ("An essential mineral …"); here they get their subject."""
    text = first_sentence(body.ingredient.description)
    verb = "are" if many(body.ingredient.name) else "is"
    return f"{body.ingredient.name} {verb} {text[:1].lower()}{text[1:]}"


def _amount(body: Body) -> list[Sentence]:
    lone = body.lone_review
    rest = tuple(i for i in body.items if i is not lone)
    parts = [_pooled(lone)] if lone else []
    parts += _kinds(rest)
    people = body.answer.rating.participants
    unsized = any(people_in(i) is None for i in body.items)
    total = " or more in all" if unsized else " in all"
    about = f", with {_people(people)}{total if len(body.items) > 1 else ''}" if people else _whole_review(lone)
    dated = f"{',' if lone and _years(body.items) else ''}{_years(body.items)}"
    out = [
        sentence(
            f"What is known about {body.subject} {body.purpose} comes from {_sources(lone, parts)}{dated}{about}.",
            *cite(body.items),
        )
    ]
    out += _inside(body, lone)
    if not body.of(*REVIEWS, *TRIALS):
        if len(body.of("case-report")) == len(body.items):
            kinds = (
                "describes single cases and compares nothing"
                if len(body.items) == 1
                else "describe single cases and compare nothing"
            )
        elif body.of(*OBSERVATIONAL) and not body.of(*UNRANDOMISED):
            kinds = "only followed or compared people"
        else:
            kinds = "had no group chosen by lot to compare with"
        subject = "It" if len(body.items) == 1 else "They"
        out.append(
            sentence(
                f"{subject} {kinds}, so other differences between people may explain what was seen.", *cite(body.items)
            )
        )
    return out


def _pooled(review: Item) -> str:
    """A lone review with how many studies it brings together: "a review that pools 19 studies"."""
    trials = trials_in(review) or 0
    if review.study.design == "meta-analysis":
        return f"a review that pools {counted(trials, 'study', 'studies')}" if trials > 1 else "a review"
    return f"a systematic review of {counted(trials, 'study', 'studies')}" if trials > 1 else "a systematic review"


def _whole_review(review: Item | None) -> str:
    """The people of a review as a whole, where it doesn't say how many of them a result rests on."""
    people = review.study.participants if review else None
    return f", with {_people(people)} in all its trials" if people else ""


def _sources(lone: Item | None, parts: list[str]) -> str:
    """The kinds of study in one list; a lone review apart, so that nothing seems to be among what it pools."""
    return f"{parts[0]}, and from {listed(parts[1:])}" if lone and len(parts) > 1 else listed(parts)


def _people(n: int) -> str:
    return counted(n, "person", "people") if n < 10 else f"{n:,} people"


def _inside(body: Body, review: Item | None) -> list[Sentence]:
    """How many of a lone review's studies are listed on the page."""
    if review is None:
        return []
    counting = {i.study.slug for i in body.items}
    inside = [s for s in body.answer.studies if s.slug not in counting and _within(s.slug, s.identifiers.pmid, review)]
    if not inside:
        return []
    one = len(inside) == 1
    text = f"{number(len(inside))} of the review's studies {'is' if one else 'are'} also listed below"
    return [sentence(text + f" on {'its' if one else 'their'} own.", *cite([review]))]


def _within(slug: str, pmid: str | None, review: Item) -> bool:
    return slug in review.study.included or (pmid is not None and f"pmid:{pmid}" in review.study.included)


def _kinds(items: tuple[Item, ...]) -> list[str]:
    """ "two systematic reviews", "five randomised trials (all double-blind)"."""
    found = Counter(i.study.design for i in items)
    parts = [counted(found[d], *DESIGNS[d]) for d in DESIGNS if d in found]
    blind = [i for i in items if i.study.blinding == "double" and i.study.design in TRIALS]
    trials = sum(i.study.design in TRIALS for i in items)
    last = max((n for n, d in enumerate(d for d in DESIGNS if d in found) if d in TRIALS), default=0)
    if blind and trials > 1:
        parts[last] += f" ({'all' if len(blind) == trials else number(len(blind)) + ' of them'} double-blind)"
    elif blind:
        parts = [part.replace("one randomised", "one double-blind randomised") for part in parts]
    return parts


def _years(items: tuple[Item, ...]) -> str:
    years = sorted(i.study.year for i in items if i.study.year)
    if not years:
        return ""
    return f" published in {years[0]}" if years[0] == years[-1] else f" published between {years[0]} and {years[-1]}"


def _indirect(body: Body) -> list[Sentence]:
    if not body.answer.rating.indirect:
        return []
    narrow = sorted({spelt(i.finding.condition) for i in body.items if i.finding.condition != body.condition.slug})
    return (
        [
            sentence(
                (
                    f"No study looked at {body.whom} as a whole: {'this one' if len(body.items) == 1 else 'these'} looked at "
                    f"{listed(narrow)}, which counts as indirect evidence."
                ),
                *cite(body.items),
            )
        ]
        if narrow
        else []
    )


def _doses(body: Body) -> list[Sentence]:
    given = [i for i in body.items if i.finding.exposure == "given" and i.study.design not in REVIEWS]
    doses = [
        (i.finding.dose_per_day, i.finding.dose_unit, i)
        for i in given
        if i.finding.dose_per_day and i.finding.dose_unit
    ]
    if not doses:
        return []
    unit, _ = Counter(u for _, u, _ in doses).most_common(1)[0]
    amounts = sorted(d for d, u, _ in doses if u == unit and d)
    used = [i for _, u, i in doses if u == unit]
    span = (
        f"{figure(amounts[0])} {unit}"
        if amounts[0] == amounts[-1]
        else f"{figure(amounts[0])} to {figure(amounts[-1])} {unit}"
    )
    weeks = sorted(i.finding.weeks for i in used if i.finding.weeks)
    text = f"{'The dose was' if amounts[0] == amounts[-1] else 'Doses were'} {span} a day"
    if weeks and weeks[-1] >= 1:
        text += f" for {_span(weeks[0], weeks[-1])}"
    return [sentence(text + ".", *cite(used))]


def _span(low: float, high: float) -> str:
    """A range of weeks in words; in years where the longest lasted two years or more."""
    size, noun = (52.18, "year") if high >= 104 else (1, "week")
    first, last = (max(1, round(w / size)) for w in (low, high))
    return counted(last, noun) if first == last else f"{number(first)} to {counted(last, noun)}"


def _nothing(body: Body) -> list[Sentence]:
    state = body.answer.rating.state
    searches = body.answer.searches
    unread = [s for s in body.answer.studies if s.design not in LABORATORY and s.integrity != "retracted"]
    if unread:
        known = counted(len(unread), "study", "studies")
        return [
            sentence(
                f"{known} of {body.what} {body.purpose} in people "
                f"{'is' if len(unread) == 1 else 'are'} on record, but no result "
                "could be read that can be counted.",
                *(f"study:{s.slug}" for s in unread),
            )
        ]
    if state == "laboratory-only" and body.laboratory:
        kinds = Counter(s.design for s in body.laboratory)
        text = listed([counted(kinds[d], *DESIGNS[d]) for d in DESIGNS if d in kinds])
        return [
            sentence(
                f"For {body.whom}, it has been tested only outside people, in {text}.",
                *(f"study:{s.slug}" for s in body.laboratory),
            )
        ]
    if searches:
        last = max(searches, key=lambda s: s.date)
        where = last.where
        read = sum(s.read for s in searches)
        looked = f"We looked for studies of {body.what} {body.purpose} in {where} on {last.date:%-d %B %Y}"
        found = "and found none in people that could be counted"
        return [
            sentence(
                f"{looked}, read {counted(read, 'text')}, {found}.", *(f"search:{n}" for n, _ in enumerate(searches, 1))
            )
        ]
    if body.answer.traditions:
        return [
            sentence(f"We have not yet searched the literature for studies of {body.what} for {body.whom}.", "rating")
        ]
    return [
        sentence(
            f"Nobody has yet searched the literature for {body.what} and {body.whom} here, so this page can't say "
            "whether it helps.",
            "rating",
        )
    ]


def _other_claims(body: Body) -> list[Sentence]:
    others = [r for r in body.answer.other_claims if r.studies and r.claim.narrowed is None]
    if not others:
        return []
    named = list(dict.fromkeys(_named(r, body) for r in others[:3]))
    verb = "is" if len(named) == 1 else "are"
    sources = tuple(dict.fromkeys(f"study:{s}" for r in others[:3] for s in r.studies))
    return [sentence(f"{listed(named)} {verb} rated apart below.", *(sources or ("rating",)))]


def _named(rating: Rating, body: Body) -> str:
    claim = rating.claim
    return f"{subject(claim, body.ingredient)} {purpose(claim, body.condition)}"
