"""Search as a page, as JSON, and as a short list while someone types."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import FastAPI, Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from proofwort.answers import Evidence, Hit
from proofwort.model import Rating
from proofwort.web.addresses import PATHS, prefix
from proofwort.web.languages import DEFAULT, LANGUAGES
from proofwort.web.replies import reply, respond
from proofwort.web.site import HTML, JSON, Site, wants_json
from proofwort.web.words import GATE, NOT_FOR_EVERYONE

LONGEST: Final = 120  # characters of a query that are looked at
MOST: Final = 40  # hits
SUGGESTIONS: Final = 8
_HITS: Final = TypeAdapter(tuple[Hit, ...])
Text = Annotated[str, Query(description="What to look for: names of ingredients, conditions, body systems, or a pair")]


def find(evidence: Evidence, text: str, limit: int) -> tuple[Hit, ...]:
    """The hits for a typed text; only its first characters are looked at."""
    typed = text[:LONGEST].strip()
    return evidence.search(typed, limit) if typed else ()


def spoken(hit: Hit) -> Hit:
    """A hit for a list that has no room for marks: its subtitle says the safety gate too, "ingredient · Avoid"."""
    if hit.gate is None:
        return hit
    word = NOT_FOR_EVERYONE if hit.not_for_all and hit.gate == "check" else GATE[hit.gate]
    return replace(hit, subtitle=f"{hit.subtitle} · {word.name}")


def rated(evidence: Evidence, hits: tuple[Hit, ...]) -> dict[str, Rating]:
    """The rating of each pair among the hits, by the address of its page."""
    found = {}
    for hit in hits:
        if hit.kind == "pair":
            *_, ingredient, condition = hit.address.split("/")
            found[hit.address] = evidence.ask(ingredient, condition).rating
    return found


def add_routes(app: FastAPI, site: Site) -> None:
    """`/search`, `/search.json` and `/suggest`. Their answers are not kept: there are as many as there are words."""

    def hits(request: Request, found: tuple[Hit, ...]) -> Response:
        return respond(request, reply(_HITS.dump_json(found), JSON), cache="public, max-age=60")

    @app.get("/search.json", response_model=tuple[Hit, ...], operation_id="search", summary="Search, forgiving typos")
    async def search_json(request: Request, q: Text = "") -> Response:
        return hits(request, find(site.current.get(), q, MOST))

    @app.get("/suggest", response_model=tuple[Hit, ...], operation_id="suggest", summary="The first hits, while typing")
    async def suggest(request: Request, q: Text = "") -> Response:
        return hits(request, tuple(map(spoken, find(site.current.get(), q, SUGGESTIONS))))

    def search(language: str) -> None:
        async def page(request: Request) -> Response:
            text = request.query_params.get("q", "")
            evidence = site.current.get()
            found = find(evidence, text, MOST)
            if wants_json(request):
                return hits(request, found)
            body = site.render(
                evidence, "search", language, hits=found, ratings=rated(evidence, found), query=text[:LONGEST].strip()
            )
            return respond(request, reply(body, HTML), cache="no-store")

        app.add_route(prefix(language) + PATHS["search"], page, include_in_schema=False)

    for language in (DEFAULT, *(code for code in LANGUAGES if code != DEFAULT)):
        search(language)
