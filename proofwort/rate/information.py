"""Is there enough information? People and events against the optimal information size."""

from __future__ import annotations

from collections.abc import Sequence

from proofwort.rate.case import total_people
from proofwort.rate.items import Item
from proofwort.rate.rubric import Rubric


def total_events(items: Sequence[Item]) -> int | None:
    """Events in all items together; None unless every item states them."""
    events = [i.finding.events for i in items]
    return sum(e for e in events if e is not None) if events and None not in events else None


def enough_information(items: Sequence[Item], rubric: Rubric) -> bool:
    """Enough people; and enough events where events are counted, unless very many people were studied."""
    n, events = total_people(items) or 0, total_events(items)
    if n < rubric.ois_people:
        return False
    return events is None or events >= rubric.ois_events or n >= rubric.rare_people
