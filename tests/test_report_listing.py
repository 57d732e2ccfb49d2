"""How a row of the report says which postings stand behind it."""

from __future__ import annotations

from datetime import date

import pytest

from report.listing import options


@pytest.mark.parametrize(
    ("mart", "row", "expected"),
    [
        ("demand__by_year", {"posted_year": 2019, "posting_count": 3}, "--period 2019"),
        ("demand__by_year", {"posted_year": "Total", "posting_count": 3}, ""),
        ("demand__by_month", {"posted_month": date(2019, 3, 1)}, "--period 2019-03"),
        ("demand__by_team", {"team": "all"}, ""),
        ("demand__by_team_year", {"team": "product", "posted_year": 2019}, "--team product --period 2019"),
        (
            "occupations__detail",
            {"soc_code": "15-1299", "onet_code": "15-1299.09"},
            "--occupation 15-1299.09",
        ),
        ("big_tech__by_year", {"posted_year": 2019}, "--company all --period 2019"),
        (
            "certifications__top_by_team",
            {"credential_id": "uncatalogued:a b;c"},
            "--credential 'uncatalogued:a b;c'",
        ),
        (
            "project_management__by_team",
            {"team": "product", "credential_id": "any"},
            "--team product --field project_management",
        ),
        (
            "employers__largest",
            {"employer_id": "google", "reading": "Explicitly AI", "reading_id": "explicit_ai"},
            "--employer google --reading explicit_ai",
        ),
        ("demand__by_team", {"team": "all", "reading_id": None, "is_brief_reading": True}, "--matched"),
        (
            "big_tech__by_year",
            {"company": "Google", "employer_id": "google", "posted_year": 2019},
            "--company Google --period 2019",
        ),
        ("quality__deliveries", {"source": "board"}, None),
    ],
)
def test_options_follow_the_row(mart: str, row: dict, expected: str | None) -> None:
    """A command that lists other postings than the row counts, or that a name in it would change."""
    assert options(mart, row) == expected
