"""Answers of the USAJOBS search interface: SearchResult.SearchResultItems[].MatchedObjectDescriptor.

Occupational series are the government's own and no SOC codes: a series holds several occupations, so that
none is stated here. An announcement is one posting however many places and openings it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from credscope.places import read_country
from credscope.sources.documents.document import Board, Document, Layout, Row
from credscope.sources.documents.values import (
    agreed,
    first,
    flag,
    headed,
    joined,
    listed,
    obj,
    rows_of,
    text,
)

SOURCE = "usajobs"
_UNITS = {"PA": "YEAR", "PH": "HOUR", "PD": "DAY", "PM": "MONTH"}
COLUMNS = frozenset(
    {
        "source_posting_id", "posted_date", "valid_through", "title", "employer_name", "location_text",
        "city", "state", "country", "is_remote", "description", "salary_min", "salary_max", "salary_unit",
        "salary_currency", "url",
    }
)  # fmt: skip


def _items(value: Any) -> Any:
    """The items of an answer, or an item that stands alone."""
    result = obj(obj(value).get("SearchResult"))
    return result.get("SearchResultItems", [value])


def _recognised(document: Document) -> bool:
    value = obj(document.value)
    return "MatchedObjectDescriptor" in value or "SearchResultItems" in obj(value.get("SearchResult"))


def _rows(document: Document, board: Board) -> Iterator[Row]:
    yield from rows_of(_items(document.value), document.place, _row)


def _row(item: dict[str, Any]) -> Row:
    said = obj(item.get("MatchedObjectDescriptor"))
    details = obj(obj(said.get("UserArea")).get("Details"))
    places = [obj(place) for place in listed(said.get("PositionLocation"))]
    pay = obj(next(iter(listed(said.get("PositionRemuneration"))), None))
    unit = text(pay.get("RateIntervalCode"))
    low, high = text(pay.get("MinimumRange")), text(pay.get("MaximumRange"))
    return {
        # The control number is the id in both interfaces; an agency's own number may name two notices.
        "source_posting_id": first([item.get("MatchedObjectId"), said.get("PositionID")]),
        "posted_date": first([said.get("PublicationStartDate"), said.get("PositionStartDate")]),
        "valid_through": first([said.get("ApplicationCloseDate"), said.get("PositionEndDate")]),
        "title": text(said.get("PositionTitle")),
        "employer_name": first([said.get("OrganizationName"), said.get("DepartmentName")]),
        "location_text": joined(one.get("LocationName") for one in places)
        or text(said.get("PositionLocationDisplay")),
        "is_remote": flag(details.get("RemoteIndicator")),
        "description": headed(
            [
                (None, details.get("JobSummary")),
                ("Duties", details.get("MajorDuties")),
                ("Qualifications", said.get("QualificationSummary")),
                ("Education", details.get("Education")),
                ("Requirements", details.get("KeyRequirements") or None),
                ("Conditions of Employment", details.get("Requirements")),
                ("Other Information", details.get("OtherInformation")),
            ]
        ),
        "salary_min": low,
        "salary_max": high,
        "salary_unit": _UNITS.get(unit or "", unit),
        "salary_currency": "USD" if low or high else None,
        "url": text(said.get("PositionURI")),
    } | placed([_place(place) for place in places])


def _place(place: dict[str, Any]) -> dict[str, str | None]:
    return {
        # Cities are written with their state or country behind them.
        "city": (text(place.get("CityName")) or "").partition(",")[0] or None,
        "state": _unless_none(place.get("CountrySubDivisionCode")),
        "country": _unless_none(place.get("CountryCode")),
    }


def placed(places: list[dict[str, str | None]]) -> Row:
    """City, state and country of an announcement's places.

    Of several countries it is the United States where they are among them, else the first. Where nothing is
    stated, the default says the United States.
    """
    countries = [country for place in places if (country := place["country"]) is not None]
    abroad = not any(read_country(country) == "US" for country in countries)
    return agreed(places) | {"country": (countries[0] if abroad else "US") if countries else None}


def _unless_none(value: Any) -> str | None:
    said = text(value)
    return None if said in (None, "N/A", "None") else said


USAJOBS_SEARCH = Layout("usajobs_search", SOURCE, COLUMNS, _recognised, _rows, defaults={"country": "US"})
