"""What the disk refuses a writer, no room or no right, as one sentence. Other errors are not its matter.

Python, Arrow, DuckDB, SQLite and dbt each say it in their own way, with or without an error number.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator

from credscope.home import Home

FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded", " requested and ")
CLOSED = ("Read-only file system", "Permission denied")
CLOSED_DATABASE = "attempt to write a readonly database"
_NAMED = {
    errno.ENOSPC: FULL[0], errno.EDQUOT: FULL[2], errno.EROFS: CLOSED[0], errno.EACCES: CLOSED[1],
}  # fmt: skip
_LEAST_BYTES = 1 << 20
"""With less room than this, an error that does not say what it is about is about the room."""


def is_full(error: BaseException) -> bool:
    """Whether `error`, or what it came from, says that there is no room left."""
    return any(word in said for said in _said(error) for word in FULL)


def trouble(error: BaseException | str, home: Home) -> str | None:
    """The sentence, where `error`, what it came from, or what a program said is about the disk; else None."""
    said = list(_said(error))
    root = str(home.root)
    named = re.compile(rf"{re.escape(root)}[^'\"\s]*")
    denied = [one for one in said if any(word in one for word in CLOSED)]
    closed = [found[-1] for one in denied if (found := named.findall(one))]
    if any(CLOSED_DATABASE in one for one in said):
        closed.append(str(home.dagster))
    if closed:
        return (
            f"{closed[0]} cannot be written: give this user the right to write under {root}, or set "
            "CREDSCOPE_HOME to another folder. What is there is as it was."
        )
    if any(word in one for one in said for word in FULL) or _is_short_of_room(error, home):
        return (
            f"There is no room left on the disk of {root}: make room and give the command again. "
            "What was taken in and released before is as it was."
        )
    return None


def _said(error: BaseException | str | None) -> Iterator[str]:
    """What the error says, and what those say that it came from; a number is put into words."""
    if isinstance(error, str):
        yield error
        return
    while error is not None:
        number = error.errno if isinstance(error, OSError) else None
        yield f"{_NAMED.get(number or 0, '')} {error}"
        error = error.__cause__ or error.__context__


def _is_short_of_room(error: BaseException | str, home: Home) -> bool:
    place = next(one for one in (home.root, *home.root.parents) if one.exists())
    return not isinstance(error, str) and shutil.disk_usage(place).free < _LEAST_BYTES
