"""Levels that are named by their number alone, behind a credential that is named in full."""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize(
    ("text", "credential_ids"),
    [
        ("IAT Level II or III certification required.", ["dod_8570_iat_2", "dod_8570_iat_3"]),
        ("IAT Level I, II or III required.", ["dod_8570_iat_1", "dod_8570_iat_2", "dod_8570_iat_3"]),
        ("IAM Level I/II preferred.", ["dod_8570_iam_1", "dod_8570_iam_2"]),
    ],
)
def test_every_level_is_read(text: str, credential_ids: list[str], rules: Rules) -> None:
    """Fails when only the first of several levels counts."""
    assert [mention["credential_id"] for mention in read_text(text, rules)["credentials"]] == credential_ids


@pytest.mark.parametrize(
    "text",
    [
        "IAT Level II, 3 years of experience required.",
        "IAT Level II and 3 references required.",
        "NICET Level II or III required.",
    ],
)
def test_no_level_is_made_up(text: str, rules: Rules) -> None:
    """Fails when a number behind a level counts years, or the catalogue does not tell the levels apart."""
    assert len(read_text(text, rules)["credentials"]) == 1
