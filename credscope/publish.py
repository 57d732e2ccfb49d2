"""Publishing a release to a PostgreSQL server: all marts at once, or none.

Loads the marts of a release folder by Arrow into a schema of its own and swaps it in by renaming, so that a
statement, or a short transaction, sees the old release or the new one and never both. Which release is
current is not decided here.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.errors import CredscopeError
from credscope.progress import progress

IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,40}")
SYSTEM_SCHEMAS = ("public", "information_schema")
MARK = "Credscope release"
"""How the comment of every schema written here begins; a schema without it is never replaced."""
_ADDRESS = re.compile(
    r"postgres(?:ql)?://(?:[^/?#]*@)?((?:\[[\da-f:]+\]|[^@/?#:,]*)(?::\d+)?(?:/[^@?#]*)?)(?:\?.*)?", re.I
)
LOCK_TIMEOUT = "60s"
PATIENCE_SECONDS = 20.0
"""How long the swap waits, twice, for transactions at work; one that takes longer may see both releases."""
_ATTEMPT = "200ms"  # below PostgreSQL's deadlock_timeout, so that no reader is ended for the swap's sake


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
            _swap(connection, cursor, schema)
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
    """Load into `<schema>__new`, which the caller commits and nobody reads yet. Rows by mart.

    One publication at a time: the advisory lock is held until the connection closes.
    """
    new, old = f"{schema}__new", f"{schema}__old"
    cursor.execute(f"set lock_timeout = '{LOCK_TIMEOUT}'")
    cursor.execute(f"select pg_advisory_lock(hashtext('credscope publish {schema}'))")
    _exists(cursor, schema)
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
    return counts


def _swap(connection: Any, cursor: Any, schema: str) -> None:
    """Rename `<schema>__new` to `schema` between the readers' transactions, and commit.

    PostgreSQL looks every table of a statement up by itself and may do so after it has settled which rows
    count. So the new rows must be older than every statement that can find them, and no statement may be
    half-way through its tables: the swap waits for what began before the rows were committed, and takes all
    tables that are to go. Neither is waited for longer than PATIENCE_SECONDS.
    """
    _wait_for_older(connection, cursor)
    if _exists(cursor, schema):
        _take_tables(connection, cursor, schema)
        cursor.execute(f"alter schema {schema} rename to {schema}__old")
    cursor.execute(f"alter schema {schema}__new rename to {schema}")
    connection.commit()


def _wait_for_older(connection: Any, cursor: Any) -> None:
    """Return when every transaction that runs now has ended, or when patience has."""

    def at_work() -> set[str]:
        cursor.execute(
            "select virtualtransaction from pg_locks "
            "where locktype = 'virtualxid' and pid <> pg_backend_pid()"
        )
        found = {transaction for (transaction,) in cursor.fetchall()}
        connection.commit()
        return found

    deadline = time.monotonic() + PATIENCE_SECONDS
    older = at_work()
    while older and time.monotonic() < deadline:
        time.sleep(0.01)
        older &= at_work()


def _take_tables(connection: Any, cursor: Any, schema: str) -> None:
    """Lock all tables of `schema`, trying again as long as patience lasts where a reader does not let go."""
    import adbc_driver_postgresql.dbapi as postgres

    deadline = time.monotonic() + PATIENCE_SECONDS
    cursor.execute("select tablename from pg_tables where schemaname = $1 order by 1", (schema,))
    tables = ", ".join(f'{schema}."{name}"' for (name,) in cursor.fetchall())
    connection.commit()
    while tables and time.monotonic() < deadline:
        try:
            cursor.execute(f"set local lock_timeout = '{_ATTEMPT}'")
            cursor.execute(f"lock table {tables} in access exclusive mode")
            return
        except postgres.Error:
            connection.rollback()
            time.sleep(0.05)


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
    """Host, port and database of `dsn`, without user and password; nothing of an address that is none."""
    if found := _ADDRESS.fullmatch(dsn.strip()):
        return f"localhost{found[1]}" if found[1].startswith("/") or not found[1] else found[1]
    pairs = dict(re.findall(r"\b(host|port|dbname)\s*=\s*('[^']*'|\S+)", dsn))
    if not pairs:
        return "the address given"
    return f"{pairs.get('host', 'localhost')}:{pairs.get('port', '5432')}/{pairs.get('dbname', '')}"


def clean(message: str, dsn: str) -> str:
    """`message` in one line with every secret of `dsn` masked."""
    address = re.fullmatch(r"\w+://[^:@/]*:(.*)@[^@]*", dsn.strip())
    secrets = [address.group(1)] if address else []
    secrets += [found.strip("'") for found in re.findall(r"password\s*=\s*('[^']*'|[^\s&]+)", dsn)]
    for secret in [dsn, *filter(None, secrets)]:
        for said in (secret, unquote(secret)):
            message = message.replace(said, "***")
    return " ".join(message.split())
