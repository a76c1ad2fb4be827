"""The sections of a ClinicalTrials.gov record (API v2) as text: plan and results, in the registry's own words."""

from __future__ import annotations

from collections.abc import Iterator

from proofwort.model import Section
from proofwort.sources.json_fields import each, inner, strings, text
from proofwort.sources.json_items import JsonObject
from proofwort.sources.text import squash


def section(label: str, *lines: str) -> Iterator[Section]:
    """One section of the lines that have text; none if none has."""
    written = [line for line in map(squash, lines) if line]
    if written:
        yield Section(label=label, text="\n".join(written))


def words(code: str) -> str:
    """An enumeration value in words: "PLACEBO_COMPARATOR" is "placebo comparator"."""
    return code.replace("_", " ").lower()


def plan(protocol: JsonObject) -> Iterator[Section]:
    """What was registered: summary, conditions, design, arms, interventions, outcomes, eligibility."""
    description = inner(protocol, "descriptionModule")
    yield from section("brief summary", text(description, "briefSummary"))
    yield from section("detailed description", text(description, "detailedDescription"))
    yield from section("conditions", "; ".join(strings(inner(protocol, "conditionsModule"), "conditions")))
    yield from section("design", *design(inner(protocol, "designModule")))
    treatments = inner(protocol, "armsInterventionsModule")
    yield from section("arms", *(arm(one) for one in each(treatments, "armGroups")))
    yield from section("interventions", *(intervention(one) for one in each(treatments, "interventions")))
    outcomes = inner(protocol, "outcomesModule")
    for kind in ("primary", "secondary", "other"):
        yield from section(f"{kind} outcomes", *(outcome(one) for one in each(outcomes, f"{kind}Outcomes")))
    yield from section("eligibility", *eligibility(inner(protocol, "eligibilityModule")))


def design(module: JsonObject) -> Iterator[str]:
    """Study type, allocation, model, masking, purpose, phase, number of participants; a line each."""
    info = inner(module, "designInfo")
    masking = inner(info, "maskingInfo")
    masked = ", ".join(words(who) for who in strings(masking, "whoMasked"))
    told = {
        "Study type": words(text(module, "studyType")),
        "Allocation": words(text(info, "allocation")),
        "Intervention model": words(text(info, "interventionModel")),
        "Observational model": words(text(info, "observationalModel")),
        "Masking": words(text(masking, "masking")) + (f" ({masked})" if masked else ""),
        "Primary purpose": words(text(info, "primaryPurpose")),
        "Phase": ", ".join(words(phase) for phase in strings(module, "phases") if phase != "NA"),
    }
    yield from (f"{name}: {value}." for name, value in told.items() if value)
    yield text(info, "interventionModelDescription")
    yield text(masking, "maskingDescription")
    enrolled = inner(module, "enrollmentInfo")
    if text(enrolled, "count"):
        kind = words(text(enrolled, "type"))
        yield f"Enrollment: {text(enrolled, 'count')} participants{f' ({kind})' if kind else ''}."


def arm(one: JsonObject) -> str:
    """ "Placebo comparator: Sugar pill. One capsule a day" """
    return joined(words(text(one, "type")).capitalize(), ": ", text(one, "label"), ". ", text(one, "description"))


def intervention(one: JsonObject) -> str:
    """ "Dietary supplement: Magnesium. 400 mg a day" """
    return joined(words(text(one, "type")).capitalize(), ": ", text(one, "name"), ". ", text(one, "description"))


def outcome(one: JsonObject) -> str:
    """ "Attacks a month. As told by the diary. Time frame: 12 weeks" """
    frame = text(one, "timeFrame")
    return joined(
        text(one, "measure"), ". ", text(one, "description"), ". ", f"Time frame: {frame}" if frame else ""
    )  # fmt: skip


def joined(*parts: str) -> str:
    """Texts and the marks between them, in turn; a mark is left out where the text on one side of it is empty."""
    found = ""
    for mark, part in zip(("", *parts[1::2]), parts[::2], strict=True):
        if part.strip():
            found += (mark if found and not (mark == ". " and found[-1] in ".!?") else " " if found else "") + part
    return found


def eligibility(module: JsonObject) -> Iterator[str]:
    """The criteria, then sex, ages and whether healthy people could take part."""
    yield text(module, "eligibilityCriteria")
    told = {
        "Sex": words(text(module, "sex")),
        "Minimum age": text(module, "minimumAge"),
        "Maximum age": text(module, "maximumAge"),
    }
    yield from (f"{name}: {value}." for name, value in told.items() if value)
    if isinstance(module.get("healthyVolunteers"), bool):
        yield f"Healthy volunteers: {'yes' if module['healthyVolunteers'] else 'no'}."


def results(found: JsonObject) -> Iterator[Section]:
    """What was posted: participant flow, each outcome with its analyses, adverse events."""
    yield from section("results: participant flow", *flow(inner(found, "participantFlowModule")))
    for number, one in enumerate(each(inner(found, "outcomeMeasuresModule"), "outcomeMeasures"), start=1):
        yield from section(f"results: {words(text(one, 'type'))} outcome {number}", *measured(one))
    yield from section("results: adverse events", *adverse(inner(found, "adverseEventsModule")))
    limits = inner(inner(found, "moreInfoModule"), "limitationsAndCaveats")
    yield from section("results: limitations", text(limits, "description"))


def titles(found: JsonObject, key: str) -> dict[str, str]:
    """The groups of a table: identifier to title."""
    return {text(group, "id"): text(group, "title") for group in each(found, key)}


def flow(module: JsonObject) -> Iterator[str]:
    """ "Overall study, started: Placebo 15; Magnesium 16" """
    named = titles(module, "groups")
    for period in each(module, "periods"):
        for milestone in each(period, "milestones"):
            counts = [
                f"{named.get(text(one, 'groupId'), '')} {text(one, 'numSubjects')}"
                for one in each(milestone, "achievements")
            ]
            yield f"{text(period, 'title')}, {words(text(milestone, 'type'))}: {'; '.join(counts)}"


def measured(one: JsonObject) -> Iterator[str]:
    """What was measured and when, the groups' sizes and values, the comparisons."""
    named = titles(one, "groups")
    yield outcome({**one, "measure": one.get("title")})
    for denominator in each(one, "denoms"):
        counts = [f"{named.get(text(c, 'groupId'), '')} {text(c, 'value')}" for c in each(denominator, "counts")]
        yield f"{text(denominator, 'units')}: {'; '.join(counts)}"
    unit, kind = text(one, "unitOfMeasure"), words(text(one, "paramType"))
    for group in each(one, "classes"):
        for category in each(group, "categories"):
            values = [value(measurement, named) for measurement in each(category, "measurements")]
            head = ", ".join(part for part in (text(group, "title"), text(category, "title"), kind) if part)
            yield f"{head} ({unit}): {'; '.join(values)}"
    for analysis in each(one, "analyses"):
        yield compared(analysis, named)


def value(one: JsonObject, named: dict[str, str]) -> str:
    """ "Placebo 3.1 (spread 0.4)" or "Placebo 3.1 (1.0 to 5.2)" """
    low, high, spread = text(one, "lowerLimit"), text(one, "upperLimit"), text(one, "spread")
    around = f" ({low} to {high})" if low and high else f" (spread {spread})" if spread else ""
    return f"{named.get(text(one, 'groupId'), '')} {text(one, 'value')}{around}"


def compared(one: JsonObject, named: dict[str, str]) -> str:
    """ "Magnesium vs Placebo: Odds Ratio (OR) 15.2, 95% CI 7.3 to 31.6, P <0.001 (Regression, Logistic)" """
    groups = " vs ".join(named.get(group, group) for group in strings(one, "groupIds"))
    low, high = text(one, "ciLowerLimit"), text(one, "ciUpperLimit")
    p = text(one, "pValue")
    parts = [
        f"{text(one, 'paramType')} {text(one, 'paramValue')}".strip(),
        f"{text(one, 'ciPctValue') or '95'}% CI {low} to {high}" if low and high else "",
        (f"P {p}" if p[0] in "<>=" else f"P = {p}") if p else "",
    ]
    method = text(one, "statisticalMethod")
    return f"{groups}: {', '.join(part for part in parts if part)}{f' ({method})' if method else ''}"


def adverse(module: JsonObject) -> Iterator[str]:
    """ "Placebo: serious 4 of 158, other 59 of 158, deaths 0 of 158"; then each serious event."""
    for group in each(module, "eventGroups"):
        counts = [
            f"{kind} {text(group, kind + 'NumAffected')} of {text(group, kind + 'NumAtRisk')}"
            for kind in ("serious", "other", "deaths")
            if text(group, kind + "NumAtRisk")
        ]
        yield f"{text(group, 'title')}: {', '.join(counts)}"
    terms = list(dict.fromkeys(text(event, "term") for event in each(module, "seriousEvents")))
    if terms:
        yield f"Serious events: {', '.join(terms)}"
