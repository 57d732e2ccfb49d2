"""Landing: a delivery's slices become one Parquet file per month, several slices at once.

A slice is worked by one connection with one thread and written in order of its rows, so that the bytes do not
depend on how many slices are worked at a time. Most deliveries come month by month: a slice that has nearly
all rows of a month writes that month once, together with the few rows that other slices set apart for it.
Months that no slice has nearly all of are put together at the end.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections import Counter
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
_NEARLY_ALL = 0.8
_MONTHLY = "date_trunc('month', posted_date), row_number"


@dataclass
class Landed:
    """What came of a delivery, or of one slice: rows read, accepted by month, quarantined by reason."""

    read: int = 0
    months: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    placeless: int = 0
    belonging: Counter[str] = field(default_factory=Counter)

    def add(self, other: Landed) -> None:
        """Add what came of the next slice."""
        self.read += other.read
        self.placeless += other.placeless
        for mine, theirs in (
            (self.months, other.months), (self.reasons, other.reasons), (self.belonging, other.belonging),
        ):  # fmt: skip
            mine.update(theirs)


@dataclass
class _Share:
    """A slice with what is in it: sound rows by month, the month that it writes, a part with the others."""

    number: int
    slice: Slice
    months: dict[str, int]
    own: str | None = None
    part: Path | None = None

    @property
    def strays(self) -> set[str]:
        """Months of which the slice has rows that another file takes up."""
        return self.months.keys() - {self.own}


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
            shares = list(pool.map(self._share, range(len(slices)), slices))
            _let_own(shares)
            list(pool.map(self._set_strays_apart, [share for share in shares if share.strays]))
            taken = pool.map(lambda share: self._take(share, shares), shares)
            for one in progress(taken, label, len(shares)):
                landed.add(one)
            shared = {month for share in shares for month in share.months} - {share.own for share in shares}
            for one in pool.map(lambda month: self._month(month, None, shares), sorted(shared)):
                landed.add(one)
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

    def _share(self, number: int, part: Slice) -> _Share:
        rows = self._connection().execute(self._judge.months(part.own)).fetchall()
        return _Share(number, part, dict(rows))

    def _set_strays_apart(self, share: _Share) -> None:
        """Write the slice's rows of months that it does not write itself."""
        share.part = self._folder / "parts" / f"accepted-{share.number:06d}.parquet"
        kept = f"not {_within(share.own)}" if share.own else "true"
        if share.slice.before_few:
            strays = self._judge.sound(share.slice.own, kept)
            self._connection().execute(f"create or replace temp table few as {strays}")
        self._run(share.slice.before_few)
        self._copy(self._judge.accepted(share.slice.query, _MONTHLY, kept), share.part)

    def _take(self, share: _Share, shares: list[_Share]) -> Landed:
        landed = Landed(read=share.slice.rows)
        self._run(share.slice.before)
        if share.own:
            landed.add(self._month(share.own, share, shares))
        if sum(share.months.values()) < share.slice.rows:
            landed.reasons.update(self._quarantine(share.number, share.slice))
        for table, query in share.slice.belonging.items():
            landed.belonging[table] = self._connection().execute(query).fetchall()[0][0]
        return landed

    def _run(self, statements: tuple[str, ...]) -> None:
        for statement in statements:
            self._connection().execute(statement)

    def _month(self, month: str, owner: _Share | None, shares: list[_Share]) -> Landed:
        """Write a month: rows of its owner between those that earlier and later slices set apart."""
        path = self._folder / "months" / f"{month}.parquet"
        others = [share for share in shares if share is not owner and month in share.months]
        if owner is None:
            query = self._set_apart(month, others)
        else:
            query = self._judge.accepted(owner.slice.query, "row_number", _within(month))
            for name, met in (
                ("earlier", [share for share in others if share.number < owner.number]),
                ("later", [share for share in others if share.number > owner.number]),
            ):
                self._connection().execute(f"create or replace temp table {name} as {query} limit 0")
                if met:
                    self._connection().execute(f"insert into {name} {self._set_apart(month, met)}")
            if others:
                query = f"from earlier union all from ({query}) union all from later"
        rows = self._copy(query, path)
        return Landed(months=Counter({month: rows}), placeless=_nulls(path, "country"))

    def _set_apart(self, month: str, shares: list[_Share]) -> str:
        parts = [share.part for share in shares if share.part]
        return f"select * from {parquet(parts)} where {_within(month)}"

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


def _let_own(shares: list[_Share]) -> None:
    """Give every slice the month that it has nearly all rows of, so that this month is written once."""
    totals: Counter[str] = Counter()
    for share in shares:
        totals.update(share.months)
    for share in shares:
        most = max(share.months, key=lambda month: (share.months[month], month), default=None)
        if most is not None and share.months[most] >= _NEARLY_ALL * totals[most]:
            share.own = most


def _within(month: str) -> str:
    first = f"date '{month}-01'"
    return f"(posted_date >= {first} and posted_date < {first} + interval 1 month)"


def _nulls(path: Path, column: str) -> int:
    """How many rows of a Parquet file have no value in `column`, by its statistics."""
    metadata = pq.read_metadata(path)
    place = next(
        place for place in range(metadata.num_columns) if metadata.schema.column(place).path == column
    )
    groups = (metadata.row_group(group).column(place) for group in range(metadata.num_row_groups))
    return sum(group.statistics.null_count for group in groups)
