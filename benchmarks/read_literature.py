"""How fast literature becomes studies, end to end, against a bare parse of the same file; and whether memory stays flat.

    python benchmarks/read_literature.py [--data ../shared/data] [--records 30000] [--rounds 3]

A PubMed file is written whose titles and abstracts are those of the shared MEDLINE sample (1,000 records, about one in
ten of which names a natural ingredient), repeated under new PMIDs, with authors, headings and references as large as
in real records. Each contender reads it in a process of its own, in turn, round by round:

- "lxml, parse": lxml builds each record and looks at nothing;
- "names only": articles, and whether each names an ingredient;
- "read": what `proofwort read` does with one worker: parse, find names, read deeply what names one, write the shard.

Printed: processor seconds, citations a second and core, the ratio to the bare parse of the same round (medians); then
the peak memory of "read" over a tenth of the records and over all of them.
"""

from __future__ import annotations

import argparse
import gzip
import html
import random
import re
import statistics
import sys
import tempfile
from pathlib import Path

from parse_pubmed import PARSE, citation, measure

from proofwort.model import Article
from proofwort.sources import read_any

# Processor time instead of the clock, since other work shares the machine.
TIMED = "\nimport time\ntime.perf_counter = time.process_time\n"
NAMES = """
import resource, sys, time
from proofwort.extract.study import names_an_ingredient
from proofwort.mentions import Vocabulary
from proofwort.sources import Tally, pubmed
vocabulary = Vocabulary.load()
vocabulary.find("magnesium")
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
n = named = 0
for record in pubmed.read(sys.argv[1], Tally()):
    n += 1
    named += names_an_ingredient(record, vocabulary)
"""
READ = """
import resource, sys, tempfile, time
from pathlib import Path
from proofwort.scale import read, read_file
read("Oral magnesium for migraine", "We gave magnesium or placebo to 80 adults. It prevented migraine.")
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
with tempfile.TemporaryDirectory() as folder:
    n = read_file(Path(sys.argv[1]), Path(folder)).tally.read
"""
CONTENDERS = {"lxml, parse": PARSE, "names only": NAMES, "read": READ}


def texts(data: Path) -> list[tuple[str, str]]:
    """(title, abstract) of the shared MEDLINE sample, as XML text."""
    records = read_any(data / "medline-1000" / "pubmed_test.nbib.txt.gz")
    return [
        (html.escape(r.title), html.escape(" ".join(s.text for s in r.abstract)))
        for r in records
        if isinstance(r, Article)
    ]


def dressed(rng: random.Random, pmid: int, title: str, abstract: str) -> str:
    """A synthetic citation with this title and abstract, without the headings that speak of magnesium."""
    made = re.sub(
        r"<ArticleTitle>.*?</ArticleTitle>", lambda _: f"<ArticleTitle>{title}</ArticleTitle>", citation(rng, pmid)
    )
    text = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>"
    return re.sub(r"<Abstract>.*?</Abstract>", lambda _: text, made, flags=re.S)


def write(path: Path, pool: list[str], records: int) -> None:
    """The pool again and again, each time under new PMIDs."""
    with gzip.open(path, "wb", compresslevel=3) as out:
        out.write(b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for number in range(records):
            original = number % len(pool) + 1
            out.write(pool[original - 1].replace(f">{original}<", f">{1_000_000 + number}<").encode())
        out.write(b"</PubmedArticleSet>\n")


def main() -> None:
    """Write, measure in turn, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    options.add_argument("--records", type=int, default=30_000)
    options.add_argument("--timed", type=int, default=3_000, help="records of the file that is timed")
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    rng = random.Random(2026)
    pool = [dressed(rng, number, *text) for number, text in enumerate(texts(asked.data), 1)]
    with tempfile.TemporaryDirectory() as folder:
        timed, whole = Path(folder, "timed.xml.gz"), Path(folder, "whole.xml.gz")
        write(timed, pool, asked.timed)
        print(f"{asked.timed:,} citations, {timed.stat().st_size / 1e6:.0f} MB gzipped; processor time of one process")
        rounds = [
            {name: measure(sys.executable, TIMED + program, timed) for name, program in CONTENDERS.items()}
            for _ in range(asked.rounds)
        ]
        for name in CONTENDERS:
            seconds = statistics.median(r[name]["seconds"] for r in rounds)
            ratios = sorted(r[name]["seconds"] / r["lxml, parse"]["seconds"] for r in rounds)
            rate = f"{asked.timed / seconds:8,.0f} citations/s"
            print(
                f"{name:12}{seconds:7.2f} s {rate}   {statistics.median(ratios):5.2f} × parse ({ratios[0]:.2f}–{ratios[-1]:.2f})"
            )
        write(whole, pool, asked.records)
        few, many = (measure(sys.executable, READ, path) for path in (timed, whole))
        for records, run in ((asked.timed, few), (asked.records, many)):
            print(
                f"peak memory over {records:6,} citations: {run['peak_mb']:.0f} MB ({run['imports_mb']:.0f} MB of it before the first)"
            )


if __name__ == "__main__":
    main()
