"""What was read from the lake, on disk: one Parquet file per source and month, redone only when it must be.

How a posting is read belongs to `reading`; which rows lie in a month belongs to `lake`.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope.contract import READING, READING_FIELDS
from credscope.duck import quoted
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.keys import KEY, file_key
from credscope.once import mapped_once
from credscope.reading import READ_FROM, read_postings
from credscope.rules import Rules
from credscope.worth import SPLIT_SCHEMES, Worth, worth

BATCH_ROWS = 2048
Place = tuple[str, str]
_NEEDED = (
    "delivery_id, row_number, posting_id, title, employer_name, description, occupation_code, "
    "occupation_scheme"
)


def reading_key(lake_key: str, rules: Rules) -> str:
    """Key of a reading: changes with the month that was read and with the rules that read it."""
    return hashlib.sha256(f"{lake_key}\x1f{rules.version}".encode()).hexdigest()


def stale_months(home: Home, rules: Rules) -> list[Place]:
    """(source, month) pairs whose reading is missing, out of date or left over from a month that is gone."""
    stale = []
    for path in sorted(home.postings.glob("*/*.parquet")):
        source, month = path.parent.name, path.stem
        if file_key(home.reading_month(source, month)) != reading_key(_lake_key(path), rules):
            stale.append((source, month))
    for path in sorted(home.readings.glob("*/*.parquet")):
        if not home.posting_month(path.parent.name, path.stem).exists():
            stale.append((path.parent.name, path.stem))
    return sorted(stale)


def read_month(home: Home, source: str, month: str, rules: Rules) -> dict[str, Any]:
    """Read one month (YYYY-MM) and write its file; counts as in `read_months`."""
    return next(read_months(home, [(source, month)], rules))


def read_months(home: Home, months: Iterable[Place], rules: Rules) -> Iterator[dict[str, Any]]:
    """Read months on all cores, each written by one rename; yields one dict per month, in order.

    Keys: source, month, row_count (rows read), mention_count, coded_count and abstained_count (rows with and
    without a SOC-2018 code read from the title). A month that is gone from the lake loses its reading; one
    without a row worth reading gets an empty file, and other processes are started for texts only.
    """
    wanted = list(months)
    worths = {place: worth(home.posting_month(*place)) for place in wanted}
    read = _results(home, {place: held for place, held in worths.items() if held.condition}, rules)
    for place in wanted:
        lake, target = home.posting_month(*place), home.reading_month(*place)
        if not lake.exists():
            target.unlink(missing_ok=True)
            yield _counts(*place, READING.empty_table())
            continue
        key = reading_key(_lake_key(lake), rules)
        parts = next(read)[1] if worths[place].condition else ()
        table = pa.concat_tables([READING.empty_table(), *map(_reading, parts)]).combine_chunks()
        _write(table.replace_schema_metadata({KEY: key.encode()}), target)
        yield _counts(*place, table)


def _results(
    home: Home, worths: dict[Place, Worth], rules: Rules
) -> Iterator[tuple[Place, Iterator[pa.Table]]]:
    """What was read of each month, in order; `under_way` says which month the next batch belongs to."""
    under_way: deque[Place] = deque()

    def batches() -> Iterator[pa.Table]:
        with duckdb.connect() as connection:
            for place, held in worths.items():
                for batch in _batches(connection, home.posting_month(*place), held.condition):
                    under_way.append(place)
                    yield batch

    texts = sum(held.texts for held in worths.values())
    results = mapped_once(_read_batch, batches(), rules, READ_FROM, parallel=texts > 2 * BATCH_ROWS)
    return groupby(results, key=lambda _: under_way.popleft())


def _batches(connection: duckdb.DuckDBPyConnection, path: Path, condition: str) -> Iterator[pa.Table]:
    """Rows that meet the condition, in the file's order; the first batch comes even where there are none."""
    sql = f"select {_NEEDED} from read_parquet({quoted(path)}) where {condition}"
    reader = connection.execute(sql).to_arrow_reader(BATCH_ROWS)
    batch = next(reader, None)
    yield reader.schema.empty_table() if batch is None else _wanted(pa.Table.from_batches([batch]))
    for batch in reader:
        yield _wanted(pa.Table.from_batches([batch]))


def _wanted(table: pa.Table) -> pa.Table:
    blank = _blank(table["description"])
    split = pc.is_in(table["occupation_scheme"], value_set=pa.array(SPLIT_SCHEMES))
    return table.filter(pc.or_(pc.or_(pc.invert(blank), pc.is_null(table["occupation_code"])), split))


def _blank(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(pc.equal(pc.utf8_trim_whitespace(texts), ""), True)


def _read_batch(table: pa.Table, rules: Rules) -> pa.Table:
    read = read_postings(table, rules).select([field.name for field in READING_FIELDS])
    return read.append_column("has_text", pc.invert(_blank(table["description"])))


def _reading(table: pa.Table) -> pa.Table:
    return table.select(READING.names).cast(READING)


def _lake_key(path: Path) -> str:
    key = file_key(path)
    if key is None:
        raise CredscopeError(f"{path} carries no key: take its deliveries in again with `credscope ingest`.")
    return key


def _write(table: pa.Table, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(table, temporary, compression="zstd")
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _counts(source: str, month: str, table: pa.Table) -> dict[str, Any]:
    coded = table.num_rows - table["soc_code"].null_count
    return {
        "source": source, "month": month, "row_count": table.num_rows,
        "mention_count": pc.sum(pc.list_value_length(table["credentials"])).as_py() or 0,
        "coded_count": coded, "abstained_count": table.num_rows - coded,
    }  # fmt: skip
