"""The lake: one rename per delivery, one winner per posting, the same bytes in any order of arrival."""

from __future__ import annotations

import itertools
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import make
import pyarrow.parquet as pq
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
    """Every merged month and every file of overlaps, by name."""
    paths = [*home.postings.glob("*/*.parquet"), *overlap_files(home)]
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in sorted(paths)}


def overlap_files(home: Home) -> list[Path]:
    return sorted((home.postings.parent / "overlaps").glob("*.json"))


def told(home: Home) -> dict[str, Any]:
    """What is kept about the deliveries of the only source."""
    (path,) = overlap_files(home)
    return json.loads(path.read_text())


def counted(home: Home, what: str) -> dict[str, int]:
    """known, superseded, restated or withdrawn by day of the delivery, where there are any."""
    days = {item["delivery_id"]: item["delivered_on"] for item in lake.manifests(home)}
    return {days[delivery_id]: sum(by_month.values()) for delivery_id, by_month in told(home)[what].items()}


def overlapping(tmp_path: Path) -> dict[Path, date]:
    """Three deliveries with their days: corrections, postings that move on or back, repeats."""
    march, april, may = "2021-03-05", "2021-04-05", "2021-05-05"
    a = write(
        tmp_path, "a", *(make.posting(n) for n in range(6)), make.posting(1, title="Again", posted_date=may)
    )
    b = write(
        tmp_path, "b", make.posting(1, title="B"), make.posting(2, posted_date=april), make.posting(7),
        make.posting(3, posted_date=april), make.posting(4), make.posting(4, title="Two"),
    )  # fmt: skip
    c = write(
        tmp_path, "c", make.posting(2, posted_date=may), make.posting(3, posted_date=march), make.posting(8),
        make.posting(4, title="Two"), make.posting(4), make.posting(5, description="Other text."),
    )  # fmt: skip
    return {a: date(2021, 6, 1), b: date(2021, 7, 1), c: date(2021, 8, 1)}


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
    """Prevents rows of two deliveries of one posting from standing side by side; the changes are counted."""
    take(write(tmp_path, "a", make.posting(1), make.posting(1, title="Second notice"), make.posting(2)), home)
    held = staged(write(tmp_path, "b", make.posting(1, title="Corrected")), home, delivered=date(2021, 7, 1))
    lake.promote(home, held)
    built = lake.build_month(home, "postings", "2021-03")
    assert sorted(row["title"] for row in merged(home)) == ["Corrected", "Data Engineer 2"]
    assert (built["rows"], built["deliveries"]) == (2, 2)
    assert counted(home, "superseded") == {"2021-06-30": 2}
    assert counted(home, "known") == counted(home, "restated") == {"2021-07-01": 1}


def test_a_repeat_without_change_is_no_restatement(tmp_path: Path, home: Home) -> None:
    """Prevents an unchanged posting in a later delivery from being counted as restated."""
    take(write(tmp_path, "a", make.posting(1)), home)
    take(write(tmp_path, "b", make.posting(1)), home, delivered=date(2021, 7, 1))
    assert counted(home, "restated") == {} and counted(home, "known") == {"2021-07-01": 1}


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


@pytest.mark.parametrize("at_once", [True, False])
def test_every_permutation_gives_the_same_lake_and_the_same_overlaps(tmp_path: Path, at_once: bool) -> None:
    """Prevents what is kept between arrivals from depending on which delivery came first."""
    days = overlapping(tmp_path)
    results = []
    for number, order in enumerate(itertools.permutations(days)):
        home = Home(tmp_path / f"home{number}")
        for path in order:
            lake.promote(home, staged(path, home, delivered=days[path]))
            for place in [] if at_once else lake.stale_months(home):
                lake.build_month(home, *place)
        for place in lake.stale_months(home):
            lake.build_month(home, *place)
        assert lake.stale_months(home) == []
        results.append((content(home), lake.lake_key(home)))
    assert all(result == results[0] for result in results)
    assert counted(home, "restated") == {"2021-07-01": 4, "2021-08-01": 3}
    assert sorted((row["source_posting_id"], str(row["posted_date"])[:7]) for row in merged(home)) == [
        ("P000", "2021-03"), ("P001", "2021-03"), ("P002", "2021-05"), ("P003", "2021-03"),
        ("P004", "2021-03"), ("P004", "2021-03"), ("P005", "2021-03"), ("P007", "2021-03"),
        ("P008", "2021-03"),
    ]  # fmt: skip


def test_overlaps_derived_anew_are_the_same(tmp_path: Path, home: Home) -> None:
    """Prevents arrivals one after another from adding up to something else than the deliveries say."""
    for path, day in overlapping(tmp_path).items():
        take(path, home, delivered=day)
    before = content(home)
    shutil.rmtree(home.postings.parent / "overlaps")
    assert lake.stale_months(home) == []
    assert content(home) == before
    months = told(home)["months"]
    assert {place[1]: len(rows_of(home, place)) for place in lake.months(home)} == {
        month: said["rows"] for month, said in months.items() if said["rows"]
    }


def rows_of(home: Home, place: tuple[str, str]) -> list[dict[str, Any]]:
    return pq.read_table(home.posting_month(*place)).to_pylist()


def test_a_delivery_that_is_gone_is_forgotten(tmp_path: Path, home: Home) -> None:
    """Prevents counts of a delivery that was removed by hand from living on."""
    days = overlapping(tmp_path)
    (a, day), (b, _), _ = days.items()
    take(a, home, delivered=day)
    before = content(home)
    taken = take(b, home, delivered=days[b])
    shutil.rmtree(home.deliveries / taken["delivery_id"])
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    assert content(home) == before


def test_restated_means_another_content_than_the_delivery_before(tmp_path: Path, home: Home) -> None:
    """Prevents a delivery that arrives late from leaving counts that compare with the wrong delivery."""
    versions = {"2021-06-01": "One", "2021-07-01": "Two", "2021-08-01": "One", "2021-09-01": "One"}
    for day in ("2021-06-01", "2021-08-01", "2021-09-01", "2021-07-01"):
        path = write(tmp_path, f"day{day}", make.posting(1, title=versions[day]), make.posting(2))
        take(path, home, delivered=date.fromisoformat(day))
        if day == "2021-09-01":
            assert counted(home, "restated") == {}
    assert counted(home, "restated") == {"2021-07-01": 1, "2021-08-01": 1}


def test_the_way_a_posting_came_is_no_content(tmp_path: Path, home: Home) -> None:
    """Prevents another address or another order within a list from being counted as a change."""
    row = {"credential_names": ["A", "B"], "url": "https://example.org/1"}
    other = {"credential_names": ["B", "A"], "url": "https://example.org/2"}
    for name, changes, day in (("a", row, 1), ("b", other, 2)):
        path = make.write_parquet(tmp_path / f"{name}.parquet", [make.posting(1, **changes)])
        take(path, home, delivered=date(2021, 7, day))
    assert counted(home, "restated") == {}


def test_a_month_of_one_delivery_is_that_delivery_s_file(tmp_path: Path, home: Home) -> None:
    """Prevents a month that nothing contests from being written a second time."""
    taken = take(write(tmp_path, "a", make.posting(1)), home)
    delivered = home.deliveries / taken["delivery_id"] / "months" / "2021-03.parquet"
    month = home.posting_month("postings", "2021-03")
    assert month.samefile(delivered)
    held = month.read_bytes()
    delivered.unlink()
    assert month.read_bytes() == held
    assert lake.stale_months(home) == []


def test_a_lake_of_an_earlier_version_is_refused(tmp_path: Path, home: Home) -> None:
    """Prevents rows without a column of today from ending in a traceback, or in nulls that nobody stated."""
    taken = take(write(tmp_path, "a", make.posting(1)), home)
    path = home.deliveries / taken["delivery_id"] / "manifest.json"
    path.write_text(json.dumps({**taken, "columns": taken["columns"][1:]}))
    with pytest.raises(CredscopeError, match=r"taken in by Credscope \S+ and its rows have"):
        lake.stale_months(home)


def test_a_file_system_without_links_gets_a_copy(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents a home on a file system without hard links from taking nothing in."""

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    taken = take(write(tmp_path, "a", make.posting(1)), home)
    delivered = home.deliveries / taken["delivery_id"] / "months" / "2021-03.parquet"
    month = home.posting_month("postings", "2021-03")
    assert not month.samefile(delivered) and month.read_bytes() == delivered.read_bytes()
    assert lake.stale_months(home) == []


def test_a_delivery_is_never_written_through_its_link(tmp_path: Path, home: Home) -> None:
    """Prevents a correction from changing the earlier delivery whose file the month was."""
    taken = take(write(tmp_path, "a", make.posting(1)), home)
    delivered = home.deliveries / taken["delivery_id"] / "months" / "2021-03.parquet"
    before = delivered.read_bytes()
    take(write(tmp_path, "b", make.posting(1, title="B")), home, delivered=date(2021, 7, 1))
    assert delivered.read_bytes() == before
    assert [row["title"] for row in merged(home)] == ["B"]


def repeated(home: Home) -> list[tuple[str, int]]:
    """(delivery, row) of all rows that repeat another row of their day, as the warehouse finds them."""
    files = sorted((home.root / "lake").glob("*/*/repeats.parquet"))
    return sorted(
        (row["delivery_id"], row["row_number"]) for file in files for row in pq.read_table(file).to_pylist()
    )


def representatives(home: Home) -> list[tuple[str, str, date]]:
    """Posting, title and day of the rows that count, without their way here."""
    repeats = repeated(home)
    return sorted(
        (row["posting_id"], row["title"], row["posted_date"])
        for row in merged(home)
        if (row["delivery_id"], row["row_number"]) not in repeats
    )


def test_deliveries_of_one_day_say_what_one_would(tmp_path: Path) -> None:
    """Prevents a delivery that came in halves from deciding otherwise than whole, or from counting twice."""
    rows = [
        make.posting(1), make.posting(1, title="Other notice"), make.posting(1, title="Third notice"),
        make.posting(2), make.posting(2), make.posting(3), make.posting(3, posted_date="2021-05-01"),
        make.posting(4), make.posting(5, title="Corrected"),
    ]  # fmt: skip
    earlier = write(tmp_path, "earlier", make.posting(1, title="Old"), make.posting(5), make.posting(6))
    whole = Home(tmp_path / "whole")
    take(earlier, whole, delivered=date(2021, 6, 1))
    take(write(tmp_path, "all", *rows), whole)
    expected = representatives(whole)
    assert len(expected) == 6 and len(merged(whole)) == 10
    halves = [(rows[::2], rows[1::2]), (rows[:5], rows[4:]), (rows, rows[3:])]
    for number, (first, second) in enumerate(halves):
        parts = [write(tmp_path, f"first{number}", *first), write(tmp_path, f"second{number}", *second)]
        for reverse in (False, True):
            home = Home(tmp_path / f"halves{number}{reverse}")
            for path in sorted(parts, reverse=reverse):
                take(path, home)
            take(earlier, home, delivered=date(2021, 6, 1))
            assert representatives(home) == expected
            assert counted(home, "superseded") == {"2021-06-01": 2}
            assert len(repeated(home)) == len(set(repeated(home)))


def test_a_row_that_counts_for_its_delivery_says_which_row_counts_for_the_day(
    tmp_path: Path, home: Home
) -> None:
    """Prevents a tie from naming a row that is itself no representative."""
    take(write(tmp_path, "a", make.posting(1), make.posting(1, title="Second")), home)
    take(write(tmp_path, "b", make.posting(1, title="Third"), make.posting(1)), home)
    (tie,) = pq.read_table(home.ties("postings", "2021-03")).to_pylist()
    chosen = tie["representative_delivery_id"], tie["representative_row_number"]
    assert chosen not in repeated(home) and len(repeated(home)) == 3
    assert tie["delivery_id"] != chosen[0] and tie["month"] == "2021-03"


def test_ties_go_with_their_deliveries(tmp_path: Path, home: Home) -> None:
    """Prevents a row from being linked to one that is not in the lake any more."""
    a, b = (write(tmp_path, name, make.posting(1, title=name)) for name in ("a", "b"))
    take(a, home)
    held = take(b, home)
    assert home.ties("postings", "2021-03").exists()
    take(write(tmp_path, "c", make.posting(2)), home, delivered=date(2021, 8, 1))
    assert len(repeated(home)) == 1
    shutil.rmtree(home.deliveries / held["delivery_id"])
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    assert repeated(home) == [] and not home.ties("postings", "2021-03").exists()


def test_rows_of_a_month_lie_in_order_of_delivery_and_row(tmp_path: Path, home: Home) -> None:
    """Prevents a merged month from being sorted in a way that its rows did not come in."""
    take(write(tmp_path, "b", *(make.posting(n) for n in (9, 3, 5))), home, delivered=date(2021, 8, 1))
    take(write(tmp_path, "a", *(make.posting(n) for n in (7, 5, 1))), home, delivered=date(2021, 7, 1))
    assert [row["source_posting_id"] for row in merged(home)] == ["P007", "P001", "P009", "P003", "P005"]
