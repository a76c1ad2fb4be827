"""Languages of the interface. English is the source; another language is one folder in `locales/` and one line here."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Final

DEFAULT: Final = "en"
LANGUAGES: Final[dict[str, str]] = {"en": "English"}
"""Code to the language's own name. Pages of all but the default live under `/<code>/`."""

_LOCALES = Path(__file__).with_name("locales")


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of `language`; raises FileNotFoundError for a language that has none (English needs none)."""
    if language == DEFAULT:
        return gettext.NullTranslations()
    return gettext.translation("proofwort", _LOCALES, [language])
