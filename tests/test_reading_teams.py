"""One set of rules, two ways to a team: what `credscope read` prints and what the marts count."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt_fixture import SOURCE, posting, query, run_dbt, write_home

from credscope.read_file import read_file
from credscope.readings import read_month
from credscope.rules import Rules

TITLES = {
    "Software Engineer": 1, "Help Desk Technician": 2, "Program Manager": 3,
    "Business Operations Specialist": 4, "Registered Nurse": 5, "Technical Writer": 6,
    "Sales Engineer": 7, "Zzyx": 8,
}  # fmt: skip


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A warehouse over uncoded postings, and a table of the same rows."""
    scratch = tmp_path_factory.mktemp("teams")
    titles = [title for title, count in TITLES.items() for _ in range(count)]
    rows = [
        posting(number, f"p{number}", title, description=f"Posting {number}.", employer_name="Acme")
        for number, title in enumerate(titles)
    ]
    home = write_home(scratch / "home", rows, [])
    lake = home.posting_month(SOURCE, "2019-03")
    pq.write_table(pq.read_table(lake).replace_schema_metadata({b"credscope.key": b"k"}), lake)
    read_month(home, SOURCE, "2019-03", Rules.load(home=home))
    table = pa.table({"title": titles, "description": [row["description"] for row in rows]})
    pq.write_table(table, scratch / "rows.parquet")
    return run_dbt(home, scratch, "build", "--exclude-resource-type", "unit_test"), scratch / "rows.parquet"


@pytest.mark.parametrize("definition", ["cset_2021", "cset_2021_broad", "cset_2021_named"])
def test_read_and_mart_agree_on_every_team(
    counted: tuple[Path, Path], definition: str, tmp_path: Path
) -> None:
    """Fails when `credscope read` assigns a posting to another team than the mart that counts it."""
    build, rows = counted
    read_file(rows, tmp_path / "read.parquet", definition=definition)
    teams = Counter(pq.read_table(tmp_path / "read.parquet")["team"].to_pylist())
    marts = query(build, f"""
        select team, posting_count from demand__by_team
        where definition_id = '{definition}' and team <> 'all'
    """)  # fmt: skip
    assert teams.pop(None) == TITLES["Zzyx"]
    assert teams.pop("none") >= TITLES["Registered Nurse"]
    assert dict(marts) == dict(teams) and len(teams) >= 3
