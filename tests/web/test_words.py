"""Every word of the interface can be translated, and every word of the model has one."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import proofwort.web
from proofwort import model
from proofwort.answers import Evidence
from proofwort.model import Claim, Step
from proofwort.views import THRESHOLDS
from proofwort.web import environment as environment_module
from proofwort.web import present, words
from proofwort.web.addresses import address
from proofwort.web.environment import environment, render
from proofwort.web.pages import read
from tests.web.html import parse, select

WEB = Path(proofwort.web.__file__).parent
LISTS: dict[str, Mapping[Any, object]] = {
    "State": words.STATE,
    "Gate": words.GATE,
    "ClaimDirection": words.DIRECTION,
    "Validity": words.VALIDITY,
    "Care": words.CARE,
    "Role": words.ROLE,
    "Route": words.ROUTE,
    "Status": words.STATUS,
    "Design": words.DESIGN,
    "StudyDirection": words.FOUND,
    "Blinding": words.BLINDING,
    "Comparator": words.COMPARATOR,
    "Exposure": words.EXPOSURE,
    "Funding": words.FUNDING,
    "OutcomeClass": words.OUTCOME,
    "ReaderKind": words.READER,
    "Measure": words.MEASURE,
    "Tradition": words.TRADITION,
    "IngredientKind": words.INGREDIENT_KIND,
    "ConditionKind": words.CONDITION_KIND,
    "Integrity": words.INTEGRITY,
}


def extracted() -> set[str]:
    """All messages that Babel finds in the code and templates of the site."""
    with (WEB / "locales" / "babel.cfg").open() as file:
        method_map, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]  # Babel's own
    found = extract_from_dir(WEB, method_map, options)
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found}


def test_every_word_of_the_model_has_words() -> None:
    for name, table in LISTS.items():
        assert set(get_args(getattr(model, name))) == set(table), name
    assert set(words.THRESHOLD) == set(THRESHOLDS)
    assert set(words.OBSERVED) == set(words.FOUND)
    assert len(words.CERTAINTY) == 5
    annotation = str(model.Statement.__annotations__["stance"])
    assert set(re.findall(r"[\"']([^\"']+)[\"']", annotation)) == set(words.STANCE)


def test_states_and_gates_differ_in_words_and_in_marks() -> None:
    sprite = (WEB / "templates" / "sprite.html").read_text()
    for kind, table in (("state", words.STATE), ("gate", words.GATE), ("found", words.FOUND)):
        drawn = {name: re.search(rf'id="{kind}-{name}"[^>]*>(.*?)</symbol>', sprite) for name in table}
        assert all(drawn.values()), drawn
        assert len({m.group(1) for m in drawn.values() if m}) == len(table)
        assert len({w.name for w in table.values()}) == len(table)


def test_the_catalogue_is_up_to_date() -> None:
    catalogue = read_po(BytesIO((WEB / "locales" / "proofwort.pot").read_bytes()))
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}
    assert kept == extracted(), (
        "run: pybabel extract -F proofwort/web/locales/babel.cfg --no-location --omit-header --sort-output "
        "-o proofwort/web/locales/proofwort.pot proofwort/web"
    )


class Marked(gettext.NullTranslations):
    """Puts every translated message between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"⟦{one if n == 1 else many}⟧"


# What comes from the evidence and is not the interface's: it stays in its own language.
DATA = {
    "home": ".entry-name",
    "ingredients": ".names a, .letters",
    "systems": ".systems b, .systems p",
    "method": ".rules",
    "about": ".data",
    "data": ".data",
    "missing": ".data",
    "search": ".data",
}


@pytest.mark.parametrize("name", DATA)
def test_every_string_of_the_interface_is_translated(
    name: str, evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment_module, "translations", lambda _: Marked())
    context: dict[str, object] = {"name": name, "slugs": {}, "evidence": evidence}
    context |= {"release": "r1", "built": evidence.built}
    context |= {"nearest": ()} if name == "missing" else {}
    context |= {"query": "", "hits": ()} if name == "search" else {}
    if not context.keys() & {"nearest", "query"}:
        context["page"] = read(name, evidence, {})
    document = parse(render(environment("en", "v"), f"{name}.html", context).decode())
    for data in select(document, f"code, tbody, dd, bdi, .brand, svg, .letter a, .rules, {DATA[name]}"):
        data.drop_tree()
    for attribute in ("aria-label", "placeholder", "title"):
        for element in select(document, f"[{attribute}]"):
            assert "⟦" in str(element.get(attribute)), element.get(attribute)
    text = select(document, "body")[0].text_content()
    while "⟦" in text:  # messages may stand within messages
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "", text), text
        assert text != before
    assert not re.search(r"[A-Za-z]{2,}", text.replace("r1", "").replace("OpenAPI", "")), " ".join(text.split())


def test_addresses_are_ready_for_other_languages() -> None:
    assert address("evidence", "magnesium", "migraine", language="de") == "/de/evidence/magnesium/migraine"
    assert address("home") == "/"
    assert address("home", json=True) == "/index.json"
    assert address("ingredient", "a/b?c") == "/ingredients/a%2Fb%3Fc"


def test_a_scope_is_said_in_words() -> None:
    claim = Claim(ingredient="a", condition="b", role="prevent", route="oral", status="deficient")
    assert present.scope(claim) == ["by mouth", "to prevent it", "in people who lack it"]


def test_the_same_number_means_different_things_in_different_directions() -> None:
    says = present.value_word
    assert says(2, "benefit", "may-work") != says(2, "inconclusive", "too-little") != says(2, "mixed", "conflicting")
    assert says(1, "no_effect", "no-effect") == "not supported"
    assert says(1, "harm", "harmful") != "not supported"
    assert says(2, None, "tradition-only") == "by tradition only"
    assert says(None, None, "not-searched") == "no rating"


def test_steps_are_shown_short() -> None:
    def effect(rule: str, text: str) -> str:
        made = present.step_effect(Step(rule=rule, effect=text, plain="", technical=""))
        return f"{made.word} {made.text}".strip()

    assert effect("imprecision", "-1") == "certainty −1"
    assert effect("size", "-1") == "rating −1"
    assert effect("inconsistency", "0") == "no change"
    assert effect("start", "start 4") == "4 / 4"
    assert effect("table", "value 3") == "3 / 5"
    assert effect("safety-gate", "clinician-only") == "Only with a clinician"
    assert effect("some-new-rule", "something") == "something"


def test_numbers_are_written_for_readers() -> None:
    assert [present.number(x) for x in (11444, -1.2, 0.5, 3.0, 62607)] == ["11,444", "−1.2", "0.5", "3", "62,607"]
