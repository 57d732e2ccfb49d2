"""Dagster's wiring without a warehouse: definitions, sensor, schedule, launcher, instance and its lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from credscope.errors import CredscopeError
from credscope.home import PROJECT_ROOT, Home
from orchestration.instance import LAUNCHER_TAG, close_abandoned, prepare
from orchestration.launch import run_config, some_month
from orchestration.marts import mart_names
from orchestration.resources import writer_lock
from orchestration.schedules import monthly
from orchestration.sensors import inbox_sensor, judge

WAIT = "Another run is working on this home"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("CREDSCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home" / "dagster"))
    return Home(tmp_path / "home")


def launch(home: Home, job: str, config: dict[str, str]) -> subprocess.Popen[str]:
    """The launcher as the command line starts it."""
    command = [sys.executable, "-m", "orchestration.launch", job, "--config", json.dumps(config)]
    environment = {**os.environ, "CREDSCOPE_HOME": str(home.root), "PYTHONPATH": str(PROJECT_ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment, text=True, **pipes)


def test_definitions_load_whole() -> None:
    """Prevents a code location without one of its assets, jobs, owners or descriptions."""
    from orchestration.definitions import defs

    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.materializable_asset_keys}
    assert {"deliveries", "postings", "duplicates", "readings", "release", "main/demand__by_team"} <= keys
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.owners == ["team:credscope"], key
        assert node.description and node.group_name != "default", key
    upstream = {key.to_user_string() for key in graph.get(dg.AssetKey("release")).parent_keys}
    assert upstream == {f"main/{mart}" for mart in mart_names()}
    stagings = graph.get(dg.AssetKey("postings")).child_keys
    assert dg.AssetKey(["staging", "stg_postings"]) in stagings, (
        "dbt reads the lake that Dagster materializes"
    )
    for job in ("ingest", "build", "monthly_refresh"):
        assert defs.resolve_job_def(job).partitions_def is not None


def test_definitions_only_assemble() -> None:
    """Prevents logic from gathering where everything is imported."""
    text = (PROJECT_ROOT / "orchestration" / "definitions.py").read_text()
    assert len(text.splitlines()) < 40
    assert not any(word in text for word in ("os.environ", "try:", "def ", "for "))


def test_sensor_waits_until_a_file_stops_growing() -> None:
    """Prevents half a file from being taken in, one file from being asked for twice, a changed one never."""
    ready, asked = judge({"a.csv": [10, 1]}, {}, {})
    assert ready == {}
    ready, asked = judge({"a.csv": [20, 2]}, {"a.csv": [10, 1]}, asked)
    assert ready == {}
    ready, asked = judge({"a.csv": [20, 2]}, {"a.csv": [20, 2]}, asked)
    assert ready == {"a.csv": [20, 2]}
    ready, asked = judge({"a.csv": [20, 2]}, {"a.csv": [20, 2]}, asked)
    assert ready == {}
    ready, asked = judge({"a.csv": [30, 3]}, {"a.csv": [30, 3]}, asked)
    assert ready == {"a.csv": [30, 3]}


def test_sensor_asks_for_what_lies_in_the_inbox(home: Home) -> None:
    """Prevents an inbox that nobody looks into, and a run for what was taken in already."""
    (home.inbox / "taken" / "x").mkdir(parents=True)
    (home.inbox / "new.csv").write_text("title\nEngineer\n")
    (home.inbox / ".hidden").write_text("")
    first = inbox_sensor(dg.build_sensor_context())
    assert first.run_requests == []
    second = inbox_sensor(dg.build_sensor_context(cursor=first.cursor))
    assert len(second.run_requests) == 1
    third = inbox_sensor(dg.build_sensor_context(cursor=second.cursor))
    assert third.run_requests == []


def test_schedule_names_the_month_before() -> None:
    """Prevents a monthly run for a month that has only begun, or one that has no partition."""
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2021, 1, 2, 6, tzinfo=UTC))
    request = monthly(context)
    assert request.partition_key == "2020-12-01"
    assert request.run_config["ops"]["deliveries"]["config"] == {"keep_going": True}


def test_settings_that_a_job_does_not_know_are_named() -> None:
    """Prevents a mistyped setting from being ignored."""
    with pytest.raises(CredscopeError, match="build knows no setting path"):
        run_config("build", {"path": "x"})
    assert run_config("ingest", {"path": "x"})["ops"] == {"deliveries": {"config": {"path": "x"}}}


def test_home_without_months_has_a_partition_to_name(home: Home) -> None:
    """Prevents a first refresh from failing because there is no month yet."""
    assert some_month(home) >= "2021-01"


def test_instance_sends_nothing_and_runs_one_at_a_time(home: Home) -> None:
    """Prevents telemetry, history outside the home, and two runs on one home."""
    prepare(home)
    with dg.DagsterInstance.get() as instance:
        assert instance.telemetry_enabled is False
        assert instance.root_directory == str(home.dagster)
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
    assert list(home.dagster.rglob("runs.db")), "the run history lies under the home"


def test_run_of_a_killed_process_is_closed(home: Home) -> None:
    """Prevents a killed run from occupying the queue's one place for ever."""
    prepare(home)
    with dg.DagsterInstance.get() as instance:
        run = instance.create_run_for_job(
            dg.job(name="ingest")(lambda: None),
            status=dg.DagsterRunStatus.STARTED,
            tags={LAUNCHER_TAG: "command line"},
        )
        assert close_abandoned(instance) == [run.run_id]
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE
        assert close_abandoned(instance) == []


def test_launcher_waits_and_answers_in_one_line(home: Home) -> None:
    """Prevents two runs at once, a traceback for a mistyped path, and noise where the answer is read."""
    with writer_lock(home):
        process = launch(home, "ingest", {"path": str(home.root / "nowhere.csv")})
        assert process.stderr is not None
        assert process.stderr.readline().startswith(WAIT)
        assert process.poll() is None
    out, err = process.communicate(timeout=180)
    assert process.returncode == 1
    assert len(out.splitlines()) == 1
    assert json.loads(out)["error"] == f"There is nothing at {home.root / 'nowhere.csv'}."
    assert "Traceback" not in err
