"""Dagster's history, written quickly: all that happened stands in it, for readers beside and afterwards."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest
from dagster import OpExecutionContext

from credscope.home import Home
from orchestration.dbt_process import _only_wanted
from orchestration.history import quick_history
from orchestration.instance import prepare

OBSERVED = 40


@dg.op
def observe(context: OpExecutionContext) -> None:
    """Tells of things from several threads at once."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: context.log_event(dg.AssetObservation(f"thing_{at}")), range(OBSERVED)))


@dg.job
def observing() -> None:
    observe()


def told(folder: Path) -> list[str]:
    """The events of the one run, as another instance reads them."""
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        (run,) = instance.get_runs()
        assert run.is_success
        return sorted(str(entry.dagster_event_type) for entry in instance.all_logs(run.run_id))


def test_the_same_history_as_dagster_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a lost event, a locked file, and a connection that a later run finds closed or still open."""
    slowly, quickly = (prepare(Home(tmp_path / name)) for name in ("slowly", "quickly"))
    monkeypatch.setenv("DAGSTER_HOME", str(slowly))
    with dg.DagsterInstance.get() as instance:
        observing.execute_in_process(instance=instance)
    monkeypatch.setenv("DAGSTER_HOME", str(quickly))
    with quick_history(), dg.DagsterInstance.get() as instance:
        observing.execute_in_process(instance=instance)
        assert told(quickly) == told(slowly), "while the writer is at work"
    assert told(quickly).count("DagsterEventType.ASSET_OBSERVATION") == OBSERVED
    with dg.DagsterInstance.get() as instance:
        observing.execute_in_process(instance=instance)
        assert len(instance.get_runs()) == 2


@pytest.mark.parametrize(("takes", "passed"), [("debug", ["debug", "info"]), ("info", ["info"])])
def test_dbt_says_what_a_logger_takes(takes: str, passed: list[str]) -> None:
    """Prevents a message of dbt from being lost, and debugging of dbt from being impossible."""
    said: list[str] = []
    fire = _only_wanted(lambda _manager, event, level: said.append(level or event.level_tag()))
    manager = SimpleNamespace(loggers=[SimpleNamespace(level="warn"), SimpleNamespace(level=takes)])
    for level in ("debug", "info"):
        fire(manager, SimpleNamespace(level_tag=lambda level=level: level))
    assert said == passed
