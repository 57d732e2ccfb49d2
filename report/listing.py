"""How to list the postings behind a row: the options of `credscope postings` that its values come to."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any

from report.release import ALL, Row

COUNTED = ("demand__", "certifications__", "occupations__", "project_management__", "big_tech__")
"""Sections of marts whose rows count AI postings, which can be listed by the row's own values."""

OPTIONS = (
    ("team", "--team"), ("posted_year", "--period"), ("posted_month", "--period"),
    ("onet_code", "--occupation"), ("soc_code", "--occupation"), ("company", "--company"),
    ("credential_id", "--credential"),
)  # fmt: skip
ANY_CREDENTIAL = "any"


def options(mart: str, row: Row) -> str | None:
    """Options as a shell takes them, empty for all AI postings; None where the row cannot be listed.

    A row of another reading than the brief's and one of several credentials together are such rows.
    """
    if not mart.startswith(COUNTED) or "reading" in row or row.get("credential_id") == ANY_CREDENTIAL:
        return None
    found: dict[str, str] = {"--company": ALL} if mart.startswith("big_tech__") else {}
    for key, option in OPTIONS:
        value = _value(key, row.get(key))
        if value and not (option == "--occupation" and option in found):
            found[option] = value
    if found.get("--team") == ALL:
        del found["--team"]
    return shlex.join(part for pair in found.items() for part in pair)


def _value(key: str, value: Any) -> str | None:
    """The value as the option takes it; None for the name of a total."""
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    if key == "posted_year" and not isinstance(value, int):
        return None
    return None if value is None else str(value)
