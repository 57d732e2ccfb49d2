"""The way from the inbox to a release without Dagster and dbt, in about two seconds, to be killed anywhere.

Every step and gate is the product's own. In place of dbt's models stands one small table counted from the
lake, the readings and the links, so that a row that got lost shows in the release. Run again after a kill, it
does what is left to do, as a refresh does. How it is killed stands in `killing`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
from commands import command

from credscope import closing, lake, readings, releases, withdrawing
from credscope.duplicates import links
from credscope.duplicates.rules import Rules as LinkRules
from credscope.errors import CredscopeError
from credscope.freshness import build_key, inbox_items
from credscope.home import Home
from credscope.leftovers import sweep
from credscope.lock import writer_lock
from credscope.rules import Rules
from orchestration.builds import Build
from orchestration.duplicates_gate import link_through_gate
from orchestration.expectations import Auditor
from orchestration.reading_gate import ReadingGate
from orchestration.taking_in import Intake

MODELS = {"counted": '"intermediate"."counted"'}
STAGES = ("take in", "merge", "read", "link", "build", "release")
Told = Callable[[str], None]


@cache
def rules() -> tuple[Rules, LinkRules]:
    return Rules.load(), LinkRules.load()


@cache
def auditor() -> Auditor:
    return Auditor()


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """The lock, and what `orchestration.launch` does under it before the first step."""
    with writer_lock(home):
        sweep(home)
        yield


def refresh(home: Home, told: Told) -> None:
    """All that waits in the inbox becomes a release; `told` hears the name of every stage as it begins."""
    reading, linking = rules()
    with alone(home):
        told("take in")
        taking = Intake(home)
        taking.__dict__["auditor"] = auditor()
        taking.take_inbox(inbox_items(home))
        assert not [one.refusal for one in taking.outcomes if one.refusal]
        told("merge")
        for place in lake.stale_months(home):
            lake.build_month(home, *place)
        told("read")
        gate = ReadingGate(home, reading)
        gate.__dict__["auditor"] = auditor()
        assert all(verdict.passed for _, verdict in gate.read(readings.stale_months(home, reading)))
        told("link")
        _, verdict = link_through_gate(home, links.stale_months(home, linking), linking, auditor)
        assert verdict.passed
        told("build")
        if releases.current(home) and releases_key(home) == build_key(home):
            return
        plan = closing.plan(home, MODELS)
        build = Build.begin(home, "a run", plan, MODELS)
        count(build)
        closing.close_months(home, build.file, MODELS, plan)
        build.finish()
        told("release")
        whole = Build.whole(home, "a run")
        assert whole is not None
        releases.publish(home, whole.file, whole.inputs, [], render=write_page)


def releases_key(home: Home) -> str:
    """Build key of the current release."""
    return json.loads((home.current / "release.json").read_text(encoding="utf-8"))["build_key"]


def count(build: Build) -> None:
    """Postings of every month: of open months from their files, of closed ones as they were kept."""
    build.file.parent.mkdir(parents=True, exist_ok=True)
    opened = {name: f"read_parquet('{build.opened / name}/*.parquet')" for name in OPENED}
    kept = f"union all by name from read_parquet('{build.closed}/counted/*.parquet')" if build.closed else ""
    with duckdb.connect(str(build.file)) as connection:
        connection.execute(COUNTED.format(**opened, kept=kept))
        connection.execute(MARTS.format(previous=build.previous))


def write_page(folder: Path) -> None:
    (folder / "report").mkdir()
    for name in ("index", "tables"):
        (folder / "report" / f"{name}.html").write_text(f"<h1>{name}</h1>" * 1000, encoding="utf-8")


def refresh_by_command(home: Home, told: Told) -> None:
    """The same by `credscope refresh`, with Dagster and dbt; raises CredscopeError with what it says."""
    told("command")
    said = command(home, "refresh")
    if said.code:
        raise CredscopeError(said.errors.strip().splitlines()[-1])


def withdraw_first(home: Home, told: Told) -> None:
    """Take the earliest delivery back, unless that is done, and count without it."""
    told("withdraw")
    first = lake.manifests(home)[0]
    if not list(home.withdrawn.glob("*/withdrawal.json")):
        withdrawing.withdraw(home, first["delivery_id"], "It was mapped wrongly.")
    refresh(home, lambda stage: None)


def roll_back(home: Home, told: Told) -> None:
    """Make the oldest release current."""
    told("roll back")
    releases.roll_back(home, min(path.parent.name for path in home.releases.glob("2*/release.json")))


def prune(home: Home, told: Told) -> None:
    """Remove all releases but one."""
    told("prune")
    releases.prune(home, keep=1)
    with alone(home):
        pass


DOINGS: dict[str, Callable[[Home, Told], None]] = {
    "refresh": refresh,
    "refresh by command": refresh_by_command,
    "withdraw": withdraw_first,
    "roll back": roll_back,
    "prune": prune,
}

OPENED = ("postings", "readings", "duplicates")
COUNTED = """
    create schema intermediate;
    create table intermediate.counted as
    with linked as (select distinct delivery_id, row_number from {duplicates}),
    read as (select delivery_id, row_number, len(credentials) as mention_count from {readings})
    select
        date_trunc('month', posted_date)::date as posted_month,
        count(*) as posting_count,
        count(*) filter (where mention_count > 0) as matched_posting_count,
        count(linked.row_number) as linked_count
    from {postings}
    left join linked using (delivery_id, row_number)
    left join read using (delivery_id, row_number)
    group by 1
    {kept}
"""
MARTS = """
    create table main.demand__by_month as
    select 'cset_2021' as definition_id, * from intermediate.counted;
    create table main.quality__restatements as
    select
        release_id as previous_release_id, months.posted_month,
        previous.posting_count as previous_posting_count,
        previous.matched_posting_count as previous_matched_posting_count
    from intermediate.counted as months
    left join read_parquet('{previous}') as previous using (posted_month);
    comment on table main.demand__by_month is 'One row per month.'
"""
