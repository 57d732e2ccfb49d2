"""Catalogue entries for names that a text writes in other words than the catalogue does.

Every text here is invented; the credentials in them are real, as the catalogue's entries are meant.
"""

from __future__ import annotations

import pytest
from read_ids import identities

from credscope.reading.respelled import respelled
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Previous Scrum training or certification preferred.", ["scrum_certification"]),
        ("Salesforce Active Certification is a plus.", ["salesforce_certification"]),
        ("Certified in Epic Revenue Data Model is preferred.", ["epic_revenue_data_model"]),
        ("Certification in at least one SuccessFactors module.", ["sap_successfactors_certification"]),
        ("You are a Licensed Custom\u2019s Broker.", ["customs_broker"]),
        ("Certification in Salesforce Administration preferred.", ["salesforce_administrator"]),
        ("A valid steam engineer's license is required.", ["stationary_engineer"]),
        ("SAFe 5.0 certification required.", ["safe_certification"]),
        ("Certification through AAPC required.", ["aapc_certification"]),
        ("License/Certification:\nproduct owner (Required)\nPMP (Required)", ["cspo", "pmp"]),
    ],
)
def test_names_in_other_words_have_their_entry(text: str, known: list[str], rules: Rules) -> None:
    """Fails when a word of the ask, an apostrophe or "certified in" keeps a known name from its entry."""
    assert identities(text, rules) == known


def test_member_wins_over_the_family_that_runs_into_it(rules: Rules) -> None:
    """Fails when "certification in AWS" ends a name that goes on into one of the vendor's own."""
    text = "Certification in AWS Certified Security Specialty is a plus."
    assert identities(text, rules) == ["aws_security_specialty"]


def test_short_form_in_brackets_is_closer_than_other_words(rules: Rules) -> None:
    """Fails when the words before "(PMP)" are read as any credential of their field."""
    assert identities("Certificate in Project Management (PMP) required.", rules) == ["pmp"]


def test_unknown_names_stay_without_an_entry(rules: Rules) -> None:
    """Fails when taking words away from a name makes it one that the text does not say."""
    assert identities("Zorblax Dune Keeping certification required.", rules) == [None]
    assert "salesforce certification" not in respelled("certified in salesforce dune keeping")


def test_only_leading_words_of_the_ask_go() -> None:
    """Fails when "a" or "one" inside a name is cut out of it."""
    assert next(respelled("previous formula one certification")) == "formula one certification"
