"""Dagster's UI as a person meets it: what it says, and a month materialized by clicking in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pytest
from dagster_ui import Visit, served, visited
from report_browser import browser
from small_delivery import write_delivery
from taking import take

from credscope.home import Home

__all__ = ["browser"]

MONTH = "2020-02-01"


@pytest.fixture(scope="module")
def visit(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The UI of a home with three months in its lake and nothing read yet."""
    folder = tmp_path_factory.mktemp("ui")
    home = Home(folder / "home")
    home.claim("postings")
    take(write_delivery(folder / "delivery"), home)
    with served(home, folder / "ui.log") as base, visited(browser, base) as shown:
        yield shown


def test_everything_explains_itself() -> None:
    """Prevents a job, sensor, schedule or check of which the UI shows nothing but its name."""
    from orchestration.definitions import defs

    named = {one.name: one.description for one in [*(defs.sensors or []), *(defs.schedules or [])]}
    named |= {name: defs.resolve_job_def(name).description for name in ("ingest", "build", "monthly_refresh")}
    graph = defs.resolve_asset_graph()
    for key in graph.asset_check_keys:
        named[key.to_user_string()] = graph.get(key).description
    assert len(named) > 50
    assert [name for name, description in named.items() if not description] == []


def test_deliveries_and_release_are_due_every_month() -> None:
    """Prevents a month without a release from looking fresh, and one made on the first from looking late."""
    from orchestration.definitions import defs

    graph = defs.resolve_asset_graph()
    for asset in ("deliveries", "release"):
        policy = graph.get(dg.AssetKey(asset)).freshness_policy_or_from_metadata
        assert policy is not None and policy.deadline_cron == "0 12 2 * *"
        assert policy.lower_bound_delta.total_seconds() == 36 * 3600, "since the month began"


def test_a_month_is_materialized_by_clicking(visit: Visit) -> None:
    """Prevents a UI in which a run cannot be started, does not start, or whose checks stay in the dark."""
    visit.materialize("readings", MONTH)
    visit.show("/assets/readings?view=checks", "The suite expectations/readings.json.", "Succeeded")
    visit.page.get_by_text("Execution history").click()
    visit.page.get_by_text("Target materialization").first.wait_for()
    assert visit.complaints == []


def test_figures_are_plotted_by_month(visit: Visit) -> None:
    """Prevents coverage from being seen of the last run alone."""
    visit.show("/assets/readings", "Metadata")
    visit.page.get_by_role("button", name="Plots").click()
    for figure in ("coded_share", "credential_share", "dagster/row_count"):
        visit.page.get_by_text(figure).first.wait_for()
    assert visit.page.locator("canvas").count() >= 3
    assert visit.complaints == []


def test_pages_open_and_ask_nobody_else(visit: Visit) -> None:
    """Prevents rooms without a group, sensors that do not run, and requests that leave the machine."""
    visit.show("/asset-groups", "intake", "reading", "marts", "release")
    visit.show("/automation", "monthly", "inbox_sensor", "failed_runs", "still_late")
    visit.show("/jobs", "ingest", "build", "monthly_refresh")
    visit.show("/runs", "Success")
    visit.show("/deployment/daemons", "Freshness Daemon", "Monitoring")
    assert visit.complaints == []
