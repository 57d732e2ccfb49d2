"""Sketches on disk: what linking needs to know of the postings of one source and month, without their texts.

A file is made again only when its month of the lake or the rules change, so that a new month reads the texts
of no other. Which rows are compared, and what is concluded, belongs to `linking`.
"""

from __future__ import annotations

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

from credscope import lake
from credscope.contract import digest
from credscope.duck import quoted
from credscope.duplicates import keys
from credscope.duplicates.rules import Rules
from credscope.duplicates.shingles import SLOTS, sketched
from credscope.employers import employer_key_sql
from credscope.home import Home
from credscope.keys import KEY, file_key
from credscope.once import mapped_once
from credscope.worth import worth

BATCH_ROWS = 2048
SKETCH = pa.schema(
    [
        ("delivery_id", pa.string()),
        ("row_number", pa.int64()),
        ("posting_id", pa.string()),
        ("source", pa.string()),
        ("posted_date", pa.date32()),
        ("employer_key", pa.uint64()),
        ("place_key", pa.uint64()),
        ("title_key", pa.uint64()),
        ("is_staffing", pa.bool_()),
        ("text_key", pa.uint64()),
        ("shingle_count", pa.int32()),
        ("sketch", pa.binary(4 * SLOTS)),
    ]
)
Place = tuple[str, str]


def text_months(home: Home) -> list[Place]:
    """(source, month) of every merged month in which a delivery may have texts, in order; opens no month."""
    delivered = [item for item in lake.manifests(home) if item["has_text"]]
    told = {(item["source"], month) for item in delivered for month in item["months"]}
    return [place for place in lake.months(home) if place in told]


def sketch_path(home: Home, place: Place) -> Path:
    """Parquet file of the sketches of one (source, month)."""
    source, month = place
    return home.duplicates / "sketches" / source / f"{month}.parquet"


def sketch_key(home: Home, place: Place, rules: Rules) -> str:
    """Key of the sketches: changes with the month of the lake and with the rules."""
    return digest(file_key(home.posting_month(*place)), rules.version)


def sketch_months(home: Home, places: Iterable[Place], rules: Rules) -> Iterator[Place]:
    """Write sketches of (source, month) pairs where they are out of date, on all cores; yields each then.

    A text is sketched once, however many postings have it. Rows with less than the least number of shingles
    are left out: they link with nothing.
    """
    keys_of = {place: sketch_key(home, place, rules) for place in places}
    stale = [place for place, key in keys_of.items() if file_key(sketch_path(home, place)) != key]
    for place, parts in _sketched(home, stale, rules):
        rows = pa.concat_tables([SKETCH.empty_table(), *map(_typed, parts)])
        told = rows.filter(pc.greater_equal(rows["shingle_count"], rules.least_shingles))
        _write(told, sketch_path(home, place), keys_of[place])
        yield place


def _sketched(home: Home, places: list[Place], rules: Rules) -> Iterator[tuple[Place, Iterator[pa.Table]]]:
    """Rows of every month with their sketches; `under_way` says which month the next batch belongs to."""
    under_way: deque[Place] = deque()

    def batches() -> Iterator[pa.Table]:
        with duckdb.connect() as connection:
            for place in places:
                for batch in _batches(connection, home.posting_month(*place), rules):
                    under_way.append(place)
                    yield batch

    many = sum(worth(home.posting_month(*place)).texts for place in places) > 4 * BATCH_ROWS
    results = mapped_once(_sketch, batches(), None, ["description"], parallel=many)
    return groupby(results, key=lambda _: under_way.popleft())


def _batches(connection: duckdb.DuckDBPyConnection, path: Path, rules: Rules) -> Iterator[pa.Table]:
    """Rows with a text and their keys, in the file's order; a first batch comes even where there are none."""
    reader = connection.execute(
        f"""
        select delivery_id, row_number, posting_id, source, posted_date,
            {keys.key(employer_key_sql("employer_name"))} as employer_key, {keys.key(keys.place_name())} as
            place_key, {keys.key(keys.title_words(rules))} as title_key, {keys.is_staffing(rules)} as
            is_staffing, description
        from read_parquet({quoted(path)})
        where description is not null
        """
    ).to_arrow_reader(BATCH_ROWS)
    first = next(reader, None)
    yield reader.schema.empty_table() if first is None else pa.Table.from_batches([first])
    for batch in reader:
        yield pa.Table.from_batches([batch])


def _typed(table: pa.Table) -> pa.Table:
    return table.select(SKETCH.names).cast(SKETCH)


def _sketch(texts: pa.Table, _: Any) -> pa.Table:
    return sketched(texts["description"].combine_chunks())


def _write(table: pa.Table, target: Path, key: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(table.replace_schema_metadata({KEY: key.encode()}), temporary, compression="zstd")
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
