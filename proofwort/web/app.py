"""The site as an ASGI application: a route for every page, its JSON twin, search, downloads and health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, get_args

from fastapi import FastAPI, Request
from fastapi.responses import Response

from proofwort.model import ReaderKind, Role, Route
from proofwort.views import MOST_LEFT_OUT, MOST_PEOPLE, THRESHOLDS
from proofwort.web import downloads, feeds, headers, pages, problems, searching
from proofwort.web.addresses import PATHS, json_path, prefix
from proofwort.web.languages import LANGUAGES
from proofwort.web.problems import Missing
from proofwort.web.site import Site, show

DESCRIPTION = (
    "What is known about natural ingredients and health conditions: how strong the evidence is, in which direction, "
    "why, and which studies say so. Every page of the site is also here as JSON. This is information, not advice."
)
Handler = Callable[[Request], Awaitable[Response]]


def create_app(path: Path) -> FastAPI:
    """The site over the evidence file at `path`. Raises EvidenceError when that cannot be opened."""
    site = Site(path)
    # no documentation pages: FastAPI's own load scripts from elsewhere
    app = FastAPI(title="Proofwort", description=DESCRIPTION, version="1", docs_url=None, redoc_url=None)
    app.add_middleware(headers.SecurityHeaders)
    feeds.add_routes(app, site)
    for name, page in pages.PAGES.items():
        _add_json(app, site, name, page)
        for language in LANGUAGES:
            app.add_route(prefix(language) + PATHS[name], _page(site, name, language), include_in_schema=False)
    searching.add_routes(app, site)
    downloads.add_routes(app, site)
    problems.add_handlers(app, site)
    return app


def _page(site: Site, name: str, language: str) -> Handler:
    async def page(request: Request) -> Response:
        return show(site, request, name, language=language)

    return page


def _add_json(app: FastAPI, site: Site, name: str, page: pages.Page) -> None:
    path = json_path(name)
    kinds = [part.split("}")[0] for part in path.split("{")[1:]]

    async def twin(request: Request) -> Response:
        return show(site, request, name, twin=True)

    app.add_api_route(
        path,
        twin,
        name=f"{name}.json",
        operation_id=name.replace("-", "_"),
        summary=page.summary,
        response_model=page.shape,
        responses={404: {"model": Missing, "description": "No such record"}} if kinds else {},
        openapi_extra={"parameters": [_parameter(kind) for kind in kinds] + (_OWN if name == "evidence" else [])}
        if kinds
        else None,
    )


def _wish(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_OWN: list[dict[str, Any]] = [
    _wish(
        "without",
        f"Leave this study out (its slug or PubMed number); may be given up to {MOST_LEFT_OUT} times.",
        {"type": "array", "items": {"type": "string"}, "maxItems": MOST_LEFT_OUT},
    ),
    _wish("blinding", "Count only double-blind trials.", {"type": "string", "enum": ["double"]}),
    _wish(
        "reader",
        "Count only studies read by this kind of reader.",
        {"type": "string", "enum": list(get_args(ReaderKind))},
    ),
    _wish(
        "people",
        "Count only trials with at least so many people; reviews are left out.",
        {"type": "integer", "minimum": 0, "maximum": MOST_PEOPLE},
    ),
    _wish("role", "Ask about this purpose.", {"type": "string", "enum": list(get_args(Role))}),
    _wish("route", "Ask about this route.", {"type": "string", "enum": list(get_args(Route))}),
    _wish("outcome", "Ask about this outcome (its slug).", {"type": "string"}),
    *(
        _wish(
            name,
            f"Shift this number of the rubric, from {low:g} to {high:g}.",
            {"type": "number", "minimum": low, "maximum": high},
        )
        for name, (low, high) in THRESHOLDS.items()
    ),
]
"""What may stand behind the address of an evidence page to get the reader's own version. What cannot be followed is passed
over and named in `told`; the object's `view` and `published` say that it is not Proofwort's rating."""


def _parameter(kind: str) -> dict[str, Any]:
    what = "body system" if kind == "system" else kind
    return {
        "name": kind,
        "in": "path",
        "required": True,
        "description": f"Slug of the {what}. Other names of it are redirected to the slug.",
        "schema": {"type": "string"},
    }
