"""Studies as the pages show them: the table of a pair, the doses that were given, the fact sheet of one study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from proofwort.answers import EvidencePage
from proofwort.answers import rolled_up as find_rolled_up
from proofwort.citations import links, short
from proofwort.model import Answer, Condition, Finding, Link, Study
from proofwort.web.present import distinct, number, plain
from proofwort.web.words import BLINDING, COMPARATOR, FUNDING, N_, NO, YES


def findings_for(study: Study, ingredient: str, condition: Condition) -> list[Finding]:
    """What a study found for the pair; where it has nothing of the condition itself, what it found of narrower ones."""
    about = [finding for finding in study.findings if finding.ingredient == ingredient]
    exact = [finding for finding in about if finding.condition == condition.slug]
    ranks = {outcome.slug: rank for rank, outcome in enumerate(condition.outcomes)}
    return sorted(exact or about, key=lambda f: ranks.get(f.outcome_slug or "", len(ranks)))


class StudyRow(NamedTuple):
    """One line of the table of studies. `left_out`: the reader's own version does not have it."""

    study: Study
    findings: list[Finding]
    counted: bool
    left_out: bool = False


class StudyGroup(NamedTuple):
    """Lines of the table that stand under one heading: studies of the condition itself, or of narrower ones."""

    indirect: bool
    rows: list[StudyRow]


def study_rows(answer: Answer, published: Answer | None = None) -> list[StudyRow]:
    """The studies of a pair: those that count first, then newest first. With a `published` answer, the studies that it has
    and `answer` lacks come last."""
    counted = set(answer.rating.studies)
    for claim in answer.other_claims:
        counted.update(claim.studies)
    pair = answer.question
    kept = {study.slug for study in answer.studies}
    gone = [study for study in published.studies if study.slug not in kept] if published else []
    rows = [
        StudyRow(
            study,
            findings_for(study, pair.ingredient.slug, pair.condition),
            study.slug in counted,
            study.slug not in kept,
        )
        for study in (*answer.studies, *gone)
    ]
    return sorted(rows, key=lambda row: (row.left_out, not row.counted, -(row.study.year or 0), row.study.slug))


def study_groups(page: EvidencePage) -> list[StudyGroup]:
    """The table of studies, direct evidence apart from what narrower conditions lend; no empty groups."""
    rolled_up = set(page.rolled_up) | (set(find_rolled_up(page.published)) if page.published else set())
    narrower = {link.condition for link in page.narrower}
    direct, indirect = [], []
    for row in study_rows(page.answer, page.published):
        if row.study.slug in rolled_up:
            about = [f for f in row.findings if f.condition in narrower] or row.findings
            indirect.append(row._replace(findings=about))
        else:
            direct.append(row)
    return [group for group in (StudyGroup(False, direct), StudyGroup(True, indirect)) if group.rows]


class DoseRow(NamedTuple):
    """One dose that was given in a trial, with what came of it."""

    study: Study
    finding: Finding


def dose_rows(answer: Answer) -> list[DoseRow]:
    """Doses given in the pair's trials, by route, highest first; one line per study, dose, form and route."""
    rows: dict[tuple[str, str | None, str | None, str | None], DoseRow] = {}
    for row in study_rows(answer):
        for finding in row.findings:
            if finding.dose and finding.exposure == "given" and row.study.integrity != "retracted":
                key = (row.study.slug, finding.dose, finding.form, finding.route)
                rows.setdefault(key, DoseRow(row.study, finding))
    return sorted(rows.values(), key=lambda row: (row.finding.route or "", -(row.finding.dose_per_day or 0)))


def intakes(findings: Iterable[Finding]) -> list[str]:
    """What was taken and for how long, each combination once: "600 mg/day trimagnesium dicitrate, 12 weeks"."""
    return distinct(_intake(finding) for finding in findings)


def _intake(finding: Finding) -> str:
    dose, form = finding.dose or "", finding.form or ""
    what = dose if form.lower() in dose.lower() else f"{dose} {form}".strip()
    return ", ".join(part for part in (what, finding.duration) if part)


class SheetRow(NamedTuple):
    """A line of a study's fact sheet: `word` is to be translated, `text` is shown as it is."""

    label: str
    word: str = ""
    text: str = ""


def sheet(study: Study) -> list[SheetRow]:
    """What is known of how a study was made; what was not stated is left out."""
    bias = study.bias
    yes_or_no = {True: YES, False: NO, None: ""}
    rows = [
        SheetRow(N_("People"), text="" if study.participants is None else number(study.participants)),
        SheetRow(N_("Trials it joins"), text="" if study.trials is None else number(study.trials)),
        SheetRow(N_("Who they were"), text=study.population or ""),
        SheetRow(N_("Country"), text=study.country or ""),
        SheetRow(N_("Randomised"), word=yes_or_no[study.randomised]),
        SheetRow(N_("Blinding"), word=BLINDING[study.blinding] if study.blinding else ""),
        SheetRow(N_("Compared with"), word=COMPARATOR[study.comparator] if study.comparator else ""),
        SheetRow(N_("In more than one place"), word=yes_or_no[study.multicentre]),
        SheetRow(N_("Paid by"), word=FUNDING[study.funding] if study.funding else ""),
        SheetRow(N_("Literature searched until"), text=study.search_date or ""),
        SheetRow(N_("Judged its trials' risk of bias"), word=yes_or_no[study.appraised]),
        SheetRow(N_("Random sequence described"), word=yes_or_no[bias.sequence_described]),
        SheetRow(N_("Allocation concealed"), word=yes_or_no[bias.concealed]),
        SheetRow(N_("Lost on the way"), text="" if bias.attrition is None else f"{bias.attrition:.0%}"),
        SheetRow(N_("All randomised people analysed"), word=yes_or_no[bias.intention_to_treat]),
        SheetRow(N_("Unwanted effects"), text=study.adverse_note or study.adverse or ""),
    ]
    return [row for row in rows if row.word or row.text]


def study_links(study: Study) -> list[tuple[str, str]]:
    """(text, address) of a study's identifiers and of those of its further reports, each once."""
    found = [link for ids in (study.identifiers, *study.reports) for link in links(ids)]
    return list(dict.fromkeys(found))


def study_name(answer: Answer, slug: str) -> str:
    """A study of the answer as tables name it."""
    return next((short(study) for study in answer.studies if study.slug == slug), slug)


def pmid(answer: Answer, slug: str) -> str | None:
    """The PubMed number of a study of the answer."""
    return next((study.identifiers.pmid for study in answer.studies if study.slug == slug), None)


def pair_name(uses: Iterable[Link], finding: Finding) -> str:
    """Ingredient and condition of a finding by their names, where the study's links know them."""
    for use in uses:
        if (use.ingredient, use.condition) == (finding.ingredient, finding.condition):
            return f"{use.ingredient_name} · {use.condition_name}"
    return f"{plain(finding.ingredient)} · {plain(finding.condition)}"
