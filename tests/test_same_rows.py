"""The rows of a release are those that were checked, whatever happens between the last gate and `current`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from credscope.errors import CredscopeError
from credscope.mart_files import DUCKDB_FILE, copy_marts
from credscope.same_rows import Digests, mart_digests, require_same_rows

MART = """
create table demand__by_year as
select i as posted_year, i / 7 as matched_share, ['a'] as names from range(9) as numbers(i)
"""


@pytest.fixture
def judged(tmp_path: Path) -> Digests:
    """Digests of a build of one mart, copied into `tmp_path` as a release is."""
    build = tmp_path / "build.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute(MART)
    (tmp_path / "marts").mkdir()
    copy_marts(build, tmp_path)
    return mart_digests(build)


def test_a_copy_is_the_same(judged: Digests, tmp_path: Path) -> None:
    """Prevents a sound release from being refused."""
    require_same_rows(tmp_path, DUCKDB_FILE, judged)


@pytest.mark.parametrize(
    "change",
    [
        "delete from demand__by_year where posted_year = 3",
        "insert into demand__by_year from demand__by_year where posted_year = 3",
        "update demand__by_year set posted_year = 4 where posted_year = 3",
        "alter table demand__by_year rename column posted_year to year",
        "drop table demand__by_year",
        "create table demand__by_team as select 1 as i",
    ],
)
def test_another_table_is_refused(judged: Digests, tmp_path: Path, change: str) -> None:
    """Prevents rows that no suite has seen from being published."""
    with duckdb.connect(str(tmp_path / DUCKDB_FILE)) as connection:
        connection.execute(change)
    with pytest.raises(CredscopeError, match=r"the DuckDB file of demand__by_.* rows that were checked"):
        require_same_rows(tmp_path, DUCKDB_FILE, judged)


def test_another_parquet_file_is_refused(judged: Digests, tmp_path: Path) -> None:
    """Prevents readers of Parquet from seeing other numbers than those of DuckDB."""
    duckdb.sql("select 1 as posted_year").write_parquet(str(tmp_path / "marts" / "demand__by_year.parquet"))
    with pytest.raises(CredscopeError, match="the Parquet file of demand__by_year"):
        require_same_rows(tmp_path, DUCKDB_FILE, judged)
