"""Faults of what lies in the home already: rows, files and manifests that changed behind the gates.

A month that nothing touches is not counted again, so the home meets these by counting the month anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from planted.fault import MONTH, OTHER_MONTH, REOPEN, SOURCE, Fault, Ground


def _delivery(ground: Ground) -> Path:
    return min(ground.home.deliveries.iterdir())


def _manifest(ground: Ground, **values: int) -> None:
    path = _delivery(ground) / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(said | {name: said[name] + more for name, more in values.items()}), encoding="utf-8"
    )


def _swap_months(ground: Ground) -> None:
    one, other = (ground.home.posting_month(SOURCE, month) for month in (MONTH, "2019-12"))
    aside = one.with_suffix(".aside")
    os.replace(one, aside)
    os.replace(other, one)
    os.replace(aside, other)


def _other_rules(table: pa.Table) -> pa.Table:
    return table.slice(0, 3).replace_schema_metadata({b"credscope.key": b"0" * 64})


def _other_reading(ground: Ground) -> None:
    path = ground.home.reading_month(SOURCE, MONTH)
    pq.write_table(_other_rules(pq.read_table(path)), path)


def _closed(ground: Ground) -> None:
    (path,) = ground.home.closed.glob(f"{MONTH}/*/int_postings_counted.parquet")
    ground.rewrite(
        path,
        lambda rows: rows.set_column(
            rows.schema.get_field_index("posting_count"),
            "posting_count",
            pc.multiply(rows["posting_count"], 5),
        ),
    )


def _recounted(plant: Callable[[Ground], None]) -> Callable[[Ground], None]:
    """Plant, and change the project so that all months are counted anew from the lake as it lies there."""

    def planted(ground: Ground) -> None:
        plant(ground)
        ground.append("dbt_project/macros/months.sql", "{# Planted: another project. #}")

    return planted


def _month(change: Callable[[pa.Table], pa.Table]) -> Callable[[Ground], None]:
    return lambda ground: ground.rewrite(ground.home.posting_month(SOURCE, MONTH), change)


def _lost(rows: pa.Table) -> pa.Table:
    return rows.slice(1)


def _doubled(rows: pa.Table) -> pa.Table:
    return pa.concat_tables([rows, rows.slice(0, 1)])


def _row_lost_from_delivery(ground: Ground) -> None:
    ground.rewrite(_delivery(ground) / "months" / f"{MONTH}.parquet", _lost)


def _reading_doubled(ground: Ground) -> None:
    ground.rewrite(ground.home.reading_month(SOURCE, MONTH), _doubled)


def _link_doubled(ground: Ground) -> None:
    ground.rewrite(ground.home.link_month(MONTH), _doubled)


FAULTS = (
    Fault("a row is lost from a merged month", _recounted(_month(_lost))),
    Fault("a row stands in a merged month twice", _recounted(_month(_doubled))),
    Fault("a row is lost from a merged month that is asked for", _month(_lost), (REOPEN,), heals=True),
    Fault("merged months are in each other's files", _recounted(_swap_months), heals=True),
    Fault("a merged month is gone", lambda g: g.home.posting_month(SOURCE, MONTH).unlink(), heals=True),
    Fault("a row is lost from a delivery", _recounted(_row_lost_from_delivery)),
    Fault("a manifest claims a row more", _recounted(lambda g: _manifest(g, read_count=1, accepted_count=1))),
    Fault("a manifest hides quarantined rows", _recounted(lambda g: _manifest(g, quarantined_count=3))),
    Fault("a month's reading holds a row twice", _recounted(_reading_doubled)),
    Fault("a month's reading is of other rules", _other_reading, heals=True),
    Fault("a month's reading is gone", lambda g: g.home.reading_month(SOURCE, MONTH).unlink(), heals=True),
    Fault("a link stands twice", _recounted(_link_doubled)),
    Fault("the counts of a closed month are other ones", _closed, (OTHER_MONTH,), heals=True),
)
