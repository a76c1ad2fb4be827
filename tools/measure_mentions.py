"""How well names are found: disease mentions (CDR, NCBI), supplement mentions (GutBrainIE), labels of the reading set.

    python tools/measure_mentions.py --data ../shared/data

Strict = same start and end; lenient = the spans touch. Precision on GutBrainIE is not printed: it marks only what the
text is about.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from proofwort.mentions import Kind, Vocabulary

Span = tuple[int, int]


class Document(NamedTuple):
    """A text with the spans that people marked in it."""

    identifier: str
    text: str
    spans: list[Span]


def pubtator(path: Path) -> Iterator[Document]:
    """PubTator files: title, abstract, marked diseases."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().strip().split("\n\n"):
            rows = block.strip().split("\n")
            title, abstract = rows[0].split("|", 2)[2], rows[1].split("|", 2)[2]
            marks = [row.split("\t") for row in rows[2:]]
            spans = {(int(m[1]), int(m[2])) for m in marks if len(m) > 4 and m[4] not in ("Chemical",)}
            yield Document(rows[0].split("|")[0], f"{title} {abstract}", sorted(spans))


def gutbrainie(folder: Path, label: str) -> Iterator[Document]:
    """GutBrainIE articles with the spans of one label."""
    for name in ("dev", "train_gold", "train_platinum"):
        with gzip.open(folder / f"articles_{name}.json.gz", "rt", encoding="utf-8") as file:
            articles = json.load(file)
        with gzip.open(folder / f"{name}_entities.csv.gz", "rt", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE) if row["label"] == label]
        for pmid, article in articles.items():
            for place in ("title", "abstract"):
                spans = {
                    (int(r["start_idx"]), int(r["end_idx"]) + 1)
                    for r in rows
                    if r["pmid"] == pmid and r["location"] == place
                }
                yield Document(pmid, article[place], sorted(spans))


def compare(
    documents: list[Document], vocabulary: Vocabulary, kind: Kind
) -> tuple[list[float], Counter[str], Counter[str]]:
    """[strict precision, strict recall, lenient precision, lenient recall]; what was missed and what was extra
    (lenient)."""
    counts = [0] * 6
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for _, text, gold in documents:
        found = [(m.start, m.end) for m in vocabulary.find(text) if m.kind == kind]
        counts[0] += len(set(found) & set(gold))
        counts[1] += len(found)
        counts[2] += len(gold)
        touched = [any(a < d and c < b for c, d in gold) for a, b in found]
        met = [any(a < d and c < b for c, d in found) for a, b in gold]
        counts[3] += sum(touched)
        counts[4] += sum(met)
        missed.update(text[a:b].lower() for (a, b), hit in zip(gold, met, strict=True) if not hit)
        extra.update(text[a:b].lower() for (a, b), hit in zip(found, touched, strict=True) if not hit)
    same, n_found, n_gold, n_touched, n_met, _ = counts
    return [same / n_found, same / n_gold, n_touched / n_found, n_met / n_gold], missed, extra


def labels_found(data: Path, vocabulary: Vocabulary, held_out: bool) -> None:
    """Is the label's ingredient (condition) among the concepts that the text names? For the main claim and for all
    claims."""
    folder = data / "reading-dev"
    texts = {}
    for line in (folder / "abstracts.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts[record["id"]] = f"{record['title']}\n\n{record['abstract']}"
    scores: Counter[tuple[str, str]] = Counter()
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if (hashlib.sha1(str(label["id"]).encode()).hexdigest()[0] in "0123") != held_out:
            continue
        found = vocabulary.find(texts[label["id"]])
        for kind in ("ingredient", "condition"):
            named = {m.concept for m in found if m.kind == kind}
            wider = named | {b for c in named for b in vocabulary.broader(kind, c)}
            for number, claim in enumerate(label["claims"]):
                concept = vocabulary.concept(kind, claim[kind])
                main = "main" if number == 0 else "other"
                scores[kind, main] += 1
                scores[kind, main + " found"] += concept in named
                scores[kind, main + " found or narrower"] += concept in wider
                if concept not in named and not held_out:
                    print(f"  {label['id']} {kind} {claim[kind]!r} = {concept}; named: {sorted(named)[:12]}")
    for kind in ("ingredient", "condition"):
        for main in ("main", "other"):
            total = scores[kind, main]
            one, wide = scores[kind, main + " found"], scores[kind, main + " found or narrower"]
            print(f"{kind:10} {main:5} n={total:3} named {one / total:.3f}, named or a narrower one {wide / total:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--show", type=int, default=0, help="print so many of the most frequent misses and extras")
    parser.add_argument(
        "--held-out", action="store_true", help="score the held-out quarter of the reading set (nothing of it is shown)"
    )
    chosen = parser.parse_args()
    vocabulary = Vocabulary.load()
    ner = chosen.data / "disease-ner"
    sets: list[tuple[str, list[Document], Kind]] = [
        ("CDR", [d for f in sorted(ner.glob("CDR*")) for d in pubtator(f)], "condition"),
        ("NCBI", [d for f in sorted(ner.glob("NCBI*")) for d in pubtator(f)], "condition"),
        ("GutBrainIE supplements", list(gutbrainie(chosen.data / "gutbrainie", "dietary supplement")), "ingredient"),
        ("GutBrainIE DDF", list(gutbrainie(chosen.data / "gutbrainie", "DDF")), "condition"),
    ]
    for name, documents, kind in sets:
        (sp, sr, lp, lr), missed, extra = compare(documents, vocabulary, kind)
        marked = sum(len(d.spans) for d in documents)
        print(f"{name}: strict P {sp:.3f} R {sr:.3f}, lenient P {lp:.3f} R {lr:.3f} ({marked} marked)")
        if chosen.show:
            print("  missed:", "; ".join(f"{w} {n}" for w, n in missed.most_common(chosen.show)))
            print("  extra:", "; ".join(f"{w} {n}" for w, n in extra.most_common(chosen.show)))
    labels_found(chosen.data, vocabulary, chosen.held_out)


if __name__ == "__main__":
    main()
