"""What the contract accepts, what it quarantines and why, and that nothing is left half done."""

from __future__ import annotations

import json
import os
from pathlib import Path

import make
import pyarrow.parquet as pq
import pytest
from taking import accepted, quarantined, staged

from credscope import manifest
from credscope.contract import LAKE, QUARANTINE, digest
from credscope.errors import CredscopeError
from credscope.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_every_row_is_accepted_or_quarantined_with_its_reason(tmp_path: Path, home: Home) -> None:
    """Prevents rows from being lost: read = accepted + quarantined, by row number, with column and value."""
    rows = [
        make.posting(1), make.posting(2, title=" \n"), make.posting(3, posted_date=""),
        make.posting(4, posted_date="########"), make.posting(5, posted_date="1989-12-31"),
        make.posting(6, posted_date="2021-07-02"), make.posting(7, posted_date="2021-07-01"),
        make.posting(8, posted_date="1990-01-01"),
    ]  # fmt: skip
    held = staged(make.write_csv(tmp_path / "a.csv", rows), home)
    assert [row["row_number"] for row in accepted(held)] == [0, 6, 7]
    found = [(row["row_number"], row["reason"], row["column"], row["value"]) for row in quarantined(held)]
    assert found == [
        (1, "title is blank", "title", None),
        (2, "posted_date is missing", "posted_date", None),
        (3, "posted_date cannot be read", "posted_date", "########"),
        (4, "posted_date is before 1990-01-01", "posted_date", "1989-12-31"),
        (5, "posted_date is after the day of delivery", "posted_date", "2021-07-02"),
    ]
    assert (held.manifest["read_count"], held.manifest["accepted_count"]) == (8, 3)
    assert held.manifest["months"] == {"1990-01": 1, "2021-03": 1, "2021-07": 1}


def test_a_source_that_writes_the_day_first_is_not_misread_in_silence(tmp_path: Path, home: Home) -> None:
    """Prevents half of a day-first file from being dated wrongly while the other half is quarantined."""
    rows = [make.posting(1, posted_date="03/10/2020"), make.posting(2, posted_date="13/10/2020")]
    with pytest.raises(
        CredscopeError, match=r"the day first, as in row 1 \(posted_date: 13/10/2020\).*`dates`"
    ):
        staged(make.write_csv(tmp_path / "a.csv", rows), home)
    assert not list(home.staging.iterdir())
    rows.append(make.posting(3, posted_date="10/25/2020"))
    held = staged(make.write_csv(tmp_path / "b.csv", rows), home)
    assert [row["reason"] for row in quarantined(held)] == ["posted_date cannot be read"]
    assert any("month first" in note and "`dates`" in note for note in held.manifest["notes"])


def test_what_else_cannot_be_read_becomes_null(tmp_path: Path, home: Home) -> None:
    """Prevents a posting from being lost for its pay, its place or its last day to apply."""
    changes = {
        "salary_min": "negotiable",
        "valid_through": "open",
        "salary_unit": "YEAR",
        "country": "Atlantis",
    }
    row = accepted(staged(make.write_csv(tmp_path / "a.csv", [make.posting(1, **changes)]), home))[0]
    assert [row[name] for name in changes] == [None, None, None, None]


def test_files_have_the_schemas_of_the_contract(tmp_path: Path, home: Home) -> None:
    """Prevents months that cannot be read as one table: every column and type, required ones full."""
    held = staged(make.write_csv(tmp_path / "a.csv", [make.posting(1), make.posting(2, title="")]), home)
    for _, path in held.months():
        table = pq.read_table(path)
        assert [(field.name, field.type) for field in table.schema] == [(f.name, f.type) for f in LAKE]
        assert not any(table[field.name].null_count for field in LAKE if not field.nullable)
    assert pq.read_schema(held.folder / "quarantine.parquet").equals(QUARANTINE)


def test_identity_follows_the_contract(tmp_path: Path, home: Home) -> None:
    """Prevents ids made in SQL from drifting from `contract.digest`, with and without an id of the source."""
    rows = [make.posting(1), make.posting(2, source_posting_id=None, employer_name=None)]
    first, second = accepted(staged(make.write_jsonl(tmp_path / "a.jsonl", rows), home))
    assert first["posting_id"] == digest("postings", "P001")
    assert second["posting_id"] == digest(
        "postings", "Data Engineer 2", None, "Springfield, IL", "2021-03-05", second["description"]
    )
    assert [row["row_number"] for row in (first, second)] == [0, 1]


def test_personal_data_is_masked_everywhere(tmp_path: Path, home: Home) -> None:
    """Prevents e-mail addresses and telephone numbers from being stored in months or in quarantine."""
    said = "Ask ann@x.example, 555-123-4567"
    everywhere = dict.fromkeys(("title", "employer_name", "location_text", "description"), said)
    rows = [make.posting(1, **everywhere),
            make.posting(2, title="", description=said), make.posting(3, posted_date=said)]  # fmt: skip
    held = staged(make.write_csv(tmp_path / "a.csv", rows), home)
    stored = json.dumps([accepted(held), quarantined(held)], default=str)
    assert "ann@" not in stored and "123-4567" not in stored
    assert stored.count("[email], [phone]") == 7


def test_months_keep_the_order_of_the_delivery_and_bytes_repeat(tmp_path: Path, home: Home) -> None:
    """Prevents two readings of one delivery from differing: no clock, no order of threads."""
    rows = [make.posting(n, posted_date=f"2021-0{1 + n % 3}-01") for n in range(300)]
    path = make.write_csv(tmp_path / "a.csv", rows)
    first = {p.name: p.read_bytes() for p in sorted(staged(path, home).folder.rglob("*.*")) if p.is_file()}
    held = staged(path, home)
    assert first == {p.name: p.read_bytes() for p in sorted(held.folder.rglob("*.*")) if p.is_file()}
    for _, month in held.months():
        numbers = pq.read_table(month)["row_number"].to_pylist()
        assert numbers == sorted(numbers)


def test_a_delivery_without_a_sound_row_is_refused(tmp_path: Path, home: Home) -> None:
    """Prevents empty months from standing for a delivery whose mapping is wrong."""
    rows = [make.posting(1, posted_date="x"), make.posting(2, posted_date="y"), make.posting(3, title="")]
    with pytest.raises(CredscopeError) as refusal:
        staged(make.write_csv(tmp_path / "a.csv", rows), home)
    assert str(refusal.value) == (
        "a.csv: none of its 3 rows can be taken in; posted_date cannot be read in 2 of them, "
        "first in row 0 (posted_date: x)."
    )
    assert not list(home.staging.iterdir())


def test_sample_and_postings_never_share_a_home(tmp_path: Path, home: Home) -> None:
    """Prevents the sample from being mixed with real postings, before anything is read."""
    home.claim("postings")
    folder = make.burning_glass(tmp_path / "bg", [make.job(1)], layout={"kind": "sample"})
    with pytest.raises(CredscopeError, match="holds real postings and cannot take in the sample"):
        staged(folder, home)
    assert not home.staging.exists()


def test_leftovers_of_killed_processes_are_swept(tmp_path: Path, home: Home) -> None:
    """Prevents what a killed process left in staging from piling up; a running one is left alone."""
    dead = home.staging / "0123456789abcdef-999999999"
    alive = home.staging / f"fedcba9876543210-{os.getppid()}"
    for folder in (dead, alive):
        folder.mkdir(parents=True)
    held = staged(make.write_csv(tmp_path / "a.csv", [make.posting(1)]), home)
    assert not dead.exists() and alive.exists() and held.folder.exists()
    held.discard()
    assert not held.folder.exists()


def test_counts_that_do_not_add_up_are_an_error(tmp_path: Path, home: Home) -> None:
    """Prevents a delivery that lost a row from being promoted."""
    described = staged(make.write_csv(tmp_path / "a.csv", [make.posting(1)]), home).manifest
    with pytest.raises(CredscopeError, match="2 rows were read but 1 were accepted or quarantined"):
        manifest.check_counts(described | {"read_count": 2})
