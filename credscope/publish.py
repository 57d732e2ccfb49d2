"""Publishing a release to a PostgreSQL server: all marts at once, or none.

Loads the marts of a release folder by Arrow into a schema of its own and swaps it in by renaming, so that a
reader sees the old release or the new one and never both. Which release is current is not decided here.
"""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.errors import CredscopeError
from credscope.progress import progress

IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,40}")
SYSTEM_SCHEMAS = ("public", "information_schema")
MARK = "Credscope release"
"""How the comment of every schema written here begins; a schema without it is never replaced."""
LOCK_TIMEOUT = "60s"


def publish_postgres(
    release_dir: Path, dsn: str, schema: str = "credscope", reader: str | None = None
) -> str:
    """Replace `schema` of the server at `dsn` by the marts of `release_dir`; returns what was done in words.

    `reader` names a role that exists and may then read. Tables and columns carry the release's comments.
    On any failure the schema that was there stays. Raises CredscopeError naming the server (never its
    password), the name or the mart at fault.
    """
    for name in (schema, reader):
        if name is not None and not IDENTIFIER.fullmatch(name):
            raise CredscopeError(
                f"{name!r} cannot name a schema or role here: use small letters, digits and underscores."
            )
    if schema in SYSTEM_SCHEMAS or schema.startswith("pg_"):
        raise CredscopeError(f"The schema {schema} is the server's own: name another one with --schema.")
    marts = sorted((Path(release_dir) / "marts").glob("*.parquet"))
    if not marts:
        raise CredscopeError(f"{release_dir} holds no marts to publish: run `credscope refresh` first.")
    import adbc_driver_postgresql.dbapi as postgres

    try:
        with closing(postgres.connect(dsn)) as connection, closing(connection.cursor()) as cursor:
            counts = _load(cursor, Path(release_dir), marts, schema, reader)
            connection.commit()
            _drop_previous(connection, cursor, schema)
    except postgres.Error as error:
        raise CredscopeError(
            f"PostgreSQL at {server(dsn)} refused the release, and its schema {schema} is unchanged: "
            f"{clean(str(error), dsn)}"
        ) from None
    return (
        f"{len(counts)} marts with {sum(counts.values()):,} rows are in schema {schema} of {server(dsn)}"
        f"{f', readable by {reader}' if reader else ''}."
    )


def _load(
    cursor: Any, release_dir: Path, marts: list[Path], schema: str, reader: str | None
) -> dict[str, int]:
    """Load into `<schema>__new` and swap it in; nothing is seen before the caller commits. Rows by mart."""
    new, old = f"{schema}__new", f"{schema}__old"
    cursor.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'")
    cursor.execute(f"select pg_advisory_xact_lock(hashtext('credscope publish {schema}'))")
    replaced = _exists(cursor, schema)
    for leftover in (new, old):
        if _exists(cursor, leftover):
            cursor.execute(f"drop schema {leftover} cascade")
    cursor.execute(f"create schema {new}")
    cursor.execute(f"comment on schema {new} is '{MARK} {release_dir.resolve().name}'")
    counts = {}
    for mart in progress(marts, "marts to PostgreSQL"):
        table = plain(pq.read_table(mart))
        cursor.adbc_ingest(mart.stem, table, mode="create", db_schema_name=new)
        cursor.execute(f'select count(*) from {new}."{mart.stem}"')
        counts[mart.stem] = cursor.fetchone()[0]
        if counts[mart.stem] != table.num_rows:
            held = f"{counts[mart.stem]} of {table.num_rows} rows of {mart.stem}"
            raise CredscopeError(f"PostgreSQL holds {held}: nothing was swapped.")
    for statement in comments(release_dir, new, set(counts)):
        cursor.execute(statement)
    if reader:
        cursor.execute(f"grant usage on schema {new} to {reader}")
        cursor.execute(f"grant select on all tables in schema {new} to {reader}")
    if replaced:
        cursor.execute(f"alter schema {schema} rename to {old}")
    cursor.execute(f"alter schema {new} rename to {schema}")
    return counts


def _exists(cursor: Any, schema: str) -> bool:
    """Whether the server has `schema`; raises CredscopeError where somebody else made it."""
    cursor.execute(
        "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = $1",
        (schema,),
    )
    found = cursor.fetchone()
    if found and not found[0].startswith(MARK):
        raise CredscopeError(
            f"The schema {schema} is there already and was not written by Credscope: "
            "name another one with --schema, or drop it yourself."
        )
    return found is not None


def _drop_previous(connection: Any, cursor: Any, schema: str) -> None:
    """Drop what was replaced. A reader still in it keeps it until the next publication drops it."""
    import adbc_driver_postgresql.dbapi as postgres

    try:
        cursor.execute("set local lock_timeout = '5s'")
        cursor.execute(f"drop schema if exists {schema}__old cascade")
        connection.commit()
    except postgres.Error:
        connection.rollback()


def plain(table: pa.Table) -> pa.Table:
    """`table` with dictionary columns decoded and unsigned integers widened: PostgreSQL knows neither."""
    wider = {pa.uint8(): pa.int16(), pa.uint16(): pa.int32(), pa.uint32(): pa.int64()}
    fields = []
    for field in table.schema:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        fields.append(pa.field(field.name, wider.get(kind, kind)))
    return table.cast(pa.schema(fields))


def comments(release_dir: Path, schema: str, tables: set[str]) -> list[str]:
    """Statements that put the release's descriptions on `tables` of `schema` and on their columns.

    The release's DuckDB file carries them from the models' documentation; without the file there are none.
    """
    file = release_dir / "credscope.duckdb"
    if not file.exists():
        return []
    with duckdb.connect(str(file), read_only=True) as release:
        described = release.execute(
            "select table_name, null, comment from duckdb_tables() where comment is not null "
            "union all select table_name, column_name, comment from duckdb_columns() "
            "where comment is not null order by 1, 2 nulls first"
        ).fetchall()
    statements = []
    for table, column, comment in described:
        if table in tables:
            words = comment.replace("'", "''")
            target = f'column {schema}."{table}"."{column}"' if column else f'table {schema}."{table}"'
            statements.append(f"comment on {target} is '{words}'")
    return statements


def server(dsn: str) -> str:
    """Host, port and database of `dsn`, without user and password."""
    address = re.sub(r"^\w+://", "", dsn.strip()).rpartition("@")[2].partition("?")[0]
    if "=" in address or not address:
        pairs = dict(re.findall(r"\b(host|port|dbname)\s*=\s*('[^']*'|\S+)", dsn))
        address = f"{pairs.get('host', 'localhost')}:{pairs.get('port', '5432')}/{pairs.get('dbname', '')}"
    return f"localhost{address}" if address.startswith("/") else address


def clean(message: str, dsn: str) -> str:
    """`message` in one line with every secret of `dsn` masked."""
    address = re.fullmatch(r"\w+://[^:@/]*:(.*)@[^@]*", dsn.strip())
    secrets = [address.group(1)] if address else []
    secrets += [found.strip("'") for found in re.findall(r"password\s*=\s*('[^']*'|[^\s&]+)", dsn)]
    for secret in [dsn, *filter(None, secrets)]:
        message = message.replace(secret, "***")
    return " ".join(message.split())
