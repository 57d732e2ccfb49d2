"""What the doctor asks of the machine: Python, packages, a place that can be written, room on the disk."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
import tempfile
from pathlib import Path

from credscope.doctor.findings import Answer
from credscope.home import PROJECT_ROOT, Home

PYTHON_SINCE, PYTHON_BEFORE = (3, 11), (3, 14)
FREE_BYTES = 5 * 10**9
"""Less free space than this cannot hold a build and a release beside the current one."""

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")


def python(home: Home) -> Answer:
    """Credscope runs on this interpreter."""
    found = ".".join(map(str, sys.version_info[:3]))
    if PYTHON_SINCE <= sys.version_info[:2] < PYTHON_BEFORE:
        return True, found
    return False, f"{found}, but Credscope runs on 3.11 to 3.13: `make PYTHON=python3.12 setup` takes another"


def packages(home: Home) -> Answer:
    """Packages are those that the lock file names."""
    lock = PROJECT_ROOT / "requirements.lock"
    if not lock.exists():
        return False, f"{lock} is missing: check out the repository again"
    wrong = []
    pins = locked_versions(lock)
    for name, wanted in pins.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "missing"
        if found != wanted:
            wrong.append(f"{name} {found} instead of {wanted}")
    if wrong:
        return False, f"{'; '.join(wrong[:5])}{' …' if len(wrong) > 5 else ''}: run `make setup`"
    return True, f"{len(pins)} as locked"


def locked_versions(lock: Path) -> dict[str, str]:
    """Versions by distribution that the lock file `lock` pins for this interpreter and platform."""
    from packaging.markers import Marker

    pins = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        found = PIN.match(line)
        if found and (found[3] is None or Marker(found[3]).evaluate()):
            pins[found[1]] = found[2]
    return pins


def writable(home: Home) -> Answer:
    """The home can be written, or made where it is not there yet."""
    place = _nearest(home.root)
    if not place.is_dir():
        return False, f"{place} is a file, not a folder: set CREDSCOPE_HOME to another place"
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return False, (
            f"{place} cannot be written ({error.strerror}): give this user the right to, "
            "or set CREDSCOPE_HOME to another place"
        )
    return True, f"{home.root} can be written" + ("" if home.root.exists() else " (not made yet)")


def disk(home: Home) -> Answer:
    """There is room for a build and a release."""
    free = shutil.disk_usage(_nearest(home.root)).free
    if free >= FREE_BYTES:
        return True, f"{free / 1e9:,.1f} GB free"
    return False, (
        f"{free / 1e9:,.1f} GB free, {FREE_BYTES / 1e9:.0f} GB are wanted: make room; "
        "`credscope releases prune --keep 3` removes old releases"
    )


def _nearest(path: Path) -> Path:
    """`path` or the first folder above it that exists."""
    return next(one for one in (path, *path.parents) if one.exists())
