"""The marts of a build in the two forms that a release has: one DuckDB file, and a Parquet file each.

Which marts there are is decided by the build; where the files go, by `releases`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from credscope.errors import CredscopeError

DUCKDB_FILE = "credscope.duckdb"
MART_SCHEMA = "main"
STORAGE_VERSION = "v1.0.0"  # every DuckDB since 1.0 can open the file, whatever version wrote it


def copy_marts(build_file: Path, folder: Path) -> dict[str, int]:
    """Copy every mart of a build into `folder` as tables of one DuckDB file and as Parquet; rows by mart.

    Rows are ordered by all columns from the left, which begins with the grain: equal marts give equal bytes.
    """
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        connection.execute(
            f"attach {_text(folder / DUCKDB_FILE)} as release (storage_version '{STORAGE_VERSION}')"
        )
        marts = connection.execute(
            "select table_name, comment from duckdb_tables() "
            "where database_name = 'build' and schema_name = ? order by table_name",
            [MART_SCHEMA],
        ).fetchall()
        if not marts:
            raise CredscopeError(f"{build_file} holds no marts: the build did not finish.")
        counts = {}
        for mart, comment in marts:
            source = f'build.{MART_SCHEMA}."{mart}"'
            connection.execute(f'create table release.main."{mart}" as select * from {source} order by all')
            _copy_comments(connection, mart, comment)
            connection.execute(
                f'copy (select * from release.main."{mart}" order by all) '
                f"to {_text(folder / 'marts' / f'{mart}.parquet')} (format parquet, compression zstd)"
            )
            counted = connection.execute(f'select count(*) from release.main."{mart}"').fetchone()
            counts[mart] = counted[0] if counted else 0
        connection.execute("detach release")
    return counts


def _copy_comments(connection: duckdb.DuckDBPyConnection, mart: str, comment: str | None) -> None:
    if comment:
        connection.execute(f'comment on table release.main."{mart}" is {_text(comment)}')
    described = connection.execute(
        "select column_name, comment from duckdb_columns() where database_name = 'build' "
        "and schema_name = ? and table_name = ? and comment is not null",
        [MART_SCHEMA, mart],
    ).fetchall()
    for column, meaning in described:
        connection.execute(f'comment on column release.main."{mart}"."{column}" is {_text(meaning)}')


def _text(value: object) -> str:
    """`value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"
