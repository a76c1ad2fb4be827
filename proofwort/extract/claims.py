"""What a study found of each ingredient for each condition: its claims, the main one first.

Names come from the vocabulary, the main ones from linear scorers (`main_ingredient`, `main_condition`), everything else of a
claim from one file each. A text that names no ingredient costs one look-up; one that only mentions or measures ingredients is
told apart by `relevant`, and has no claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from proofwort.extract.candidates import Candidate, Frame, by_guide
from proofwort.extract.combination import combination
from proofwort.extract.design import design
from proofwort.extract.direction import direction, disagrees, read
from proofwort.extract.direction_terms import masks_of
from proofwort.extract.exposed import exposed
from proofwort.extract.main_condition import ranked_conditions
from proofwort.extract.main_effect import About
from proofwort.extract.main_ingredient import led, ranked, together
from proofwort.extract.outcome import outcome
from proofwort.extract.relevant import relevant
from proofwort.extract.role import role
from proofwort.extract.surrogate import surrogate
from proofwort.extract.text import Found, Text
from proofwort.mentions import Mention, Vocabulary
from proofwort.model import Combination, Design, Finding

MOST = 4
SECOND = 1.5  # log-odds that a second condition may be behind the first
SPIN = "The abstract's conclusion is brighter than the result of its primary outcome."


@dataclass(frozen=True, slots=True)
class Claims:
    """Findings, and where the main one's parts stand: "ingredient", "condition", "direction", "outcome"."""

    findings: tuple[Finding, ...] = ()
    places: tuple[tuple[str, Found[str]], ...] = ()
    names: tuple[tuple[int, int], ...] = ()  # where `Text.low` names the main ingredient
    about: About = field(default_factory=About)  # what its effect must be about
    design: Found[Design] | None = None  # as the claims took it; looked for only where there are claims


def claims(text: Text, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings of the text, main one first, at most four; none if it isn't about a natural ingredient."""
    return read_claims(text, vocabulary).findings


def read_claims(text: Text, vocabulary: Vocabulary) -> Claims:
    """The claims with their places."""
    mentions = by_guide(vocabulary, vocabulary.find(text.cased))
    if not any(m.kind == "ingredient" for m in mentions):
        return Claims()
    frame = Frame.of(text, vocabulary)
    ingredients = led(frame, ranked(frame, mentions), mentions)
    if not relevant(ingredients):
        return Claims()
    conditions = ranked_conditions(frame, mentions)
    if not conditions:
        return Claims()
    kind = design(text)
    written = _Writer(frame, mentions, kind.value if kind else None).write(ingredients, conditions)
    return replace(written, design=kind)


class _Writer:
    """Writes the findings of one text."""

    def __init__(self, frame: Frame, mentions: Sequence[Mention], kind: Design | None) -> None:
        self.frame = frame
        self.text = frame.text
        self.mentions = mentions
        self.kind = kind

    def write(self, ingredients: list[tuple[float, Candidate]], conditions: list[tuple[float, Candidate]]) -> Claims:
        main, condition = ingredients[0][1], conditions[0][1]
        group = together(self.frame, main, self.mentions)
        fellows = [c for _, c in ingredients if c.concept in group and c is not main]
        others = [c for score, c in conditions[1:3] if score > conditions[0][0] - SECOND and c.features.get("in title")]
        pairs = [(main, condition), *((c, condition) for c in fellows), *((main, c) for c in others)][:MOST]
        said = outcome(self.text)
        findings = []
        places: list[tuple[str, Found[str]]] = []
        for number, (ingredient, aim) in enumerate(pairs):
            masks = masks_of(self.mentions, frozenset({ingredient.concept}), frozenset({aim.concept}))
            reading = read(self.text, masks)
            way = direction(self.text, reading, self.kind)
            spun = number == 0 and way.value == "benefit" and disagrees(reading)
            stands = exposed(self.text, ingredient, self.kind)
            first = (
                said.value
                if said is not None and number == 0
                else self.frame.vocabulary.label("condition", aim.concept)
            )
            findings.append(
                Finding(
                    ingredient=ingredient.concept, condition=aim.concept, direction=way.value, outcome=first, exposure=stands,
                    role=role(self.text, aim, stands, self.kind), surrogate=surrogate(self.text, aim.concept, self.kind),
                    form=self.form(ingredient), combination=self.combined(ingredient, group), primary=True if number == 0 else None,
                    note=SPIN if spun else None,
                )
            )  # fmt: skip
            if number == 0:
                places = [
                    ("ingredient", self.place(ingredient, "ingredient")),
                    ("condition", self.place(aim, "condition")),
                ]
                places.append(("direction", Found(way.value, way.section, way.start, way.end, way.rule)))
                places += [("outcome", said)] if said is not None else []
        names = tuple((m.start, m.end) for m in main.mentions)
        return Claims(
            tuple(findings),
            tuple(places),
            names,
            self.about(
                main, group if findings[0].combination == "combination" else [], condition, findings[0].outcome or ""
            ),
        )

    def about(self, main: Candidate, group: list[str], condition: Candidate, outcome: str) -> About:
        """Where the text names what the main claim is about, kin of the condition and of the ingredient included."""
        titled = {
            m.concept for m in self.mentions if m.start < self.text.title_end
        }  # what a title compares speaks for no one
        given, others, ill = [], [], []
        for m in self.mentions:
            span = (m.start, m.end)
            if m.kind == "condition":
                ill += [span] if self.kin(m, condition) else []
            elif m.concept in group or self.kin(m, main):
                given.append(span)
            elif m.concept not in titled:
                others.append(span)
        return About(tuple(given), tuple(others), tuple(ill), outcome)

    def kin(self, mention: Mention, main: Candidate) -> bool:
        """Whether a name means the candidate, or something wider or narrower."""
        broader, kind = self.frame.vocabulary.broader, mention.kind
        return (
            mention.concept == main.concept
            or mention.concept in broader(kind, main.concept)
            or main.concept in broader(kind, mention.concept)
        )

    def place(self, candidate: Candidate, kind: str) -> Found[str]:
        mention = candidate.mention
        return self.text.found(candidate.concept, mention.start, mention.end, f"{kind}: best of those named")

    def form(self, ingredient: Candidate) -> str | None:
        """The form that the first name with one means, the title's first."""
        vocabulary = self.frame.vocabulary
        for mention in ingredient.mentions:
            if form := vocabulary.form(mention):
                return form
            own = vocabulary.concept("ingredient", mention.name) if mention.name else None
            if own is not None and own != mention.concept:
                return vocabulary.label("ingredient", own)
        return None

    def combined(self, ingredient: Candidate, group: list[str]) -> Combination:
        firsts: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.kind == "ingredient" and mention.concept in group:
                firsts.setdefault(mention.concept, mention)
        return combination(self.text, ingredient.concept, list(firsts.values()))
