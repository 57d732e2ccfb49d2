"""The lock that keeps two writers out of one home, and whether somebody holds it."""

from __future__ import annotations

from filelock import FileLock, Timeout

from credscope.home import Home

_NAME = "writer.lock"


def writer_lock(home: Home) -> FileLock:
    """Lock of the one writer of `home`, for steps of runs and the command line; reentrant in a process.

    The system lets go of it when a process is killed; a Dagster pool would keep the slot occupied.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    return FileLock(home.dagster / _NAME, is_singleton=True, thread_local=False)


def is_written(home: Home) -> bool:
    """Whether a process is writing into `home` at this moment."""
    if not (home.dagster / _NAME).exists():
        return False
    try:
        with FileLock(home.dagster / _NAME).acquire(timeout=0):
            return False
    except Timeout:
        return True
