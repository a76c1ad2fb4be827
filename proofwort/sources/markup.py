"""XML files record by record, in flat memory, with nothing fetched and no entity expanded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from proofwort.errors import SourceError
from proofwort.sources.opening import Bytes, opened


class _Steady:
    """Hands lxml what there is instead of waiting for a full block, so that nothing read before damage is lost."""

    def __init__(self, stream: Bytes) -> None:
        self.read = stream.read1


def elements(path: Path, tags: tuple[str, ...], roots: frozenset[str]) -> Iterator[etree._Element]:
    """Each element with one of `tags`, complete; it is emptied when the next one is asked for.

    `roots` are the local names that the outermost element may have. Raises `SourceError` for broken XML (after the
    elements before the break), a document that declares entities of its own, or another kind of document.
    """
    last = None
    with opened(path) as stream:
        walk = etree.iterparse(
            _Steady(stream), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_pis=False,
        )  # fmt: skip
        try:
            for _, element in walk:
                if last is None:
                    refuse(element.getroottree(), path, roots)
                last = element
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise SourceError(
                f"{path}: line {line}, column {column}: not well-formed XML ({error.msg}). "
                "The records before that place were read; get the file again."
            ) from error
        if last is None:
            refuse(walk.root.getroottree(), path, roots)


def refuse(tree: etree._ElementTree, path: Path, roots: frozenset[str]) -> None:
    """Raise `SourceError` for a document of another kind, or one with entities of its own (they can be bombs)."""
    declared = tree.docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise SourceError(f"{path}: declares XML entities of its own, which literature files never do; not read.")
    root = tree.getroot()
    name = etree.QName(root).localname
    if name in roots:
        return
    said = " ".join("".join(root.itertext()).split())[:200]
    raise SourceError(f"{path}: the outermost element is <{name}>, not {' or '.join(sorted(roots))}. {said}".strip())
