"""Figures of others: files in the shapes that publishers use, what is kept of them, and what is refused.

All numbers are invented. What a build makes of them is tested with the sample and by dbt's unit tests.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import outside_files
import pyarrow.parquet as pq
import pytest
from planted_marts import credscope

from credscope.backup import back_up
from credscope.doctor import holdings
from credscope.errors import CredscopeError
from credscope.freshness import build_key, inputs
from credscope.home import Home
from credscope.outside.figures import FIGURES, Asked
from credscope.outside.holding import add, references, remove, write_figures

JOBS = {"15-1252": "1,534,790", "15-1244": 325920, "15-2051": "**"}
NEVADA = ("32", "Nevada", "2", "NV", "000000", "Cross-industry", "cross-industry", "1235")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.claim("sample")
    return found


def figures(home: Home, reference_id: str) -> dict[tuple[str, date], float | None]:
    """What is kept of a reference, by group and period."""
    rows = pq.read_table(home.outside / f"{reference_id}.parquet", schema=FIGURES).to_pylist()
    return {(row["group_id"], row["period"]): row["figure"] for row in rows}


def test_jobs_of_the_nation_are_taken_once(home: Home, tmp_path: Path) -> None:
    """Prevents totals, groups, industries or a state from being counted beside the nation's occupations, and
    a suppressed figure from being taken for none."""
    state = [(*NEVADA, "15-1252", "Software Developers", "detailed", 900, "2", "#")]
    file = outside_files.oews(tmp_path / "all_data_M_2023.csv", JOBS, state)
    record = add(home, "oews", file, Asked())
    day = date(2023, 1, 1)
    assert figures(home, "oews_2023") == {
        ("15-1252", day): 1534790, ("15-1244", day): 325920, ("15-2051", day): None,
    }  # fmt: skip
    assert (record["row_count"], record["suppressed_count"]) == (3, 1)
    add(home, "oews", file, Asked(area="32"))
    assert figures(home, "oews_2023") == {("15-1252", day): 900}


def test_a_workbook_says_what_its_table_says(home: Home, tmp_path: Path) -> None:
    """Prevents codes and counts that a sheet keeps as numbers from being read as other ones."""
    table = outside_files.oews(tmp_path / "all_data_M_2023.csv", JOBS)
    add(home, "oews", table, Asked())
    as_text = figures(home, "oews_2023")
    add(home, "oews", outside_files.workbook(table), Asked())
    assert figures(home, "oews_2023") == as_text
    assert references(home)[0]["file"] == "all_data_M_2023.xlsx"


def test_openings_are_levels_of_the_nation(home: Home, tmp_path: Path) -> None:
    """Prevents hires, rates or yearly means from being taken for openings, and thousands for ones."""
    add(home, "jolts", outside_files.jolts(tmp_path / "jt.data.2.JobOpenings", {"2020-01": 7012.5}), Asked())
    assert figures(home, "jolts") == {("000000", date(2020, 1, 1)): 7_012_500}


def test_openings_as_they_come_go_before_adjusted_ones(home: Home, tmp_path: Path) -> None:
    """Prevents postings with their season from being laid beside openings without theirs."""
    both = outside_files.jolts(tmp_path / "both", {"2020-01": 7000}, season="S")
    unadjusted = outside_files.jolts(tmp_path / "unadjusted", {"2020-01": 6000}).read_text().splitlines()
    both.write_text(both.read_text() + "\n".join(unadjusted[1:]) + "\n")
    record = add(home, "jolts", both, Asked())
    assert list(figures(home, "jolts").values()) == [6_000_000]
    assert "not seasonally adjusted" in record["name"]


def test_the_data_tools_download_is_read_too(home: Home, tmp_path: Path) -> None:
    """Prevents the commonest way to such a file, headings in words and commas, from being refused."""
    file = tmp_path / "file.csv"
    file.write_text(
        "Series ID,Year,Period,Label,Value\nJTS510000000000000JOL,2020,M01,2020 Jan,123\n",
        encoding="utf-8-sig",
    )
    record = add(home, "jolts", file, Asked())
    assert figures(home, "jolts") == {("510000", date(2020, 1, 1)): 123_000}
    assert record["name"].endswith(", seasonally adjusted")


def test_days_become_the_mean_of_their_month(home: Home, tmp_path: Path) -> None:
    """Prevents percents from being taken for fractions, and countries from being mixed."""
    add(home, "indeed", outside_files.indeed(tmp_path / "AI_posting.csv", {"2020-01": 0.02}), Asked())
    assert figures(home, "indeed") == {("US", date(2020, 1, 1)): 0.02, ("GB", date(2020, 1, 1)): 0.0425}


LINES = "series_id\tyear\tperiod\tvalue\n"
SHARES = "date,jobcountry,AI_share_postings\n"


@pytest.mark.parametrize(
    ("source", "name", "content", "said"),
    [
        ("oews", "all_data_M_2023.csv", "AREA,OCC_CODE\n99,15-1252\n", "no column AREA_TITLE"),
        ("oews", "wages.csv", "AREA\n99\n", "does not tell its year"),
        ("oews", "all_data_M_2017.csv", "AREA\n99\n", "SOC 2010"),
        ("oews", "all_data_M_2023.xlsx", "AREA\n99\n", "as a workbook"),
        ("jolts", "jt", LINES + "JTS000000000000000HIL\t2020\tM01\t1\n", "no level of"),
        ("jolts", "jt", LINES + "JTS000000000000000JOL\t2020\tM01\tx\n", "line 2: 'x'"),
        ("jolts", "jt", LINES + 2 * "JTS000000000000000JOL\t2020\tM01\t1\n", "twice"),
        ("indeed", "AI.csv", SHARES + "2020-01-01,US,250\n", "more than 100"),
        ("indeed", "AI.csv", "date,jobcountry,AI_share_postings\n1/1/2020,US,2\n", "line 2"),
        ("indeed", "AI.csv", SHARES + "2020-01-01,USA,2\n", "not a country"),
        ("indeed", "AI.csv", "", "no column DATE"),
        ("eurostat", "file.csv", "a\n", "not a reference that is known"),
    ],
)  # fmt: skip
def test_what_is_of_another_shape_is_refused_in_a_sentence(
    source: str, name: str, content: str, said: str, home: Home, tmp_path: Path
) -> None:
    """Prevents a file of another kind from being half taken in, or refused with a traceback."""
    (tmp_path / name).write_text(content)
    with pytest.raises(CredscopeError, match=said):
        add(home, source, tmp_path / name, Asked())
    assert references(home) == []


def test_a_reference_is_an_input_of_the_next_release(home: Home, tmp_path: Path) -> None:
    """Prevents a release that does not say what it was compared with, or a change that makes no new one."""
    before = build_key(home)
    file = outside_files.indeed(tmp_path / "AI_posting.csv", {"2020-01": 0.02})
    record = add(home, "indeed", file, Asked())
    added = build_key(home)
    assert added != before
    assert inputs(home)["references"] == [record]
    add(home, "indeed", file, Asked())
    assert build_key(home) == added
    outside_files.indeed(file, {"2020-01": 0.03})
    add(home, "indeed", file, Asked())
    assert build_key(home) not in (before, added)
    remove(home, "indeed")
    assert build_key(home) == before


def test_damage_is_found_and_never_compared_with(home: Home, tmp_path: Path) -> None:
    """Prevents figures that are not those of the file from standing in a release."""
    add(home, "indeed", outside_files.indeed(tmp_path / "AI_posting.csv", {"2020-01": 0.02}), Asked())
    assert holdings.references(home) == (True, "1 added, figures as they were read")
    pq.write_table(FIGURES.empty_table(), home.outside / "indeed.parquet")
    well, said = holdings.references(home)
    assert not well and "add the file again" in said
    with pytest.raises(CredscopeError, match="not what was read"):
        write_figures(home, tmp_path / "out.parquet")
    (home.outside / "indeed.json").write_text("{")
    with pytest.raises(CredscopeError, match="is damaged"):
        references(home)


def test_a_backup_carries_them(home: Home, tmp_path: Path) -> None:
    """Prevents a home that comes back without what its releases were compared with."""
    add(home, "indeed", outside_files.indeed(tmp_path / "AI_posting.csv", {"2020-01": 0.02}), Asked())
    back_up(home, tmp_path / "backup.tar")
    done = credscope(tmp_path / "restored", "restore", str(tmp_path / "backup.tar"))
    assert done.returncode == 0, done.stderr
    assert references(Home(tmp_path / "restored")) == references(home)


def test_the_command_adds_lists_and_removes(home: Home, tmp_path: Path) -> None:
    """Prevents a command that prints nothing, or a failure with a traceback."""
    file = outside_files.oews(tmp_path / "oews.csv", JOBS)
    refused = credscope(home.root, "reference", "add", "oews", str(file))
    assert refused.returncode == 1 and "--year" in refused.stderr and "Traceback" not in refused.stderr
    added = credscope(home.root, "reference", "add", "oews", str(file), "--year", "2023")
    assert added.returncode == 0 and "3 figures" in added.stdout and "1 of them not published" in added.stdout
    digest = json.loads((home.outside / "oews_2023.json").read_text())["sha256"]
    assert digest[:12] in credscope(home.root, "reference", "list").stdout
    assert credscope(home.root, "reference", "remove", "oews_2023").returncode == 0
    assert "No reference was added" in credscope(home.root, "reference", "list").stdout
    assert credscope(home.root, "reference", "remove", "oews_2023").returncode == 1
