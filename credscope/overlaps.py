"""Which deliveries decide a month, how many rows win in it, and how many postings each delivery restated.

A posting whose date was corrected moves from one month to another, so both months depend on both deliveries.
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
from typing import Any

from credscope.common import Manifest, change
from credscope.home import Home
from credscope.posting_ids import AT_ONCE

_FORM = 1


@dataclass(frozen=True)
class Overlap:
    """Of one source and month: ids of the deliveries that decide it, and how many winning rows it has.

    `moved`: by delivery id, the other months in which that delivery has postings of this month.
    """

    deliveries: frozenset[str]
    rows: int
    moved: dict[str, list[str]]


def overlaps(home: Home, deliveries: list[Manifest]) -> dict[str, Overlap]:
    """Overlap by month for the manifests of one source, which come in the order in which deliveries win."""
    if not deliveries:
        return {}
    cache = home.postings.parent / "overlaps" / f"{deliveries[0]['source']}.json"
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
    """What the file says of `deliveries`, starting from what it `told` of some of them."""
    order = [item["delivery_id"] for item in deliveries]
    if not set(told.get("of", ())) <= set(order):
        told = {}
    rows = Counter({month: said["rows"] for month, said in told.get("months", {}).items()})
    restated = Counter(told.get("restated", {}))
    moved = {
        (month, delivery_id, other)
        for month, by_delivery in told.get("moved", {}).items()
        for delivery_id, others in by_delivery.items()
        for other in others
    }
    compared = [item for item in deliveries if item["delivery_id"] in told.get("of", ())]
    for arrived in _portions([item for item in deliveries if item not in compared]):
        for item in arrived:
            rows.update(item["months"])
        found = change(home, compared, arrived, order)
        rows.subtract(found.lost)
        restated.update(found.restated)
        moved |= found.moved
        compared += arrived
    return {
        "form": _FORM,
        "of": order,
        "months": _deciding(deliveries, rows, moved),
        "restated": {delivery_id: restated[delivery_id] for delivery_id in order},
        "moved": _nested(moved),
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


def _deciding(
    deliveries: list[Manifest], rows: Counter[str], moved: set[tuple[str, str, str]]
) -> dict[str, Any]:
    """By month: ids of the deliveries with rows in it or with postings of it elsewhere, and winning rows."""
    deciding: defaultdict[str, set[str]] = defaultdict(set)
    for item in deliveries:
        for month in item["months"]:
            deciding[month].add(item["delivery_id"])
    for month, delivery_id, _ in moved:
        deciding[month].add(delivery_id)
    return {
        month: {"deliveries": sorted(found), "rows": rows[month]} for month, found in sorted(deciding.items())
    }


def _nested(moved: set[tuple[str, str, str]]) -> dict[str, dict[str, list[str]]]:
    nested: dict[str, dict[str, list[str]]] = {}
    for month, delivery_id, other in sorted(moved):
        nested.setdefault(month, {}).setdefault(delivery_id, []).append(other)
    return nested
