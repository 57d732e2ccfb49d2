"""One function over many Arrow tables, on all cores, in order and with a bounded number under way.

Nothing about postings belongs here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pyarrow as pa

from credscope.orphans import end_with_parent

Work = Callable[[pa.Table, Any], pa.Table]

_SHARED: dict[str, Any] = {}


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(work: Work, tables: Iterable[pa.Table], shared: Any, parallel: bool = True) -> Iterator[pa.Table]:
    """`work(table, shared)` for every table, in order; `shared` is sent to each process once.

    Runs in this process where `parallel` is false, one core is all there is, or no process can be started
    (an interactive session whose main module cannot be imported again).
    """
    workers = cores()
    if not parallel or workers == 1:
        yield from (work(table, shared) for table in tables)
        return
    context = multiprocessing.get_context("spawn")
    under_way: deque[tuple[pa.Table, Any]] = deque()
    broken = False
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(shared,)) as pool:
        for table in tables:
            under_way.append((table, None if broken else _submitted(pool, work, table)))
            while len(under_way) > 2 * workers:
                result, broken = _finished(*under_way.popleft(), work, shared)
                yield result
        while under_way:
            result, broken = _finished(*under_way.popleft(), work, shared)
            yield result


def _submitted(pool: ProcessPoolExecutor, work: Work, table: pa.Table) -> Any:
    try:
        return pool.submit(_work, work, _packed(table))
    except BrokenProcessPool:
        return None


def _finished(table: pa.Table, future: Any, work: Work, shared: Any) -> tuple[pa.Table, bool]:
    """The result, and whether the pool is broken and this process had to do the work itself."""
    if future is not None:
        try:
            return future.result(), False
        except BrokenProcessPool:
            pass
    return work(table, shared), True


def _start(shared: Any) -> None:
    end_with_parent()
    _SHARED["value"] = shared


def _work(work: Work, packed: bytes) -> pa.Table:
    return work(pa.ipc.open_stream(packed).read_all(), _SHARED["value"])


def _packed(table: pa.Table) -> bytes:
    """`table` as a stream, because pickling a slice would send the whole table that it was cut from."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
