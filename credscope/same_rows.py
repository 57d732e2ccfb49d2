"""Whether a release holds the rows that were judged: one digest a mart, of a build and of what was copied.

Between the last gate and `current` lies the writing of the release. What was audited is told by digests that
do not depend on the order of rows; the copies must tell the same. How a release is written is the matter of
`releases`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from credscope.duck import quoted
from credscope.errors import CredscopeError
from credscope.mart_files import MART_SCHEMA

Digests = dict[str, str]


def mart_digests(build_file: Path) -> Digests:
    """By mart of a build: number of rows and a digest of their values, whatever their order."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        return _tables(connection)


def require_same_rows(folder: Path, duckdb_file: str, judged: Digests) -> None:
    """Raise CredscopeError where the DuckDB file or a Parquet file of a release is not what was judged."""
    with duckdb.connect(str(folder / duckdb_file), read_only=True) as connection:
        tables = _tables(connection)
        files = {
            path.stem: _digest(connection, f"read_parquet({quoted(path)})")
            for path in sorted((folder / "marts").glob("*.parquet"))
        }
    for form, found in (("DuckDB file", tables), ("Parquet file", files)):
        for mart in sorted(judged.keys() | found.keys()):
            if judged.get(mart) != found.get(mart):
                raise CredscopeError(
                    f"Not released: the {form} of {mart} does not hold the rows that were checked. Run "
                    "`credscope refresh` again; if it says so again, look at the disk."
                )


def _tables(connection: duckdb.DuckDBPyConnection) -> Digests:
    found = connection.execute(
        "select table_name from duckdb_tables() where schema_name = ? order by table_name", [MART_SCHEMA]
    ).fetchall()
    return {name: _digest(connection, f'{MART_SCHEMA}."{name}"') for (name,) in found}


def _digest(connection: duckdb.DuckDBPyConnection, rows: str) -> str:
    """Count and sum of the rows' hashes: in a sum a row that stands twice does not cancel itself out."""
    answer = connection.execute(f"select count(*), sum(hash(r::varchar)) from {rows} as r").fetchall()
    return "{} rows {}".format(*answer[0])
