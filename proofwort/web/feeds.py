"""Atom feeds of what releases changed (RFC 4287): everything, one ingredient, one condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from proofwort.answers import Evidence, PastChange
from proofwort.errors import NotFound
from proofwort.web.addresses import address
from proofwort.web.present import change_line, reasons_line
from proofwort.web.replies import reply, respond
from proofwort.web.site import FRESH, Site

ATOM: Final = "application/atom+xml; charset=utf-8"
SPACE: Final = "http://www.w3.org/2005/Atom"
MOST: Final = 200  # entries in one feed
PATHS: Final = {
    "all": "/changes.atom",
    "ingredient": "/ingredients/{ingredient}/changes.atom",
    "condition": "/conditions/{condition}/changes.atom",
}


def add_routes(app: FastAPI, site: Site) -> None:
    """The addresses of the feeds."""

    async def feed(request: Request) -> Response:
        evidence = site.current.get()
        slugs = {kind: str(slug) for kind, slug in request.path_params.items()}
        title = "Proofwort: changed ratings"
        for kind, slug in slugs.items():
            title += f" of {_name(evidence, kind, slug)}"
        made = atom(evidence, evidence.past(**slugs), title, str(request.base_url).rstrip("/"), request.url.path)
        return respond(request, reply(made, ATOM), cache=FRESH)

    for path in PATHS.values():
        app.add_route(path, feed, include_in_schema=False)


def _name(evidence: Evidence, kind: str, slug: str) -> str:
    entries = evidence.ingredients() if kind == "ingredient" else evidence.conditions()
    found = next((e.name for e in entries if e.slug == slug), None)
    if found is None:
        raise NotFound(f"there is no {kind} {slug!r}", evidence.nearest(slug.replace("-", " ")))
    return found


def atom(evidence: Evidence, changes: Iterable[PastChange], title: str, base: str, own: str) -> bytes:
    """A feed whose times are the releases' days, so that the same release gives the same bytes."""
    feed = ET.Element("feed", xmlns=SPACE)
    changes = list(changes)[:MOST]
    newest = max((c.date for c in changes), default=evidence.built)
    ET.SubElement(feed, "id").text = f"urn:proofwort:changes:{own}"
    ET.SubElement(feed, "title").text = title
    ET.SubElement(feed, "updated").text = f"{newest.isoformat()}T00:00:00Z"
    ET.SubElement(feed, "link", rel="self", href=base + own)
    page = own.removesuffix("/changes.atom") or address("changes")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=base + page)
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = "Proofwort"
    for past in changes:
        change = past.change
        entry = ET.SubElement(feed, "entry")
        where = address("evidence", change.ingredient, change.condition)
        ET.SubElement(entry, "id").text = f"urn:proofwort:change:{past.release}:{change.ingredient}:{change.condition}"
        ET.SubElement(
            entry, "title"
        ).text = f"{change.ingredient_name} for {change.condition_name}: {change_line(change)}"
        ET.SubElement(entry, "updated").text = f"{past.date.isoformat()}T00:00:00Z"
        ET.SubElement(entry, "link", rel="alternate", href=base + where)
        ET.SubElement(entry, "summary").text = reasons_line(change)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}'.encode()
