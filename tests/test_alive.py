"""Runs whose process died: found by their lock, closed, and told, whoever was to run them."""

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import dagster as dg
import pytest
from alert_servers import Webhook, webhook
from dagster import OpExecutionContext
from dagster._core.launcher import WorkerStatus
from filelock import Timeout
from small_delivery import write_delivery

from credscope import alerting
from credscope.errors import CredscopeError
from credscope.home import PROJECT_ROOT, Home
from credscope.launch import run_job
from orchestration import alive
from orchestration.instance import prepare

HOLDER = """
import sys, time
from orchestration.alive import alive_lock
lock = alive_lock(*sys.argv[1:])
lock.acquire()
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("CREDSCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home" / "dagster"))
    prepare(Home(tmp_path / "home"))
    return Home(tmp_path / "home")


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    with webhook() as started:
        monkeypatch.setenv(alerting.VARIABLE, started.address)
        yield started


def test_a_run_is_alive_as_long_as_its_process(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a run that died with the daemon from occupying the one place for runs for ever."""
    with dg.DagsterInstance.get() as instance:
        run = instance.create_run_for_job(dg.job(name="ingest")(lambda: None), run_id=str(uuid.uuid4()))
        instance.report_dagster_event(
            dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, "ingest"), run_id=run.run_id
        )
        launcher = instance.run_launcher
        assert launcher.supports_check_run_worker_health and instance.run_monitoring_enabled
        assert launcher.check_run_worker_health(run).status == WorkerStatus.RUNNING, "it has only begun"
        monkeypatch.setattr(alive, "PATIENCE", 0.0)
        command = [sys.executable, "-c", HOLDER, instance.root_directory, run.run_id]
        holder = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE)
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        assert launcher.check_run_worker_health(run).status == WorkerStatus.RUNNING
        holder.kill()
        holder.wait()
        assert launcher.check_run_worker_health(run).status == WorkerStatus.FAILED


@dg.op
def look(context: OpExecutionContext) -> None:
    """Fails unless somebody holds the lock of this run."""
    with pytest.raises(Timeout):
        alive.alive_lock(context.instance.root_directory, context.run_id).acquire(timeout=0)


@dg.job(executor_def=alive.alive_executor)
def looking() -> None:
    look()


def test_the_daemon_runs_with_the_lock(home: Home) -> None:
    """Prevents runs that nobody can know to be alive, which monitoring would end while they work."""
    from orchestration.definitions import defs

    assert defs.executor is alive.alive_executor
    with dg.DagsterInstance.get() as instance:
        assert dg.execute_job(dg.reconstructable(looking), instance=instance).success


def test_a_killed_command_is_told_by_who_waited_for_it(home: Home, hook: Webhook, tmp_path: Path) -> None:
    """Prevents a refresh that the system killed, for want of memory say, from ending in silence."""
    delivery = write_delivery(tmp_path / "delivery", rows=5000)
    killer = Thread(target=_kill_the_run, args=(home,))
    killer.start()
    with pytest.raises(CredscopeError, match="ended with code -9"):
        run_job(home, "ingest", {"path": str(delivery)})
    killer.join()
    (message,) = hook.messages
    assert "reason: " in message and "The process that ran it ended before the run did." in message
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
        assert run.is_failure and f"run: {run.run_id}" in message


def _kill_the_run(home: Home) -> None:
    """Kill the process of the first run that has begun its steps."""
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            for run in instance.get_runs():
                for entry in instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT):
                    if found := re.search(
                        r"pid: (\d+)", str(entry.dagster_event and entry.dagster_event.message)
                    ):
                        os.kill(int(found.group(1)), signal.SIGKILL)
                        return
            time.sleep(0.05)
