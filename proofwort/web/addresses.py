"""Where every page lives. All links are made here, so that another language is one prefix."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from proofwort.web.languages import DEFAULT

PATHS: Final[dict[str, str]] = {
    "home": "/",
    "ingredients": "/ingredients",
    "conditions": "/conditions",
    "systems": "/body-systems",
    "ingredient": "/ingredients/{ingredient}",
    "condition": "/conditions/{condition}",
    "system": "/body-systems/{system}",
    "evidence": "/evidence/{ingredient}/{condition}",
    "ingredient-system": "/evidence/{ingredient}/body-systems/{system}",
    "study": "/studies/{study}",
    "method": "/method",
    "reading": "/reading",
    "interactions": "/interactions",
    "medicine": "/interactions/{medicine}",
    "changes": "/changes",
    "gaps": "/gaps",
    "about": "/about",
    "data": "/data",
    "search": "/search",
}
"""Page to its path. The name in braces is the kind of thing whose slug stands there."""

HOME_JSON: Final = "/index"


def prefix(language: str) -> str:
    """What stands before each path in `language`: nothing for English, `/de` for German."""
    return "" if language == DEFAULT else f"/{language}"


def json_path(page: str) -> str:
    """The path template of the page's JSON twin."""
    return (HOME_JSON if page == "home" else PATHS[page]) + ".json"


def address(page: str, *slugs: str, language: str = DEFAULT, json: bool = False) -> str:
    """The address of a page, or of its JSON twin. `slugs` fill the path's braces from left to right."""
    path = json_path(page) if json else PATHS[page]
    for slug in slugs:
        start, end = path.index("{"), path.index("}")
        path = path[:start] + quote(slug, safe="") + path[end + 1 :]
    return prefix(language) + path


def localised(path: str, language: str) -> str:
    """An address that the evidence gave (`/ingredients/magnesium`) in `language`."""
    return prefix(language) + path
