"""Dagster's daemon, its code server and its run, killed in the middle of a backfill and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from backfilling import ASSETS, backfill, delivered_home, months
from commands import ENVIRONMENT
from small_delivery import fingerprint
from states import complaints, lost_rows

from credscope.home import PROJECT_ROOT, Home
from orchestration.instance import prepare
from orchestration.partitions import key_of

MONTHS = 12
PATIENCE = 600
BACKFILL = "restarted"


@contextmanager
def daemon(home: Home) -> Iterator[None]:
    """Dagster's daemon with a code server of its own, killed with all that it started at the end."""
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("dagster-daemon")), "run", "-w", "workspace.yaml"],
        cwd=PROJECT_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**ENVIRONMENT, "CREDSCOPE_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)},
    )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ask(instance: dg.DagsterInstance) -> None:
    """Ask the daemon for a backfill of all months, as the UI does."""
    from dagster._core.execution.backfill import PartitionBackfill

    from orchestration.definitions import defs

    instance.add_backfill(
        PartitionBackfill.from_asset_partitions(
            backfill_id=BACKFILL, asset_graph=defs.resolve_asset_graph(),
            partition_names=[key_of(month) for month in months(MONTHS)],
            asset_selection=[dg.AssetKey(asset) for asset in ASSETS], backfill_timestamp=time.time(), tags={},
            dynamic_partitions_store=instance, all_partitions=False, title=None, description=None,
            run_config=None,
        )
    )  # fmt: skip


def wait_for(met: Callable[[], bool], what: str) -> None:
    """Until `met` is; fails where that takes too long."""
    until = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.2)


def test_daemon_restarted_in_the_middle_of_a_backfill(
    tmp_path: Path, full: bool, monkeypatch: pytest.MonkeyPatch, tried: Callable[..., None]
) -> None:
    """Prevents a run whose process died from blocking the queue for ever, and a month from staying undone."""
    if not full:
        pytest.skip("Dagster's daemon, killed and started again: part of `make faults`")
    sound, home = (delivered_home(tmp_path / name / "home", MONTHS) for name in ("sound", "killed"))
    backfill(sound, [months(MONTHS)])
    monkeypatch.setenv("DAGSTER_HOME", str(prepare(home)))
    with dg.DagsterInstance.get() as instance:
        ask(instance)
        with daemon(home):
            wait_for(lambda: any(home.postings.glob("*/*.parquet")), "the first month")
        done = len(list(home.readings.glob("*/*.parquet")))
        with daemon(home):
            wait_for(lambda: ended(instance), "the end of the backfill")
        told = instance.get_materialized_partitions(dg.AssetKey("readings"))
    lost = lost_rows(home, sound)
    expected, found = fingerprint(sound.root), fingerprint(home.root)
    wrong = sum(found.get(name) != expected[name] for name in expected)
    tried("daemon killed in a backfill", lost_rows=lost, wrong_answers=wrong)
    assert done < MONTHS, "it was killed before the backfill had ended"
    assert found == expected
    assert told == {key_of(month) for month in months(MONTHS)}
    assert complaints(home) == []


def ended(instance: dg.DagsterInstance) -> bool:
    """Whether the backfill came to its end; fails where that is not success."""
    held = instance.get_backfill(BACKFILL)
    assert held is not None
    assert "FAIL" not in held.status.value, held.error
    return held.status.value == "COMPLETED_SUCCESS"
