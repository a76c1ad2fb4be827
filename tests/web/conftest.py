"""A visitor without a browser, and one address of every kind of page."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from proofwort.web.app import create_app

PAGES = {
    "home": "/",
    "ingredients": "/ingredients",
    "conditions": "/conditions",
    "systems": "/body-systems",
    "ingredient": "/ingredients/magnesium",
    "condition": "/conditions/migraine",
    "emergency": "/conditions/eclampsia",
    "system": "/body-systems/nervous",
    "evidence": "/evidence/magnesium/migraine",
    "own-version": "/evidence/magnesium/migraine?without=pmid-8792038&people=20&ois_people=300&route=oral",
    "group": "/evidence/magnesium/autoimmune-disorders",
    "serious": "/evidence/magnesium/eclampsia",
    "not-searched": "/evidence/zinc/pets",
    "ingredient-system": "/evidence/magnesium/body-systems/nervous",
    "study": "/studies/pmid-8792038",
    "method": "/method",
    "reading": "/reading",
    "interactions": "/interactions",
    "medicine": "/interactions/anticoagulants",
    "changes": "/changes",
    "gaps": "/gaps",
    "about": "/about",
    "data": "/data",
    "search": "/search?q=magnesum%20migrane",
    "missing": "/ingredients/magnesiun",
}
"""One address of every kind of page; the last one leads nowhere."""


class Visitor:
    """Asks the application without a network; follows no redirects; an exception in the application is raised here."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, address: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> httpx.Response:
        """The response to one request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://proofwort.test") as client:
                return await client.request(method, address, headers=headers)

        return asyncio.run(ask())


@pytest.fixture(scope="session")
def visitor(evidence_path: Path) -> Visitor:
    return Visitor(create_app(evidence_path))
