"""AI tracker of the Indeed Hiring Lab: the share of postings that name AI, by country and day.

Taken is the mean of each month; the days themselves are means of seven days already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.outside.figures import Asked, Reference, number, told, unique
from credscope.outside.rows import rows

NEEDED = ("date", "jobcountry", "ai_share_postings")
COUNTRY = re.compile(r"[A-Z]{2}")


def read(path: Path, asked: Asked) -> Reference:
    """Shares from 0 to 1 by country and month.

    Raises CredscopeError for another shape, and for a day that stands twice.
    """
    days: dict[tuple[str, date], float] = {}
    for line, cells in rows(path, NEEDED):
        with told(path.name, line):
            day, country = date.fromisoformat(cells["date"]), cells["jobcountry"]
            percent = number(cells["ai_share_postings"])
            if not COUNTRY.fullmatch(country):
                raise ValueError(f"{country!r} is not a country as US")
            if percent is not None and percent > 100:
                raise ValueError(f"{percent:g} is more than 100 percent")
            if (country, day) in days:
                raise ValueError(f"{country} stands twice for {day}")
        if percent is not None:
            days[country, day] = percent
    if not days:
        raise CredscopeError(f"{path.name} has no day with a share: add the tracker's AI_posting.csv.")
    months: dict[tuple[str, date], list[float]] = defaultdict(list)
    for (country, day), percent in sorted(days.items()):
        months[country, day.replace(day=1)].append(percent)
    found = [
        {
            "group_kind": "country",
            "group_id": country,
            "group_name": country,
            "period": month,
            "figure": round(sum(held) / len(held) / 100, 12),
        }
        for (country, month), held in months.items()
    ]
    return Reference("indeed", "Indeed Hiring Lab, AI tracker", unique(found, path.name))
