"""dbt as a program: what dagster-dbt starts. A build that succeeded is documented before the process ends.

Starting dbt and reading its project costs more than most builds, so both commands share one process. Run as a
file, so that it does not matter from which folder: `python dbt_process.py build …` takes dbt's own arguments.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from credscope.orphans import end_with_parent

DOCUMENT = ["docs", "generate", "--static", "--no-compile"]


def _connection_keys(credentials: object) -> tuple[str, ...]:
    """What of a connection dbt takes for part of what it parsed.

    Where a build's file lies changes nothing that is parsed, but dbt would parse all anew for it.
    """
    return ("database", "schema")


def _only_wanted(fire_event: Callable[..., None]) -> Callable[..., None]:
    """dbt's `fire_event`, for events that a logger takes; dbt puts every event into words and drops most."""

    def fire(manager: Any, event: Any, level: Any = None, *others: Any, **named: Any) -> None:
        small = ("debug", "test")
        if (level or event.level_tag()) in small and not any(one.level in small for one in manager.loggers):
            return
        fire_event(manager, event, level, *others, **named)

    return fire


def main(arguments: list[str]) -> int:
    """dbt's exit code for `arguments`: 0 done, 1 something failed, 2 it could not run."""
    end_with_parent()
    from dbt.adapters.duckdb.credentials import DuckDBCredentials
    from dbt.cli.main import dbtRunner
    from dbt_common.events.event_manager import EventManager

    EventManager.fire_event = _only_wanted(EventManager.fire_event)  # type: ignore[method-assign]
    DuckDBCredentials._connection_keys = _connection_keys  # type: ignore[method-assign]
    dbt = dbtRunner()
    done = dbt.invoke(arguments)
    if done.success and "build" in arguments:
        done = dbt.invoke(DOCUMENT)
    if done.exception is not None:
        print(done.exception, flush=True)
        return 2
    return 0 if done.success else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
