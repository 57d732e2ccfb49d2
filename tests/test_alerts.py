"""Alerts of runs that failed: to a real webhook and a real mail server, once a run, without secrets."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from alert_servers import SECRET, Webhook, mail_server, webhook

from credscope import alerting
from credscope.alerting import Alert, send, settings
from credscope.errors import CredscopeError
from credscope.home import PROJECT_ROOT, Home
from orchestration.alerts import NOBODY, SENT, TOLD, WAITING, alert_of, tell_of, tell_waiting
from orchestration.failures import failure
from orchestration.instance import LAUNCHER_TAG, prepare
from orchestration.reasons import Reason
from orchestration.watching import failed_runs, late_assets, still_late

ROWS = [
    {"row": number, "month": "2020-02", "text": f"call 202-555-0134, {'long ' * 40}"} for number in range(5)
]


@dg.asset(check_specs=[dg.AssetCheckSpec("few_blanks", asset="guarded")])
def guarded(context: dg.AssetExecutionContext) -> Iterator[Any]:
    refused = "a.csv was not taken in."
    yield dg.AssetCheckResult(check_name="few_blanks", asset_key="guarded", passed=False, description=refused)
    if context.run.tags.get("goes_on") != "yes":
        raise failure("Not released. The suite guarded expects that few are blank.", ROWS)
    yield dg.MaterializeResult()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("CREDSCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home" / "dagster"))
    monkeypatch.delenv(alerting.VARIABLE, raising=False)
    prepare(Home(tmp_path / "home"))
    return Home(tmp_path / "home")


@pytest.fixture
def instance(home: Home) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as opened:
        yield opened


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    with webhook() as started:
        monkeypatch.setenv(alerting.VARIABLE, started.address)
        yield started


def failed(instance: dg.DagsterInstance, **tags: str) -> str:
    """Id of a run that a gate stopped, or that went on although its check failed."""
    result = dg.materialize([guarded], instance=instance, tags=tags, raise_on_error=False)
    return result.run_id


def test_a_gate_says_run_check_and_reason(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents an alert that leaves people to guess what stopped, or that carries postings elsewhere."""
    run_id = failed(instance, **{"dagster/schedule_name": "monthly", "dagster/partition": "2020-02-01"})
    assert tell_of(home, instance, run_id) == []
    (message,) = hook.messages
    assert message.splitlines()[0] == "Credscope: materialization was stopped at a gate"
    for line in (
        f"run: {run_id}",
        "started by: the schedule monthly",
        "month: 2020-02",
        "check: guarded.few_blanks",
        "reason: Not released. The suite guarded expects that few are blank.",
    ):
        assert line in message.splitlines()
    assert message.count(" · text: call [phone], long") == alerting.EXAMPLES
    assert "202-555-0134" not in message and len(message) < alerting.LONGEST
    assert "host: " not in message and str(home.root) not in message


def test_no_run_is_told_twice(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents the command line and the sensor from both telling of one run."""
    run_id = failed(instance)
    tell_of(home, instance, run_id)
    run = instance.get_run_by_id(run_id)
    (event,) = [
        entry.dagster_event for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.RUN_FAILURE)
    ]
    context = dg.build_run_status_sensor_context(
        sensor_name="failed_runs", dagster_event=event, dagster_instance=instance, dagster_run=run
    )
    failed_runs(context.for_run_failure())
    assert len(hook.received) == 1
    other = failed(instance)
    context = dg.build_run_status_sensor_context(
        sensor_name="failed_runs",
        dagster_event=event,
        dagster_instance=instance,
        dagster_run=instance.get_run_by_id(other),
    )
    failed_runs(context.for_run_failure())
    assert len(hook.received) == 2, "the sensor tells of what nobody told"


def test_runs_that_need_no_alert_have_none(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents alerts of what a person saw fail, of what will be tried again, and of runs that went well."""
    fine = dg.materialize([_fine], instance=instance)
    watched = failed(instance, **{TOLD: NOBODY})
    again = failed(instance)
    instance.add_run_tags(again, {"dagster/will_retry": "true"})
    for run_id in (fine.run_id, watched, again):
        assert tell_of(home, instance, run_id) == []
    assert hook.asked == 0


@dg.asset
def _fine() -> None:
    """Goes well."""


def test_what_was_refused_while_a_run_went_on_is_told(
    home: Home, instance: dg.DagsterInstance, hook: Webhook
) -> None:
    """Prevents the schedule from leaving a delivery out month after month without a word."""
    assert tell_of(home, instance, failed(instance, goes_on="yes")) == []
    (message,) = hook.messages
    assert "ended, but something was refused" in message and "check: guarded.few_blanks" in message
    assert "reason: a.csv was not taken in." in message


def test_a_backfill_calls_once(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents 132 alerts of one cause."""
    for _ in range(3):
        tell_of(home, instance, failed(instance, **{"dagster/backfill": "abcd"}))
    tell_of(home, instance, failed(instance, **{"dagster/backfill": "other"}))
    assert len(hook.received) == 2


def test_a_hook_that_is_away_is_told_later(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents a failure from being hidden, or forgotten, because the hook was away when it happened."""
    hook.status = 503
    run_id = failed(instance)
    (trouble,) = tell_of(home, instance, run_id)
    assert trouble == "No alert reached address 1 of CREDSCOPE_ALERTS: it did not answer, or refused."
    run = instance.get_run_by_id(run_id)
    assert run is not None and run.is_failure and run.tags[TOLD] == WAITING
    said = [
        entry.dagster_event.message
        for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.ENGINE_EVENT)
    ]
    assert trouble in said
    hook.status = 200
    assert tell_waiting(home, instance) == [] == tell_waiting(home, instance)
    assert len(hook.received) == 1
    assert instance.get_run_by_id(run_id).tags[TOLD] == SENT


def test_an_address_is_tried_again(home: Home, hook: Webhook) -> None:
    """Prevents one lost packet from costing the alert."""
    hook.status = 503
    assert send(home, Alert("x", {"reason": "y"}), waits=(0.01, 0.01))[0] == 0
    assert hook.asked == 3


def test_a_mail_says_the_same(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents mail from staying away, or from showing markup of a file name as markup."""
    with mail_server() as (port, mails):
        monkeypatch.setenv(
            alerting.VARIABLE, f"mailto://127.0.0.1:{port}?from=robot@example.org&to=team@example.org"
        )
        alert = Alert("Credscope: ingest failed", {"reason": "<b>x</b>.csv was not taken in."})
        assert send(home, alert) == (1, [])
    (mail,) = mails
    assert mail["Subject"] == "Credscope: ingest failed" and "team@example.org" in mail["To"]
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().strip() == "reason: <b>x</b>.csv was not taken in."


def test_several_addresses_do_not_hang_on_each_other(home: Home, hook: Webhook, monkeypatch: Any) -> None:
    """Prevents a wrong address from keeping the right one silent."""
    monkeypatch.setenv(alerting.VARIABLE, f"nonsense://{SECRET} {hook.address}")
    taken, (trouble,) = send(home, Alert("x", {"reason": "y"}), waits=())
    assert taken == 1 and len(hook.received) == 1
    assert trouble.startswith("No alert reached address 1 of CREDSCOPE_ALERTS: Apprise does not know")
    assert SECRET not in trouble


def test_the_home_names_variables_and_where_it_is(home: Home, hook: Webhook, monkeypatch: Any) -> None:
    """Prevents a home from telling where it lies unasked, and two homes from sharing one address."""
    monkeypatch.setenv("TEAM_HOOK", hook.address)
    monkeypatch.delenv(alerting.VARIABLE)
    alerting.settings_file(home).write_text("addresses_from: [TEAM_HOOK]\ntell_where: true\n")
    send(home, Alert("x", {"reason": f"There is nothing at {home.root}/a.csv."}))
    assert f"home: {home.root}" in hook.messages[0]
    alerting.settings_file(home).write_text("addresses_from: [TEAM_HOOK]\n")
    send(home, Alert("x", {"reason": f"There is nothing at {home.root}/a.csv."}))
    assert "There is nothing at $CREDSCOPE_HOME/a.csv." in hook.messages[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"addresses_from: ['json://{SECRET}']", "never an address"),
        (f"addresses_from: json://{SECRET}", "has the wrong form"),
        (f"addresses: ['json://{SECRET}']", "nothing else"),
        (f"- json://{SECRET}", "nothing else"),
        (f"addresses_from: [{SECRET}: ]x", "is not YAML"),
        ("addresses_from: [NOT_SET_ANYWHERE]", "NOT_SET_ANYWHERE"),
    ],
)
def test_a_file_that_is_wrong_is_named_without_its_secret(home: Home, text: str, said: str) -> None:
    """Prevents passwords in files of the home, and a sentence about them from repeating one."""
    alerting.settings_file(home).write_text(text)
    with pytest.raises(CredscopeError, match=said) as trouble:
        settings(home)
    assert SECRET not in str(trouble.value)
    assert send(home, Alert("x", {"reason": "y"})) == (0, [str(trouble.value)]), "nor does it end the run"


def test_only_months_that_were_asked_for_are_named(home: Home) -> None:
    """Prevents an alert from naming a month that Dagster needed and nobody asked for."""
    tags = {"dagster/partition": "2020-02-01", "credscope/months": "stale", LAUNCHER_TAG: "command line"}
    run = dg.DagsterRun(job_name="build", run_id=str(uuid.uuid4()), tags=tags)
    facts = alert_of(home, run, Reason("x")).facts
    assert "month" not in facts and facts["started by"] == "the command line"


def test_a_late_asset_calls_once(home: Home, instance: dg.DagsterInstance, hook: Webhook) -> None:
    """Prevents a month without a release from passing unnoticed because nothing ran and so nothing failed."""
    from dagster._core.definitions.freshness import FreshnessState, FreshnessStateChange

    def judge(state: FreshnessState) -> None:
        change = FreshnessStateChange(
            key=dg.AssetKey("release"),
            new_state=state,
            previous_state=FreshnessState.UNKNOWN,
            state_change_timestamp=1.0,
        )
        instance._report_runless_asset_event(change)

    def look(cursor: str | None) -> str | None:
        return still_late(dg.build_sensor_context(instance=instance, cursor=cursor)).cursor

    judge(FreshnessState.PASS)
    assert late_assets(instance) == []
    cursor = look(None)
    judge(FreshnessState.FAIL)
    cursor = look(look(cursor))
    assert [one.splitlines()[0] for one in hook.messages] == ["Credscope: release is late"]
    judge(FreshnessState.PASS)
    cursor = look(cursor)
    judge(FreshnessState.FAIL)
    look(cursor)
    assert len(hook.received) == 2, "late again is told again"


def test_the_command_line_tells_where_nobody_watches(home: Home, hook: Webhook) -> None:
    """Prevents a failed refresh of cron from being known to a log alone, and addresses in that log."""
    nowhere = home.root / "nowhere.csv"
    done = _credscope("ingest", str(nowhere))
    assert done.returncode == 1
    (message,) = hook.messages
    assert "job: ingest" in message and "reason: There is nothing at $CREDSCOPE_HOME/nowhere.csv." in message
    assert SECRET not in done.stdout + done.stderr
    held = [path for path in home.root.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert held == [], "nor does Dagster's history hold it"


def test_a_test_message_tells_whether_it_arrived(home: Home, hook: Webhook) -> None:
    """Prevents people from learning at the first failure that no alert was ever set up rightly."""
    assert _credscope("alerts", "test").stdout == "1 of 1 addresses took the test message.\n"
    os.environ[alerting.VARIABLE] = f"nonsense://{SECRET}"
    done = _credscope("alerts", "test")
    assert done.returncode == 1 and "Apprise does not know" in done.stderr
    assert SECRET not in done.stdout + done.stderr and len(hook.received) == 1


def _credscope(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "credscope.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
