"""Checks of the environment and of everything under a home. Looks only; repairs nothing."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.home import KINDS, PROJECT_ROOT, Home
from credscope.lock import is_written

Finding = tuple[str, bool, str]
PYTHON_SINCE, PYTHON_BEFORE = (3, 11), (3, 14)
FREE_BYTES = 5 * 10**9
"""Less free space than this cannot hold a build and a release beside the current one."""

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")


def doctor(home: Home) -> list[Finding]:
    """Every check as (check, ok, detail), in the order a reader would repair them. Never raises."""
    checks: list[tuple[str, Callable[[Home], tuple[bool, str]]]] = [
        ("Python", _python),
        ("packages", _packages),
        ("home", _home),
        ("disk", _disk),
        ("kind of home", _kind),
        ("deliveries", _deliveries),
        ("staging", _staging),
        ("months", _months),
        ("readings", _readings),
        ("duplicates", _duplicates),
        ("closed months", _closed),
        ("current release", _release),
    ]
    return [(name, *_guarded(check, home)) for name, check in checks]


def _guarded(check: Callable[[Home], tuple[bool, str]], home: Home) -> tuple[bool, str]:
    """The check's answer; a check that fails itself is a finding and does not hide the others."""
    try:
        return check(home)
    except Exception as error:
        return False, f"could not be checked: {type(error).__name__}: {' '.join(str(error).split())}"


def _python(home: Home) -> tuple[bool, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = "3.11 to 3.13"
    if PYTHON_SINCE <= sys.version_info[:2] < PYTHON_BEFORE:
        return True, found
    return False, f"{found}, but Credscope runs on {wanted}"


def locked_versions(lock: Path) -> dict[str, str]:
    """Versions by distribution that the lock file `lock` pins for this interpreter and platform."""
    from packaging.markers import Marker

    pins = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        found = PIN.match(line)
        if found and (found[3] is None or Marker(found[3]).evaluate()):
            pins[found[1]] = found[2]
    return pins


def _packages(home: Home) -> tuple[bool, str]:
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


def _nearest(path: Path) -> Path:
    """`path` or the first folder above it that exists."""
    return next(one for one in (path, *path.parents) if one.exists())


def _home(home: Home) -> tuple[bool, str]:
    place = _nearest(home.root)
    if not place.is_dir():
        return False, f"{place} is a file, not a folder: set CREDSCOPE_HOME to another place"
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return False, f"{place} cannot be written: {error.strerror}"
    return True, f"{home.root} can be written" + ("" if home.root.exists() else " (not made yet)")


def _disk(home: Home) -> tuple[bool, str]:
    free = shutil.disk_usage(_nearest(home.root)).free
    return free >= FREE_BYTES, f"{free / 1e9:,.1f} GB free" + (
        "" if free >= FREE_BYTES else f", {FREE_BYTES / 1e9:.0f} GB are wanted"
    )


def _kind(home: Home) -> tuple[bool, str]:
    kind = home.kind()
    if kind is None:
        return True, "nothing taken in yet"
    return kind in KINDS, kind if kind in KINDS else f"home.json says {kind!r}, which is not a kind of home"


def _deliveries(home: Home) -> tuple[bool, str]:
    """Counts of every manifest add up, and the months it lists are there with the rows it says."""
    wrong = []
    folders = [path for path in sorted(home.deliveries.glob("*")) if path.is_dir()]
    for folder in folders:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        accepted, quarantined = manifest["accepted_count"], manifest["quarantined_count"]
        if manifest["read_count"] != accepted + quarantined:
            read = manifest["read_count"]
            wrong.append(f"{folder.name}: {read} read, {accepted} accepted, {quarantined} quarantined")
        rows = _rows(folder / "months")
        if rows != manifest["months"] or sum(rows.values()) != accepted:
            wrong.append(f"{folder.name}: its months hold {sum(rows.values())} rows of {accepted} accepted")
    if wrong:
        return False, "; ".join(wrong)
    return True, f"{len(folders)}, rows read = accepted + quarantined in each"


def _rows(folder: Path) -> dict[str, int]:
    """Rows of every Parquet file in `folder` by its stem."""
    return {path.stem: pq.read_metadata(path).num_rows for path in folder.glob("*.parquet")}


def _staging(home: Home) -> tuple[bool, str]:
    """Whatever lies in staging while nothing runs was left by a process that was stopped."""
    left = sorted(path.name for path in home.staging.glob("*")) if home.staging.exists() else []
    return _left_over(home, left, home.staging)


def _left_over(home: Home, names: list[str], folder: Path, otherwise: str = "empty") -> tuple[bool, str]:
    if not names:
        return True, otherwise
    if is_written(home):
        return True, f"{', '.join(names[:3])} of the run that is at work"
    return False, f"{', '.join(names[:3])} left over: safe to remove while nothing is running ({folder})"


def _months(home: Home) -> tuple[bool, str]:
    import credscope.lake as lake

    return _stale(lake.stale_months(home), f"{len(list(home.postings.glob('*/*.parquet')))} up to date")


def _readings(home: Home) -> tuple[bool, str]:
    import credscope.readings as readings
    from credscope.rules import Rules

    stale = readings.stale_months(home, Rules.load(home=home))
    return _stale(stale, f"{len(list(home.readings.glob('*/*.parquet')))} months up to date")


def _duplicates(home: Home) -> tuple[bool, str]:
    import credscope.duplicates.links as links
    from credscope.duplicates.rules import Rules

    stale = [("links of", month) for month in links.stale_months(home, Rules.load())]
    return _stale(stale, f"links of {len(links.linked_months(home))} months up to date")


def _closed(home: Home) -> tuple[bool, str]:
    """Every file of a closed month opens; one that is out of date is no fault, a refresh replaces it."""
    import credscope.closing as closing

    files = sorted(home.closed.glob("[!.]*/[!.]*/*.parquet"))
    broken = [path for path in files if not _opens(path)]
    if broken:
        return False, f"{broken[0]} cannot be read: remove its folder and run `credscope refresh`"
    keys = closing.month_keys(home)
    held = sorted({(path.parts[-3], path.parts[-2]) for path in files})
    present = [month for month, key in held if keys.get(month) == key]
    left = [str(path.relative_to(home.closed)) for path in closing.leftovers(home)]
    return _left_over(home, left, home.closed, f"{len(present)} of {len(keys)} as the lake and the rules are")


def _opens(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (OSError, pa.ArrowInvalid):
        return False
    return True


def _stale(months: list[tuple[str, str]], otherwise: str) -> tuple[bool, str]:
    if not months:
        return True, otherwise
    named = ", ".join(f"{source} {month}" for source, month in months[:3])
    more = f" and {len(months) - 3} more" if len(months) > 3 else ""
    return False, f"{named}{more} to be rebuilt: run `credscope refresh`"


def _release(home: Home) -> tuple[bool, str]:
    """The current release opens, and its DuckDB file and Parquet files hold the rows that it says."""
    if not os.path.lexists(home.current):
        return True, "none yet"
    if not (home.current / "release.json").exists():
        return False, f"{home.current} leads nowhere: make another current with `credscope releases rollback`"
    release: dict[str, Any] = json.loads((home.current / "release.json").read_text(encoding="utf-8"))
    counts: dict[str, int] = release["row_counts"]
    parquet = _rows(home.current / "marts")
    with duckdb.connect(str(home.current / "credscope.duckdb"), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        stored = {
            name: connection.execute(f'select count(*) from "{name}"').fetchall()[0][0] for name in tables
        }
    release_id, marts = release.get("release_id"), sorted(counts.keys() | parquet.keys() | stored.keys())
    wrong = [mart for mart in marts if not counts.get(mart) == parquet.get(mart) == stored.get(mart)]
    if wrong:
        return False, f"{release_id}: row counts differ from release.json in {', '.join(wrong)}"
    if release.get("kind") != home.kind():
        return False, f"{release_id} is of kind {release.get('kind')}, the home of {home.kind()}"
    return True, f"{release_id}, {len(counts)} marts, {sum(counts.values()):,} rows"
