"""Month files of the lake: the key that says which deliveries decide one, and the form that it is written in.

The bytes depend on the rows and their order alone, where the query is run by one thread.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import duckdb

from credscope.contract import LAKE, digest
from credscope.duck import quoted
from credscope.keys import KEY

# Rows of a row group, which is held in memory while it is written: a row with text has some thousand bytes.
GROUP_ROWS = 20_480
GROUP_ROWS_WITHOUT_TEXT = 122_880
_FORM = "2"


def write_month(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, key: str, has_text: bool
) -> int:
    """Write the rows of `query`, which come in order, to a Parquet file with its key; how many there are."""
    size = GROUP_ROWS if has_text else GROUP_ROWS_WITHOUT_TEXT
    written = connection.execute(
        f"copy ({query}) to {quoted(path)} (format parquet, compression zstd, compression_level 1, "
        f"parquet_version v2, write_bloom_filter false, row_group_size {size}, "
        f"kv_metadata {{'{KEY.decode()}': {quoted(key)}}})"
    )
    return int(written.fetchall()[0][0])


def month_key_of(delivery_ids: Iterable[str]) -> str:
    """The key of a month of the lake: the deliveries that decide it, and the form in which it is written."""
    return digest(_FORM, json.dumps(LAKE.names), *sorted(delivery_ids))


def sync(path: Path) -> None:
    """Force a file or a folder's entries to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
