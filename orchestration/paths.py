"""The only reader of the process environment: where the home is, and what dbt is told about a build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from credscope.home import PROJECT_ROOT, Home

DBT_PROJECT = PROJECT_ROOT / "dbt_project"


def home() -> Home:
    """The home that CREDSCOPE_HOME names, else ./data."""
    return Home.find()


@contextmanager
def dbt_environment(
    home: Home,
    build_file: Path,
    previous: Path,
    acknowledged: Path,
    outside: Path,
    opened: Path | None = None,
    closed: Path | None = None,
) -> Iterator[None]:
    """Tell dbt which home it reads and which DuckDB file it writes, for as long as the block runs.

    `previous` has the months of the release before (`credscope.previous`), `acknowledged` what people said to
    drift (`credscope.acknowledging`), `outside` the figures of others (`credscope.outside`); `opened` holds
    folders `postings`, `readings` and `duplicates` with the months to work on (None: the whole lake);
    `closed` a folder for each monthly model with the months found before (None: there are none).
    """
    told = {
        "CREDSCOPE_HOME": str(home.root),
        "CREDSCOPE_BUILD_FILE": str(build_file),
        "CREDSCOPE_PREVIOUS": str(previous),
        "CREDSCOPE_ACKNOWLEDGED": str(acknowledged),
        "CREDSCOPE_OUTSIDE": str(outside),
        "CREDSCOPE_CLOSED": str(closed) if closed else "",
        "DO_NOT_TRACK": "1",
        # Every statement at length costs a tenth of a small build; what failed stands in the target folder.
        "DBT_LOG_LEVEL_FILE": os.environ.get("DBT_LOG_LEVEL_FILE", "info"),
    }
    if opened:
        told["CREDSCOPE_OPEN_POSTINGS"] = str(opened / "postings" / "*.parquet")
        told["CREDSCOPE_OPEN_READINGS"] = str(opened / "readings" / "*.parquet")
        told["CREDSCOPE_OPEN_DUPLICATES"] = str(opened / "duplicates" / "*.parquet")
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
