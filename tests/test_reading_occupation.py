"""Occupations read from titles and duties: which phrase wins, what duties decide, when the coder abstains."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from credscope.reading.duties import DutyLexicon
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
        ("Manager, Marketing", "11-2021"),
        ("Director of Supply Chain", "11-3071"),
        ("Analyst - Financial Planning", "13-2051"),
        ("Securities Analyst", "13-2051"),
        ("Security Analyst", "15-1212"),
        ("Data Engineer with Security Clearance", "15-1243"),
        ("Ruby on Rails Engineer", "15-1252"),
        ("Site Reliability Engineer", "15-1252"),
        ("Journeyman Tuckpointer", "47-2021"),
        ("Organic Chemistry Professor", "25-1052"),
        ("Respiratory Therapist, Nights", "29-1126"),
    ],
)
def test_titles(title: str, soc_code: str, coder: OccupationCoder) -> None:
    """Fails when seniority, order, plural or a shorter phrase inside a longer one changes the occupation."""
    assert coder.code(title).soc_code == soc_code


@pytest.mark.parametrize("title", [None, "", "   ", "😀😀", "x" * 100_000])
def test_a_title_that_says_nothing_is_not_coded(title: str | None, coder: OccupationCoder) -> None:
    """Fails when nonsense gets an occupation or raises."""
    assert coder.code(title).soc_code is None


@pytest.mark.parametrize(
    ("title", "description", "employer", "soc_code"),
    [
        (
            "Project Manager",
            "Manage submittals, RFIs and change orders with subcontractors.",
            None,
            "11-9021",
        ),
        ("Project Manager", "Runs IT projects: ERP software, agile and scrum, cloud.", None, "15-1299"),
        ("Project Manager", "Keeps the plan and the people together.", None, "13-1082"),
        ("Business Analyst", "Business requirements, user stories, acceptance testing.", None, "15-1211"),
        (
            "IT Specialist II",
            "Help desk tickets: desktop support, password resets, laptops and printers of end users.",
            None,
            "15-1232",
        ),
        (
            "Project Engineer",
            "Civil engineering of roadway and stormwater drainage in Civil 3D.",
            None,
            "17-2051",
        ),
        ("Consultant", "Acme is looking for an experienced software engineer to join us.", None, "15-1252"),
        ("Join us!", "Acme is hiring a registered nurse for the night shift.", None, "29-1141"),
    ],
)
def test_duties_decide_what_the_title_leaves_open(
    title: str, description: str, employer: str | None, soc_code: str, coder: OccupationCoder
) -> None:
    """Fails when descriptions are not looked at, or kinds of one title cannot be told apart."""
    assert coder.code(title, description, employer).soc_code == soc_code


def test_duties_do_not_overrule_a_title_that_decides(coder: OccupationCoder) -> None:
    """Fails when a nurse in a software house is coded as a developer."""
    text = "Our clients are software engineers who write Java, Python and C++ in agile teams."
    assert coder.code("Registered Nurse", text, "Software Engineering Inc.") == coder.code("Registered Nurse")


def test_a_wording_counts_once(rules: Rules) -> None:
    """Fails when a text becomes sure by repeating itself."""
    duties = DutyLexicon(rules)
    once = duties.evidence("help desk tickets. ", "analyst")
    assert once and duties.evidence("help desk tickets. " * 50, "analyst") == once


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "\x00\ufeff😀 " * 20_000, "is seeking a " * 20_000, "مهندس "]
)
def test_a_malformed_description_is_no_evidence(text: str, coder: OccupationCoder) -> None:
    """Fails when a text without words raises, takes long, or changes the occupation."""
    start = time.process_time()
    assert coder.code("Analyst", text).soc_code == coder.code("Analyst").soc_code
    assert time.process_time() - start < 4


def test_every_phrase_has_a_soc_2018_code_and_a_probability(rules: Rules) -> None:
    """Fails when the lexicon names an unknown code, or gives a phrase more than a whole."""
    assert {row.soc_code for row in [*rules.phrases, *rules.duties]} <= set(rules.soc_titles)
    shares: dict[str, float] = {}
    for row in rules.phrases:
        assert 0 < row.probability <= 1, row
        shares[row.phrase] = shares.get(row.phrase, 0.0) + row.probability
    assert [phrase for phrase, share in shares.items() if share > 1.0001] == []


def test_every_occupation_has_a_phrase(rules: Rules) -> None:
    """Fails when an occupation can be read by its official title alone, which few postings use."""
    spoken = {row.soc_code for row in rules.phrases}
    assert len(set(rules.soc_titles) - spoken) <= 5


def test_probabilities_rise_with_what_was_read(rules: Rules) -> None:
    """Fails when a surer reading gets a lower probability, or a probability leaves 0 to 1."""
    points = rules.calibration
    assert len(points) >= 5 and list(points) == sorted(points)
    assert [right for _, right in points] == sorted(right for _, right in points)
    assert all(0 <= value <= 1 for point in points for value in point)
    coder = OccupationCoder(rules)
    assert coder.code("Data Scientist").probability > coder.code("Project Manager").probability


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


def test_probability_is_the_same_in_every_process() -> None:
    """Fails when the order of a set gets into a sum: the same delivery would not give the same bytes."""
    program = (
        "from credscope.reading.occupation import OccupationCoder; from credscope.rules import Rules; "
        "coder = OccupationCoder(Rules.load()); "
        "print([coder.code(title, 'You plan sprints, query databases with SQL, test software, "
        "manage vendors, write requirements, build dashboards and support users of the network.') "
        "for title in ('Business Analyst', 'Consultant', 'Project Manager', 'Associate', 'Engineer II')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in range(4)
    }  # fmt: skip
    assert len(said) == 1 and "probability" in said.pop()
