"""Ashby: answers of its public interface, …/posting-api/job-board/<board>?includeCompensation=true."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from credscope.sources.documents.document import Board, Document, Layout, Row
from credscope.sources.documents.values import (
    address_name,
    first,
    flag,
    joined,
    listed,
    obj,
    rows_of,
    text,
)

_HOSTS = r"jobs\.ashbyhq\.com"
_REMOTE = {"remote": "true", "hybrid": "false", "onsite": "false"}
_COLUMNS = frozenset(
    {
        "source_posting_id", "posted_date", "title", "employer_name", "location_text", "city", "state",
        "country", "is_remote", "description", "salary_min", "salary_max", "salary_unit", "salary_currency",
        "pay", "url",
    }
)  # fmt: skip


def _is_job(value: Any) -> bool:
    return {"title", "jobUrl", "publishedAt"} <= set(obj(value))


def _recognised(document: Document) -> bool:
    jobs = obj(document.value).get("jobs")
    if isinstance(jobs, list) and jobs:
        return any(_is_job(job) for job in jobs)
    return _is_job(document.value) or (jobs == [] and "apiVersion" in obj(document.value))


def _rows(document: Document, board: Board) -> Iterator[Row]:
    value = obj(document.value)
    yield from rows_of(value.get("jobs", [value]), document.place, partial(_row, board=board))


def _row(job: dict[str, Any], board: Board) -> Row:
    url = text(job.get("jobUrl"))
    address = obj(obj(job.get("address")).get("postalAddress"))
    places = [
        job.get("location"),
        *(obj(item).get("location") for item in listed(job.get("secondaryLocations"))),
    ]
    workplace = (text(job.get("workplaceType")) or "").lower()
    return {
        "source_posting_id": text(job.get("id")) or url,
        "posted_date": text(job.get("publishedAt")),
        "title": text(job.get("title")),
        "employer_name": first([board.employer, address_name(url, _HOSTS), board.board]),
        "location_text": joined(places),
        "city": text(address.get("addressLocality")),
        "state": text(address.get("addressRegion")),
        "country": text(address.get("addressCountry")),
        # Hybrid work is flagged remote by the board too; the kind of workplace tells them apart.
        "is_remote": _REMOTE.get(workplace, flag(job.get("isRemote"))),
        "description": first([job.get("descriptionHtml"), job.get("descriptionPlain")]),
        "url": url,
    } | _pay(obj(job.get("compensation")))


def _pay(said: dict[str, Any]) -> Row:
    """The salary among the components, not bonus or equity; else the summary as a phrase."""
    for item in (obj(part) for part in listed(said.get("summaryComponents"))):
        low, high = text(item.get("minValue")), text(item.get("maxValue"))
        if item.get("compensationType") == "Salary" and (low or high):
            return {
                "salary_min": low,
                "salary_max": high,
                "salary_unit": text(item.get("interval")),
                "salary_currency": text(item.get("currencyCode")),
            }
    return {"pay": text(said.get("scrapeableCompensationSalarySummary"))}


ASHBY = Layout("ashby", "ashby", _COLUMNS, _recognised, _rows)
