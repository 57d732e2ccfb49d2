"""Dates as deliveries write them: only reading one belongs here; the contract says which are allowed."""

from __future__ import annotations

import re
from datetime import date, datetime

import pyarrow as pa

from credscope.distinct import per_distinct

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ])")
US_FORMATS = (
    "%Y/%m/%d", "%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%m/%d/%Y", "%m-%d-%Y", "%d.%m.%Y",
    "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y",
)  # fmt: skip


def read_date(text: str, formats: tuple[str, ...] = US_FORMATS) -> date | None:
    """The day that `text` states, or None.

    ISO 8601 (with or without a time of day, which is dropped) is always understood; then `formats` in
    order, in the notation of `datetime.strptime`. Without formats of its own a source is read in U.S.
    order, month first; with dots between its parts a date has the day first wherever it is written.
    """
    text = text.strip()
    try:
        if match := _ISO.match(text):
            return date.fromisoformat(match.group())
    except ValueError:
        return None
    for form in formats:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def read_dates(values: pa.Array, formats: tuple[str, ...] = US_FORMATS) -> pa.Array:
    """`read_date` over a string array, as date32."""
    return per_distinct(values, lambda text: read_date(text, formats or US_FORMATS), pa.date32())
