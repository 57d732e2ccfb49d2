"""Names of places that postings write, from a seed (`place_names`); how a text is read stands in `places`."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from credscope.home import SEEDS


class Named(NamedTuple):
    """What a name says of a place: state (two letters) and country (ISO 3166-1), each None for nothing."""

    state: str | None
    country: str | None


@cache
def named(kind: str) -> dict[str, Named]:
    """Names in small letters, by kind.

    `state`, `province` (of Canada) and `country` are names of them; `country_code` are all codes of ISO
    3166-1, `territory_code` those of territories of the United States; `area` are its cities and regions
    that mean one place alone, `metropolitan_area` those that do only as such; `city_abroad` are cities
    elsewhere.
    """
    return _names().get(kind, {})


@cache
def state_codes() -> frozenset[str]:
    """Two-letter codes of the states and the District of Columbia."""
    return frozenset(name.state for name in named("state").values() if name.state)


@cache
def province_codes() -> frozenset[str]:
    """Two-letter codes of Canada's provinces."""
    return frozenset(name.state for name in named("province").values() if name.state)


@cache
def _names() -> dict[str, dict[str, Named]]:
    found: dict[str, dict[str, Named]] = {}
    with (SEEDS / "reference" / "place_names.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            kind = found.setdefault(row["kind"], {})
            kind[row["place_name"].lower()] = Named(row["state"] or None, row["country"] or None)
    return found
