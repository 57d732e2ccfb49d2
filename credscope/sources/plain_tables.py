"""Tables of a layout as plain Parquet: read where they lie where that will do, else rewritten as text.

Plain are texts, whole numbers and truth values, and days in the columns that are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.duck import parquet
from credscope.errors import CredscopeError
from credscope.sources.candidates import write_plain
from credscope.sources.files import RowFile
from credscope.sources.parquet_file import ParquetFile

_DAYS = (pa.date32(), *(pa.timestamp(unit) for unit in ("s", "ms", "us")))


@dataclass(frozen=True)
class Piece:
    """Consecutive rows of a table: some of its files, or the rows `within` (first, last) of one file."""

    files: range
    rows: int
    within: tuple[int, int] | None = None


@dataclass(frozen=True)
class PlainTable:
    """Files in order, how many rows each has, and the type of each column (None: missing)."""

    paths: list[Path]
    rows: list[int]
    types: dict[str, pa.DataType | None]

    @property
    def whole(self) -> Piece:
        return Piece(range(len(self.paths)), sum(self.rows))

    def is_text(self, column: str) -> bool:
        """Whether a column is delivered as text."""
        kind = self.types.get(column)
        return kind is not None and _is_text(kind)

    def text(self, column: str) -> str:
        """SQL for a column as text."""
        if self.types.get(column) is None:
            return "null::varchar"
        return column if self.is_text(column) else f"{column}::varchar"

    def scan(self, columns: str, piece: Piece, where: str = "true") -> str:
        """SQL for `columns` of a piece; row_number counts the rows of the whole table."""
        starts = [sum(self.rows[:number]) for number in piece.files]
        start = str(starts[0]) if len(starts) == 1 else f"{starts}[file_index::bigint + 1]"
        if piece.within is not None:
            where = f"file_row_number between {piece.within[0]} and {piece.within[1]} and {where}"
        read = parquet([self.paths[number] for number in piece.files], "file_row_number = true")
        rows = f"select *, file_row_number + {start} as row_number from {read}"
        return f"select {columns} from ({rows}) where {where}"

    def span(self, key: str, kind: str, piece: Piece, connection: duckdb.DuckDBPyConnection) -> Span:
        """Least and greatest `key` of a piece as SQL type `kind`; None where it has none."""
        if kind == "bigint" and piece.within is None:
            stated = [_stated(self.paths[number], key) for number in piece.files]
            ends = [span for span in stated if span is not None]
            if len(ends) == len(stated):
                return min(low for low, _ in ends), max(high for _, high in ends)
        query = self.scan(f"min({key}::{kind}), max({key}::{kind})", piece)
        low, high = connection.execute(query).fetchall()[0]
        return None if low is None else (low, high)


Span = tuple[Any, Any] | None


def in_place(files: list[RowFile], columns: tuple[str, ...], days: tuple[str, ...] = ()) -> PlainTable | None:
    """The files as they lie, where all are Parquet of the same plain types; `days` may be of typed days."""
    types: list[dict[str, pa.DataType | None]] = []
    for file in files:
        if not isinstance(file, ParquetFile) or file.zipped:
            return None
        if len({name.lower() for name in file.schema.names}) < len(file.schema.names):
            return None
        types.append({name: _type(file.schema, name) for name in columns})
    plain = all(
        kind is None or _is_plain(kind) or (name in days and kind in _DAYS) for name, kind in types[0].items()
    )
    if not plain or any(other != types[0] for other in types[1:]):
        return None
    return PlainTable([file.path for file in files], [file.row_count or 0 for file in files], types[0])


def rewritten(name: str, files: list[RowFile], columns: tuple[str, ...], workspace: Path) -> PlainTable:
    """The files as Parquet of text, with the `problem` of each row.

    A broken row of table job is quarantined later; elsewhere it would silently take something from a posting,
    so that the delivery is refused.
    """
    paths = write_plain(_texts(name, files, columns), workspace, name)
    types = dict.fromkeys([*columns, "problem"], pa.string())
    return PlainTable(paths, [pq.read_metadata(path).num_rows for path in paths], types)


def _texts(name: str, files: list[RowFile], columns: tuple[str, ...]) -> Iterator[pa.Table]:
    """At least one table, empty where there are no rows."""
    schema = pa.schema([(column, pa.string()) for column in [*columns, "problem"]])
    yield schema.empty_table()
    start = 0
    for file in files:
        for raw in file.read(list(columns)):
            if name != "job" and raw["problem"].null_count < raw.num_rows:
                broken = next(i for i, problem in enumerate(raw["problem"].to_pylist()) if problem)
                raise CredscopeError(
                    f"{file.path.name} is broken at row {start + broken} of table {name}: "
                    f"{raw['problem'][broken].as_py()}."
                )
            yield raw.cast(schema)
            start += raw.num_rows


def _stated(path: Path, column: str) -> Span:
    """Least and greatest value of a column of whole numbers by the file's own statistics."""
    metadata = pq.read_metadata(path)
    place = metadata.schema.names.index(column)
    groups = [metadata.row_group(group).column(place) for group in range(metadata.num_row_groups)]
    if not groups or any(group.statistics is None or not group.statistics.has_min_max for group in groups):
        return None
    if any(group.path_in_schema != column for group in groups):
        return None
    return min(g.statistics.min for g in groups), max(g.statistics.max for g in groups)


def _type(schema: pa.Schema, name: str) -> pa.DataType | None:
    if name not in schema.names or pa.types.is_null(schema.field(name).type):
        return None
    return schema.field(name).type


def _is_plain(kind: pa.DataType) -> bool:
    return _is_text(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)
