"""What a release of the sample must show, and the comparison of its marts with planted.json, cell by cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

Record = dict[str, Any]
DEFINITION = "cset_2021"
# What depends on a reading that is measured by itself may differ by so many: how many planted copies are
# linked; how firmly a text asks (of the sample's 1,543 AI-related mentions some 4 % are read otherwise than
# planted, most of them accreditations of degrees, which nobody can obtain later); what may replace a degree.
# A pathway counts all years and teams of an occupation at once, so that more such readings meet in one row.
NEARLY = {
    "quality__deliveries": {"duplicate_count": 25, "coded_count": 25},
    "requirements__by_status": {"mention_count": 5, "stated_mention_count": 2},
    "requirements__readings": {"matched_posting_count": 5, "stated_posting_count": 2},
    "degrees__in_lieu": {"in_lieu_posting_count": 1, "required_credential_only_posting_count": 1},
    "degrees__in_lieu_by_occupation": {
        "in_lieu_posting_count": 1, "required_credential_only_posting_count": 3,
    },
    "degrees__in_lieu_by_company": {"in_lieu_posting_count": 1},
    "pathways__next_credential": {
        "required_posting_count": 12, "stated_posting_count": 20, "pay_difference": 0.00001,
    },
}  # fmt: skip
# What identifies a row, and what may differ where planted counts are equal.
RANKS = {"credential_rank", "occupation_rank"}
KEYS = {
    "demand__by_year": ["posted_year"],
    "demand__by_month": ["posted_month"],
    "demand__by_team": ["team"],
    "demand__by_team_year": ["team", "posted_year"],
    "certifications__top_by_team": ["team", "credential_id"],
    "occupations__top_by_team": ["team", "soc_code"],
    "occupations__detail": ["team", "soc_code", "onet_code"],
    "project_management__by_team": ["team", "credential_id"],
    "microcredentials__demand": ["team", "posted_year", "grouping_level", "member_id"],
    "microcredentials__claims": ["claim_id"],
    "microcredentials__programmes": ["programme_id", "soc_code"],
    "big_tech__by_year": ["company", "posted_year"],
    "big_tech__top_certifications": ["credential_id"],
    "requirements__by_status": ["team", "posted_year", "status"],
    "requirements__readings": ["team", "posted_year", "reading"],
    "degrees__by_education": ["team", "posted_year", "min_education"],
    "degrees__in_lieu": ["team", "posted_year"],
    "degrees__in_lieu_by_occupation": ["team", "soc_code"],
    "degrees__in_lieu_by_company": ["company", "posted_year"],
    "trends__decomposition": ["compared_with", "posted_year", "team"],
    "trends__momentum": ["team", "posted_month"],
    "pathways__next_credential": ["soc_code", "held_credential_id", "credential_id"],
    "pay__premium": ["team"],
    "replication__published": ["exhibit", "cell"],
    "sensitivity__definitions": ["definition_id"],
    "sensitivity__keywords": ["team", "keyword_id"],
    "sensitivity__keywords_proposed": ["team", "keyword_id"],
    "sensitivity__keyword_readings": ["team", "reading", "credential_id"],
    "sensitivity__credential_kinds": ["team", "posted_year", "reading"],
    "vendors__own_credentials": ["vendor", "named"],
    "retirement__still_asked": ["credential_id", "months_since_retired"],
    "quality__deliveries": ["source"],
}


def credscope(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in `home`, as a person would run it."""
    return subprocess.run(
        [sys.executable, "-m", "credscope.cli", *arguments],
        env={**os.environ, "CREDSCOPE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def planted_marts(path: Path) -> dict[str, list[Record]]:
    """The marts of a planted.json."""
    return {name: rows for name, rows in json.loads(path.read_text()).items() if name in KEYS}


def measured(release: Path, mart: str) -> list[Record]:
    """Rows of a release's mart under the definition that is planted; of occupations, those of its teams."""
    relation = duckdb.read_parquet(str(release / "marts" / f"{mart}.parquet"))
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    return [
        row for row in rows
        if row.get("definition_id", DEFINITION) == DEFINITION and row.get("is_ai_occupation", True)
    ]  # fmt: skip


def plain(value: Any) -> Any:
    """Dates as text, numbers as numbers: planted.json knows no other types."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return round(value, 6) if isinstance(value, int | float) else str(value)


def assert_mart_is_planted(release: Path, mart: str, planted: list[Record]) -> None:
    """Every planted row stands in the mart with every planted column, and no row besides."""
    keys = KEYS[mart]
    found = {tuple(plain(row[key]) for key in keys): row for row in measured(release, mart)}
    expected = {tuple(plain(row[key]) for key in keys): row for row in planted}
    assert len(expected) == len(planted)
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        for column, value in row.items():
            if nearly := NEARLY.get(mart, {}).get(column):
                assert abs(found[key][column] - value) <= nearly, (mart, key, column)
            elif column not in RANKS:
                assert plain(found[key][column]) == plain(value), (mart, key, column)
