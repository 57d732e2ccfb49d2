"""The marts as CSV beside the page, safe to open in a spreadsheet; large ones are zipped."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow.parquet as pq

from credscope.spreadsheet import safe_cell

PLAIN_BYTES = 256 * 1024
"""Larger tables are zipped: pandas and R open both, and the report stays small enough to mail."""


def write_csv(mart: Path, folder: Path) -> str:
    """Write the Parquet file `mart` as `<mart>.csv` or `<mart>.csv.zip`, UTF-8 with header; returns the name.

    The same mart gives the same bytes.
    """
    name = f"{mart.stem}.csv"
    content = _csv(mart).encode()
    if len(content) <= PLAIN_BYTES:
        (folder / name).write_bytes(content)
        return name
    with ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)
    return f"{name}.zip"


def _csv(mart: Path) -> str:
    parquet = pq.ParquetFile(mart)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([safe_cell(name) for name in parquet.schema_arrow.names])
    for batch in parquet.iter_batches():
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows([safe_cell(value) for value in row] for row in zip(*columns, strict=True))
    return file.getvalue()
