"""Abbreviations that several credentials share: which of them a text has in mind.

Every text here is invented.
"""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.reading.mention import Mention
from credscope.reading.shared import Shared
from credscope.rules import Credential, Rules

GARDENER = Credential(
    "gardener", "Certified Quibble Gardener (CQG)", "certification",
    ("Certified Quibble Gardener (CQG)",), ("CQG",), area="gardens",
)  # fmt: skip
GLAZIER = Credential(
    "glazier", "Certified Quartz Glazier (CQG)", "certification", ("Certified Quartz Glazier (CQG)",), (),
    area="glass",
)  # fmt: skip
POLISHER = Credential(
    "polisher", "Glass Polisher License", "license", ("Glass Polisher License",), (), area="glass"
)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def settled(text: str, *mentions: tuple[str, Credential]) -> list[str | None]:
    """Ids that the mentions of `text` get, each found at its first place in it."""
    found = [
        Mention(at, at + len(surface), entry, entry.name, entry.kind)
        for surface, entry in mentions
        if (at := text.find(surface)) >= 0
    ]
    given = Shared((GARDENER, GLAZIER, POLISHER)).settled(text, text.lower(), found)
    return [mention.credential.credential_id if mention.credential else None for mention in given]


def test_name_spelled_out_elsewhere_decides() -> None:
    """Fails when an abbreviation keeps its usual credential although the text spells out another."""
    text = "Certified Quartz Glazier wanted. CQG required."
    assert settled(text, ("CQG", GARDENER)) == ["glazier"]


def test_neighbours_of_a_field_decide() -> None:
    """Fails when an abbreviation among credentials of one field is read as one of another field."""
    text = "Glass Polisher License or CQG required."
    assert settled(text, ("Glass Polisher License", POLISHER), ("CQG", GARDENER)) == ["polisher", "glazier"]


def test_what_the_posting_is_about_decides() -> None:
    """Fails when an abbreviation without neighbours keeps its usual credential against the whole posting."""
    text = "Quartz windows: cut quartz as a glazier does. CQG required."
    assert settled(text, ("CQG", GARDENER)) == ["glazier"]


def test_a_word_in_passing_decides_nothing() -> None:
    """Fails when one word of another credential's name is enough to take an abbreviation over."""
    assert settled("Gardens with a quartz path. CQG required.", ("CQG", GARDENER)) == ["gardener"]


@pytest.mark.parametrize("text", ["CQG required.", "CQG certification or Quibble Gardening degree required."])
def test_open_case_keeps_the_usual_credential(text: str) -> None:
    """Fails when nothing speaks for another credential and the usual one is lost all the same."""
    assert settled(text, ("CQG", GARDENER)) == ["gardener"]


def test_longer_name_is_never_taken_for_its_abbreviation() -> None:
    """Fails when a name that is more than the abbreviation changes hands because letters are shared."""
    text = "Glass Polisher License or Certified Quibble Gardener (CQG) required."
    mentions = ("Glass Polisher License", POLISHER), ("Certified Quibble Gardener (CQG)", GARDENER)
    assert settled(text, *mentions) == ["polisher", "gardener"]


@pytest.mark.parametrize(
    ("text", "credential_id"),
    [
        ("Certifications: PMP, CSM or PSM.", "psm"),
        ("Certifications: CIA, CPA, CRMA or CFE.", "crma"),
        ("MCSA, CCA certification required.", "citrix_cca"),
    ],
)
def test_catalogue_tells_lists_of_a_field_apart(text: str, credential_id: str, rules: Rules) -> None:
    """Fails when the catalogue's own shared abbreviations are not settled by the list they stand in."""
    assert credential_id in {mention["credential_id"] for mention in read_text(text, rules)["credentials"]}


@pytest.mark.parametrize(
    ("text", "credential_id"),
    [
        ("Dental practice with dental patients. CDA required.", "dental_assistant"),
        ("Preschool teacher for infants. CDA required.", "child_development_associate"),
        (
            "Payroll office, payroll of two states. CPP certification preferred.",
            "certified_payroll_professional",
        ),
        ("Guards our sites. CPP certification preferred.", "cpp"),
        ("Infection control: prevent infections. CIC certification preferred.", "cic_infection"),
    ],
)
def test_catalogue_tells_postings_of_a_field_apart(text: str, credential_id: str, rules: Rules) -> None:
    """Fails when the catalogue's own shared abbreviations are not settled by what a posting is about."""
    assert {mention["credential_id"] for mention in read_text(text, rules)["credentials"]} == {credential_id}


def test_other_name_in_front_of_an_abbreviation_is_no_entry(rules: Rules) -> None:
    """Fails when a name nobody knows gets the id of a credential that merely has the same letters."""
    (mention,) = read_text("Certified Ibex Acrobat (CIA) preferred.", rules)["credentials"]
    assert mention["credential_id"] is None
