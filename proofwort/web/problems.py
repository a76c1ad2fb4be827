"""What is answered when something is not there or went wrong: a page for people, an object for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from proofwort.errors import NotFound
from proofwort.web import headers
from proofwort.web.languages import DEFAULT, LANGUAGES
from proofwort.web.replies import reply, respond
from proofwort.web.site import HTML, Site, wants_json

LONGEST_HINT: Final = 80  # characters of a wrong address that similar names are looked for


@dataclass(frozen=True)
class Near:
    """A page that may have been meant."""

    address: str
    name: str


@dataclass(frozen=True)
class Missing:
    """The answer to an address where nothing is."""

    error: str
    nearest: tuple[Near, ...]


def add_handlers(app: FastAPI, site: Site) -> None:
    """Answer NotFound, every HTTP error and every bug with something a reader can use."""

    async def not_found(request: Request, error: Exception) -> Response:
        nearest = error.nearest if isinstance(error, NotFound) else ()
        return _missing(site, request, nearest)

    async def http_error(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code != 404:
            return PlainTextResponse(error.detail, error.status_code, headers=error.headers)
        hint = request.url.path.rsplit("/", 1)[-1].removesuffix(".json").replace("-", " ")[:LONGEST_HINT]
        return _missing(site, request, site.current.get().nearest(hint))

    async def bad_request(_: Request, error: Exception) -> Response:
        return PlainTextResponse(f"This address cannot be understood: {error}", 422)

    async def bug(_: Request, __: Exception) -> Response:
        # runs outside the middleware that adds the headers
        return PlainTextResponse("Something went wrong on our side. Please try again.", 500, headers=headers.HEADERS)

    app.add_exception_handler(NotFound, not_found)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, bad_request)
    app.add_exception_handler(Exception, bug)


def _missing(site: Site, request: Request, nearest: tuple[tuple[str, str], ...]) -> Response:
    path = request.url.path
    if path.endswith(".json") or wants_json(request):
        near = [{"address": address, "name": name} for address, name in nearest]
        return JSONResponse({"error": "There is nothing at this address.", "nearest": near}, 404)
    first = path.split("/", 2)[1]
    language = first if first in LANGUAGES else DEFAULT
    body = site.render(site.current.get(), "missing", language, nearest=nearest)
    return respond(request, reply(body, HTML), cache="no-store", status=404)
