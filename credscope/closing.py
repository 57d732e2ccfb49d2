"""Closed months: aggregates of a month kept between builds, used again until what they come from changes.

A build works on open months only; for the others it reads what an earlier build found, as
closed/<YYYY-MM>/<key>/<model>.parquet. The key covers everything that decides a month's aggregates, so a file
under a month's present key is right, whoever wrote it and when. Which tables are aggregates of months is
decided by whoever builds; here only files are known.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from credscope import checksums, lake
from credscope.contract import LAKE, LINKS, READING, digest
from credscope.digests import digest_files, files_under
from credscope.duplicates.links import said
from credscope.errors import CredscopeError
from credscope.home import SEEDS, Home
from credscope.keys import file_key

DBT_PROJECT = SEEDS.parent
DECIDING = ("models/staging", "models/intermediate", "macros", "seeds/rules", "seeds/reference")
NO_ROWS = "~no-rows.parquet"
"""Sorts behind every source, so that DuckDB takes its first guess of sizes from a file with rows."""

_FORM = "1"
_END = b"PAR1"


@dataclass(frozen=True)
class Plan:
    """What a build does with every month of the lake: `keys` by month, and which months it works on."""

    keys: Mapping[str, str]
    open: tuple[str, ...]

    @property
    def closed(self) -> tuple[str, ...]:
        opened = set(self.open)
        return tuple(month for month in self.keys if month not in opened)

    def reopened(self, months: Collection[str]) -> Plan:
        """The same with `months` of the lake open too, although nothing in them changed."""
        return Plan(self.keys, tuple(month for month in self.keys if month in {*self.open, *months}))


def rules_digest(project: Path = DBT_PROJECT) -> str:
    """16 hex digits over everything in the dbt project that decides what a month's aggregates are.

    Descriptions and tests beside the models decide nothing: YAML counts only where it names files or types.
    """
    files = [project / "dbt_project.yml"]
    for folder in DECIDING:
        files += [
            path
            for path in files_under(project / folder)
            if path.suffix in (".sql", ".csv") or path.name in ("_sources.yml", "_seeds.yml")
        ]
    return digest_files(files, project)[:16]


def month_keys(home: Home, project: Path = DBT_PROJECT) -> dict[str, str]:
    """Key of every month of the lake, in order: its rows, what was read in them and how they are linked, by
    which rules.

    The key of a lake month names the deliveries that decide it, which never change, so that repeated rows and
    all else that is derived from these deliveries alone follow from it.
    """
    rules = rules_digest(project)
    parts: dict[str, list[str]] = {}
    for source, month in lake.months(home):
        keys = (file_key(path(source, month)) or "" for path in (home.posting_month, home.reading_month))
        parts.setdefault(month, []).append("=".join((source, *keys)))
    return {month: digest(_FORM, rules, said(home, month), *sorted(parts[month])) for month in sorted(parts)}


def plan(home: Home, models: Collection[str], project: Path = DBT_PROJECT) -> Plan:
    """Open is every month that lacks the aggregates of one of `models`, or has other ones than were kept."""
    keys = month_keys(home, project)
    whole = {m: home.closed / m / key for m, key in keys.items() if _whole(home.closed / m / key, models)}
    damaged = checksums.differing(whole.values())
    return Plan(keys, tuple(m for m in keys if m not in whole or whole[m] in damaged))


def _whole(folder: Path, models: Collection[str]) -> bool:
    """Whether every model's file is there to its end; one that a power cut emptied is not."""
    try:
        return bool(models) and all(_ends(folder / f"{model}.parquet") for model in models)
    except OSError:
        return False


def _ends(path: Path) -> bool:
    with path.open("rb") as opened:
        opened.seek(-len(_END), os.SEEK_END)
        return opened.read() == _END


def link_open(home: Home, plan: Plan, folder: Path) -> None:
    """Make folder/{postings,readings,duplicates}/*.parquet: links to the open months, and one empty file
    each.

    The empty file has the schema of the contract, so that a pattern over the folder always finds columns.
    """
    wanted = set(plan.open)
    for name, files, schema in (
        ("postings", home.postings.glob("*/*.parquet"), LAKE),
        ("readings", home.readings.glob("*/*.parquet"), READING),
        ("duplicates", home.duplicates.glob("*.parquet"), LINKS),
    ):
        (folder / name).mkdir(parents=True)
        pq.write_table(schema.empty_table(), folder / name / NO_ROWS)
        for path in sorted(files):
            if path.stem in wanted:
                (folder / name / f"{path.parent.name}-{path.name}").symlink_to(path)


def link_closed(home: Home, plan: Plan, models: Iterable[str], folder: Path) -> Path | None:
    """Make folder/<model>/<month>.parquet: links to what closed months hold; None where none is closed."""
    if not plan.closed:
        return None
    for model in models:
        (folder / model).mkdir(parents=True)
        for month in plan.closed:
            held = home.closed / month / plan.keys[month] / f"{model}.parquet"
            (folder / model / f"{month}.parquet").symlink_to(held)
    return folder


def close_months(home: Home, build_file: Path, tables: Mapping[str, str], plan: Plan) -> None:
    """Keep what a build found for its open months, and nothing else but what is still right.

    `tables` names the table of each model as `schema.table`; each has a DATE column posted_month, the first
    day. A month without rows in a table gets an empty file. Rows are sorted, so that equal rows give equal
    bytes. Every month appears by one rename; to be called by the holder of the home's lock, after a build
    whose tests passed. Raises CredscopeError for a column that Parquet would bring back as another type.
    """
    _sweep(home)
    if plan.open and tables:
        staged = home.closed / ".closing"
        for model, table in tables.items():
            _write(build_file, table, model, plan.open, staged)
        for month in plan.open:
            _put(staged / month, home.closed / month / plan.keys[month])
        shutil.rmtree(staged)
    _drop_others(home, plan.keys)


def _write(build_file: Path, table: str, model: str, months: Collection[str], staged: Path) -> None:
    """staged/<month>/<model>.parquet for every month: sorted once, then cut."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        span = " and ".join(f"date '{month}-01'" for month in (min(months), max(months)))
        connection.execute(
            f"create temp table sorted as select posted_month as _month, * from build.{table} "
            f"where posted_month between {span} order by all"
        )
        for month in months:
            (staged / month).mkdir(parents=True, exist_ok=True)
            target = staged / month / f"{model}.parquet"
            connection.execute(
                f"copy (select * exclude (_month) from sorted where _month = date '{month}-01') "
                f"to {_text(target)} (format parquet, compression zstd)"
            )
        kept = _columns(connection, f"read_parquet({_text(target)})")
        lost = sorted(_columns(connection, f"build.{table}") - kept)
    if lost:
        named = ", ".join(f"{name} ({kind})" for name, kind in lost)
        raise CredscopeError(f"Parquet cannot keep {table} as it is: cast {named} in the model.")


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> set[tuple[str, str]]:
    """(name, type) of every column."""
    return {(row[0], row[1]) for row in connection.execute(f"describe select * from {relation}").fetchall()}


def _put(staged: Path, place: Path) -> None:
    """Rename `staged` to `place`; what a forced month had there makes way first."""
    checksums.record(staged)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        leaving = place.with_name(f".{place.name}.old")
        os.replace(place, leaving)
        shutil.rmtree(leaving)
    os.replace(staged, place)


def _drop_others(home: Home, keys: Mapping[str, str]) -> None:
    """Remove months that left the lake and keys that are superseded."""
    for month in _folders(home.closed):
        for key in _folders(month):
            if keys.get(month.name) != key.name:
                shutil.rmtree(key)
        if month.name not in keys:
            month.rmdir()


def leftovers(home: Home) -> list[Path]:
    """What a killed process left under closed/; never taken for data, because it is hidden."""
    return [*home.closed.glob(".*"), *home.closed.glob("*/.*")]


def _sweep(home: Home) -> None:
    for path in leftovers(home):
        shutil.rmtree(path)


def _folders(folder: Path) -> Iterator[Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return (path for path in found if path.is_dir())


def _text(value: object) -> str:
    """`value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"
