"""The fast matcher against a slow, obvious twin that reads the text place by place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from proofwort.mentions.entry import Entry
from proofwort.mentions.fold import fold
from proofwort.mentions.matcher import Matcher, padded

WORDS = ["a", "b", "ab", "as", "vitamin", "vitamins", "d", "d3", "s", "ss", "β", "é", "İ", "ﬁ", "-", "c"]
GAPS = [" ", "-", "", "/", ", ", " (", "s ", "\n", "–"]


def twin(text: str, names: list[str]) -> list[tuple[int, int, str]]:
    """From every place at a word's start, the longest name (or its plural) that ends at a word's end."""
    folded = "".join(chr(b) for b in fold(text)) + "  "
    keys = {fold(name).decode("latin-1").strip(): name for name in reversed(names)}
    found = []
    at = 0
    while at < len(text):
        best = None
        if folded[at] != " " and (at == 0 or folded[at - 1] == " "):
            for end in range(at + 1, len(text) + 1):
                if folded[end] != " " or folded[end - 1] == " ":
                    continue
                here = folded[at:end]
                if here in keys:
                    best = (at, end, keys[here])
                elif here.endswith("s") and here[:-1] in keys:
                    best = (at, end, keys[here[:-1]])
        if best:
            found.append(best)
        at = best[1] if best else at + 1
    return found


texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12).map(
    lambda parts: "".join(w + g for w, g in parts)
)
names_of_words = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=8,
    unique_by=lambda n: fold(n).strip(),
)


@settings(max_examples=600, deadline=None)
@given(text=texts, names=names_of_words)
def test_the_matcher_finds_what_the_twin_finds(text: str, names: list[str]) -> None:
    usable = [name for name in names if fold(name).strip()]
    entries = {fold(name).strip(): Entry("x", name) for name in usable}
    hits, none = Matcher(entries, {}, []).hits(text, padded(text))
    assert not none
    assert [(start, end) for start, end, _ in hits] == [(start, end) for start, end, _ in twin(text, usable)]
    for start, end, entry in hits:  # and what is said to stand there does
        here = fold(text[start:end])
        assert here in (fold(entry.name).strip(), fold(entry.name).strip() + b"s")


@settings(max_examples=200, deadline=None)
@given(text=texts, names=names_of_words)
def test_kinds_do_not_disturb_each_other(text: str, names: list[str]) -> None:
    usable = [name for name in names if fold(name).strip()]
    ingredients = {fold(name).strip(): Entry("x", name) for name in usable}
    conditions = {fold(name).strip(): Entry("y", name, "", True) for name in usable[::2]}
    both = Matcher(ingredients, conditions, []).hits(text, padded(text))
    assert both[0] == Matcher(ingredients, {}, []).hits(text, padded(text))[0]
    assert both[1] == Matcher({}, conditions, []).hits(text, padded(text))[1]


@settings(max_examples=500, deadline=None)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert [fold(c) for c in text] == [bytes([b]) for b in fold(text)]
