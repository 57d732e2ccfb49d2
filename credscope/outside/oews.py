"""Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics: jobs by occupation.

Taken are detailed occupations of one area over all industries, from the files "All data", "National" or
"State" of one May. Other areas and industries are left out, wages too.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.outside.figures import Asked, Reference, number, told, unique
from credscope.outside.rows import rows

NEEDED = ("area", "area_title", "occ_code", "occ_title", "o_group", "tot_emp")
NATION = "99"
FIRST_YEAR = 2019
"""Before it occupations are coded by SOC 2010, which does not lie beside SOC 2018 one to one."""

CODE = re.compile(r"\d{2}-\d{4}")


def read(path: Path, asked: Asked) -> Reference:
    """Jobs by SOC code in one year and area, the nation where none is asked for.

    The year is the one asked for, else that of the file's name. Raises CredscopeError where it is neither,
    where the file has another shape, or no detailed occupation of the area.
    """
    year, area = asked.year or _year_of(path), asked.area or NATION
    if year < FIRST_YEAR:
        raise CredscopeError(
            f"OEWS of {year} is coded by SOC 2010, which cannot be laid beside SOC 2018: "
            f"take a file of {FIRST_YEAR} or later."
        )
    found, title = [], area
    for line, cells in rows(path, NEEDED):
        industries = cells.get("i_group") or "cross-industry"
        if _area(cells["area"]) != _area(area) or industries != "cross-industry":
            continue
        if cells["o_group"].lower() != "detailed":
            continue
        with told(path.name, line):
            if not CODE.fullmatch(cells["occ_code"]):
                raise ValueError(f"{cells['occ_code']!r} is not a SOC code such as 15-1252")
            jobs = number(cells["tot_emp"])
        title = cells["area_title"]
        found.append(
            {
                "group_kind": "occupation",
                "group_id": cells["occ_code"],
                "group_name": cells["occ_title"],
                "period": date(year, 1, 1),
                "figure": jobs,
            }
        )
    if not found:
        raise CredscopeError(
            f"{path.name} has no detailed occupation of area {area} over all industries: "
            "say with --area which AREA of the file to take."
        )
    return Reference(f"oews_{year}", f"OEWS, May {year}, {title}", unique(found, path.name))


def _area(code: str) -> str:
    """Codes of states are printed with and without their leading zero."""
    return code.lstrip("0")


def _year_of(path: Path) -> int:
    found = re.search(r"M_?(20\d{2})", path.name)
    if found is None:
        raise CredscopeError(f"The name of {path.name} does not tell its year: say it with --year.")
    return int(found[1])
