"""Bytes that are ready to send: compressed once, named by their content, kept within a bound."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

_WORTH_COMPRESSING = 600  # bytes; below, the gzip frame eats the gain


@dataclass(frozen=True, slots=True)
class Reply:
    """A body with its media type, its gzip form (None where not worth it) and its entity tag."""

    body: bytes
    media_type: str
    zipped: bytes | None
    tag: str

    @property
    def size(self) -> int:
        """Bytes held in memory."""
        return len(self.body) + len(self.zipped or b"")


def reply(body: bytes, media_type: str) -> Reply:
    """Make a reply of `body`; text is compressed here and never again."""
    compressible = len(body) > _WORTH_COMPRESSING and not media_type.startswith(("font/", "image/png"))
    # mtime=0: the same page has the same bytes
    zipped = gzip.compress(body, 6, mtime=0) if compressible else None
    return Reply(body, media_type, zipped, f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


def respond(request: Request, kept: Reply, *, cache: str, status: int = 200) -> Response:
    """The response for `kept`: 304 when the client has it, gzip when the client takes it."""
    headers = {"ETag": kept.tag, "Cache-Control": cache, "Vary": "Accept, Accept-Encoding"}
    if kept.media_type == "application/json":
        headers["Access-Control-Allow-Origin"] = "*"
    if status == 200 and kept.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = kept.body
    if kept.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = kept.zipped
        headers["Content-Encoding"] = "gzip"
    return Response(body, status_code=status, headers=headers, media_type=kept.media_type)


class Shelf:
    """Replies by key, the least recently used thrown out beyond `limit` bytes."""

    def __init__(self, limit: int = 64_000_000) -> None:
        self.limit = limit
        self._held: OrderedDict[tuple[str, ...], Reply] = OrderedDict()
        self._size = 0

    def get(self, key: tuple[str, ...]) -> Reply | None:
        """The reply kept under `key`, or None."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: tuple[str, ...], kept: Reply) -> None:
        """Keep a reply; larger than the whole shelf is not kept."""
        if kept.size > self.limit:
            return
        self._held[key] = kept
        self._size += kept.size
        while self._size > self.limit:
            _, dropped = self._held.popitem(last=False)
            self._size -= dropped.size
