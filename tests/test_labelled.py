"""The labelled sets of a folder: what is there is measured, what isn't is named."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

from proofwort.evaluate import PEOPLE, abstracts, passages
from proofwort.extract.change import change
from proofwort.labelled import labelled_sets
from proofwort.mentions import Vocabulary

COLUMNS = ["PMCID", "Valid Label", "Label", "Annotations"]
FEWER = "Zinc significantly reduced the number of episodes compared with placebo (p = 0.01)."
EQUAL = "There was no significant difference in weight between the groups (p = 0.6)."
ROWS = [
    ["1", "True", "significantly decreased", FEWER],
    ["2", "True", "no significant difference", EQUAL],
    ["2", "False", "significantly decreased", "A label that a checker took back, which counts for nothing."],
    ["3", "True", "no significant difference", "A passage that two people read in two ways."],
    ["3", "True", "significantly increased", "A passage that two people read in two ways."],
    ["4", "True", "significantly decreased", "A passage that stands in the results, not in the abstract."],
]


def inference(folder: Path) -> tuple[Path, Path]:
    """A small Evidence Inference: (annotations, articles)."""
    folder.mkdir(parents=True)
    labels, articles = folder / "v2_annotations.csv.gz", folder / "articles_all_title_abstract.jsonl.gz"
    with gzip.open(labels, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *ROWS])
    texts = {
        "1": f"Sixty children were randomised to zinc or placebo.\n{FEWER} Zinc helps these children.",
        "2": f"A trial.\n{EQUAL}",
        "4": "Nothing of it.",
    }
    with gzip.open(articles, "wt", encoding="utf-8") as file:
        for pmcid, text in texts.items():
            file.write(json.dumps({"pmcid": pmcid, "title": "A trial", "abstract": text}) + "\n")
    return labels, articles


def test_passages_with_one_label_are_compared(tmp_path: Path) -> None:
    labels, _ = inference(tmp_path / "ei")
    found = passages(labels, change)
    assert found.records == 3  # 1, 2 and 4; the third says two things
    (score,) = passages(labels, {FEWER: "decreased", EQUAL: "none"}.get).scores
    assert (score.stated, score.answered, score.precision) == (3, 2, 1.0)


def test_abstracts_are_compared_where_a_labelled_passage_stands_in_them(tmp_path: Path) -> None:
    labels, articles = inference(tmp_path / "ei")
    found = abstracts(labels, articles)
    assert found.records == 2  # 4 isn't told by its abstract, 3 has none
    assert found.scores[0].accuracy == 1.0


def test_what_is_missing_is_named_and_the_rest_measured(tmp_path: Path) -> None:
    inference(tmp_path / "evidence-inference")
    told: list[str] = []
    reports = labelled_sets(tmp_path, Vocabulary.load(), told.append)
    assert [r.name for r in reports] == ["Passages of Evidence Inference", "Abstracts of Evidence Inference"]
    assert all(r.note for r in reports)
    assert any("reading-dev" not in t and "Development set" in t for t in told)


def test_the_agreement_of_two_people_stands_beside_the_figures() -> None:
    assert {"design", "participants", "direction of the main claim", "main ingredient", "main condition"} == set(PEOPLE)
