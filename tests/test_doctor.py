"""The doctor must be silent over a sound home and name each thing that is wrong with another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dbt_fixture import posting, write_home
from fabricated_release import write_release

from credscope import lake, readings
from credscope.doctor import doctor, locked_versions
from credscope.home import Home
from credscope.lock import writer_lock
from credscope.rules import Rules


def findings(home: Home) -> dict[str, tuple[bool, str]]:
    return {check: (ok, detail) for check, ok, detail in doctor(home)}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one delivery, its month merged and read, and a current release."""
    made = write_home(tmp_path, [posting(0, "a" * 16, "Engineer"), posting(1, "b" * 16, "Analyst")], [])
    made.claim("postings")
    lake.build_month(made, "handwritten", "2019-03")
    readings.read_month(made, "handwritten", "2019-03", Rules.load())
    write_release(made.releases / "2021-06-01-0123abcd")
    made.current.symlink_to("2021-06-01-0123abcd")
    return made


def test_a_sound_home_has_no_findings(home: Home) -> None:
    """Prevents false alarms, after which nobody listens to the doctor."""
    assert [finding for finding in doctor(home) if not finding[1]] == []


def test_a_home_that_is_not_there_yet_is_sound(tmp_path: Path) -> None:
    """Prevents a fresh checkout from looking broken, and the doctor from making folders."""
    assert [finding for finding in doctor(Home(tmp_path / "new" / "data")) if not finding[1]] == []
    assert not (tmp_path / "new").exists()


def test_counts_that_do_not_add_up_are_named(home: Home) -> None:
    """Prevents lost rows of a delivery from going unnoticed."""
    manifest = home.deliveries / "d1" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "read_count": 9}))
    ok, detail = findings(home)["deliveries"]
    assert not ok and "d1: 9 read, 2 accepted, 0 quarantined" in detail


def test_a_missing_month_is_named(home: Home) -> None:
    """Prevents a month that somebody deleted from silently missing in every total."""
    (home.deliveries / "d1" / "months" / "2019-03.parquet").unlink()
    assert not findings(home)["deliveries"][0]


def test_leftovers_and_stale_months_are_named(home: Home) -> None:
    """Prevents what a killed process left from being taken for data, and old months for new ones."""
    (home.staging / "0123").mkdir(parents=True)
    home.posting_month("handwritten", "2019-03").unlink()
    found = findings(home)
    assert found["staging"] == (False, found["staging"][1]) and "0123 left over" in found["staging"][1]
    assert not found["months"][0] and "handwritten 2019-03" in found["months"][1]


def test_staging_of_a_run_at_work_is_not_left_over(home: Home) -> None:
    """Prevents advice to remove what an ingest is writing at this moment."""
    (home.staging / "0123").mkdir(parents=True)
    (home.closed / ".closing").mkdir(parents=True)
    with writer_lock(home):
        found = findings(home)
        assert found["staging"] == (True, "0123 of the run that is at work") and found["closed months"][0]
    found = findings(home)
    assert not found["staging"][0] and not found["closed months"][0]


def test_a_damaged_closed_month_is_named(home: Home) -> None:
    """Prevents a refresh from failing over a file that nobody knows of."""
    assert findings(home)["closed months"] == (True, "0 of 1 as the lake and the rules are")
    damaged = home.closed / "2019-03" / "0123" / "counted.parquet"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("no Parquet")
    ok, detail = findings(home)["closed months"]
    assert not ok and str(damaged) in detail


def test_a_release_that_lost_rows_is_named(home: Home) -> None:
    """Prevents readers from working on a release that was changed after it was published."""
    record = home.current / "release.json"
    release = json.loads(record.read_text())
    release["row_counts"]["demand__by_year"] += 1
    record.write_text(json.dumps(release))
    ok, detail = findings(home)["current release"]
    assert not ok and "demand__by_year" in detail


def test_a_current_that_leads_nowhere_is_named(home: Home) -> None:
    """Prevents a dangling link from looking like a home without a release."""
    home.current.unlink()
    home.current.symlink_to("gone")
    ok, detail = findings(home)["current release"]
    assert not ok and "releases rollback" in detail


def test_a_broken_file_is_a_finding_and_not_a_crash(home: Home) -> None:
    """Prevents one damaged file from hiding the state of everything else."""
    (home.deliveries / "d1" / "manifest.json").write_text("{")
    (home.root / "home.json").write_text('{"kind": "guesses"}')
    found = findings(home)
    assert not found["deliveries"][0] and "could not be checked" in found["deliveries"][1]
    assert found["kind of home"] == (False, "home.json says 'guesses', which is not a kind of home")
    assert found["disk"][0]


def test_versions_are_read_from_the_lock_for_this_machine(tmp_path: Path) -> None:
    """Prevents packages of other platforms or Pythons in the lock from being reported as missing."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "duckdb==1.5.5 \\\n    --hash=sha256:00\n"
        "psutil==7.2.2 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
        "numpy==2.0 ; python_full_version >= '3.1'\n    # via pandas\n"
    )
    assert locked_versions(lock) == {"duckdb": "1.5.5", "numpy": "2.0"}
