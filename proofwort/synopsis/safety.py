"""What the prose says of safety: grave harm in its own words, who must not take it, and where to read on."""

from __future__ import annotations

import re

from proofwort.model import Caution, CautionKind, Gate, Sentence
from proofwort.synopsis.body import Body, first_sentence, inside, sentence
from proofwort.words import applying, capital, listed, many, situations

GATES: dict[Gate, str] = {
    "avoid": "Safety comes first here: {} should not be taken for this",
    "clinician-only": "This is something for clinicians only: {} should not be tried on one's own here",
    "check": "Read the cautions below before taking {}",
    "none-found": "We looked for cautions on {} and found none where we looked",
    "unknown": "No caution on {} is on record here, which does not mean that it is safe",
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
NAMED = 2  # grave cautions in the prose
LONGEST_MEDICINE = 60  # characters of the medicines named before a grave interaction


def safety(body: Body) -> list[Sentence]:
    """The gravest cautions; in which situations it must not be taken; the gate for everyone."""
    rating = body.answer.rating
    text = GATES[rating.safety_gate].format(body.what)
    kinds = {c.kind for c in body.answer.cautions} - {*rating.avoid_if, *rating.clinician_if}
    about = [words for kind, words in ABOUT.items() if kind in kinds]
    stricter = _stricter(body)
    if rating.safety_gate == "check":
        if not body.answer.cautions:
            text = f"Ask a doctor or pharmacist before taking {body.what}: a study or an authority gives cause for care"
        elif about:
            text += (
                f"; they are {'also ' if stricter else ''}about {listed(about[:TOLD] + ['more'] * (len(about) > TOLD))}"
            )
    cautions = tuple(f"caution:{n}" for n, _ in enumerate(body.answer.cautions, 1))
    sources = cautions[:6] or ("rating",)
    return [*_named(body), *(sentence(s, *sources) for s in stricter), sentence(text + ".", *sources)]


def grave(body: Body) -> list[Caution]:
    """The cautions of grave harm that is known or probable, the gravest first; of interactions only those that forbid it.

    Where the record states no severity, words such as "life-threatening" say it.
    """
    found = [c for c in applying(body.answer.cautions, body.answer.rating) if _is_grave(c)]
    return sorted(found, key=lambda c: (c.kind == "interaction", c.gate != "avoid", c.gate not in _STRICT))


def _is_grave(caution: Caution) -> bool:
    likely = caution.severity == "major" and caution.likelihood in _LIKELY
    if caution.kind == "interaction":
        return likely and caution.gate in _STRICT
    deadly = caution.severity is None and _DEADLY.search(caution.text) is not None
    return caution.kind in HARMS and (likely or deadly)


def no_mild_matter(body: Body) -> bool:
    """Is a grave harm on record, so that a study that saw only mild ones must not speak for its safety?"""
    major = any(c.severity == "major" and c.kind in HARMS for c in applying(body.answer.cautions, body.answer.rating))
    return major or any(c.kind in HARMS for c in grave(body))


def _named(body: Body) -> list[Sentence]:
    """The gravest one or two, each once."""
    numbers = {id(c): n for n, c in enumerate(body.answer.cautions, 1)}
    told: dict[str, Caution] = {}
    for caution in grave(body):
        told.setdefault(first_sentence(caution.text), caution)
    out = []
    for (text, caution), head in zip(list(told.items())[:NAMED], ("A grave caution", "Another"), strict=False):
        medicine = caution.interacts_with or ""
        beside = f", with {medicine}" if 0 < len(medicine) <= LONGEST_MEDICINE else ""
        out.append(sentence(f"{head}{beside}: {inside(text)}", f"caution:{numbers[id(caution)]}"))
    return out


def _stricter(body: Body) -> list[str]:
    """In which situations it must not be taken, or only with a doctor."""
    rating = body.answer.rating
    if rating.safety_gate == "avoid":
        return []
    cautions = applying(body.answer.cautions, rating)
    never = situations(rating.avoid_if, "avoid", cautions, body.condition)
    guided = situations(rating.clinician_if, "clinician-only", cautions, body.condition)
    verb = "taken" if rating.claim.route in ("oral", None) and not any(s.startswith("on ") for s in never) else "used"
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
    return f"; {last} ".join(items) if len(items) > 1 and any("," in item for item in items) else listed(items)
