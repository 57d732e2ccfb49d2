"""Occupations read from titles: which phrase wins, when the coder abstains."""

from __future__ import annotations

import pytest

from credscope.reading.occupation import OccupationCoder
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.fixture(scope="module")
def coder(rules: Rules) -> OccupationCoder:
    return OccupationCoder(rules)


@pytest.mark.parametrize(
    ("title", "soc_code"),
    [
        ("Sr. Software Engineer II - Remote", "15-1252"),
        ("Sales Engineer", "41-9031"),
        ("Senior Data Scientist, Marketing", "15-2051"),
        ("IT Project Manager", "15-1299"),
        ("Project Manager, Information Technology", "15-1299"),
        ("Scrum Master", "15-1299"),
        ("Project Manager", "13-1082"),
        ("Help Desk Technician", "15-1232"),
        ("Director of Information Technology", "11-3021"),
        ("Marketing Manager", "11-2021"),
        ("Registered Nurse (RN) - ICU", "29-1141"),
        ("CDL-A Truck Driver", "53-3032"),
        ("Operating Engineer", "47-2073"),
        ("High School Math Teacher", "25-2031"),
        ("ACCOUNTANTS", "13-2011"),
    ],
)
def test_titles(title: str, soc_code: str, coder: OccupationCoder) -> None:
    """Fails when seniority, order, plural or a shorter phrase inside a longer one changes the occupation."""
    assert coder.code(title).soc_code == soc_code


@pytest.mark.parametrize("title", [None, "", "   ", "😀😀", "x" * 100_000])
def test_a_title_that_says_nothing_is_not_coded(title: str | None, coder: OccupationCoder) -> None:
    """Fails when nonsense gets an occupation or raises."""
    assert coder.code(title).soc_code is None


def test_every_phrase_has_a_soc_2018_code_and_a_probability(rules: Rules) -> None:
    """Fails when the lexicon names a code that SOC-2018 does not have."""
    assert {row.soc_code for row in rules.phrases} <= set(rules.soc_titles)
    assert all(0 < row.probability <= 1 for row in rules.phrases)


def test_every_occupation_of_the_teams_can_be_read(rules: Rules) -> None:
    """Fails when no phrase leads to one of the occupations that the exhibits are about."""
    teams = set().union(*(codes for codes in rules.teams.values()))
    assert teams <= {row.soc_code for row in rules.phrases}


def test_below_the_threshold_the_coder_abstains_and_names_its_guess(rules: Rules) -> None:
    """Fails when a doubtful phrase codes a posting although the threshold says that it must not."""
    from dataclasses import replace

    strict = OccupationCoder(replace(rules, thresholds={**rules.thresholds, "occupation_probability": 0.99}))
    code = strict.code("Data Scientist")
    assert (code.soc_code, code.runner_up) == (None, "15-2051")
