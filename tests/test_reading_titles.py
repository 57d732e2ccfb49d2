"""Names of the catalogue as texts write them: official titles, marks, brackets, what goes on behind a family.

Names of real credentials stand here because the catalogue has to know them; every sentence is invented.
"""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def ids(text: str, rules: Rules) -> list[str | None]:
    """Catalogue ids of the credentials in `text`, in order."""
    found = sorted(read_text(text, rules)["credentials"], key=lambda c: c["start"])
    return [credential["credential_id"] for credential in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Systems Security Certified Practitioner preferred.", ["sscp"]),
        ("Certificate of Cloud Security Knowledge preferred.", ["ccsk"]),
        ("Supply Chain Professional Certification preferred.", ["cscp"]),
        ("Business Continuity Institute certification preferred.", ["bci_certification"]),
        ("Project management certification preferred.", []),
    ],
)
def test_official_name_made_of_fields_is_named(text: str, expected: list[str], rules: Rules) -> None:
    """Fails when a credential whose name is all fields of work is an unnamed ask, or one is invented."""
    assert ids(text, rules) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CSM\u00ae, PMP\u00ae or CISSP\u00ae preferred.", ["csm", "pmp", "cissp"]),
        ("Certified ScrumMaster\u00ae (CSM\u00ae) a plus.", ["csm"]),
        (
            "AWS and\\or Azure certifications preferred.",
            ["aws_certification", "microsoft_azure_certification"],
        ),
    ],
)
def test_trade_marks_and_slashes_part_no_list(text: str, expected: list[str], rules: Rules) -> None:
    """Fails when a mark behind a short form hides the word that asks for it."""
    assert ids(text, rules) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Information Systems Auditor (CISA) preferred.", ["cisa"]),
        ("FRM (Financial Risk Manager) preferred.", ["frm"]),
        ("Certified Emergency Manager (CEM) preferred.", ["certified_emergency_manager"]),
        ("We report to the Southern District of New York (SDNY) on buildings.", []),
    ],
)
def test_title_with_its_short_form_is_one_credential(text: str, expected: list[str], rules: Rules) -> None:
    """Fails when a title and its short form are two credentials, or none."""
    assert ids(text, rules) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finance qualification (CPA, CFA etc.)", ["cpa", "cfa"]),
        ("Plusses:\nWitness training\nMBA/CPA\nUtility experience", ["cpa"]),
        ("Degree in accounting; CPA required3 to 5 years of tax work.", ["cpa"]),
        ("Must have PE in Virginia.", ["licensed_professional_engineer"]),
    ],
)
def test_short_form_is_called_for_in_other_words(text: str, expected: list[str], rules: Rules) -> None:
    """Fails when a short form is left out because no word for certifications stands beside it."""
    assert ids(text, rules) == expected


def test_family_goes_on_into_its_member(rules: Rules) -> None:
    """Fails when "certified in Vendor Product" is read as any certification of the vendor."""
    assert ids("Certified in SAP CRM preferred.", rules) == ["sap_crm"]


def test_abbreviation_is_the_commoner_credential(rules: Rules) -> None:
    """Fails when a short form goes to a rare credential that shares its letters."""
    assert ids("Certifications such as CISM, CASP or CRMA.", rules) == ["cism", "comptia_casp", "crma"]


def test_standards_and_colleagues_are_no_credentials(rules: Rules) -> None:
    """Fails when an ISO standard or the people a posting supervises come out as the worker's credentials."""
    assert ids("ISO 9001-2008 quality management system certifications", rules) == []
    assert ids("Supervise Registered Behavior Technicians (RBTs) and give feedback.", rules) == []
