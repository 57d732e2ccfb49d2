"""Month files: rows that come sorted by month are written to one Parquet file each, in bounded memory.

The bytes depend on the rows alone: row groups have a fixed size whatever the batches were.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

GROUP_ROWS = 20_000


class MonthFile:
    """One Parquet file (zstd), written in row groups of fixed size; `metadata` goes into its schema."""

    def __init__(self, path: Path, schema: pa.Schema, metadata: dict[bytes, bytes] | None = None) -> None:
        self.schema = schema.with_metadata(metadata) if metadata else schema
        self.rows = 0
        self._writer = pq.ParquetWriter(path, self.schema, compression="zstd")
        self._path = path
        self._waiting: list[pa.Table] = []

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        self._waiting.append(table.cast(self.schema))
        self.rows += table.num_rows
        if sum(part.num_rows for part in self._waiting) >= GROUP_ROWS:
            self._flush(last=False)

    def close(self) -> None:
        """Write what is left and make sure that it is on disk."""
        self._flush(last=True)
        self._writer.close()
        sync(self._path)

    def _flush(self, last: bool) -> None:
        table = pa.concat_tables(self._waiting) if self._waiting else self.schema.empty_table()
        whole = table.num_rows if last else table.num_rows - table.num_rows % GROUP_ROWS
        for start in range(0, whole, GROUP_ROWS):
            length = min(GROUP_ROWS, whole - start)
            self._writer.write_table(table.slice(start, length).combine_chunks(), row_group_size=GROUP_ROWS)
        self._waiting = [table.slice(whole)] if whole < table.num_rows else []


class MonthWriter:
    """Splits rows sorted by a column `month` (YYYY-MM) into <folder>/<month>.parquet of `schema`."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder, self.schema = folder, schema
        self.rows: dict[str, int] = {}
        self._month: str | None = None
        self._file: MonthFile | None = None

    def __enter__(self) -> MonthWriter:
        return self

    def __exit__(self, *error: object) -> None:
        self._finish()

    def write(self, table: pa.Table) -> None:
        """Append rows with a `month` column, which is not written itself."""
        months = table["month"].to_pylist()
        start = 0
        while start < len(months):
            end = start
            while end < len(months) and months[end] == months[start]:
                end += 1
            if months[start] != self._month:
                self._finish()
                self._month = months[start]
                self._file = MonthFile(self.folder / f"{self._month}.parquet", self.schema)
            assert self._file is not None
            self._file.write(table.slice(start, end - start).select(self.schema.names))
            start = end

    def _finish(self) -> None:
        if self._file is not None and self._month is not None:
            self._file.close()
            self.rows[self._month] = self._file.rows
        self._file = None


def sync(path: Path) -> None:
    """Force a file or a folder's entries to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
