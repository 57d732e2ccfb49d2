"""Small deliveries invented for tests: tables of postings in every format and a Burning Glass folder."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = dict[str, Any]


def posting(number: int, **changes: Any) -> Row:
    """A posting under the contract's own column names, with `changes` on top."""
    row: Row = {
        "source_posting_id": f"P{number:03d}",
        "title": f"Data Engineer {number}",
        "employer_name": "Invented Works Inc.",
        "location_text": "Springfield, IL",
        "posted_date": "2021-03-05",
        "description": "We look for a person who builds data pipelines. Security+ is a plus.",
    }
    return row | changes


def write_csv(path: Path, rows: list[Row], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A delimited file with a header line; a name ending in .gz is zipped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path: Path, rows: list[Row]) -> Path:
    """JSON Lines; a name ending in .gz is zipped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def write_parquet(path: Path, rows: list[Row]) -> Path:
    """Parquet with the types that Arrow finds in `rows`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def job(number: int, **changes: Any) -> Row:
    """A row of table job of the Burning Glass layout, with `changes` on top."""
    row: Row = {
        "job_id": f"{number}",
        "retrieval_date": "2015-06-10",
        "clean_job_title": "Network Administrator",
        "canon_employer": "Invented Works",
        "canon_city": "Dayton",
        "canon_state": "Ohio",
        "record_country": "USA",
        "occupation_code": "15-1142.00",
        "occupation_name": "Network and Computer Systems Administrators",
        "canon_minimum_degree": "Bachelor's",
        "canon_preferred_degree": None,
        "import_time": "2015-07-01 03:00:00",
    }
    return row | changes


def burning_glass(
    root: Path,
    jobs: list[Row],
    certifications: list[Row] | None = None,
    skills: list[Row] | None = None,
    texts: list[Row] | None = None,
    layout: dict[str, Any] | None = None,
    form: str = "parquet",
) -> Path:
    """A Burning Glass folder; tables that are None are not delivered; `form` is parquet, csv or csv.gz."""
    root.mkdir(parents=True, exist_ok=True)
    tables = {"job": jobs, "certification": certifications, "skill": skills, "posting_text": texts}
    for name, rows in tables.items():
        if rows is not None:
            write = write_parquet if form == "parquet" else write_csv
            write(root / f"{name}.{form}", rows)
    if layout is not None:
        (root / "layout.json").write_text(json.dumps(layout))
    return root
