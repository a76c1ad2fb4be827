"""Measure the reader on every labelled set and write `evaluation/results.json`, which feeds the page "How well we
read".

    python tools/measure_reading.py --data DIR [--out evaluation/results.json]

The development set is scored in two parts: its hold-out, at which the rules' makers did not look, and the rest. Our
own labels
trained the design model, so their design score says how well it learnt, not how well it generalises (for that see
`tools/train_design.py --test`).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console

from proofwort import evaluate
from proofwort.mentions import Vocabulary

ROOT = Path(__file__).parent.parent


def held_out(identifier: str) -> bool:
    """The stable hold-out of the development set."""
    return hashlib.sha1(identifier.encode()).hexdigest()[0] in "0123"


def own_texts(data: Path, target: Path) -> None:
    """Texts of our own labels, re-created from the shared data."""
    spec = importlib.util.spec_from_file_location("draw", ROOT / "evaluation" / "draw.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("evaluation/draw.py")
    draw = importlib.util.module_from_spec(spec)
    sys.modules["draw"] = draw
    spec.loader.exec_module(draw)
    with target.open("w", encoding="utf-8") as file:
        for _, record in draw.draw(data):
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")


def reports(data: Path) -> list[evaluate.Report]:
    """All sets in turn."""
    vocabulary = Vocabulary.load()
    dev = data / "reading-dev"
    found = [
        replace(
            evaluate.evaluate(dev / "labels.jsonl", dev / "abstracts.jsonl", vocabulary, held_out),
            name="development set, hold-out",
        ),
        replace(
            evaluate.evaluate(dev / "labels.jsonl", dev / "abstracts.jsonl", vocabulary, lambda i: not held_out(i)),
            name="development set, read while making the rules",
        ),
    ]
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "own.jsonl"
        own_texts(data, texts)
        own = evaluate.evaluate(ROOT / "evaluation" / "labels" / "own.jsonl", texts, vocabulary)
    found.append(replace(own, name="our own labels (design model trained on them)"))
    found.append(evaluate.publication_types(data / "medline-1000" / "pubmed_test.nbib.txt.gz"))
    found.append(evaluate.sample_sizes(data / "ebm-nlp" / "p-test.txt.gz"))
    chemicals = data / "disease-ner" / "CDR_DevelopmentSet.PubTator.txt.gz"
    diseases = evaluate.pubtator(chemicals, frozenset({"Disease"}))
    found.append(evaluate.mentions(diseases, vocabulary, "condition", "BioCreative V CDR, development: diseases"))
    gut = data / "gutbrainie"
    supplements = evaluate.gutbrainie(gut / "articles_dev.json.gz", gut / "dev_entities.csv.gz", "dietary supplement")
    found.append(
        evaluate.mentions(supplements, vocabulary, "ingredient", "GutBrainIE, development: dietary supplements")
    )
    return found


def main() -> int:
    """Print all reports and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--out", type=Path, default=ROOT / "evaluation" / "results.json")
    arguments = parser.parse_args()
    found = reports(arguments.data)
    console = Console(width=160)
    for one in found:
        console.print(evaluate.report_table(one))
    arguments.out.write_text(evaluate.to_json(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
