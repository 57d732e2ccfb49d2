"""Releases: publish, list, roll back, prune. Readers open `releases/current`, which nothing here writes into.

A release is written to a hidden folder, renamed once it is whole, and then `current` is switched by one
rename of a symbolic link. What a release must satisfy before it may be published is not decided here.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from credscope import dictionary
from credscope.errors import CredscopeError
from credscope.home import Home

DUCKDB_FILE = "credscope.duckdb"
MART_SCHEMA = "main"
STORAGE_VERSION = "v1.0.0"  # every DuckDB since 1.0 can open the file, whatever version wrote it


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
) -> str:
    """Publish the marts of `build_file` and make them current; the release id.

    `inputs` is what `freshness.inputs` said when the build began; `checks` are rows of name and status
    (passed, warned or failed); `docs` is dbt's static page; `render` writes the report into a folder.
    The same content published again keeps the folder that is there; other content under the same id gets the
    next free number behind it, so that no release ever changes. Raises CredscopeError where a check failed.
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
        dictionary.write(temporary, temporary / DUCKDB_FILE, wanted)
        release_id = _name(home, temporary, record, wanted)
        if not (home.releases / release_id).exists():
            if docs is not None:
                (temporary / "dbt_docs").mkdir()
                shutil.copyfile(docs, temporary / "dbt_docs" / "index.html")
            if render is not None:
                render(temporary)
            os.replace(temporary, home.releases / release_id)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _keep_build(home, build_file, release_id)
    _switch(home, release_id, "published")
    _drop_builds(home, release_id)
    return release_id


def copy_marts(build_file: Path, folder: Path) -> dict[str, int]:
    """Copy every mart of a build into `folder` as tables of one DuckDB file and as Parquet; rows by mart.

    Rows are ordered by all columns from the left, which begins with the grain: equal marts give equal bytes.
    """
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        connection.execute(
            f"attach {_text(folder / DUCKDB_FILE)} as release (storage_version '{STORAGE_VERSION}')"
        )
        marts = connection.execute(
            "select table_name, comment from duckdb_tables() "
            "where database_name = 'build' and schema_name = ? order by table_name",
            [MART_SCHEMA],
        ).fetchall()
        if not marts:
            raise CredscopeError(f"{build_file} holds no marts: the build did not finish.")
        counts = {}
        for mart, comment in marts:
            source = f'build.{MART_SCHEMA}."{mart}"'
            connection.execute(f'create table release.main."{mart}" as select * from {source} order by all')
            _copy_comments(connection, mart, comment)
            connection.execute(
                f'copy (select * from release.main."{mart}" order by all) '
                f"to {_text(folder / 'marts' / f'{mart}.parquet')} (format parquet, compression zstd)"
            )
            counted = connection.execute(f'select count(*) from release.main."{mart}"').fetchone()
            counts[mart] = counted[0] if counted else 0
        connection.execute("detach release")
    return counts


def list_releases(home: Home) -> list[str]:
    """One line a release, the latest switch first: mark of the current one, id, kind, deliveries, when."""
    now, switched = current(home), {line["release_id"]: line["at"] for line in history(home)}
    lines = []
    for release_id in sorted(_ids(home), key=lambda name: (switched.get(name, ""), name), reverse=True):
        facts = json.loads((home.releases / release_id / "release.json").read_text(encoding="utf-8"))
        lines.append(
            f"{'*' if release_id == now else ' '} {release_id}  {facts['kind']}  "
            f"{len(facts['deliveries'])} deliveries  last made current {switched.get(release_id, 'never')}"
        )
    return lines


def current(home: Home) -> str | None:
    """Id of the release that readers see; None before the first."""
    return os.readlink(home.current) if home.current.is_symlink() else None


def history(home: Home) -> list[dict[str, str]]:
    """Switches of `current`, oldest first: at (UTC), action, release_id, previous."""
    path = home.releases / "history.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def roll_back(home: Home, release_id: str) -> None:
    """Make `release_id` current; raises CredscopeError where there is no such release."""
    if release_id not in _ids(home):
        raise CredscopeError(
            f"{home.releases} has no release {release_id}: `credscope releases` lists what is there."
        )
    if release_id != current(home):
        _switch(home, release_id, "rolled back")


def prune(home: Home, keep: int) -> list[str]:
    """Remove all but the `keep` releases switched to last; the current one always stays. Ids removed."""
    if keep < 1:
        raise CredscopeError(f"--keep {keep} would leave no release; keep at least 1.")
    switched = {line["release_id"]: line["at"] for line in history(home)}
    newest = sorted(_ids(home), key=lambda name: (switched.get(name, ""), name), reverse=True)
    removed = sorted(name for name in newest[keep:] if name != current(home))
    for release_id in removed:
        leaving = home.releases / f".{release_id}.removed"
        os.replace(home.releases / release_id, leaving)
        shutil.rmtree(leaving)
        shutil.rmtree(home.builds / release_id, ignore_errors=True)
    return removed


def _ids(home: Home) -> list[str]:
    return [
        path.parent.name for path in home.releases.glob("[!.]*/release.json") if not path.parent.is_symlink()
    ]


def _sweep(home: Home) -> None:
    """Remove what a killed process left half-written; one process at a time publishes."""
    for pattern in (".*.tmp", ".*.removed"):
        for folder in home.releases.glob(pattern):
            shutil.rmtree(folder)


def _name(home: Home, temporary: Path, record: dict[str, Any], wanted: str) -> str:
    """Write release.json under the id wanted, or under the next number where other content holds that id."""
    number = 1
    while True:
        release_id = wanted if number == 1 else f"{wanted}-{number}"
        build_file = f"{home.builds.name}/{release_id}/{DUCKDB_FILE}"
        _write_json(
            temporary / "release.json", {**record, "release_id": release_id, "build_file": build_file}
        )
        if not (home.releases / release_id).exists() or _same(home.releases / release_id, temporary):
            return release_id
        number += 1


def _same(one: Path, other: Path) -> bool:
    """Whether two release folders say the same: record and every mart's bytes."""
    names = ["release.json", *(f"marts/{path.name}" for path in sorted((other / "marts").iterdir()))]
    return all(
        (one / name).exists() and (one / name).read_bytes() == (other / name).read_bytes() for name in names
    )


def _keep_build(home: Home, build_file: Path, release_id: str) -> None:
    """Move the build to where release.json says it is, for `credscope explain`."""
    kept = home.builds / release_id
    if build_file.parent != kept:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        os.replace(build_file, kept / DUCKDB_FILE)
        shutil.rmtree(build_file.parent, ignore_errors=True)


def _drop_builds(home: Home, release_id: str) -> None:
    for folder in home.builds.iterdir():
        if folder.name != release_id:
            shutil.rmtree(folder, ignore_errors=True)


def _switch(home: Home, release_id: str, action: str) -> None:
    previous = current(home)
    link = home.releases / f".current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release_id)
    os.replace(link, home.current)
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "action": action,
        "release_id": release_id,
    }
    with (home.releases / "history.jsonl").open("a", encoding="utf-8") as opened:
        opened.write(json.dumps({**line, "previous": previous}) + "\n")


def _copy_comments(connection: duckdb.DuckDBPyConnection, mart: str, comment: str | None) -> None:
    if comment:
        connection.execute(f'comment on table release.main."{mart}" is {_text(comment)}')
    described = connection.execute(
        "select column_name, comment from duckdb_columns() where database_name = 'build' "
        "and schema_name = ? and table_name = ? and comment is not null",
        [MART_SCHEMA, mart],
    ).fetchall()
    for column, meaning in described:
        connection.execute(f'comment on column release.main."{mart}"."{column}" is {_text(meaning)}')


def _text(value: object) -> str:
    """`value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(
        json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
