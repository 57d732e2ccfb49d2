"""Links on disk: duplicates/<YYYY-MM>.parquet says which postings of the month repeat others, of any source.

A month is linked again only when it, one of the months around it or the rules change. Its file tells two
things in its footer: what it was made from, and what it says, so that whoever counts need not count again
where a neighbour changed and the links did not.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from credscope import lake
from credscope.contract import digest
from credscope.duck import parquet
from credscope.duplicates.linking import link
from credscope.duplicates.rows import Rows, load
from credscope.duplicates.rules import Rules
from credscope.duplicates.sketches import Place, sketch_key, sketch_months, sketch_path, text_months
from credscope.home import Home
from credscope.keys import KEY, file_key

SAID = b"credscope.links"
_COUNTED_BY = ["delivery_id", "row_number", "reason", "days_apart"]


def stale_months(home: Home, rules: Rules) -> list[str]:
    """Months, YYYY-MM, whose links are missing, out of date or left over from a month that is gone."""
    expected = _keys(home, rules)
    held = {month: file_key(home.link_month(month)) for month in linked_months(home)}
    return sorted(month for month in expected.keys() | held.keys() if expected.get(month) != held.get(month))


def linked_months(home: Home) -> list[str]:
    """Months, YYYY-MM, that have links, or a file that says that there are none, in order."""
    return sorted(path.stem for path in home.duplicates.glob("*.parquet"))


def link_months(home: Home, months: Iterable[str], rules: Rules, folder: Path) -> Iterator[tuple[str, int]]:
    """Link months and write folder/<YYYY-MM>.parquet; yields every month with its number of links, in order.

    Months without a text in the lake get no file. Sketches that are missing are made first.
    """
    keys, places = _keys(home, rules), text_months(home)
    wanted = sorted(set(months) & keys.keys())
    reached = frozenset().union(*(_window(month, rules) for month in wanted))
    around = [place for place in places if place[1] in reached]
    for _ in sketch_months(home, around, rules):
        pass
    with duckdb.connect() as connection:
        for month in wanted:
            near = [place for place in around if place[1] in _window(month, rules)]
            table = _linked(connection, home, month, near, rules)
            _write(table, folder / f"{month}.parquet", keys[month])
            yield month, table.num_rows


def put_in_place(home: Home, month: str, folder: Path) -> None:
    """Make folder/<YYYY-MM>.parquet the links of the month; without one, the month has none any more."""
    staged, place = folder / f"{month}.parquet", home.link_month(month)
    if staged.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, place)
    else:
        place.unlink(missing_ok=True)


def drop_leftovers(home: Home) -> None:
    """Remove sketches of months that are gone from the lake."""
    kept = {sketch_path(home, place) for place in text_months(home)}
    for path in (home.duplicates / "sketches").glob("*/*.parquet"):
        if path not in kept:
            path.unlink()


def said(home: Home, month: str) -> str | None:
    """16 hex digits that change whenever what is counted of the month's links does; None without links."""
    path = home.link_month(month)
    return (pq.read_schema(path).metadata or {}).get(SAID, b"").decode() if path.exists() else None


def _keys(home: Home, rules: Rules) -> dict[str, str]:
    """The key that the links of every month with texts must have."""
    by_month: dict[str, list[str]] = {}
    for place in text_months(home):
        by_month.setdefault(place[1], []).append(f"{place[0]}={sketch_key(home, place, rules)}")
    return {
        month: digest(*(f"{near}:{by_month.get(near)}" for near in sorted(_window(month, rules))))
        for month in sorted(by_month)
    }


def _window(month: str, rules: Rules) -> frozenset[str]:
    """The month and those that hold a day within the window of one of its days."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    reach = timedelta(days=rules.window_days)
    day, found = (first - reach).replace(day=1), set()
    while day <= last + reach:
        found.add(f"{day:%Y-%m}")
        day = (day + timedelta(days=31)).replace(day=1)
    return frozenset(found)


def _linked(
    connection: duckdb.DuckDBPyConnection, home: Home, month: str, places: list[Place], rules: Rules
) -> pa.Table:
    rows = load(connection, [sketch_path(home, place) for place in places], _repeats(home, places))
    first = np.datetime64(month, "M")
    days = [int(edge.astype("datetime64[D]").astype(int)) for edge in (first, first + 1)]
    wanted = np.flatnonzero((rows.day >= days[0]) & (rows.day < days[1]))
    files = [home.posting_month(*place) for place in places]
    return link(rows, wanted, rules, lambda numbers: _texts(connection, rows, numbers, files))


def _repeats(home: Home, places: list[Place]) -> list[Path]:
    """Files that list rows of these months which another row of their posting represents."""
    months = {month for _, month in places}
    delivered = [
        home.deliveries / item["delivery_id"] / "repeats.parquet"
        for item in lake.manifests(home) if months & item["months"].keys()
    ]  # fmt: skip
    tied = [path for place in places if (path := home.ties(*place)).exists()]
    return [*delivered, *tied]


def _texts(
    connection: duckdb.DuckDBPyConnection, rows: Rows, numbers: np.ndarray, files: list[Path]
) -> dict[int, str]:
    """The texts of some rows, read again from the lake."""
    wanted = rows.named.take(pa.array(numbers)).append_column("number", pa.array(numbers))
    connection.register("wanted", wanted)
    found = connection.execute(
        f"select number, description from {parquet(files)} join wanted using (delivery_id, row_number)"
    ).fetchall()
    connection.unregister("wanted")
    return dict(found)


def _write(table: pa.Table, target: Path, key: str) -> None:
    """By one rename; equal links give equal bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    counted = pa.BufferOutputStream()
    with pa.ipc.new_stream(counted, table.select(_COUNTED_BY).schema) as writer:
        writer.write_table(table.select(_COUNTED_BY).combine_chunks())
    content = hashlib.sha256(counted.getvalue()).hexdigest()[:16]
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        written = table.replace_schema_metadata({KEY: key.encode(), SAID: content.encode()})
        pq.write_table(written, temporary, compression="zstd")
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
