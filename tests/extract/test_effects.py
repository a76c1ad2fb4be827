"""Effects as texts print them, and which of several belongs to the main claim. All sentences are invented."""

from __future__ import annotations

import pytest

from proofwort.extract.claims import read_claims
from proofwort.extract.effect import effects
from proofwort.extract.main_effect import About, main_effect
from proofwort.mentions import Vocabulary
from tests.extract.making import text

Numbers = tuple[str, float, float, float]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("The risk was lower (RR 0.75, 95% CI 0.57-0.96, P=0.02).", ("RR", 0.75, 0.57, 0.96)),
        ("relative risk, 0.75; 95 % confidence interval, 0.57, 0.96", ("RR", 0.75, 0.57, 0.96)),
        ("RR=0.75 [0.57; 0.96]", ("RR", 0.75, 0.57, 0.96)),
        ("RR 0·75 (95% CI 0·57–0·96)", ("RR", 0.75, 0.57, 0.96)),
        ("hazard ratio [HR] = 0.75 [95% confidence interval [CI]: 0.57 to 0.96]", ("HR", 0.75, 0.57, 0.96)),
        ("adjusted hazard ratio, aHR: 0.75 (95%CI: 0.57~0.96)", ("HR", 0.75, 0.57, 0.96)),
        ("The odds ratio (95% CI) was 0.75 (0.57, 0.96)", ("OR", 0.75, 0.57, 0.96)),
        ("OR: 0.75 (CI95% 0.57 to 0.96)", ("OR", 0.75, 0.57, 0.96)),
        ("pooled OR of 0.75 (95% C.I.: 0.57-0.96; p = .02)", ("OR", 0.75, 0.57, 0.96)),
        ("SMD = -0.45, 95% CI: -0.80 to -0.10, p = 0.01", ("SMD", -0.45, -0.8, -0.1)),
        ("standardized mean difference, −0.45 [95% CI, −0.80 to −0.10]", ("SMD", -0.45, -0.8, -0.1)),
        ("Hedges' g = 0.45; 95% CI [0.10, 0.80]", ("SMD", 0.45, 0.1, 0.8)),
        ("Cohen's d 0.45 (95% CI 0.10; 0.80)", ("SMD", 0.45, 0.1, 0.8)),
        ("weighted mean difference: -2.8 mmHg; 95% confidence interval: -4.9, -0.7", ("MD", -2.8, -4.9, -0.7)),
        ("WMD -2.8 mg/dL (95% CI: -4.9 to -0.7)", ("MD", -2.8, -4.9, -0.7)),
        ("The mean difference was 2.1 points (95% CI, 0.5 to 3.7; P=.01)", ("MD", 2.1, 0.5, 3.7)),
        ("The between-group difference was -1.2 kg (95% CI -2.0 to -0.4)", ("MD", -1.2, -2, -0.4)),
        ("reduced systolic blood pressure by 4.2 mmHg (95% CI 1.1 to 7.3)", ("MD", -4.2, -7.3, -1.1)),
        ("risk ratio 0.75, 95% CI 0.57 to 0.96, I2 = 30%", ("RR", 0.75, 0.57, 0.96)),
        ("HR for death, 0.75; 95% CI, 0.57-0.96", ("HR", 0.75, 0.57, 0.96)),
        ("incidence rate ratio 0.75 (95% CI 0.57 to 0.96)", ("IRR", 0.75, 0.57, 0.96)),
        (
            "The multivariable-adjusted RR for highest vs. lowest quintile was 0.75 (95% CI: 0.57, 0.96; P-trend = 0.03)",
            ("RR", 0.75, 0.57, 0.96),
        ),
        ("risk was 25% lower (RR 0.75; 99% CI 0.50 to 1.10)", ("RR", 0.75, 0.5, 1.1)),
        ("a mean difference of 0.30 mmol/L (95% CI: 0.10, 0.50)", ("MD", 0.3, 0.1, 0.5)),
        ("MD 0.30, CI 0.10 to 0.50", ("MD", 0.3, 0.1, 0.5)),
        ("relative risk 0.75 with 95% confidence limits 0.57 and 0.96", ("RR", 0.75, 0.57, 0.96)),
        ("RR 0.75 (95 percent confidence interval, 0.57 to 0.96)", ("RR", 0.75, 0.57, 0.96)),
        ("hazard ratio 0.75 (0.57-0.96)", ("HR", 0.75, 0.57, 0.96)),
        ("The estimated treatment difference was 0.30 percentage points [95% CI 0.10; 0.50]", ("MD", 0.3, 0.1, 0.5)),
        ("the risk difference was 39 per 10,000 persons (95% CI, 3 to 74 per 10,000 persons)", ("RD", 39, 3, 74)),
        ("prevalence ratio = 0.75, CI 95%: 0.57 - 0.96", ("RR", 0.75, 0.57, 0.96)),
        ("OR = 0.75 (95% credible interval 0.57 to 0.96)", ("OR", 0.75, 0.57, 0.96)),
        (
            "The relative risk for a 100 mg/day increase in intake was 0.75 (95% CI, 0.57-0.96)",
            ("RR", 0.75, 0.57, 0.96),
        ),
        (
            "the pooled effect size compared with placebo and/or calcium was 0.35 (95% confidence interval (CI) 0.18, 0.52)",
            ("SMD", 0.35, 0.18, 0.52),
        ),
        ("RRs (95% CIs) were 0.75 (0.57-0.96) for the highest tertile", ("RR", 0.75, 0.57, 0.96)),
        ("HR=0.75; 95%-CI=[0.57,0.96]", ("HR", 0.75, 0.57, 0.96)),
        ("(HR 0.75, CI 0.57 to 0.96)", ("HR", 0.75, 0.57, 0.96)),
        ("ES: 0.45 (95% CI: 0.10, 0.80)", ("SMD", 0.45, 0.1, 0.8)),
        ("the ratio of means 1.2 (95% CI 1.1-1.3)", None),
        ("Mean BMI was 24 (95% CI 22 to 26)", None),
        ("adjusted β 0.11 (95% CI 0.01-0.20) more severe", None),
        ("the placebo group gained 1.2 kg (95% CI 0.8 to 1.6)", None),
        ("relative risk reduction 25% (95% CI 4 to 43)", None),
        ("hazard ratio, 0.75 [CI, 0.57-0.96]", ("HR", 0.75, 0.57, 0.96)),
        ("mean change -0.5 (95%CI -0.9; -0.1) vs placebo", ("MD", -0.5, -0.9, -0.1)),
        ("SMD(95%CI)=-0.45(-0.80,-0.10)", ("SMD", -0.45, -0.8, -0.1)),
        ("net change in SBP: -4.2 mm Hg (95% CI, -7.3 to -1.1 mm Hg)", ("MD", -4.2, -7.3, -1.1)),
        ("RR, 0.75, 95% CI, 0.57, 0.96", ("RR", 0.75, 0.57, 0.96)),
        (
            "odds of caries were lower (adjusted odds ratio=0.75 [95% confidence interval=0.57–0.96])",
            ("OR", 0.75, 0.57, 0.96),
        ),
        ("summary relative risk (SRR) = 0.75 (95% CI: 0.57–0.96)", ("RR", 0.75, 0.57, 0.96)),
        ("HR per SD 0.75 (95% CI 0.57–0.96)", ("HR", 0.75, 0.57, 0.96)),
        ("HR (95% CL) = 0.75 (0.57-0.96)", ("HR", 0.75, 0.57, 0.96)),
        ("the relative risk was 0.75 (0.57-0.96)", ("RR", 0.75, 0.57, 0.96)),
        ("the relative risk of colds for any intake of zinc was 0.75 (0.57-0.96)", ("RR", 0.75, 0.57, 0.96)),
        ("an effect size of 0.45 (0.10, 0.80)", ("SMD", 0.45, 0.1, 0.8)),
        (
            "the standardised mean difference between cases and controls was -0.45 (-0.80; -0.10)",
            ("SMD", -0.45, -0.8, -0.1),
        ),
        ("the relative risk was 0.75 (0.57-0.96, p = 0.9)", None),
        ("odds ratios were computed and the serum level was 0.75 (0.57-0.96) in men", None),
        ("standardised mean differences were computed and the median follow-up was 12 (6 to 18) months", None),
        ("men or women with a mean of 0.75 (0.57-0.96)", None),
        ("the median change was 3.2 (1.0, 5.4)", None),
    ],
)
def test_a_printed_effect(printed: str, wanted: Numbers | None) -> None:
    found = effects(text(f"Results: In all, {printed}."))
    assert [(c.effect.measure, c.effect.value, c.effect.low, c.effect.high) for c in found] == (
        [wanted] if wanted else []
    )


@pytest.mark.parametrize(
    "printed", ["SMD -0.45 (-0.80; -0.10; p = 0.01)", "The relative risk was 0.75 (0.57-0.96, P = 0.01)"]
)
def test_a_p_inside_the_brackets_is_read_too(printed: str) -> None:
    assert [c.p for c in effects(text(f"Results: In all, {printed}."))] == ["0.01"]


def chosen(vocabulary: Vocabulary, title: str, abstract: str) -> float | None:
    made = text(abstract, title)
    claims = read_claims(made, vocabulary)
    assert claims.findings
    found = main_effect(made, claims.about)
    return None if found is None else found.value.effect.value


TITLE = "Magnesium for migraine in adults: a randomised trial"
AIM = "Objective: To test whether magnesium prevents migraine. Methods: Adults with migraine received magnesium or placebo. Results: "


@pytest.mark.parametrize(
    ("results", "wanted"),
    [
        ("Magnesium lowered the risk of migraine attacks (RR 0.70, 95% CI 0.55 to 0.89).", 0.70),
        # The first result is the main one.
        (
            "Attacks were fewer with magnesium (RR 0.70, 95% CI 0.55 to 0.89), and days off work too (RR 0.85, 95% CI 0.74 to 0.98).",
            0.70,
        ),
        # Another ingredient's.
        ("Riboflavin lowered the risk of attacks (RR 0.80, 95% CI 0.66 to 0.97).", None),
        (
            "Riboflavin lowered the risk of attacks (RR 0.80, 95% CI 0.66 to 0.97). Magnesium lowered it more (RR 0.70, 95% CI 0.55 to 0.89).",
            0.70,
        ),
        # Something else against the claim's ingredient.
        ("Exercise was better than magnesium (RR 0.80, 95% CI 0.66 to 0.97) for attacks.", None),
        # Side effects come after.
        (
            "Adverse events were as frequent with magnesium (RR 1.10, 95% CI 0.80 to 1.51). Migraine attacks were fewer (RR 0.70, 95% CI 0.55 to 0.89).",
            0.70,
        ),
        # A subgroup comes after the whole.
        (
            "In the subgroup with aura attacks were fewer with magnesium (RR 0.60, 95% CI 0.40 to 0.90). Overall, migraine attacks "
            "were also fewer with magnesium (RR 0.70, 95% CI 0.55 to 0.89).",
            0.70,
        ),
        # None printed.
        ("Magnesium lowered the number of attacks (p = 0.01).", None),
        # Each group by itself is no comparison.
        ("The magnesium group had a decrease of 2.1 attacks (95% CI 1.0 to 3.2) in 12 weeks.", None),
    ],
)
def test_the_effect_of_the_main_claim(vocabulary: Vocabulary, results: str, wanted: float | None) -> None:
    assert chosen(vocabulary, TITLE, AIM + results + " Conclusion: Magnesium was studied in migraine.") == wanted


def test_two_effects_in_sentences_that_name_nothing_of_the_claim_are_left_alone() -> None:
    made = text(
        "We compared 40 people. It was lower there (RR 0.7, 95% CI 0.5 to 0.98). It was higher here (RR 1.4, 95% CI 1.1 to 1.8)."
    )
    assert main_effect(made, About()) is None
