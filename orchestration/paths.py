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
def dbt_environment(home: Home, build_file: Path) -> Iterator[None]:
    """Tell dbt which home it reads and which DuckDB file it writes, for as long as the block runs."""
    told = {
        "CREDSCOPE_HOME": str(home.root),
        "CREDSCOPE_BUILD_FILE": str(build_file),
        "DO_NOT_TRACK": "1",
    }
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
