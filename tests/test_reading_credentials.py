"""Credentials read from text: what counts, where it stands and how much the posting wants it.

Every text here is invented; figures against labelled postings are in docs/accuracy.md.
"""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def statuses(text: str, rules: Rules) -> dict[str, str]:
    """Status by credential_id (by name where there is none)."""
    return {c["credential_id"] or c["name"]: c["status"] for c in read_text(text, rules)["credentials"]}


def test_span_is_the_surface_in_the_original_text(rules: Rules) -> None:
    """Fails when folding quotes, dashes or emoji moves a span."""
    text = "😀 Wir’re hiring – naïve “people”.\tProject Management Professional (PMP) preferred."
    for mention in read_text(text, rules)["credentials"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["surface"].startswith("Project Management Professional")


def test_list_shares_the_status_of_its_clause(rules: Rules) -> None:
    """Fails when only the last member of a list gets the word behind the list."""
    assert statuses("PMP, CISSP or CISA preferred.", rules) == dict.fromkeys(
        ("pmp", "cissp", "cisa"), "preferred"
    )


def test_word_in_the_clause_wins_over_the_heading(rules: Rules) -> None:
    """Fails when a heading overrules "required" or "a plus" said beside the name."""
    text = "Preferred Qualifications:\n- CISSP (required)\n- PMP\n\nRequirements:\n- CISA is a plus\n- CISM"
    assert statuses(text, rules) == {
        "cissp": "required", "pmp": "preferred", "cisa": "preferred", "cism": "required"
    }  # fmt: skip


def test_to_be_obtained_after_hire(rules: Rules) -> None:
    """Fails when a deadline after hire reads as a requirement at hire."""
    assert statuses("Must obtain CompTIA Security+ certification within 6 months of hire.", rules) == {
        "comptia_security_plus": "obtain"
    }


def test_one_of_several_is_an_alternative(rules: Rules) -> None:
    """Fails when "one of A, B or C" makes all three required."""
    assert set(statuses("Must hold one of the following: CISSP, CISM or CISA.", rules).values()) == {
        "alternative"
    }


def test_lost_line_breaks_do_not_hide_a_name(rules: Rules) -> None:
    """Fails when glued words ("experiencePMP") are taken for one word."""
    assert "pmp" in statuses("Five years of project experiencePMP requiredStrong communication skills", rules)


@pytest.mark.parametrize(
    "text",
    [
        "You will lower our CPA and raise ROAS across campaigns.",
        "We are an A+ team looking for an A+ player.",
        "We keep our employees safe and work with PE backed firms.",
        "You will build MCP servers for large language models.",
        "Experience with AWS, Azure and Agile methods.",
    ],
)
def test_short_forms_and_skills_alone_are_no_credentials(text: str, rules: Rules) -> None:
    """Fails when an ambiguous short form or a skill counts without a word for credentials near it."""
    assert statuses(text, rules) == {}


def test_one_mention_per_credential_with_the_strongest_status(rules: Rules) -> None:
    """Fails when a credential that is repeated counts twice or keeps the weaker status."""
    text = "CISSP preferred.\nLater on: the CISSP is required for this position."
    mentions = read_text(text, rules)["credentials"]
    assert [(m["credential_id"], m["status"], m["start"]) for m in mentions] == [("cissp", "required", 0)]


def test_name_outside_the_catalogue_is_found_without_an_id(rules: Rules) -> None:
    """Fails when only the catalogue's names are ever found."""
    mentions = read_text("Certified Basket Weaver (CBW) required.", rules)["credentials"]
    assert [(m["credential_id"], m["surface"]) for m in mentions] == [(None, "Certified Basket Weaver (CBW)")]


def test_unnamed_ask_is_flagged(rules: Rules) -> None:
    """Fails when "relevant certifications a plus" goes unseen, or a text without any ask is flagged."""
    assert read_text("Relevant industry certifications are a plus.", rules)["generic_credential"] is True
    assert read_text("You enjoy working with people.", rules)["generic_credential"] is False


@pytest.mark.parametrize(
    ("text", "credential_id"),
    [
        ("Nice background in audit. MBA, or CPA Knowledge of ledgers", "cpa"),
        ("Prefer CPA Four years of accounting", "cpa"),
        ("CFA, MBA, or an advanced degree is a plus", "cfa"),
        ("A long similar role.CPA or MBA preferred but not required.", "cpa"),
        ("Project experience and certification (example- PMP) is a plus", "pmp"),
        ("Requirements:\n- PMP, with some years of Lean", "pmp"),
        ("A Network +, A + or similar certification is a plus", "comptia_network_plus"),
        ("Valid motor vehicle driver license", "drivers_license"),
    ],
)
def test_short_form_with_a_plain_cue_counts(text: str, credential_id: str, rules: Rules) -> None:
    """Fails when a short form needs more around it than postings write."""
    assert credential_id in statuses(text, rules)


@pytest.mark.parametrize(
    "text",
    [
        "The Field Service Analyst (FSA) reports weekly. On site the FSA should gather requirements.",
        "You serve the Chief Financial Officer (CFO/ASA) of the office.",
        "You store LPARs and other partitions. Certificates of the servers are kept elsewhere.",
        "SAP experience is a Plus. Nothing else.",
        "Degree in Business or Computer Applications.",
        "One of the largest certified public accounting and advisory firms.",
    ],
)
def test_same_letters_in_another_sense_are_no_credentials(text: str, rules: Rules) -> None:
    """Fails when letters or words that mean something else in this text count as the credential."""
    assert statuses(text, rules) == {}


@pytest.mark.parametrize(
    ("text", "identities"),
    [
        ("Registered Respiratory Therapist (RRT) - National Board for Respiratory Care (NBRC)",
         {"rrt"}),
        ("Certificate in Dune Measures (QDM), CFA Institute", set()),
        ('"You will love it here." - Jane Quibble, PhD, RN CENP, Chief Nursing Executive', set()),
        ("Qualys is a leading provider of medical coding certification, with 9 offices.", set()),
    ],
)  # fmt: skip
def test_bodies_signatures_and_providers_hold_nothing(text: str, identities: set[str], rules: Rules) -> None:
    """Fails when a body behind a name, the signer of a quotation or a seller of courses counts as an ask."""
    found = {c["credential_id"] for c in read_text(text, rules)["credentials"]} - {None}
    assert found == identities


def test_adjacent_halves_of_one_name_are_one_mention(rules: Rules) -> None:
    """Fails when "Workday Pro Benefits certification" becomes two credentials."""
    read = read_text("Workday Pro Benefits certification preferred.", rules)["credentials"]
    assert [c["surface"] for c in read] == ["Workday Pro Benefits certification"]


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree in Finance. MBA, CPA, or an advanced degree is a plus.",
        "Bachelor's degree required; MBA, CPA, or Master's degree in Finance preferred.",
        "Preferred: MST or CPA",
        "You are CPA qualified.",
        "CPA (or in progress)",
        "Working towards CPA.",
        "The ideal candidate will have CPA.",
        "CPA and/or Masters in Taxation preferred.",
        "Graduate certifications a plus - MBA/CPA4-6+ years of bookkeeping",
    ],
)
def test_short_form_beside_a_degree_or_its_progress_is_asked_for(text: str, rules: Rules) -> None:
    """Fails when a short form needs a noun though the words beside it ask for it plainly."""
    assert set(statuses(text, rules)) == {"cpa"}


@pytest.mark.parametrize(
    ("text", "credential"),
    [
        ("Cisco CCNA Collaboration certification preferred.", "ccna_collaboration"),
        ("CTS-D certification preferred.", "avixa_cts_d"),
        ("CCNP-DC certification preferred.", "ccnp_data_center"),
        ("Certified to IA Technician (IAT) Level II.", "dod_8570_iat_2"),
        ("OSHA- 30 preferred.", "osha_30"),
        ("Board Certification as a Behavior Analyst required.", "bcba"),
        ("Board-Certified BCBA required.", "bcba"),
        ("Certified through the IIBA as a Certified Business Analysis Professional.", "cbap"),
        ("Green belt certification required.", "six_sigma_green_belt"),
        ("Data engineering certification (e.g., IBM Certified Data Engineer).", "ibm_certification"),
    ],
)
def test_longer_name_wins_over_the_short_one_in_it(text: str, credential: str, rules: Rules) -> None:
    """Fails when a vendor before a name, or a suffix behind it, leaves the more general credential."""
    assert set(statuses(text, rules)) == {credential}
