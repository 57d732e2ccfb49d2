"""Education read from text: the lowest level that qualifies, the level preferred, what replaces a degree."""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize(
    ("text", "minimum", "preferred", "replaced"),
    [
        ("You enjoy working with people.", "none_stated", None, None),
        ("High school diploma or GED required.", "high_school", None, None),
        ("Bachelor's degree in Computer Science required; Master's preferred.", "bachelor", "master", False),
        ("Bachelor’s degree or equivalent work experience.", "bachelor", None, True),
        (
            "Bachelor's degree in finance or a related field and 5 years of experience.",
            "bachelor",
            None,
            False,
        ),
        ("Associate's degree, or experience in lieu of a degree.", "associate", None, True),
        ("Bachelor's or Master's degree in statistics.", "bachelor", None, False),
        ("Bachelor's degree preferred.", "none_stated", "bachelor", None),
        ("Requirements5 years in salesBS in Computer ScienceStrong writing", "bachelor", None, False),
        ("Currently pursuing a Bachelor's degree in engineering.", "some_college", None, None),
        ("Must hold a PhD in physics.", "doctorate", None, False),
        ("A high degree of independence and proficiency in MS Office.", "none_stated", None, None),
    ],
)
def test_levels(text: str, minimum: str, preferred: str | None, replaced: bool | None, rules: Rules) -> None:
    """Fails when a preferred level becomes the minimum, a field a substitute, or MS Office a degree."""
    reading = read_text(text, rules)
    assert (reading["min_education"], reading["preferred_education"], reading["degree_substitutable"]) == (
        minimum, preferred, replaced
    )  # fmt: skip


def test_benefits_ask_for_no_degree(rules: Rules) -> None:
    """Fails when tuition help under the benefits reads as a requirement."""
    text = "Requirements:\n- Two years of sales\n\nBenefits:\n- Tuition reimbursement for a Bachelor's degree"
    assert read_text(text, rules)["min_education"] == "none_stated"
