"""Which deliveries decide a month, how many rows win in it, and what each delivery changed.

A posting whose date was corrected moves from one month to another, so both months depend on both deliveries.
A delivery that speaks for whole months decides them alone with those of its day and of later days.

All that is kept, in lake/overlaps/<source>.json, adds up over postings: when deliveries arrive, only postings
that they share are looked at, with them and without, and the difference is added. So the order of arrival
makes none, and the file can be removed: it is derived again.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from credscope.common import Manifest, Place, change
from credscope.home import Home
from credscope.posting_ids import AT_ONCE

_FORM = 2
_COUNTED = ("known", "superseded", "restated")


@dataclass(frozen=True)
class Overlap:
    """Of one source and month: ids of the deliveries that decide it, and how many winning rows it has.

    `moved`: by delivery id, the other months in which that delivery has postings of this month.
    """

    deliveries: frozenset[str]
    rows: int
    moved: dict[str, list[str]]


def overlaps_file(home: Home, source: str) -> Path:
    """Where it is kept what the deliveries of `source` have in common."""
    return home.postings.parent / "overlaps" / f"{source}.json"


def overlaps(home: Home, deliveries: list[Manifest]) -> dict[str, Overlap]:
    """Overlap by month for the manifests of one source, the earliest delivered first."""
    if not deliveries:
        return {}
    cache = overlaps_file(home, deliveries[0]["source"])
    told = json.loads(cache.read_text(encoding="utf-8")) if cache.exists() else {}
    if told.get("form") != _FORM or told["of"] != [item["delivery_id"] for item in deliveries]:
        told = _derived(home, deliveries, told if told.get("form") == _FORM else {})
        cache.parent.mkdir(parents=True, exist_ok=True)
        temporary = cache.with_name(f".{cache.name}.{os.getpid()}")
        temporary.write_text(json.dumps(told) + "\n", encoding="utf-8")
        os.replace(temporary, cache)
    return {
        month: Overlap(frozenset(said["deliveries"]), said["rows"], told["moved"].get(month, {}))
        for month, said in told["months"].items()
    }


def _derived(home: Home, deliveries: list[Manifest], told: dict[str, Any]) -> dict[str, Any]:
    """What the file says of `deliveries`, starting from what it `told` of some of them.

    `known`, `superseded`, `restated` and `withdrawn` count by delivery and month, where there is something to
    count; see `common.Change`. Withdrawn are the rows of a month that a later delivery speaks for as a whole,
    without their postings.
    """
    order = [item["delivery_id"] for item in deliveries]
    if not set(told.get("of", ())) <= set(order):
        told = {}
    counts = {name: _flat(told.get(name, {})) for name in _COUNTED}
    moved = {
        (month, delivery_id, other)
        for month, by_delivery in told.get("moved", {}).items()
        for delivery_id, others in by_delivery.items()
        for other in others
    }
    compared = [item for item in deliveries if item["delivery_id"] in told.get("of", ())]
    for arrived in _portions([item for item in deliveries if item not in compared]):
        found = change(home, compared, arrived)
        for name in _COUNTED:
            counts[name].update(getattr(found, name))
        moved |= found.moved
        compared += arrived
    spoken_for = _spoken_for(deliveries)
    withdrawn = {
        (item["delivery_id"], month): rows - counts["superseded"][item["delivery_id"], month]
        for item in deliveries
        for month, rows in item["months"].items()
        if item["delivered_on"] < spoken_for.get(month, "")
    }
    gone = counts["superseded"] + Counter(withdrawn)
    return {
        "form": _FORM,
        "of": order,
        "months": _deciding(deliveries, gone, moved, spoken_for),
        **{name: _nested(found) for name, found in counts.items()},
        "withdrawn": _nested(withdrawn),
        "moved": _grouped(moved),
    }


def _portions(arrived: list[Manifest]) -> Iterator[list[Manifest]]:
    """Deliveries to be compared in one go: as many as their ids fit into memory together, at least one."""
    portion: list[Manifest] = []
    for item in arrived:
        if portion and sum(held["accepted_count"] for held in [*portion, item]) > AT_ONCE:
            yield portion
            portion = []
        portion.append(item)
    if portion:
        yield portion


def _spoken_for(deliveries: list[Manifest]) -> dict[str, str]:
    """By month, the latest day on which a delivery spoke for all of its postings."""
    days: dict[str, str] = {}
    for item in deliveries:
        if item["complete_months"]:
            days |= {month: max(item["delivered_on"], days.get(month, "")) for month in item["months"]}
    return days


def _deciding(
    deliveries: list[Manifest],
    gone: Counter[Place],
    moved: set[tuple[str, str, str]],
    spoken_for: dict[str, str],
) -> dict[str, Any]:
    """By month: winning rows, and ids of the deliveries that decide it.

    These have rows in it or postings of it elsewhere, and none was delivered before a day on which the month
    was spoken for: what such a delivery says of it is superseded or withdrawn.
    """
    days = {item["delivery_id"]: item["delivered_on"] for item in deliveries}
    rows: Counter[str] = Counter()
    deciding: defaultdict[str, set[str]] = defaultdict(set)
    for item in deliveries:
        for month, count in item["months"].items():
            rows[month] += count - gone[item["delivery_id"], month]
            deciding[month].add(item["delivery_id"])
    for month, delivery_id, _ in moved:
        deciding[month].add(delivery_id)
    return {
        month: {
            "deliveries": sorted(one for one in found if days[one] >= spoken_for.get(month, "")),
            "rows": rows[month],
        }
        for month, found in sorted(deciding.items())
    }


def _flat(nested: dict[str, dict[str, int]]) -> Counter[Place]:
    return Counter(
        {(one, month): count for one, by_month in nested.items() for month, count in by_month.items()}
    )


def _nested(counts: dict[Place, int]) -> dict[str, dict[str, int]]:
    nested: dict[str, dict[str, int]] = {}
    for (delivery_id, month), count in sorted(counts.items()):
        if count:
            nested.setdefault(delivery_id, {})[month] = count
    return nested


def _grouped(moved: set[tuple[str, str, str]]) -> dict[str, dict[str, list[str]]]:
    grouped: dict[str, dict[str, list[str]]] = {}
    for month, delivery_id, other in sorted(moved):
        grouped.setdefault(month, {}).setdefault(delivery_id, []).append(other)
    return grouped
