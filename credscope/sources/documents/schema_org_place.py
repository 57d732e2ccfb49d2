"""Where a JobPosting's work is done: jobLocation, jobLocationType, applicantLocationRequirements."""

from __future__ import annotations

from typing import Any

from credscope.sources.documents.document import Row
from credscope.sources.documents.json_ld import named, types
from credscope.sources.documents.values import agreed, joined, listed, obj, text

COLUMNS = ("location_text", "city", "state", "country", "is_remote")


def read(posting: dict[str, Any]) -> Row:
    """All places as text; city, state and country where all say the same.

    Without a place, the country that applicants must live in, where there is one.
    """
    places = [_place(item) for item in listed(posting.get("jobLocation"))]
    if not places:
        places = [_allowed(item) for item in listed(posting.get("applicantLocationRequirements"))]
    kinds = [(text(item) or "").lower() for item in listed(posting.get("jobLocationType"))]
    return agreed(places) | {
        "location_text": joined(place["text"] for place in places),
        "is_remote": "true" if any("telecommute" in kind for kind in kinds) else None,
    }


def _place(item: Any) -> dict[str, str | None]:
    """A Place with its address, an address alone, or a text."""
    place = obj(item)
    address = place.get("address", place if "addressLocality" in place or "addressCountry" in place else None)
    stated = obj(next(iter(listed(address)), None))
    if not stated:
        return {"text": named(address, "name") or named(item, "name")}
    parts = {
        "city": named(stated.get("addressLocality"), "name"),
        "state": named(stated.get("addressRegion"), "name"),
        "country": named(stated.get("addressCountry"), "name", "identifier"),
    }
    written = joined(parts.values(), ", ")
    return parts | {"text": written or named(item, "name") or named(stated.get("streetAddress"), "name")}


def _allowed(item: Any) -> dict[str, str | None]:
    """Where applicants may live; a country, unless it is said to be something else."""
    name = named(item, "name")
    return {"text": name, "country": name if set(types(obj(item))) <= {"Country"} else None}
