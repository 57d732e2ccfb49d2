"""The doctor must be silent over a sound home and name each thing that is wrong with another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import make
import pytest
from dbt_fixture import posting, write_home
from fabricated_release import write_release
from taking import take

from credscope import checksums, lake, readings
from credscope.doctor import doctor
from credscope.doctor.environment import locked_versions
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import writer_lock
from credscope.rules import Rules
from credscope.withdrawing import withdraw


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
    for folder in (made.deliveries / "d1", made.releases / "2021-06-01-0123abcd"):
        checksums.record(folder)
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
    assert found["leftovers"] == (
        False, "staging/0123, of a run that was stopped: never taken for data, the next run removes them"
    )  # fmt: skip
    assert not found["months"][0] and "handwritten 2019-03" in found["months"][1]


def test_staging_of_a_run_at_work_is_not_left_over(home: Home) -> None:
    """Prevents advice to remove what an ingest is writing at this moment."""
    (home.staging / "0123").mkdir(parents=True)
    (home.closed / ".closing").mkdir(parents=True)
    with writer_lock(home):
        found = findings(home)
        assert found["leftovers"] == (True, "closed/.closing, staging/0123 of the run that is at work")
    assert not findings(home)["leftovers"][0]


def test_a_damaged_closed_month_is_named(home: Home) -> None:
    """Prevents a refresh from failing over a file that nobody knows of."""
    assert findings(home)["closed months"] == (True, "0 of 1 as the lake and the rules are")
    damaged = home.closed / "2019-03" / "0123" / "counted.parquet"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("no Parquet")
    ok, detail = findings(home)["closed months"]
    assert not ok and f"{damaged} cannot be read: `credscope refresh --month 2019-03` makes" in detail


def test_a_release_that_lost_rows_is_named(home: Home) -> None:
    """Prevents readers from working on a release that was changed after it was published."""
    record = home.current / "release.json"
    release = json.loads(record.read_text())
    release["row_counts"]["demand__by_year"] += 1
    record.write_text(json.dumps(release))
    ok, detail = findings(home)["releases"]
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
    assert not found["deliveries"][0] and "d1: could not be checked" in found["deliveries"][1]
    assert found["kind of home"] == (
        False, "home.json says 'guesses', which is not a kind of home: restore a backup"
    )  # fmt: skip
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


def test_a_changed_byte_of_a_delivery_is_found_and_healed(tmp_path: Path) -> None:
    """Prevents rows that a disk or a person changed from being counted, and advice that does not help."""
    home, file = Home(tmp_path / "home"), make.write_csv(tmp_path / "a.csv", [make.posting(1)])
    delivery_id = take(file, home)["delivery_id"]
    month = home.deliveries / delivery_id / "months" / "2021-03.parquet"
    sound, place = month.read_bytes(), month.read_bytes().index(b"Engineer")
    month.write_bytes(sound[:place] + b"Imposter" + sound[place + 8 :])
    assert doctor(home, quick=True)[5][1], "every count is as it was"
    ok, detail = findings(home)["deliveries"]
    assert not ok and f"{delivery_id}: months/2021-03.parquet is not what was taken in" in detail
    assert "`credscope withdraw ID --reason damaged`" in detail
    withdraw(home, delivery_id, "damaged")
    take(file, home)
    assert findings(home)["deliveries"][0]
    assert home.posting_month("postings", "2021-03").read_bytes() == sound


def test_a_delivery_with_a_damaged_manifest_can_be_taken_back(home: Home) -> None:
    """Prevents one damaged manifest from stopping every command for ever."""
    (home.deliveries / "d1" / "manifest.json").write_text("{")
    with pytest.raises(CredscopeError, match="credscope withdraw d1 --reason damaged"):
        lake.manifests(home)
    assert withdraw(home, "d1", "damaged") == {}
    assert lake.manifests(home) == []


def test_every_release_is_looked_at(home: Home) -> None:
    """Prevents the release that a person rolls back to in need from turning out to be damaged then."""
    release, other = "2021-06-01-0123abcd", home.releases / "2021-05-01-00000000"
    shutil.copytree(home.releases / release, other)
    (other / "marts" / "demand__by_year.parquet").write_bytes(b"?")
    ok, detail = findings(home)["releases"]
    assert not ok and detail.endswith(": `credscope releases remove 2021-05-01-00000000`")
    shutil.rmtree(other)
    (home.releases / release / "credscope.duckdb").write_bytes(b"?")
    ok, detail = findings(home)["releases"]
    assert not ok and "`credscope refresh --month 2019-03` publishes it anew" in detail
    (home.releases / release / "release.json").unlink()
    assert not findings(home)["releases"][0] and not findings(home)["current release"][0]


def test_damage_inside_a_file_is_found(home: Home) -> None:
    """Prevents a month whose end is whole but whose rows are not from failing a refresh one night."""
    path = home.reading_month("handwritten", "2019-03")
    said = bytearray(path.read_bytes())
    said[4 : len(said) // 3] = bytes(len(said) // 3 - 4)
    path.write_bytes(said)
    ok, detail = findings(home)["readings"]
    assert not ok and f"{path} cannot be read: `credscope refresh --month 2019-03` makes it again" in detail
    quick = {check: detail for check, _, detail in doctor(home, quick=True)}
    assert "cannot be read" not in quick["readings"]


def test_a_lost_home_json_is_named(home: Home) -> None:
    """Prevents real postings from being taken for a home of nothing, and the sample from joining them."""
    (home.root / "home.json").unlink()
    ok, detail = findings(home)["kind of home"]
    assert not ok and "home.json is missing: restore a backup" in detail
