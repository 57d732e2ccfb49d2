"""A home made by hand and dbt run over it: what the tests of the warehouse share.

Lake rows, readings and manifests are written here with the schemas of the contract; what they must come to
stands in the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import LAKE, READING
from credscope.home import PROJECT_ROOT, Home

PROJECT = PROJECT_ROOT / "dbt_project"
DELIVERED_ON = date(2021, 1, 15)


def posting(row_number: int, posting_id: str, title: str, **values: object) -> dict:
    """One lake row with the required columns filled; `values` sets or overrides columns."""
    row = {
        "posting_id": posting_id,
        "source": "handwritten",
        "delivery_id": "d1",
        "delivered_on": DELIVERED_ON,
        "posted_date": date(2019, 3, 7),
        "posted_date_basis": "stated",
        "title": title,
        "country": "US",
        "row_number": row_number,
        "content_hash": f"hash-{row_number}",
    } | values
    return {"row_id": f"{row['delivery_id']}:{row_number}"} | row


def write_home(root: Path, postings: list[dict], readings: list[dict], quarantined: int = 0) -> Home:
    """Write lake, readings and manifests under `root`, every delivery being the winning one."""
    home = Home(root)
    deliveries = {(row["delivery_id"], row["source"], row["delivered_on"]) for row in postings}
    for delivery_id, source, delivered_on in sorted(deliveries) or [("d0", "handwritten", DELIVERED_ON)]:
        rows = [row for row in postings if row["delivery_id"] == delivery_id]
        _write(home.deliveries / delivery_id / "months" / "2019-03.parquet", rows, LAKE)
        manifest = {
            "delivery_id": delivery_id,
            "source": source,
            "delivered_on": delivered_on.isoformat(),
            "read_count": len(rows) + quarantined,
            "accepted_count": len(rows),
            "quarantined_count": quarantined,
            "months": {"2019-03": len(rows)},
        }
        (home.deliveries / delivery_id / "manifest.json").write_text(json.dumps(manifest))
    _write(home.posting_month("handwritten", "2019-03"), postings, LAKE)
    _write(home.reading_month("handwritten", "2019-03"), readings, READING)
    return home


def run_dbt(home: Home, scratch: Path, *arguments: str, project: Path = PROJECT) -> Path:
    """Run one dbt command over `home`; returns the database file. Fails with dbt's own words."""
    build_file = scratch / "credscope.duckdb"
    environment = os.environ | {
        "CREDSCOPE_HOME": str(home.root),
        "CREDSCOPE_BUILD_FILE": str(build_file),
        "DO_NOT_TRACK": "1",
    }
    command = [
        str(Path(sys.executable).with_name("dbt")), *arguments,
        "--project-dir", str(project), "--profiles-dir", str(project),
        "--target-path", str(scratch / "target"), "--log-path", str(scratch / "logs"),
    ]  # fmt: skip
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return build_file


def query(build_file: Path, sql: str) -> list[tuple]:
    """Rows of `sql` over a built warehouse."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _write(path: Path, rows: list[dict], schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [field.name for field in schema]
    whole = [{name: row.get(name) for name in names} for row in rows]
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
