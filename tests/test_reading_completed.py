"""Known names that a text writes with other marks, another noun or its level in another place.

Every text here is invented; the credentials in them are real, as the catalogue's entries are meant.
"""

from __future__ import annotations

import pytest
from read_ids import identities

from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Azure Administrator certificate required.", ["azure_administrator_associate"]),
        ("SAFe Scrum Master certificate required.", ["safe_scrum_master"]),
        ("Aruba ACSP certification required.", ["aruba_acsp"]),
        ("CCNP \u2013 Datacenter certification required.", ["ccnp_data_center"]),
        ("ServiceNow CIS: Discovery certified.", ["servicenow_cis_discovery"]),
        (
            "Databricks Data Engineer (Professional) certification preferred.",
            ["databricks_data_engineer_professional"],
        ),
        (
            "Amazon Web Services (AWS) Certified Solutions Architect preferred.",
            ["aws_certified_solutions_architect"],
        ),
        ("AWS certified solution architect associates preferred.", ["aws_solutions_architect_associate"]),
    ],
)
def test_longest_known_name_is_meant(text: str, known: list[str], rules: Rules) -> None:
    """Fails when a mark, another noun or a plural leaves only a part of a name, which is another entry."""
    assert identities(text, rules) == known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Professional certification in Agile preferred.", ["agile_certification"]),
        ("IBM Certified Data Engineer preferred.", ["ibm_certification"]),
        ("Lean or Six Sigma Certification preferred.", ["lean_certification", "six_sigma_certification"]),
    ],
)
def test_no_name_is_made_of_more_than_the_text_says(text: str, known: list[str], rules: Rules) -> None:
    """Fails when a word about the noun, a certificate of the same words or a list passes for one name."""
    assert identities(text, rules) == known


def test_name_is_of_the_vendor_of_its_list(rules: Rules) -> None:
    """Fails when the second name of a vendor's list, or an example behind a status, has no entry."""
    listed = "AWS certifications as a Cloud Practitioner and Associate Solutions Architect required."
    assert identities(listed, rules) == [
        "aws_certified_cloud_practitioner",
        "aws_solutions_architect_associate",
    ]
    example = "A ServiceNow certification is highly desired (e.g., Certified System Administrator)."
    assert "servicenow_csa" in identities(example, rules)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Able to operate a forklift (certification preferred).", "forklift"),
        ("Master data in Reltio (Certification desired).", "reltio_certification"),
        ("Requirements\nITIL Certified\nGood with people", "itil_certification"),
        ("Professional certification as a P.E., P.L.A, or AICP.", "registered_landscape_architect"),
        ("Must be an Information Assurance Technician (IAT) Level II.", "dod_8570_iat_2"),
    ],
)
def test_known_name_is_found(text: str, known: str, rules: Rules) -> None:
    """Fails when a bracket, a line break or a lost stop behind a known name hides it."""
    assert known in identities(text, rules)
