"""Sensors that look at runs and assets and call people; what is said stands in `orchestration.alerts`."""

from __future__ import annotations

import json

import dagster as dg

from credscope.alerting import Alert, send
from orchestration import paths
from orchestration.alerts import tell_of, tell_waiting
from orchestration.due import DUE

RUNNING = dg.DefaultSensorStatus.RUNNING


@dg.run_failure_sensor(
    default_status=RUNNING,
    monitor_all_code_locations=True,
    minimum_interval_seconds=30,
    description="Alerts people of every run that failed and that nobody watched: of the schedule, the inbox, "
    "a backfill, the UI, or a command line that was killed. docs/alerts.md says where alerts go.",
)
def failed_runs(context: dg.RunFailureSensorContext) -> None:
    """One alert a run; what could not be sent is said here and in the run's own log."""
    for trouble in tell_of(paths.home(), context.instance, context.dagster_run.run_id):
        context.log.warning(trouble)


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    default_status=RUNNING,
    monitor_all_code_locations=True,
    minimum_interval_seconds=30,
    description="Alerts people where a run went on although something was refused, as the schedule's does "
    "when a delivery of the inbox fails its audit.",
)
def refused_runs(context: dg.RunStatusSensorContext) -> None:
    """One alert a run, and none where every check passed."""
    for trouble in tell_of(paths.home(), context.instance, context.dagster_run.run_id):
        context.log.warning(trouble)


@dg.sensor(
    default_status=RUNNING,
    minimum_interval_seconds=60,
    description="Alerts people once when deliveries or the release are late for the month, and tries again "
    "to send alerts that no address took.",
)
def still_late(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Dagster's daemon judges the freshness; the cursor keeps the assets that were told to be late."""
    home = paths.home()
    told = json.loads(context.cursor) if context.cursor else []
    late = late_assets(context.instance)
    troubles = tell_waiting(home, context.instance)
    for asset in late:
        if asset not in told:
            taken, failed = send(home, late_alert(asset), waits=())
            troubles += failed
            if taken:
                told.append(asset)
    for trouble in troubles:
        context.log.warning(trouble)
    said = f"late: {', '.join(late)}" if late else "nothing is late"
    return dg.SensorResult(skip_reason=said, cursor=json.dumps([asset for asset in told if asset in late]))


def late_assets(instance: dg.DagsterInstance) -> list[str]:
    """Names of the assets of DUE whose freshness Dagster's daemon found to fail, in their order."""
    states = instance.get_freshness_state_records([dg.AssetKey(asset) for asset in DUE])
    return [
        asset
        for asset in DUE
        if (record := states.get(dg.AssetKey(asset))) and record.freshness_state.value == "FAIL"
    ]


def late_alert(asset: str) -> Alert:
    """What people are told of an asset that is late."""
    facts = {
        "asset": asset,
        "reason": f"No run has made {asset} this month, and it was due: see `credscope ui`.",
    }
    return Alert(f"Credscope: {asset} is late", facts)
