"""DuckDB connections for work on files: bounded memory, what does not fit is spilled beside the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from credscope.disk import is_full
from credscope.errors import CredscopeError

MEMORY_MB = 2048
_WILD = re.compile(r"[*?[]")
"""What DuckDB takes for a pattern in the name of a file; within brackets it is the letter itself."""


def connect(spill: Path, memory_mb: int = MEMORY_MB, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection of its own in memory; `spill` is a folder that the caller removes.

    With one thread a query hands its rows on in the order in which it reads them.
    """
    config = {"memory_limit": f"{memory_mb}MB", "temp_directory": str(spill)}
    if threads is not None:
        config["threads"] = str(threads)
    return duckdb.connect(config=config)  # type: ignore[arg-type]


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what DuckDB finds wrong with the files of `name` into one sentence."""
    try:
        yield
    except duckdb.Error as error:
        if is_full(error):
            raise
        raise CredscopeError(f"{name} cannot be read: {str(error).splitlines()[0].rstrip('.')}.") from error


def quoted(said: Path | str) -> str:
    """A path or a text as a string literal of SQL; one with a NUL, which would end it, as an expression."""
    literal = "'" + str(said).replace("'", "''") + "'"
    return "(" + literal.replace("\0", "' || chr(0) || '") + ")" if "\0" in literal else literal


def parquet(paths: list[Path], *options: str) -> str:
    """SQL that reads the files `paths` in order, with further options of read_parquet."""
    listed = ", ".join(quoted(_WILD.sub(r"[\g<0>]", str(path))) for path in paths)
    return f"read_parquet([{listed}], {', '.join(['hive_partitioning = false', *options])})"
