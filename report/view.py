"""An exhibit as pages and data files need it: sentences, cells and the chart's rows, by definition.

What an exhibit shows is known by the exhibit; how it looks by the templates.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import quote

from report import coverage, listing
from report.exhibits.model import NO_MART, Column, Exhibit
from report.lookups import Lookup
from report.release import Release, Row

View = dict[str, Any]
Links = Collection[tuple[str, str]]
CHART_EXTRAS = ("is_thin",)


def view(exhibit: Exhibit, release: Release, links: Links, key: str | None = None) -> View:
    """`variants` by definition, and `chart` rows by definition where the exhibit is drawn.

    `links` are the members of look-ups that cells may lead to; `key` is the column whose value is a row's id.
    """
    held = {one: exhibit.rows(release, one) for one in exhibit.keys(release)}
    chart = {one: chart_rows(exhibit, rows) for one, rows in held.items()} if exhibit.chart else {}
    return {
        "exhibit": exhibit,
        "variants": {one: variant(exhibit, release, rows, links, key) for one, rows in held.items()},
        "chart": chart,
    }


def variant(
    exhibit: Exhibit, release: Release, rows: list[Row], links: Links, key: str | None = None
) -> View:
    """Sentence, thin cells in words, and the rows with their cells as (text, address or None).

    A row's `options` list the postings behind it, see `report.listing`.
    """
    lacking = bool(exhibit.mart) and exhibit.mart not in release.marts
    return {
        "sentence": NO_MART.format(mart=exhibit.mart) if lacking else exhibit.words(rows),
        "thin": coverage.thin(rows),
        "rows": [
            {
                "cells": [(column.cell(row), address(column, row, links)) for column in exhibit.columns],
                "is_total": bool(row.get("is_total")),
                "is_thin": bool(row.get("is_thin")),
                "id": row.get(key) if key else None,
                "options": listing.options(exhibit.mart, row),
            }
            for row in exhibit.table_rows(rows)
        ],
    }


def address(column: Column, row: Row, links: Links) -> str | None:
    """Where a cell leads: the member's place on the page of its look-up, if the look-up has it."""
    if column.lookup is None:
        return None
    page, key = column.lookup
    return f"{page}.html#{quote(str(row.get(key)))}" if (page, row.get(key)) in links else None


def chart_rows(exhibit: Exhibit, rows: list[Row]) -> list[Row]:
    """The rows that the chart draws, with its keys alone."""
    return [
        {name: _json_value(row.get(name)) for name in (*exhibit.chart_keys, *CHART_EXTRAS)}
        for row in exhibit.chart_rows(rows)
    ]


def profiles(lookup: Lookup, release: Release, links: Links) -> View:
    """Names, specifications, and what each exhibit says of each member under each definition, in short form.

    `members` is {member: {anchor: {definition: {sentence, thin, rows, chart}}}}: a cell is its text, or text
    and address where it leads somewhere; a chart's row is the values of the exhibit's `keys`.
    """
    names: dict[str, str] = {}
    members: dict[str, Any] = {}
    for definition in lookup.members.keys(release):
        for row in lookup.members.rows(release, definition):
            names.setdefault(str(row[lookup.key]), row[lookup.label])
    for exhibit in lookup.exhibits:
        for definition in exhibit.keys(release):
            groups: dict[str, list[Row]] = {}
            for row in exhibit.rows(release, definition):
                groups.setdefault(str(row[lookup.key]), []).append(row)
            for member, rows in groups.items():
                shown = _short(variant(exhibit, release, rows, links))
                if exhibit.chart:
                    shown["chart"] = [list(row.values()) for row in chart_rows(exhibit, rows)]
                members.setdefault(member, {}).setdefault(exhibit.anchor, {})[definition] = shown
    drawn = [exhibit for exhibit in lookup.exhibits if exhibit.chart]
    return {
        "names": names,
        "specs": {exhibit.anchor: exhibit.chart for exhibit in drawn},
        "keys": {exhibit.anchor: [*exhibit.chart_keys, *CHART_EXTRAS] for exhibit in drawn},
        "members": members,
    }


def _short(shown: View) -> View:
    """A variant without what says nothing: there are thousands of them in one file."""
    rows = [
        {
            "cells": [[text, address] if address else text for text, address in row["cells"]],
            **{name: True for name in ("is_total", "is_thin") if row[name]},
            **({} if row["options"] is None else {"options": row["options"]}),
        }
        for row in shown["rows"]
    ]
    return {**shown, "rows": rows}


def linked(lookups: list[Lookup], release: Release) -> set[tuple[str, str]]:
    """(look-up, member) of every member under any definition."""
    return {
        (lookup.name, row[lookup.key])
        for lookup in lookups
        for definition in lookup.members.keys(release)
        for row in lookup.members.rows(release, definition)
    }


def _json_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
