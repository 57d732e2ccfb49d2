"""The batches that suites look at: which files, in which portions, as which SQL query.

A suite asks its questions by month within a batch, so months may share one and a long delivery is
read once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

ROWS_PER_BATCH = 2_000_000


def portions(files: Iterable[Path], rows: int = ROWS_PER_BATCH) -> list[list[Path]]:
    """`files` in order, in lists of at most `rows` rows together; a larger file stands alone."""
    lists: list[list[Path]] = []
    held = 0
    for file in files:
        count = pq.read_metadata(file).num_rows
        if not lists or held + count > rows:
            lists.append([])
            held = 0
        lists[-1].append(file)
        held += count
    return lists


def lake_batch(files: Iterable[Path]) -> str:
    """Rows of month files, with `month` taken from the file's name."""
    rows = f"read_parquet({_list(files)}, filename = true)"
    return f"select *, parse_filename(filename, true) as month from {rows}"


def reading_batch(readings: Iterable[Path], months: Iterable[Path]) -> str:
    """Readings joined with the lake rows they came from.

    Adds `month`, `lake_row_id` (null where there is no such row) and `description` of the lake.
    """
    return f"""
        select reading.*, parse_filename(reading.filename, true) as month,
            lake.row_id as lake_row_id, lake.description
        from read_parquet({_list(readings)}, filename = true) as reading
        left join read_parquet({_list(months)}) as lake using (row_id)
    """


def mart_batch(mart: str) -> str:
    """All rows of a mart of the build."""
    return f'select * from main."{mart}"'


def _list(files: Iterable[Path]) -> str:
    return "[" + ", ".join("'" + str(file).replace("'", "''") + "'" for file in files) + "]"
