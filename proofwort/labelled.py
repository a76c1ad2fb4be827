"""The labelled sets of a data folder, each measured in its own way; a set that is not there is left out and named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from proofwort.evaluate import Report, evaluate, gutbrainie, mentions, publication_types, pubtator, sample_sizes
from proofwort.mentions import Vocabulary


def held_out(identifier: str) -> bool:
    """The stable fifth to quarter of the development set at which the rules' makers did not look."""
    return hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest()[0] in "0123"


def labelled_sets(data: Path, vocabulary: Vocabulary, tell: Callable[[str], None] = lambda _: None) -> list[Report]:
    """A report for each labelled set of the folder; `tell` hears which are missing."""
    found = []
    for name, needed, measured in _sets(data, vocabulary):
        if all(path.exists() for path in needed):
            found.append(replace(measured(), name=name))
        else:
            tell(f"left out, not in {data}: {name}")
    return found


def _sets(data: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[Path, ...], Callable[[], Report]]]:
    """(name, files, how to measure) of each set."""
    labels, texts = data / "reading-dev" / "labels.jsonl", data / "reading-dev" / "abstracts.jsonl"
    yield ("Development set, held out", (labels, texts), lambda: evaluate(labels, texts, vocabulary, held_out))
    yield (
        "Development set, read while making the rules",
        (labels, texts),
        lambda: evaluate(labels, texts, vocabulary, lambda i: not held_out(i)),
    )
    medline = data / "medline-1000" / "pubmed_test.nbib.txt.gz"
    yield ("Publication types of MEDLINE records", (medline,), lambda: publication_types(medline))
    sizes = data / "ebm-nlp" / "p-test.txt.gz"
    yield ("Sample sizes of EBM-NLP, sentence by sentence", (sizes,), lambda: sample_sizes(sizes))
    diseases = data / "disease-ner" / "CDR_DevelopmentSet.PubTator.txt.gz"
    yield (
        "Diseases named in BioCreative V CDR",
        (diseases,),
        lambda: mentions(pubtator(diseases, frozenset({"Disease"})), vocabulary, "condition", ""),
    )
    articles, entities = data / "gutbrainie" / "articles_dev.json.gz", data / "gutbrainie" / "dev_entities.csv.gz"
    yield (
        "Dietary supplements named in GutBrainIE",
        (articles, entities),
        lambda: mentions(gutbrainie(articles, entities, "dietary supplement"), vocabulary, "ingredient", ""),
    )
