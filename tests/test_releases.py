"""Releases: what is published, that nothing published changes, and that readers never see half of one."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
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


def test_report_that_went_elsewhere_is_no_release(home: Home) -> None:
    """Prevents a release without its report, whose page would be missing where everything links to it."""

    def misled(folder: Path) -> None:
        (folder / "nowhere" / "report").mkdir(parents=True)

    file = build(home)
    with pytest.raises(CredscopeError, match="not into the release"):
        releases.publish(home, file, INPUTS, CHECKS, render=misled)
    assert releases.newest_first(home) == []


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


def test_order_is_that_of_switches_and_not_of_the_clock(home: Home) -> None:
    """Prevents a clock that was set back from making prune remove the release that came last."""
    names = [publish(home, build(home, f"run-{i}"), key=f"{i}" * 64) for i in range(1, 4)]
    lines = releases.history(home)
    for line, at in zip(lines, ("2030-01-01", "2031-01-01", "1999-01-01"), strict=True):
        line["at"] = at
    (home.releases / "history.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert releases.newest_first(home) == names[::-1]
    assert releases.prune(home, keep=2) == names[:1]


def test_anyone_can_check_a_release(home: Home) -> None:
    """Prevents checksums that only this program understands, or that leave a file out."""
    folder = home.releases / publish(home, build(home))
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert checked.returncode == 0
    named = {line.partition(":")[0] for line in checked.stdout.splitlines()}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert named == files - {"SHA256SUMS"}


def test_a_damaged_release_is_not_gone_back_to(home: Home) -> None:
    """Prevents readers from being led to a release that lost a row since it was published."""
    first = publish(home, build(home))
    second = publish(home, build(home, "run-2", count=5), key="f" * 64)
    mart = home.releases / first / "marts" / "demand__by_year.parquet"
    mart.write_bytes(mart.read_bytes()[:-1] + b"?")
    with pytest.raises(CredscopeError, match=rf"{first} is damaged \(marts/demand__by_year\.parquet is not"):
        releases.roll_back(home, first)
    assert releases.current(home) == second
    with pytest.raises(CredscopeError, match=f"Release {second} is current"):
        releases.remove(home, second)
    releases.remove(home, first)
    assert releases.folders(home) == [second]


def test_a_damaged_release_is_published_anew_beside_it(home: Home) -> None:
    """Prevents the only release from staying damaged, however often its content is published again."""
    first = publish(home, build(home))
    (home.releases / first / releases.DUCKDB_FILE).write_bytes(b"lost")
    assert publish(home, build(home, "run-2")) == f"{first}-2"
    assert releases.damage(home, f"{first}-2") == []


def test_releases_wait_for_the_run_that_is_at_work(home: Home) -> None:
    """Prevents a rollback or a prune from being undone, or undoing, what a refresh does at that moment."""
    name = publish(home, build(home))
    with FileLock(home.dagster / "writer.lock"):
        for doing in (releases.roll_back, releases.remove):
            with pytest.raises(CredscopeError, match="Another run is working on"):
                doing(home, name)
        with pytest.raises(CredscopeError, match="prune when it has ended"):
            releases.prune(home, keep=1)


def test_a_line_of_history_that_was_cut_short_says_nothing(home: Home) -> None:
    """Prevents one half-written line of an earlier version from stopping every release from then on."""
    first = publish(home, build(home))
    with (home.releases / "history.jsonl").open("a") as opened:
        opened.write('{"at": "2026-')
    second = publish(home, build(home, "run-2"), key="f" * 64)
    assert [line["release_id"] for line in releases.history(home)] == [first, second]


def test_a_reader_of_a_pruned_release_reads_on(home: Home) -> None:
    """Prevents a prune from breaking a query that began before it."""
    first = publish(home, build(home))
    with duckdb.connect(str(home.releases / first / releases.DUCKDB_FILE), read_only=True) as reader:
        publish(home, build(home, "run-2", count=5), key="f" * 64)
        assert releases.prune(home, keep=1) == [first]
        assert reader.execute("select count(*) from demand__by_year").fetchall() == [(3,)]
