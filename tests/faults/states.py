"""What a home holds, so that two can be compared: every file, and of a release what it says.

Left out is what may differ between two homes that hold the same: times of day, the run history of Dagster,
and how a DuckDB file was laid out.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from small_delivery import fingerprint

from credscope import releases
from credscope.doctor import doctor
from credscope.home import Home
from credscope.leftovers import leftovers

TIMED = "releases/history.jsonl"
SUMS = "SHA256SUMS"
MADE = ("build/", "dbt_docs/")
"""What tells how a build was made: a month that a killed run had closed already is not opened again."""


def state(home: Home) -> dict[str, str]:
    """SHA-256 by name of all that counts; DuckDB files by their rows, the history without its times."""
    found = fingerprint(home.root)
    for name in list(found):
        if name.endswith(".duckdb"):
            found[name] = rows(home.root / name)
        elif name == SUMS or (name.startswith("releases/") and name.endswith(SUMS)):
            del found[name]
    if TIMED in found:
        found[TIMED] = json.dumps(switches(home))
    return found


def answers(found: dict[str, str]) -> dict[str, str]:
    """A state without what tells how the build was made."""
    return {name: said for name, said in found.items() if not any(part in name for part in MADE)}


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Names that are in one of two states only or stand for something else in the other."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def rows(file: Path) -> str:
    """SHA-256 of every table and row of a DuckDB file."""
    digest = hashlib.sha256()
    with duckdb.connect(str(file), read_only=True) as connection:
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() order by all"
        ).fetchall():
            held = connection.execute(f'select * from "{schema}"."{table}" order by all').fetchall()
            digest.update(f"{schema}.{table}{held}".encode())
    return digest.hexdigest()


def switches(home: Home) -> list[tuple[str, str | None]]:
    """(release, release before) of every switch of `current`; one written down twice by a kill, once."""
    told = [(line["release_id"], line["previous"]) for line in releases.history(home)]
    return [one for place, one in enumerate(told) if place == 0 or told[place - 1] != one]


def lost_rows(home: Home, sound: Home) -> int:
    """Rows that the lake of `sound` has and that of `home` has not."""
    return max(0, _rows(sound) - _rows(home))


def _rows(home: Home) -> int:
    return sum(pq.read_metadata(path).num_rows for path in home.postings.glob("*/*.parquet"))


def wrong_answers(home: Home, sound: Home) -> int:
    """Files of the current release that say something else than those of `sound`."""
    one, other = (state(Home(each.releases / str(releases.current(each)))) for each in (home, sound))
    return len(differing(answers(one), answers(other)))


def complaints(home: Home) -> list[str]:
    """What the doctor finds wrong with the home itself, and what was left over."""
    environment = ("Python", "packages", "disk")
    found = [
        f"{check}: {detail}" for check, ok, detail in doctor(home) if not ok and check not in environment
    ]
    return found + [str(path) for path in leftovers(home)]


def readable(home: Home) -> None:
    """Raise unless `current`, where there is one, opens and holds what its release.json says."""
    if releases.current(home) is None:
        return
    record = json.loads((home.current / "release.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(home.current / releases.DUCKDB_FILE), read_only=True) as connection:
        for mart, count in record["row_counts"].items():
            assert connection.execute(f"select count(*) from {mart}").fetchall() == [(count,)]
            assert pq.read_metadata(home.current / "marts" / f"{mart}.parquet").num_rows == count
