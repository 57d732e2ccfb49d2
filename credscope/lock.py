"""The lock that keeps two writers out of one home, and whether somebody holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import BaseFileLock, FileLock, Timeout

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.leftovers import sweep
from credscope.progress import say

_NAME = "writer.lock"


def writer_lock(home: Home) -> FileLock:
    """Lock of the one writer of `home`, for steps of runs and the command line; reentrant in a process.

    The system lets go of it when a process is killed; a Dagster pool would keep the slot occupied.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    return FileLock(home.dagster / _NAME, is_singleton=True, thread_local=False)


@contextmanager
def alone(home: Home, what: str) -> Iterator[None]:
    """Hold the writer lock without waiting for it; `what` is what to do later, as in "withdraw".

    Raises CredscopeError where another process works on the home.
    """
    lock = writer_lock(home)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CredscopeError(f"Another run is working on {home.root}: {what} when it has ended.") from None
    try:
        _clear(home, lock)
        yield
    finally:
        lock.release()


@contextmanager
def in_turn(home: Home) -> Iterator[None]:
    """Hold the writer lock, after whoever has it; says so where that means to wait."""
    lock = writer_lock(home)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say("Another run is working on this home; waiting for it to end.")
        lock.acquire()
    try:
        _clear(home, lock)
        yield
    finally:
        lock.release()


def _clear(home: Home, lock: BaseFileLock) -> None:
    """Remove what killed processes left, unless this process is at work there already."""
    if lock.lock_counter == 1:
        sweep(home)


def is_written(home: Home) -> bool:
    """Whether a process is writing into `home` at this moment."""
    if not (home.dagster / _NAME).exists():
        return False
    try:
        with FileLock(home.dagster / _NAME).acquire(timeout=0):
            return False
    except Timeout:
        return True
