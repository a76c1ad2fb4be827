"""What one clause says, and what is made of statistics. All sentences are invented."""

from __future__ import annotations

import pytest

from proofwort.extract.change import change
from proofwort.extract.direction_terms import BARE_P, CI, P_VALUE, holds_none, interval_words, parts, significant
from proofwort.extract.verdict import clauses, judge
from tests.extract.making import text


@pytest.mark.parametrize(
    ("clause", "verdict"),
    [
        ("ingr significantly improved sleep quality compared with placebo", "better"),
        ("pain fell more with ingr than with placebo", "better"),
        ("ingr produced a greater reduction in pain than placebo", "better"),
        ("ingr reduced the risk of main cond", "better"),
        ("there was no significant difference between the groups", "none"),
        ("ingr did not affect muscle strength", "none"),
        ("ingr failed to improve mood", "none"),
        ("neither ingr nor othr improved the score", "none"),
        ("both products gave similar clinical improvements", "none"),
        ("the change was small pvalns", "none"),
        ("mortality was higher in the ingr group", "worse"),
        ("ingr impaired memory", "worse"),
        ("higher ingr intake was associated with lower risk of main cond", "better"),
        ("low ingr intake was associated with increased risk of main cond", "better"),
        ("pain decreased from baseline in both groups", "within"),
        ("no serious adverse events were seen", None),
        ("future studies should determine whether ingr improves mood", None),
        ("sleep quality was assessed at week 8", None),
        ("there is insufficient evidence that ingr is effective", None),
        ("ingr intake is inversely associated with main cond", "better"),
        ("ingr intake was negatively correlated with main cond", "better"),
        ("an inverse relation between ingr and main cond was seen", "better"),
        ("ingr intake was associated with main cond (hr 0.78, ciexc ratiolow )", "better"),
        ("ingr intake was associated with main cond (hr 1.31, ciexc ratiohigh )", "worse"),
        ("the highest intake of ingr was related to main cond (or 0.6, ciexc ratiolow )", "better"),
        ("low ingr intake was associated with main cond (or 1.6, ciexc ratiohigh )", "better"),
        ("ingr was associated with remission (rr 1.4, ciexc ratiohigh )", "better"),
        ("ingr was associated with survival (rr 0.7, ciexc ratiolow )", "worse"),
        ("ingr was protective against main cond", "better"),
        ("ingr was not associated with main cond (hr 0.98, ciinc )", "none"),
    ],
)
def test_a_clause_has_one_verdict(clause: str, verdict: str | None) -> None:
    assert judge(clause).verdict == verdict


def test_two_things_said_are_two_clauses() -> None:
    said = [judge(c).verdict for c in clauses("ingr improved sleep but had no effect on pain; mood was unchanged")]
    assert said == ["better", "none", "none"]


def test_a_bracket_is_not_cut() -> None:
    assert len(list(clauses("ingr improved sleep (md 2.1; pvalsig) in all centres"))) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("p < 0.05", True),
        ("p=0.051", False),
        ("p = 0.049", True),
        ("p > 0.05", False),
        ("p = n.s.", False),
        ("p < 0.0001", True),
    ],
)
def test_p_values(words: str, expected: bool) -> None:
    match = P_VALUE.search(words)
    assert match is not None
    assert significant(match) is expected


def test_a_p_value_that_lost_its_letter() -> None:
    match = BARE_P.search("power rose ( < 0.01) in all")
    assert match is not None
    assert significant(match)


@pytest.mark.parametrize(
    ("before", "interval", "expected"),
    [
        ("risk ratio 0.91", "95% ci 0.80 to 1.03", True),
        ("rr 0.71", "(0.60-0.84)", False),
        ("mean difference -1.2", "95% ci -2.0 to -0.4", False),
        ("mean difference -0.3", "[-0.9, 0.3]", True),
    ],
)
def test_intervals(before: str, interval: str, expected: bool) -> None:
    match = CI.search(interval)
    assert match is not None
    assert holds_none(match, before) is expected


def test_the_conclusion_of_a_text_without_headings() -> None:
    made = text(
        "Sleep is short in many. We gave 40 adults drops or placebo. Sleep was longer with drops. Mood stayed as it was. "
        "In conclusion, drops lengthen sleep. They are cheap. The trial was registered at ClinicalTrials.gov."
    )
    _, conclusion, _ = parts(made)
    assert [made.low[s.start : s.end].strip() for s in conclusion] == [
        "in conclusion, drops lengthen sleep.",
        "they are cheap.",
    ]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Serum zinc rose significantly in the treated group (P < 0.01).", "increased"),
        ("Pain scores decreased more in the ginger group than in the placebo group (p=0.02).", "decreased"),
        ("There were no significant differences between groups (p = 0.4).", "none"),
        ("Forty people took part.", None),
    ],
)
def test_up_down_or_no_difference(passage: str, expected: str | None) -> None:
    assert change(passage) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("hazard ratio 0.78, 95% ci 0.66 to 0.92", "ciexc ratiolow"),
        ("rr 1.28 (95% ci: 1.06-1.92)", "ciexc ratiohigh"),
        ("or 0.97 (0.80, 1.20)", "ciinc"),
        ("mean difference 0.4 (95% ci 0.1 to 0.7)", "ciexc"),
        ("mean difference -0.4 (95% ci -0.9 to 0.1)", "ciinc"),
    ],
)
def test_an_interval_says_on_which_side_of_no_effect_it_lies(printed: str, expected: str) -> None:
    match = CI.search(printed)
    assert match is not None
    assert interval_words(match, printed[: match.start()]).strip() == expected
