"""Which rules and gates were accepted, and why: the lock that keeps an unmeant change out of a release.

No check of the data can tell that a keyword was dropped or a suite emptied: both leave sound tables behind.
So `expectations/accepted.lock` records the digest of every seed, suite, test and contract with the reason of
its last change, and nothing is read or built while a file is another one. What the files say, and whether a
change is right, is not judged here.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from credscope.digests import digest_file, files_under
from credscope.errors import CredscopeError
from credscope.home import PROJECT_ROOT

LOCK = "expectations/accepted.lock"
GUARDED = (
    ("dbt_project", (".csv", ".yml")),
    ("dbt_project/tests", (".sql",)),
    ("dbt_project/macros/tests", (".sql",)),
    ("expectations", (".json",)),
)
"""Folders and kinds of files: rules, contracts with their column tests, tests of dbt, and suites."""

Record = dict[str, str]


def changed(root: Path = PROJECT_ROOT) -> dict[str, str]:
    """What is no longer as accepted: `changed`, `new` or `removed` by path below `root`, in path order.

    Raises CredscopeError where the lock is missing or cannot be read.
    """
    accepted, found = _accepted(root), _digests(root)
    told = {}
    for path in sorted(accepted.keys() | found.keys()):
        if path not in accepted:
            told[path] = "new"
        elif path not in found:
            told[path] = "removed"
        elif accepted[path]["sha256"] != found[path]:
            told[path] = "changed"
    return told


def require_accepted(root: Path = PROJECT_ROOT) -> None:
    """Raise CredscopeError naming the first file that is not as accepted, if any."""
    told = changed(root)
    if told:
        path, how = next(iter(told.items()))
        more = f", and {len(told) - 1} more" if len(told) > 1 else ""
        raise CredscopeError(
            f"The rules and gates are not those that were accepted: {path} is {how}{more}. If that is meant, "
            'run `credscope accept --reason "…"`; else restore the file.'
        )


def accept(reason: str, root: Path = PROJECT_ROOT) -> dict[str, str]:
    """Write the lock anew, `reason` beside every file that is not as accepted; those files as `changed` does.

    Raises CredscopeError for a blank reason.
    """
    said = " ".join(reason.split())
    if not said:
        raise CredscopeError('Say why the rules and gates changed: `credscope accept --reason "…"`.')
    held = _accepted(root) if (root / LOCK).exists() else {}
    told = changed(root) if held else dict.fromkeys(_digests(root), "new")
    month = datetime.now(UTC).strftime("%Y-%m")
    records = {
        path: held[path] if path not in told else {"sha256": digest, "accepted_on": month, "reason": said}
        for path, digest in _digests(root).items()
    }
    if told:
        _write(root / LOCK, records)
    return told


def _digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): digest_file(path)
        for folder, kinds in GUARDED
        for path in files_under(root / folder)
        if path.suffix in kinds
    }


def _accepted(root: Path) -> dict[str, Record]:
    path = root / LOCK
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        trouble = "is missing"
    except ValueError:
        trouble = "cannot be read"
    raise CredscopeError(f"{path} {trouble}: restore it from the version control of the project.")


def _write(path: Path, records: dict[str, Record]) -> None:
    """One line a file, so that a difference shows which files changed and why."""
    lines = (f"{json.dumps(name)}: {json.dumps(records[name])}" for name in sorted(records))
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    os.replace(temporary, path)
