"""One name → the folded spellings it is looked for under (regular plurals are the matcher's job, see `matcher.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofwort.mentions.fold import GREEK, fold

# Part of a word: (British as a pattern, American), (American as a pattern, British). American parts are bounded, or
# "hem" would be found in "chemical".
_TO_AMERICAN = [
    ("oedema", "edema"), ("aemi", "emi"), ("haem", "hem"), ("oesoph", "esoph"), ("rhoea", "rhea"), ("tumour", "tumor"),
    ("fibre", "fiber"), ("sulph", "sulf"), ("paed", "ped"), ("gynaec", "gynec"), ("anaesth", "anesth"), ("labour",
    "labor"),
    ("behaviour", "behavior"), ("odour", "odor"), ("ageing", "aging"), ("liquorice", "licorice"), ("oestr", "estr"),
    ("foet", "fet"), ("caesar", "cesar"), ("colour", "color"), ("coeliac", "celiac"), ("faec", "fec"), ("flavour",
    "flavor"),
    ("yoghurt", "yogurt"), ("mould", "mold"), ("aluminium", "aluminum"), ("isation", "ization"), ("caec", "cec"),
]  # fmt: skip
_TO_BRITISH = [
    (r"edema", "oedema"), (r"emi(?=a\b|c\b|as\b)", "aemi"), (r"\bhem(?=at|o|angi)", "haem"), (r"\besoph", "oesoph"),
    (r"rrhea", "rrhoea"), (r"tumor", "tumour"), (r"\bfiber", "fibre"), (r"sulf", "sulph"), (r"\bpedi", "paedi"),
    (r"gynec", "gynaec"), (r"anesth", "anaesth"), (r"\blabor\b", "labour"), (r"behavior", "behaviour"), (r"\bodor\b",
    "odour"),
    (r"\baging\b", "ageing"), (r"licorice", "liquorice"), (r"\bestr(?=og|a)", "oestr"), (r"\bfet(?=al|us)", "foet"),
    (r"cesarean", "caesarean"), (r"\bcolor", "colour"), (r"celiac", "coeliac"), (r"\bfec(?=al|es)", "faec"),
    (r"flavor", "flavour"), (r"yogurt", "yoghurt"), (r"\bmold", "mould"), (r"aluminum", "aluminium"), (r"ization",
    "isation"),
]  # fmt: skip
_BRITISH = re.compile("|".join(part for part, _ in _TO_AMERICAN))
_AMERICAN = re.compile("|".join(f"(?:{part})" for part, _ in _TO_BRITISH))
_AMERICAN_OF = dict(_TO_AMERICAN)
_BRITISH_OF = {part.split("(?")[0].replace("\\b", ""): whole for part, whole in _TO_BRITISH}
_GREEK_WORDS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "kappa": "κ", "lambda": "λ", "omega": "ω",
}  # fmt: skip
_GREEK_FORMS = {word: GREEK[letter] for word, letter in _GREEK_WORDS.items()}
_GREEK_FORMS |= {letter: word for word, letter in _GREEK_FORMS.items()}
_GREEK = re.compile(r"\b(?:alpha|beta|gamma|delta|epsilon|kappa|lambda|omega)\b|[" + "".join(GREEK.values()) + "]")
_JOINT = re.compile(r"\b(vitamin [a-k]|coenzyme q|co q|omega|type|coq) ?(\d+)\b")
_ROMAN = {"type 1": "type i", "type 2": "type ii", "type 3": "type iii"}
_SINGULAR_S = ("ss", "us", "is", "as", "os")


def _numbers(form: str) -> list[str]:
    joint = _JOINT.search(form)
    if not joint:
        return []
    found = [_JOINT.sub(r"\1 \2", form), _JOINT.sub(r"\1\2", form)]
    return found + [form.replace(arabic, roman) for arabic, roman in _ROMAN.items() if arabic in form]


def _plural(form: str) -> list[str]:
    """Plurals and singulars that are more than a final "s"."""
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return [form[:-1] + "ies"]
    if form.endswith("sis") and len(form) > 6:
        return [form[:-2] + "es"]
    if form.endswith(("ss", "x", "ch", "sh")):
        return [form + "es"]
    if form.endswith("ies") and len(form) > 6:
        return [form[:-3] + "y"]
    if form.endswith("s") and len(form) > 5 and not form.endswith(_SINGULAR_S):
        return [form[:-1]]
    return []


def spellings(name: str) -> Iterable[bytes]:
    """The folded forms of one name: as given, possessives, Greek letters, "B12" and "B 12", British and American,
    irregular plurals.

    "Parkinson's disease" → b"parkinson s disease", b"parkinson disease", b"parkinsons disease".
    """
    plain = fold(name).decode("latin-1").strip()
    forms = [plain]
    if " s " in plain:
        forms += [plain.replace(" s ", " "), plain.replace(" s ", "s ")]
    if _GREEK.search(plain):
        forms += [_GREEK.sub(lambda m: _GREEK_FORMS.get(m[0], m[0]), form) for form in forms]
    if plain[-1:].isdigit() or "type" in plain or " 3" in plain or " 6" in plain or "b12" in plain or "b6" in plain:
        for form in list(forms):
            forms += _numbers(form)
    if _BRITISH.search(plain):
        forms += [_BRITISH.sub(lambda m: _AMERICAN_OF[m[0]], form) for form in forms]
    elif _AMERICAN.search(plain):
        forms += [_AMERICAN.sub(lambda m: _BRITISH_OF[m[0]], form) for form in forms]
    if plain.startswith("vitamin "):
        forms += ["vitamins" + form[7:] for form in forms]
    for form in list(forms):
        forms += _plural(form)
    return {form.encode("latin-1") for form in forms if form}
