"""One function over many Arrow tables whose rows repeat: rows alike are worked once, on all cores, in order.

How the work is spread over cores belongs to `parallel`; nothing about postings belongs here.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from credscope.parallel import Work, mapped

REMEMBERED = 1 << 16
"""Distinct rows whose results are kept: more than a month of any source measured, some 50 MB of readings."""


def mapped_once(
    work: Work, tables: Iterable[pa.Table], shared: Any, by: Sequence[str], parallel: bool = True
) -> Iterator[pa.Table]:
    """Every table with the columns of `work` appended, in order, as `parallel.mapped` spreads the work.

    `work` gets the columns `by` and must give one row per row: of rows that agree it sees the first among the
    last REMEMBERED distinct ones, and all of them get its result.
    """
    memory = _Memory()
    under_way: deque[tuple[pa.Table, np.ndarray, int]] = deque()

    def unseen() -> Iterator[pa.Table]:
        for table in tables:
            oldest = memory.oldest
            rows = table.select(by)
            numbers, new = memory.numbers(rows)
            under_way.append((table, numbers, oldest))
            yield rows if len(new) == rows.num_rows else rows.take(pa.array(new, pa.int64()))

    for result in mapped(work, unseen(), shared, parallel):
        table, numbers, oldest = under_way.popleft()
        memory.keep(result, oldest)
        for name, column in zip(result.column_names, memory.take(numbers).columns, strict=True):
            table = table.append_column(result.schema.field(name), column)
        yield table


class _Memory:
    """Distinct rows by number, and their results."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}
        self._next = 0
        self._results: deque[tuple[int, pa.Table]] = deque()

    @property
    def oldest(self) -> int:
        """Smallest number that a row of the next table can get."""
        return max(0, self._next - REMEMBERED)

    def numbers(self, table: pa.Table) -> tuple[np.ndarray, list[int]]:
        """Number of the distinct row that each row is, and the positions of rows not seen before."""
        numbers, new, known = [], [], self._known
        for position, row in enumerate(_digests(table)):
            number = known.get(row)
            if number is None:
                number = known[row] = self._next
                self._next += 1
                new.append(position)
            numbers.append(number)
        while len(known) > REMEMBERED:
            del known[next(iter(known))]
        return np.array(numbers, np.int64), new

    def keep(self, result: pa.Table, oldest: int) -> None:
        """Remember the results of the next new rows; those before `oldest` are asked for no more."""
        first = self._results[-1][0] + self._results[-1][1].num_rows if self._results else 0
        if result.num_rows or not self._results:
            self._results.append((first, result.combine_chunks()))
        while len(self._results) > 1 and self._results[1][0] <= oldest:
            self._results.popleft()

    def take(self, numbers: np.ndarray) -> pa.Table:
        """Results of the distinct rows `numbers`, row for row."""
        firsts = np.array([first for first, _ in self._results])
        holders = np.searchsorted(firsts, numbers, side="right") - 1
        order = np.argsort(holders, kind="stable")
        parts = []
        for holder in np.unique(holders):
            first, result = self._results[holder]
            parts.append(result.take(pa.array(numbers[order][holders[order] == holder] - first)))
        if not parts:
            return self._results[-1][1].slice(0, 0)
        return pa.concat_tables(parts).combine_chunks().take(pa.array(np.argsort(order, kind="stable")))


def _digests(table: pa.Table) -> Iterator[bytes]:
    """128 bits of every row, from its cells and their lengths."""
    columns = [column.cast(pa.binary()).to_pylist() for column in table.columns]
    for row in zip(*columns, strict=True):
        lengths = ",".join(["-" if cell is None else str(len(cell)) for cell in row])
        held = b"".join([lengths.encode(), *[cell for cell in row if cell is not None]])
        yield hashlib.blake2b(held, digest_size=16).digest()
