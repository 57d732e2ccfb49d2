"""What Python reads is read once per distinct value of the whole delivery and looked up in SQL afterwards.

A lookup keeps only the values that do not read as themselves, because most do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from credscope.duck import quoted

TEXT = pa.string()
_BATCH_ROWS = 100_000
_FEW = 8
_MOST_VALUES = 10_000


@dataclass(frozen=True)
class Reading:
    """`read` takes the `keys` as string arrays and gives an array of `kind`.

    A reading of one key as a string stands for that column itself. `suspect` is SQL that is true for every
    row whose value could read otherwise: for columns with about as many values as rows.
    """

    name: str
    keys: tuple[str, ...]
    read: Callable[..., pa.Array]
    kind: pa.DataType = TEXT
    suspect: str = "true"

    @property
    def itself(self) -> bool:
        return self.kind == pa.string()

    @property
    def nothing(self) -> pa.Table:
        """The table of a lookup in which every value reads as itself, or as null."""
        return pa.schema([*((key, pa.string()) for key in self.keys), ("found", self.kind)]).empty_table()


@dataclass(frozen=True)
class Lookup:
    """What was found: `constant` where every row reads the same, else `table` of keys and `found`.

    `values` are all that a reading of one key found, unless they are too many to be worth it.
    """

    reading: Reading
    table: pa.Table | None = None
    constant: Any = None
    values: list[str | None] | None = None

    @property
    def joined(self) -> bool:
        return self.table is not None and self.table.num_rows > 0 and not self._few

    @property
    def silent(self) -> bool:
        """Whether nothing was found for any row of a reading that does not stand for a column itself."""
        return self.table is not None and self.table.num_rows == 0 and not self.reading.itself

    @property
    def _few(self) -> bool:
        if self.table is None or self.table.num_rows > _FEW or not self.reading.itself:
            return False
        return all(text is None or text.isprintable() for name in self.table.column_names
                   for text in self.table[name].to_pylist())  # fmt: skip

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Put the lookup's table into a connection, where it is joined."""
        if self.joined:
            table = self.table
            connection.register("lookup", table)
            connection.execute(f"create table lookup_{self.reading.name} as select * from lookup")
            connection.unregister("lookup")

    def over(self, query: str) -> str:
        """`query` with a further column read_<name> where the lookup is joined."""
        if not self.joined:
            return query
        name = self.reading.name
        same = " and ".join(
            f"l.{key} = q.{key}" if len(self.reading.keys) == 1 else f"l.{key} is not distinct from q.{key}"
            for key in self.reading.keys
        )
        return (
            f"select q.*, l.found as read_{name} from ({query}) as q left join lookup_{name} as l on {same}"
        )

    def expression(self) -> str:
        """SQL for what the row reads, over a row of `over`."""
        name, key = self.reading.name, self.reading.keys[0]
        if self.table is None:
            return literal(self.constant, self.reading.kind)
        if not self.reading.itself:
            return f"read_{name}" if self.joined else literal(None, self.reading.kind)
        if self.joined:
            return f"nullif(coalesce(read_{name}, {key}), '')"
        cases = " ".join(
            f"when {quoted(raw)} then {quoted(found) if found else 'null'}"
            for raw, found in zip(self.table[key].to_pylist(), self.table["found"].to_pylist(), strict=True)
        )
        return f"case {key} {cases} else {key} end" if cases else key


def learn(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    values: dict[str, str],
    constants: dict[str, str | None],
) -> Lookup:
    """Read every distinct value; `values` and `constants` as in `sources.candidates.Candidates`."""
    varying = [key for key in reading.keys if key not in constants]
    if not varying:
        found = reading.read(*(pa.array([constants[key]], pa.string()) for key in reading.keys))
        return Lookup(reading, constant=found[0].as_py())
    query = values[varying[0]]
    parts: list[pa.Table] = []
    all_found: list[str | None] | None = [] if reading.itself and reading.suspect == "true" else None
    for batch in _distinct(connection, query, varying, reading.suspect):
        found, other = _found(reading, batch, constants)
        if other.num_rows:
            parts.append(other)
        if all_found is not None:
            all_found = (
                [*all_found, *found.to_pylist()] if len(all_found) + len(found) <= _MOST_VALUES else None
            )
    kept = Reading(reading.name, tuple(varying), reading.read, reading.kind)
    return Lookup(kept, pa.concat_tables(parts) if parts else kept.nothing, values=all_found)


def _distinct(
    connection: duckdb.DuckDBPyConnection, query: str, keys: list[str], suspect: str
) -> Iterator[pa.Table]:
    rows = connection.execute(f"select distinct {', '.join(keys)} from ({query}) where {suspect}")
    for batch in rows.to_arrow_reader(_BATCH_ROWS):
        yield pa.Table.from_batches([batch])


def _found(reading: Reading, batch: pa.Table, constants: dict[str, str | None]) -> tuple[pa.Array, pa.Table]:
    """What `batch` reads, and its rows that do not read as themselves (or null, where nothing does)."""
    rows = batch.num_rows
    keys = {name: batch[name].combine_chunks().cast(pa.string()) for name in batch.column_names}
    given = [
        keys[key] if key in keys else pa.repeat(pa.scalar(constants[key], pa.string()), rows)
        for key in reading.keys
    ]
    found = reading.read(*(_flat(values) for values in given))
    said = found = _flat(found)
    if reading.itself:
        raw = given[0]
        other = pc.and_(pc.is_valid(raw), pc.invert(pc.fill_null(pc.equal(raw, found), False)))
        found = pc.fill_null(found, "")
    elif pa.types.is_struct(reading.kind):
        other = pc.fill_null(
            pc.is_valid(
                pc.coalesce(*(found.field(i).cast(pa.string()) for i in range(reading.kind.num_fields)))
            ),
            False,
        )
    else:
        other = pc.is_valid(found)
    return said, pa.table([*keys.values(), found], names=[*keys, "found"]).filter(other)


def literal(value: Any, kind: pa.DataType) -> str:
    """SQL for one value; a text is an ENUM of itself, which is the cheapest to write a million times."""
    if pa.types.is_struct(kind):
        value = value or {}
        inner = ", ".join(f"{field.name} := {literal(value.get(field.name), field.type)}" for field in kind)
        return f"struct_pack({inner})"
    if pa.types.is_string(kind):
        if value is None:
            return "null::varchar"
        return quoted(value) if "\0" in value else f"{quoted(value)}::enum({quoted(value)})"
    name = "date" if pa.types.is_date(kind) else "boolean" if pa.types.is_boolean(kind) else "double"
    return f"null::{name}" if value is None else f"{quoted(value)}::{name}"


def _flat(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
