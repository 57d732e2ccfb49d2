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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

import dagster as dg
from filelock import Timeout

from credscope import lake
from credscope.errors import CredscopeError
from credscope.home import Home
from orchestration import paths
from orchestration.history import quick_history
from orchestration.instance import LAUNCHER_TAG, close_abandoned, prepare
from orchestration.months import STALE_ONLY
from orchestration.partitions import key_of, month_of, months
from orchestration.resources import writer_lock

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
    lock = writer_lock(home)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("Another run is working on this home; waiting for it to end.", file=sys.stderr, flush=True)
        lock.acquire()
    try:
        from orchestration.definitions import defs

        with quick_history(), dg.DagsterInstance.get() as instance:
            close_abandoned(instance)
            result = defs.resolve_job_def(job).execute_in_process(
                run_config=settings,
                instance=instance,
                partition_key=key_of(config.get("month") or some_month(home)),
                tags={LAUNCHER_TAG: "command line", **({} if config.get("month") else STALE_ONLY)},
                raise_on_error=False,
            )
    finally:
        lock.release()
    return outcome(result)


def some_month(home: Home) -> str:
    """A month to name in a run about stale months: the latest of the lake, else of the calendar."""
    latest = month_of(str(months.get_last_partition_key()))
    held = [month for _, month in lake.months(home) if month <= latest]
    return max(held, default=latest)


def outcome(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
    """What the command line wants to know of a run."""
    if not result.success:
        return {"error": sentence(result), "run_id": result.run_id}
    said: dict[str, Any] = {"deliveries": [], "months": [], "release_id": None, "run_id": result.run_id}
    for event in result.get_asset_materialization_events():
        metadata = event.materialization.metadata
        for name in said:
            if name in metadata:
                said[name] = metadata[name].value
    return said


def sentence(result: dg.ExecuteInProcessResult) -> str:
    """The failure of the step that failed first: its sentence, and up to five example rows, one a line."""
    for event in result.all_events:
        if not event.is_step_failure:
            continue
        data = event.step_failure_data
        said = data.user_failure_data
        if said is not None and said.description:
            held = (said.metadata or {}).get("examples")
            examples = held.value if held is not None and isinstance(held.value, list) else []
            return "\n".join([said.description, *map(_line, examples[:5])])
        error = data.error.cause if data.error and data.error.cause else data.error
        message = error.message.strip().splitlines()[0] if error else "no reason given"
        return (
            f"The step {event.step_key} failed: {message} (run {result.run_id} in `credscope ui` says where)."
        )
    return f"The run {result.run_id} failed before any step began; `credscope ui` shows why."


def _line(row: Mapping[str, Any]) -> str:
    return "  " + " · ".join(f"{name}: {value}" for name, value in row.items())


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
            said = {"error": f"{type(trouble).__name__}: {trouble}"}
        print(json.dumps(said), file=answer, flush=True)
    return 1 if "error" in said else 0


if __name__ == "__main__":
    sys.exit(main())
