"""What all routes share: the evidence in use, the templates by language, and the replies made so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from proofwort.answers import Evidence
from proofwort.errors import NotFound
from proofwort.views import Query
from proofwort.web import assets, pages
from proofwort.web.addresses import address
from proofwort.web.current import CurrentEvidence
from proofwort.web.environment import environment, render
from proofwort.web.languages import DEFAULT, LANGUAGES
from proofwort.web.replies import Reply, Shelf, reply, respond

FRESH: Final = "public, max-age=300"  # seconds; a new release shows within five minutes behind any cache
HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json"


class Site:
    """The site over the evidence file at `path`. Raises EvidenceError when that cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.current = CurrentEvidence(path)
        self.files = assets.load()
        version = assets.version(self.files)
        self.static = f"/static/{version}/"
        self.templates = {language: environment(language, version) for language in LANGUAGES}
        self.shelf = Shelf()
        self.writers = {name: TypeAdapter(page.shape) for name, page in pages.PAGES.items()}

    def page(self, name: str, slugs: Mapping[str, str], language: str) -> Reply:
        """A page as HTML, made once per release. Raises NotFound."""
        evidence = self.current.get()
        return self._kept(
            evidence,
            address(name, *slugs.values(), language=language),
            language,
            lambda: reply(
                self.render(evidence, name, language, page=pages.read(name, evidence, slugs), slugs=slugs), HTML
            ),
        )

    def json(self, name: str, slugs: Mapping[str, str]) -> Reply:
        """The object of a page as JSON, made once per release. Raises NotFound."""
        evidence = self.current.get()
        return self._kept(
            evidence,
            address(name, *slugs.values(), json=True),
            "",
            lambda: reply(self.writers[name].dump_json(pages.read(name, evidence, slugs)), JSON),
        )

    def own(self, slugs: Mapping[str, str], query: Query, language: str | None) -> Reply | None:
        """The evidence page in the reader's own version, never kept; as JSON where `language` is None. None where the query
        asks for nothing. Raises NotFound."""
        evidence = self.current.get()
        page = pages.own(evidence, slugs, query)
        if page.view is None and not page.told:
            return None
        if language is None:
            return reply(self.writers["evidence"].dump_json(page), JSON)
        return reply(self.render(evidence, "evidence", language, page=page, slugs=slugs), HTML)

    def _kept(self, evidence: Evidence, where: str, language: str, make: Callable[[], Reply]) -> Reply:
        key = (evidence.release, where, language)
        kept = self.shelf.get(key)
        if kept is None:
            kept = make()
            self.shelf.put(key, kept)
        return kept

    def render(self, evidence: Evidence, name: str, language: str, **context: Any) -> bytes:
        """The template `name` with what every page needs beside its own context."""
        shared = {"name": name, "slugs": {}, "release": evidence.release, "built": evidence.built, "evidence": evidence}
        return render(self.templates[language], f"{name}.html", {**shared, **context})


def wants_json(request: Request) -> bool:
    """Whether the client asks for JSON and not for a page."""
    accept = request.headers.get("accept", "")
    return JSON in accept and "text/html" not in accept


def show(site: Site, request: Request, name: str, *, language: str = DEFAULT, twin: bool = False) -> Response:
    """A page, its JSON when the client wants it, or a permanent redirect when the slugs are other names.

    `twin` is true for the `.json` address. Raises NotFound, which has a handler of its own.
    """
    slugs: Mapping[str, str] = request.path_params
    try:
        as_json = twin or wants_json(request)
        if name == "evidence" and request.query_params:
            query = {key: request.query_params.getlist(key) for key in request.query_params}
            own = site.own(slugs, query, None if as_json else language)
            if own is not None:
                response = respond(request, own, cache="no-store")
                response.headers["X-Robots-Tag"] = "noindex"
                return response
        return respond(request, site.json(name, slugs) if as_json else site.page(name, slugs, language), cache=FRESH)
    except NotFound:
        found = pages.moved(site.current.get(), name, slugs)
        if found is None:
            raise
        where = address(found.page, *found.slugs.values(), language=language, json=twin)
        return RedirectResponse(where + ("" if twin else found.place), status_code=301)
