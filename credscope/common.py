"""Postings that several deliveries of a source have: what it changes that further deliveries arrived.

What was delivered on one day is one statement; a later day says a posting anew. Ids are compared as numbers;
rows are opened only where ids are in common, and content is read of these alone.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np

from credscope.content import content_hash
from credscope.duck import connect, parquet
from credscope.home import Home
from credscope.posting_ids import Sought, in_any, met_in_several, posting_ids
from credscope.repeats import register_ids

Manifest = dict[str, Any]
Place = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """What changes with further deliveries, added up by (delivery id, month) of the row it is about.

    `known`: rows whose posting an earlier day has too. `superseded`: rows whose posting a later day has.
    `restated`: postings that the day before that has them said otherwise, in the first of their months.
    `moved`: all (month, delivery id, other month) where the delivery has a posting of the first month in the
    other.
    """

    known: Counter[Place] = field(default_factory=Counter)
    superseded: Counter[Place] = field(default_factory=Counter)
    restated: Counter[Place] = field(default_factory=Counter)
    moved: frozenset[tuple[str, str, str]] = frozenset()


def change(home: Home, before: list[Manifest], arrived: list[Manifest]) -> Change:
    """What it changes that `arrived` joined `before`, all of one source."""
    new = {item["delivery_id"]: _ids(home, item) for item in arrived}
    together = in_any(new.values()) if len(new) > 1 else next(iter(new.values()))
    sought = Sought(together)
    held = {item["delivery_id"]: sought.within(_ids(home, item)) for item in before}
    shared = in_any([met_in_several(new.values()), *held.values()])
    if not len(shared):
        return Change()
    holders = [item for item in before if len(held[item["delivery_id"]])]
    newcomers = [item for item in arrived if len(Sought(new[item["delivery_id"]]).within(shared))]
    spill = home.staging / ".overlaps"
    home.staging.mkdir(parents=True, exist_ok=True)
    try:
        with connect(spill) as connection:
            connection.execute("create table newcomers (delivery_id varchar)")
            connection.executemany(
                "insert into newcomers values (?)", [[item["delivery_id"]] for item in newcomers]
            )
            _gather(connection, home, [*holders, *newcomers], shared)
            return _compared(connection)
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _ids(home: Home, delivery: Manifest) -> np.ndarray:
    return posting_ids(home.deliveries / delivery["delivery_id"])


def _gather(
    connection: duckdb.DuckDBPyConnection, home: Home, deliveries: list[Manifest], shared: np.ndarray
) -> None:
    """Make table `common`: every row of `deliveries` whose posting id is one of `shared`."""
    wanted = register_ids(connection, shared)
    files = [
        home.deliveries / item["delivery_id"] / "months" / f"{month}.parquet"
        for item in deliveries for month in item["months"]
    ]  # fmt: skip
    with_ids = parquet(files, "filename = true")
    places = connection.execute(
        f"select distinct filename from {with_ids} semi join {wanted} using (posting_id)"
    ).fetchall()
    held = {place for (place,) in places}
    connection.execute(
        f"""
        create table common as
        select posting_id, delivery_id, delivered_on, strftime(posted_date, '%Y-%m') as month,
            {content_hash()} as content_hash,
            delivery_id in (select delivery_id from newcomers) as is_new
        from {parquet([file for file in files if str(file) in held])}
        semi join {wanted} using (posting_id)
        """
    )


def _compared(connection: duckdb.DuckDBPyConnection) -> Change:
    counts: dict[str, Counter[Place]] = {name: Counter() for name in _COUNTED}
    for with_new, sign in ((True, 1), (False, -1)):
        connection.execute(_PRESENT, [with_new])
        for name, query in _COUNTED.items():
            for delivery_id, month, count in connection.execute(query).fetchall():
                counts[name][delivery_id, month] += sign * count
    return Change(**counts, moved=frozenset(connection.execute(_MOVED).fetchall()))


_PRESENT = "create or replace temp table present as select * from common where ? or not is_new"
_KNOWN = """
    with held as (select *, min(delivered_on) over (partition by posting_id) as first_day from present)
    select delivery_id, month, count(*) from held where delivered_on > first_day group by all
"""
_SUPERSEDED = """
    with held as (select *, max(delivered_on) over (partition by posting_id) as last_day from present)
    select delivery_id, month, count(*) from held where delivered_on < last_day group by all
"""
_RESTATED = """
    with statements as (
        select posting_id, delivered_on, list_sort(list(distinct content_hash)) as contents
        from present
        group by posting_id, delivered_on
    ),
    compared as (
        select posting_id, delivered_on,
            contents <> lag(contents) over (partition by posting_id order by delivered_on) as is_restated
        from statements
    ),
    postings as (
        select posting_id, delivered_on, delivery_id, min(month) as month
        from present
        group by posting_id, delivered_on, delivery_id
    )
    select delivery_id, month, count(*)
    from postings join compared using (posting_id, delivered_on)
    where is_restated
    group by delivery_id, month
"""
_COUNTED = {"known": _KNOWN, "superseded": _SUPERSEDED, "restated": _RESTATED}
_MOVED = """
    with moving as (select posting_id from common group by posting_id having min(month) <> max(month)),
    places as (select distinct posting_id, delivery_id, month from common semi join moving using (posting_id))
    select distinct here.month, there.delivery_id, there.month
    from places as here join places as there using (posting_id)
    where here.month <> there.month
"""
