"""What curated records must satisfy together. Each check is a function; `CHECKS` lists them in the order they print."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from proofwort import names
from proofwort.admission import admitted, refusal
from proofwort.errors import Problem
from proofwort.gaps import planned
from proofwort.knowledge import Knowledge
from proofwort.model import Condition, Effect, Finding, Ingredient, Study

SHAPES = {
    "pmid": re.compile(r"[1-9]\d{0,8}"),
    "pmcid": re.compile(r"PMC\d{3,9}"),
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "mesh": re.compile(r"[DC]\d{6,9}"),
    "mondo": re.compile(r"MONDO:\d{7}"),
    "unii": re.compile(r"[0-9A-Z]{10}"),
    "icd10": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
    "hpo": re.compile(r"HP:\d{7}"),
}
REGISTRATION = re.compile(r"[A-Za-z][A-Za-z0-9 /:.\-]*\d{3,}[A-Za-z0-9/\-]*")

# PMIDs are given out in order. A paper of year Y can't have one that was given out years before; these are the
# numbers reached at the end of each year, rounded down, and three years of grace for papers that appeared online first.
PMID_REACHED = {
    1996: 8_900_000,
    1999: 10_500_000,
    2004: 15_500_000,
    2009: 19_900_000,
    2014: 25_300_000,
    2019: 31_700_000,
    2021: 34_700_000,
    2023: 38_200_000,
}
PMID_GRACE = 3
PMID_LIMIT = 44_500_000
LONGEST_TITLE = 420


def check(knowledge: Knowledge) -> list[Problem]:
    """All problems that the records have together, in order of check and file."""
    return [problem for test in CHECKS.values() for problem in test(knowledge)]


def _problem(knowledge: Knowledge, folder: str, key: str, field: str, message: str, remedy: str) -> Problem:
    return Problem(knowledge.files.get(f"{folder}/{key}", f"{folder}/{key}"), None, field, message, remedy)


def no_name_twice(knowledge: Knowledge) -> Iterator[Problem]:
    """A name is claimed by one record only; a truly shared one is listed as ambiguous in each."""
    for folder, records in (("ingredients", knowledge.ingredients), ("conditions", knowledge.conditions)):
        claims: dict[str, set[str]] = defaultdict(set)
        for slug, record in records.items():
            for name in _claimed(record):
                claims[names.key(name)].add(slug)
        for name, slugs in sorted(claims.items()):
            if len(slugs) > 1:
                first, *others = sorted(slugs)
                yield _problem(
                    knowledge,
                    folder,
                    first,
                    "names",
                    f"the name {name!r} is also claimed by {', '.join(others)}",
                    "Leave it to one record, or list it under ambiguous_names in each",
                )


def _claimed(record: Ingredient | Condition) -> set[str]:
    return {record.name, record.slug.replace("-", " "), *record.names}


def references_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Every ingredient, condition, body system and outcome that a record names exists."""
    for slug, condition in knowledge.conditions.items():
        wanted = [("broader", s, knowledge.conditions) for s in condition.broader]
        wanted += [("related", s, knowledge.conditions) for s in condition.related]
        missing = [(f, s) for f, s, there in wanted if s not in there]
        missing += [("systems", s) for s in condition.systems if s not in knowledge.systems]
        for name, value in missing:
            yield _problem(knowledge, "conditions", slug, name, f"there is no {value!r}", "Correct the slug")
    for slug, study in knowledge.studies.items():
        for index, finding in enumerate(study.findings):
            yield from _finding_references(knowledge, slug, index, finding)
    for folder, records in (
        ("traditions", knowledge.traditions),
        ("statements", knowledge.statements),
        ("cautions", knowledge.cautions),
        ("safety_checks", knowledge.safety_checks),
        ("searches", knowledge.searches),
    ):
        for record in records:
            if record.ingredient not in knowledge.ingredients:
                yield _problem(
                    knowledge,
                    folder,
                    record.ingredient,
                    "ingredient",
                    f"there is no ingredient {record.ingredient!r}",
                    "Correct the slug or add the record",
                )
            for condition_slug in _conditions_of(record):
                if condition_slug not in knowledge.conditions:
                    yield _problem(
                        knowledge,
                        folder,
                        record.ingredient,
                        "condition",
                        f"there is no condition {condition_slug!r}",
                        "Correct the slug or add the record",
                    )


def _conditions_of(record: object) -> tuple[str, ...]:
    one = getattr(record, "condition", None)
    return (one,) if one else tuple(getattr(record, "conditions", ()))


def _finding_references(knowledge: Knowledge, slug: str, index: int, finding: Finding) -> Iterator[Problem]:
    at = f"findings.{index}"
    if finding.ingredient not in knowledge.ingredients:
        yield _problem(
            knowledge,
            "studies",
            slug,
            f"{at}.ingredient",
            f"there is no ingredient {finding.ingredient!r}",
            "Correct the slug or add the ingredient",
        )
    condition = knowledge.conditions.get(finding.condition)
    if condition is None:
        yield _problem(
            knowledge,
            "studies",
            slug,
            f"{at}.condition",
            f"there is no condition {finding.condition!r}",
            "Correct the slug or add the condition",
        )
    elif finding.outcome_slug and finding.outcome_slug not in {o.slug for o in condition.outcomes}:
        yield _problem(
            knowledge,
            "studies",
            slug,
            f"{at}.outcome_slug",
            f"{finding.condition} ranks no outcome {finding.outcome_slug!r}",
            "Use one of " + ", ".join(o.slug for o in condition.outcomes),
        )


def second_readings_are_of_a_study(knowledge: Knowledge) -> Iterator[Problem]:
    """A second reading names a study on record, and one that the same reader has not read twice."""
    seen: set[tuple[str, str]] = set()
    for second in knowledge.second_readings:
        key = second.study, second.reading.reader.name
        if second.study not in knowledge.studies or key in seen:
            yield _problem(
                knowledge,
                "second_readings",
                second.study,
                "study",
                "was read by this reader already" if key in seen else "is no study on record",
                "Take the second reading out, or correct the slug",
            )
        seen.add(key)


def drug_classes_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """A caution names only classes of medicines that are listed, and only as an interaction."""
    for caution in knowledge.cautions:
        for slug in caution.drug_classes:
            if slug not in knowledge.drug_classes or caution.kind != "interaction":
                yield _problem(
                    knowledge,
                    "cautions",
                    caution.ingredient,
                    "drug_classes",
                    f"{slug!r} is no class in drug_classes.yaml, or the caution is no interaction",
                    "Correct the slug, or give the caution the kind interaction",
                )


def planned_pairs_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """What is planned to be covered names ingredients and conditions that have a record, each pair once."""
    seen: set[tuple[str, str]] = set()
    for ingredient, condition, _ in planned(knowledge.root / "coverage.tsv"):
        known = ingredient in knowledge.ingredients and condition in knowledge.conditions
        if not known or (ingredient, condition) in seen:
            yield _problem(
                knowledge,
                "coverage.tsv",
                f"{ingredient} × {condition}",
                "-",
                "stands twice" if known else "has no record of the ingredient or the condition",
                "Correct the slugs, add the record, or take the line out",
            )
        seen.add((ingredient, condition))


def identifiers_have_their_shape(knowledge: Knowledge) -> Iterator[Problem]:
    """Outside identifiers look as their registries print them."""
    for folder, records in (("ingredients", knowledge.ingredients), ("conditions", knowledge.conditions)):
        for slug, record in records.items():
            for registry, values in record.identifiers.items():
                shape = SHAPES.get(registry)
                for value in values:
                    if shape and not shape.fullmatch(value):
                        yield _problem(
                            knowledge,
                            folder,
                            slug,
                            f"identifiers.{registry}",
                            f"{value!r} is not of the registry's form",
                            "Copy it again from its source",
                        )
    for slug, study in knowledge.studies.items():
        ids = study.identifiers
        if not (ids.pmid or ids.pmcid or ids.doi or ids.registrations):
            yield _problem(
                knowledge,
                "studies",
                slug,
                "identifiers",
                "has no identifier at all",
                "Add the PMID, PMCID, DOI or registration that the text prints",
            )
        for registry in ("pmid", "pmcid", "doi"):
            value = getattr(ids, registry)
            if value and not SHAPES[registry].fullmatch(value):
                yield _problem(
                    knowledge,
                    "studies",
                    slug,
                    f"identifiers.{registry}",
                    f"{value!r} is not of the registry's form",
                    "Copy it again from its source",
                )
        for value in ids.registrations:
            if not REGISTRATION.fullmatch(value):
                yield _problem(
                    knowledge,
                    "studies",
                    slug,
                    "identifiers.registrations",
                    f"{value!r} does not look like a registration",
                    "Copy it again from its source",
                )


def one_record_per_study(knowledge: Knowledge) -> Iterator[Problem]:
    """No identifier stands in two study records."""
    owner: dict[str, str] = {}
    for slug, study in knowledge.studies.items():
        for ids in (study.identifiers, *study.reports):
            for value in (ids.pmid and f"PMID {ids.pmid}", ids.pmcid, ids.doi and ids.doi.lower()):
                if value and owner.setdefault(value, slug) != slug:
                    yield _problem(
                        knowledge,
                        "studies",
                        slug,
                        "identifiers",
                        f"{value} stands in {owner[value]} too",
                        "Join the two records, or list the second article under reports",
                    )


def years_are_possible(knowledge: Knowledge) -> Iterator[Problem]:
    """The year is possible, and the PMID was not given out long before the paper appeared."""
    for slug, study in knowledge.studies.items():
        if study.year is None:
            continue
        if not 1850 <= study.year <= 2027:
            yield _problem(knowledge, "studies", slug, "year", f"{study.year} is not possible", "Correct the year")
        if study.identifiers.pmid and study.identifiers.pmid.isdigit():
            pmid = int(study.identifiers.pmid)
            floor = max((n for y, n in PMID_REACHED.items() if y <= study.year - PMID_GRACE), default=0)
            if not floor <= pmid <= PMID_LIMIT:
                yield _problem(
                    knowledge,
                    "studies",
                    slug,
                    "identifiers.pmid",
                    f"{pmid} does not go with the year {study.year}",
                    "Copy both again from the source",
                )


def numbers_agree(knowledge: Knowledge) -> Iterator[Problem]:
    """Estimates lie inside their intervals, ratios are positive, directions agree with effects and p-values."""
    for slug, study in knowledge.studies.items():
        for index, finding in enumerate(study.findings):
            if finding.effect:
                for message in effect_faults(finding.effect, finding.direction):
                    yield _problem(
                        knowledge,
                        "studies",
                        slug,
                        f"findings.{index}.effect",
                        message,
                        "Read the numbers again at the source",
                    )
        # A trial may hold a second part, such as a comparison of levels with healthy people, that has its own number.
        biggest = max((f.participants or 0 for f in study.findings if f.exposure == "given"), default=0)
        if study.participants is not None and biggest > study.participants:
            yield _problem(
                knowledge,
                "studies",
                slug,
                "participants",
                f"is {study.participants}, fewer than the {biggest} of one of its findings",
                "Give the number randomised or included in all",
            )


def effect_faults(effect: Effect, direction: str) -> Iterator[str]:
    """What is impossible in one effect: order of the interval, sign of a ratio, side against the direction read."""
    ratio = effect.measure in ("RR", "OR", "HR", "IRR")
    if not all(math.isfinite(v) for v in (effect.value, effect.low or 0, effect.high or 0)):
        yield "is not finite"
        return
    if effect.baseline is not None and not 0 < effect.baseline < 1:
        yield f"has a baseline of {effect.baseline}; a share of people lies between 0 and 1"
    if ratio and effect.value <= 0:
        yield f"is a ratio of {effect.value}, which must be above 0"
    if effect.low is not None and effect.high is not None:
        if not effect.low <= effect.value <= effect.high:
            yield f"{effect.value} lies outside its interval {effect.low} to {effect.high}"
        neutral = 1.0 if ratio else 0.0
        good_is_low = effect.better == "lower"
        good = effect.high < neutral if good_is_low else effect.low > neutral
        bad = effect.low > neutral if good_is_low else effect.high < neutral
        if direction == "benefit" and bad:
            yield "the interval lies on the harmful side, yet the direction is benefit"
        if direction == "harm" and good:
            yield "the interval lies on the beneficial side, yet the direction is harm"


def places_are_given(knowledge: Knowledge) -> Iterator[Problem]:
    """Every study says where it was read, and holds no text longer than a title."""
    for slug, study in knowledge.studies.items():
        if not study.reading.place.url:
            yield _problem(
                knowledge, "studies", slug, "reading.place.url", "is missing", "Give the address that was read"
            )
        for field, text in (("title", study.title), ("note", study.note), ("adverse_note", study.adverse_note)):
            if text and len(text) > LONGEST_TITLE:
                yield _problem(
                    knowledge,
                    "studies",
                    slug,
                    field,
                    f"is {len(text)} characters long",
                    f"Say it in under {LONGEST_TITLE}, in words of our own",
                )


def reviews_count_their_trials(knowledge: Knowledge) -> Iterator[Problem]:
    """Only reviews have `trials`, `included` and `search_date`; one with a verdict on its trials judged them; none includes
    itself."""
    for slug, study in knowledge.studies.items():
        if is_review(study) and study.bias.appraised_as and not study.appraised:
            yield _problem(
                knowledge,
                "studies",
                slug,
                "appraised",
                f"is not true, yet bias.appraised_as is {study.bias.appraised_as}",
                "A review that says how good its trials are has judged them: set appraised to true, or remove the verdict",
            )
        if not is_review(study) and (study.trials or study.included or study.search_date):
            yield _problem(
                knowledge,
                "studies",
                slug,
                "trials",
                f"stands in a {study.design}",
                "Only reviews pool trials; remove it or correct the design",
            )
        if slug in study.included:
            yield _problem(knowledge, "studies", slug, "included", "names the review itself", "Remove it")


def what_trials_assign_is_given(knowledge: Knowledge) -> Iterator[Problem]:
    """What a randomised trial treats with was given, also where it is a food or less salt; `diet` is what people eat by
    themselves."""
    for slug, study in knowledge.studies.items():
        for index, finding in enumerate(study.findings):
            if study.randomised and finding.role in ("treat", "adjunct", "performance") and finding.exposure == "diet":
                message = f"is diet, though trials of it for {finding.condition} were randomised"
                remedy = "Set it to given (or leave it out); if people ate it by themselves, the role is associate or prevent"
                yield _problem(knowledge, "studies", slug, f"findings.{index}.exposure", message, remedy)


def is_review(study: Study) -> bool:
    """Does this record pool or gather other studies?"""
    return study.design in ("meta-analysis", "systematic-review", "narrative-review")


def machine_studies_may_count(knowledge: Knowledge) -> Iterator[Problem]:
    """What was read by machine and let in passes the rules of admission, holds nobody's sentences, and says that it was
    a program."""
    files = {f"studies/{slug}": knowledge.files.get(f"machine/{slug}", "machine") for slug in knowledge.machine}
    alone = replace(knowledge, studies=knowledge.machine, files=files)
    yield from identifiers_have_their_shape(replace(alone, ingredients={}, conditions={}))
    yield from years_are_possible(alone)
    yield from numbers_agree(alone)
    remedy = "Write the file anew with proofwort read --export"
    for slug, study in knowledge.machine.items():
        if reason := refusal(study, knowledge.ingredients, knowledge.conditions):
            yield _problem(alone, "studies", slug, "-", f"{slug} may not count: {reason}", remedy)
        elif admitted(study) != study:
            yield _problem(alone, "studies", slug, "-", f"{slug} holds more than may count", remedy)
        if {study.reading.reader.kind, *(f.reader.kind for f in study.facts)} != {"rule"}:
            message = f"{slug} was not read by a program"
            yield _problem(alone, "studies", slug, "reading.reader.kind", message, "Give it a file in studies/")


CHECKS: dict[str, Callable[[Knowledge], Iterator[Problem]]] = {
    "no name twice": no_name_twice,
    "references exist": references_exist,
    "drug classes exist": drug_classes_exist,
    "second readings are of a study": second_readings_are_of_a_study,
    "planned pairs exist": planned_pairs_exist,
    "identifiers have their shape": identifiers_have_their_shape,
    "one record per study": one_record_per_study,
    "years are possible": years_are_possible,
    "numbers agree": numbers_agree,
    "places are given": places_are_given,
    "reviews count their trials": reviews_count_their_trials,
    "what trials assign is given": what_trials_assign_is_given,
    "machine studies may count": machine_studies_may_count,
}
