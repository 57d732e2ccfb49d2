"""The run history of Dagster, written without waiting for the disk at every event.

Dagster opens its SQLite files anew for each of the hundreds of events of a run. As the only connection, each
folds the write-ahead log into the file when it closes and waits for the disk. One more connection, held open
for as long as the run, leaves that to the end; and a commit need not reach the disk before the next event.
After a power cut the files are sound, and lack the last moments of a run that did not end either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


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
            yield
        finally:
            event.remove(Engine, "connect", opened)
