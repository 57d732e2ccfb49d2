"""The lake: one rename per delivery, one winner per posting, the same bytes in any order of arrival."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import make
import pytest
from taking import merged, staged, take

from credscope import lake
from credscope.errors import CredscopeError
from credscope.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def write(tmp_path: Path, name: str, *rows: make.Row) -> Path:
    return make.write_csv(tmp_path / f"{name}.csv", list(rows))


def content(home: Home) -> dict[str, bytes]:
    return {f"{p.parent.name}/{p.name}": p.read_bytes() for p in sorted(home.postings.glob("*/*.parquet"))}


def test_the_same_delivery_again_changes_nothing(tmp_path: Path, home: Home) -> None:
    """Prevents a repeated ingest from doubling rows or rebuilding months."""
    path = write(tmp_path, "a", make.posting(1), make.posting(2))
    taken = take(path, home)
    before, key = content(home), lake.lake_key(home)
    assert lake.known(home, taken["delivery_id"])
    assert lake.promote(home, staged(path, home)) is False
    assert lake.stale_months(home) == []
    assert (content(home), lake.lake_key(home)) == (before, key)
    assert not list(home.staging.iterdir())


def test_promotion_is_one_rename(tmp_path: Path, home: Home) -> None:
    """Prevents a staged delivery from being taken for data before it is promoted."""
    held = staged(write(tmp_path, "a", make.posting(1)), home)
    assert lake.manifests(home) == [] and lake.stale_months(home) == []
    assert lake.promote(home, held) is True
    assert lake.manifests(home) == [held.manifest]
    assert lake.delivery_months(home) == lake.stale_months(home) == [("postings", "2021-03")]
    assert home.kind() == "postings"


def test_promotion_into_a_home_of_the_other_kind_is_refused(tmp_path: Path, home: Home) -> None:
    """Prevents a home that became the sample's after staging from getting real postings."""
    held = staged(write(tmp_path, "a", make.posting(1)), home)
    home.claim("sample")
    with pytest.raises(CredscopeError, match="holds the sample"):
        lake.promote(home, held)
    assert lake.manifests(home) == []


def test_only_months_that_were_touched_are_stale(tmp_path: Path, home: Home) -> None:
    """Prevents a correction of one month from rebuilding all others."""
    take(write(tmp_path, "a", make.posting(1), make.posting(2, posted_date="2021-04-01")), home)
    held = staged(
        write(tmp_path, "b", make.posting(2, posted_date="2021-04-02")), home, delivered=date(2021, 7, 1)
    )
    lake.promote(home, held)
    assert lake.stale_months(home) == [("postings", "2021-04")]


def test_the_later_delivery_wins_whole_postings(tmp_path: Path, home: Home) -> None:
    """Prevents rows of two deliveries of one posting from standing side by side; the change is counted."""
    take(write(tmp_path, "a", make.posting(1), make.posting(1, title="Second notice"), make.posting(2)), home)
    held = staged(write(tmp_path, "b", make.posting(1, title="Corrected")), home, delivered=date(2021, 7, 1))
    lake.promote(home, held)
    built = lake.build_month(home, "postings", "2021-03")
    assert sorted(row["title"] for row in merged(home)) == ["Corrected", "Data Engineer 2"]
    assert (built["rows"], built["restated"], built["deliveries"]) == (2, 1, 2)


def test_a_repeat_without_change_is_no_restatement(tmp_path: Path, home: Home) -> None:
    """Prevents an unchanged posting in a later delivery from being counted as restated."""
    take(write(tmp_path, "a", make.posting(1)), home)
    lake.promote(home, staged(write(tmp_path, "b", make.posting(1)), home, delivered=date(2021, 7, 1)))
    assert lake.build_month(home, "postings", "2021-03")["restated"] == 0


def test_a_posting_that_moves_leaves_its_old_month(tmp_path: Path, home: Home) -> None:
    """Prevents a corrected date from counting a posting in two months; an emptied month is removed."""
    take(write(tmp_path, "a", make.posting(1, posted_date="2021-03-05")), home)
    take(write(tmp_path, "b", make.posting(1, posted_date="2021-04-05")), home, delivered=date(2021, 7, 1))
    assert lake.months(home) == [("postings", "2021-04")]
    assert [row["posted_date"] for row in merged(home)] == [date(2021, 4, 5)]
    assert lake.stale_months(home) == []


def test_any_order_of_arrival_gives_the_same_bytes(tmp_path: Path) -> None:
    """Prevents late and out-of-order deliveries from giving another lake than deliveries in order."""
    a = write(tmp_path, "a", *(make.posting(n) for n in range(5)))
    b = write(
        tmp_path, "b", make.posting(1, title="B"), make.posting(2, posted_date="2021-04-01"), make.posting(7)
    )
    c = write(tmp_path, "c", make.posting(2, title="C"), make.posting(3, posted_date="2021-05-01"))
    tie = write(tmp_path, "tie", make.posting(3, title="Tie"), make.posting(7, posted_date="2021-01-01"))
    days = {a: date(2021, 6, 1), b: date(2021, 7, 1), c: date(2021, 8, 1), tie: date(2021, 8, 1)}
    results = []
    for number, order in enumerate(list(itertools.permutations(days))[::4]):
        home = Home(tmp_path / f"home{number}")
        for path in order:
            if number % 2:
                take(path, home, delivered=days[path])
            else:
                lake.promote(home, staged(path, home, delivered=days[path]))
        for place in lake.stale_months(home):
            lake.build_month(home, *place)
        assert lake.stale_months(home) == []
        results.append((content(home), lake.lake_key(home)))
    assert all(result == results[0] for result in results)


def test_sources_do_not_touch_each_other(tmp_path: Path, home: Home) -> None:
    """Prevents equal ids of two sources from being taken for one posting."""
    path = write(tmp_path, "a", make.posting(1))
    take(path, home, source="one")
    take(path, home, source="two")
    assert [row["source"] for row in merged(home)] == ["one", "two"]


def test_a_month_is_replaced_in_one_step(tmp_path: Path, home: Home) -> None:
    """Prevents half-written months: beside the finished files nothing is left that a reader could open."""
    take(write(tmp_path, "a", make.posting(1)), home)
    take(write(tmp_path, "b", make.posting(1, title="B")), home, delivered=date(2021, 7, 1))
    assert [path.name for path in (home.postings / "postings").iterdir()] == ["2021-03.parquet"]
    assert len(lake.month_key(home.posting_month("postings", "2021-03"))) == 16
