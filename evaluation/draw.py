"""Draw the records of our own labelled set from the shared data folder, and write their texts.

The draw is deterministic: a record belongs to a stratum when its title and abstract match the stratum's keywords,
the records of a stratum are put in the order of sha1(seed, stratum, id), and the first ones are taken. A record
that an earlier stratum took, or that stands in the reading-dev set, is passed over.

    python evaluation/draw.py --data DIR --texts OUT.jsonl

(or `--labels FILE` for the records of any file of labels) writes one JSON object a line: id, pmid, year, title, abstract (each a text, or null where the source has none).
No text of other people is part of this repository.
"""

import argparse
import csv
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

SEED = "proofwort-own-2026-11"
LENGTHS = range(250, 3501)
"""Abstracts drawn from, in characters: shorter ones are fragments, longer ones whole guidelines."""


@dataclass(frozen=True, slots=True)
class Record:
    """One title and abstract. `id` is PMC…, PMID…, or MN… (a row of the screening set, which has no PMIDs)."""

    id: str
    pmid: str | None
    year: str | None
    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """`count` records from `sources` with the keywords `design` (but not `unless`) and an ingredient's name `where`.

    `where` is "title", "text" (title or abstract), "nowhere" (no ingredient is named at all) or "any" (no matter).
    """

    name: str
    sources: tuple[str, ...]
    design: str
    count: int
    where: str = "title"
    unless: str = r"(?!)"


INGREDIENT = re.compile(
    r"\b(?:vitamins?|folic acid|folates?|zinc|iron supplement\w*|selenium|magnesium|"
    r"calcium(?! (?:channel|antag|pyro|blocker))|omega-3|n-3|fish oil|polyunsaturated|DHA|EPA|probiotics?|"
    r"lactobacill\w*|bifidobacteri\w*|prebiotics?|synbiotics?|psyllium|inulin|fib(?:er|re)|melatonin|caffeine|"
    r"coffee|creatine|beta-alanine|citrulline|arginine(?! vaso)|glutamine|taurine|leucine|amino acids?|whey|soy\w*|"
    r"isoflavon\w*|flavon\w*|polyphenol\w*|resveratrol|curcumin|turmeric|ginger|garlic|ginseng|ginkgo|green tea|"
    r"catechins?|carotene|carotenoids?|lutein|lycopene|tocopherol|ascorbic|retinol|herbal|herbs?|extracts?|"
    r"essential oil|aromatherapy|chamomile|lavender|peppermint|St\.? John's wort|valerian|echinacea|cranberry|honey|"
    r"propolis|aloe|olive oil|nuts?|flax\w*|carnitine|coenzyme Q10|glucosamine|chondroitin|nitrate|beetroot|"
    r"bicarbonate|collagen|HMB|ashwagandha|DHEA|niacin|riboflavin|thiamine?|B12|cobalamin|biotin|choline|betaine|"
    r"iodine|iodized|chromium|copper|potassium(?! channel)|manganese|phytosterols?|multivitamins?|micronutrients?|"
    r"supplement(?:s|ation)|25-hydroxyvitamin|cocoa|tea)\b",
    re.IGNORECASE,
)
INTERVAL = (
    r"(?s)(?:\b(?:RR|OR|HR|SMD|WMD|MD|aOR|aHR)\b|relative risk|risk ratio|odds ratio|hazard ratio|mean difference|"
    r"difference).{0,60}(?:95 ?%|\bCI\b)"
)
RANDOM = r"(?<!non-)(?<!non)(?<!not )\brandom"
REVIEW = r"review|meta-?analys|overview|pooled analysis|literature|MEDLINE"
RODENTS = r"\b(?:rats?|mice|mouse|rabbits?|zebrafish|murine)\b"
COHORT = r"\bcohort\b|prospective(?:ly)? (?:study|follow)|follow-up study|followed (?:up )?for"
CASE_CONTROL = r"case-control|cases and (?:\w+ )?controls|nested case|matched controls|healthy controls"
CROSS_SECTION = r"cross-sectional|\bsurvey(?:ed)?\b|NHANES|questionnaires? (?:was|were)"
CELLS = (
    r"in vitro|\bcell lines?|cultured|hepatocytes|fibroblasts|(?:endothelial|epithelial|cancer|stem|Caco-2|PC12) cells"
)
CELLS_NOT = f"{REVIEW}|{RANDOM}|{RODENTS}"
ONE_ARM = r"single[- ]arm|open[- ]label|\buncontrolled|non-?controlled|phase I\b|pilot study|pre-? ?(?:and|to) post"
TWO_ARMS = r"quasi-|non-?randomi[sz]ed|not randomi[sz]ed|historical controls?|control group received"
CASE = r"case (?:report|series)|we (?:report|describe|present) (?:a|the|two|three|here)|\b(?:wo)?man (?:with|who)"
ALL = ("pubmedqa", "medline", "trials", "sports", "gutbrain", "micronutrients", "chemicals")
CLINICAL = ("pubmedqa", "medline")
TRIALS = ("trials", "medline", "sports")

STRATA = (
    Stratum("effect-trial", TRIALS, INTERVAL, 45, where="text"),
    Stratum("effect-observed", ("micronutrients", "pubmedqa"), INTERVAL, 45),
    Stratum("meta-analysis", ("sports", "micronutrients", "gutbrain"), r"meta-?analys", 20),
    Stratum("systematic-review", ALL, r"systematic(?:ally)? review|Cochrane", 24, unless=r"meta-?analy|pooled"),
    Stratum("cohort", ALL, COHORT, 16, where="text", unless=rf"{RANDOM}|{REVIEW}|{RODENTS}"),
    Stratum("cohort-other", CLINICAL, COHORT, 10, where="nowhere", unless=f"{RANDOM}|{REVIEW}"),
    Stratum("case-control", ALL, CASE_CONTROL, 14, where="text", unless=f"{RANDOM}|{REVIEW}|{RODENTS}"),
    Stratum("case-control-other", CLINICAL, CASE_CONTROL, 6, where="nowhere", unless=f"{RANDOM}|{REVIEW}"),
    Stratum("cross-sectional", ALL, CROSS_SECTION, 14, where="text", unless=f"{RANDOM}|{REVIEW}|{RODENTS}"),
    Stratum("cross-sectional-other", CLINICAL, CROSS_SECTION, 8, where="nowhere", unless=f"{RANDOM}|{REVIEW}"),
    Stratum("case-report", ALL, CASE, 18, where="text", unless=f"{RANDOM}|{REVIEW}|{RODENTS}"),
    Stratum("case-report-other", (*CLINICAL, "chemicals"), CASE, 6, where="nowhere", unless=f"{RANDOM}|{REVIEW}"),
    Stratum(
        "single-arm",
        ALL,
        r"single-arm|uncontrolled|before[- ]and[- ]after|pilot|open[- ]label|baseline",
        20,
        unless=f"{RANDOM}|{REVIEW}|{RODENTS}|placebo",
    ),
    Stratum(
        "nonrandomised",
        ALL,
        r"quasi-experiment|non-?randomi[sz]ed|control (?:group|trial)|controlled|placebo",
        26,
        unless=f"{RANDOM}|{REVIEW}|{RODENTS}|case-control|cohort",
    ),
    Stratum("animal", ALL, RODENTS, 22, unless=REVIEW),
    Stratum(
        "in-vitro",
        ALL,
        r"in vitro|cell lines?|cultured|docking|in silico|strains? (?:of|isolated)|isolates",
        20,
        where="text",
        unless=f"{REVIEW}|{RODENTS}|{RANDOM}|patients",
    ),
    Stratum(
        "in-vitro-other",
        (*CLINICAL, "chemicals"),
        r"in vitro|cell lines?|cultured",
        8,
        where="nowhere",
        unless=f"{REVIEW}|{RANDOM}|patients",
    ),
    Stratum("protocol-review", ("micronutrients",), r"this is the protocol for a review", 3),
    Stratum(
        "protocol",
        TRIALS,
        r"protocol(?: for|:| of a)|will be (?:randomi[sz]ed|recruited|enrolled|measured)",
        12,
        where="text",
    ),
    Stratum("review", ALL, r"this (?:review|article|paper)|we review|position (?:stand|statement)|overview", 18),
    Stratum("crossover", TRIALS, r"cross-?over", 17),
    Stratum("harm", ALL, r"adverse|toxicity|side effects|increased (?:the )?risk|harmful", 14),
    Stratum("parallel", TRIALS, r"randomi[sz]", 25),
    Stratum("irrelevant", ("medline", "pubmedqa", "trials"), r".", 16, where="nowhere"),
    # The first draw gave too few of these three designs: a second one, with wider keywords.
    Stratum("in-vitro-again", ALL, CELLS, 14, where="text", unless=f"{REVIEW}|{RANDOM}|volunteers|participants"),
    Stratum("single-arm-again", ALL, ONE_ARM, 12, where="any", unless=f"{RANDOM}|{REVIEW}|{RODENTS}|placebo"),
    Stratum("nonrandomised-again", ALL, TWO_ARMS, 6, where="any", unless=f"{RANDOM}|{REVIEW}|{RODENTS}"),
    Stratum("in-vitro-gut", ("gutbrain",), r"in vitro|\bcell lines?|cultured", 6, where="any", unless=CELLS_NOT),
    Stratum("in-vitro-last", (*CLINICAL, "chemicals"), r"in vitro|\bcell lines?", 8, where="any", unless=CELLS_NOT),
)


def unpack(path: Path) -> str:
    """The text of a gzipped file, with plain line ends."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def of_pubmedqa(data: Path) -> Iterator[Record]:
    """The question as title; labelled contexts, then the long answer (the abstract's own conclusion)."""
    items = json.loads(unpack(data / "pubmedqa/ori_pqal.json.gz"))
    for pmid, item in items.items():
        parts = [f"{label}: {text}" for label, text in zip(item["LABELS"], item["CONTEXTS"], strict=True)]
        abstract = " ".join([*parts, f"CONCLUSIONS: {item['LONG_ANSWER']}"])
        yield Record(f"PMID{pmid}", pmid, item.get("YEAR"), item["QUESTION"], abstract)


def of_medline(data: Path) -> Iterator[Record]:
    """Records of a MEDLINE file that have an abstract."""
    text = unpack(data / "medline-1000/pubmed_test.nbib.txt.gz")
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        for match in re.finditer(r"^([A-Z]{2,4}) *- (.*(?:\n {6}.*)*)", block, re.MULTILINE):
            fields.setdefault(match[1], " ".join(match[2].split()))
        if "AB" in fields and "PMID" in fields:
            yield Record(
                f"PMID{fields['PMID']}", fields["PMID"], fields.get("DP", "")[:4] or None, fields["TI"], fields["AB"]
            )


def of_trials(data: Path) -> Iterator[Record]:
    """Titles and abstracts of the Evidence Inference articles."""
    for line in unpack(data / "evidence-inference/articles_all_title_abstract.jsonl.gz").split("\n"):
        if not line:
            continue
        item = json.loads(line)
        if item["abstract"]:
            yield Record(f"PMC{item['pmcid']}", item["pmid"] or None, item["year"], item["title"], item["abstract"])


def of_sports(data: Path) -> Iterator[Record]:
    """Abstracts on sports supplements."""
    for line in unpack(data / "sports-supplement-abstracts/papers.jsonl.gz").split("\n"):
        if not line:
            continue
        item = json.loads(line)
        yield Record(f"PMID{item['pmid']}", item["pmid"], str(item["year"]), item["title"], item["content"])


def of_gutbrain(data: Path) -> Iterator[Record]:
    """Abstracts on the gut and the brain."""
    for part in ("dev", "train_gold", "train_platinum", "train_silver"):
        items = json.loads(unpack(data / f"gutbrainie/articles_{part}.json.gz"))
        for pmid, item in items.items():
            yield Record(f"PMID{pmid}", pmid, item["year"], item["title"], item["abstract"])


def of_micronutrients(data: Path) -> Iterator[Record]:
    """The screening set on micronutrients; the database's marks ("[Review] [39 refs]") are cut off."""
    csv.field_size_limit(1 << 20)
    with gzip.open(data / "micronutrient-screening/micro_nutrients.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["abstract"]:
                title = re.sub(r"(?<=[.?\]a-zA-Z])\d{1,4}$", "", row["title"].strip('" '))
                title = re.sub(r"(?:\s*\[[^\]]*\]\.?)+$", "", title) or title.strip("[]")
                abstract = re.sub(r"\s*\[References: \d+\]\W*$", "", row["abstract"])
                yield Record(f"MN{row['id']}", None, None, title.strip(), abstract)


def of_chemicals(data: Path) -> Iterator[Record]:
    """The chemical-disease corpus: abstracts on what chemicals do to people and animals, often harm."""
    for part in ("CDR_DevelopmentSet.PubTator", "CDR_TrainingSet.PubTator.PubTator"):
        text = unpack(data / f"disease-ner/{part}.txt.gz")
        for match in re.finditer(r"^(\d+)\|t\|(.*)\n\1\|a\|(.*)$", text, re.MULTILINE):
            yield Record(f"PMID{match[1]}", match[1], None, match[2], match[3])


SOURCES = {
    "pubmedqa": of_pubmedqa,
    "medline": of_medline,
    "trials": of_trials,
    "sports": of_sports,
    "gutbrain": of_gutbrain,
    "micronutrients": of_micronutrients,
    "chemicals": of_chemicals,
}


def development(data: Path) -> set[str]:
    """Identifiers (own and PMID) of the development set, which this set must not repeat."""
    with (data / "reading-dev/abstracts.jsonl").open(encoding="utf-8") as file:
        items = [json.loads(line) for line in file]
    return {item["id"] for item in items} | {f"PMID{item['pmid']}" for item in items if item.get("pmid")}


def belongs(record: Record, stratum: Stratum) -> bool:
    """Whether the record's text has the stratum's keywords, and names an ingredient where it should."""
    text = f"{record.title}\n{record.abstract}"
    if not re.search(stratum.design, text, re.IGNORECASE) or re.search(stratum.unless, text, re.IGNORECASE):
        return False
    if stratum.where == "any":
        return True
    if stratum.where == "nowhere":
        return not INGREDIENT.search(text)
    return INGREDIENT.search(record.title if stratum.where == "title" else text) is not None


def order(stratum: Stratum, record: Record) -> str:
    """The record's place in its stratum's order: a hash that depends on nothing else."""
    return hashlib.sha1(f"{SEED}|{stratum.name}|{record.id}".encode()).hexdigest()


def draw(data: Path) -> list[tuple[str, Record]]:
    """The drawn records with the name of the stratum that took each, stratum by stratum.

    Raises FileNotFoundError if the data folder lacks a source.
    """
    pools = {name: [r for r in read(data) if len(r.abstract) in LENGTHS] for name, read in SOURCES.items()}
    taken = development(data)
    drawn: list[tuple[str, Record]] = []
    for stratum in STRATA:
        pool = {r.id: r for name in stratum.sources for r in pools[name] if belongs(r, stratum)}
        free = [r for r in sorted(pool.values(), key=lambda r: order(stratum, r)) if not taken & names(r)]
        for record in free[: stratum.count]:
            taken |= names(record)
            drawn.append((stratum.name, record))
    return drawn


def labelled(data: Path, labels: Path) -> list[tuple[str, Record]]:
    """The records that a file of labels names, with the source that holds each; one that no source holds is left out."""
    wanted = [json.loads(line)["id"] for line in labels.read_text(encoding="utf-8").splitlines()]
    found: dict[str, tuple[str, Record]] = {}
    for source, read in SOURCES.items():
        for record in read(data):
            found.setdefault(record.id, (source, record))
    return [found[i] for i in wanted if i in found]


def names(record: Record) -> set[str]:
    """Everything the record may be known by."""
    return {record.id} | ({f"PMID{record.pmid}"} if record.pmid else set())


def main() -> int:
    """Write the texts of the drawn records, in the order of the draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--texts", type=Path, required=True, help="file to write (JSON lines)")
    parser.add_argument("--labels", type=Path, help="write the texts of this file's labels instead, in its order")
    arguments = parser.parse_args()
    drawn = labelled(arguments.data, arguments.labels) if arguments.labels else draw(arguments.data)
    with arguments.texts.open("w", encoding="utf-8") as file:
        for _, record in drawn:
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
    print(f"{len(drawn)} texts written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
