"""What a killed process leaves under a home: found by its name, and removed before anybody works there again.

Nothing here is ever taken for data: it lies in staging, or its name is hidden and says what it was to become.
What a step left in its own folder, as a build that did not finish, that step removes.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from credscope import closing
from credscope.home import Home

_UNFINISHED = re.compile(r"\..+\.(\d+|tmp|removed)")
_WRITTEN_ALONE = (
    ".",
    "lake/deliveries/*",
    "lake/overlaps",
    "lake/postings/*",
    "lake/ties/*",
    "readings/*",
    "duplicates",
    "duplicates/sketches/*",
    "acknowledged",
    "outside",
    "dagster",
    "releases",
    "releases/[!.]*",
)
"""Folders that only the holder of the home's lock writes into."""


def leftovers(home: Home) -> list[Path]:
    """What there is, in order; while a process is at work there, also what it is working on."""
    found = [*home.staging.glob("*"), *closing.leftovers(home)]
    for folder in _WRITTEN_ALONE:
        found += [path for path in home.root.glob(f"{folder}/.*") if _UNFINISHED.fullmatch(path.name)]
    return sorted(found)


def sweep(home: Home) -> None:
    """Remove all of it; to be called by the holder of the home's lock, before it writes anything."""
    for path in leftovers(home):
        if not os.path.lexists(path):
            continue  # what lies in the current release has two names
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
