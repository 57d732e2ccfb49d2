"""The jobs from a delivery to a release, run by Dagster itself on small deliveries; one home serves all.

The tests run in the order in which they stand: each leaves the home as the next one finds it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from small_delivery import fingerprint, write_delivery

from credscope import releases
from credscope.freshness import nothing_new
from credscope.home import EXPECTATIONS, Home
from orchestration import expectations
from orchestration.launch import outcome, run
from orchestration.marts import mart_names


class World:
    """A home with one delivery taken in and released, and what the jobs said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.ingested = self.ingest(write_delivery(folder / "first"))
        self.released = self.run("build")

    def run(self, job: str, config: dict[str, Any] | None = None) -> dict[str, Any]:
        return run(self.home, job, config or {})

    def ingest(self, path: Path) -> dict[str, Any]:
        return self.run("ingest", {"path": str(path)})

    def release_alone(self) -> dict[str, Any]:
        """Materialize the asset `release` and nothing above it."""
        from orchestration.definitions import defs

        with dg.DagsterInstance.from_config(str(self.home.dagster)) as instance:
            resources = dict(defs.resources or {})
            return outcome(
                dg.materialize(
                    list(defs.assets or []), instance=instance, resources=resources, selection=["release"]
                )
            )

    def events(self, said: dict[str, Any], kind: dg.DagsterEventType) -> list[dg.DagsterEvent]:
        """Dagster's own record of the run, read from the run history under the home."""
        with dg.DagsterInstance.from_config(str(self.home.dagster)) as instance:
            records = instance.all_logs(said["run_id"], of_type=kind)
            return [record.dagster_event for record in records if record.dagster_event]

    def opened(self, said: dict[str, Any]) -> list[str]:
        """Months that the build of a run worked on, as its tables of monthly aggregates say."""
        events = self.events(said, dg.DagsterEventType.ASSET_MATERIALIZATION)
        metadata = [event.step_materialization_data.materialization.metadata for event in events]
        found = {json.dumps(one["months_opened"].value) for one in metadata if "months_opened" in one}
        assert len(found) == 1
        return json.loads(found.pop())

    def checks(self, said: dict[str, Any]) -> dict[str, dg.AssetCheckEvaluation]:
        events = self.events(said, dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        evaluations = [event.asset_check_evaluation_data for event in events]
        return {evaluation.check_name: evaluation for evaluation in evaluations}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("jobs")
    before = {name: os.environ.get(name) for name in ("CREDSCOPE_HOME", "DAGSTER_HOME")}
    os.environ["CREDSCOPE_HOME"] = str(folder / "home")
    yield World(folder)
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def test_delivery_becomes_a_release(world: World) -> None:
    """Prevents a chain that stops half-way, or a release that does not say what went into it."""
    assert "error" not in world.ingested and "error" not in world.released
    assert world.ingested["months"] == ["2020-01", "2020-02", "2020-03"]
    assert world.ingested["deliveries"][0]["accepted_count"] == 120
    record = json.loads((world.home.current / "release.json").read_text())
    assert record["release_id"] == world.released["release_id"] == releases.current(world.home)
    assert [delivery["read_count"] for delivery in record["deliveries"]] == [120]
    assert len(record["row_counts"]) == len(mart_names()) and record["kind"] == "postings"
    assert record["checks"]["failed"] == [] and "demand__by_team.counts_ordered" in record["checks"]["passed"]
    assert (world.home.current / "dbt_docs" / "index.html").exists()
    assert (world.home.current / "report" / "index.html").exists()
    assert 'id="int_postings_totalled"' in (world.home.current / "report" / "tables.html").read_text()
    assert record["teams"][-1]["team"] == "all" and "Engineer" in record["keywords"]
    rows = duckdb.connect().execute(
        "select posting_count, matched_posting_count from read_parquet(?) "
        "where definition_id = 'cset_2021' and team = 'all'",
        [str(world.home.current / "marts" / "demand__by_team.parquet")],
    )
    assert rows.fetchall() == [(102, 21)], "five of six invented jobs are AI occupations; one has a keyword"


def test_run_history_shows_months_rows_and_columns(world: World) -> None:
    """Prevents a UI without partitions, row counts, columns or check results."""
    months = {
        (event.asset_key.to_user_string(), event.partition): event.step_materialization_data.materialization
        for said in (world.ingested, world.released)
        for event in world.events(said, dg.DagsterEventType.ASSET_MATERIALIZATION)
    }
    assert months["postings", "2020-02-01"].metadata["dagster/row_count"].value == 40
    assert months["readings", "2020-02-01"].metadata["dagster/row_count"].value == 40
    assert world.opened(world.released) == ["2020-01", "2020-02", "2020-03"]
    mart = months["main/demand__by_team", None].metadata
    assert mart["dagster/row_count"].value > 0
    assert "posting_count" in [column.name for column in mart["dagster/column_schema"].value.columns]
    assert months["readings", "2020-02-01"].metadata["coded_share"].value == 1.0
    observed = {
        event.partition: event.event_specific_data.asset_observation.metadata
        for event in world.events(world.released, dg.DagsterEventType.ASSET_OBSERVATION)
        if event.asset_key == dg.AssetKey("postings")
    }
    assert [observed[f"2020-{month:02d}-01"]["posting_count"].value for month in (1, 2, 3)] == [34, 34, 34]
    release = months["release", None].metadata
    assert release["matched_share"].value == pytest.approx(21 / 102)
    assert release["report"].path == str(
        world.home.releases / release["release_id"].value / "report/index.html"
    )
    checks = world.checks(world.released)
    assert {f"{mart}_suite" for mart in json.loads(_record(world))["row_counts"]} <= set(checks)
    assert checks["readings_suite"].passed


def test_refused_month_leaves_everything_as_it_was(world: World) -> None:
    """Prevents a month that fails its audit from changing one byte of lake, warehouse or current."""
    bad = write_delivery(
        world.folder / "bad",
        months=("2020-03", "2020-04"),
        first_id=1000,
        blank_employers_in="2020-04",
        delivered_on="2020-07-31",
    )
    before = fingerprint(world.home.root)
    said = world.run("monthly_refresh", {"path": str(bad)})
    assert fingerprint(world.home.root) == before
    assert said["error"].startswith("bad was not taken in. The suite postings expects that")
    assert "month: 2020-04 · row_count: 40 · blank: 40" in said["error"]
    check = world.checks(said)["postings_suite"]
    assert not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    assert "employer_mostly_stated" in check.metadata["missed"].value
    assert check.metadata["examples"].value[0]["month"] == "2020-04"
    made = world.events(said, dg.DagsterEventType.ASSET_MATERIALIZATION)
    assert {event.asset_key.to_user_string() for event in made if event.asset_key} == {"fetched"}


def test_same_delivery_twice_changes_nothing(world: World) -> None:
    """Prevents a file that is sent again from being counted again."""
    before = fingerprint(world.home.root)
    said = world.ingest(write_delivery(world.folder / "again"))
    assert [delivery["known"] for delivery in said["deliveries"]] == [True] and said["months"] == []
    assert fingerprint(world.home.root) == before


def test_unreadable_path_is_one_sentence(world: World) -> None:
    """Prevents a traceback where a person mistyped a path."""
    said = world.ingest(world.folder / "nowhere")
    assert said["error"] == f"There is nothing at {world.folder / 'nowhere'}."


def test_nothing_new_is_said_before_any_work(world: World) -> None:
    """Prevents a refresh that builds the same release again, and one that overlooks the inbox."""
    assert "Nothing new" in str(nothing_new(world.home))
    world.home.inbox.mkdir()
    write_delivery(world.home.inbox / "second", ("2020-04",), first_id=500, delivered_on="2020-07-31")
    (world.home.inbox / "notes.csv").write_text("colour,size\nred,2\n")
    assert nothing_new(world.home) is None


def test_bad_inbox_file_does_not_keep_the_others_out(world: World) -> None:
    """Prevents one stray file from blocking the inbox, and a refused file from being moved away unseen."""
    said = world.run("ingest")
    assert "notes.csv" in said["error"]
    left = sorted(path.name for path in world.home.inbox.iterdir())
    assert left == ["notes.csv", "taken"]
    assert len(list((world.home.inbox / "taken").glob("*/second"))) == 1
    (world.home.inbox / "notes.csv").unlink()


def test_failed_dbt_test_is_not_released(world: World) -> None:
    """Prevents a release of a warehouse in which rows of a delivery went missing."""
    manifest = max(world.home.deliveries.glob("*/manifest.json"))
    sound, current = manifest.read_text(), releases.current(world.home)
    closed = fingerprint(world.home.closed)
    claimed = json.loads(sound)
    manifest.write_text(json.dumps({**claimed, "read_count": claimed["read_count"] + 1}))
    said = world.run("build")
    manifest.write_text(sound)
    assert said["error"].startswith("Not released: dbt's ")
    assert releases.current(world.home) == current
    assert fingerprint(world.home.closed) == closed, "a build that failed closes nothing"
    assert "release" not in {event.step_key for event in world.events(said, dg.DagsterEventType.STEP_START)}


def test_failed_mart_is_not_released(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a mart that fails its suite from reaching readers; the run shows check and rows."""
    suites = shutil.copytree(EXPECTATIONS, tmp_path / "expectations")
    suite = json.loads((suites / "demand__by_team.json").read_text())
    suite["expectations"].append(
        {
            "type": "unexpected_rows_expectation",
            "kwargs": {"unexpected_rows_query": "select team, posting_count from {batch} where team = 'all'"},
            "meta": {"name": "teams_only"},
            "description": "there is no row for all teams",
            "severity": "critical",
            "notes": "Planted by a test.",
        }
    )
    (suites / "demand__by_team.json").write_text(json.dumps(suite))
    monkeypatch.setattr(expectations, "EXPECTATIONS", suites)
    before = fingerprint(world.home.releases)
    said = world.run("build")
    assert "there is no row for all teams" in said["error"] and "team: all" in said["error"]
    check = world.checks(said)["demand__by_team_suite"]
    assert not check.passed and check.metadata["examples"].value[0]["expectation"] == "teams_only"
    assert fingerprint(world.home.releases) == before
    assert world.opened(said) == ["2020-04"], "only the new month is counted"


def test_reader_keeps_its_release_through_a_refresh(world: World) -> None:
    """Prevents an open reader from failing or changing its answer while another release is published.

    The release is made from the build that the test before left whole, as one would in the UI.
    """
    question = (
        "select sum(posting_count) from demand__by_team where team = 'all' and definition_id = 'cset_2021'"
    )
    first = releases.current(world.home)
    with duckdb.connect(str(world.home.current / "credscope.duckdb"), read_only=True) as reader:
        assert reader.execute(question).fetchall() == [(102,)]
        said = world.release_alone()
        assert said["release_id"] not in (None, first)
        assert reader.execute(question).fetchall() == [(102,)]
    with duckdb.connect(str(world.home.current / "credscope.duckdb"), read_only=True) as reader:
        assert reader.execute(question).fetchall() == [(136,)]
    assert [path.name for path in world.home.builds.iterdir()] == [said["release_id"]]
    releases.roll_back(world.home, str(first))
    assert json.loads(_record(world))["release_id"] == first


def test_closed_months_change_no_byte_of_a_mart(world: World) -> None:
    """Prevents a refresh from saying something else than a build that counts every month."""
    added = write_delivery(world.folder / "third", ("2020-05",), first_id=900, delivered_on="2020-07-31")
    world.ingest(added)
    before = releases.current(world.home)
    said = world.run("build")
    assert world.opened(said) == ["2020-05"]
    marts = fingerprint(world.home.current / "marts")
    shutil.rmtree(world.home.closed)
    again = world.run("build")
    assert len(world.opened(again)) == 5
    assert fingerprint(world.home.current / "marts") == marts and len(marts) == len(mart_names())
    assert again["release_id"] == said["release_id"], "the same release, to the byte"
    with duckdb.connect(str(world.home.current / "credscope.duckdb"), read_only=True) as reader:
        compared = reader.execute(
            "select distinct previous_release_id, posting_count_change from quality__restatements "
            "where posting_count_change <> 0 or posted_month = '2020-01-01'"
        )
        assert compared.fetchall() == [(before, 0)], "months of before are held against the release before"


def test_month_that_is_named_is_counted_again(world: World) -> None:
    """Prevents a month asked for by name from being taken from what was closed."""
    assert world.opened(world.run("build", {"month": "2020-01"})) == ["2020-01"]


def test_delivery_opens_the_months_that_it_touches(world: World) -> None:
    """Prevents a later delivery from missing in a month, and other months from being counted again."""
    later = write_delivery(
        world.folder / "later", ("2020-02",), rows=30, first_id=40, delivered_on="2020-08-31"
    )
    world.ingest(later)
    said = world.run("build")
    assert world.opened(said) == ["2020-02"]
    assert world.opened(world.run("build")) == [], "with no month open the marts are built all the same"


def test_a_complete_delivery_withdraws_what_it_lacks(world: World) -> None:
    """Prevents `--complete` from getting lost between the command line and the lake."""
    whole = write_delivery(
        world.folder / "whole", ("2020-05",), rows=30, first_id=900, delivered_on="2020-09-30"
    )
    world.run("monthly_refresh", {"path": str(whole), "complete": True})
    with duckdb.connect(str(world.home.current / "credscope.duckdb"), read_only=True) as reader:
        counted = reader.execute(
            "select sum(withdrawn_count), sum(superseded_count) from quality__deliveries"
        )
        assert counted.fetchall() == [(10, 60)], (
            "30 rows of May and 30 of the correction before are superseded"
        )
        restated = reader.execute("select posted_month::varchar from quality__restatements where is_restated")
        assert restated.fetchall() == [("2020-05-01",)]


def _record(world: World) -> str:
    return (world.home.current / "release.json").read_text()
