"""How values look on a page: numbers, shares, months and names in words. No counting here."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from report.release import ALL, Row


def team_postings(row: Row) -> str:
    """The postings of a row's team, to stand after `of`."""
    return "all AI postings" if row["team"] == ALL else f"{row['team_name']} postings"


def company_name(company: str) -> str:
    return "All six companies" if company == ALL else company


def count(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """Per cent with one decimal as the brief prints it, with two below 0.1 %; what is not 0 never reads 0."""
    if value is None:
        return "–"
    if 0 < value < 0.00005:
        return "<0.01%"
    return f"{value:.2%}" if 0 < value < 0.001 else f"{value:.1%}"


def interval(low: float | None, high: float | None) -> str:
    """Both ends of an interval of shares, as `2.4–2.6%`."""
    return "–" if low is None or high is None else f"{share(low).removesuffix('%')}–{share(high)}"


def points(value: float | None) -> str:
    """A difference of shares in percentage points with its sign; two decimals, one more below a tenth."""
    if value is None:
        return "–"
    return f"{100 * value:+.{2 if abs(value) >= 0.001 else 3}f}"


def number(value: float | None) -> str:
    """A figure of either kind: whole numbers with separators, fractions with up to four decimals."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0")


def text(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)


def flag(value: bool | None) -> str:
    return "–" if value is None else "yes" if value else "no"


def marked(words: str, row: Row) -> str:
    """`words`, with the mark of a thin cell where `row` is one."""
    return f"{words}†" if row.get("is_thin") else words


def month(value: date | None) -> str:
    return "–" if value is None else value.strftime("%Y-%m")


def plural(value: int, one: str, many: str | None = None) -> str:
    return f"{count(value)} {one if value == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def words(name: str) -> str:
    """A column's name as words; what tells its kind is left out."""
    plain = re.sub(r"(posting|employer|name|duplicate)_count", r"\1s", name)
    return plain.replace("_", " ").removesuffix(" count").removeprefix("is ").capitalize()


FORMATS = {
    "text": text, "date": text, "flag": flag, "month": month,
    "count": count, "share": share, "points": points, "number": number,
}  # fmt: skip
NUMERIC = {"count", "share", "points", "number", "interval"}
