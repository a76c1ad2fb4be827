"""How fast PubMed XML becomes articles, against a bare lxml walk and against pubmed_parser, side by side.

    python benchmarks/parse_pubmed.py [--records 30000] [--rounds 3] [--rival PYTHON]

A synthetic file is written (invented text, the structure and size of real records: about 10 kB each, with authors,
affiliations, headings, references and history), then read by each contender in a process of its own, in turn, round by
round. "lxml, parse" has lxml build each record and looks at nothing; "lxml, walk" visits every element of it, tag and
text, and keeps nothing. Printed: seconds, records a second, megabytes (of XML) a second, memory on top of the imports,
and the ratios to the two of the same round (medians). `--rival` is the Python of an environment with pubmed_parser.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = re.findall(
    r"\S+",
    """magnesium zinc vitamin supplementation placebo randomised trial patients women men adults children weeks daily
    dose serum plasma concentration pain migraine sleep blood pressure glucose insulin cholesterol risk ratio confidence
    interval significant difference group control baseline follow-up outcome primary secondary analysis effect mean
    standard deviation compared after before increased decreased reduced improved adverse events compliance capsule
    extract herbal treatment prevention of in and with the for was were by to from""",
)
HEADINGS = [
    "Humans", "Male", "Female", "Adult", "Aged", "Magnesium", "Zinc", "Dietary Supplements", "Double-Blind Method",
    "Migraine Disorders", "Hypertension", "Treatment Outcome", "Middle Aged", "Administration, Oral", "Quality of Life",
]  # fmt: skip

PARSE = """
import gzip, resource, sys, time
from lxml import etree
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
n = 0
for _, element in etree.iterparse(gzip.open(sys.argv[1]), events=("end",), tag="PubmedArticle", resolve_entities=False,
                                  no_network=True):
    n += 1
    LOOK
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
WALK = PARSE.replace("LOOK", "for part in element.iter(): part.tag, part.text")
PARSE = PARSE.replace("LOOK", "pass")
OURS = """
import resource, sys, time
from proofwort.sources import Tally, pubmed
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
tally = Tally()
n = sum(1 for _ in pubmed.read(sys.argv[1], tally))
assert n == tally.read, (n, tally)
"""
RIVAL = """
import resource, sys, time
import pubmed_parser
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
n = sum(1 for _ in pubmed_parser.parse_medline_xml(sys.argv[1], year_info_only=True))
"""
REPORT = """
import json
print(json.dumps({"n": n, "seconds": time.perf_counter() - started, "imports_mb": imported / 1024,
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def sentence(rng: random.Random, words: int) -> str:
    """`words` invented words with a p-value, in one of twenty with an inline tag."""
    chosen = rng.choices(WORDS, k=words)
    chosen[words // 2] = f"{'<i>P</i>' if rng.random() < 1 / 20 else 'P'} &lt; 0.{rng.randint(1, 99):02d}"
    return " ".join(chosen).capitalize() + "."


def author(rng: random.Random) -> str:
    """One author with an affiliation."""
    name = rng.choice(WORDS).capitalize()
    return (
        f'<Author ValidYN="Y"><LastName>{name}son</LastName><ForeName>{name} A</ForeName>'
        f"<Initials>{name[0]}A</Initials>"
        f"<AffiliationInfo><Affiliation>Department of {name}, University of Invention, Nowhere.</Affiliation>"
        "</AffiliationInfo></Author>"
    )


def heading(rng: random.Random, number: int) -> str:
    """One MeSH heading, sometimes with qualifiers."""
    name = rng.choice(HEADINGS)
    qualifier = '<QualifierName UI="Q000008" MajorTopicYN="Y">administration &amp; dosage</QualifierName>'
    descriptor = f'<DescriptorName UI="D{number:06d}" MajorTopicYN="N">{name}</DescriptorName>'
    return f"<MeshHeading>{descriptor}{qualifier if rng.random() < 0.4 else ''}</MeshHeading>"


def reference(rng: random.Random) -> str:
    """One entry of the reference list."""
    number = rng.randint(1_000_000, 39_000_000)
    return (
        f"<Reference><Citation>{sentence(rng, 14)}</Citation><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{number}</ArticleId></ArticleIdList></Reference>'
    )


def history(rng: random.Random) -> str:
    """Three dates."""
    year = rng.randint(1990, 2025)
    return "".join(
        f'<PubMedPubDate PubStatus="{status}"><Year>{year}</Year><Month>3</Month><Day>7</Day><Hour>6</Hour>'
        "<Minute>0</Minute></PubMedPubDate>"
        for status in ("received", "entrez", "pubmed")
    )


def citation(rng: random.Random, pmid: int) -> str:
    """One `PubmedArticle`."""
    texts = [" ".join(sentence(rng, 22) for _ in range(3)) for _ in range(4)]
    abstract = "".join(
        f'<AbstractText Label="{label}" NlmCategory="{label}">{text}</AbstractText>'
        for label, text in zip(("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS"), texts, strict=True)
    )
    authors = "".join(author(rng) for _ in range(rng.randint(1, 9)))
    headings = "".join(heading(rng, n) for n in range(rng.randint(6, 16)))
    references = "".join(reference(rng) for _ in range(rng.randint(0, 25)))
    year = rng.randint(1990, 2025)
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Automated">
<PMID Version="1">{pmid}</PMID><DateCompleted><Year>{year}</Year><Month>05</Month><Day>24</Day></DateCompleted>
<DateRevised><Year>2026</Year><Month>04</Month><Day>10</Day></DateRevised><Article PubModel="Print"><Journal>
<ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue CitedMedium="Internet"><Volume>37</Volume><Issue>2</Issue>
<PubDate><Year>{year}</Year><Month>May</Month></PubDate></JournalIssue><Title>The journal of invented trials</Title>
<ISOAbbreviation>J Invent Trials</ISOAbbreviation></Journal><ArticleTitle>{sentence(rng, 14)}</ArticleTitle>
<Pagination><MedlinePgn>18-25</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/{pmid}</ELocationID>
<Abstract>{abstract}</Abstract><AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><Country>United States</Country><MedlineTA>J Invent Trials</MedlineTA>
<NlmUniqueID>0255562</NlmUniqueID><ISSNLinking>1234-5678</ISSNLinking></MedlineJournalInfo>
<ChemicalList><Chemical><RegistryNumber>I38ZP9992A</RegistryNumber>
<NameOfSubstance UI="D008274">Magnesium</NameOfSubstance></Chemical></ChemicalList><CitationSubset>IM</CitationSubset>
<MeshHeadingList>{headings}</MeshHeadingList><KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">magnesium</Keyword>
<Keyword MajorTopicYN="N">migraine</Keyword></KeywordList></MedlineCitation>
<PubmedData><History>{history(rng)}</History>
<PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>
<ArticleId IdType="doi">10.5555/{pmid}</ArticleId></ArticleIdList>
<ReferenceList>{references}</ReferenceList></PubmedData>
</PubmedArticle>
"""


def write(path: Path, records: int) -> int:
    """Write the synthetic file, gzipped; returns its size in bytes before compression."""
    rng = random.Random(2026)
    pool = [citation(rng, number) for number in range(1, 501)]
    size = 0
    with gzip.open(path, "wb", compresslevel=3) as out:
        size += out.write(b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for number in range(records):
            original = number % len(pool) + 1
            text = pool[original - 1].replace(f">{original}<", f">{1_000_000 + number}<")
            size += out.write(text.encode())
        size += out.write(b"</PubmedArticleSet>\n")
    return size


def measure(python: str, program: str, path: Path) -> dict[str, float]:
    """Run one contender in its own process."""
    done = subprocess.run([python, "-c", program + REPORT, str(path)], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    """Write, measure in turn, print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--records", type=int, default=30_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--rival", help="Python of an environment with pubmed_parser")
    asked = options.parse_args()
    contenders = {
        "lxml, parse": (sys.executable, PARSE),
        "lxml, walk": (sys.executable, WALK),
        "proofwort": (sys.executable, OURS),
    }
    if asked.rival:
        contenders["pubmed_parser"] = (asked.rival, RIVAL)
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder, "large.xml.gz"), Path(folder, "small.xml.gz")
        megabytes = write(path, asked.records) / 1e6
        write(small, max(1, asked.records // 10))
        print(f"{asked.records} records, {megabytes:.0f} MB of XML, {path.stat().st_size / 1e6:.0f} MB gzipped")
        rounds = [{name: measure(*how, path) for name, how in contenders.items()} for _ in range(asked.rounds)]
        table(rounds, megabytes, asked.records)
        few, many = (measure(sys.executable, OURS, p) for p in (small, path))
        grown = [run["peak_mb"] - run["imports_mb"] for run in (few, many)]
        print(f"memory on top of imports: {grown[0]:.1f} MB for a tenth of the records, {grown[1]:.1f} MB for all")


def table(rounds: list[dict[str, dict[str, float]]], megabytes: float, records: int) -> None:
    """Medians over the rounds; ratios are taken within each round."""
    print(f"{'':15}{'seconds':>9}{'records/s':>11}{'MB/s':>6}{'added MB':>9}{'to parse':>10}{'to walk':>9}")
    for name in rounds[0]:
        seconds = statistics.median(r[name]["seconds"] for r in rounds)
        peak = max(r[name]["peak_mb"] - r[name]["imports_mb"] for r in rounds)
        parse, walk = (
            statistics.median(r[name]["seconds"] / r[other]["seconds"] for r in rounds)
            for other in ("lxml, parse", "lxml, walk")
        )
        rates = f"{records / seconds:11.0f}{megabytes / seconds:6.0f}"
        print(f"{name:15}{seconds:9.2f}{rates}{peak:9.1f}{parse:10.2f}{walk:9.2f}")


if __name__ == "__main__":
    main()
