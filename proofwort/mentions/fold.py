"""Text → bytes that names can be compared by: one byte per character, so that every offset stays true.

Letters are lower-cased and lose their accents, Greek letters get bytes of their own, everything that is neither letter
nor digit becomes a blank, and any other letter becomes `OTHER`, which no name contains but which still is no word
bound.
"""

from __future__ import annotations

import re
import unicodedata

BLANK = 0x20
OTHER = 0x01
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_GREEK_BYTE = {letter: chr(0x80 + n) for n, letter in enumerate(GREEK)} | {
    "ς": chr(0x80 + GREEK.index("σ")),
    "ß": "\x81",
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII = bytes(
    ord(chr(b).lower()) if chr(b).isalnum() or b >= 0x80 or b == OTHER else BLANK for b in range(0x80)
) + bytes(range(0x80, 0x100))


def _fold_character(character: str) -> str:
    if character in _GREEK_BYTE:  # before lower(): "ß" in "ß-carotene" is a beta, and has no single capital
        return _GREEK_BYTE[character]
    plain = unicodedata.normalize("NFKD", character).lower()
    first = plain[:1]
    if all(unicodedata.combining(c) for c in plain[1:]):
        if first.isascii() and first.isalnum():
            return first
        if first in _GREEK_BYTE:
            return _GREEK_BYTE[first]
    return chr(OTHER) if character.isalnum() or unicodedata.combining(character) else " "


class _Folded(dict[str, str]):
    def __missing__(self, character: str) -> str:
        self[character] = folded = _fold_character(character)
        return folded


_FOLDED = _Folded()


def _replace(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def fold(text: str) -> bytes:
    """`text` as comparable bytes, `len(fold(text)) == len(text)`: "β-Carotene (É)" → b"\\x81 carotene  e "."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_replace, text)
    return text.encode("latin-1").translate(_ASCII)


def unfold(folded: bytes) -> str:
    """Folded bytes as text that folds to them again."""
    return "".join(GREEK[byte - 0x80] if byte >= 0x80 else chr(byte) for byte in folded)
