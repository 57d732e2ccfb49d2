"""Credentials that a text names and the worker has nothing to do with.

Every text here is invented.
"""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.reading.gates import names_a_job
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def found(text: str, rules: Rules) -> set[str]:
    return {c["credential_id"] or c["name"] for c in read_text(text, rules)["credentials"]}


@pytest.mark.parametrize(
    "text",
    [
        "You will supervise RBTs, check that they keep their certification current.",
        "Provides daily supervision to Registered Behavior Technician staff.",
        "Assists the Registered Nurse with charting.",
        "Carries out plans designed by a Board Certified Behavior Analyst.",
        "Works under the direct supervision of a Licensed Professional Engineer.",
        "Reports to the Certified Public Accountant of the region.",
        "Collaborates closely with a Registered Dietitian on menus.",
        "Responsible to a licensed professional engineer who approves all work.",
        "Provides oversight of RNs, LPNs, and BCBAs on the ward.",
    ],
)
def test_what_colleagues_hold_is_not_asked_of_the_worker(text: str, rules: Rules) -> None:
    """Fails when those whom the worker serves, leads or answers to lend the posting their credentials."""
    assert found(text, rules) == set()


@pytest.mark.parametrize(
    ("text", "credential"),
    [
        ("Must be a Registered Nurse with two years on a ward.", "registered_nurse"),
        ("Required training: Licensed Professional Engineer.", "licensed_professional_engineer"),
        ("Basic Life Support CPR for Healthcare Providers (BLS-HCP) required.", "cpr"),
    ],
)
def test_what_the_worker_holds_stays(text: str, credential: str, rules: Rules) -> None:
    """Fails when a person's credential is taken for a colleague's because a verb stands somewhere near."""
    assert credential in found(text, rules)


@pytest.mark.parametrize(
    "text",
    [
        "Never send us your Social Security number or driver's license in a chat.",
        "We will never ask for a driver's license before an offer.",
        "Do not give your driver's license number to anyone who calls.",
        "Bring a document that establishes identity, such as a driver's license.",
        "You maintain the driver's license issuance system of the state.",
    ],
)
def test_papers_of_identity_are_no_licences_asked_for(text: str, rules: Rules) -> None:
    """Fails when a warning against fraud or a list of papers makes a posting ask for a driver's licence."""
    assert found(text, rules) == set()


def test_plural_of_practitioners_and_exams_signed_up_for(rules: Rules) -> None:
    """Fails when boilerplate about doctors, or a place booked in an exam, counts as a credential held."""
    assert found("Payments to licensed physicians are reported each year.", rules) == set()
    assert found("EIT certification or current registration for the FE exam.", rules) == {
        "engineer_in_training"
    }
    assert found("Must have passed the FE exam.", rules) == {"fe_exam"}


def test_license_asked_for_stays_beside_a_warning(rules: Rules) -> None:
    """Fails when one warning in a text hides the licence that another line asks for."""
    text = "A valid driver's license is required.\nWe will never ask for your Social Security number."
    assert found(text, rules) == {"drivers_license"}


def test_experts_of_the_employer_hold_their_own(rules: Rules) -> None:
    """Fails when the employer's praise of its staff counts as an ask."""
    assert found("Our Salesforce-certified experts advise shops and banks.", rules) == set()
    assert found("Must be Salesforce certified.", rules) == {"salesforce_certification"}


@pytest.mark.parametrize(
    "text",
    [
        "We are hiring a Senior Data Scientist for our pricing group.",
        "As a Pega Business Architect you will draw up the case types.",
        "ResNet and similar networks for images.",
        "Knowledge of RCRA, CERCLA and the like.",
        "Licence or certification wanted: none. Preferred Computer Applications: Zorb Sheets, Blix.",
    ],
)
def test_jobs_products_and_laws_are_no_credentials(text: str, rules: Rules) -> None:
    """Fails when the catalogue holds a plain phrase as a name of a credential."""
    assert found(text, rules) == set()


def test_name_of_a_job_counts_beside_a_word_for_credentials(rules: Rules) -> None:
    """Fails when a name that is a job too is read everywhere or nowhere."""
    assert names_a_job("widget cloud architect")
    assert not names_a_job("certified widget cloud architect")
    assert not names_a_job("widget cloud architect associate")
    text = "Certifications such as AWS Solutions Architect are a plus."
    assert found(text, rules) == {"aws_certified_solutions_architect"}


def test_levels_and_product_names_keep_their_letters(rules: Rules) -> None:
    """Fails when "Pal is" reads as a level of PAL or "vRA" as the letters RA."""
    assert found("Certified colleagues say: our Pal is committed to you.", rules) == set()
    assert "registered_architect" not in found("Certification in vRA, LEED AP preferred.", rules)


@pytest.mark.parametrize(
    "text",
    [
        "Duties that are performed only by a registered pharmacist are left to others.",
        "Keeps suppliers ready for the Cybersecurity Maturity Model Certification (CMMC).",
        "Active TS/SCI with Polygraph Certifications (at least one required)",
        "Certification: none. Preferred Other Computer Applications: Excel and Visio.",
        "License/Certification: N/AWE ARE AN EQUAL OPPORTUNITY EMPLOYER.",
        "Knows the Dune Enterprise Certification Lifecycle.",
        "Attainment of OJT certification in half of the steps.",
    ],
)
def test_words_around_a_credential_that_nobody_asks_for(text: str, rules: Rules) -> None:
    """Fails when a clearance's test, a rule for suppliers, a form's field or "N/A" reads as a credential."""
    assert found(text, rules) == set()


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        ("Certified as a Medical Laboratory Scientist by ASCP.", 1),
        ("Certification as Medical Laboratory Scientist from the ASCP, AMT, or equivalent required.", 1),
        ("Certification: Security+ CE - CompTIA", 1),
        ("PMP or AWS certification required.", 2),
    ],
)
def test_the_body_that_awards_a_credential_is_no_second_one(
    text: str, credentials: int, rules: Rules
) -> None:
    """Fails when the awarding bodies count as further credentials, or a list loses its families."""
    assert len(found(text, rules)) == credentials


@pytest.mark.parametrize("holder", ["a licensed audiologist", "a certified, licensed audiologist"])
def test_who_supervises_holds_what_the_worker_need_not(holder: str, rules: Rules) -> None:
    """Fails when the licence of the supervisor is asked of the intern."""
    assert found(f"You test hearing under the supervision of {holder}.", rules) == set()
