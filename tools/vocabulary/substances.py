"""Registries of natural ingredients: UNII (FDA/NLM), NIH supplement labels (DSLD), plant dictionaries, MeSH plants."""

from __future__ import annotations

import gzip
import re
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from vocabulary.book import Book, one_of

_TAG = re.compile(r"\s*\[([^\]]+)\]")
_PARTS = one_of(
    r"""
    whole; root; leaf; leaves; seed; bark; flower; flowers; fruit; top; stem; rhizome; flowering; pollen; juice;
    wood; bulb; bud; tuber; peel; herb; resin; twig; nut; extract; powder; aerial parts; root bark; inner bark;
    berry; sap; gum; kernel; shoot; sprout; thallus; fruiting body; mycelium; flowering top; stem bark; fresh;
    dried; rind; pericarp; hull; pulp; radix; folium; herba; semen; fructus; cortex; rhizoma; flos
    """
)
_PART = re.compile(rf"(?: {_PARTS})+$")
_PART_IN = re.compile(rf"\b(?:{_PARTS}|oil)\b")
_BINOMIAL = re.compile(r"^[a-z]{4,} (?:x )?[a-z-]{4,}$")
_NATURAL = {"DSC", "NDI", "EMA HERBAL SUBSTANCE", "HOC", "LANGUAL"}
_TRUSTED = _NATURAL | {"HPUS", "WHO-DD", "VANDF", "FCC", "FHFI"}
_NO_NAME = re.compile(r"[,()\[\]:;/\"&+%]|\d{2,}|\bno\b|\bunspecified\b|\.")
_ANIMALS = one_of(
    r"""
    fish; shark; ray; cod; tuna; turtle; duck; chicken; goose; turkey; frog; toad; snake; salmon; trout; crab;
    shrimp; beetle; moth; spider; scorpion; jellyfish; cow; pig; horse; sheep; goat; deer; rabbit; dog; cat;
    mite; cockroach; venom; bovine; porcine; human
    """
)
_ANIMAL = re.compile(rf"\b{_ANIMALS}\b")
_MINERALS = (
    "magnesium",
    "calcium",
    "potassium",
    "zinc",
    "iron",
    "ferrous",
    "ferric",
    "copper",
    "cupric",
    "selenium",
    "chromium",
    "manganese",
    "molybdenum",
    "iodine",
)
_SALTS = one_of(
    r"""
    citrate; oxide; chloride; sulfate; gluconate; lactate; aspartate; glycinate; bisglycinate; malate; orotate;
    taurate; carbonate; hydroxide; phosphate; picolinate; acetate; ascorbate; fumarate; threonate; pidolate;
    succinate; bicarbonate; stearate; glutamate; methionine; monomethionine; polynicotinate; nicotinate;
    lysinate; arginate; chelate; caprylate; glycerophosphate; peptonate; pyrophosphate; salicylate; oxalate;
    iodide; iodate; histidinate; sulphate; dinicotinate; proteinate; hydroxyapatite
    """
)
_SALT = re.compile(rf"^{_SALTS}$")
_IRON = {"ferrous": "iron", "ferric": "iron", "cupric": "copper"}


def _clean(name: str) -> str:
    plain = _TAG.sub("", name).lower().strip()
    return re.sub(r"\.(alpha|beta|gamma|delta|omega|epsilon)\.", r"\1", plain)


def _substances(path: Path) -> Iterator[tuple[str, str, set[str], list[str]]]:
    """(identifier, display name, tags, names) of each substance, names cleaned."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        current, display, tags, names = "", "", set[str](), list[str]()
        for line in lines:
            identifier, shown, name, _ = line.rstrip("\n").split("\t")
            if identifier != current:
                if current:
                    yield current, display, tags, names
                current, display, tags, names = identifier, _clean(shown), set(), []
            tags.update(_TAG.findall(name))
            names.append(_clean(name))
        yield current, display, tags, names


def unii(book: Book, path: Path) -> None:
    """Plants by species, whatever the part; salts of minerals as forms; other substances only if sold as
    supplements."""
    substances = list(_substances(path))
    species_tags: dict[str, set[str]] = {}
    for _, display, tags, _ in substances:
        species_tags.setdefault(_PART.sub("", display), set()).update(
            tags | {"PART" for _ in _PART_IN.findall(display)}
        )
    for identifier, display, tags, names in substances:
        base = _PART.sub("", display)
        if _ANIMAL.search(display):
            continue
        if _BINOMIAL.match(base) and base != display:
            if species_tags[base] & _TRUSTED:
                _species(book, base, identifier, names)
        elif owner := _known(book, display, base):
            _join(book, owner, identifier, names)
        elif display.split()[0] in _MINERALS:
            _salt(book, display, identifier)
        elif tags & {"DSC", "NDI"} and "INN" not in tags and _usable(display):
            slug = book.concept("ingredient", display, "unii")
            book.claim("ingredient", slug, display, "unii")
            _join(book, slug, identifier, names)


def _usable(name: str) -> bool:
    return 5 <= len(name) <= 40 and name.isascii() and not _NO_NAME.search(name) and len(name.split()) <= 5


def _known(book: Book, display: str, base: str) -> str | None:
    return book.owner("ingredient", display) or book.owner("ingredient", base)


def _species(book: Book, base: str, identifier: str, names: list[str]) -> None:
    bases = [_PART.sub("", name) for name in names]
    owner = book.owner("ingredient", base)
    if owner is None:
        latin = [book.claims.get(("ingredient", name)) for name in bases if _BINOMIAL.match(name)]
        owners = [
            claim.concept
            for claim in latin
            if claim and claim.rule == "species" and claim.source in ("curated", "hand")
        ]
        owner = owners[0] if owners else None
    slug = owner or book.concept("ingredient", base.capitalize(), "unii")
    book.identify("ingredient", slug, [f"unii:{identifier}"])
    book.claim("ingredient", slug, base.capitalize(), "unii", rule="species")
    for name in dict.fromkeys(bases):
        if not _usable(name) or _ANIMAL.search(name):
            continue
        if _BINOMIAL.match(name) and name.split()[0] in {b.split()[0] for b in (base,)}:
            book.claim("ingredient", slug, name.capitalize(), "unii", rule="species")
        elif len(name.split()) > 1 and not name.endswith((" oil", " extract")):
            book.claim("ingredient", slug, name, "unii", rule="plain")


def _join(book: Book, slug: str, identifier: str, names: list[str]) -> None:
    book.identify("ingredient", slug, [f"unii:{identifier}"])
    for name in dict.fromkeys(names):
        if _usable(name) and not _PART.search(name) and (len(name) >= 6 or " " in name):
            book.claim("ingredient", slug, name, "unii", rule="plain")


def _salt(book: Book, display: str, identifier: str) -> None:
    metal, *rest = display.split()
    owner = book.owner("ingredient", _IRON.get(metal, metal))
    if owner and rest and _SALT.match(rest[0]) and not any(c in display for c in ",("):
        book.claim("ingredient", owner, display, "unii", form=" ".join([metal, rest[0]]))
        book.identify("ingredient", owner, [f"unii:{identifier}"])


def dsld(book: Book, folder: Path) -> None:
    """Salts of minerals as supplement labels print them; plants known by two words or more that end in a known plant's
    name."""
    for pair in sorted(folder.glob("mineral_label_pairs.csv.gz")):
        with gzip.open(pair, "rt", encoding="utf-8-sig") as lines:
            for line in lines:
                words = line.rsplit(",", 1)[-1].strip().lower().split()
                for at, word in enumerate(words[:-1]):
                    if word in _MINERALS and _SALT.match(words[at + 1]):
                        owner = book.owner("ingredient", _IRON.get(word, word))
                        if owner:
                            name = f"{word} {words[at + 1]}"
                            book.claim("ingredient", owner, name, "dsld", form=name)
    for line in sorted(set((folder / "botanical.txt").read_text(encoding="utf-8-sig").splitlines())):
        base = _PART.sub("", line.strip())
        if base != line.strip() and (owner := book.owner("ingredient", base)) and _usable(line.strip()):
            book.claim("ingredient", owner, line.strip(), "dsld", rule="plain")


def plants(book: Book, archive: Path) -> None:
    """Species of the essential-oil plant dictionary."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile("eo_plant.xml")
        if member is None:
            raise FileNotFoundError(f"{archive}: eo_plant.xml")
        for entry in ET.parse(member).getroot().iter("entry"):
            _plant(book, " ".join(entry.get("term", "").split()), "plant-dictionary", [])


def mesh_plants(book: Book, tree: Path) -> None:
    """Species among the MeSH headings for plants, fungi and algae."""
    with gzip.open(tree, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    for number, heading in rows:
        if number.startswith(("B01.650", "B01.300")) or (number.startswith("B03") and "acillus " in heading):
            _plant(book, heading, "mesh", [])


def _plant(book: Book, name: str, source: str, identifiers: list[str]) -> None:
    if not _BINOMIAL.match(name.lower()) or not name.isascii():
        return
    slug = book.owner("ingredient", name) or book.concept("ingredient", name, source)
    book.identify("ingredient", slug, identifiers)
    book.claim("ingredient", slug, name, source, rule="species")
