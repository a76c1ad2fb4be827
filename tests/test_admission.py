"""Which machine-read studies count: only those about which everything is plain, and only by their main claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import proofwort
from proofwort.admission import REFUSALS, WORDS, admitted, fits, refusal, short
from proofwort.checks import machine_studies_may_count
from proofwort.errors import KnowledgeError
from proofwort.knowledge import load
from proofwort.model import Effect, Fact, Finding, Identifiers, Place, Reader, Study, StudyDirection
from proofwort.paths import knowledge_root
from proofwort.shards import STUDY, write_lines

TITLE = "Oral magnesium citrate for the prevention of migraine: a randomised double-blind placebo-controlled trial"
TEXT = (
    "We randomly assigned 120 adults with migraine to magnesium 600 mg daily or placebo for 12 weeks. Attacks were "
    "significantly fewer with magnesium than with placebo (p = 0.003). Magnesium prevented migraine attacks."
)


@pytest.fixture(scope="module")
def plain() -> Study:
    """A study about which everything is plain."""
    found = proofwort.read(title=TITLE, abstract=TEXT)
    return replace(sure(found, 0.9), slug="pmid-1", identifiers=Identifiers(pmid="1"))


def sure(study: Study, chance: float) -> Study:
    """The study with a direction of this likelihood."""
    facts = tuple(replace(f, rule=f"direction: x {chance:.2f}") if f.field == "direction" else f for f in study.facts)
    return replace(study, facts=facts)


def main(study: Study, **changes: object) -> Study:
    """The study with a changed main claim."""
    return replace(study, findings=(replace(study.findings[0], **changes), *study.findings[1:]))  # type: ignore[arg-type]


def moved(study: Study, field: str, section: str) -> Study:
    """The study with a fact that stands elsewhere."""
    place = Place(section=section, start=0, end=3)
    return replace(study, facts=tuple(replace(f, place=place) if f.field == field else f for f in study.facts))


def test_a_plain_study_counts(plain: Study) -> None:
    assert refusal(plain, {"magnesium"}, {"migraine"}) is None


CASES: dict[str, Callable[[Study], Study]] = {
    "no identifier": lambda s: replace(s, identifiers=Identifiers(registrations=("NCT00000001",))),
    "an erratum, comment or reply": lambda s: replace(s, title="Erratum to: " + s.title),
    "retracted, or under a concern": lambda s: replace(s, integrity="concern"),
    "not a randomised trial in people": lambda s: replace(s, design="cohort"),
    "not compared with placebo": lambda s: replace(s, comparator="active"),
    "participants not stated": lambda s: replace(s, participants=None),
    "the ingredient is not given, or not alone": lambda s: main(s, exposure="level"),
    "the title does not name the ingredient": lambda s: moved(s, "ingredient", "abstract"),
    "the title does not name the condition": lambda s: moved(s, "condition", "abstract"),
    "the condition is only the setting": lambda s: replace(
        moved_to(s, "condition", 47), title="Effect of oral magnesium on bone turnover in migraine"
    ),
    "the direction is not plain": lambda s: sure(s, 0.4),
    "the conclusion is brighter than the main result": lambda s: main(s, note="brighter"),
}


def moved_to(study: Study, field: str, start: int) -> Study:
    """The study with a fact at another place of the title."""
    place = Place(section="title", start=start, end=start + 3)
    return replace(study, facts=tuple(replace(f, place=place) if f.field == field else f for f in study.facts))


@pytest.mark.parametrize("reason", REFUSALS)
def test_each_reason_refuses(plain: Study, reason: str) -> None:
    assert refusal(CASES[reason](plain), {"magnesium"}, {"migraine"}) == reason


def test_other_refusals(plain: Study) -> None:
    assert refusal(replace(plain, findings=()), {"magnesium"}, {"migraine"}) == "no claim"
    assert "without a record" in (refusal(plain, {"zinc"}, {"migraine"}) or "")
    mixed: Callable[[Study], str | None] = lambda s: refusal(s, {"magnesium"}, {"migraine"})  # noqa: E731  # short
    other = replace(plain.findings[0], ingredient="zinc")
    assert mixed(replace(plain, findings=(*plain.findings, other))) == "the ingredient is not given, or not alone"
    assert mixed(replace(plain, title="A combination: " + plain.title)) == "the ingredient is not given, or not alone"
    assert mixed(main(plain, direction="mixed")) == "the direction is not plain"


def test_only_the_main_claim_counts_without_doubtful_fields_or_sentences(plain: Study) -> None:
    sentence = "Attacks were fewer. " + "word " * WORDS
    reader = Reader(kind="rule", name="x")
    facts = (*plain.facts, Fact[str | int | float | bool | None](field="outcome", value=sentence, reader=reader))
    second = replace(plain.findings[0], condition="pain")
    kept = admitted(replace(main(plain, outcome=sentence), facts=facts, findings=(*plain.findings, second)))
    assert len(kept.findings) == 1
    assert (kept.population, kept.healthy, kept.adverse) == (None, None, None)
    assert not {f.field for f in kept.facts} & {"population", "healthy", "adverse"}
    assert admitted(main(plain, outcome=sentence)).findings[0].outcome == "migraine"
    assert all(short(f.value) for f in kept.facts)
    assert admitted(kept) == kept


@pytest.mark.parametrize(
    ("effect", "direction", "right"),
    [
        (Effect(measure="RR", value=0.6, low=0.4, high=0.9), "benefit", True),
        (Effect(measure="RR", value=0.6, low=0.4, high=1.1), "benefit", False),
        (Effect(measure="RR", value=0.6, low=0.4, high=1.1), "null", True),
        (Effect(measure="MD", value=3.0, low=1.0, high=5.0), "benefit", False),
        (Effect(measure="MD", value=3.0, low=1.0, high=5.0, better="higher"), "benefit", True),
        (Effect(measure="MD", value=3.0, low=1.0, high=5.0), "harm", True),
    ],
)
def test_a_number_that_contradicts_the_words_is_left_out(
    effect: Effect, direction: StudyDirection, right: bool
) -> None:
    assert fits(effect, direction) is right
    claim = Finding(ingredient="a", condition="b", role="treat", outcome="c", direction=direction, effect=effect)
    study = proofwort.read(title=TITLE, abstract=TEXT)
    kept = admitted(replace(study, findings=(claim,)))
    assert (kept.findings[0].effect is None) is not right


# -- what ships ------------------------------------------------------------------------------
def test_what_ships_passes_its_own_rules_and_holds_nobodys_sentences() -> None:
    knowledge = load(knowledge_root())
    assert list(machine_studies_may_count(knowledge)) == []
    for study in knowledge.machine.values():
        assert study.reading.reader.kind == "rule"
        for fact in study.facts:
            assert short(fact.value), fact


def test_a_file_that_was_tampered_with_is_named(tmp_path: Path, plain: Study) -> None:
    root = tmp_path / "knowledge"
    (root / "machine").mkdir(parents=True)
    for name in ("body_systems.yaml", "drug_classes.yaml"):
        (root / name).write_text("[]\n")
    lines = root / "machine" / "x.jsonl"
    write_lines(lines, [admitted(plain)])
    knowledge = load(root)
    assert list(knowledge.machine) == ["pmid-1"]
    (problem,) = machine_studies_may_count(knowledge)
    assert (problem.file, "without a record" in problem.message) == ("machine/x.jsonl", True)
    assert "--export" in problem.remedy
    record = json.loads(STUDY.dump_json(admitted(plain), exclude_defaults=True))
    lines.write_text(json.dumps(record) + "\n" + json.dumps(record) + "\n{broken\n" + json.dumps({**record, "x": 1}))
    with pytest.raises(KnowledgeError) as caught:
        load(root)
    assert [p.line for p in caught.value.problems] == [2, 3, 4]
