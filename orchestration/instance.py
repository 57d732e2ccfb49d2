"""Dagster's instance under a home: its settings file, and runs that a killed process left open."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from credscope.home import Home

LAUNCHER_TAG = "credscope/launched_by"
SETTINGS = """\
# Written by Credscope at every start; what stands here is decided in orchestration/instance.py.
telemetry:
  enabled: false
nux:
  enabled: false
storage:
  sqlite:
    base_dir:
      env: DAGSTER_HOME
concurrency:
  runs:
    max_concurrent_runs: 1
# A run whose process died is marked as failed, and tried once more; what a gate stopped is not.
run_launcher:
  module: orchestration.alive
  class: AliveRunLauncher
run_monitoring:
  enabled: true
  poll_interval_seconds: 30
  start_timeout_seconds: 300
run_retries:
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
freshness:
  enabled: true
"""


def prepare(home: Home) -> Path:
    """Write dagster.yaml under the home and make it this process's DAGSTER_HOME; the folder."""
    folder = home.dagster
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists() or settings.read_text(encoding="utf-8") != SETTINGS:
        temporary = folder / f".dagster.yaml.{os.getpid()}"
        temporary.write_text(SETTINGS, encoding="utf-8")
        os.replace(temporary, settings)
    os.environ["DAGSTER_HOME"] = str(folder)
    return folder


def close_abandoned(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs of the command line that never ended as failed; ids of those runs.

    To be called by the holder of the writer lock only: then no such run can be alive. Left open, they would
    occupy the one place for runs that the daemon's queue has.
    """
    open_runs = instance.get_runs(
        dg.RunsFilter(
            statuses=[dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED],
            tags={LAUNCHER_TAG: "command line"},
        )
    )
    for run in open_runs:
        instance.report_run_failed(run, "The process that ran it ended before the run did.")
    return [run.run_id for run in open_runs]
