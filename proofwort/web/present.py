"""Order, labels and shapes for the pages: pure functions from the nouns to what a template prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from proofwort.answers import ConditionEntry, IngredientEntry
from proofwort.model import (
    Answer,
    Caution,
    Claim,
    ClaimDirection,
    Condition,
    Finding,
    Intake,
    Link,
    State,
    Study,
    Synopsis,
)
from proofwort.web.addresses import address
from proofwort.web.words import CAUTION, N_, ROLE, ROUTE, STATE, STATUS, SUPPORTED

MINUS: Final = "\N{MINUS SIGN}"


class Group(NamedTuple):
    """Entries of a list of pairs that are in one state."""

    state: State
    links: tuple[Link, ...]


def strength(link: Link) -> tuple[int, int, int, int, str]:
    """Sort key: best rated first, then most certain, then most people, then by name."""
    return (
        -(link.value if link.value is not None else -1),
        -link.certainty,
        -(link.participants or 0),
        -link.studies,
        f"{link.ingredient_name} {link.condition_name}".lower(),
    )


def by_state(links: Iterable[Link]) -> list[Group]:
    """Links grouped by state in the order of `STATE`, the strongest first within each group; no empty groups."""
    groups: dict[State, list[Link]] = {state: [] for state in STATE}
    for link in links:
        groups[link.state].append(link)
    return [Group(state, tuple(sorted(found, key=strength))) for state, found in groups.items() if found]


def supported(links: Iterable[Link]) -> list[Group]:
    """The groups for which a page may say "supported"."""
    return [group for group in by_state(links) if group.state in SUPPORTED]


def not_supported(links: Iterable[Link]) -> list[Group]:
    """All other groups: tested without effect, conflicting, harmful, only tradition, not studied …"""
    return [group for group in by_state(links) if group.state not in SUPPORTED]


def state_counts(links: Iterable[Link]) -> list[tuple[State, int]]:
    """How many links stand in each state, in the order of `STATE`, without the empty ones."""
    counts = Counter(link.state for link in links)
    return [(state, counts[state]) for state in STATE if counts[state]]


def by_letter(entries: Iterable[IngredientEntry | ConditionEntry]) -> list[tuple[str, list[IngredientEntry | ConditionEntry]]]:
    """Entries under their first letter, A to Z; what does not begin with a letter stands under "#"."""
    letters: dict[str, list[IngredientEntry | ConditionEntry]] = {}
    for entry in sorted(entries, key=lambda e: e.name.lower()):
        first = entry.name[:1].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(entry)
    return sorted(letters.items())


def value_word(value: int | None, direction: ClaimDirection | None, state: State) -> str:
    """The word for a rating (METHOD 2.7); the same 1 or 2 means different things in different directions."""
    if state == "tradition-only":
        return N_("by tradition only")
    if state == "laboratory-only":
        return N_("only seen in the laboratory")
    if value is None:
        return N_("no rating")
    if value == 1:
        return N_("harm not excluded") if direction == "harm" else N_("not supported")
    if value == 2:
        return {"mixed": N_("in doubt"), "inconclusive": N_("too little to tell")}.get(
            direction or "", N_("plausible, preliminary")
        )
    return {0: N_("net harm"), 3: N_("possible"), 4: N_("probable"), 5: N_("established")}[value]


def scope(claim: Claim) -> list[str]:
    """The words of a claim's scope, to be translated and joined: "by mouth", "to prevent it", "in people who lack it"."""
    words = [ROUTE[claim.route]] if claim.route else []
    words.append(ROLE[claim.role])
    if claim.status and claim.status != "any":
        words.append(STATUS[claim.status])
    return words


# ---------------------------------------------------------------------------------------------
# Studies.
def number(value: float) -> str:
    """A number for readers: thousands with commas, a true minus sign, no superfluous zeros."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"
    return text.replace("-", MINUS)


def findings_for(study: Study, ingredient: str, condition: Condition) -> list[Finding]:
    """What a study found for the pair; where it has nothing of the condition itself, what it found of narrower ones."""
    about = [finding for finding in study.findings if finding.ingredient == ingredient]
    exact = [finding for finding in about if finding.condition == condition.slug]
    ranks = {outcome.slug: rank for rank, outcome in enumerate(condition.outcomes)}
    return sorted(exact or about, key=lambda f: ranks.get(f.outcome_slug or "", len(ranks)))


def distinct(values: Iterable[str | None]) -> list[str]:
    """The values that are stated, each once, in their first order."""
    return list(dict.fromkeys(value for value in values if value))


class StudyRow(NamedTuple):
    """One line of the table of studies."""

    study: Study
    findings: list[Finding]
    counted: bool


def study_rows(answer: Answer) -> list[StudyRow]:
    """The studies of a pair: those that count first, then newest first."""
    counted = set(answer.rating.studies)
    for claim in answer.other_claims:
        counted.update(claim.studies)
    pair = answer.question
    rows = [
        StudyRow(study, findings_for(study, pair.ingredient.slug, pair.condition), study.slug in counted)
        for study in answer.studies
    ]
    return sorted(rows, key=lambda row: (not row.counted, -(row.study.year or 0), row.study.slug))


class DoseRow(NamedTuple):
    """One dose that was given in trials, and what came of it in each."""

    dose: str
    form: str | None
    route: str | None
    duration: str | None
    study: Study
    finding: Finding


def dose_rows(answer: Answer) -> list[DoseRow]:
    """Doses given in the pair's trials, highest first; one line per study, dose and form."""
    rows: dict[tuple[str, str, str | None], DoseRow] = {}
    for row in study_rows(answer):
        for finding in row.findings:
            if finding.dose and finding.exposure == "given" and row.study.integrity != "retracted":
                key = (row.study.slug, finding.dose, finding.form)
                duration = finding.duration
                rows.setdefault(key, DoseRow(finding.dose, finding.form, finding.route, duration, row.study, finding))
    return sorted(rows.values(), key=lambda row: (row.route or "", -(row.finding.dose_per_day or 0)))


def upper_limits(intakes: Sequence[Intake]) -> list[Intake]:
    """The authorities' upper limits among intake references."""
    return [intake for intake in intakes if intake.kind.upper().startswith("UL")]


# ---------------------------------------------------------------------------------------------
# Sources of sentences.
class Reference(NamedTuple):
    """A numbered source of the synopsis: where it stands on the page or site, and which study it is, if it is one."""

    number: int
    kind: str
    href: str
    study: Study | None


_SECTIONS: Final[dict[str, str]] = {
    "tradition": "#tradition", "search": "#searches", "caution": "#cautions", "rating": "#why",
}
"""Where on the page a sentence's source stands. All cautions share one number: a sentence cites many at once."""


def references(synopsis: Synopsis, answer: Answer, language: str) -> dict[str, Reference]:
    """Source id to its numbered reference, numbered in order of appearance; ids that lead to one place share a number."""
    studies = {study.slug: study for study in answer.studies}
    found: dict[str, Reference] = {}
    numbers: dict[str, int] = {}
    for source in (source for paragraph in synopsis.paragraphs for sentence in paragraph for source in sentence.sources):
        kind, _, name = source.partition(":")
        study = studies.get(name) if kind == "study" else None
        if kind == "study":
            href = address("study", name, language=language)
        elif kind == "record":
            page = "ingredient" if name == answer.question.ingredient.slug else "condition"
            href = address(page, name, language=language)
        else:
            href = f"#statement-{name}" if kind == "statement" else _SECTIONS[kind]
        found[source] = Reference(numbers.setdefault(href, len(numbers) + 1), kind, href, study)
    return found


def reference_list(found: dict[str, Reference]) -> list[Reference]:
    """Each number once, in order."""
    return [*{reference.number: reference for reference in sorted(found.values(), key=lambda r: r.number)}.values()]


class Citation(NamedTuple):
    """A small raised link after a sentence: one number, or a run of them."""

    text: str
    href: str


def citations(sources: Sequence[str], found: dict[str, Reference]) -> list[Citation]:
    """The raised links of a sentence, in order; three or more consecutive numbers become one link to the list."""
    by_number = {found[source].number: found[source] for source in sources}
    runs: list[list[int]] = []
    for current in sorted(by_number):
        if runs and runs[-1][-1] == current - 1:
            runs[-1].append(current)
        else:
            runs.append([current])
    links: list[Citation] = []
    for run in runs:
        if len(run) > 2:
            links.append(Citation(f"{run[0]}–{run[-1]}", f"#reference-{run[0]}"))
        else:
            links.extend(Citation(str(n), by_number[n].href) for n in run)
    return links


# ---------------------------------------------------------------------------------------------
# Cautions.
_GRAVITY: Final = {"major": 0, "moderate": 1, "minor": 2, None: 3}


def by_caution(cautions: Iterable[Caution]) -> list[tuple[str, list[Caution]]]:
    """Cautions under their kind, in the order of `CAUTION`, the gravest first."""
    groups: dict[str, list[Caution]] = {kind: [] for kind in CAUTION}
    for caution in cautions:
        groups[caution.kind].append(caution)
    return [(kind, sorted(found, key=lambda c: _GRAVITY[c.severity])) for kind, found in groups.items() if found]


def condition_names(links: Iterable[Link]) -> dict[str, str]:
    """Condition slug to name, as the links of an ingredient know them."""
    return {link.condition: link.condition_name for link in links}


def plain(slug: str) -> str:
    """A slug as words, for the rare thing that has no record of its own."""
    return slug.replace("-", " ").replace("_", " ")
