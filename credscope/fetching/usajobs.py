"""What to ask USAJOBS: current announcements by search, or past ones with their texts."""

from __future__ import annotations

from datetime import date

from credscope.errors import CredscopeError
from credscope.fetching.feed import Feed
from credscope.fetching.services import USAJOBS_HISTORIC, USAJOBS_SEARCH, USAJOBS_TEXTS

MOST_DAYS = 60
"""The search looks back no farther."""


def current(keyword: str | None = None, days: int | None = None) -> list[Feed]:
    """Announcements that are open now, with `keyword` and posted in the last `days`, where they are given."""
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise CredscopeError(f"--days {days} is more than USAJOBS looks back: give 0 to {MOST_DAYS}.")
    asked = {"Keyword": keyword, "DatePosted": days}
    params = {name: value for name, value in asked.items() if value is not None}
    return [Feed(USAJOBS_SEARCH, "search", params=params)]


def past(first: date, last: date) -> list[Feed]:
    """Announcements that opened from `first` to `last`, and their texts."""
    if last < first:
        raise CredscopeError(f"--historic {first} {last} ends before it begins.")
    params = {"StartPositionOpenDate": first.isoformat(), "EndPositionOpenDate": last.isoformat()}
    return [
        Feed(USAJOBS_HISTORIC, "announcements", params=params),
        Feed(USAJOBS_TEXTS, "texts", params=params),
    ]
