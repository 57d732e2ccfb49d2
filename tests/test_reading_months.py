"""Readings on disk: made once, made again only when the month or the rules change, never half written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.contract import LAKE, READING
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.readings import read_month, read_months, stale_months
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def write_month(
    home: Home, month: str, rows: list[dict[str, str | None]], key: bytes | None = b"one"
) -> None:
    """A lake month of `rows`; what they leave out is null."""
    columns = {
        field.name: pa.array([row.get(field.name) for row in rows], field.type)
        if field.name in {"title", "description", "occupation_code", "occupation_scheme", "employer_name"}
        else pa.nulls(len(rows), field.type)
        for field in LAKE
    }
    columns["row_id"] = pa.array([f"{month}:{number}" for number in range(len(rows))])
    columns["posting_id"] = pa.array([f"p{number}" for number in range(len(rows))])
    path = home.posting_month("invented", month)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns).replace_schema_metadata({b"credscope.key": key} if key else {}), path)


def test_a_month_is_stale_until_read_and_when_lake_or_rules_change(tmp_path: Path, rules: Rules) -> None:
    """Fails when a refresh with nothing new reads again, or a changed month or rule is overlooked."""
    home = Home(tmp_path)
    write_month(home, "2021-03", [{"title": "Data Scientist", "description": "PMP required."}])
    assert stale_months(home, rules) == [("invented", "2021-03")]
    counts = read_month(home, "invented", "2021-03", rules)
    assert counts == {
        "source": "invented", "month": "2021-03", "row_count": 1, "mention_count": 1,
        "coded_count": 1, "abstained_count": 0,
    }  # fmt: skip
    assert stale_months(home, rules) == []
    assert stale_months(home, replace(rules, version="other")) == [("invented", "2021-03")]
    write_month(home, "2021-03", [{"title": "Data Scientist", "description": "CISSP required."}], key=b"two")
    assert stale_months(home, rules) == [("invented", "2021-03")]


def test_the_file_has_the_schema_and_only_rows_worth_reading(tmp_path: Path, rules: Rules) -> None:
    """Fails when a coded posting without text is read, or one that needs its title is left out."""
    home = Home(tmp_path)
    coded = {"title": "Data Scientist", "occupation_code": "15-2051", "occupation_scheme": "soc_2018"}
    split = {"title": "Data Scientist", "occupation_code": "15-1199", "occupation_scheme": "soc_2010"}
    write_month(home, "2021-03", [coded, coded | {"description": "PMP required."}, split, {"title": "Nurse"}])
    read_month(home, "invented", "2021-03", rules)
    table = pq.read_table(home.reading_month("invented", "2021-03"))
    assert table.schema.equals(READING, check_metadata=False)
    assert table["row_id"].to_pylist() == ["2021-03:1", "2021-03:2", "2021-03:3"]


def test_a_month_that_left_the_lake_loses_its_reading(tmp_path: Path, rules: Rules) -> None:
    """Fails when readings of postings that moved to another month stay behind."""
    home = Home(tmp_path)
    write_month(home, "2021-03", [{"title": "Nurse"}])
    read_month(home, "invented", "2021-03", rules)
    home.posting_month("invented", "2021-03").unlink()
    assert stale_months(home, rules) == [("invented", "2021-03")]
    read_month(home, "invented", "2021-03", rules)
    assert not home.reading_month("invented", "2021-03").exists()
    assert stale_months(home, rules) == []


def test_many_months_over_all_cores_read_as_one_by_one(tmp_path: Path, rules: Rules) -> None:
    """Fails when reading in parallel mixes months up or loses a batch."""
    home = Home(tmp_path)
    rows = [{"title": "Data Scientist", "description": f"Reference {n}. PMP required."} for n in range(1100)]
    for month in ("2021-03", "2021-04"):
        write_month(home, month, rows)
    counts = list(read_months(home, stale_months(home, rules), rules))
    assert [(c["month"], c["row_count"], c["mention_count"]) for c in counts] == [
        ("2021-03", 1100, 1100), ("2021-04", 1100, 1100)
    ]  # fmt: skip
    for month in ("2021-03", "2021-04"):
        ids = pq.read_table(home.reading_month("invented", month))["row_id"].to_pylist()
        assert ids == [f"{month}:{number}" for number in range(1100)]


def test_a_lake_file_without_key_is_named(tmp_path: Path, rules: Rules) -> None:
    """Fails when a damaged lake file ends in a traceback or is read without noticing."""
    home = Home(tmp_path)
    write_month(home, "2021-03", [{"title": "Nurse"}], key=None)
    with pytest.raises(CredscopeError, match="2021-03"):
        stale_months(home, rules)
