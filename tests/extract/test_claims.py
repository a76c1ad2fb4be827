"""From a text to its claims, with the shipped vocabulary and models. All sentences are invented."""

from __future__ import annotations

import pytest

from proofwort.extract.claims import SPIN, claims, read_claims
from proofwort.extract.outcome import outcome
from proofwort.mentions import Vocabulary
from proofwort.model import Finding
from tests.extract.making import text


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def main(vocabulary: Vocabulary, title: str, abstract: str) -> Finding:
    found = claims(text(abstract, title), vocabulary)
    assert found
    return found[0]


TRIAL = (
    "Background: {name} may help. Objective: To examine the effect of {name} in adults with migraine. Methods: In a randomised double-blind "
    "trial, 80 adults with migraine received {name} or placebo for 12 weeks. The primary outcome was the number of attacks per month. "
    "Results: {result} Conclusion: {end}"
)
BETTER = (
    "Attacks fell significantly more with {name} than with placebo (p = 0.003).",
    "{name} is effective in the prevention of migraine.",
)
SAME = (
    "There was no significant difference in attacks between {name} and placebo (p = 0.61).",
    "{name} did not reduce migraine attacks compared with placebo.",
)


def trial(name: str, said: tuple[str, str]) -> str:
    result, end = (s.format(name=name.capitalize() if s.startswith("{") else name) for s in said)
    return TRIAL.format(name=name, result=result, end=end)


@pytest.mark.parametrize("name", ["magnesium", "feverfew", "riboflavin"])
@pytest.mark.parametrize(("said", "way"), [(BETTER, "benefit"), (SAME, "null")])
def test_a_plain_trial(vocabulary: Vocabulary, name: str, said: tuple[str, str], way: str) -> None:
    found = main(vocabulary, f"Effect of {name} in adults with migraine: a randomised trial", trial(name, said))
    assert found.ingredient == vocabulary.concept("ingredient", name)
    assert (found.condition, found.direction, found.exposure) == ("migraine", way, "given")
    assert found.outcome == "number of attacks per month"
    assert found.primary


def test_no_ingredient_no_findings(vocabulary: Vocabulary) -> None:
    assert claims(text("We compared two drugs in 40 patients with asthma.", "Two inhalers in asthma"), vocabulary) == ()


def test_a_substance_that_is_only_measured_is_not_studied(vocabulary: Vocabulary) -> None:
    abstract = (
        "Methods: We measured blood pressure, serum sodium and serum iron in 30 patients after hip surgery with two approaches. Results: "
        "Operation time was shorter with the anterior approach. Serum iron did not differ. Conclusion: Both approaches are safe."
    )
    assert claims(text(abstract, "Anterior or posterior approach in hip surgery: a randomised trial"), vocabulary) == ()


def test_the_comparator_is_not_the_main_ingredient(vocabulary: Vocabulary) -> None:
    abstract = (
        "Sixty children with cough received honey or placebo syrup made with glucose at bedtime. Honey reduced night cough compared with "
        "placebo (p = 0.01). Honey is useful in children with cough."
    )
    found = main(vocabulary, "Honey compared with glucose syrup for night cough in children", abstract)
    assert found.ingredient == "honey"


def test_the_first_of_a_list_is_the_main_one_and_the_others_follow(vocabulary: Vocabulary) -> None:
    abstract = (
        "Ninety older women with osteoporosis received calcium and vitamin D or placebo for one year. Bone loss was significantly smaller with "
        "calcium and vitamin D (p = 0.02). Calcium and vitamin D slow bone loss in women with osteoporosis."
    )
    found = claims(
        text(abstract, "Combined calcium and vitamin D in women with osteoporosis: a randomised trial"), vocabulary
    )
    assert [f.ingredient for f in found[:2]] == ["calcium", "vitamin-d"]
    assert found[0].combination == "combination"


def test_an_umbrella_stands_behind_what_was_given(vocabulary: Vocabulary) -> None:
    abstract = (
        "We gave 50 people with insomnia a dietary supplement with 300 mg valerian or placebo for four weeks. Valerian did not improve sleep "
        "compared with placebo (p = 0.4). Valerian is not effective for insomnia."
    )
    found = main(vocabulary, "A dietary supplement with valerian for insomnia", abstract)
    assert (found.ingredient, found.condition, found.direction) == ("valerian", "insomnia", "null")


def test_a_protocol_has_no_direction(vocabulary: Vocabulary) -> None:
    abstract = (
        "Background: Zinc may shorten colds. Methods: In this protocol of a randomised trial, 200 adults with the common cold will be randomised "
        "to zinc lozenges or placebo. Discussion: The trial will show whether zinc improves recovery."
    )
    found = claims(
        text(abstract, "Zinc lozenges for the common cold: study protocol of a randomised trial"),
        vocabulary,
    )
    assert found[0].direction == "unclear"


def test_what_is_only_observed_is_associated(vocabulary: Vocabulary) -> None:
    abstract = (
        "We followed 5,000 adults for ten years in a prospective cohort. Higher magnesium intake was associated with a lower risk of type 2 "
        "diabetes (hazard ratio 0.78, 95% CI 0.66 to 0.92). Magnesium intake is inversely associated with type 2 diabetes."
    )
    found = claims(
        text(abstract, "Magnesium intake and risk of type 2 diabetes: a prospective cohort study"), vocabulary
    )
    assert (found[0].role, found[0].exposure, found[0].direction) == ("associate", "diet", "benefit")


@pytest.mark.parametrize(
    ("title", "abstract", "condition", "way"),
    [
        (
            "Coffee and risk of liver cancer: a cohort study",
            "We followed 40,000 adults for 12 years. Coffee drinkers had a lower risk of liver cancer (HR 0.60, 95% CI 0.45 to 0.80). "
            "Coffee consumption is inversely associated with liver cancer.",
            "liver-cancer",
            "benefit",
        ),
        (
            "Beta-carotene and lung cancer: a cohort study",
            "We followed 40,000 smokers for 12 years. Beta-carotene use was associated with a higher risk of lung cancer (HR 1.30, 95% CI "
            "1.10 to 1.54). Beta-carotene supplements may increase the risk of lung cancer in smokers.",
            "lung-cancer",
            "harm",
        ),
        (
            "Selenium and prostate cancer: a cohort study",
            "We followed 40,000 men for 12 years. Selenium intake was not associated with prostate cancer (HR 1.02, 95% CI 0.88 to 1.18). "
            "Selenium intake is not related to the risk of prostate cancer.",
            "prostate-cancer",
            "null",
        ),
    ],
)
def test_what_a_cohort_says(vocabulary: Vocabulary, title: str, abstract: str, condition: str, way: str) -> None:
    found = main(vocabulary, title, abstract)
    assert (found.condition, found.direction, found.role) == (condition, way, "associate")


def test_a_level_in_the_title_is_not_the_condition(vocabulary: Vocabulary) -> None:
    abstract = (
        "Among 2,000 adults, low vitamin D levels were associated with depression (OR 1.60, 95% CI 1.20 to 2.10). Vitamin D deficiency is "
        "associated with depression."
    )
    found = main(vocabulary, "Serum vitamin D and depression: a cross-sectional study", abstract)
    assert (found.ingredient, found.condition) == ("vitamin-d", "depression")


def test_a_strain_is_a_form_of_probiotics(vocabulary: Vocabulary) -> None:
    abstract = (
        "We randomised 90 children with acute diarrhoea to Lactobacillus reuteri or placebo. Diarrhoea was shorter with Lactobacillus reuteri "
        "(p = 0.01). Lactobacillus reuteri is effective in acute diarrhoea."
    )
    found = main(vocabulary, "Lactobacillus reuteri for acute diarrhoea in children: a randomised trial", abstract)
    assert found.ingredient == "probiotics"
    assert found.form is not None
    assert "reuteri" in found.form


def test_a_conclusion_brighter_than_its_primary_outcome_is_flagged(vocabulary: Vocabulary) -> None:
    abstract = (
        "Background: Ginger is popular. Methods: 60 women with dysmenorrhoea received ginger or placebo. Results: There was no significant "
        "difference in the primary outcome, pain, between ginger and placebo (p = 0.5). Nausea improved significantly with ginger compared "
        "with placebo (p = 0.01). Vomiting was reduced significantly with ginger (p = 0.02). Conclusion: Ginger is an effective and beneficial "
        "treatment that improves well-being in women with dysmenorrhoea."
    )
    found = main(vocabulary, "Ginger improves dysmenorrhoea: a randomised trial", abstract)
    assert found.note == (SPIN if found.direction == "benefit" else None)


def test_answers_come_with_their_places(vocabulary: Vocabulary) -> None:
    made = text(trial("magnesium", BETTER), "Effect of magnesium in adults with migraine: a randomised trial")
    places = dict(read_claims(made, vocabulary).places)
    assert {"ingredient", "condition", "direction", "outcome"} <= places.keys()
    assert places["ingredient"].section == "title"
    assert made.article.title[places["ingredient"].start : places["ingredient"].end] == "magnesium"
    assert "verdicts" in places["direction"].rule


def test_at_most_four_findings(vocabulary: Vocabulary) -> None:
    names = "zinc, iron, vitamin A, vitamin C, vitamin D and iodine"
    abstract = f"Children received {names} or placebo. {names} improved growth compared with placebo (p < 0.01)."
    found = claims(text(abstract, f"Effect of {names} on anemia in children"), vocabulary)
    assert 1 < len(found) <= 4
    assert len({(f.ingredient, f.condition) for f in found}) == len(found)


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        (
            "A trial",
            "The primary outcome was change in pain at week 8. Secondary outcomes were others.",
            "change in pain",
        ),
        ("Effects of sage on memory and attention in students", "We gave sage.", "memory and attention"),
        ("A trial", "We gave sage.", None),
    ],
)
def test_the_outcome_in_few_words(title: str, abstract: str, expected: str | None) -> None:
    found = outcome(text(abstract, title))
    assert (found.value if found else None) == expected


@pytest.mark.parametrize("abstract", ["", ".", "Magnesium", "magnesium " * 3000, "p < " * 500, "((((" * 400])
def test_odd_texts_do_no_harm(vocabulary: Vocabulary, abstract: str) -> None:
    assert len(claims(text(abstract, "Magnesium"), vocabulary)) <= 4
