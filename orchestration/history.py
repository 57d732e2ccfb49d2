"""The run history of Dagster, written without waiting for the disk at every event.

Dagster opens its SQLite files anew for each of the thousands of events of a run. As the only connection, each
folds the write-ahead log into the file when it closes and waits for the disk. One more connection, held open
for as long as the run, leaves that to the end; and a commit need not reach the disk before the next event.
After a power cut the files are sound, and lack the last moments of a run that did not end either. The files
of events keep one connection, with the statements that were put together for it: a tenth of a small build.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any
from unittest.mock import patch

from dagster._core.storage.event_log.sqlite import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool, StaticPool

WAITING = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}


@contextmanager
def quick_history() -> Iterator[None]:
    """While the block runs, SQLite files that SQLAlchemy opens are written without waiting for the disk."""
    held: set[str] = set()
    with ExitStack() as connections:

        def opened(connection: Any, _record: Any) -> None:
            if not isinstance(connection, sqlite3.Connection):
                return
            connection.execute("pragma synchronous = normal")
            path = connection.execute("pragma database_list").fetchone()[2]
            if path not in held and connection.execute("pragma journal_mode").fetchone()[0] == "wal":
                held.add(path)
                holder = sqlite3.connect(path, check_same_thread=False)
                connections.enter_context(closing(holder))
                holder.execute("select count(*) from sqlite_master").fetchone()

        event.listen(Engine, "connect", opened)
        try:
            with kept_connections():
                yield
        finally:
            event.remove(Engine, "connect", opened)


@contextmanager
def kept_connections() -> Iterator[None]:
    """While the block runs, a file of events has one connection; Dagster's lock keeps threads apart."""
    engines: dict[str, Engine] = {}

    @contextmanager
    def connect(storage: SqliteEventLogStorage, shard: str) -> Iterator[Connection]:
        with storage._db_lock:
            address = storage.conn_string_for_shard(shard)
            if address not in engines:
                if shard not in storage._initialized_dbs:
                    storage._initdb(create_engine(address, poolclass=NullPool, connect_args=WAITING))
                    storage._initialized_dbs.add(shard)
                anywhere = {**WAITING, "check_same_thread": False}
                engines[address] = create_engine(address, poolclass=StaticPool, connect_args=anywhere)
            with engines[address].begin() as connection:
                yield connection

    try:
        with patch.object(SqliteEventLogStorage, "_connect", connect):
            yield
    finally:
        for engine in engines.values():
            engine.dispose()
