"""Job Openings and Labor Turnover Survey of the U.S. Bureau of Labor Statistics: openings by industry.

Taken are levels of job openings of the whole nation, from the text files of the survey (`jt.data.…`) or a
download of its data tool with one line per series and month. Hires, quits, rates, states and size classes are
left out.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from credscope.errors import CredscopeError
from credscope.outside.figures import Asked, Reference, number, told, unique
from credscope.outside.rows import rows

NEEDED = ("series_id", "year", "period", "value")
OPENINGS = re.compile(r"JT(?P<season>[SU])(?P<industry>\d{6})(?:00|000000000)JOL")
"""Adjusted or not, industry, then zeros for the whole nation and all sizes: 2 digits before 2020, 9 since."""

MONTH = re.compile(r"M(0[1-9]|1[0-2])")
THOUSAND = 1000


def read(path: Path, asked: Asked) -> Reference:
    """Openings by industry and month. Raises CredscopeError for another shape, or a file without them.

    Of an industry the series that is not seasonally adjusted is taken where the file has it, because
    postings are counted as they come; else the adjusted one.
    """
    series: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for line, cells in rows(path, NEEDED):
        named, month = OPENINGS.fullmatch(cells["series_id"]), MONTH.fullmatch(cells["period"])
        if not named or not month:
            continue
        with told(path.name, line):
            thousands = number(cells["value"])
            period = date(int(cells["year"]), int(month[1]), 1)
        row = {
            "group_kind": "industry",
            "group_id": named["industry"],
            "group_name": None,
            "period": period,
            "figure": None if thousands is None else thousands * THOUSAND,
        }
        series.setdefault(named["industry"], {}).setdefault(named["season"], []).append(row)
    if not series:
        raise CredscopeError(
            f"{path.name} has no level of job openings of the nation, as series JTU000000000000000JOL: "
            "add the survey's file jt.data.2.JobOpenings, or such series from its data tool."
        )
    taken = [row for seasons in series.values() for row in seasons.get("U") or seasons["S"]]
    return Reference("jolts", _name(series), unique(taken, path.name))


def _name(series: dict[str, dict[str, Any]]) -> str:
    adjusted = sum("U" not in seasons for seasons in series.values())
    said = {0: "not seasonally adjusted", len(series): "seasonally adjusted"}
    return f"JOLTS, job openings, {said.get(adjusted, 'in part seasonally adjusted')}"
