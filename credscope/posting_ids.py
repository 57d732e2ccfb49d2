"""The posting ids of a delivery as sorted 64-bit numbers: what two deliveries have in common is seen at once.

A posting_id is 16 hex digits, which is such a number. A delivery keeps its own in posting_ids.u64, eight
bytes each (little endian, ascending, each once), so that a new delivery is compared with hundreds of others
without opening their rows.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FILE = "posting_ids.u64"
AT_ONCE = 100_000_000
_DIGITS = 16
_BATCH_ROWS = 500_000
_BLOCK = 4_000_000
_MOST_WORKERS = 4
_TYPE = np.dtype("<u8")


def write_posting_ids(folder: Path, files: list[Path]) -> np.ndarray:
    """Write folder/posting_ids.u64 for Parquet `files` with posting_id; return the ids that come repeatedly.

    Where there are more than AT_ONCE rows, `files` are read several times, for a range of ids each time, so
    that no more than about 16 bytes times AT_ONCE are held.
    """
    rows = sum(pq.read_metadata(file).num_rows for file in files)
    passes = max(1, -(-rows // AT_ONCE))
    bounds = [part * 2**64 // passes for part in range(passes)] + [2**64]
    repeated = [np.empty(0, _TYPE)]
    temporary = folder / f".{FILE}.{os.getpid()}"
    with temporary.open("wb") as output:
        for low, high in itertools.pairwise(bounds):
            ids = _collected(files, rows, low, high)
            ids.sort()
            again = np.zeros(len(ids), bool)
            np.equal(ids[1:], ids[:-1], out=again[1:])
            repeated.append(_each_once(ids[again]))
            for start in range(0, len(ids), _BLOCK):
                block = slice(start, start + _BLOCK)
                ids[block][~again[block]].tofile(output)
    os.replace(temporary, folder / FILE)
    return np.concatenate(repeated)


def posting_ids(folder: Path) -> np.ndarray:
    """The ids of the delivery in `folder`, mapped from its file, which is made where it is missing."""
    if not (folder / FILE).exists():
        write_posting_ids(folder, sorted((folder / "months").glob("*.parquet")))
    if (folder / FILE).stat().st_size == 0:
        return np.empty(0, _TYPE)
    return np.memmap(folder / FILE, _TYPE, "r")


class Sought:
    """Sorted numbers, each once, that are looked for in one sorted array after another.

    A table of their leading bits drops nearly all that do not match, in one pass.
    """

    def __init__(self, ids: np.ndarray) -> None:
        self._ids = ids
        bits = min(28, max(16, (16 * len(ids)).bit_length()))
        self._shift = np.uint64(64 - bits)
        self._leading = np.zeros(2**bits, bool)
        self._leading[ids >> self._shift] = True

    def within(self, others: np.ndarray) -> np.ndarray:
        """Those that `others` has too, ascending; `others` may be mapped from a file."""
        found = [np.empty(0, _TYPE)]
        for start in range(0, len(others) if len(self._ids) else 0, _BLOCK):
            block = others[start : start + _BLOCK]
            near = block[self._leading[block >> self._shift]]
            places = np.minimum(np.searchsorted(self._ids, near), len(self._ids) - 1)
            found.append(near[self._ids[places] == near])
        return np.concatenate(found)


def in_any(held: Iterable[np.ndarray]) -> np.ndarray:
    """The numbers that any of the arrays holds, ascending, each once."""
    together = np.concatenate([np.empty(0, _TYPE), *held])
    together.sort()
    return _each_once(together)


def _each_once(ascending: np.ndarray) -> np.ndarray:
    """Without what is repeated; `numpy.unique` would hash integers, several times slower."""
    first = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def met_in_several(held: Iterable[np.ndarray]) -> np.ndarray:
    """The numbers that more than one of the arrays holds, ascending, each once."""
    together = np.concatenate([np.empty(0, _TYPE), *held])
    together.sort()
    return _each_once(together[1:][together[1:] == together[:-1]])


def _collected(files: list[Path], rows: int, low: int, high: int) -> np.ndarray:
    """Ids of `files` with low <= id < high, as they come."""
    ids, filled = np.empty(rows, _TYPE), 0
    with ThreadPoolExecutor(min(_MOST_WORKERS, os.cpu_count() or 1)) as pool:
        for numbers in pool.map(_numbers, files):
            if (low, high) != (0, 2**64):
                numbers = numbers[(numbers >= np.uint64(low)) & (numbers <= np.uint64(high - 1))]
            ids[filled : filled + len(numbers)] = numbers
            filled += len(numbers)
    return ids[:filled]


def _numbers(file: Path) -> np.ndarray:
    found = [np.empty(0, _TYPE)]
    with pq.ParquetFile(file) as opened:
        for batch in opened.iter_batches(batch_size=_BATCH_ROWS, columns=["posting_id"], use_threads=False):
            found.append(as_numbers(batch.column(0)))
    return np.concatenate(found)


def as_numbers(ids: pa.Array) -> np.ndarray:
    """Strings of 16 hex digits as numbers; raises ValueError where one has another length."""
    digits = ids.cast(pa.binary()).cast(pa.binary(_DIGITS)) if len(ids) else ids
    if not len(digits):
        return np.empty(0, _TYPE)
    raw = np.frombuffer(digits.buffers()[1], np.uint8, _DIGITS * len(digits), _DIGITS * digits.offset)
    nibbles = ((raw & 15) + 9 * (raw >> 6)).reshape(-1, 2)
    return (nibbles[:, 0] << 4 | nibbles[:, 1]).view(">u8").astype(_TYPE)
