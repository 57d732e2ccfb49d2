"""DuckDB connections for work on files: bounded memory, what does not fit is spilled beside the work."""

from __future__ import annotations

from pathlib import Path

import duckdb

_MEMORY = "2GB"


def connect(spill: Path) -> duckdb.DuckDBPyConnection:
    """A connection of its own in memory; `spill` is a folder that the caller removes."""
    return duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(spill)})


def quoted(path: Path) -> str:
    """A path as a string literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
