"""Whether the process of a run is alive: it holds a lock until it ends, and the system lets go of that.

Process ids cannot tell: they are given again after a restart. Dagster's run monitoring asks the launcher here
and marks a run as failed whose process has died with its code server, as after a power cut.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.execution.retries import RetryMode
from dagster._core.executor.in_process import InProcessExecutor
from dagster._core.launcher import CheckRunHealthResult, WorkerStatus
from filelock import FileLock, Timeout

PATIENCE = 60.0
"""Seconds after its start in which a run need not hold its lock yet."""

_held: list[FileLock] = []


def alive_lock(storage: str, run_id: str) -> FileLock:
    """The lock of a run's process, beside the run's own files under `storage`, Dagster's folder."""
    folder = Path(storage) / "storage" / run_id
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "alive.lock")


class AliveExecutor(InProcessExecutor):
    """Runs all steps in the run's process, which holds the run's lock until it ends."""

    def execute(self, plan_context: Any, execution_plan: Any) -> Iterator[dg.DagsterEvent]:
        lock = alive_lock(plan_context.instance.root_directory, plan_context.run_id)
        lock.acquire()
        _held.append(lock)
        yield from super().execute(plan_context, execution_plan)


@dg.executor(name="in_process")
def alive_executor(_context: dg.InitExecutorContext) -> AliveExecutor:
    """Dagster's in-process executor with the lock."""
    return AliveExecutor(retries=RetryMode.ENABLED)


class AliveRunLauncher(dg.DefaultRunLauncher):
    """Dagster's own launcher, which also knows whether a run's process is alive."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """RUNNING where the run's lock is held, or the run only began; else FAILED."""
        record = self._instance.get_run_record_by_id(run.run_id)
        if record is None or time.time() - (record.start_time or time.time()) < PATIENCE:
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        try:
            with alive_lock(self._instance.root_directory, run.run_id).acquire(timeout=0):
                return CheckRunHealthResult(WorkerStatus.FAILED, "its process ended before the run did")
        except Timeout:
            return CheckRunHealthResult(WorkerStatus.RUNNING)
