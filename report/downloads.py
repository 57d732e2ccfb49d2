"""The marts as CSV beside the page, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq

from credscope.spreadsheet import safe_cell


def write_csv(mart: Path, folder: Path) -> Path:
    """Write the Parquet file `mart` as `folder/<mart>.csv` (UTF-8 with header) and return its path."""
    target = folder / f"{mart.stem}.csv"
    parquet = pq.ParquetFile(mart)
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([safe_cell(name) for name in parquet.schema_arrow.names])
        for batch in parquet.iter_batches():
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows([safe_cell(value) for value in row] for row in zip(*columns, strict=True))
    return target
