"""The template engine, one per language: every string of the interface passes through gettext, all else is escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from proofwort import citations
from proofwort.model import Link
from proofwort.web import present, references, studies, text, words
from proofwort.web.addresses import address, localised
from proofwort.web.languages import LANGUAGES, translations


def environment(language: str, version: str) -> Environment:
    """The templates in `language`; `version` names the set of static files that the pages ask for."""
    made = Environment(
        loader=PackageLoader("proofwort.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        finalize=text.visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = translations(language)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    made.filters.update(
        day=partial(day, catalogue), title=text.plain_title, web_link=text.web_link, number=present.number
    )
    made.globals.update(
        url=partial(address, language=language),
        localised=partial(localised, language=language),
        asset=partial(asset, version),
        entry_of=_entries(made),
        language=language,
        languages=LANGUAGES,
        p=present,
        refs=references,
        studies=studies,
        w=words,
        cite=citations,
    )
    for name in made.list_templates():
        made.get_template(name)  # compiled now, not for the first reader
    return made


def _entries(made: Environment) -> Callable[[Link, str], str]:
    """The macro `entry` of marks.html, each line made once: a pair stands in the lists of a hundred pages."""

    @lru_cache(maxsize=50_000)
    def entry_of(link: Link, shown: str) -> str:
        line: str = vars(made.get_template("marks.html").module)["entry"](link, shown)
        return line

    return entry_of


def asset(version: str, name: str) -> str:
    """The address of a static file."""
    return f"/static/{version}/{name}"


def day(catalogue: NullTranslations, value: date) -> str:
    """A date in words, in the reader's language: 25 November 2026."""
    month = catalogue.gettext(words.MONTHS[value.month - 1])
    return catalogue.gettext("{day} {month} {year}").format(day=value.day, month=month, year=value.year)


def render(made: Environment, template: str, context: Mapping[str, Any]) -> bytes:
    """The page as bytes."""
    return made.get_template(template).render(context).encode()
