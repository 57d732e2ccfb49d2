"""The data dictionary that goes with a release."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from credscope import dictionary


@pytest.fixture
def release(tmp_path: Path) -> Path:
    (tmp_path / "marts").mkdir()
    with duckdb.connect(str(tmp_path / "credscope.duckdb")) as connection:
        connection.execute(
            "create table demand__by_year (posted_year integer, share double, names varchar[])"
        )
        connection.execute("comment on table demand__by_year is 'One row per year;\n  of postings.'")
        connection.execute("comment on column demand__by_year.share is 'Fraction, \"0\" to 1'")
        connection.execute("insert into demand__by_year values (2020, 0.5, ['a'])")
        connection.execute(f"copy demand__by_year to '{tmp_path}/marts/demand__by_year.parquet'")
    dictionary.write(tmp_path, tmp_path / "credscope.duckdb", "2021-01-01-abc")
    return tmp_path


def test_every_column_stands_in_the_csv(release: Path) -> None:
    """A column that nobody explains, or a comment that breaks the table."""
    with (release / dictionary.CSV_FILE).open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["column"] for row in rows] == ["posted_year", "share", "names"]
    assert rows[1] == {
        "table": "demand__by_year", "column": "share", "type": "DOUBLE", "description": 'Fraction, "0" to 1',
    }  # fmt: skip


def test_the_package_describes_the_files_beside_it(release: Path) -> None:
    """A path that leads nowhere, or fields other than the file has."""
    package = json.loads((release / dictionary.PACKAGE_FILE).read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert resource["description"] == "One row per year; of postings."
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == pq.read_schema(release / resource["path"]).names
    assert [field["type"] for field in fields] == ["integer", "number", "array"]


def test_every_type_of_the_marts_is_known() -> None:
    """A type of a contract that would be described as `any`."""
    contracts = Path(dictionary.__file__).parents[1] / "dbt_project" / "models" / "marts"
    types = {
        line.split(":")[1].strip().upper()
        for file in contracts.rglob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("data_type:")
    }
    assert types
    assert {kind for kind in types if not kind.endswith("[]")} <= set(dictionary.FIELD_TYPES)
