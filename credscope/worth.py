"""Which rows of a lake month are worth reading, told from the file's footer before any row is touched.

A row is worth reading for its text, and for its title where no code decides its occupation, or only one that
was split. Most months of coded postings without text hold few such rows, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

# Schemes whose codes may need the title to decide between the occupations that a code was split into.
SPLIT_SCHEMES = ("soc_2010", "onet_soc_2010")


@dataclass(frozen=True)
class Worth:
    """`condition` is DuckDB's SQL for rows that may be worth reading, empty where there is none.

    `texts` is the number of rows with a text; where the footer does not say, every row counts.
    """

    condition: str
    texts: int


def worth(path: Path) -> Worth:
    """What the footer of a lake month tells; nothing is worth reading in a file that is not there."""
    if not path.exists():
        return Worth("", 0)
    metadata = pq.read_metadata(path)
    texts = sum(_present(column, rows) for column, rows in _columns(metadata, "description"))
    uncoded = any(_may_be_null(column) for column, _ in _columns(metadata, "occupation_code"))
    split = any(_may_be_split(column) for column, _ in _columns(metadata, "occupation_scheme"))
    possible = {
        "description is not null": texts > 0,
        "occupation_code is null": uncoded,
        f"occupation_scheme in {SPLIT_SCHEMES}": split,
    }
    return Worth(" or ".join(condition for condition, held in possible.items() if held), texts)


def _columns(metadata: pq.FileMetaData, name: str) -> Iterator[tuple[Any, int]]:
    """Statistics of a column (None where there are none) and number of rows, by row group that has rows."""
    index = metadata.schema.names.index(name)
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        if group.num_rows:
            yield group.column(index).statistics, group.num_rows


def _present(column: Any, rows: int) -> int:
    return rows if column is None or not column.has_null_count else rows - column.null_count


def _may_be_null(column: Any) -> bool:
    return column is None or not column.has_null_count or column.null_count > 0


def _may_be_split(column: Any) -> bool:
    if column is None or column.num_values == 0:
        return column is None
    return not column.has_min_max or column.min != column.max or column.min in SPLIT_SCHEMES
