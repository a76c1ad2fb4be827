"""The labelled sets of a data folder, each measured in its own way; a set that is not there is left out and named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from proofwort.evaluate import (
    Report,
    abstracts,
    evaluate,
    gutbrainie,
    mentions,
    passages,
    publication_types,
    pubtator,
    sample_sizes,
)
from proofwort.extract.change import change
from proofwort.mentions import Vocabulary

# What a set compares, where its name doesn't say so.
NOTES = {
    "Passages of Evidence Inference": (
        "The labellers had a whole article and a question, and marked the passage that answers it. Here the passage "
        "alone is read: does it say that the outcome went up, went down, or did not differ?"
    ),
    "Abstracts of Evidence Inference": (
        "The labels speak of single outcomes, the machine reads the abstract's main claim. So only abstracts are "
        "compared in which every labelled result says the same, and only as to whether there was a difference at all; "
        "which way is good can't be told from these labels. Trials of all kinds, most of them of medicines; some of "
        "those on natural ingredients are among the texts that trained the model of direction."
    ),
    "Sample sizes of EBM-NLP, sentence by sentence": (
        "The set has no marks between abstracts, so that each sentence is read without the others that would help."
    ),
}


def held_out(identifier: str) -> bool:
    """The stable fifth to quarter of the development set at which the rules' makers did not look."""
    return hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest()[0] in "0123"


def labelled_sets(data: Path, vocabulary: Vocabulary, tell: Callable[[str], None] = lambda _: None) -> list[Report]:
    """A report for each labelled set of the folder; `tell` hears which are missing."""
    found = []
    for name, needed, measured in _sets(data, vocabulary):
        if all(path.exists() for path in needed):
            found.append(replace(measured(), name=name, note=NOTES.get(name, "")))
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
    inference = data / "evidence-inference"
    labelled = inference / "v2_annotations.csv.gz"
    yield ("Passages of Evidence Inference", (labelled,), lambda: passages(labelled, change))
    whole = inference / "articles_all_title_abstract.jsonl.gz"
    yield ("Abstracts of Evidence Inference", (labelled, whole), lambda: abstracts(labelled, whole))
