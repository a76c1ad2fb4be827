"""What can be taken away: the evidence file, all ratings as a table, the pages' static files, and a sign of life."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from proofwort.answers import Evidence
from proofwort.model import Link
from proofwort.web.assets import FOREVER
from proofwort.web.replies import reply, respond
from proofwort.web.site import FRESH, Site

CSV: Final = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Health:
    """A sign of life. `problem` says why a newer evidence file could not be taken into use, if so."""

    status: str
    release: str
    built: date
    problem: str | None


def ratings_table(evidence: Evidence) -> bytes:
    """Every pair with a record or a search, one a line, as CSV with a header: the fields of `Link` and the release."""
    text = io.StringIO()
    columns = [field.name for field in fields(Link)]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*columns, "release"])
    for ingredient in evidence.ingredients():
        for link in evidence.ingredient(ingredient.slug).links:
            cells = [getattr(link, column) for column in columns]
            writer.writerow(["" if cell is None else cell for cell in [*cells, evidence.release]])
    return text.getvalue().encode()


def add_routes(app: FastAPI, site: Site) -> None:
    """`/data/evidence.sqlite`, `/data/ratings.csv`, `/static/…`, `/healthz`."""

    @app.get("/data/evidence.sqlite", response_class=FileResponse, summary="The whole evidence file (SQLite)")
    async def evidence_file() -> Response:
        name = "proofwort-evidence.sqlite"
        return FileResponse(site.current.path, media_type="application/octet-stream", filename=name)

    @app.get(
        "/data/ratings.csv",
        response_class=Response,
        summary="All ratings as one table (CSV)",
        responses={200: {"content": {"text/csv": {}}}},
    )
    async def ratings(request: Request) -> Response:
        evidence = site.current.get()
        key = (evidence.release, "/data/ratings.csv", "")
        kept = site.shelf.get(key)
        if kept is None:
            kept = reply(ratings_table(evidence), CSV)
            site.shelf.put(key, kept)
        return respond(request, kept, cache=FRESH)

    @app.get("/healthz", response_model=Health, summary="Whether the site is alive, and on which release")
    async def health() -> Response:
        evidence = site.current.get()
        problem = site.current.problem
        answer = {"status": "ok", "release": evidence.release, "built": evidence.built.isoformat(), "problem": problem}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    async def static(request: Request) -> Response:
        kept = site.files.get(request.path_params["file"])
        if kept is None:
            raise HTTPException(404)
        current = request.path_params["version"] in site.static
        return respond(request, kept, cache=FOREVER if current else FRESH)

    app.add_route("/static/{version}/{file:path}", static, include_in_schema=False)
