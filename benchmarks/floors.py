"""The least that a stage could cost here: `python -m benchmarks.floors copy|scan FOLDER [SCRATCH]`.

copy: DuckDB writes the delivered Parquet of FOLDER again, one file per table under SCRATCH: ingest's floor.
scan: DuckDB reads once the columns of the lake of the home FOLDER that the build reads and hashes every row:
the build's floor. The last line of output is JSON with `work_seconds`, DuckDB's own time.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import duckdb

from benchmarks.peers.rules import POSTING_COLUMNS

BUILD_COLUMNS = [
    *POSTING_COLUMNS, "employer_is_staffing", "is_remote", "salary_min", "salary_max", "salary_unit",
    "salary_currency", "state", "min_education",
]  # fmt: skip
"""The columns of the lake that the build reads; the last ones decide nothing in the marts that peers make."""


def copy(delivery: Path, scratch: Path) -> float:
    """Seconds to copy every table of a delivery in the Burning Glass layout, compressed with zstd."""
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        with duckdb.connect() as connection:
            begun = time.perf_counter()
            for table in sorted(path for path in delivery.iterdir() if path.is_dir()):
                connection.execute(
                    f"copy (select * from read_parquet('{table}/*.parquet')) "
                    f"to '{scratch / table.name}.parquet' (format parquet, compression zstd)"
                )
            return time.perf_counter() - begun
    finally:
        shutil.rmtree(scratch)


def scan(home: Path) -> float:
    """Seconds to read and hash the build's columns of every lake row."""
    with duckdb.connect() as connection:
        begun = time.perf_counter()
        connection.execute(
            f"select bit_xor(hash({', '.join(BUILD_COLUMNS)})) "
            f"from read_parquet('{home}/lake/postings/*/*.parquet')"
        ).fetchall()
        return time.perf_counter() - begun


def main(kind: str, folder: str, scratch: str | None = None) -> None:
    """Measure one floor once."""
    seconds = copy(Path(folder), Path(scratch or "")) if kind == "copy" else scan(Path(folder))
    print(json.dumps({"work_seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
