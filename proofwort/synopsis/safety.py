"""What the prose says of safety: grave harm in its own words, who must not take it, and where to read on."""

from __future__ import annotations

import re

from proofwort.model import Caution, CautionKind, Gate, Sentence
from proofwort.situations import applying, situations
from proofwort.synopsis.body import Body, first_sentence, inside, sentence
from proofwort.words import capital, listed, many

GATES: dict[Gate, str] = {
    "avoid": "Safety comes first here: {what} should not be {taken} for this",
    "clinician-only": "This is something for clinicians only: {what} should not be tried on one's own here",
    "check": "Read the cautions below before {taking} {what}",
    "none-found": "We looked for cautions on {what} and found none where we looked",
    "unknown": "No caution on {what} is on record here, which does not mean that {they_are} safe",
}

# What cautions are about, in the order in which a reader is told.
ABOUT: dict[CautionKind, str] = {
    "contraindication": "illnesses with which it must not be taken",
    "interaction": "other medicines",
    "pregnancy": "pregnancy",
    "kidney": "the kidneys",
    "liver": "the liver",
    "surgery": "surgery",
    "children": "children",
    "breast-feeding": "breast-feeding",
    "adverse-effect": "unwanted effects",
    "limit": "how much is too much",
    "warning": "who should take special care",
    "quality": "the quality of products",
}
TOLD = 4  # kinds of caution named in the prose; the list below has all

HARMS: tuple[CautionKind, ...] = ("adverse-effect", "liver", "warning", "limit")
"""Kinds of caution that tell of harm which can befall whoever takes it."""
_LIKELY = ("established", "probable")
_STRICT: tuple[Gate, ...] = ("avoid", "clinician-only")
_DEADLY = re.compile(r"\b(?:life-threatening|fatal|deaths?|died|kill(?:s|ed)?|coma)\b", re.I)
_NO_MORE_THAN = re.compile(r"not more than\b", re.I)  # an amount alone tells of no harm
_BARE_VERB = re.compile(
    r"(?:may|might|can|must|should|has|acts|adds|binds|changes|contains|deepens|hinders|holds|interacts|lowers|makes|raises|"
    r"slows|speeds|strengthens|takes|weakens|works)\b"
)
_BARE_ADJECTIVE = re.compile(r"(?:contraindicated|highly toxic|known|likely|listed|no longer|poisonous|not to be)\b")
_BARE_NOT = re.compile(r"not (?=together|with|at the same time)")
NAMED = 2  # grave cautions in the prose
LONGEST_MEDICINE = 60  # characters of the medicines named before a grave interaction


def safety(body: Body) -> list[Sentence]:
    """The gravest cautions; in which situations it must not be taken; the gate for everyone."""
    rating = body.answer.rating
    plural = many(body.ingredient.name)
    text = GATES[rating.safety_gate].format(
        what=body.what, taken=_taken(body), taking=_taking(body), they_are="they are" if plural else "it is"
    )
    kinds = {c.kind for c in body.answer.cautions} - {*rating.avoid_if, *rating.clinician_if}
    about = [words for kind, words in ABOUT.items() if kind in kinds]
    stricter = _stricter(body)
    if rating.safety_gate == "check":
        if not body.answer.cautions:
            text = f"Ask a doctor or pharmacist before {_taking(body)} {body.what}: a study or an authority gives cause for care"
        elif about:
            text += (
                f"; they are {'also ' if stricter else ''}about {listed(about[:TOLD] + ['more'] * (len(about) > TOLD))}"
            )
    cautions = tuple(f"caution:{n}" for n, _ in enumerate(body.answer.cautions, 1))
    sources = cautions[:6] or ("rating",)
    return [*_named(body), *(sentence(s, *sources) for s in stricter), sentence(text + ".", *sources)]


def _taken(body: Body) -> str:
    """What is done with it: "taken" by mouth, else "used"."""
    return "taken" if body.answer.rating.claim.route in ("oral", None) else "used"


def _taking(body: Body) -> str:
    return "taking" if _taken(body) == "taken" else "using"


def grave(body: Body) -> list[Caution]:
    """The cautions of grave harm that is known or probable, the gravest first; of interactions only those that forbid it.

    Where the record states no severity, or no likelihood of a major one, words such as "life-threatening" say it.
    """
    found = [c for c in _applying(body) if _is_grave(c)]

    def rank(c: Caution) -> tuple[bool, bool, bool, bool]:
        deadly = _DEADLY.search(c.text) is not None
        return c.kind == "interaction", c.gate != "avoid", c.gate not in _STRICT, not deadly

    return sorted(found, key=rank)


def _is_grave(caution: Caution) -> bool:
    likely = caution.severity == "major" and caution.likelihood in _LIKELY
    if caution.kind == "interaction":
        return likely and caution.gate in _STRICT
    if caution.kind == "limit" and _NO_MORE_THAN.match(caution.text):
        return False
    unjudged = caution.severity is None or (caution.severity == "major" and caution.likelihood is None)
    deadly = unjudged and _DEADLY.search(caution.text) is not None
    return caution.kind in HARMS and (likely or deadly)


def no_mild_matter(body: Body) -> bool:
    """Is a grave harm on record, so that a study that saw only mild ones must not speak for its safety?"""
    major = any(c.severity == "major" and c.kind in HARMS for c in _applying(body))
    return major or any(c.kind in HARMS for c in grave(body))


def _named(body: Body) -> list[Sentence]:
    """The gravest one or two, each once."""
    numbers = {id(c): n for n, c in enumerate(body.answer.cautions, 1)}
    told: dict[str, Caution] = {}
    for caution in grave(body):
        told.setdefault(_harm(caution.text), caution)
    out = []
    for (text, caution), head in zip(list(told.items())[:NAMED], ("A grave caution", "Another"), strict=False):
        medicine = caution.interacts_with or ""
        beside = f", with {medicine}" if 0 < len(medicine) <= LONGEST_MEDICINE and not _names(text, medicine) else ""
        said = _whole(text, body).replace(": ", "; ", 1)
        out.append(sentence(f"{head}{beside}: {said}", f"caution:{numbers[id(caution)]}"))
    return out


def _harm(text: str) -> str:
    """The first sentence; where only the next one tells of death, that one too."""
    first = first_sentence(text)
    following = first_sentence(text[len(first) :]) if len(text) > len(first) else ""
    return f"{first} {following}" if _DEADLY.search(following) and not _DEADLY.search(first) else first


def _names(text: str, medicine: str) -> bool:
    """Does a caution name these medicines itself? What follows "such as" need not be there."""
    return all(part in text for part in medicine.split(" such as ")[0].split(", "))


def _whole(text: str, body: Body) -> str:
    """A caution after a colon, with the subject that a note leaves out: "Raises …" → "it raises …"."""
    said = inside(text)
    if many(body.ingredient.name):
        return said
    if _BARE_VERB.match(said):
        return f"it {said}"
    if _BARE_ADJECTIVE.match(said):
        return f"it is {said}"
    return _BARE_NOT.sub("it should not be taken ", said) if _BARE_NOT.match(said) else said


def _stricter(body: Body) -> list[str]:
    """In which situations it must not be taken, or only with a doctor."""
    rating = body.answer.rating
    if rating.safety_gate == "avoid":
        return []
    cautions = _applying(body)
    never = situations(rating.avoid_if, "avoid", cautions, body.condition)
    guided = situations(rating.clinician_if, "clinician-only", cautions, body.condition)
    verb = "used" if any(s.startswith("on ") for s in never) else _taken(body)
    are, they = ("are", "they") if many(body.ingredient.name) else ("is", "it")
    said = []
    if never:
        said.append(
            f"{capital(body.what)} {are} not for everyone: {they} should not be {verb} {_joined(never, 'nor')}."
        )
    if guided and rating.safety_gate != "clinician-only":
        said.append(f"{capital(_joined(guided, 'or'))}, {they} should be {verb} only with a doctor.")
    return said


def _joined(items: list[str], last: str) -> str:
    """Situations in a row; set apart by semicolons where one of them is itself a list."""
    return f"; {last} ".join(items) if len(items) > 1 and any("," in item for item in items) else listed(items, "or")


def _applying(body: Body) -> list[Caution]:
    """The cautions for the way in which the rated claim takes it."""
    rating = body.answer.rating
    return applying(body.answer.cautions, rating.claim, bool(rating.studies))
