"""Repeats: rows of a delivery whose posting the same delivery has already, and the row that counts instead.

Nearly all postings of a delivery come once, so what comes twice is told from the ids alone; content is read
only of those.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.content import content_hash
from credscope.contract import REPEATS
from credscope.duck import connect
from credscope.posting_ids import write_posting_ids

FILE = "repeats.parquet"
_BATCH_ROWS = 500_000


def write_repeats(folder: Path, delivery_id: str, month_files: list[tuple[str, Path]]) -> int:
    """Write folder/repeats.parquet, `contract.REPEATS` in order of row_number, and say how many rows.

    `month_files` are (YYYY-MM, Parquet file of lake rows) of one delivery. Of rows with one posting_id the
    one with the least (content hash, row_number) counts; the others repeat it. The file may be empty. Its
    companion posting_ids.u64 is written in the same pass.
    """
    files = [path for _, path in month_files]
    repeated = write_posting_ids(folder, files)
    spill = folder / ".repeats"
    written = 0
    with pq.ParquetWriter(folder / FILE, REPEATS, compression="zstd") as writer:
        try:
            with connect(spill) as connection:
                if len(repeated):
                    for batch in _repeats(connection, delivery_id, files, repeated):
                        writer.write_table(pa.Table.from_batches([batch]).cast(REPEATS))
                        written += batch.num_rows
        finally:
            shutil.rmtree(spill, ignore_errors=True)
    return written


def _repeats(
    connection: duckdb.DuckDBPyConnection, delivery_id: str, files: list[Path], repeated: np.ndarray
) -> pa.RecordBatchReader:
    """The rows of repeats.parquet, in order; `repeated` are the posting ids in question, as numbers."""
    wanted = register_ids(connection, repeated)
    connection.execute(
        f"""
        create table candidates as
        select posting_id, row_number, posted_date, {content_hash()} as content_hash
        from read_parquet(?) semi join {wanted} using (posting_id)
        """,
        [[str(file) for file in files]],
    )
    return connection.execute(
        """
        with ranked as (
            select *, first_value(row_number) over (
                partition by posting_id order by content_hash, row_number
            ) as representative_row_number
            from candidates
        )
        select
            ?::varchar as delivery_id, row_number, strftime(posted_date, '%Y-%m') as month,
            posting_id, representative_row_number
        from ranked
        where row_number <> representative_row_number
        order by row_number
        """,
        [delivery_id],
    ).to_arrow_reader(_BATCH_ROWS)


def register_ids(connection: duckdb.DuckDBPyConnection, ids: np.ndarray) -> str:
    """Make `ids` a table of one column posting_id, 16 hex digits; its name."""
    connection.register("numbers", pa.table({"number": np.asarray(ids)}))
    connection.execute(
        "create table wanted_ids as select lpad(lower(to_hex(number)), 16, '0') as posting_id from numbers"
    )
    connection.unregister("numbers")
    return "wanted_ids"
