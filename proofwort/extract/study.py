"""One article → one study: every extractor asked in turn, each answer kept with its place, its rule and this reader's
version.

An article that names no natural ingredient gets its design and nothing else, as the labelling guide has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from proofwort.extract import bias
from proofwort.extract.adverse import adverse
from proofwort.extract.blinding import blinding
from proofwort.extract.claims import Claims, read_claims
from proofwort.extract.comparator import comparator
from proofwort.extract.country import country
from proofwort.extract.design import design
from proofwort.extract.dose import dose
from proofwort.extract.duration import duration, weeks
from proofwort.extract.funding import funding
from proofwort.extract.main_effect import main_effect
from proofwort.extract.participants import participants
from proofwort.extract.population import healthy, population
from proofwort.extract.randomised import randomised
from proofwort.extract.registration import registration
from proofwort.extract.route import route
from proofwort.extract.text import Found, Text
from proofwort.extract.trials import trials
from proofwort.mentions import Vocabulary
from proofwort.model import Article, BiasCues, Design, Fact, Finding, Identifiers, Place, Reader, Reading, Study
from proofwort.names import slug

READER_NAME = "Proofwort machine reader"
READER_VERSION = "3"
# The day this version of the rules was set; a shard depends on the text and the version, never on when it was read.
READER_DATE = date(2026, 11, 25)
READER = Reader(kind="rule", name=READER_NAME, version=READER_VERSION)

Value = str | int | float | bool | None
Extractor = Callable[[Text, Design | None], Found[Value] | None]


def of_text(extract: Callable[[Text], Found[Value] | None]) -> Extractor:
    """An extractor that has no use for the design."""
    return lambda text, _: extract(text)


# Field of `Study` → who answers it. In the order of `Study.facts`.
EXTRACTORS: dict[str, Extractor] = {
    "randomised": randomised,
    "blinding": blinding,
    "participants": participants,
    "trials": trials,
    "comparator": comparator,
    "population": population,
    "healthy": healthy,
    "adverse": adverse,
    "appraised": bias.appraised,
    "country": of_text(country),
    "funding": of_text(funding),
    "bias.sequence_described": of_text(bias.sequence),
    "bias.concealed": of_text(bias.concealed),
    "bias.intention_to_treat": of_text(bias.intention_to_treat),
    "bias.per_protocol_only": of_text(bias.per_protocol_only),
    "bias.primary_stated": of_text(bias.primary_stated),
    "bias.baseline_imbalance": of_text(bias.baseline_imbalance),
}
TRIALS = bias.TRIALS


def names_an_ingredient(article: Article, vocabulary: Vocabulary) -> bool:
    """Whether title or abstract name any: what a reader of whole files asks before it reads an article deeply."""
    texts = (article.title, *(section.text for section in article.abstract))
    return any(mention.kind == "ingredient" for text in texts for mention in vocabulary.find(text))


def read_article(article: Article, vocabulary: Vocabulary) -> Study:
    """What one article says of its study. Fields that it doesn't state are None; without an ingredient there are no
    findings.
    """
    text = Text(article)
    claims = read_claims(text, vocabulary)
    if claims.findings:
        return deep(article, text, claims)
    kind = design(text)
    answers: dict[str, Found[Value]] = {} if kind is None else {"design": kind}
    return build(article, answers, [fact(name, found) for name, found in answers.items()], (), ())


def read_if_about_one(article: Article, vocabulary: Vocabulary) -> Study | None:
    """The same, but None for an article that makes no claim on a natural ingredient: nothing else is looked for in it."""
    text = Text(article)
    claims = read_claims(text, vocabulary)
    return deep(article, text, claims) if claims.findings else None


def deep(article: Article, text: Text, claims: Claims) -> Study:
    """Every fact of a study that makes claims."""
    kind = claims.design
    named = None if kind is None else kind.value
    answers: dict[str, Found[Value]] = {} if kind is None else {"design": kind}
    answers |= asked(text, named)
    registered = registration(text)
    taken: dict[str, Found[Value]] = dict(claims.places)
    findings, intake = with_intake(text, named, claims)
    taken |= intake
    facts = [fact(name, found) for name, found in (answers | taken).items()]
    if registered:
        shown = " ".join(registered.value)
        facts.append(
            fact("registrations", Found(shown, registered.section, registered.start, registered.end, registered.rule))
        )
    return build(article, answers, facts, findings, registered.value if registered else ())


def asked(text: Text, kind: Design | None) -> dict[str, Found[Value]]:
    """All answers; a missing one is not stated."""
    found = {name: answer for name, extract in EXTRACTORS.items() if (answer := extract(text, kind)) is not None}
    if kind in TRIALS:
        people = found.get("participants")
        lost = bias.attrition(text, people.value if people is not None and isinstance(people.value, int) else None)
        if lost:
            found["bias.attrition"] = lost
    return found


def fact(name: str, found: Found[Value]) -> Fact[Value]:
    """An answer as a fact with its provenance."""
    return Fact(field=name, value=found.value, reader=READER, place=found.place if found.end else None, rule=found.rule)


def build(
    article: Article,
    answers: Mapping[str, Found[Value]],
    facts: list[Fact[Value]],
    findings: tuple[Finding, ...],
    registered: tuple[str, ...],
) -> Study:
    """The study; its identifiers are the article's, with the registration numbers of the text added."""
    values = {name: found.value for name, found in answers.items() if not name.startswith("bias.")}
    cues = {name.removeprefix("bias."): found.value for name, found in answers.items() if name.startswith("bias.")}
    identifiers = replace(
        article.identifiers, registrations=tuple(dict.fromkeys((*article.identifiers.registrations, *registered)))
    )
    return Study(
        slug=slug_of(identifiers, article.title),
        identifiers=identifiers,
        title=article.title,
        year=article.year,
        authors=article.authors,
        journal=article.journal,
        integrity=article.retraction,
        bias=BiasCues(**cues),  # type: ignore[arg-type]  # the names are those of the fields; each extractor returns its field's type
        findings=findings,
        facts=tuple(facts),
        reading=Reading(
            reader=READER, date=READER_DATE, place=Place(section="abstract" if article.abstract else "title")
        ),
        **({"design": "other"} | values),  # type: ignore[arg-type]  # likewise
    )


def slug_of(identifiers: Identifiers, title: str) -> str:
    """As curated studies are named: by PMID, else PMCID, DOI or registration; a record without any by its title."""
    if identifiers.pmid:
        return f"pmid-{identifiers.pmid}"
    if identifiers.pmcid:
        return f"pmcid-{identifiers.pmcid.lower()}"
    if identifiers.doi:
        return "doi-" + slug(identifiers.doi)
    if identifiers.registrations:
        return "nct-" + slug(identifiers.registrations[0])
    return "title-" + (slug(title)[:80].strip("-") or "untitled")


def with_intake(text: Text, kind: Design | None, claims: Claims) -> tuple[tuple[Finding, ...], dict[str, Found[Value]]]:
    """Findings with the study's own dose, duration, route and main effect where they have none, and where these stand.

    The effect goes to the first finding alone; the route is that of what was given.
    """
    given, span, main = dose(text, kind, claims.names), duration(text, kind), main_effect(text, claims.about)
    way = route(text, claims.names) if claims.findings[0].exposure == "given" else None
    filled = []
    taken: dict[str, Found[Value]] = {"route": way} if way else {}
    for index, finding in enumerate(claims.findings):
        if way:
            finding = replace(finding, route=way.value)
        if finding.dose is None and given:
            finding = replace(
                finding, dose=given.value.text, dose_per_day=given.value.per_day, dose_unit=given.value.unit
            )
            taken["dose"] = Found(given.value.text, given.section, given.start, given.end, given.rule)
        if finding.duration is None and span:
            finding = replace(finding, duration=span.value, weeks=weeks(span.value))
            taken["duration"] = span
        if finding.effect is None and main and index == 0:
            finding = replace(finding, effect=main.value.effect, p=finding.p or main.value.p)
            taken["effect"] = Found(main.value.shown, main.section, main.start, main.end, main.rule)
        filled.append(finding)
    return tuple(filled), taken
