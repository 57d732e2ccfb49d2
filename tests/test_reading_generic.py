"""Asks for credentials that name none, and what looks like one. Every text here is invented."""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize(
    "text",
    [
        "Relevant industry certifications are a plus.",
        "Project management certification preferred.",
        "Certification in business analysis is desirable.",
        "PMP or similar certification preferred.",
        "CompTIA Security+ or higher required.",
        "CISSP, CISM, CISA etc. are welcome.",
        "Certifications such as CISSP are preferred.",
        "Formal training or certification on software engineering concepts and 3+ years of practice.",
        "Associate degree or technical certification.",
        "Ability to obtain and maintain any necessary licenses.",
        "- Certifications from one or more major cloud providers",
        "Extensive certifications will be considered.",
    ],
)
def test_ask_without_a_name(text: str, rules: Rules) -> None:
    """Fails when an ask for unnamed credentials goes unseen, beside named ones or alone."""
    assert read_text(text, rules)["generic_credential"] is True


@pytest.mark.parametrize(
    "text",
    [
        "You enjoy working with people.",
        "CISSP required.",
        "Certifications: CISSP, CISM",
        "Licenses and Certifications:\n- PMP",
        "A valid driver's license or equivalent means of transport.",
        "Pay depends on experience, certifications and location.",
        "We reimburse professional certifications and courses.",
        "You renew the TLS certificates of all servers.",
        "CPA or equivalent experience.",
        "You review the certifications that vendors submit.",
        "IAT Level II or higher required.",
        "Pay may include but is not limited to skills, education or certifications.",
        "No professional certifications required.",
        "The team uses other certified models and tools.",
    ],
)
def test_no_ask(text: str, rules: Rules) -> None:
    """Fails when headings, pay, benefits, duties or named credentials count as a generic ask."""
    assert read_text(text, rules)["generic_credential"] is False
