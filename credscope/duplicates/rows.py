"""Sketched rows of a few months as arrays, in the order that decides which of two ads is the original.

The order is the day of posting, then the posting id, which no re-delivery changes: links do not depend on
what was taken in first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from credscope.duck import parquet
from credscope.duplicates.shingles import SLOTS

_MIX = np.uint64(0x9E3779B97F4A7C15)
_BAND_SLOTS = 4
BANDS = SLOTS // _BAND_SLOTS


@dataclass(frozen=True)
class Rows:
    """Parallel arrays; `named` holds delivery_id, row_number and posting_id, `day` days since 1970.

    Keys are 0 where nothing is said. `length` counts the shingles of the text.
    """

    named: pa.Table
    day: np.ndarray
    source: np.ndarray
    employer: np.ndarray
    place: np.ndarray
    title: np.ndarray
    is_staffing: np.ndarray
    text: np.ndarray
    length: np.ndarray
    sketch: np.ndarray

    def __len__(self) -> int:
        return len(self.day)

    def bands(self, rows: np.ndarray) -> np.ndarray:
        """Keys of `rows`, a column per band: texts alike in half of their shingles share one in 87 of 100."""
        parts = self.sketch[rows].reshape(len(rows), BANDS, _BAND_SLOTS).astype(np.uint64)
        found = np.zeros((len(rows), BANDS), np.uint64)
        for slot in range(_BAND_SLOTS):
            found = mixed(found, parts[:, :, slot])
        return mixed(found, np.arange(BANDS, dtype=np.uint64))


def mixed(*keys: np.ndarray) -> np.ndarray:
    """One key of several: equal where all of them are."""
    found = np.zeros(1, np.uint64)
    for key in keys:
        found = (found ^ key) * _MIX
        found ^= found >> np.uint64(32)
    return found


def load(connection: duckdb.DuckDBPyConnection, files: list[Path], repeats: list[Path]) -> Rows:
    """Rows of sketch `files` but for those in `repeats`: another row of their posting represents them."""
    left_out = f"anti join {parquet(repeats)} using (delivery_id, row_number)" if repeats else ""
    query = f"select held.* from {parquet(files)} as held {left_out} order by posted_date, posting_id"
    table = connection.execute(query).to_arrow_table().combine_chunks()
    sketches = table["sketch"].combine_chunks().cast(pa.binary(4 * SLOTS))
    _, data = sketches.buffers()
    return Rows(
        named=table.select(["delivery_id", "row_number", "posting_id"]),
        day=table["posted_date"].cast(pa.int32()).to_numpy(),
        source=table["source"].combine_chunks().dictionary_encode().indices.to_numpy(),
        employer=table["employer_key"].to_numpy(),
        place=table["place_key"].to_numpy(),
        title=table["title_key"].to_numpy(),
        is_staffing=table["is_staffing"].to_numpy(),
        text=table["text_key"].to_numpy(),
        length=table["shingle_count"].to_numpy().astype(np.int64),
        sketch=np.frombuffer(data or b"", "<u4").reshape(-1, SLOTS)[: table.num_rows],
    )
