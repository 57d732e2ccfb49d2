"""Places as postings write them: "Elkhart, IN", "Remote - US", "Greater Boston", "München, Germany".

A small, honest reader: what it does not know stays unknown. Territories of the United States have country
codes of their own (ISO 3166-1) and are not taken for states. The names stand in a seed (`place_names`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pyarrow as pa

from credscope.distinct import per_distinct
from credscope.place_names import Named, named, province_codes, state_codes
from credscope.remote import read_remote, without_remote

PLACE = pa.struct(
    [("city", pa.string()), ("state", pa.string()), ("country", pa.string()), ("is_remote", pa.bool_())]
)
_SEVERAL = re.compile(r"\s*[;|•]\s*|\s+/\s+|/(?=[A-Z])|(?<!,)\s+(?:or|OR)\s+(?!\d)")
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
_DASH = re.compile(r"\s+[-–—]+\s+|[()]")
_ZIP_FIRST = re.compile(r"^\d{5}(?:-\d{4})?,?\s+")
_ZIP_LAST = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_AREA_FIRST = re.compile(r"^(?:the\s+)?(?:greater|metro|metropolitan|downtown)\s+", re.I)
_AREA_LAST = re.compile(r"\s+(?:metropolitan\s+)?(?:area|metro|metroplex|metropolitan)$", re.I)
# Codes that are words as well are codes only in capitals.
_WORDS = frozenset(["al", "co", "de", "hi", "id", "in", "la", "ma", "me", "mo", "oh", "ok", "or", "pa"])


class _Place(NamedTuple):
    city: str | None = None
    state: str | None = None
    country: str | None = None


def read_country(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code for a country's code or usual English name; None where it is not known."""
    text = text.strip().lower()
    found = named("country_code").get(text) or named("country").get(text)
    return found.country if found else None


def read_state(text: str) -> str:
    """Two-letter code of a U.S. state given by code or name; anything else as it is."""
    text = text.strip()
    found = named("state").get(text.lower())
    return text.upper() if text.upper() in state_codes() else found.state if found and found.state else text


def read_place(text: str) -> dict[str, str | bool | None]:
    """City, state, country and is_remote of a place as postings write it; each None where it does not tell.

    "City, ST" and "City, State" are places in the United States. A name alone that is both a state and a
    country or city ("Georgia", "Washington") tells neither. Of several places it tells what they share.
    """
    bare = without_remote(text.strip())
    known = bare != text.strip()
    found = [place for part in _SEVERAL.split(bare) if any(place := _one(part, known))]
    shared = [values.pop() if len(values) == 1 else None for values in map(set, zip(*found, strict=True))]
    place = _Place(*shared) if found else _Place()
    return {**place._asdict(), "is_remote": read_remote(text)}


def read_places(values: pa.Array) -> pa.Array:
    """`read_place` over a string array, as structs of PLACE."""
    return per_distinct(values, read_place, PLACE)


def _one(text: str, remote: bool) -> _Place:
    """One place; a state's code alone is one where the text was "Remote, TX"."""
    text = _DASH.sub(", ", _ASIDE.sub("", _ZIP_FIRST.sub("", text.strip())))
    parts = [part for raw in text.split(",") if (part := _ZIP_LAST.sub("", raw.strip(" :;)")))]
    parts = [part.removeprefix("in ") for part in parts]
    if not parts:
        return _Place()
    if remote and len(parts) == 1 and parts[0] in state_codes() and parts[0].lower() not in _WORDS:
        return _Place(None, parts[0], "US")
    country = _country(parts)
    if country is None:
        return _in_canada(parts) or _in_united_states(parts, known=False) or _areas(parts)
    parts = parts[:-1]
    if country == "US":
        return _in_united_states(parts, known=True) or _areas(parts, country)
    state = parts.pop() if len(parts) > 1 else None
    return _Place(", ".join(parts) or None, state, country)


def _country(parts: list[str]) -> str | None:
    """Code of the country, or territory of the United States, that ends `parts`."""
    last = parts[-1].lower()
    found = named("country").get(last) or named("country").get(last.rstrip("."))
    if found is None and len(parts) > 1 and parts[-1].isupper():
        found = named("territory_code").get(last)
    return found.country if found and not (len(parts) == 1 and last in named("state")) else None


def _in_canada(parts: list[str]) -> _Place | None:
    """City and province where a province of Canada ends `parts`."""
    found = named("province").get(parts[-1].lower())
    code = parts[-1] if len(parts) > 1 and parts[-1] in province_codes() else found.state if found else None
    return _Place(", ".join(parts[:-1]) or None, code, "CA") if code else None


def _in_united_states(parts: list[str], known: bool) -> _Place | None:
    """City and state where a state ends `parts`; `known` says that they are in the United States."""
    if not parts:
        return None
    last = _AREA_LAST.sub("", parts[-1])
    code = last.rstrip(".")
    alone = len(parts) == 1 and not known
    if not alone and len(code) == 2 and code.upper() in state_codes() and (
        code.isupper() or code.lower() not in _WORDS
    ):  # fmt: skip
        return _Place(", ".join(parts[:-1]) or None, code.upper(), "US")
    found = named("state").get(last.lower()) or named("state").get(code.lower())
    if found is None or (alone and last.lower() in {"georgia", "washington", "new york"}):
        return None
    return _Place(", ".join(parts[:-1]) or None, found.state, "US")


def _areas(parts: list[str], country: str | None = None) -> _Place:
    """What cities and regions tell that are known by name alone, where all of `parts` are such."""
    found = [_area(part) for part in parts]
    known = [area for area in found if area is not None]
    if not known or len(known) < len(found):
        return _Place(None, None, country)
    states, countries = {area.state for area in known}, {area.country for area in known}
    return _Place(
        None,
        states.pop() if len(states) == 1 else None,
        country or (countries.pop() if len(countries) == 1 else None),
    )


def _area(part: str) -> Named | None:
    core = _AREA_LAST.sub("", _AREA_FIRST.sub("", part))
    names = [part.lower(), core.lower()]
    kinds = ["area", "city_abroad"]
    if core != part:
        names.append(core.split("-")[0].lower())
        kinds.append("metropolitan_area")
    return next((named(kind)[name] for name in names for kind in kinds if name in named(kind)), None)
