"""Releases: what is published, that nothing published changes, and that readers never see half of one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from small_delivery import fingerprint

from credscope import releases
from credscope.errors import CredscopeError
from credscope.home import Home

INPUTS = {
    "build_key": "0123456789abcdef" * 4,
    "code_version": "1",
    "kind": "postings",
    "default_definition": "cset_2021",
    "definitions": [],
    "deliveries": [{"delivery_id": "d1", "delivered_on": "2020-06-30"}],
    "rule_versions": {"rules/keywords.csv": "0"},
}
CHECKS = [{"name": "demand__by_year.has_rows", "status": "passed"}]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def build(home: Home, name: str = "run-1", count: int = 3) -> Path:
    """A build file with two marts and a table that is none."""
    file = home.builds / name / releases.DUCKDB_FILE
    file.parent.mkdir(parents=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema intermediate; create table intermediate.int_x as select 1 as x")
        connection.execute(
            "create table main.demand__by_year as "
            "select 'cset_2021' as definition_id, 2020 - i as posted_year, i as posting_count "
            f"from range({count}) as t(i)"
        )
        connection.execute("comment on column main.demand__by_year.posting_count is 'AI postings'")
        connection.execute("create table main.quality__deliveries as select 'd1' as delivery_id")
    return file


def publish(home: Home, file: Path, key: str = INPUTS["build_key"]) -> str:
    return releases.publish(home, file, {**INPUTS, "build_key": key}, CHECKS)


def test_release_holds_marts_in_both_forms(home: Home) -> None:
    """Prevents a release that lacks a mart, carries dbt's other tables, or says other counts."""
    release_id = publish(home, build(home))
    folder = home.releases / release_id
    assert release_id == "2020-06-30-01234567"
    assert sorted(path.stem for path in (folder / "marts").iterdir()) == [
        "demand__by_year",
        "quality__deliveries",
    ]
    with duckdb.connect(str(home.current / releases.DUCKDB_FILE), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() order by all"
        ).fetchall()
        years = connection.execute("select posted_year from demand__by_year").fetchall()
        meaning = connection.execute(
            "select comment from duckdb_columns() where column_name = 'posting_count'"
        )
        assert tables == [("main", "demand__by_year"), ("main", "quality__deliveries")]
        assert years == [(2018,), (2019,), (2020,)], "rows are ordered by their grain"
        assert meaning.fetchall() == [("AI postings",)]
    record = json.loads((folder / "release.json").read_text())
    assert record["row_counts"] == {"demand__by_year": 3, "quality__deliveries": 1}
    assert record["checks"] == {"passed": ["demand__by_year.has_rows"], "warned": [], "failed": []}
    assert (home.root / record["build_file"]).exists(), "credscope explain opens the build of the release"


def test_equal_marts_give_equal_bytes(tmp_path: Path) -> None:
    """Prevents releases that differ though nothing does: a clock or an order of rows in what is published."""
    sums = []
    for name in ("one", "other"):
        home = Home(tmp_path / name)
        folder = home.releases / publish(home, build(home))
        files = [folder / "release.json", *sorted((folder / "marts").iterdir())]
        sums.append([hashlib.sha256(file.read_bytes()).hexdigest() for file in files])
    assert sums[0] == sums[1]


def test_published_release_never_changes(home: Home) -> None:
    """Prevents a reader's release from being overwritten by other content that got the same id."""
    first = publish(home, build(home))
    before = fingerprint(home.releases / first)
    assert publish(home, build(home, "run-2")) == first, "the same content is the same release"
    second = publish(home, build(home, "run-3", count=4))
    assert second == f"{first}-2"
    assert fingerprint(home.releases / first) == before
    assert releases.current(home) == second


def test_open_reader_is_not_disturbed(home: Home) -> None:
    """Prevents a reader of current from failing or from seeing two releases while another is published."""
    publish(home, build(home))
    with duckdb.connect(str(home.current / releases.DUCKDB_FILE), read_only=True) as reader:
        assert reader.execute("select count(*) from demand__by_year").fetchall() == [(3,)]
        publish(home, build(home, "run-2", count=5), key="f" * 64)
        assert reader.execute("select count(*) from demand__by_year").fetchall() == [(3,)]
    with duckdb.connect(str(home.current / releases.DUCKDB_FILE), read_only=True) as reader:
        assert reader.execute("select count(*) from demand__by_year").fetchall() == [(5,)]


def test_failed_check_is_not_released(home: Home) -> None:
    """Prevents publishing past a failed check, even where a caller forgot to stop."""
    publish(home, build(home))
    file, before = build(home, "run-2", count=9), fingerprint(home.root)
    with pytest.raises(CredscopeError, match=r"demand__by_year\.has_rows"):
        releases.publish(
            home,
            file,
            {**INPUTS, "build_key": "e" * 64},
            [{"name": "demand__by_year.has_rows", "status": "failed"}],
        )
    assert fingerprint(home.root) == before


def test_failing_report_leaves_nothing(home: Home) -> None:
    """Prevents half a release from being listed, or current from moving, when a page cannot be written."""

    def broken(folder: Path) -> None:
        raise OSError("disk full")

    publish(home, build(home))
    before, file = fingerprint(home.releases), build(home, "run-2", count=9)
    with pytest.raises(OSError, match="disk full"):
        releases.publish(home, file, {**INPUTS, "build_key": "e" * 64}, CHECKS, render=broken)
    assert fingerprint(home.releases) == before


def test_roll_back_and_prune(home: Home) -> None:
    """Prevents a rollback to nowhere and a prune that removes what readers see."""
    names = [publish(home, build(home, f"run-{i}"), key=f"{i}" * 64) for i in range(1, 4)]
    releases.roll_back(home, names[0])
    assert releases.current(home) == names[0]
    assert releases.history(home)[-1]["previous"] == names[2]
    assert releases.list_releases(home)[0].startswith(f"* {names[0]}")
    with pytest.raises(CredscopeError, match="no release 1999"):
        releases.roll_back(home, "1999-01-01-00000000")
    assert releases.prune(home, keep=1) == names[1:]
    assert releases.current(home) == names[0]
    assert (home.current / releases.DUCKDB_FILE).exists()
    with pytest.raises(CredscopeError, match="keep at least 1"):
        releases.prune(home, keep=0)


def test_leftovers_of_a_kill_are_no_release(home: Home) -> None:
    """Prevents a folder that a killed process left half-written from being listed, kept or rolled back to."""
    publish(home, build(home))
    left = home.releases / ".2020-07-31-deadbeef.tmp"
    (left / "marts").mkdir(parents=True)
    (left / "release.json").write_text("{}")
    assert len(releases.list_releases(home)) == 1
    publish(home, build(home, "run-2"), key="a" * 64)
    assert not left.exists()
