"""A delivery that is taken back leaves no trace in the lake but its folder and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import make
import pytest
from filelock import FileLock
from small_delivery import fingerprint
from taking import merged, take
from typer.testing import CliRunner

from credscope import lake
from credscope.cli import app
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import writer_lock
from credscope.withdrawing import listed, withdraw


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def taken(home: Home, tmp_path: Path) -> tuple[dict[str, str], str]:
    """What the lake holds after one delivery, and the id of a second one that corrects it."""
    take(make.write_csv(tmp_path / "a.csv", [make.posting(1), make.posting(2)]), home)
    before = fingerprint(home.root / "lake")
    wrong = make.write_csv(
        tmp_path / "b.csv", [make.posting(1, title="Wrong"), make.posting(3, posted_date="2021-05-01")]
    )
    return before, take(wrong, home, delivered=date(2021, 7, 1))["delivery_id"]


def rebuilt(home: Home) -> None:
    for place in lake.stale_months(home):
        lake.build_month(home, *place)


def test_the_lake_is_as_if_it_had_never_come(home: Home, tmp_path: Path) -> None:
    """Prevents corrections of a wrong delivery from outliving it, or months that it alone had."""
    before, delivery_id = taken(home, tmp_path)
    withdraw(home, delivery_id, "wrong mapping")
    assert lake.stale_months(home) == [("postings", "2021-03"), ("postings", "2021-05")]
    rebuilt(home)
    assert fingerprint(home.root / "lake") == before


def test_a_source_without_deliveries_leaves_nothing(home: Home, tmp_path: Path) -> None:
    """Prevents the counts and months of a source from staying when its only delivery is gone."""
    delivery_id = take(make.write_csv(tmp_path / "a.csv", [make.posting(1)]), home)["delivery_id"]
    withdraw(home, delivery_id, "misdated")
    rebuilt(home)
    assert lake.manifests(home) == [] and not [path for path in (home.root / "lake").rglob("*.*")]


def test_taken_in_again_it_counts_again(home: Home, tmp_path: Path) -> None:
    """Prevents a withdrawal by mistake from being final."""
    _, delivery_id = taken(home, tmp_path)
    before = fingerprint(home.root / "lake")
    withdraw(home, delivery_id, "by mistake")
    rebuilt(home)
    take(tmp_path / "b.csv", home, delivered=date(2021, 7, 1))
    assert fingerprint(home.root / "lake") == before
    withdraw(home, delivery_id, "after all")
    rebuilt(home)
    assert [row["title"] for row in merged(home)] == ["Data Engineer 1", "Data Engineer 2"]
    assert listed(home)[1:] == [f"{delivery_id}  withdrawn: after all"]


def test_what_cannot_be_withdrawn_is_refused(home: Home, tmp_path: Path) -> None:
    """Prevents a mistyped id, a missing reason or a run at work from ending in half a withdrawal."""
    _, delivery_id = taken(home, tmp_path)
    before = fingerprint(home.root / "lake")
    with pytest.raises(CredscopeError, match="holds no delivery 'abc'; `credscope withdraw` lists"):
        withdraw(home, "abc", "mistyped")
    with pytest.raises(CredscopeError, match="--reason"):
        withdraw(home, delivery_id, "  ")
    writer_lock(home)
    with (
        FileLock(home.dagster / "writer.lock"),
        pytest.raises(CredscopeError, match="Another run is working"),
    ):
        withdraw(home, delivery_id, "too early")
    assert fingerprint(home.root / "lake") == before


def test_the_command_lists_and_withdraws(home: Home, tmp_path: Path) -> None:
    """Prevents a person from having to look for the id of a delivery in the files."""
    _, delivery_id = taken(home, tmp_path)
    run = CliRunner()
    line = run.invoke(app, ["--home", str(home.root), "withdraw"]).stdout.splitlines()[1]
    assert line == f"{delivery_id}  2021-07-01  postings  2 rows accepted in 2 months"
    done = run.invoke(app, ["--home", str(home.root), "withdraw", delivery_id, "--reason", "wrong mapping"])
    assert done.exit_code == 0 and "2 rows in 2 months; `credscope refresh` counts without it" in done.stdout
    assert not lake.known(home, delivery_id)
