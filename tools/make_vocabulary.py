"""Make `knowledge/vocabulary/` from the curated records, our lists and the public registries (`docs/vocabulary.md`).

    python tools/make_vocabulary.py --data ../shared/data

The same inputs give the same bytes. Prints how many names each source brought.
"""

from __future__ import annotations

import argparse
import gzip
import io
from collections import Counter
from pathlib import Path

from vocabulary import conditions, ours, substances
from vocabulary.book import Book, key

from proofwort.mentions.fold import fold, unfold
from proofwort.mentions.mention import Kind
from proofwort.mentions.variants import spellings

ROOT = Path(__file__).parents[1]
_RANK = {
    "curated": 0,
    "hand": 1,
    "mondo": 2,
    "mesh": 3,
    "hpo": 4,
    "medquad": 5,
    "unii": 6,
    "dsld": 7,
    "plant-dictionary": 8,
}
LISTS = ROOT / "tools" / "vocabulary"


def make(data: Path, knowledge: Path) -> Book:
    """All claims, in the order that the rules say."""
    stop = {key(line.split("\t")[0]) for line in (LISTS / "stop.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    rules = [line.split("\t") for line in (LISTS / "rules.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    book = Book(stop, {(kind, key(name)): rule for kind, name, rule, _ in rules})
    ours.curated(book, knowledge)
    ours.hand(book, LISTS / "ingredients.tsv", "ingredient")
    ours.hand(book, LISTS / "conditions.tsv", "condition")
    ours.deficiencies(book)
    conditions.mondo(book, data / "mondo" / "mondo_2026-05-05.tsv.gz")
    conditions.mesh(book, data / "mesh" / "mesh_2026_descriptors.csv.gz", data / "mesh" / "mesh_tree_2019.tsv.gz")
    conditions.hpo(book, data / "hpo" / "hpo_labels_en.tsv.gz")
    conditions.medquad(book, data / "medquad-terms" / "medquad_focus_terms.tsv.gz")
    substances.unii(book, data / "unii" / "unii_natural_subset.tsv.gz")
    substances.dsld(book, data / "dsld-names")
    substances.plants(book, data / "plant-dictionaries" / "cevopen_dictionaries.tar.gz")
    substances.mesh_plants(book, data / "mesh" / "mesh_tree_2019.tsv.gz")
    return book


def write(book: Book, folder: Path) -> None:
    """Two tables, sorted, gzipped with no time in them. A concept without names that is nobody's parent is left out."""
    named = {(kind, claim.concept) for (kind, _), claim in book.claims.items()}
    parents = {
        (kind, parent) for (kind, slug), c in book.concepts.items() if (kind, slug) in named for parent in c.parents
    }
    wanted = named | parents
    kept = {pair: c for pair, c in book.concepts.items() if pair in wanted or c.source == "hand"}
    rows = [
        (kind, slug, c.label, " ".join(p for p in c.parents if (kind, p) in kept), " ".join(c.identifiers))
        for (kind, slug), c in sorted(kept.items())
    ]
    _table(folder / "concepts.tsv.gz", ("kind", "concept", "label", "parents", "identifiers"), rows)
    _table(folder / "spellings.tsv.gz", ("kind", "spelling", "name"), _generated(book))
    claims = [(kind, c.concept, c.name, c.rule, c.form) for (kind, _), c in sorted(book.claims.items(), key=_row_order)]
    _table(folder / "names.tsv.gz", ("kind", "concept", "name", "rule", "form"), claims)


def _generated(book: Book) -> list[tuple[str, ...]]:
    """Spellings that the rules of `variants.py` make and that nobody claims as a name; the first name to make one
    keeps it."""
    made: dict[tuple[Kind, bytes], str] = {}
    given = {(kind, fold(claim.name).strip()) for (kind, _), claim in book.claims.items()}
    for (kind, _), claim in sorted(book.claims.items(), key=lambda item: _RANK[item[1].source]):
        if claim.rule not in ("species", "plain", "lookup"):
            for spelling in spellings(claim.name):
                if (kind, spelling) not in given:
                    made.setdefault((kind, spelling), claim.name)
    return [(kind, unfold(spelling), name) for (kind, spelling), name in sorted(made.items())]


def _row_order(item):  # type: ignore[no-untyped-def]
    (kind, folded), claim = item
    return kind, claim.concept, folded


def _table(path: Path, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    text = "\n".join("\t".join(row) for row in [head, *rows]) + "\n"
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0, compresslevel=9) as out:
        out.write(text.encode("utf-8"))
    path.write_bytes(packed.getvalue())
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the public registries"
    )
    parser.add_argument("--into", type=Path, default=ROOT / "knowledge" / "vocabulary")
    parser.add_argument("--disputes", type=Path, help="write the names that two concepts claim into this file")
    chosen = parser.parse_args()
    book = make(chosen.data, ROOT / "knowledge")
    chosen.into.mkdir(exist_ok=True)
    write(book, chosen.into)
    sources = Counter((kind, claim.source) for (kind, _), claim in book.claims.items())
    for (kind, source), number in sorted(sources.items()):
        print(f"{kind:10} {source:16} {number:6} names")
    if chosen.disputes:
        lines = ["\t".join(dispute) for dispute in book.disputes]
        chosen.disputes.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
