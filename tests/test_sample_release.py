"""From sample to release by the command line, as a person would: every mart equals what was planted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import outside_files
import pytest
from dbt_fixture import PROJECT, query, run_dbt
from planted_marts import DEFINITION, KEYS, assert_mart_is_planted, credscope, measured, plain, planted_marts

from credscope.home import Home
from credscope.listing import READINGS, Wanted, postings_behind
from credscope.outside.figures import Asked
from credscope.outside.holding import add, write_figures
from credscope.outside.oews import FIRST_YEAR


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home after `credscope demo`, and what it printed."""
    home = tmp_path_factory.mktemp("demo") / "home"
    done = credscope(home, "demo")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


@pytest.fixture(scope="module")
def planted(demo: tuple[Path, str]) -> dict[str, list[dict[str, Any]]]:
    (path,) = demo[0].glob("sample-delivery-*/planted.json")
    return planted_marts(path)


def test_every_mart_of_postings_is_planted(planted: dict[str, list[dict[str, Any]]]) -> None:
    """A mart that nothing is planted for would pass unseen."""
    assert set(planted) == set(KEYS)
    assert all(planted.values())


@pytest.mark.parametrize("mart", sorted(KEYS))
def test_mart_equals_what_was_planted(
    mart: str, demo: tuple[Path, str], planted: dict[str, list[dict[str, Any]]]
) -> None:
    """A wrong join, a lost month or a posting counted per mention changes a cell of some mart."""
    assert_mart_is_planted(demo[0] / "releases/current", mart, planted[mart])


def test_statuses_are_read_as_planted(
    demo: tuple[Path, str], planted: dict[str, list[dict[str, Any]]]
) -> None:
    """A status taken for another in many texts would hide in cells that may each differ by a few."""
    totals: dict[bool, Counter[str]] = {}
    rows = measured(demo[0] / "releases/current", "requirements__by_status")
    for is_planted, held in ((True, planted["requirements__by_status"]), (False, rows)):
        totals[is_planted] = Counter()
        for row in held:
            if row["team"] == "all":
                totals[is_planted][row["status"]] += row["mention_count"]
    assert totals[True].total() == totals[False].total()
    assert all(abs(totals[False][status] - count) <= 20 for status, count in totals[True].items())


@pytest.mark.parametrize(
    ("mart", "rank", "count"),
    [
        ("certifications__top_by_team", "credential_rank", "mention_count"),
        ("occupations__top_by_team", "occupation_rank", "matched_posting_count"),
        ("big_tech__top_certifications", "credential_rank", "matched_posting_count"),
    ],
)
def test_ranks_follow_the_counts(
    mart: str, rank: str, count: str, demo: tuple[Path, str], planted: dict[str, list[dict[str, Any]]]
) -> None:
    """Ranks by another column, or over all teams at once; compared only where the planted counts differ."""
    keys = KEYS[mart]
    ties = Counter((row.get("team"), row[count]) for row in planted[mart])
    expected = {tuple(row[key] for key in keys): row for row in planted[mart]}
    compared = 0
    for row in measured(demo[0] / "releases/current", mart):
        wanted = expected[tuple(plain(row[key]) for key in keys)]
        if ties[(row.get("team"), row[count])] == 1:
            assert row[rank] == wanted[rank]
            compared += 1
    assert compared >= 3


def test_the_planted_premium_lies_in_its_interval(demo: tuple[Path, str]) -> None:
    """A premium that raw medians, cells counted once, or unweighted employers would give."""
    (path,) = demo[0].glob("sample-delivery-*/planted.json")
    premium = json.loads(path.read_text())["pay"]["premium"]
    (whole,) = [row for row in measured(demo[0] / "releases/current", "pay__premium") if row["team"] == "all"]
    assert whole["premium_low"] <= premium <= whole["premium_high"]
    assert whole["premium_low"] > 0


def test_figures_made_from_the_sample_come_to_one_everywhere(demo: tuple[Path, str], tmp_path: Path) -> None:
    """A comparison with the wrong year, occupation or month, or weights that are not those of the jobs.

    Against other postings three in a hundred may be missing: some copies count, and stand in other months.
    """
    (path,) = demo[0].glob("sample-delivery-*/planted.json")
    given = json.loads(path.read_text())["outside"]
    known = Home(tmp_path / "known")
    mixes = {year: jobs for year, jobs in given["oews"].items() if int(year) >= FIRST_YEAR}
    for year, jobs in mixes.items():
        add(known, "oews", outside_files.oews(tmp_path / f"all_data_M_{year}.csv", jobs), Asked(int(year)))
    openings = {month: count / 1000 for month, count in given["jolts"].items()}
    add(known, "jolts", outside_files.jolts(tmp_path / "jt.data", openings), Asked())
    add(known, "indeed", outside_files.indeed(tmp_path / "AI_posting.csv", given["indeed"]), Asked())
    write_figures(known, tmp_path / "outside.parquet")
    (built,) = demo[0].glob("build/*/credscope.duckdb")
    shutil.copyfile(built, tmp_path / built.name)
    run_dbt(
        Home(demo[0]), tmp_path, "build", "--select", "stg_outside_figures+",
        CREDSCOPE_OUTSIDE=str(tmp_path / "outside.parquet"),
    )  # fmt: skip
    question = "select count(*), min(share_ratio), max(share_ratio) from benchmarks__external"
    named = f"{question} where definition_id = '{DEFINITION}'"
    own = f"{named} and year(posted_period) = year(outside_period)"
    months = len(given["jolts"])
    ((occupations, *ends),) = query(tmp_path / built.name, f"{own} and group_kind = 'occupation'")
    assert occupations >= sum(map(len, mixes.values())) > 0 and ends == [1, 1]
    assert query(tmp_path / built.name, f"{named} and outside_source = 'jolts'") == [(months, 1, 1)]
    ((others, least, most),) = query(tmp_path / built.name, f"{named} and outside_source = 'indeed'")
    assert others == months and 0.97 <= least <= 1 and 1 <= most <= 1.03
    moved = "abs(matched_share - reweighted_matched_share) > 0.000000002 or reweighted_outside_share <> 1"
    assert query(tmp_path / built.name, f"{own} and ({moved})")[0][0] == 0
    unlike = "least(level_correlation, change_correlation) < 1 and outside_source = 'jolts'"
    assert query(tmp_path / built.name, f"{named} and {unlike}")[0][0] == 0


def test_the_planted_season_and_the_years_that_broke_are_found(demo: tuple[Path, str]) -> None:
    """Months adjusted by another month's season, or a rise of the brief's postings by a quarter unseen."""
    rows = [row for row in measured(demo[0] / "releases/current", "trends__momentum") if row["team"] == "all"]
    in_2015 = [row for row in rows if row["posted_month"].year == 2015]
    counted, adjusted = (
        max(values) / min(values)
        for values in (
            [row["posting_count"] for row in in_2015],
            [row["adjusted_posting_count"] for row in in_2015],
        )
    )
    assert adjusted < 1 + (counted - 1) / 2
    changes = {str(row["posted_month"])[:7] for row in rows if row["posting_change_factor"]}
    assert {"2016-01", "2018-01"} <= changes


def test_demo_prints_the_headline_and_says_it_is_a_sample(demo: tuple[Path, str]) -> None:
    """The sample mistaken for data, or a headline other than the mart's."""
    home, printed = demo
    assert "calibrated sample, not data" in printed
    assert str((home / "releases" / "current").resolve()) in printed
    for row in measured(home / "releases/current", "demand__by_team"):
        (line,) = [line for line in printed.splitlines() if line.startswith(row["team"] + " ")]
        assert f"{row['posting_count']:,}" in line
        assert f"{row['matched_posting_count']:,}" in line


def test_second_refresh_does_nothing_and_says_so(demo: tuple[Path, str]) -> None:
    """A refresh that rebuilds although nothing is new, or writes where readers read."""
    home, _ = demo
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    done = credscope(home, "refresh")
    assert done.returncode == 0, done.stderr
    assert "nothing" in done.stdout.lower()
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()} == before


def test_the_same_delivery_twice_changes_nothing(demo: tuple[Path, str]) -> None:
    """A delivery counted twice because it was ingested twice."""
    home, _ = demo
    kept = {path: path.read_bytes() for path in (home / "lake").rglob("*.parquet")}
    (delivery,) = home.glob("sample-delivery-*")
    done = credscope(home, "ingest", str(delivery))
    assert done.returncode == 0, done.stderr
    assert "nothing changed" in done.stdout
    assert {path: path.read_bytes() for path in (home / "lake").rglob("*.parquet")} == kept


def test_sample_and_real_postings_never_share_a_home(demo: tuple[Path, str], tmp_path: Path) -> None:
    """Invented postings counted among real ones."""
    home, _ = demo
    file = tmp_path / "postings.csv"
    file.write_text("title,posted_date,description\nNurse,2024-01-02,Registered nurse wanted.\n")
    done = credscope(home, "ingest", str(file), "--source", "board", "--delivered", "2024-02-01")
    assert done.returncode == 1
    assert "holds the sample" in done.stderr
    assert "Traceback" not in done.stderr


Ask = Callable[[str, str], list[dict]]
COUNTS = ("posting_count", "matched_posting_count")
LISTED = {
    "demand__by_team": ("team",),
    "demand__by_team_year": ("team", "posted_year"),
    "occupations__top_by_team": ("team", "soc_code"),
    "big_tech__by_year": ("company", "posted_year"),
    "certifications__top_by_team": ("team", "credential_id"),
    "employers__largest": ("employer_id",),
}
NAMES = {
    "soc_code": "occupation", "posted_year": "period", "credential_id": "credential",
    "employer_id": "employer",
}  # fmt: skip


@pytest.mark.parametrize("mart", sorted(LISTED))
def test_the_postings_behind_a_number_are_as_many(mart: str, demo: tuple[Path, str]) -> None:
    """A listing that holds other postings than those that the mart counted."""
    home = Home(demo[0])
    rows = [row for row in measured(home.current, mart) if row["definition_id"] == "cset_2021"]
    for row in sorted(rows, key=str)[:: max(1, len(rows) // 4)]:
        values = {NAMES.get(key, key): str(row[key]) for key in LISTED[mart]}
        for matched in (False, True):
            count = row["mention_count"] if "mention_count" in row else row[COUNTS[matched]]
            found = list(postings_behind(home, Wanted("cset_2021", **values, matched=matched)))
            assert len({one["posting_id"] for one in found}) == len(found) == count, values


@pytest.mark.parametrize("reading", READINGS)
def test_the_postings_behind_another_reading_are_as_many(reading: str, demo: tuple[Path, str]) -> None:
    """A listing by one reading of "AI-related" that holds the postings of another one."""
    home = Home(demo[0])
    (row,) = (one for one in measured(home.current, "demand__by_team") if one["team"] == "product")
    found = list(postings_behind(home, Wanted("cset_2021", team="product", reading=reading)))
    assert len(found) == row[f"matched_{reading}_posting_count"]


def test_the_postings_behind_a_field_are_as_many(demo: tuple[Path, str]) -> None:
    """A listing of all credentials of project management that leaves one of them out."""
    home = Home(demo[0])
    rows = measured(home.current, "project_management__by_team")
    (row,) = (one for one in rows if (one["team"], one["credential_id"]) == ("all", "any"))
    found = list(postings_behind(home, Wanted("cset_2021", field="project_management")))
    assert len(found) == row["matched_posting_count"] > 0


@pytest.fixture(scope="module")
def metrics(demo: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks the semantic layer over a copy of the build: metrics and groups, separated by commas; rows."""
    scratch = tmp_path_factory.mktemp("metrics")
    project = scratch / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    (build,) = demo[0].glob("build/*/credscope.duckdb")
    shutil.copyfile(build, scratch / build.name)
    places = {"CREDSCOPE_BUILD_FILE": str(scratch / build.name), "CREDSCOPE_HOME": str(demo[0])}
    variables = os.environ | places | {"DO_NOT_TRACK": "1"}

    def run(*command: str) -> str:
        done = subprocess.run(
            command, env=variables, cwd=project, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(str(Path(sys.executable).with_name("dbt")), "parse", "--profiles-dir", ".")
    script = str(Path(__file__).with_name("semantic_query.py"))

    def ask(names: str, groups: str) -> list[dict]:
        return json.loads(run(sys.executable, script, str(project), names, groups).splitlines()[-1])

    return ask


def test_a_metric_is_what_the_mart_says(demo: tuple[Path, str], metrics: Ask) -> None:
    """A metric of the semantic layer that counts otherwise than the marts, as twice by way of `all`."""
    marts = demo[0] / "releases" / "current"
    found = metrics("posting_count,matched_posting_count,matched_share", "posting_group__team")
    teams = {
        row["team"]: row for row in measured(marts, "demand__by_team") if row["definition_id"] == "cset_2021"
    }
    assert {row["posting_group__team"] for row in found} == set(teams) - {"all"}
    for row in found:
        mart = teams[row["posting_group__team"]]
        assert row["posting_count"] == mart["posting_count"]
        assert row["matched_posting_count"] == mart["matched_posting_count"]
        assert row["matched_share"] == pytest.approx(mart["matched_share"], abs=1e-9)
    found = metrics("mention_count,required_mention_count", "credential,mention_group__team")
    named = {
        (row["team"], row["credential_id"]): row
        for row in measured(marts, "certifications__top_by_team")
        if row["definition_id"] == "cset_2021" and row["team"] != "all"
    }
    counted = {(row["mention_group__team"], row["credential"]): row for row in found}
    assert set(named) <= set(counted)
    assert {key: row["mention_count"] for key, row in named.items()} == {
        key: counted[key]["mention_count"] for key in named
    }
