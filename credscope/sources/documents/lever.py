"""Lever: answers of its public postings interface, …/v0/postings/<board>?mode=json, a list of postings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from credscope.sources.documents.document import Board, Document, Layout, Row
from credscope.sources.documents.values import (
    address_name,
    day_of_milliseconds,
    first,
    headed,
    joined,
    listed,
    obj,
    rows_of,
    text,
)

_HOSTS = r"jobs(?:\.[a-z]{2})?\.lever\.co"
_REMOTE = {"remote": "true", "hybrid": "false", "on-site": "false", "onsite": "false"}
_COLUMNS = frozenset(
    {
        "source_posting_id", "posted_date", "title", "employer_name", "location_text", "country", "is_remote",
        "description", "salary_min", "salary_max", "salary_unit", "salary_currency", "url",
    }
)  # fmt: skip


def _is_posting(value: Any) -> bool:
    said = obj(value)
    return {"id", "text", "categories"} <= set(said) and ("hostedUrl" in said or "createdAt" in said)


def _recognised(document: Document) -> bool:
    return any(_is_posting(item) for item in listed(document.value)[:20])


def _rows(document: Document, board: Board) -> Iterator[Row]:
    yield from rows_of(document.value, document.place, partial(_row, board=board))


def _row(posting: dict[str, Any], board: Board) -> Row:
    categories, pay = obj(posting.get("categories")), obj(posting.get("salaryRange"))
    url = text(posting.get("hostedUrl"))
    lists = [obj(item) for item in listed(posting.get("lists"))]
    return {
        "source_posting_id": text(posting.get("id")),
        "posted_date": day_of_milliseconds(posting.get("createdAt")),
        "title": text(posting.get("text")),
        "employer_name": first([board.employer, address_name(url, _HOSTS), board.board]),
        "location_text": joined([categories.get("location"), *listed(categories.get("allLocations"))]),
        "country": text(posting.get("country")),
        "is_remote": _REMOTE.get((text(posting.get("workplaceType")) or "").lower()),
        "description": headed(
            [
                (None, posting.get("description") or posting.get("descriptionPlain")),
                # An entry of a list is an HTML list item without the list around it.
                *((text(item.get("text")), _as_list(text(item.get("content")))) for item in lists),
                (None, posting.get("additional") or posting.get("additionalPlain")),
                (None, posting.get("salaryDescription") or posting.get("salaryDescriptionPlain")),
            ]
        ),
        "salary_min": text(pay.get("min")),
        "salary_max": text(pay.get("max")),
        "salary_unit": text(pay.get("interval")),
        "salary_currency": text(pay.get("currency")),
        "url": url,
    }


def _as_list(content: str | None) -> str | None:
    return f"<ul>{content}</ul>" if content else None


LEVER = Layout("lever", "lever", _COLUMNS, _recognised, _rows)
