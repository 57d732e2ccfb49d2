"""Readings on disk: made once, made again only when the month or the rules change, never half written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.contract import LAKE, READING
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.reading import read_postings
from credscope.readings import read_month, read_months, stale_months
from credscope.rules import Rules

CODED = {"title": "Data Scientist", "occupation_code": "15-2051", "occupation_scheme": "soc_2018"}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def write_month(
    home: Home,
    month: str,
    rows: list[dict[str, str | None]],
    key: bytes | None = b"one",
    statistics: bool = True,
) -> None:
    """A lake month of `rows`; what they leave out is null."""
    columns = {
        field.name: pa.array([row.get(field.name) for row in rows], field.type)
        if field.name in {"title", "description", "occupation_code", "occupation_scheme", "employer_name"}
        else pa.nulls(len(rows), field.type)
        for field in LAKE
    }
    columns["delivery_id"] = pa.array([month] * len(rows))
    columns["row_number"] = pa.array(range(len(rows)), pa.int64())
    columns["posting_id"] = pa.array([f"p{number}" for number in range(len(rows))])
    path = home.posting_month("invented", month)
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table(columns).replace_schema_metadata({b"credscope.key": key} if key else {})
    pq.write_table(table, path, write_statistics=statistics)


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
    split = {"title": "Data Scientist", "occupation_code": "15-1199", "occupation_scheme": "soc_2010"}
    write_month(home, "2021-03", [CODED, CODED | {"description": "PMP required."}, split, {"title": "Nurse"}])
    read_month(home, "invented", "2021-03", rules)
    table = pq.read_table(home.reading_month("invented", "2021-03"))
    assert table.schema.equals(READING, check_metadata=False)
    assert table["row_number"].to_pylist() == [1, 2, 3]


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
    rows = [{"title": "Data Scientist", "description": f"Reference {n}. PMP required."} for n in range(5000)]
    for month in ("2021-03", "2021-04"):
        write_month(home, month, rows)
    counts = list(read_months(home, stale_months(home, rules), rules))
    assert [(c["month"], c["row_count"], c["mention_count"]) for c in counts] == [
        ("2021-03", 5000, 5000), ("2021-04", 5000, 5000)
    ]  # fmt: skip
    for month in ("2021-03", "2021-04"):
        read = pq.read_table(home.reading_month("invented", month))
        assert set(read["delivery_id"].to_pylist()) == {month}
        assert read["row_number"].to_pylist() == list(range(5000))


def test_coded_months_without_text_start_no_process(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when years of coded postings without a text cost as much as if there were something to read."""
    home = Home(tmp_path)
    write_month(home, "2021-03", [CODED] * 9000)
    write_month(home, "2021-04", [*[CODED] * 9000, {"title": "Nurse"}])
    write_month(home, "2021-05", [])
    monkeypatch.setattr("credscope.parallel.ProcessPoolExecutor", None)
    batches = []
    monkeypatch.setattr("credscope.readings.read_postings", spied(batches))
    counts = list(read_months(home, stale_months(home, rules), rules))
    assert [c["row_count"] for c in counts] == [0, 1, 0] and batches == [1]
    assert stale_months(home, rules) == []
    assert pq.read_schema(home.reading_month("invented", "2021-03")).names == READING.names


def spied(batches: list[int]) -> Callable[[pa.Table, Rules], pa.Table]:
    """Reads as always and notes how many rows each batch had."""

    def read(table: pa.Table, rules: Rules) -> pa.Table:
        batches.append(table.num_rows)
        return read_postings(table, rules)

    return read


@pytest.mark.parametrize("statistics", [True, False], ids=["with statistics", "without"])
@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ([CODED], 0),
        ([CODED, CODED | {"description": "PMP required."}], 1),
        ([CODED, CODED | {"description": " \n"}], 0),
        ([CODED, CODED | {"occupation_scheme": "soc_2010"}], 1),
        ([CODED, CODED | {"occupation_scheme": None}], 0),
        ([CODED, {"title": "Nurse"}], 1),
        ([{"title": "Nurse"}], 1),
    ],
    ids=["coded", "text", "blank text", "split scheme", "no scheme", "one uncoded", "all uncoded"],
)
def test_what_the_footer_rules_out_is_nothing_that_would_be_read(
    tmp_path: Path, rules: Rules, rows: list[dict[str, str | None]], read: int, statistics: bool
) -> None:
    """Fails when a row is overlooked because of what the file's statistics say, or for want of them."""
    home = Home(tmp_path)
    write_month(home, "2021-03", rows, statistics=statistics)
    assert read_month(home, "invented", "2021-03", rules)["row_count"] == read


def test_a_lake_file_without_key_is_named(tmp_path: Path, rules: Rules) -> None:
    """Fails when a damaged lake file ends in a traceback or is read without noticing."""
    home = Home(tmp_path)
    write_month(home, "2021-03", [{"title": "Nurse"}], key=None)
    with pytest.raises(CredscopeError, match="2021-03"):
        stale_months(home, rules)
