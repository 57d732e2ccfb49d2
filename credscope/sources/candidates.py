"""Candidate rows of a delivery as SQL: strings (and lists) under the contract's names, not yet judged.

A delivery is a sequence of slices, each small enough for one query in bounded memory. Whatever the layout,
`judging` and `landing` see nothing but this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.duck import parquet
from credscope.sources.mapping import LISTS, TARGETS

SLICE_ROWS = 1_000_000
SLICE_BYTES = 200_000_000
_STRINGS = pa.list_(pa.string())
CANDIDATE = pa.schema(
    [
        pa.field("row_number", pa.int64()),
        pa.field("problem", pa.string()),
        *(pa.field(name, _STRINGS if name in LISTS else pa.string()) for name in TARGETS),
    ]
)


@dataclass(frozen=True)
class Slice:
    """Some of a delivery's rows: `query` has the columns of CANDIDATE, in any order of rows.

    `own` has the same rows without what other tables of the layout add to them. `before` are statements that
    a connection runs before `query`; `before_few` do for those rows whose row_number stands in a
    table `few`. `belonging` counts, by table of the layout, the rows that belong to one of the slice's.
    """

    rows: int
    query: str
    own: str
    before: tuple[str, ...] = ()
    before_few: tuple[str, ...] = ()
    belonging: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidates:
    """All slices in order of row number, and what is known of their columns as a whole.

    `values` gives, by column, a query over the whole delivery that has every value of it (and perhaps more);
    `constants` the columns that say the same in every row. `dated` is the type of posted_date where it is no
    text but a day; `exact` are columns that no reading can change.
    `notes` makes notes from the sums of what the slices' `belonging` counted.
    """

    slices: list[Slice]
    values: dict[str, str]
    constants: dict[str, str | None] = field(default_factory=dict)
    dated: pa.DataType | None = None
    exact: frozenset[str] = frozenset()
    notes: Callable[[dict[str, int]], list[str]] = lambda belonging: []

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.slices)


def write_plain(
    tables: Iterable[pa.Table], folder: Path, name: str, rows: int = SLICE_ROWS, size: int = SLICE_BYTES
) -> list[Path]:
    """Write `tables` as folder/name-<number>.parquet, a new file after `rows` rows or `size` bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    writer: pq.ParquetWriter | None = None
    held = weight = 0
    try:
        for table in tables:
            if writer is None:
                paths.append(folder / f"{name}-{len(paths):06d}.parquet")
                writer, held, weight = pq.ParquetWriter(paths[-1], table.schema, compression="lz4"), 0, 0
            writer.write_table(table)
            held, weight = held + table.num_rows, weight + table.nbytes
            if held >= rows or weight >= size:
                writer.close()
                writer = None
    finally:
        if writer is not None:
            writer.close()
    return paths


def plain_candidates(
    tables: Iterable[pa.Table], workspace: Path, constants: dict[str, str | None]
) -> Candidates:
    """Candidate tables (schema CANDIDATE, in order of row number) as slices."""
    paths = write_plain(tables, workspace, "rows")
    if not paths:
        return Candidates([], {})
    everything = f"select * from {parquet(paths)}"
    slices = [
        Slice(pq.read_metadata(path).num_rows, query, query)
        for path in paths
        for query in [f"select * from {parquet([path])}"]
    ]
    return Candidates(slices, dict.fromkeys(CANDIDATE.names, everything), constants)
