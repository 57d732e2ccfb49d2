"""The one partition definition of the house: months. A job cannot hold two, so there is no other."""

from __future__ import annotations

import dagster as dg

from credscope.contract import EARLIEST_POSTED_DATE

months = dg.MonthlyPartitionsDefinition(start_date=EARLIEST_POSTED_DATE.isoformat(), end_offset=1)


def month_of(key: str) -> str:
    """Month `YYYY-MM` of the partition key `YYYY-MM-01`."""
    return key[:7]


def key_of(month: str) -> str:
    """Partition key `YYYY-MM-01` of the month `YYYY-MM`."""
    return f"{month}-01"
