"""Short forms with another common meaning: which of the two a text has in mind.

Every text here is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from credscope.errors import CredscopeError
from credscope.home import SEEDS
from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def found(text: str, rules: Rules) -> set[str | None]:
    return {mention["credential_id"] for mention in read_text(text, rules)["credentials"]}


@pytest.mark.parametrize(
    ("credential_id", "text"),
    [
        ("cpa", "Requirements:\n- Keep the cost per action of every campaign in view.\n- CPA preferred."),
        ("csm", "Our Customer Success Managers renew contracts.\nRequirements:\n- CSM preferred"),
        ("mcp", "You build servers for the Model Context Protocol.\nPreferred:\n- MCP a plus"),
        ("ccpa", "You apply the California Consumer Privacy Act.\nRequirements:\n- CCPA required"),
    ],
)
def test_meaning_that_the_text_spells_out_wins(credential_id: str, text: str, rules: Rules) -> None:
    """Fails when a short form is read as the credential although the text spells out what it stands for."""
    assert not any(name and name.endswith(credential_id) for name in found(text, rules))


@pytest.mark.parametrize(
    ("credential_id", "text"),
    [
        ("cpa", "Keep the cost per action low. Active CPA license preferred."),
        ("csm", "Works beside the customer success managers. Certified as PMP, CSM or SAFe SPC."),
        ("csm", "Works with customer success managers. PMP or CSM certification is a plus."),
        ("csm", "Customer success managers report to you. Certified ScrumMaster; CSM preferred."),
        ("cia", "Veterans of the Central Intelligence Agency apply often. CIA certification is a plus."),
        ("cpa", "Requirements:\n- Bachelor's degree in accounting\n- CPA preferred"),
    ],
)
def test_word_for_credentials_beside_it_decides(credential_id: str, text: str, rules: Rules) -> None:
    """Fails when another meaning anywhere in the text silences what is plainly asked for."""
    assert credential_id in found(text, rules)


def test_other_meanings_are_whole_words(rules: Rules) -> None:
    """Fails when a longer word that contains another meaning counts as that meaning."""
    text = "Superphysical educationists apply.\nRequirements:\n- PE required"
    assert "licensed_professional_engineer" in found(text, rules)


def test_ambiguity_without_a_meaning_is_refused(tmp_path: Path) -> None:
    """Fails when a row that lists a short form without what else it means loads without a word."""
    rules_folder = tmp_path / "rules"
    rules_folder.mkdir()
    for path in SEEDS.glob("*/*.csv"):
        copy = tmp_path / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    seed = rules_folder / "credentials.csv"
    changed = seed.read_text(encoding="utf-8").replace("CPA: cost per action;", "CPA|Cost:", 1)
    seed.write_text(changed, encoding="utf-8")
    with pytest.raises(CredscopeError, match="says no meaning"):
        Rules.load(tmp_path)
