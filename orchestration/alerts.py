"""Which runs people are alerted of, once each, and what an alert says; sending is `credscope.alerting`.

The sensors tell of runs of the daemon, the command line of its own: both end here, and a tag on the run
keeps the one from repeating the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import dagster as dg
from filelock import FileLock

from credscope import releases
from credscope.alerting import Alert, send
from credscope.home import Home
from orchestration.months import STALE_ONLY
from orchestration.partitions import month_of
from orchestration.reasons import Reason, reason_of

TOLD = "credscope/alert"
SENT, WAITING, NOBODY = "sent", "waiting", "not needed"
"""Values of the run tag TOLD: taken by an address, by none so far, or watched by a person while it ran."""

WILL_RETRY = "dagster/will_retry"
BACKFILL = "dagster/backfill"
STARTERS = {
    "dagster/schedule_name": "the schedule",
    "dagster/sensor_name": "the sensor",
    BACKFILL: "the backfill",
    "credscope/launched_by": "the",
}


def watched() -> bool:
    """Whether a person sees what this process says; if so it need not be sent anywhere."""
    return sys.stderr.isatty()


def tell_of(home: Home, instance: dg.DagsterInstance, run_id: str, waits: Sequence[float] = ()) -> list[str]:
    """Alert people of a run that failed, or whose checks did, unless that was done; what could not be sent.

    Of the runs of one backfill the first is told. A run that will be tried again is told only when the last
    try failed as well. Where no address took the alert, not even after `waits` seconds each, `tell_waiting`
    tries again.
    """
    with FileLock(home.dagster / "alerts.lock"):
        run = instance.get_run_by_id(run_id)
        if run is None or run.tags.get(TOLD) in (SENT, NOBODY) or run.tags.get(WILL_RETRY) == "true":
            return []
        reason = reason_of(run_id, _events(instance, run_id))
        if not (run.is_failure or reason.checks) or _backfill_told(instance, run):
            return []
        taken, troubles = send(home, alert_of(home, run, reason), waits)
        if taken or troubles:
            instance.add_run_tags(run_id, {TOLD: SENT if taken else WAITING})
        for trouble in troubles:
            instance.report_engine_event(trouble, run)
        return troubles


def tell_waiting(home: Home, instance: dg.DagsterInstance) -> list[str]:
    """Try again to tell of runs that no address took an alert of, the oldest first, until one fails again."""
    for run in reversed(instance.get_runs(dg.RunsFilter(tags={TOLD: WAITING}))):
        if troubles := tell_of(home, instance, run.run_id):
            return troubles
    return []


def tell_of_start(home: Home, job: str, sentence: str) -> list[str]:
    """Alert people of a job that failed before there was a run; what could not be sent."""
    facts = {"job": job, "reason": sentence.splitlines()[0], **_still_seen(home)}
    return send(home, Alert(f"Credscope: {job} could not start", facts))[1]


def alert_of(home: Home, run: dg.DagsterRun, reason: Reason) -> Alert:
    """What people are told of `run`."""
    job = run.job_name if not run.job_name.startswith("__") else "materialization"
    what = "failed" if run.is_failure else "ended, but something was refused"
    facts = {"job": job, "run": run.run_id, "started by": _starter(run)}
    if month := _months(run):
        facts["month"] = month
    if reason.checks:
        what = "was stopped at a gate" if run.is_failure else what
        facts["check"] = ", ".join(reason.checks)
    facts["reason"] = reason.sentence
    return Alert(f"Credscope: {job} {what}", {**facts, **_still_seen(home)}, reason.examples)


def _events(instance: dg.DagsterInstance, run_id: str) -> Iterable[dg.DagsterEvent]:
    kinds = {
        dg.DagsterEventType.ASSET_CHECK_EVALUATION,
        dg.DagsterEventType.STEP_FAILURE,
        dg.DagsterEventType.RUN_FAILURE,
    }
    entries = instance.all_logs(run_id, of_type=kinds)
    return [entry.dagster_event for entry in entries if entry.dagster_event]


def _backfill_told(instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    backfill = run.tags.get(BACKFILL)
    return backfill is not None and any(
        instance.get_run_ids(dg.RunsFilter(tags={BACKFILL: backfill, TOLD: SENT}), limit=1)
    )


def _starter(run: dg.DagsterRun) -> str:
    for tag, kind in STARTERS.items():
        if tag in run.tags:
            return f"{kind} {run.tags[tag]}"
    return "a person in the UI"


def _months(run: dg.DagsterRun) -> str | None:
    one = run.tags.get("dagster/partition")
    first = run.tags.get("dagster/asset_partition_range_start", one)
    last = run.tags.get("dagster/asset_partition_range_end", one)
    if STALE_ONLY.items() <= run.tags.items() or first is None or last is None:
        return None
    months = dict.fromkeys([month_of(first), month_of(last)])
    return " to ".join(months)


def _still_seen(home: Home) -> dict[str, str]:
    """The release that readers see meanwhile."""
    current = releases.current(home)
    return {"readers still see": f"release {current}"} if current else {}
