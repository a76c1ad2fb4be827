"""PubMed whole: the yearly baseline and the daily update files, from the NLM's file server over HTTPS.

https://ftp.ncbi.nlm.nih.gov/pubmed/ has them in `baseline` and `updatefiles`, each with its checksum beside it
(`….xml.gz.md5`). They are numbered; updates are to be applied in that order, after the baseline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from proofwort.errors import FetchError
from proofwort.sources.client import Answer, Client

SERVICE = "https://ftp.ncbi.nlm.nih.gov/pubmed"
NAME = re.compile(r'href="(?:[^"]*/)?(pubmed\d\dn\d{4,5}\.xml\.gz)"')
CHECKSUM = re.compile(r"\b([0-9a-f]{32})\b", re.I)


def names(
    folder: Literal["baseline", "updatefiles"], *, client: Client | None = None, service: str = SERVICE
) -> list[str]:
    """The names of the files there are, in order. Raises `FetchError`."""
    answer = (client or Client()).get(f"{service}/{folder}/")
    found = sorted(set(NAME.findall(answer.content.decode(errors="replace"))))
    if not found:
        raise answer.unexpected("it lists no pubmed….xml.gz")
    return found


def fetch(
    folder: Literal["baseline", "updatefiles"],
    into: Path,
    *,
    after: str = "",
    client: Client | None = None,
    service: str = SERVICE,
) -> Iterator[Path]:
    """Save the files whose names come after `after`; yields each when its checksum is right.

    A file that is there already and right is not fetched again; one that broke off is gone on with. Raises
    `FetchError`.
    """
    client = client or Client()
    for name in names(folder, client=client, service=service):
        if name <= after:
            continue
        url = f"{service}/{folder}/{name}"
        yield client.download(url, into / name, published_md5(client.get(url + ".md5")))


def published_md5(answer: Answer) -> str:
    """The checksum in an answer like "MD5(pubmed26n0001.xml.gz)= 0123…"."""
    found = CHECKSUM.search(answer.content.decode(errors="replace"))
    if found is None:
        raise FetchError(f"{answer.asked}: holds no checksum. Look whether the server's files have changed.")
    return found[1].lower()
