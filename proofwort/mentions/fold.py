"""Text → bytes that names can be compared by: one byte per character, so that every offset stays true.

Letters are lower-cased and lose their accents, Greek letters get bytes of their own, everything that is neither letter
nor digit becomes a blank, and any other letter becomes `OTHER`, which no name contains and which still is no word
bound.
"""

from __future__ import annotations

import codecs
import unicodedata

BLANK = 0x20
OTHER = 0x01
_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
# Greek letters take the places of control characters, which no text has a use for: none that Python takes for white
# space, and of those beyond ASCII only such as Windows-1252 leaves undefined.
_PLACES = [*range(0x02, 0x09), *range(0x0E, 0x1C), 0x7F, 0x81, 0x8D]
GREEK = {letter: chr(place) for letter, place in zip(_LETTERS, _PLACES, strict=True)}
_SAME = {"ς": "σ", "ß": "β"}  # "ß" for the beta in "ß-carotene"
_LETTER_OF = {form: letter for letter, form in GREEK.items()}


def _fold_character(character: str) -> str:
    if character in _LETTER_OF:
        return character
    letter = _SAME.get(character, character)
    plain = unicodedata.normalize("NFKD", letter).lower()
    first = _SAME.get(plain[:1], plain[:1])
    if all(unicodedata.combining(c) for c in plain[1:]):
        if first.isascii() and first.isalnum():
            return first
        if first in GREEK:
            return GREEK[first]
    return chr(OTHER) if character == chr(OTHER) or character.isalnum() or unicodedata.combining(character) else " "


_LATIN = bytes(ord(_fold_character(chr(byte))) for byte in range(0x100))
_BEYOND: dict[str, str] = {}


def _beyond_latin(error: UnicodeError) -> tuple[str, int]:
    """A character that Latin-1 has not, folded; the codec puts it in place and goes on behind it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    if character not in _BEYOND:
        _BEYOND[character] = _fold_character(character)
    return _BEYOND[character], error.start + 1


# The codec's own hook for such characters: three times as fast as a regular expression, as texts have few of them.
codecs.register_error("proofwort.fold", _beyond_latin)


def fold(text: str) -> bytes:
    """`text` as comparable bytes, `len(fold(text)) == len(text)`: "β-Carotene (É)" → b"\\x03 carotene  e "."""
    return text.encode("latin-1", "proofwort.fold").translate(_LATIN)


def unfold(folded: bytes) -> str:
    """Folded bytes as text that folds to them again."""
    return "".join(_LETTER_OF.get(chr(byte), chr(byte)) for byte in folded)
