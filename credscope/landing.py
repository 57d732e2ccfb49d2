"""Landing: a delivery's slices become one Parquet file per month, several slices at once.

A slice is worked by one connection with one thread and written in order of its rows, so that the bytes do not
depend on how many slices are worked at a time. Most deliveries come month by month, and such a slice is
written once. Months that several slices have rows of are put together at the end.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import QUARANTINE
from credscope.duck import MEMORY_MB, connect, parquet
from credscope.judging import Judge
from credscope.months import month_key_of, write_month
from credscope.progress import progress
from credscope.quarantine import quarantined_rows
from credscope.sources.candidates import Slice
from credscope.sources.files import BATCH_ROWS

MOST_WORKERS = 4
_NAMED = 1000


@dataclass
class Landed:
    """What came of a delivery, or of one slice: rows read, accepted by month, quarantined by reason."""

    read: int = 0
    months: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    placeless: int = 0
    belonging: Counter[str] = field(default_factory=Counter)
    parts: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Landed) -> None:
        """Add what came of the next slice."""
        self.read += other.read
        self.placeless += other.placeless
        for mine, theirs in (
            (self.months, other.months), (self.reasons, other.reasons), (self.belonging, other.belonging),
        ):  # fmt: skip
            mine.update(theirs)
        for month, paths in other.parts.items():
            self.parts[month] += paths


class Lander:
    """Writes months/ and quarantine.parquet of one delivery into `folder`."""

    def __init__(self, judge: Judge, folder: Path, workers: int | None = None) -> None:
        self._judge, self._folder = judge, folder
        self._workers = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        self._here = threading.local()
        self._opened: list[duckdb.DuckDBPyConnection] = []
        for name in ("months", "parts"):
            (folder / name).mkdir(parents=True)

    def land(self) -> Landed:
        """Take all slices in; raises duckdb.Error where a file cannot be read to its end."""
        slices = self._judge.candidates.slices
        landed = Landed()
        label = f"Taking in {self._judge.delivery.path.name}"
        with self._workers_at_work() as pool:
            for one in progress(pool.map(self._slice, range(len(slices)), slices), label, len(slices)):
                landed.add(one)
            list(pool.map(self._month, landed.parts, landed.parts.values()))
        self._write_quarantine()
        shutil.rmtree(self._folder / "parts")
        return landed

    @contextmanager
    def _workers_at_work(self) -> Iterator[Executor]:
        pool = ThreadPoolExecutor(self._workers)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)
            for connection in self._opened:
                connection.close()

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """The connection of this thread."""
        if not hasattr(self._here, "connection"):
            spill = self._folder / "parts" / f"spill-{threading.get_ident()}"
            self._here.connection = connect(spill, MEMORY_MB // self._workers, threads=1)
            self._opened.append(self._here.connection)
            self._judge.prepare(self._here.connection)
        return self._here.connection

    def _slice(self, number: int, part: Slice) -> Landed:
        connection = self._connection()
        landed = Landed(read=part.rows)
        first, last = connection.execute(self._judge.days(part.own)).fetchall()[0]
        for statement in part.before:
            connection.execute(statement)
        path = self._folder / "parts" / f"accepted-{number:06d}.parquet"
        rows = 0
        if first is not None:
            together = first.replace(day=1) == last.replace(day=1)
            rows = self._write_rows(part, path, in_one_month=together)
            if rows:
                landed.months.update(self._months_of(path, f"{first:%Y-%m}" if together else None, rows))
                landed.placeless = _nulls(path, "country")
        landed.parts.update({month: [path] for month in landed.months})
        if rows < part.rows:
            landed.reasons.update(self._quarantine(number, part))
        for table, query in part.belonging.items():
            landed.belonging[table] = connection.execute(query).fetchall()[0][0]
        return landed

    def _write_rows(self, part: Slice, path: Path, in_one_month: bool) -> int:
        order = "row_number" if in_one_month else "date_trunc('month', posted_date), row_number"
        return self._copy(self._judge.accepted(part.query, order), path)

    def _months_of(self, path: Path, month: str | None, rows: int) -> dict[str, int]:
        if month is not None:
            return {month: rows}
        counted = (
            f"select strftime(posted_date, '%Y-%m'), count(*) from {parquet([path])} group by 1 order by 1"
        )
        return dict(self._connection().execute(counted).fetchall())

    def _month(self, month: str, parts: list[Path]) -> None:
        """Put a month's file in its place: the one part that holds nothing else, or its rows of all parts."""
        path = self._folder / "months" / f"{month}.parquet"
        if len(parts) == 1 and _days(parts[0]) == {month}:
            os.replace(parts[0], path)
            return
        first = f"date '{month}-01'"
        within = f"posted_date >= {first} and posted_date < {first} + interval 1 month"
        self._copy(f"select * from {parquet(parts)} where {within}", path)

    def _copy(self, query: str, path: Path) -> int:
        delivery = self._judge.delivery
        key = month_key_of([delivery.delivery_id])
        return write_month(self._connection(), query, path, key, delivery.has_text)

    def _quarantine(self, number: int, part: Slice) -> Counter[str]:
        """Write the slice's quarantined rows; how many there are by reason."""
        connection, delivery = self._connection(), self._judge.delivery
        connection.execute(f"create or replace temp table broken as {self._judge.broken(part.own)}")
        # Few rows are named, so that only they are joined with the layout's other tables.
        named = connection.execute(f"select row_number from broken limit {_NAMED + 1}").fetchall()
        few = (
            f"where row_number in ({', '.join(str(row) for (row,) in named)})" if len(named) <= _NAMED else ""
        )
        rows = connection.execute(
            f"select c.*, reason from (select * from ({part.query}) {few}) as c "
            "join broken using (row_number) order by row_number"
        )
        path = self._folder / "parts" / f"quarantined-{number:06d}.parquet"
        reasons: Counter[str] = Counter()
        with pq.ParquetWriter(path, QUARANTINE, compression="zstd") as writer:
            for batch in rows.to_arrow_reader(BATCH_ROWS):
                table = quarantined_rows(
                    pa.Table.from_batches([batch]), delivery.delivery_id, self._judge.candidates.dated
                )
                reasons.update(table["reason"].to_pylist())
                writer.write_table(table)
        return reasons

    def _write_quarantine(self) -> None:
        parts = sorted((self._folder / "parts").glob("quarantined-*.parquet"))
        with pq.ParquetWriter(self._folder / "quarantine.parquet", QUARANTINE, compression="zstd") as writer:
            for part in parts:
                for batch in pq.ParquetFile(part).iter_batches():
                    writer.write_batch(batch)


def _nulls(path: Path, column: str) -> int:
    return sum(statistics.null_count for statistics in _statistics(path, column))


def _days(path: Path) -> set[str]:
    """The months of a part's first and last day."""
    found = _statistics(path, "posted_date")
    return {f"{day:%Y-%m}" for each in found for day in (each.min, each.max)}


def _statistics(path: Path, column: str) -> list[pq.Statistics]:
    metadata = pq.read_metadata(path)
    place = next(
        place for place in range(metadata.num_columns) if metadata.schema.column(place).path == column
    )
    return [metadata.row_group(group).column(place).statistics for group in range(metadata.num_row_groups)]
