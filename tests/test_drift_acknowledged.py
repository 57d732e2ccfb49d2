"""Drift and people: what `credscope acknowledge` lists, takes and refuses, and what a build gets of it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from filelock import FileLock
from typer.testing import CliRunner

from credscope.acknowledging import (
    ACKNOWLEDGED,
    acknowledge,
    acknowledged_key,
    acknowledgements,
    take_back,
    write_acknowledged,
)
from credscope.cli import app
from credscope.drift import drifts
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import writer_lock

PLACE = ("example_board", "2020-03", "volume")
ROWS = """
    select * replace (measured_value::double as measured_value) from (values
        ('example_board', date '2020-03-01', 'volume', 200.0, 'stopped', '2020-03, found', null),
        ('example_board', date '2020-02-01', 'us_share', 0.6, 'warned', '2020-02, found', null),
        ('example_board', date '2020-02-01', 'volume', 41.0, 'steady', null, null)
    ) as rows(source, posted_month, measure, measured_value, verdict, finding, acknowledged_reason)
"""


def built(home: Home, rows: str = ROWS) -> Home:
    """`home` with a build that was not released."""
    file = home.builds / "next" / "credscope.duckdb"
    file.parent.mkdir(parents=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create table quality__drift as {rows}")
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return built(Home(tmp_path / "home"))


def ask(home: Home, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["--home", str(home.root), "acknowledge", *arguments])
    return done.exit_code, done.output if done.exception is None else str(done.exception)


def named(place: tuple[str, str, str] = PLACE) -> list[str]:
    return ["--source", place[0], "--month", place[1], "--measure", place[2]]


def test_what_waits_is_listed_with_its_command(home: Home) -> None:
    """Prevents a person from having to know where a blocked build keeps its findings."""
    code, said = ask(home)
    command = "         credscope acknowledge --source example_board"
    assert code == 0 and said.splitlines() == [
        "stopped  2020-03, found",
        f'{command} --month 2020-03 --measure volume --reason "…"',
        "warned  2020-02, found",
        f'{command} --month 2020-02 --measure us_share --reason "…"',
    ]


def test_an_acknowledgement_is_kept_with_its_value(home: Home) -> None:
    """Prevents a reason from being lost, or from being given for a value that nobody saw."""
    code, said = ask(home, *named(), "--reason", " a second   feed ", "--by", "A. Person")
    assert code == 0 and "`credscope refresh` lets it through" in said
    (held,) = acknowledgements(home)
    assert list(held) == ACKNOWLEDGED.names
    assert held | {"acknowledged_on": "today"} == {
        "source": "example_board", "month": "2020-03", "measure": "volume", "acknowledged_value": 200.0,
        "reason": "a second feed", "acknowledged_by": "A. Person", "acknowledged_on": "today",
    }  # fmt: skip
    assert "at 200 by A. Person on " in ask(home)[1]


def test_a_build_gets_what_was_acknowledged(home: Home, tmp_path: Path) -> None:
    """Prevents an acknowledgement from waiting for a build that sees no difference, or never reads it."""
    nothing = acknowledged_key(home)
    write_acknowledged(home, tmp_path / "none.parquet")
    assert pq.read_table(tmp_path / "none.parquet").schema == ACKNOWLEDGED
    acknowledge(home, *PLACE, "a second feed", "A. Person")
    once = acknowledged_key(home)
    acknowledge(home, *PLACE, "a second feed, as told by mail", "A. Person")
    assert len({nothing, once, acknowledged_key(home)}) == 3
    write_acknowledged(home, tmp_path / "one.parquet")
    table = pq.read_table(tmp_path / "one.parquet")
    assert table.schema == ACKNOWLEDGED
    assert table["reason"].to_pylist() == ["a second feed, as told by mail"]


def test_taken_back_it_waits_again(home: Home) -> None:
    """Prevents a drift that was let through by mistake from staying let through."""
    nothing = acknowledged_key(home)
    acknowledge(home, *PLACE, "by mistake", "A. Person")
    code, said = ask(home, *named(), "--take-back")
    assert code == 0 and "no longer acknowledged (it was: by mistake)" in said
    assert acknowledgements(home) == [] and acknowledged_key(home) == nothing
    with pytest.raises(CredscopeError, match="Nothing was acknowledged in example_board 2020-03, volume"):
        take_back(home, *PLACE)


@pytest.mark.parametrize(
    ("place", "reason", "by", "words"),
    [
        (("other_board", "2020-03", "volume"), "known", "P", "nothing to acknowledge in other_board 2020-03"),
        (
            ("example_board", "2020-04", "volume"),
            "known",
            "P",
            "nothing to acknowledge in example_board 2020-04",
        ),
        (
            ("example_board", "2020-02", "volume"),
            "known",
            "P",
            "nothing to acknowledge in example_board 2020-02",
        ),
        (PLACE, " \n ", "P", "Say with --reason why"),
        (PLACE, "known", "  ", "Say with --by who"),
    ],
    ids=["unknown source", "unknown month", "steady", "blank reason", "blank name"],
)
def test_what_cannot_be_acknowledged_is_refused(
    home: Home, place: tuple[str, str, str], reason: str, by: str, words: str
) -> None:
    """Prevents a mistyped name or an empty reason from ending as an acknowledgement of nothing."""
    code, said = ask(home, *named(place), "--reason", reason, "--by", by)
    assert code != 0 and words in said
    assert acknowledgements(home) == []


def test_half_a_name_is_refused(home: Home) -> None:
    """Prevents an acknowledgement of a whole source because its month was forgotten."""
    assert "all three" in ask(home, "--source", "example_board", "--reason", "known")[1]


def test_a_run_at_work_is_not_disturbed(home: Home) -> None:
    """Prevents an acknowledgement of a value that the run at work is about to change."""
    writer_lock(home)
    with (
        FileLock(home.dagster / "writer.lock"),
        pytest.raises(CredscopeError, match="Another run is working"),
    ):
        acknowledge(home, *PLACE, "too early", "A. Person")
    assert acknowledgements(home) == []


def test_without_a_build_there_is_nothing_to_say(tmp_path: Path) -> None:
    """Prevents a traceback in a home that was never refreshed, or whose release is older than the mart."""
    with pytest.raises(CredscopeError, match="run `credscope refresh` first"):
        drifts(Home(tmp_path / "home"))


def test_after_a_release_its_own_drift_is_told(home: Home) -> None:
    """Prevents findings of the last build from vanishing with it once it is released."""
    release = home.releases / "r1" / "marts"
    release.mkdir(parents=True)
    duckdb.sql(ROWS).write_parquet(str(release / "quality__drift.parquet"))
    home.current.symlink_to("r1")
    (home.builds / "next").rename(home.builds / "r1")
    assert [drift.place for drift in drifts(home)] == [PLACE, ("example_board", "2020-02", "us_share")]


def test_a_damaged_file_is_named(home: Home) -> None:
    """Prevents acknowledgements from being taken as none because their file cannot be read."""
    home.acknowledged.parent.mkdir(parents=True)
    for content in ("[{", json.dumps([{"source": "example_board"}]), json.dumps(["text"])):
        home.acknowledged.write_text(content)
        with pytest.raises(CredscopeError, match=r"drift\.json is damaged"):
            acknowledgements(home)
