"""Credentials outside the catalogue: which words make a name, and which are a field, a company or a duty.

Every text here is invented; the names in them are, too, where they are to be unknown to the catalogue.
"""

from __future__ import annotations

import csv

import pytest

from credscope.home import SEEDS
from credscope.reading import read_text
from credscope.rules import WORD_MEANINGS, Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def found(text: str, rules: Rules) -> list[str]:
    """Surfaces of the credentials in `text`, in order."""
    return [c["surface"] for c in sorted(read_text(text, rules)["credentials"], key=lambda c: c["start"])]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Certified Basket Weaver (CBW) required.", ["Certified Basket Weaver (CBW)"]),
        ("Must be a licensed Dune Professional (LDP).", ["licensed Dune Professional (LDP)"]),
        ("Zorblax Certified Widget Analyst preferred.", ["Zorblax Certified Widget Analyst"]),
        ("You are a Certified Quibble Engineer.", ["Certified Quibble Engineer"]),
        ("Quibblesoft certification is a plus.", ["Quibblesoft certification"]),
        ("Certified in Quibblesoft Ledger is preferred.", ["Certified in Quibblesoft Ledger"]),
        ("Zorblax training or certification preferred.", ["Zorblax training or certification"]),
        ("A current QZX cert would help.", ["QZX cert"]),
        ("You are a licensed dune keeper (DK).", ["licensed dune keeper (DK)"]),
        ("Machine learning certification preferred.", ["Machine learning certification"]),
        ("Zorblax training and/or certification preferred.", ["Zorblax training and/or certification"]),
        ("Zorblax experience/certification is a big plus.", ["Zorblax experience/certification"]),
        (
            "Required is a certificate of qualification for dune raking issued by the city.",
            ["certificate of qualification for dune raking"],
        ),
        ("A license as Third Operator of Dunes or Motor Sledges of any size.", ["license as Third Operator"]),
        ("Preferably certified in Quibblesoft.", ["certified in Quibblesoft"]),
        ("Certified in dune raking.", ["Certified in dune raking"]),
        ("Graduate certificate in dune science or sand keeping.", ["Graduate certificate in dune science"]),
        ("Possessing certifications in Quibblesoft is desired.", ["certifications in Quibblesoft"]),
        ("Certified Keeper of Dunes/Sands required.", ["Certified Keeper of Dunes/Sands"]),
        (
            "Registration as a New York State Land Surveyor is required.",
            ["Registration as a New York State Land Surveyor"],
        ),
        ("A license for a Dune Testing Operator is required.", ["license for a Dune Testing Operator"]),
        ("Must be licensed by the county as a dune operator.", ["licensed by the county as a dune operator"]),
        ("A license to operate steam hoists is required.", ["license to operate steam hoists"]),
        ("We are registered with the county as an employer of first choice.", []),
        ("Have your license for a trial period.", []),
    ],
)
def test_name_around_its_noun_is_one_mention(text: str, surfaces: list[str], rules: Rules) -> None:
    """Fails when a name outside the catalogue is missed, cut short or found in two pieces."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Zorblax or Quibblesoft certifications preferred.", ["Zorblax", "Quibblesoft certifications"]),
        ("QZXA, QZXP or comparable certifications required.", ["QZXA", "QZXP"]),
        ("Certifications such as QZXA, Zorblax Administrator and QZXP.",
         ["QZXA", "Zorblax Administrator", "QZXP"]),
        ("Industry certifications a plus (e.g. QZXA, Zorblax, etc.).", ["QZXA", "Zorblax"]),
        ("Preferred Certifications: qForge 201/qForge 301.", ["qForge 201", "qForge 301"]),
        ("A certificate in planning preferred (QZXA, QZXP).", ["QZXA", "QZXP"]),
        ("Certification by QZIA or QZPI in planning.", ["Certification by QZIA", "QZPI"]),
        ("Required Certifications:\n- QZXA\n- Zorblax Certified Planner\n\nYou lead a team.",
         ["QZXA", "Zorblax Certified Planner"]),
        ("FINRA Series 7 and 24 required.", ["FINRA Series 7", "24"]),
        ("Certified Zorblax Owner or Quibble Master preferred.",
         ["Certified Zorblax Owner", "Quibble Master"]),
        ("Series 7, 63 and 24 required.", ["Series 7", "63", "24"]),
        ("Series 65 or 66 is beneficial.", ["Series 65", "66"]),
        ("Registered P.E. or T.E. in this state.", ["Registered P.E.", "T.E."]),
        ("One of these certifications: GIAC GSEC ZISA Certified Dune Analyst Microsoft Certified Systems "
         "Engineer preferred.",
         ["GIAC GSEC", "ZISA Certified Dune Analyst", "Microsoft Certified Systems Engineer"]),
        ("Tableau Certifications (Data Analyst, Desktop or Server) preferred.",
         ["Data Analyst", "Desktop", "Server"]),
        ("QZX certifications required (Dune Estimates 1, Sand Inspector 2 [Bridges], Raking Survey 1).",
         ["QZX certifications", "Dune Estimates 1", "Sand Inspector 2 [Bridges]", "Raking Survey 1"]),
        ("License/Certification:\n\nproduct owner (Required)\nPMP (Required)\n\nWork Location: Remote",
         ["product owner", "PMP"]),
        ("Dune Care Specialty Credential (DCS) - National Board of Dune Care (NBDC), Sand Sleep Specialty "
         "(SSS) - National Board of Dune Care (NBDC)",
         ["Dune Care Specialty Credential (DCS)", "Sand Sleep Specialty (SSS)"]),
        ("ITIL V4 certificationServiceNow CertificationOther skills", ["ITIL V4 certification",
         "ServiceNow Certification"]),
    ],
)  # fmt: skip
def test_every_member_of_a_list_is_a_mention(text: str, surfaces: list[str], rules: Rules) -> None:
    """Fails when members of a list that share a noun are left out, or melt into one span."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    ("text", "identities"),
    [
        ("AWS, Azure, or Google Cloud certifications preferred.",
         {"aws_certification", "microsoft_azure_certification", "google_cloud_certification"}),
        ("A license as a Professional Engineer or Registered Architect or Landscape Architect may do.",
         {"licensed_professional_engineer", "registered_architect", "registered_landscape_architect"}),
        ("Certification as a Public Accountant, Internal Auditor or Management Accountant is fine.",
         {"cpa", "cia", "cma"}),
    ],
)  # fmt: skip
def test_members_of_a_list_get_the_ids_of_the_catalogue(
    text: str, identities: set[str], rules: Rules
) -> None:
    """Fails when a member written without its noun stays outside the catalogue."""
    assert {c["credential_id"] for c in read_text(text, rules)["credentials"]} == identities


@pytest.mark.parametrize(
    "text",
    [
        "Project management certification preferred.",
        "Certification in business analysis is a plus.",
        "Data center certification desired.",
        "You maintain TLS certificates and the PKI.",
        "We are an ISO 9001:2015 certified company.",
        "Our laboratory is ZZLA accredited and ZQIA certified.",
        "A Zorblax certified partner since 2009.",
        "Certified Women Business Enterprise and veteran-owned.",
        "Perform Zorblax certifications of delivered work packages.",
        "Experience with Java, Python and cloud platforms; degree or certification.",
        "A copy of your Certificate of Release or Discharge from Active Duty.",
        "You work with the National Board for Certification in Zorblax.",
        "Current holders as defined by ZOD ABC certification rules.",
        "Job Type Certified - Position - Teacher",
        "Category: Corporate Clinical Licensure Required: N/A Location: Remote",
        "Experience with the DoD Zorblax Certification and Accreditation process.",
        "Plans submitted by a Professional Engineer or Registered Architect are checked.",
        "Review and process Zorblax license applications.",
        "Zorblax licenses about 9,000 drivers a year.",
        "Degree or certification in Computer Science, Mathematics or Physics.",
        "Familiar with tools for testing and certification, including QZXA, QZXB and QZXC.",
        "Relevant certifications as a Sales Analyst are welcome.",
        "We have received the certification from Zorblax for our practice.",
        "Online Application Letter of Interest Resume Copy of Valid Certification",
        "Be permanent in the title of Certified Dune Developer.",
        "Achievement of Professional Certification is recorded.",
        "Configure Identity Certificates and Device Certificates.",
        "Related certifications\n\nGENERAL INFORMATION\n\n#LI-QZ1\n\nApply now",
        "License/Certification:\n\nTS/SCI Polygraph (Required)\nBachelor's degree (Required)",
        "Free access to certified financial planners and discounts.",
        "CERTIFICATES, LICENSES, REGISTRATIONS (Ex: CPA, Series 6 or 7 license, etc)None required",
        "Experience with DUNE&QFIndustry recognized professional certification.",
    ],
)
def test_fields_companies_and_duties_name_nothing(text: str, rules: Rules) -> None:
    """Fails when a field of work, an employer's own certificate or a duty counts as a named credential."""
    assert found(text, rules) == []


def test_short_form_in_a_bracket_belongs_to_its_name(rules: Rules) -> None:
    """Fails when a known short form behind an unknown spelling of its name becomes a second mention."""
    read = read_text("Certified Expert in the Governance of Things (CISM) is required.", rules)
    assert [(c["surface"], c["credential_id"]) for c in read["credentials"]] == [
        ("Certified Expert in the Governance of Things (CISM)", "cism")
    ]


def test_levels_of_one_name_are_two_credentials(rules: Rules) -> None:
    """Fails when names that begin with the same short form, or differ in their level alone, become one."""
    text = "QZX Dune Paving Level I certification and QZX Dune Paving Level II certification required."
    assert len(found(text, rules)) == 2


def test_spelled_name_in_a_list_is_found_without_a_noun(rules: Rules) -> None:
    """Fails when a name that says "certified" nowhere is missed between credentials."""
    text = "Requirements:\n- CISSP, Professional in Dune Keeping (PDK), or CISM"
    assert found(text, rules) == ["CISSP", "Professional in Dune Keeping (PDK)", "CISM"]


def test_family_before_its_members_is_dropped(rules: Rules) -> None:
    """Fails when a family that only introduces its members is counted beside them."""
    assert found("Zorblax certification (i.e., QZXA, QZXP) is a plus.", rules) == ["QZXA", "QZXP"]


def test_acronym_before_its_spelled_name_is_one_mention(rules: Rules) -> None:
    """Fails when "XYZ certification (X Y Z)" loses its first half as a mere family."""
    text = "CSD Certification (Certified Scrum Developer) preferred."
    assert [c["credential_id"] for c in read_text(text, rules)["credentials"]] == ["csd"]
    assert found(text, rules)[0].startswith("CSD Certification (")


def test_standards_before_a_credential_stay_standards(rules: Rules) -> None:
    """Fails when "knowledge of A, B and OSHA 10 certification" makes credentials of the standards."""
    assert found("Knowledge of QSTM, QWWA and OSHA 10-hour certification is a plus.", rules) == [
        "OSHA 10-hour certification"
    ]


def test_subject_of_the_next_sentence_part_is_no_member(rules: Rules) -> None:
    """Fails when the employer's short form behind a comma joins the list before it."""
    assert found("Without the CFP or CFA certification, QZAA will cover the cost.", rules) == [
        "CFP", "CFA certification"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "unit",
    [
        "certification ", "Certified Foo Bar ", "certification (", "Alpha/", "licensed as a ", "PMP, ",
        "Certified Analyst ISACA ", "certificate of fitness for ", "knowledge of PMP, ", "ServiceNow",
        "PMP (ABC) - Board of X, ", "License/Certification:\n\nfoo (Required)\n",
    ],
)  # fmt: skip
def test_repeated_noun_ends_soon(unit: str, rules: Rules) -> None:
    """Fails when a text of nothing but nouns is read without bound: 200 nouns and 400 mentions."""
    assert len(read_text(unit * (60_000 // len(unit)), rules)["credentials"]) <= 400


def test_words_of_the_seed_are_read() -> None:
    """Fails when a row stands twice, is not in lower case or has a meaning that reading ignores."""
    with (SEEDS / "rules" / "credential_words.csv").open(encoding="utf-8", newline="") as handle:
        rows = [(row["word"], row["meaning"]) for row in csv.DictReader(handle)]
    assert len(set(rows)) == len(rows)
    assert {meaning for _, meaning in rows} == set(WORD_MEANINGS)
    assert [word for word, _ in rows if word != word.lower().strip()] == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Member in good standing of the Ohio Sand State Bar.", ["Ohio Sand State Bar"]),
        ("Members in good standing of the Bar of the State of New Mexico and of a club.",
         ["Bar of the State of New Mexico"]),
        ("Applicators hold a dune applicator permit.", ["dune applicator permit"]),
        ("Also a valid Zorblax Sledge Operator's Permit.", ["Zorblax Sledge Operator's Permit"]),
        ("Licensed to carry a firearm.", ["Licensed to carry a firearm"]),
        ("Lean Six Sigma Green or Black Belt required.", ["Lean Six Sigma Green", "Black Belt"]),
        ("API510, 570, and 653 certification a plus.", ["API510", "570", "653"]),
    ],
)  # fmt: skip
def test_phrases_name_credentials_without_a_noun_beside_them(
    text: str, surfaces: list[str], rules: Rules
) -> None:
    """Fails when bars, permits, belts or numbers behind one body are left out or cut short."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "You serve members of the Bar Staff of the club.",
        "Prepare each building permit and the operator's permit application.",
        "You train dune keepers in the use of a black belt conveyor.",
    ],
)
def test_permits_of_things_and_other_bars_name_none(text: str, rules: Rules) -> None:
    """Fails when paperwork of a site or the bar of a restaurant counts as a credential."""
    assert found(text, rules) == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Quibble Level I, II or III certification.", ["Quibble Level I, II or III certification"]),
        ("AWS/Azure certification preferred.", ["AWS", "Azure certification"]),
        ("Alpha/Quibble certification preferred.", ["Alpha/Quibble certification"]),
        ("PMI/PMP certification preferred.", ["PMP certification"]),
        ("DoD 8570 IAT/IAM Level II certificate or higher.", ["DoD 8570 IAT/IAM Level II"]),
        ("Get the required certifications for each site as needed (i.e. Dune Control, Sand Raking).",
         ["Dune Control", "Sand Raking"]),
        ("Certifications for any of the services like AWS, Google Cloud or Azure.",
         ["AWS", "Google Cloud", "Azure"]),
        ("Epic certification in Beacon and Willow.", ["Beacon", "Willow"]),
        ("Epic certification in one of the following Tapestry modules: Claims and Contracts, Sand, or Dunes.",
         ["Claims and Contracts", "Sand", "Dunes"]),
        ("Cisco certification CCNP required.", ["CCNP"]),
        ("Sand raking certification Six Sigma is a plus.", ["Six Sigma"]),
        ("Certified Agile Product Owner or Scrum Master required.",
         ["Certified Agile Product Owner", "Scrum Master"]),
    ],
)  # fmt: skip
def test_levels_pairs_and_families_are_read_as_lists(text: str, surfaces: list[str], rules: Rules) -> None:
    """Fails when levels of one name are split, vendors melt, or a family hides the members it introduces."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "Experience with AWS, Azure, Salesforce and Six Sigma.",
        "Familiar with certification workflows like Zorblax runs.",
        "You support Zorblax/Quibble rollouts.",
    ],
)
def test_products_without_a_noun_are_no_credentials(text: str, rules: Rules) -> None:
    """Fails when a list of products that no noun governs is read as one of credentials."""
    assert found(text, rules) == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Must have Alaska PE or get it in a year.", ["PE"]),
        ("Master's degree, CFA, or other ongoing education a plus.", ["CFA"]),
        ("Juris Doctor and admission to practice law in Ohio.", ["admission to practice law"]),
        ("You have Alaska in mind; PE is a class at school.", []),
    ],
)
def test_place_or_other_learning_beside_a_short_form_calls_for_it(
    text: str, surfaces: list[str], rules: Rules
) -> None:
    """Fails when a short form with its state or beside "or other ... a plus" is taken for a stray word."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Certification in PriceFx is a plus.", ["Certification in PriceFx"]),
        ("AlphaVault certification preferred.", ["AlphaVault certification"]),
        ("Software such as QuibbleCertified Quality Engineer preferred.", ["Certified Quality Engineer"]),
        ("Cloud Certified: GCP or Azure Education: Bachelor's degree", ["Cloud Certified: GCP", "Azure"]),
    ],
)
def test_capital_inside_a_word_is_a_brand_or_a_lost_line_break(
    text: str, surfaces: list[str], rules: Rules
) -> None:
    """Fails when a brand's name is cut, or a name swallows the word glued to it or the next heading."""
    assert found(text, rules) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Required Certifications:Pharmacist - Ohio State Board of Pharmacy", ["Pharmacist"]),
        ("Pharmacist - Regional Board of Pharmacy liaison.", []),
        ("Registered professional in field of expertise preferred.", ["Registered professional"]),
        ("Professional registration preferred.", ["Professional registration"]),
        ("Professional registration or licensure may be asked for.", []),
        ("You work with licensed professional staff.", []),
    ],
)
def test_trades_named_by_their_board_and_professions_left_open(
    text: str, surfaces: list[str], rules: Rules
) -> None:
    """Fails when a trade beside its state's board, or registration in one's profession, is passed over."""
    assert found(text, rules) == surfaces
