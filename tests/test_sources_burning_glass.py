"""The Burning Glass folder: tables joined by job_id, names as delivered, layout.json obeyed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import make
import pytest
from taking import accepted, quarantined, staged

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.sources import detect

CERTIFICATIONS = [
    {"job_id": "1", "canon_certification": "CompTIA Security+"},
    {"job_id": "1", "canon_certification": "Cisco Certified Network Associate (CCNA)"},
    {"job_id": "1", "canon_certification": " CompTIA Security+ "},
    {"job_id": "9", "canon_certification": "Belongs to nothing"},
]
TEXTS = [
    {"job_id": "1", "body": "<p>Install <b>switches</b></p>", "salary_min": 45000.0, "salary_max": 60000.0,
     "salary_unit": "YEAR"},
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize("form", ["parquet", "csv", "csv.gz"])
def test_tables_are_joined(tmp_path: Path, home: Home, form: str) -> None:
    """Prevents a join from losing or doubling postings, and null from being mixed up with an empty list."""
    folder = make.burning_glass(
        tmp_path / "bg", [make.job(1), make.job(2)], CERTIFICATIONS, None, TEXTS, form=form
    )
    held = staged(folder, home, delivered=None)
    first, second = accepted(held)
    assert first["credential_names"] == ["Cisco Certified Network Associate (CCNA)", "CompTIA Security+"]
    assert second["credential_names"] == []
    assert first["skill_clusters"] is None
    assert first["description"] == "Install switches" and second["description"] is None
    assert (first["salary_min"], first["salary_unit"], first["salary_currency"]) == (45000, "YEAR", "USD")
    assert (second["salary_min"], second["salary_currency"]) == (None, None)
    assert (first["city"], first["state"], first["country"]) == ("Dayton", "OH", "US")
    assert (first["occupation_code"], first["occupation_scheme"]) == ("15-1142.00", "onet_soc_2010")
    assert first["delivered_on"] == date(2015, 7, 1)
    flags = [held.manifest[f"has_{name}"] for name in ("credential_names", "skill_clusters", "text")]
    assert flags == [True, False, True]
    assert held.manifest["notes"] == ["1 rows of table certification belong to no row of table job"]


def test_layout_json_is_obeyed(tmp_path: Path, home: Home) -> None:
    """Prevents the sample from passing for postings, and its codes from being read in the wrong scheme."""
    layout = {
        "source": "invented",
        "kind": "sample",
        "occupation_scheme": "onet_soc_2019",
        "delivered_on": "2021-06-30",
    }
    folder = make.burning_glass(tmp_path / "bg", [make.job(1)], layout=layout)
    manifest = staged(folder, home, delivered=None).manifest
    assert (manifest["source"], manifest["kind"], manifest["delivered_on"]) == (
        "invented",
        "sample",
        "2021-06-30",
    )
    assert manifest["delivered_on_basis"] == "layout.json"
    assert accepted(staged(folder, home, delivered=None))[0]["occupation_scheme"] == "onet_soc_2019"


def test_tables_may_be_folders_of_monthly_files(tmp_path: Path, home: Home) -> None:
    """Prevents row numbers from repeating across the files of one table."""
    for month in ("05", "06"):
        jobs = [make.job(int(month) * 10 + n, retrieval_date=f"2015-{month}-0{n}") for n in (1, 2)]
        make.write_parquet(tmp_path / "bg" / "job" / f"2015-{month}.parquet", jobs)
    held = staged(tmp_path / "bg", home, delivered=None)
    assert [row["row_number"] for row in accepted(held)] == [0, 1, 2, 3]
    assert held.manifest["months"] == {"2015-05": 2, "2015-06": 2}
    assert accepted(held)[0]["credential_names"] is None


def test_broken_jobs_are_quarantined_and_double_ids_kept(tmp_path: Path, home: Home) -> None:
    """Prevents broken rows from vanishing in the joins, and two notices under one id from becoming one."""
    jobs = [
        make.job(1), make.job(1), make.job(2, clean_job_title="  "), make.job(3, retrieval_date="soon"),
        make.job(4, retrieval_date="1989-12-31"), make.job(5, retrieval_date="2015-07-03"),
        make.job(6, retrieval_date=None), make.job(7, record_country=None),
        make.job(8, retrieval_date="2015-07-02"),
    ]  # fmt: skip
    held = staged(make.burning_glass(tmp_path / "bg", jobs, CERTIFICATIONS), home, delivered=None)
    rows = accepted(held)
    assert [row["row_number"] for row in rows] == [0, 1, 7, 8]
    assert rows[0]["posting_id"] == rows[1]["posting_id"] and len(rows[1]["credential_names"]) == 2
    assert rows[2]["country"] is None
    assert [row["reason"] for row in quarantined(held)] == [
        "title is blank", "posted_date cannot be read", "posted_date is before 1990-01-01",
        "posted_date is after the day of delivery", "posted_date is missing",
    ]  # fmt: skip
    assert held.manifest["read_count"] == 9


def test_what_is_wrong_with_a_folder_is_one_sentence(tmp_path: Path, home: Home) -> None:
    """Prevents a table without its key columns, or with a torn row, from silently taking something away."""
    lacking = make.burning_glass(tmp_path / "lacking", [{"job_id": "1", "clean_job_title": "A"}])
    with pytest.raises(CredscopeError, match=r"lacking/job.parquet lacks the column retrieval_date"):
        detect(lacking)
    torn = make.burning_glass(tmp_path / "torn", [make.job(1)], CERTIFICATIONS, form="csv")
    with (torn / "certification.csv").open("a") as stream:
        stream.write("1\n")
    with pytest.raises(CredscopeError, match=r"certification.csv is broken at row 4 of table certification"):
        staged(torn, home, delivered=None)
    scheme = make.burning_glass(tmp_path / "scheme", [make.job(1)], layout={"occupation_scheme": "isco"})
    with pytest.raises(CredscopeError, match="occupation_scheme must be one of"):
        detect(scheme)
    undated = make.burning_glass(tmp_path / "undated", [make.job(1, import_time=None)])
    with pytest.raises(CredscopeError, match="--delivered"):
        detect(undated)
