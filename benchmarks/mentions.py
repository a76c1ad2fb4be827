"""How fast names are found, side by side with what a user would reach for otherwise: same names, same texts, same
process.

    python benchmarks/mentions.py [--data ../shared/data] [--rounds 5] [--articles 2400]

Contenders, one after the other, round by round; processor seconds of one thread, so that other work on the machine
counts less:

- `bare`: `ahocorasick_rs`, overlapping, with a word-bound and longest-match filter, over the vocabulary's names and
  spellings; the texts are lower-cased outside the timed part. It knows no plurals, hyphens or refusals.
- `bare, all spellings`: the same with plural and hyphen spellings in its dictionary, which is the job that ours does.
- `ours, names`: folding the text and matching: longest match, word bounds, plurals, hyphens, Greek letters, refusals.
- `ours, all`: `Vocabulary.find`, which also reads abbreviations defined in the text, lists and species by initial, and
  makes mentions.
- FlashText and spaCy's PhraseMatcher over the same names, where they are installed (a notice where not), on every
  tenth text.

Printed: MB/s and the ratio to `bare` of the same round (median over rounds).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import importlib
import importlib.util
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from proofwort.mentions import Vocabulary, tables
from proofwort.mentions.matcher import padded
from proofwort.mentions.vocabulary import shipped

Find = Callable[[str], object]


def abstracts(data: Path, most: int) -> list[str]:
    """Titles and abstracts of the Evidence Inference articles, without line breaks."""
    path = data / "evidence-inference" / "articles_all_title_abstract.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [" ".join(f"{r['title']} {r['abstract']}".split()) for r in records[:most]]


def dictionary() -> list[str]:
    """All names and generated spellings, lower case."""
    names = {row[2].lower() for row in tables.names(shipped())}
    return sorted(names | {" ".join(row[1].split()) for row in tables.spellings(shipped())})


def spelt_out(names: list[str]) -> list[str]:
    """The names with their regular plurals, with hyphens as blanks and blanks as hyphens."""
    forms = {form for name in names for form in (name, name.replace("-", " "), name.replace(" ", "-"))}
    return sorted(forms | {form + "s" for form in forms})


def bare(names: list[str]) -> Find:
    """The reference: overlapping matches, word bounds, then the longest from the left."""
    automaton = AhoCorasick(names)

    def find(text: str) -> list[tuple[int, int, int]]:
        end_of_text = len(text)
        found = [
            (start, -end, name)
            for name, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
            if (start == 0 or not text[start - 1].isalnum()) and (end == end_of_text or not text[end].isalnum())
        ]
        found.sort()
        longest = []
        last = 0
        for start, minus_end, name in found:
            if start >= last:
                last = -minus_end
                longest.append((start, last, name))
        return longest

    return find


def flashtext(names: list[str]) -> Find:
    """FlashText with all names."""
    processor = importlib.import_module("flashtext").KeywordProcessor()
    for name in names:
        processor.add_keyword(name)

    def find(text: str) -> object:
        return processor.extract_keywords(text, span_info=True)

    return find


def phrase_matcher(names: list[str]) -> Find:
    """spaCy's PhraseMatcher on a blank English pipeline."""
    spacy = importlib.import_module("spacy")
    language = spacy.blank("en")
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(language.vocab)
    matcher.add("name", list(language.tokenizer.pipe(names)))

    def find(text: str) -> object:
        return matcher(language.make_doc(text))

    return find


def seconds(find: Find, texts: list[str]) -> float:
    """Processor time of one pass."""
    began = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - began


def contenders(texts: list[str]) -> dict[str, tuple[Find, list[str]]]:
    """Every contender with the texts it is timed on."""
    names = dictionary()
    vocabulary = Vocabulary.load()
    lower = [text.lower() for text in texts]
    print(f"{len(names):,} names and spellings, {len(spelt_out(names)):,} with plurals and hyphens")
    found: dict[str, tuple[Find, list[str]]] = {
        "bare": (bare(names), lower),
        "bare, all spellings": (bare(spelt_out(names)), lower),
        "ours, names": (lambda text: vocabulary.matcher.hits(text, padded(text)), texts),
        "ours, all": (vocabulary.find, texts),
    }
    for module, make in (("flashtext", flashtext), ("spacy", phrase_matcher)):
        if importlib.util.find_spec(module) is None:
            print(f"NOTICE: {module} is not installed here and was left out")
        else:
            found[module] = (make(names), lower[::10])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=2400)
    chosen = parser.parse_args()
    texts = abstracts(chosen.data, chosen.articles)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} texts, {size:.1f} MB")
    found = contenders(texts)
    gc.freeze()
    speeds: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(chosen.rounds):
        for name, (find, theirs) in found.items():
            share = sum(map(len, theirs)) / sum(map(len, texts))
            speeds[name].append(size * share / seconds(find, theirs))
    for name, values in speeds.items():
        ratios = [value / reference for value, reference in zip(values, speeds["bare"], strict=True)]
        spread = f"({min(ratios):.2f}–{max(ratios):.2f})"
        print(f"{name:20} {statistics.median(values):6.1f} MB/s   {statistics.median(ratios):5.2f} × bare {spread}")


if __name__ == "__main__":
    main()
