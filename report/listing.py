"""How to list the postings behind a row: the options of `credscope postings` that its values come to."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any

from report.release import ALL, Row

COUNTED = (
    "demand__", "certifications__", "occupations__", "project_management__", "big_tech__", "employers__",
)  # fmt: skip
"""Sections of marts whose rows count AI postings, which can be listed by the row's own values."""

OPTIONS = (
    ("team", "--team"), ("posted_year", "--period"), ("posted_month", "--period"),
    ("onet_code", "--occupation"), ("soc_code", "--occupation"), ("company", "--company"),
    ("employer_id", "--employer"), ("credential_id", "--credential"), ("reading_id", "--reading"),
)  # fmt: skip
ANY_CREDENTIAL = ("--credential", "any"), ("--field", "project_management")
"""How the mart of project management names all of its credentials together, and how the command does."""


def options(mart: str, row: Row) -> str | None:
    """Options as a shell takes them, empty for all AI postings; None where the mart counts something else."""
    if not mart.startswith(COUNTED):
        return None
    found: dict[str, str] = {"--company": ALL} if mart.startswith("big_tech__") else {}
    for key, option in OPTIONS:
        value = _value(key, row.get(key))
        if value and not (option == "--occupation" and option in found):
            found[option] = value
    if found.get("--team") == ALL:
        del found["--team"]
    if "--company" in found:
        found.pop("--employer", None)
    named = [ANY_CREDENTIAL[1] if pair == ANY_CREDENTIAL[0] else pair for pair in found.items()]
    matched = ["--matched"] if row.get("is_brief_reading") else []
    return shlex.join([*(part for pair in named for part in pair), *matched])


def _value(key: str, value: Any) -> str | None:
    """The value as the option takes it; None for the name of a total."""
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    if key == "posted_year" and not isinstance(value, int):
        return None
    return None if value is None else str(value)
