"""How values look on a page: numbers, shares, teams and companies in words. No counting here."""

from __future__ import annotations

from datetime import date
from typing import Any

ALL = "all"
TEAM_NAMES = {
    "technical_1": "Technical Team 1",
    "technical_2": "Technical Team 2",
    "product": "Product Team",
    "commercial": "Commercial Team",
    ALL: "All AI job postings",
}


def team_name(team: str) -> str:
    """The brief's name of a team; another team is named by its id."""
    return TEAM_NAMES.get(team, team.replace("_", " ").capitalize())


def team_postings(team: str) -> str:
    """The postings of a team, to stand after `of`."""
    return "all AI postings" if team == ALL else f"{team_name(team)} postings"


def team_order(team: str) -> tuple[int, str]:
    """Sort key: the brief's order, then teams it does not know, by id, `all` at the end."""
    names = [name for name in TEAM_NAMES if name != ALL]
    return (99 if team == ALL else names.index(team) if team in names else 50, team)


def company_name(company: str) -> str:
    return "All six companies" if company == ALL else company


def count(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """Per cent with one decimal as the brief prints it, with two below 0.1 %."""
    if value is None:
        return "–"
    return f"{value:.2%}" if 0 < abs(value) < 0.001 else f"{value:.1%}"


def number(value: float | None) -> str:
    """A figure of either kind: whole numbers with separators, fractions with up to four decimals."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0")


def text(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)


def marked(words: str, row: Any) -> str:
    """`words`, with the mark of a thin cell where `row` is one."""
    return f"{words}†" if row.get("is_thin") else words


def month(value: date | None) -> str:
    return "–" if value is None else value.strftime("%Y-%m")


def plural(value: int, one: str, many: str | None = None) -> str:
    return f"{count(value)} {one if value == 1 else many or one + 's'}"


FORMATS = {"text": text, "date": text, "count": count, "share": share, "number": number, "month": month}
NUMERIC = {"count", "share", "number"}
