"""A small SQLAlchemy dialect through which Great Expectations asks DuckDB, in place and without copying data.

Great Expectations has no DuckDB engine, and closes a connection before it fetches. The cursor here fetches at
once; expectations answer with aggregates or a few example rows, so that is little. It only reads.
"""

from __future__ import annotations

from typing import Any, ClassVar

import duckdb
from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGDialect

SCHEME = "credscopeduckdb"


class EagerCursor:
    """DB-API cursor that holds the whole answer as soon as a statement was executed."""

    rowcount = -1
    arraysize = 1
    lastrowid = None

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self.description: list[Any] | None = None

    def execute(self, statement: str, parameters: Any = None) -> None:
        answer = self._connection.execute(statement, parameters or None)
        self.description = answer.description
        self._rows = answer.fetchall() if answer.description else []

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        """Nothing to give back: the answer is already here."""


class Connection:
    """DB-API connection; DuckDB's own transactions do, as nothing is written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def cursor(self) -> EagerCursor:
        return EagerCursor(self._connection)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None:
        self._connection.close()


class DriverModule:
    """What SQLAlchemy expects of a DB-API module."""

    paramstyle = "qmark"
    Error = duckdb.Error

    opened: ClassVar[dict[str, list[Connection]]] = {}

    @classmethod
    def connect(cls, database: str) -> Connection:
        connection = Connection(duckdb.connect(database, read_only=database != ":memory:"))
        cls.opened.setdefault(database, []).append(connection)
        return connection


class DuckDBDialect(PGDialect):
    """PostgreSQL's SQL, DuckDB's answers; one connection for the life of an engine."""

    name = SCHEME
    driver = "duckdb"
    supports_statement_cache = False

    @classmethod
    def import_dbapi(cls) -> Any:
        return DriverModule

    @classmethod
    def get_pool_class(cls, url: Any) -> type[pool.Pool]:
        return pool.StaticPool

    def initialize(self, connection: Any) -> None: ...

    def on_connect(self) -> None: ...

    def create_connect_args(self, url: Any) -> tuple[list[Any], dict[str, Any]]:
        return [], {"database": url.database or ":memory:"}

    def do_ping(self, dbapi_connection: Any) -> bool:
        return True

    def get_default_isolation_level(self, dbapi_conn: Any) -> Any:
        return None


def register() -> None:
    """Make `credscopeduckdb:///file` known to SQLAlchemy; may be called more than once."""
    registry.register(SCHEME, __name__, DuckDBDialect.__name__)


def close(database: str) -> None:
    """Close every connection to `database`; an engine keeps its own until the process ends."""
    for connection in DriverModule.opened.pop(database, []):
        connection.close()
