"""Cells of the CSV files that are handed out, which people open in a spreadsheet.

A spreadsheet runs a text that begins like a formula, whoever wrote it: a title in a posting is enough. Every
CSV that Credscope writes for people goes through here; Parquet and DuckDB hold the values as they are.
"""

from __future__ import annotations

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""Also in full width, which spreadsheets of some languages take for the same."""

MARK = "'"


def safe_cell(value: Any) -> Any:
    """`value`, with an apostrophe before text that a spreadsheet would run as a formula. Numbers stay.

    Leading blanks do not hide a formula from every spreadsheet, so they are looked past; so are apostrophes,
    that `true_cell` can tell what was there before.
    """
    return f"{MARK}{value}" if isinstance(value, str) and _runs(value) else value


def true_cell(value: str) -> str:
    """What `safe_cell` was given, for a cell that comes back from a spreadsheet."""
    return value[1:] if value.startswith(MARK) and _runs(value) else value


def _runs(text: str) -> bool:
    bare = text.lstrip(MARK)
    return any(part.startswith(FORMULA_STARTS) for part in (bare, bare.lstrip()))
