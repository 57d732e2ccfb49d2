"""What lies in a delivered folder, walked so that nothing in it leads elsewhere.

A delivery comes from others. A link in it that leads out of it would take files of this machine in, and a
name that is no text could not be written down. Which of the files are read is decided by the layouts.
"""

from __future__ import annotations

import os
from pathlib import Path

from credscope.errors import CredscopeError

DEEPEST = 50
"""Levels of folders; those of deliveries seen have at most four."""


def walked(folder: Path) -> list[Path]:
    """Every regular file below `folder` in order of names; links to folders are not followed.

    Raises CredscopeError for a link that leads out of the folder, a name that is no text, and for folders
    within folders beyond DEEPEST.
    """
    files = []
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > DEEPEST:
            raise CredscopeError(f"{folder.name} has folders within folders, more than {DEEPEST} of them.")
        with os.scandir(here) as entries:
            for entry in entries:
                path = Path(entry.path)
                check_name(path)
                if entry.is_symlink():
                    _check_link(folder, path)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((path, depth + 1))
                elif entry.is_file():
                    files.append(path)
    return sorted(files)


def check_name(path: Path) -> None:
    """Raise CredscopeError where a name has bytes that are no UTF-8, so that no manifest could hold it."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raise CredscopeError(f"The name of {path.name!a} is no text in UTF-8: rename it.") from None


def _check_link(folder: Path, link: Path) -> None:
    root, target = os.path.realpath(folder), os.path.realpath(link)
    if os.path.commonpath([root, target]) != root:
        raise CredscopeError(
            f"{link.relative_to(folder.parent)} is a link that leads out of the delivery: "
            "put the file itself there, or remove the link."
        )
