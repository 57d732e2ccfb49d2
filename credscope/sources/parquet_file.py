"""Parquet (also within gzip), read column by column; nested structs as dotted column names."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.errors import CredscopeError
from credscope.sources.files import BATCH_ROWS, open_bytes, trouble


class ParquetFile:
    """A Parquet file; see `files.RowFile`. Lists of strings stay lists, everything else becomes text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        with trouble(path):
            plain = self._plain()
            self.zipped = plain is not path
            self._file = pq.ParquetFile(plain)
            self.schema: pa.Schema = self._file.schema_arrow
            self.columns = [field.name for field in _flatten(self._file.schema_arrow.empty_table()).schema]
            self.row_count: int | None = self._file.metadata.num_rows

    def read(self, columns: list[str]) -> Iterator[pa.Table]:
        """See `files.RowFile`."""
        twice = next((name for name in columns if self.columns.count(name) > 1), None)
        if twice is not None:
            raise CredscopeError(f"{self.path.name} names the column '{twice}' twice: rename one of them.")
        roots = [
            name for name in self._file.schema_arrow.names
            if name in columns or any(column.startswith(f"{name}.") for column in columns)
        ]  # fmt: skip
        with trouble(self.path):
            for batch in self._file.iter_batches(batch_size=BATCH_ROWS, columns=roots):
                flat = _flatten(pa.Table.from_batches([batch]))
                arrays = [_as_text(flat, column) for column in columns]
                problem = pa.nulls(batch.num_rows, pa.string())
                yield pa.table([*arrays, problem], names=[*columns, "problem"])

    def _plain(self) -> Path | IO[bytes]:
        """The path itself, or an unnamed temporary copy of what the gzip file holds."""
        with open_bytes(self.path) as stream:
            if not isinstance(stream, gzip.GzipFile):
                return self.path
            copy = tempfile.TemporaryFile()  # noqa: SIM115
            shutil.copyfileobj(stream, copy)
        copy.seek(0)
        return copy


def _flatten(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _as_text(table: pa.Table, column: str) -> pa.ChunkedArray | pa.Array:
    if column not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    values = table[column].combine_chunks()
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    kind = values.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return values.cast(pa.list_(pa.string()))
    if pa.types.is_nested(kind):
        return pa.nulls(len(values), pa.string())
    if pa.types.is_floating(kind):
        texts = [None if v is None or v != v else repr(v).removesuffix(".0") for v in values.to_pylist()]
        return pa.array(texts, pa.string())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array(
            [None if v is None else v.decode("utf-8", "replace") for v in values.to_pylist()], pa.string()
        )
    return values.cast(pa.string())
