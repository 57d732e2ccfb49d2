"""The release before the one being built: what a build compares its months with.

Only the few columns that are compared are handed on, as one small file; the comparison is a model's business.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope.home import Home
from credscope.releases import current

PREVIOUS = pa.schema(
    [
        pa.field("release_id", pa.string()),
        pa.field("definition_id", pa.string()),
        pa.field("posted_month", pa.date32()),
        pa.field("posting_count", pa.int64()),
        pa.field("matched_posting_count", pa.int64()),
    ]
)


def write_previous(home: Home, path: Path, build_key: str) -> None:
    """Write the months of the release before to `path`, schema PREVIOUS; no rows before the first.

    It is the current release, unless that was made of what `build_key` names: then it is the one that the
    current release was compared with, so that a build that is repeated gives the same release.
    """
    table, release_id = PREVIOUS.empty_table(), current(home)
    if release_id is not None:
        record = json.loads((home.current / "release.json").read_text(encoding="utf-8"))
        repeated = record["build_key"] == build_key
        table = _compared(home, record["default_definition"]) if repeated else _released(home, release_id)
    pq.write_table(table, path)


def _released(home: Home, release_id: str) -> pa.Table:
    """The months of the current release."""
    months = pq.read_table(home.current / "marts" / "demand__by_month.parquet", columns=PREVIOUS.names[1:])
    return months.add_column(0, "release_id", _all(months, release_id)).cast(PREVIOUS)


def _compared(home: Home, definition_id: str) -> pa.Table:
    """The months that the current release was compared with."""
    mart = pq.read_table(home.current / "marts" / "quality__restatements.parquet")
    months = mart.filter(pc.is_valid(mart["previous_posting_count"]))
    columns = [
        months["previous_release_id"], _all(months, definition_id), months["posted_month"],
        months["previous_posting_count"], months["previous_matched_posting_count"],
    ]  # fmt: skip
    return pa.table(columns, names=PREVIOUS.names).cast(PREVIOUS)


def _all(table: pa.Table, value: str) -> pa.Array:
    return pa.repeat(pa.scalar(value, pa.string()), table.num_rows)
