"""Second paragraph: what the evidence shows, and what it lacks."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from proofwort.citations import short
from proofwort.model import Effect, Sentence, Step, StudyDirection
from proofwort.synopsis.body import (
    LABORATORY,
    OBSERVATIONAL,
    REVIEWS,
    Body,
    Item,
    cite,
    people_in,
    plain,
    sentence,
    trials_in,
)
from proofwort.synopsis.safety import no_mild_matter
from proofwort.words import counted, figure, listed, natural_frequencies, number

RATIOS = {"RR": "relative risk", "OR": "odds ratio", "HR": "hazard ratio", "IRR": "rate ratio"}
LACKING = ("risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias", "cross-check", "limits")
UNSTATED = "With an unstated number of people studied, "
Side = Literal["for", "against", "open"]


def results(body: Body) -> list[Sentence]:
    """Reviews with their numbers; how the single studies came out; what lowers certainty; harms; retractions."""
    out = [s for item in _told_reviews(body) for s in _review(item, body)]
    out += _votes(body)
    out += _together(body)
    out += _lacks(body)
    out += _other_outcomes(body)
    out += _adverse(body)
    out += _laboratory(body)
    out += [
        sentence(f"The study {short(s)} was retracted and does not count.", f"study:{s.slug}") for s in body.retracted
    ]
    return out


def _told_reviews(body: Body) -> list[Item]:
    """At most two reviews: the newest that has numbers, and the largest if it says something else."""
    reviews = sorted(body.of(*REVIEWS), key=lambda i: (i.finding.effect is None, -(i.study.year or 0)))
    other = [i for i in reviews[1:] if reviews and i.finding.direction != reviews[0].finding.direction]
    return reviews[:1] + other[:1]


def _review(item: Item, body: Body) -> list[Sentence]:
    study, finding = item.study, item.finding
    outcome = plain(finding.outcome)
    if item is body.lone_review:
        head = "The review"
    else:
        head = f"A review from {study.year}" if study.year else "A review"
        size = [
            counted(n, noun, many)
            for n, noun, many in (
                (trials_in(item) or 0, "study", "studies"),
                (people_in(item) or 0, "person", "people"),
            )
            if n
        ]
        head += f" ({listed(size, 'with') if len(size) == 2 else size[0]})" if size else ""
    if finding.effect:
        said = effect_words(finding.effect, body.what)
        found = f"{head} looked at {outcome}: {said}{_against_mid(item, body)}."
    else:
        found = f"{head} {_verdict(finding.direction, body)} on {outcome}."
    if finding.grade is None:
        return [sentence(found, *cite([item]))]
    own = f"Its authors call the certainty of this {finding.grade.level.replace('-', ' ')}."
    return [sentence(found, *cite([item])), sentence(own, *cite([item]))]


def _against_mid(item: Item, body: Body) -> str:
    """The smallest difference that matters to people, beside a difference in the same unit."""
    effect = item.finding.effect
    outcome = next((o for o in body.condition.outcomes if o.slug == item.finding.outcome_slug), None)
    if effect is None or outcome is None or outcome.mid is None or effect.measure != outcome.mid_measure:
        return ""
    mid = outcome.mid if effect.unit == outcome.mid_unit else outcome.mid_in.get(effect.unit or "")
    if effect.measure != "MD" or not effect.unit or mid is None:
        return ""
    size = abs(effect.value)
    side = "less than" if size < mid else "more than" if size > mid else "just"
    return f" ({side} the smallest difference that matters to people, {figure(mid)} {effect.unit})"


def _verdict(direction: StudyDirection, body: Body) -> str:
    return {
        "benefit": f"came out in favour of {body.what}",
        "null": "found no clear effect",
        "harm": f"came out against {body.what}",
        "mixed": "found mixed results",
        "unclear": "drew no clear conclusion",
    }[direction]


def effect_words(effect: Effect, what: str, side_said: bool = False) -> str:
    """An effect in words, with its interval and, unless `side_said`, which side it is on; in people of 100 where the record
    allows it."""
    tails = {
        "for": f", in favour of {what}",
        "against": f", against {what}",
        "open": ", so chance alone could explain it",
    }
    side = _side(effect)
    tail = "" if side_said and side != "open" else tails[side]
    if effect.measure in RATIOS:
        risk = "odds were" if effect.measure == "OR" else "risk was" if effect.better == "lower" else "chance was"
        brackets = "; ".join(t for t in (f"{RATIOS[effect.measure]} {figure(effect.value)}", _interval(effect)) if t)
        return f"the {risk} {_times(effect.value)} ({brackets}){_of_people(effect, what)}{tail}"
    brackets = _interval(effect)
    if effect.measure == "RD":
        limits = f" ({brackets} per 100)" if brackets else ""
        return f"{_difference_of_people(effect)}{limits}{_of_people(effect, what)}{tail}"
    if effect.measure == "SMD":
        numbers = "; ".join(t for t in (f"standardised difference {figure(effect.value)}", brackets) if t)
        return f"the difference was {_size(abs(effect.value))} ({numbers}){tail}"
    unit = f" {effect.unit}" if effect.unit and effect.measure == "MD" else ""
    name = "correlation" if effect.measure == "r" else "average difference"
    return f"the {name} was {figure(effect.value)}{unit}{f' ({brackets})' if brackets else ''}{tail}"


def _times(ratio: float) -> str:
    """A ratio as people say it: 0.41 → "about 59% lower", 3.1 → "about 3.1 times as high"."""
    if ratio >= 2:
        return f"about {figure(round(ratio, 1))} times as high"
    change = abs(1 - ratio)
    return f"about {change:.0%} {'lower' if ratio < 1 else 'higher'}" if change >= 0.005 else "about the same"


def _interval(effect: Effect) -> str:
    if effect.low is None or effect.high is None:
        return ""
    scale = 100 if effect.measure == "RD" else 1
    return f"{effect.level:.0%} interval {figure(effect.low * scale)} to {figure(effect.high * scale)}"


def _size(smd: float) -> str:
    """How large a standardised difference is, in the words of Cohen (1988)."""
    return "very small" if smd < 0.2 else "small" if smd < 0.5 else "of medium size" if smd < 0.8 else "large"


def _difference_of_people(effect: Effect) -> str:
    """A risk difference as people of 100: "about seven fewer of 100 people had it"."""
    n = round(abs(effect.value) * 100)
    return f"about {number(n)} {'fewer' if effect.value < 0 else 'more'} of 100 people" if n else "the same share"


def _of_people(effect: Effect, what: str) -> str:
    """Natural frequencies, where the record allows them: ", about 17 of 100 people with it against 22 without"."""
    shares = natural_frequencies(effect)
    if shares is None:
        return ""
    with_it, without, of = shares
    return f", about {with_it:,} of {of:,} people with {what} against {without:,} without"


def _side(effect: Effect) -> Side:
    neutral = 1.0 if effect.measure in RATIOS else 0.0
    low = effect.low if effect.low is not None else effect.value
    high = effect.high if effect.high is not None else effect.value
    if low <= neutral <= high:
        return "open"
    return "for" if (high < neutral) == (effect.better == "lower") else "against"


def _votes(body: Body) -> list[Sentence]:
    single = tuple(i for i in body.items if i.study.design not in REVIEWS)
    if not single:
        return []
    association = body.observed or all(i.study.design in OBSERVATIONAL for i in single)
    found = Counter(i.finding.direction for i in single)
    said = {
        "benefit": f"pointed in favour of more {body.what}" if association else f"came out in favour of {body.what}",
        "null": "found no clear link" if association else "found no clear difference",
        "mixed": "had mixed results",
        "harm": f"pointed against more {body.what}" if association else f"came out against {body.what}",
        "unclear": "gave no result that can be counted",
    }
    noun = "study" if any(i.study.design in OBSERVATIONAL for i in single) else "trial"
    many = "studies" if noun == "study" else "trials"
    if len(single) == 1:
        only = single[0]
        words = said[only.finding.direction]
        outcome = f"({plain(only.finding.outcome)})" if association else f"on {plain(only.finding.outcome)}"
        if only.finding.effect:
            outcome += f": {effect_words(only.finding.effect, body.what, side_said=True)}{_against_mid(only, body)}"
        return [
            sentence(
                f"The {'single ' if len(body.items) == 1 else ''}{noun} {_named(only)}{words} {outcome}.", *cite(single)
            )
        ]
    if len(found) == 1:
        direction = next(iter(found))
        return [
            sentence(
                f"{'Both' if len(single) == 2 else 'All ' + number(len(single))} {many} {said[direction]}.",
                *cite(single),
            )
        ]
    order: tuple[StudyDirection, ...] = ("benefit", "mixed", "null", "harm", "unclear")
    parts = [f"{number(found[d])} {said[d]}" for d in order if d in found]
    return [sentence(f"Of the {number(len(single))} {many}, {listed(parts)}.", *cite(single)), *_largest(single, found)]


def _named(item: Item) -> str:
    """Who and how many, in brackets: "(Abbasi 2012, 46 people) "; only what is known."""
    parts = [short(item.study)] if item.study.authors else []
    n = people_in(item)
    if n:
        parts.append(counted(n, "person", "people") if n < 10 else f"{n:,} people")
    return f"({', '.join(parts)}) " if parts else ""


def _largest(single: tuple[Item, ...], found: Counter[StudyDirection]) -> list[Sentence]:
    """Where studies disagree: what the largest one found."""
    sized = [i for i in single if people_in(i)]
    if len(found) < 2 or len(sized) < 2:
        return []
    top = max(sized, key=lambda i: people_in(i) or 0)
    words = {
        "benefit": "is among those in favour",
        "null": "is among those that found no clear difference",
        "mixed": "is among those with mixed results",
        "harm": "is among those against it",
        "unclear": "is among those that can't be counted",
    }[top.finding.direction]
    return [sentence(f"The largest {_named(top)}{words}.", *cite([top]))]


def _together(body: Body) -> list[Sentence]:
    """Where results were combined, read as no effect, or turned by other reviews or weaker studies: the words of the steps."""
    rating = body.answer.rating
    told = [
        s
        for s in rating.steps
        if (s.rule == "pooled-effect" and s.effect == "pooled")
        or (s.rule in ("read-interval", "largest-trial") and rating.direction == "no_effect" and len(body.items) > 1)
        or (s.rule == "cross-check" and s.effect == "mixed")
        or (s.rule == "weaker-evidence" and rating.direction in ("inconclusive", "no_effect"))
    ]
    return [sentence(s.plain, *(tuple(f"study:{slug}" for slug in s.studies) or ("rating",))) for s in told]


def _lacks(body: Body) -> list[Sentence]:
    """The plain words of the steps that lowered the certainty; none where a definition decides."""
    if any(step.rule == "definitional" for step in body.answer.rating.steps):
        return []
    out = []
    raised = any(s.rule == "published-grade" and s.effect.startswith("+") for s in body.answer.rating.steps)
    for step in body.answer.rating.steps:
        held = step.rule == "limits" and step.plain.startswith("Certainty is held") and not raised
        lowered = step.effect.startswith("-") or held
        if step.rule in LACKING and lowered:
            sources = tuple(f"study:{s}" for s in step.studies) or ("rating",)
            out.append(sentence(_of_the_review(step, body), *sources))
    return out


def _of_the_review(step: Step, body: Body) -> str:
    """A step's words; where only the people of the whole review are known, they are not called unknown."""
    review = body.lone_review
    whole = review is not None and people_in(review) is None and review.study.participants
    if not whole or not step.plain.startswith(UNSTATED):
        return step.plain
    return f"How many of the people were counted for this result isn't stated, so {step.plain.removeprefix(UNSTATED)}"


def _other_outcomes(body: Body) -> list[Sentence]:
    """Outcomes that matter to people and that came out differently."""
    rating = body.answer.rating
    differing = [
        o
        for o in rating.outcomes
        if o.outcome != rating.outcome
        and o.direction
        and o.direction != rating.direction
        and o.kind != "surrogate"
        and o.studies
        and any(c.slug == o.outcome for c in body.condition.outcomes)
    ]
    if not differing:
        return []
    words = {
        "benefit": "better for {}",
        "mixed": "in conflict on {}",
        "inconclusive": "too little to tell about {}",
        "no_effect": "no difference in {}",
        "harm": "worse for {}",
    }
    shown = differing[:3]
    parts = [
        words[direction].format(listed([plain(o.name) for o in shown if o.direction == direction]))
        for direction in words
        if any(o.direction == direction for o in shown)
    ]
    sources = dict.fromkeys(f"study:{s}" for o in shown for s in o.studies)
    return [sentence(f"Other outcomes, rated on their own, came out otherwise: {'; '.join(parts)}.", *sources)]


def _adverse(body: Body) -> list[Sentence]:
    said = [i for i in body.items if i.study.adverse]
    if not said:
        return []
    serious = [i for i in said if i.study.adverse == "serious"]
    if serious:
        verb = "reports" if len(serious) == 1 else "report"
        return [
            sentence(f"{counted(len(serious), 'study', 'studies')} {verb} serious unwanted effects.", *cite(serious))
        ]
    if no_mild_matter(body):
        return []
    if any(i.study.adverse == "mild" for i in said):
        mild = [i for i in said if i.study.adverse == "mild"]
        return [
            sentence(
                f"{counted(len(mild), 'study mentions', 'studies mention')} unwanted "
                f"effects and call{'s' if len(mild) == 1 else ''} "
                "them mild.",
                *cite(mild),
            )
        ]
    return [
        sentence(
            f"{counted(len(said), 'study found', 'studies found')} no unwanted effects of note, or no more than without it.",
            *cite(said),
        )
    ]


def _laboratory(body: Body) -> list[Sentence]:
    lab = [s for s in body.laboratory if s.design in LABORATORY]
    if not lab or not body.items:
        return []
    noun = counted(len(lab), "animal or laboratory study", "animal or laboratory studies")
    return [
        sentence(
            (
                f"{noun} {'adds' if len(lab) == 1 else 'add'} to how plausible "
                "this is, but can't show that it works in people."
            ),
            *(f"study:{s.slug}" for s in lab),
        )
    ]
