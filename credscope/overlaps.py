"""Which deliveries decide a month: those with rows in it, and those with a posting of it in another month.

A posting whose date was corrected moves from one month to another, so both months depend on both deliveries.
What was found is kept under lake/overlaps and derived again whenever the source has other deliveries.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

from credscope.duck import connect
from credscope.home import Home


@dataclass(frozen=True)
class Overlap:
    """Of one source and month: the ids of the deliveries that decide it, and how many winning rows it has."""

    deliveries: frozenset[str]
    rows: int


def overlaps(home: Home, deliveries: list[dict[str, Any]]) -> dict[str, Overlap]:
    """Overlap by month for the manifests of one source, which come in the order in which deliveries win."""
    if len(deliveries) <= 1:
        return {
            month: Overlap(frozenset([item["delivery_id"]]), rows)
            for item in deliveries for month, rows in item["months"].items()
        }  # fmt: skip
    ids = [item["delivery_id"] for item in deliveries]
    cache = home.postings.parent / "overlaps" / f"{deliveries[0]['source']}.json"
    found = json.loads(cache.read_text()) if cache.exists() else {}
    if found.get("of") != ids:
        found = {"of": ids, "months": _derive(home, deliveries)}
        cache.parent.mkdir(parents=True, exist_ok=True)
        temporary = cache.with_name(f".{cache.name}.{os.getpid()}")
        temporary.write_text(json.dumps(found))
        os.replace(temporary, cache)
    return {
        month: Overlap(frozenset(said["deliveries"]), said["rows"]) for month, said in found["months"].items()
    }


def _derive(home: Home, deliveries: list[dict[str, Any]]) -> dict[str, Any]:
    files = [
        (str(home.deliveries / item["delivery_id"] / "months" / f"{month}.parquet"), rank, month)
        for rank, item in enumerate(deliveries) for month in item["months"]
    ]  # fmt: skip
    with connect(home.root / "staging" / ".overlaps") as connection:
        connection.execute("create table files (filename varchar, delivery_rank integer, month varchar)")
        connection.executemany("insert into files values (?, ?, ?)", files)
        connection.execute(
            """
            create table held as
            select posting_id, delivery_rank, month, count(*) as row_count
            from read_parquet(?, filename = true) join files using (filename)
            group by all
            """,
            [[name for name, _, _ in files]],
        )
        winning = connection.execute(
            """
            with won as (select posting_id, max(delivery_rank) as delivery_rank from held group by posting_id)
            select month, sum(row_count)::bigint from held semi join won using (posting_id, delivery_rank)
            group by month
            """
        ).fetchall()
        moved = connection.execute(
            """
            with moving as (select posting_id from held group by posting_id having min(month) <> max(month))
            select distinct here.month, there.delivery_rank
            from held as here
            semi join moving using (posting_id)
            join held as there using (posting_id)
            """
        ).fetchall()
    ids = [item["delivery_id"] for item in deliveries]
    deciding = {month: {ids[rank] for _, rank, held in files if held == month} for _, _, month in files}
    for month, rank in moved:
        deciding[month].add(ids[rank])
    rows = dict(winning)
    return {
        month: {"deliveries": sorted(found), "rows": rows.get(month, 0)}
        for month, found in sorted(deciding.items())
    }
