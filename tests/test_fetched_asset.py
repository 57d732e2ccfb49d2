"""The asset `fetched`: on the monthly schedule, silent where nothing is set up, never in the inbox's way."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from feed_server import EMAIL, KEY, FeedServer, announcement, greenhouse_job

from credscope.home import Home
from orchestration.assets.fetched import fetched
from orchestration.launch import run_config


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("CREDSCOPE_USAJOBS_KEY", "CREDSCOPE_USAJOBS_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CREDSCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


def run(**config: bool) -> tuple[dg.AssetCheckEvaluation, str]:
    """The check's answer and all that the run wrote into its history, as text."""
    with dg.DagsterInstance.ephemeral() as instance:
        settings = {"ops": {"fetched": {"config": config}}}
        result = dg.materialize([fetched], instance=instance, run_config=settings)
        history = [
            record.event_log_entry.to_json() for record in instance.get_records_for_run(result.run_id).records
        ]
    assert result.success
    [check] = result.get_asset_check_evaluations()
    return check, "\n".join(history)


def test_without_feeds_nobody_is_asked(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a home without feeds from making a connection, or from growing a folder."""
    with FeedServer() as server:
        monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", server.address)
        check, history = run()
        assert check.passed and "no connection was made" in history
        assert server.asked == [] and list(home.root.iterdir()) == []


def test_feeds_that_are_set_up_land_in_the_inbox(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a schedule that overlooks a feed, and a key in the history of runs."""
    (home.root / "boards.yml").write_text("- {employer: Horn Works, greenhouse: horn}")
    monkeypatch.setenv("CREDSCOPE_USAJOBS_KEY", KEY)
    monkeypatch.setenv("CREDSCOPE_USAJOBS_EMAIL", EMAIL)
    with FeedServer(greenhouse={"horn": [greenhouse_job(1)]}, current=[announcement(1)]) as server:
        monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", server.address)
        check, history = run()
    assert check.passed and "Horn Works (greenhouse horn): 1 posting on" in history
    assert sorted(item.name for item in home.inbox.iterdir()) == [
        "greenhouse-2026-11-02",
        "usajobs_search-2026-11-02",
    ]
    assert KEY not in history and EMAIL not in history


def test_a_feed_that_fails_is_a_warning(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a lost board, or a mistyped file, from keeping the month's deliveries from being released."""
    (home.root / "boards.yml").write_text("- {employer: Horn Works, greenhouse: horn}")
    with FeedServer() as server:
        monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", server.address)
        check, _ = run()
    assert not check.passed and check.severity == dg.AssetCheckSeverity.WARN and not check.blocking
    assert "Horn Works (greenhouse horn) was not fetched" in str(check.description)
    (home.root / "boards.yml").write_text("- horn")
    check, _ = run()
    assert not check.passed and "entry 1 is not of the form" in str(check.description)


def test_refresh_of_the_command_line_asks_nobody(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents `credscope refresh` from needing the network once feeds are set up."""
    (home.root / "boards.yml").write_text("- {employer: Horn Works, greenhouse: horn}")
    with FeedServer(greenhouse={"horn": [greenhouse_job(1)]}) as server:
        monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", server.address)
        told = run_config("monthly_refresh", {})["ops"]["fetched"]["config"]
        check, history = run(**told)
        assert check.passed and "no connection was made" in history and server.asked == []


def test_only_the_monthly_job_fetches() -> None:
    """Prevents an ingest or a build from asking servers, and a fetch that the inbox does not wait for."""
    from orchestration.definitions import defs
    from orchestration.schedules import monthly

    assert monthly.job_name == "monthly_refresh"
    asked = {
        job: dg.AssetKey("fetched") in defs.resolve_job_def(job).asset_layer.selected_asset_keys
        for job in ("ingest", "build", "monthly_refresh")
    }
    assert asked == {"ingest": False, "build": False, "monthly_refresh": True}
    assert defs.resolve_asset_graph().get(dg.AssetKey("deliveries")).parent_keys == {dg.AssetKey("fetched")}
