"""Rows of a file as a publisher hands it out: CSV, tab-separated text, or the first sheet of a workbook.

Which columns must be there and what they mean is said by the adapter.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.sources.encodings import errors_of

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
Row = tuple[int, dict[str, str]]


def rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row]:
    """Number of the line and its cells by heading in lower case, blanks around both left out.

    A cell that is missing is blank.

    Raises CredscopeError where the file cannot be read, or its first line lacks a heading of `needed`.
    """
    lines = _workbook(path) if path.suffix.lower() in WORKBOOKS else _text(path)
    headings = [_heading(cell) for cell in next(lines, [])]
    missing = [name for name in needed if name not in headings]
    if missing:
        raise CredscopeError(
            f"{path.name} has no column {missing[0].upper()} in its first line: "
            "add the file as it was published, unpacked and unchanged."
        )
    for line, cells in enumerate(lines, start=2):
        if any(cells):
            padded = [*cells, *[""] * (len(headings) - len(cells))]
            yield line, {name: cell.strip() for name, cell in zip(headings, padded, strict=False)}


def _heading(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _text(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", errors=errors_of("utf-8"), newline="") as opened:
            first = opened.readline()
            opened.seek(0)
            yield from csv.reader(opened, delimiter="\t" if "\t" in first else ",")
    except (OSError, csv.Error) as error:
        raise CredscopeError(f"{path} cannot be read: {error}.") from error


def _workbook(path: Path) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        for cells in sheet.iter_rows():
            yield [_printed(cell) for cell in cells]
    except (CalamineError, OSError) as error:
        raise CredscopeError(f"{path} cannot be read as a workbook: {error}.") from error


def _printed(cell: object) -> str:
    """A cell as a CSV of the same table has it; whole numbers come from a sheet as 99.0."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
