"""A backfill of many months by several processes: no lock error, and the bytes of one after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from backfilling import ASSETS, backfill, delivered_home, months
from small_delivery import fingerprint

from credscope.home import Home
from orchestration.partitions import key_of


def recorded(home: Home) -> dict[str, set[str]]:
    """Partitions by asset that Dagster has a materialization of."""
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        failed = instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]))
        assert failed == []
        return {asset: instance.get_materialized_partitions(dg.AssetKey(asset)) for asset in ASSETS}


def test_several_at_once_give_the_bytes_of_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool, tried: Callable[..., None]
) -> None:
    """Prevents a lock error, a lost month or other bytes where several processes materialize months."""
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))  # so that what a backfill sets is put back
    count, at_once = (132, 4) if full else (12, 2)
    wanted = months(count)
    alone, together = (delivered_home(tmp_path / name / "home", count) for name in ("alone", "together"))
    backfill(alone, [wanted])
    backfill(together, [wanted[start::at_once] for start in range(at_once)])
    expected, found = fingerprint(alone.root), fingerprint(together.root)
    tried(
        "a month materialized beside others",
        count,
        wrong_answers=sum(found.get(name) != expected[name] for name in expected),
    )
    assert found == expected
    assert {path.stem for path in together.postings.glob("*/*.parquet")} == {*wanted}
    assert any(path.stat().st_size for path in together.readings.glob("*/*.parquet"))
    assert recorded(together) == {asset: {key_of(month) for month in wanted} for asset in ASSETS}
