"""`python -m benchmarks.outlets HOME`: size of the current report, its first page, and a publication.

The page is drawn in a headless Chromium beside an empty one; the marts go to a PostgreSQL server of its own
beside a bare load of the same rows, while a reader asks for the release all the time. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as postgres
import duckdb

from benchmarks.machine import described
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.publish import publish_postgres
from tests.postgres_server import server
from tests.report_browser import launched, opened

PAGES = 5
"""How often a page is drawn; the median counts."""


def main() -> int:
    """Entry point; 1 where the home has no release."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.outlets", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path, help="a CREDSCOPE_HOME with a release")
    try:
        release = Home(parser.parse_args().home).released()
    except CredscopeError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    report = release / "report"
    found = {
        "machine": described(), "release": release.name,
        "report_megabytes": round(sum(file.stat().st_size for file in report.rglob("*")) / 1e6, 2),
        "first_page": first_page(report), "publication": publication(release),
    }  # fmt: skip
    print(json.dumps(found, indent=1))
    return 0


def first_page(report: Path) -> dict[str, float]:
    """Seconds until every chart of the first page stands, and of an empty page."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        empty = Path(folder) / "empty.html"
        empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")

        def drawn(file: Path, waits: bool) -> float:
            begun = time.perf_counter()
            with opened(browser, file, drawn=waits):
                return time.perf_counter() - begun

        seconds = statistics.median(drawn(report / "index.html", True) for _ in range(PAGES))
        least = statistics.median(drawn(empty, False) for _ in range(PAGES))
    return {
        "seconds": round(seconds, 2),
        "empty_seconds": round(least, 2),
        "ratio": round(seconds / least, 1),
    }


def publication(release: Path) -> dict[str, float]:
    """Seconds of a second publication over a first, of a bare load, and what the reader saw."""
    with server() as dsn:
        publish_postgres(release, dsn, schema="credscope")
        least = _copied(release, dsn)
        seen: list[tuple[Any, ...]] = []
        over = threading.Event()
        reader = threading.Thread(target=_read, args=(dsn, seen, over))
        reader.start()
        begun = time.perf_counter()
        publish_postgres(release, dsn, schema="credscope")
        seconds = time.perf_counter() - begun
        over.set()
        reader.join()
    return {
        "seconds": round(seconds, 2), "bare_seconds": round(least, 2), "ratio": round(seconds / least, 1),
        "rows": sum(duckdb.sql(f"from '{mart}'").shape[0] for mart in (release / "marts").glob("*.parquet")),
        "reader_asked": len(seen), "releases_seen": len({answer[0] for answer in seen}),
        "reader_saw_both_at_once": sum(first != second for first, second in seen),
    }  # fmt: skip


def _copied(release: Path, dsn: str) -> float:
    """Seconds of making the marts' tables by Arrow alone, one after another, in one transaction."""
    with postgres.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute("create schema bare")
        begun = time.perf_counter()
        for mart in sorted((release / "marts").glob("*.parquet")):
            rows = duckdb.sql(f"from '{mart}'").to_arrow_table()
            cursor.adbc_ingest(mart.stem, rows, mode="create", db_schema_name="bare")
        connection.commit()
        return time.perf_counter() - begun


def _read(dsn: str, seen: list[tuple[Any, ...]], over: threading.Event) -> None:
    """Ask two marts in one transaction until `over`, and note the schema that each was in."""
    while not over.is_set():
        with postgres.connect(dsn) as connection, connection.cursor() as cursor:
            schemas = []
            for mart in ("demand__by_year", "demand__by_team"):
                cursor.execute(f"select sum(posting_count) from credscope.{mart}")
                cursor.fetchall()
                cursor.execute(f"select relnamespace from pg_class where oid = 'credscope.{mart}'::regclass")
                schemas.append(cursor.fetchone())
            seen.append(tuple(schemas))


if __name__ == "__main__":
    sys.exit(main())
