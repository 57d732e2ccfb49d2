"""Releases: publish, list, roll back, remove. Readers open `releases/current`; nothing here writes into it.

A release is written to a hidden folder, renamed once it is whole and on disk, and then `current` is switched
by one rename of a symbolic link. What a release must satisfy before it may be published is not decided here.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from credscope import checksums, dictionary
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import alone
from credscope.mart_files import DUCKDB_FILE, copy_marts
from credscope.months import sync
from credscope.same_rows import Digests, mart_digests, require_same_rows


def release_name(inputs: dict[str, Any]) -> str:
    """`<latest delivery date>-<first 8 digits of the build key>`."""
    delivered = max(str(delivery["delivered_on"]) for delivery in inputs["deliveries"])
    return f"{delivered}-{inputs['build_key'][:8]}"


def publish(
    home: Home,
    build_file: Path,
    inputs: dict[str, Any],
    checks: list[dict[str, str]],
    docs: Path | None = None,
    render: Callable[[Path], object] | None = None,
    judged: Digests | None = None,
) -> str:
    """Publish the marts of `build_file` and make them current; the release id.

    `inputs` is what `freshness.inputs` said when the build began; `checks` are rows of name and status
    (passed, warned or failed); `docs` is dbt's static page; `render` writes the report into a folder;
    `judged` says which rows were checked, where that is not what `build_file` holds now.
    The same content published again keeps the folder that is there, unless that is damaged; other content
    under the same id gets the next free number behind it, so that no release ever changes. SHA256SUMS in the
    folder says what its files are. Raises CredscopeError where a check failed, the rows written are not
    those that were checked, or `render` left no report.
    """
    failed = [check["name"] for check in checks if check["status"] == "failed"]
    if failed:
        raise CredscopeError(f"Not released: {len(failed)} checks failed, the first is {failed[0]}.")
    wanted = release_name(inputs)
    _sweep(home)
    temporary = home.releases / f".{wanted}.tmp"
    (temporary / "marts").mkdir(parents=True)
    try:
        record = {
            **inputs,
            "row_counts": copy_marts(build_file, temporary),
            "checks": {
                status: sorted(check["name"] for check in checks if check["status"] == status)
                for status in ("passed", "warned", "failed")
            },
        }
        require_same_rows(temporary, DUCKDB_FILE, judged or mart_digests(build_file))
        dictionary.write(temporary, temporary / DUCKDB_FILE, wanted)
        release_id = _name(home, temporary, record, wanted)
        if not (home.releases / release_id).exists():
            if docs is not None:
                (temporary / "dbt_docs").mkdir()
                shutil.copyfile(docs, temporary / "dbt_docs" / "index.html")
            if render is not None:
                render(temporary)
                _require_report(temporary)
            checksums.record(temporary)
            for path in [*temporary.rglob("*"), temporary]:
                sync(path)
            os.replace(temporary, home.releases / release_id)
            sync(home.releases)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _keep_build(home, build_file, release_id)
    _switch(home, release_id, "published")
    _drop_builds(home, release_id)
    return release_id


def _require_report(folder: Path) -> None:
    if not (folder / "report" / "index.html").exists():
        raise CredscopeError("Not released: the report was written, but not into the release.")


def list_releases(home: Home) -> list[str]:
    """One line a release, the latest switch first: mark of the current one, id, kind, deliveries, when."""
    now, switched = current(home), {line["release_id"]: line["at"] for line in history(home)}
    lines = []
    for release_id in newest_first(home):
        try:
            facts = json.loads((home.releases / release_id / "release.json").read_text(encoding="utf-8"))
            told = f"{facts['kind']}  {len(facts['deliveries'])} deliveries"
        except ValueError:
            told = "damaged, see `credscope doctor`"
        lines.append(
            f"{'*' if release_id == now else ' '} {release_id}  {told}  "
            f"last made current {switched.get(release_id, 'never')}"
        )
    return lines


def current(home: Home) -> str | None:
    """Id of the release that readers see; None before the first."""
    return os.readlink(home.current) if home.current.is_symlink() else None


def history(home: Home) -> list[dict[str, str]]:
    """Switches of `current`, oldest first: at (UTC), action, release_id, previous.

    Their order is that of the lines: a clock may jump. A line that a full disk once cut short says nothing.
    """
    path, lines = home.releases / "history.jsonl", []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        with suppress(json.JSONDecodeError):
            lines.append(json.loads(line))
    return lines


def newest_first(home: Home) -> list[str]:
    """Ids of all releases, the one switched to last first, those never switched to at the end."""
    order = {line["release_id"]: place for place, line in enumerate(history(home))}
    return sorted(_ids(home), key=lambda name: (order.get(name, -1), name), reverse=True)


def damage(home: Home, release_id: str) -> list[str]:
    """Names of the release's files that are not what they were when it was published.

    A release without SHA256SUMS, of before there were any, has nothing to be compared with.
    """
    folder = home.releases / release_id
    return checksums.differing([folder]).get(folder, []) if (folder / checksums.SUMS).exists() else []


def roll_back(home: Home, release_id: str) -> None:
    """Make `release_id` current, whether or not its build is kept.

    Raises CredscopeError where there is no such release, it is damaged, or another process works on the home.
    """
    with alone(home, "roll back"):
        _known(home, release_id)
        if broken := damage(home, release_id):
            raise CredscopeError(
                f"Release {release_id} is damaged ({broken[0]} is not what was published): roll back to "
                "another that `credscope releases` lists, and remove this one with `credscope releases "
                f"remove {release_id}`."
            )
        if release_id != current(home):
            _switch(home, release_id, "rolled back")


def remove(home: Home, release_id: str) -> None:
    """Remove one release, whatever is left of it.

    Raises CredscopeError where there is none such, it is current, or another process works on the home.
    """
    with alone(home, "remove the release"):
        if release_id not in folders(home):
            _known(home, release_id)
        if release_id == current(home):
            raise CredscopeError(
                f"Release {release_id} is current: `credscope releases rollback` makes another one current."
            )
        _remove(home, release_id)


def prune(home: Home, keep: int) -> list[str]:
    """Remove all but the `keep` releases switched to last; the current one always stays. Ids removed."""
    if keep < 1:
        raise CredscopeError(f"--keep {keep} would leave no release; keep at least 1.")
    with alone(home, "prune"):
        removed = sorted(name for name in newest_first(home)[keep:] if name != current(home))
        for release_id in removed:
            _remove(home, release_id)
    return removed


def folders(home: Home) -> list[str]:
    """Names of the folders of releases, in order, also of one that lost its record."""
    found = home.releases.glob("[!.]*")
    return sorted(path.name for path in found if path.is_dir() and not path.is_symlink())


def _ids(home: Home) -> list[str]:
    return [name for name in folders(home) if (home.releases / name / "release.json").exists()]


def _known(home: Home, release_id: str) -> None:
    if release_id not in _ids(home):
        raise CredscopeError(
            f"{home.releases} has no release {release_id}: `credscope releases` lists what is there."
        )


def _remove(home: Home, release_id: str) -> None:
    """Out of sight by one rename, then gone; whoever has a file of it open reads on."""
    leaving = home.releases / f".{release_id}.removed"
    os.replace(home.releases / release_id, leaving)
    shutil.rmtree(leaving)
    shutil.rmtree(home.builds / release_id, ignore_errors=True)


def _sweep(home: Home) -> None:
    """Remove what a killed process left half-written or half-removed; one process at a time publishes."""
    for path in home.releases.glob(".*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _name(home: Home, temporary: Path, record: dict[str, Any], wanted: str) -> str:
    """Write release.json under the id wanted, or under the next number where other content holds that id."""
    number = 1
    while True:
        release_id = wanted if number == 1 else f"{wanted}-{number}"
        build_file = f"{home.builds.name}/{release_id}/{DUCKDB_FILE}"
        _write_json(
            temporary / "release.json", {**record, "release_id": release_id, "build_file": build_file}
        )
        held = home.releases / release_id
        if not held.exists() or (_same(held, temporary) and not damage(home, release_id)):
            return release_id
        number += 1


def _same(one: Path, other: Path) -> bool:
    """Whether two release folders say the same: record and every mart's bytes."""
    names = ["release.json", *(f"marts/{path.name}" for path in sorted((other / "marts").iterdir()))]
    return all(
        (one / name).exists() and (one / name).read_bytes() == (other / name).read_bytes() for name in names
    )


def _keep_build(home: Home, build_file: Path, release_id: str) -> None:
    """Move the build to where release.json says it is; `credscope explain` never misses one there."""
    kept = home.builds / release_id
    if build_file.parent != kept:
        kept.mkdir(parents=True, exist_ok=True)
        os.replace(build_file, kept / DUCKDB_FILE)
        shutil.rmtree(build_file.parent, ignore_errors=True)


def _drop_builds(home: Home, release_id: str) -> None:
    for folder in home.builds.iterdir():
        if folder.name != release_id:
            shutil.rmtree(folder, ignore_errors=True)


def _switch(home: Home, release_id: str, action: str) -> None:
    """Write the switch down, then make it: killed in between, the next run finds it undone and does it."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "action": action,
        "release_id": release_id,
        "previous": current(home),
    }
    _write_lines(home.releases / "history.jsonl", [*history(home), line])
    link = home.releases / f".current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release_id)
    os.replace(link, home.current)
    sync(home.releases)


def _write_lines(path: Path, lines: list[dict[str, Any]]) -> None:
    """Replace a file of JSON lines at once, so that no line is ever half there."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    sync(temporary)
    os.replace(temporary, path)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(
        json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
