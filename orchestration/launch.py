"""Runs a job for the command line: `python -m orchestration.launch JOB [--config JSON]`.

JOB is ingest, build or monthly_refresh. The config of ingest and monthly_refresh may hold path, source,
mapping, delivered and complete; that of build and monthly_refresh may hold month (YYYY-MM), which is then
rebuilt even if nothing changed. Progress goes to standard error. The last line of standard output is a JSON
object: deliveries, months and release_id, or error (a sentence, example rows below it); then the exit code
is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import Any, TextIO
from uuid import uuid4

import dagster as dg

from credscope import disk, lake
from credscope.alerting import WAITS
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import in_turn
from credscope.upgrading import upgrade
from orchestration import paths
from orchestration.alerts import NOBODY, TOLD, tell_of, tell_of_start, tell_waiting, watched
from orchestration.alive import alive_lock
from orchestration.history import quick_history
from orchestration.instance import LAUNCHER_TAG, close_abandoned, prepare
from orchestration.months import STALE_ONLY
from orchestration.partitions import key_of, month_of, months
from orchestration.reasons import reason_of

JOBS = ("ingest", "build", "monthly_refresh")
DELIVERY = ("path", "source", "mapping", "delivered", "complete")


class Plain:
    """Standard error without a file descriptor, so that Dagster's log capture leaves it to people."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        if name == "fileno":
            raise AttributeError(name)
        return getattr(self._stream, name)


def run_config(job: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Dagster's run config for `config`; raises CredscopeError where a setting does not belong to the job."""
    allowed = (*(DELIVERY if job != "build" else ()), *(("month",) if job != "ingest" else ()))
    unknown = sorted(set(config) - set(allowed))
    if unknown:
        raise CredscopeError(f"The job {job} knows no setting {unknown[0]}; it has {', '.join(allowed)}.")
    quiet: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    delivery = {name: config[name] for name in DELIVERY if config.get(name) is not None}
    # A person's refresh works without the network; `credscope fetch` and the schedule are what asks.
    ops = {"fetched": {"config": {"ask": False}}} if job == "monthly_refresh" else {}
    ops |= {"deliveries": {"config": delivery}} if delivery else {}
    return {**quiet, "ops": ops} if ops else quiet


def run(home: Home, job: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Run `job` on `home` in this process, after whoever is at work there; see the module's header."""
    settings = run_config(job, config)
    prepare(home)
    with quick_history(), dg.DagsterInstance.get() as instance:
        with in_turn(home):
            upgrade(home)
            abandoned = close_abandoned(instance)
            result = _execute(instance, home, job, config, settings)
        troubles = [tell_of(home, instance, run_id, WAITS) for run_id in [*abandoned, result.run_id]]
        _pass_on(chain(*troubles, tell_waiting(home, instance)))
    return outcome(result)


def _execute(
    instance: dg.DagsterInstance,
    home: Home,
    job: str,
    config: Mapping[str, Any],
    settings: Mapping[str, Any],
) -> dg.ExecuteInProcessResult:
    from orchestration.definitions import defs

    run_id = str(uuid4())
    with alive_lock(instance.root_directory, run_id):
        return defs.resolve_job_def(job).execute_in_process(
            run_config=settings,
            instance=instance,
            partition_key=key_of(config.get("month") or some_month(home)),
            tags=_tags(config),
            raise_on_error=False,
            run_id=run_id,
        )


def _tags(config: Mapping[str, Any]) -> dict[str, str]:
    """Tags of a run: who started it, whether it is about stale months only, whether somebody watches it."""
    return {
        LAUNCHER_TAG: "command line",
        "dagster/max_retries": "0",
        **({} if config.get("month") else STALE_ONLY),
        **({TOLD: NOBODY} if watched() else {}),
    }


def _pass_on(troubles: Iterable[str]) -> None:
    """Say what kept an alert from being sent; the run's own answer stays as it is."""
    for trouble in troubles:
        print(trouble, file=sys.stderr, flush=True)


def some_month(home: Home) -> str:
    """A month to name in a run about stale months: the latest of the lake, else of the calendar."""
    latest = month_of(str(months.get_last_partition_key()))
    held = [month for _, month in lake.months(home) if month <= latest]
    return max(held, default=latest)


def outcome(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
    """What the command line wants to know of a run."""
    if not result.success:
        return {"error": reason_of(result.run_id, result.all_events).lines, "run_id": result.run_id}
    said: dict[str, Any] = {"deliveries": [], "months": [], "release_id": None, "run_id": result.run_id}
    for event in result.get_asset_materialization_events():
        metadata = event.materialization.metadata
        for name in said:
            if name in metadata:
                said[name] = metadata[name].value
    return said


@contextmanager
def quiet_output() -> Iterator[TextIO]:
    """Everything written to standard output meanwhile goes nowhere; yields the real one."""
    sys.stdout.flush()
    real = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    errors, sys.stderr = sys.stderr, Plain(sys.stderr)  # type: ignore[assignment]
    try:
        yield real
    finally:
        sys.stderr = errors
        sys.stdout.flush()
        os.dup2(real.fileno(), 1)
        real.flush()


def main() -> int:
    """Entry point; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("--config", default="{}", help="JSON object")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    with quiet_output() as answer:
        try:
            said = run(paths.home(), chosen.job, json.loads(chosen.config))
        except CredscopeError as trouble:
            said = {"error": str(trouble)}
        except Exception as trouble:
            if os.environ.get("CREDSCOPE_DEBUG"):
                raise
            told = disk.trouble(trouble, paths.home())
            said = {"error": told or f"{type(trouble).__name__}: {trouble}"}
        if "error" in said and "run_id" not in said and not watched():
            _pass_on(tell_of_start(paths.home(), chosen.job, said["error"]))
        print(json.dumps(said), file=answer, flush=True)
    return 1 if "error" in said else 0


if __name__ == "__main__":
    sys.exit(main())
