"""The grid of ingredients and classes of medicines: every cell is stated, also when nothing is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from proofwort.knowledge import Knowledge
from proofwort.model import Caution, DrugClass, Gate, InteractionCell, SafetyCheck

GATES: tuple[Gate, ...] = ("avoid", "clinician-only", "check", "none-found", "unknown")
"""The strictest first."""


def grid(knowledge: Knowledge) -> dict[str, tuple[InteractionCell, ...]]:
    """Ingredient → one cell for every class of medicines, in the classes' own order.

    A cell holds the cautions that name its class; else the sources that were read through for interactions and name none;
    else it is unknown. An ingredient without any caution or source has only unknown cells, which are left to the page.
    """
    cautions: dict[str, list[Caution]] = defaultdict(list)
    checked: dict[str, list[SafetyCheck]] = defaultdict(list)
    for caution in knowledge.cautions:
        if caution.kind == "interaction":
            cautions[caution.ingredient].append(caution)
    for safety in knowledge.safety_checks:
        if "interaction" in safety.looked_for:
            checked[safety.ingredient].append(safety)
    return {
        slug: row(slug, knowledge.drug_classes, tuple(cautions[slug]), tuple(checked[slug]))
        for slug in sorted({*cautions, *checked})
    }


def row(
    ingredient: str,
    classes: Mapping[str, DrugClass],
    cautions: tuple[Caution, ...],
    checked: tuple[SafetyCheck, ...],
) -> tuple[InteractionCell, ...]:
    """The cells of one ingredient."""
    return tuple(
        _cell(ingredient, c, tuple(x for x in cautions if c.slug in x.drug_classes), checked) for c in classes.values()
    )


def _cell(
    ingredient: str, drug_class: DrugClass, cautions: tuple[Caution, ...], checked: tuple[SafetyCheck, ...]
) -> InteractionCell:
    if cautions:
        gate = min((c.gate for c in cautions), key=GATES.index)
        return InteractionCell(
            ingredient=ingredient, drug_class=drug_class, state="caution", gate=gate, cautions=cautions
        )
    if checked:
        return InteractionCell(
            ingredient=ingredient, drug_class=drug_class, state="nothing-found", gate="none-found", checked=checked
        )
    return InteractionCell(ingredient=ingredient, drug_class=drug_class, state="unknown", gate="unknown")
