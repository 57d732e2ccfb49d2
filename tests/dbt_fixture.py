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

from credscope.acknowledging import write_acknowledged
from credscope.contract import LAKE, LINKS, READING, REPEATS
from credscope.home import PROJECT_ROOT, Home
from credscope.outside.holding import write_figures
from credscope.previous import write_previous

PROJECT = PROJECT_ROOT / "dbt_project"
DELIVERED_ON = date(2021, 1, 15)
SOURCE = "handwritten"


def posting(row_number: int, posting_id: str, title: str, **values: object) -> dict:
    """One lake row with the required columns filled; `values` sets or overrides columns."""
    return {
        "posting_id": posting_id,
        "source": SOURCE,
        "delivery_id": "d1",
        "delivered_on": DELIVERED_ON,
        "posted_date": date(2019, 3, 7),
        "posted_date_basis": "stated",
        "title": title,
        "country": "US",
        "row_number": row_number,
    } | values


def write_home(root: Path, postings: list[dict], readings: list[dict], quarantined: int = 0) -> Home:
    """Write lake, readings, repeats and manifests under `root`, every delivery being the winning one.

    Postings lie in the month of their date. The row with the least number represents a posting that stands
    in several rows of its delivery.
    """
    home = Home(root)
    deliveries = {(row["delivery_id"], row["delivered_on"]) for row in postings} or {("d0", DELIVERED_ON)}
    for delivery_id, delivered_on in sorted(deliveries):
        rows = [row for row in postings if row["delivery_id"] == delivery_id]
        months = _by_month(rows)
        folder = home.deliveries / delivery_id
        for month, held in months.items():
            _write(folder / "months" / f"{month}.parquet", held, LAKE)
        _write(folder / "repeats.parquet", _repeats(rows), REPEATS)
        manifest = {
            "delivery_id": delivery_id,
            "source": SOURCE,
            "delivered_on": delivered_on.isoformat(),
            "read_count": len(rows) + quarantined,
            "accepted_count": len(rows),
            "quarantined_count": quarantined,
            "has_text": False,
            "complete_months": False,
            "columns": LAKE.names,
            "months": {month: len(held) for month, held in months.items()},
        }
        (folder / "manifest.json").write_text(json.dumps(manifest))
    months = _by_month(postings) or {"2019-03": []}
    read = {(row["delivery_id"], row["row_number"]): row for row in readings}
    for month, held in months.items():
        _write(home.posting_month(SOURCE, month), held, LAKE)
        keys = [(row["delivery_id"], row["row_number"]) for row in held]
        held_readings = [{"has_text": True} | read[key] for key in keys if key in read]
        _write(home.reading_month(SOURCE, month), held_readings, READING)
        _write(home.link_month(month), [], LINKS)
    overlaps = home.postings.parent / "overlaps"
    overlaps.mkdir()
    changes = ("known", "superseded", "restated", "withdrawn")
    (overlaps / f"{SOURCE}.json").write_text(json.dumps({change: {} for change in changes}))
    home.builds.mkdir()
    write_previous(home, home.builds / "previous.parquet", "first")
    write_acknowledged(home, home.builds / "acknowledged.parquet")
    write_figures(home, home.builds / "outside.parquet")
    return home


def run_dbt(home: Home, scratch: Path, *arguments: str, project: Path = PROJECT, **environment: str) -> Path:
    """Run one dbt command over `home`; returns the database file. Fails with dbt's own words.

    `environment` sets further variables, as those that name the open and the closed months.
    """
    build_file = scratch / "credscope.duckdb"
    variables = os.environ | {
        "CREDSCOPE_HOME": str(home.root),
        "CREDSCOPE_BUILD_FILE": str(build_file),
        "DO_NOT_TRACK": "1",
    } | environment  # fmt: skip
    command = [
        str(Path(sys.executable).with_name("dbt")), *arguments,
        "--project-dir", str(project), "--profiles-dir", str(project),
        "--target-path", str(scratch / "target"), "--log-path", str(scratch / "logs"),
    ]  # fmt: skip
    finished = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return build_file


def query(build_file: Path, sql: str) -> list[tuple]:
    """Rows of `sql` over a built warehouse."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _by_month(postings: list[dict]) -> dict[str, list[dict]]:
    months: dict[str, list[dict]] = {}
    for row in postings:
        months.setdefault(row["posted_date"].strftime("%Y-%m"), []).append(row)
    return months


def _repeats(postings: list[dict]) -> list[dict]:
    first: dict[str, int] = {}
    for row in postings:
        first.setdefault(row["posting_id"], row["row_number"])
    return [
        {
            "delivery_id": row["delivery_id"],
            "row_number": row["row_number"],
            "month": row["posted_date"].strftime("%Y-%m"),
            "posting_id": row["posting_id"],
            "representative_row_number": first[row["posting_id"]],
        }
        for row in postings
        if row["row_number"] != first[row["posting_id"]]
    ]


def _write(path: Path, rows: list[dict], schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [field.name for field in schema]
    whole = [{name: row.get(name) for name in names} for row in rows]
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
