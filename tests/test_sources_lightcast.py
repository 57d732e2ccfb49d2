"""Lightcast postings: the same rows from CSV, JSON Lines and Parquet, in capital and in small letters."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import make
import pytest
from document_files import FIXTURES
from taking import accepted, staged

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.read_file import read_file

CSV = FIXTURES / "lightcast" / "postings_2026-10-31.csv"
LISTS = ("SKILLS_NAME", "SPECIALIZED_SKILLS_NAME", "CERTIFICATIONS_NAME")


def records() -> list[dict[str, Any]]:
    """The fixture's rows with real lists."""
    with CSV.open(newline="") as stream:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(stream)]
    return [row | {name: json.loads(row[name] or "[]") for name in LISTS} for row in rows]


def test_lightcast(tmp_path: Path) -> None:
    """Prevents a column of the layout from losing its meaning, unit or what stands for nothing in it."""
    held = staged(CSV, Home(tmp_path), delivered=None)
    assert (held.manifest["mapping"], held.manifest["delivered_on"]) == ("lightcast", "2026-10-30")
    first, second, third = accepted(held)
    assert (first["title"], first["employer_name"]) == ("Sr. Enterprise Data Analyst", "Murrow Foods")
    assert (first["city"], first["state"], first["country"]) == ("El Dorado", "AR", "US")
    assert (first["occupation_code"], first["occupation_scheme"]) == ("15-2051.01", "onet_soc_2019")
    assert (first["salary_min"], first["salary_max"], first["salary_unit"]) == (87_000, 110_500.5, "YEAR")
    assert first["credential_names"] == [
        "Microsoft Certified: Power BI Data Analyst Associate",
        "Project Management Professional Certification",
    ]
    assert [row["employer_is_staffing"] for row in (first, second, third)] == [False, True, None]
    assert [row["is_remote"] for row in (first, second, third)] == [None, True, False]
    assert [row["valid_through"] for row in (first, second)] == [date(2026, 10, 29), None]
    assert (second["city"], second["state"], second["location_text"]) == (None, "ME", None)
    assert second["credential_names"] == [] and second["occupation_code"] is None
    assert (third["employer_name"], third["occupation_code"], third["min_education"]) == (None, None, None)
    assert (third["salary_min"], third["salary_unit"], third["posted_date"]) == (
        None,
        None,
        date(2026, 10, 4),
    )
    assert not held.manifest["has_skill_clusters"]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("small", [False, True])
def test_every_form_says_the_same(tmp_path: Path, form: str, small: bool) -> None:
    """Prevents lists that are no text, or columns in small letters, from being lost."""
    rows = [{name.lower() if small else name: value for name, value in row.items()} for row in records()]
    writer = make.write_jsonl if form == "jsonl" else make.write_parquet
    held = staged(writer(tmp_path / f"postings.{form}", rows), Home(tmp_path / "a"), delivered=None)
    told = [row | {"delivery_id": ""} for row in accepted(staged(CSV, Home(tmp_path / "b"), delivered=None))]
    assert [row | {"delivery_id": ""} for row in accepted(held)] == told


def test_a_column_in_both_spellings_is_refused(tmp_path: Path) -> None:
    """Prevents one of two columns that differ in capital letters from being picked by chance."""
    rows = [row | {"body": "other"} for row in records()]
    with pytest.raises(CredscopeError, match=r"names the column 'BODY' twice, in capital and in small"):
        staged(make.write_jsonl(tmp_path / "postings.jsonl", rows), Home(tmp_path / "a"), delivered=None)


def test_small_letters_are_read_without_taking_them_in(tmp_path: Path) -> None:
    """Prevents `credscope read` from losing the texts of a table that is in small letters."""
    import pyarrow.parquet as pq

    rows = [{name.lower(): value for name, value in row.items()} for row in records()]
    read_file(make.write_jsonl(tmp_path / "postings.jsonl", rows), tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet")["credentials"].to_pylist()
    assert any(mention["name"] for mention in found[0])
