"""Postings that several deliveries of a source have: what it changes that further deliveries arrived.

Ids are compared as numbers; rows are opened only where ids are in common, and content is read of these alone.
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


@dataclass(frozen=True)
class Change:
    """What changes with further deliveries.

    `lost`: by month, how many more rows lose against a later delivery. `restated`: by delivery id, how many
    more postings it has with another content than the delivery before it that has them. `moved`: all
    (month, delivery id, other month) where the delivery has a posting of the first month in the other.
    """

    lost: Counter[str] = field(default_factory=Counter)
    restated: Counter[str] = field(default_factory=Counter)
    moved: frozenset[tuple[str, str, str]] = frozenset()


def change(home: Home, before: list[Manifest], arrived: list[Manifest], order: list[str]) -> Change:
    """What it changes that `arrived` joined `before`; `order` are delivery ids as they win, the last most."""
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
            connection.execute(
                "create table ranked (delivery_id varchar, delivery_rank integer, is_new boolean)"
            )
            connection.executemany(
                "insert into ranked values (?, ?, ?)",
                [
                    (item["delivery_id"], order.index(item["delivery_id"]), item in newcomers)
                    for item in [*holders, *newcomers]
                ],
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
        select posting_id, delivery_id, delivery_rank, is_new, strftime(posted_date, '%Y-%m') as month,
            {content_hash()} as content_hash
        from {parquet([file for file in files if str(file) in held])}
        join ranked using (delivery_id)
        semi join {wanted} using (posting_id)
        """
    )


def _compared(connection: duckdb.DuckDBPyConnection) -> Change:
    lost: Counter[str] = Counter()
    restated: Counter[str] = Counter()
    for with_new, sign in ((True, 1), (False, -1)):
        for month, rows in connection.execute(_LOST, [with_new]).fetchall():
            lost[month] += sign * rows
        for delivery_id, postings in connection.execute(_RESTATED, [with_new]).fetchall():
            restated[delivery_id] += sign * postings
    return Change(lost, restated, frozenset(connection.execute(_MOVED).fetchall()))


_LOST = """
    with held as (
        select month, delivery_rank, max(delivery_rank) over (partition by posting_id) as winning_rank
        from common
        where ? or not is_new
    )
    select month, count(*) from held where delivery_rank < winning_rank group by month
"""
_RESTATED = """
    with versions as (
        select posting_id, delivery_id, delivery_rank, list_sort(list(distinct content_hash)) as contents
        from common
        where ? or not is_new
        group by posting_id, delivery_id, delivery_rank
    ),
    compared as (
        select delivery_id,
            contents <> lag(contents) over (partition by posting_id order by delivery_rank) as is_restated
        from versions
    )
    select delivery_id, count(*) from compared where is_restated group by delivery_id
"""
_MOVED = """
    with moving as (select posting_id from common group by posting_id having min(month) <> max(month)),
    places as (select distinct posting_id, delivery_id, month from common semi join moving using (posting_id))
    select distinct here.month, there.delivery_id, there.month
    from places as here join places as there using (posting_id)
    where here.month <> there.month
"""
