"""Greenhouse: answers of its public job-board interface, …/v1/boards/<board>/jobs?content=true."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from credscope.sources.documents.document import Board, Document, Layout, Row
from credscope.sources.documents.values import (
    address_name,
    first,
    joined,
    listed,
    obj,
    rows_of,
    text,
)

_HOSTS = r"(?:job-)?boards(?:\.[a-z]{2})?\.greenhouse\.io"
_COLUMNS = frozenset(
    {
        "source_posting_id", "posted_date", "title", "employer_name", "location_text", "description",
        "salary_min", "salary_max", "salary_unit", "salary_currency", "url", "valid_through",
    }
)  # fmt: skip


def _is_job(value: Any) -> bool:
    return {"id", "title", "absolute_url", "location"} <= set(obj(value))


def _recognised(document: Document) -> bool:
    jobs = obj(document.value).get("jobs")
    if isinstance(jobs, list) and jobs:
        return any(_is_job(job) for job in jobs)
    return _is_job(document.value) or (jobs == [] and "total" in obj(obj(document.value).get("meta")))


def _rows(document: Document, board: Board) -> Iterator[Row]:
    value = obj(document.value)
    yield from rows_of(value.get("jobs", [value]), document.place, partial(_row, board=board))


def _row(job: dict[str, Any], board: Board) -> Row:
    url = text(job.get("absolute_url"))
    return {
        "source_posting_id": text(job.get("id")),
        # Boards that do not give the day of first publication give that of the last change.
        "posted_date": first([job.get("first_published"), job.get("updated_at")]),
        "valid_through": text(job.get("application_deadline")),
        "title": text(job.get("title")),
        "employer_name": first(
            [job.get("company_name"), board.employer, address_name(url, _HOSTS), board.board]
        ),
        "location_text": text(obj(job.get("location")).get("name"))
        or joined(
            first([obj(office).get("location"), obj(office).get("name")])
            for office in listed(job.get("offices"))
        ),
        "description": text(job.get("content")),
        "url": url,
    } | _pay([obj(item) for item in listed(job.get("pay_input_ranges"))])


def _pay(ranges: list[dict[str, Any]]) -> Row:
    """Lowest to highest of the ranges in the first one's currency; the unit is what their title says."""
    if not ranges:
        return {}
    currency = ranges[0].get("currency_type")
    same = [item for item in ranges if item.get("currency_type") == currency]
    low, high = (
        [item[key] for item in same if isinstance(item.get(key), (int, float))]
        for key in ("min_cents", "max_cents")
    )
    return {
        "salary_min": text(min(low) / 100) if low else None,
        "salary_max": text(max(high) / 100) if high else None,
        "salary_unit": text(ranges[0].get("title")),
        "salary_currency": text(currency),
    }


GREENHOUSE = Layout("greenhouse", "greenhouse", _COLUMNS, _recognised, _rows)
