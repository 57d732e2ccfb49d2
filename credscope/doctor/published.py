"""What the doctor asks of releases: that each is as it was published, and that `current` leads to one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from credscope import checksums, lake
from credscope import releases as known
from credscope.doctor.findings import Answer, answer
from credscope.home import FORMAT, Home
from credscope.mart_files import DUCKDB_FILE


def releases(home: Home, quick: bool) -> Answer:
    """Every release, not only the current one, holds the rows that it says, in files as published."""
    names = known.folders(home)
    found = {name: said for name in names if (said := _rows_wrong(home, name))}
    if not quick:
        folders = [home.releases / name for name in names if _has_checksums(home, name)]
        for folder, files in checksums.differing(folders, "Files of releases").items():
            more = f" and {len(files) - 1} more are" if len(files) > 1 else " is"
            found.setdefault(folder.name, f"{files[0]}{more} not what was published")
    sound = [name for name in known.newest_first(home) if name not in found]
    troubles = [f"{name}: {said}: {_what_to_do(home, name, sound)}" for name, said in found.items()]
    return answer(troubles, f"{len(names)}, rows as they say{'' if quick else ', files as published'}")


def current(home: Home) -> Answer:
    """`current` leads to a release, whose build is kept for `credscope explain`."""
    others = known.newest_first(home)
    if not os.path.lexists(home.current):
        if others:
            return False, f"{home.current} is missing: `credscope releases rollback {others[0]}`"
        return True, "none yet"
    if not (home.current / "release.json").exists():
        way = f"releases rollback {others[0]}" if others else "refresh"
        return False, f"{home.current} leads nowhere: make another current with `credscope {way}`"
    record = _record(home.current)
    build = home.root / str(record.get("build_file"))
    rows = f"{len(record['row_counts'])} marts, {sum(record['row_counts'].values()):,} rows"
    kept = "" if build.is_file() else ", its build is not kept: `credscope explain` says how to make it again"
    return True, f"{record['release_id']}, {rows}{kept}"


def _record(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "release.json").read_text(encoding="utf-8"))


def _has_checksums(home: Home, name: str) -> bool:
    """In a home of before there were checksums, a release may be without."""
    return home.format() == FORMAT or (home.releases / name / checksums.SUMS).exists()


def _rows_wrong(home: Home, name: str) -> str | None:
    """What is wrong with the record and the rows of a release; None where nothing is."""
    folder = home.releases / name
    try:
        record = _record(folder)
        counts: dict[str, int] = record["row_counts"]
        parquet = {path.stem: pq.read_metadata(path).num_rows for path in folder.glob("marts/*.parquet")}
        with duckdb.connect(str(folder / DUCKDB_FILE), read_only=True) as connection:
            tables = connection.execute("select table_name from duckdb_tables()").fetchall()
            stored = {
                table: connection.execute(f'select count(*) from "{table}"').fetchall()[0][0]
                for (table,) in tables
            }
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        return f"cannot be read ({' '.join(str(error).split())[:200]})"
    marts = sorted(counts.keys() | parquet.keys() | stored.keys())
    wrong = [mart for mart in marts if not counts.get(mart) == parquet.get(mart) == stored.get(mart)]
    if wrong:
        return f"row counts differ from release.json in {', '.join(wrong)}"
    if record.get("kind") != home.kind():
        return f"it is of kind {record.get('kind')}, the home of {home.kind()}"
    return None


def _what_to_do(home: Home, name: str, sound: list[str]) -> str:
    """The command that takes a damaged release out of the way, or makes another one current before."""
    if name != known.current(home):
        return f"`credscope releases remove {name}`"
    if sound:
        return f"`credscope releases rollback {sound[0]}`, then `credscope releases remove {name}`"
    held = lake.months(home)
    month = f" --month {held[-1][1]}" if held else ""
    return f"`credscope refresh{month}` publishes it anew, then `credscope releases remove {name}`"
