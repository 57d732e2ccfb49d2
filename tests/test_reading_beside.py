"""Plain words in one list with credentials: products and fields of work that stand for their certification.

Every text here is invented; products are those of the catalogue.
"""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def found(text: str, rules: Rules) -> list[str]:
    """Surfaces of the credentials in `text`, in order."""
    return [c["surface"] for c in sorted(read_text(text, rules)["credentials"], key=lambda c: c["start"])]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "Certifications in: CPA, CFE, Change Management and PMP.",
            ["CPA", "CFE", "Change Management", "PMP"],
        ),
        (
            "Certifications: CISSP, CCSP, Azure Security Engineer.",
            ["CISSP", "CCSP", "Azure Security Engineer"],
        ),
        ("SharePoint, Azure and AWS certifications a plus.", ["SharePoint", "Azure", "AWS certifications"]),
        ("Must be Microsoft Azure and Network+ certified.", ["Microsoft Azure", "Network+ certified"]),
        (
            "AWS certifications such as Cloud Practitioner, Developer and Database.",
            ["Cloud Practitioner", "Developer", "Database"],
        ),
        ("Certification on analysis tools such as Alteryx and Power BI.", ["Alteryx", "Power BI"]),
        ("Certifications using cloud services: Azure, AWS or GCP.", ["Azure", "AWS", "GCP"]),
        ("Certifications Preferred: Six Sigma, Lean", ["Six Sigma", "Lean"]),
    ],
)
def test_product_in_a_list_of_credentials_is_one(text: str, surfaces: list[str], rules: Rules) -> None:
    """Fails when a member of a list said to be of credentials is missed because it is a product's name."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Skills: Java, Azure, PMP certification", ["PMP certification"]),
        ("Familiarity with certifications and frameworks, such as CISSP or Zachman.", ["CISSP"]),
        ("Senior Engineer (React, MySQL, Terraform, AWS certified).", ["AWS certified"]),
        ("Knowledge of ASTM, AWS and OSHA 10-hour certification.", ["OSHA 10-hour certification"]),
    ],
)
def test_product_in_a_list_of_skills_is_none(text: str, surfaces: list[str], rules: Rules) -> None:
    """Fails when a skill becomes a credential because one stands in its list."""
    assert found(text, rules) == surfaces


def test_member_of_a_vendors_list_is_that_vendors(rules: Rules) -> None:
    """Fails when "DevOps Engineer" in a vendor's list is read as a certification of any vendor."""
    text = "AWS certifications such as Cloud Practitioner, DevOps Engineer and Machine Learning."
    ids = {mention["credential_id"] for mention in read_text(text, rules)["credentials"]}
    assert ids == {
        "aws_certified_cloud_practitioner", "aws_devops_engineer_professional",
        "aws_machine_learning_specialty",
    }  # fmt: skip
