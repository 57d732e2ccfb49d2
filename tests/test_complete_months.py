"""Deliveries that have all postings of their months: what they lack is withdrawn, and counted."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import make
import pytest
from taking import merged
from test_lake import content, counted

from credscope import lake
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect

MARCH, APRIL, MAY = "2021-03-05", "2021-04-05", "2021-05-05"
Row = make.Row


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def take(home: Home, path: Path, day: str, complete: bool = False) -> dict[str, object]:
    """Take a delivery in and merge what it touched; its manifest."""
    delivery = replace(detect(path, delivered=date.fromisoformat(day)), complete_months=complete)
    held = stage(delivery, home)
    lake.promote(home, held)
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    return held.manifest


def write(folder: Path, name: str, *rows: Row) -> Path:
    return make.write_csv(folder / f"{name}.csv", list(rows))


def ids(home: Home) -> list[str]:
    return sorted(f"{row['source_posting_id']} {row['posted_date']:%Y-%m}" for row in merged(home))


def test_what_a_complete_delivery_lacks_is_withdrawn(tmp_path: Path, home: Home) -> None:
    """Prevents postings that a vendor took back from counting for ever; other months are left alone."""
    first = write(tmp_path, "a", *(make.posting(n) for n in range(4)), make.posting(9, posted_date=APRIL))
    take(home, first, "2021-06-01")
    take(home, write(tmp_path, "b", make.posting(1), make.posting(2, title="B")), "2021-07-01", complete=True)
    assert ids(home) == ["P001 2021-03", "P002 2021-03", "P009 2021-04"]
    assert counted(home, "withdrawn") == counted(home, "superseded") == {"2021-06-01": 2}
    assert counted(home, "restated") == {"2021-07-01": 1}


def test_what_is_delivered_later_counts_again(tmp_path: Path, home: Home) -> None:
    """Prevents a complete delivery from closing its months against corrections that come after it."""
    take(home, write(tmp_path, "a", make.posting(1), make.posting(2)), "2021-06-01")
    take(home, write(tmp_path, "b", make.posting(1)), "2021-07-01", complete=True)
    take(home, write(tmp_path, "c", make.posting(2), make.posting(3)), "2021-08-01")
    assert ids(home) == ["P001 2021-03", "P002 2021-03", "P003 2021-03"]
    assert counted(home, "withdrawn") == {}


def test_other_deliveries_of_the_day_belong_to_the_statement(tmp_path: Path, home: Home) -> None:
    """Prevents one half of a complete delivery from withdrawing what the other half has."""
    take(home, write(tmp_path, "a", *(make.posting(n) for n in range(4))), "2021-06-01")
    take(home, write(tmp_path, "b", make.posting(1)), "2021-07-01", complete=True)
    take(home, write(tmp_path, "c", make.posting(2), make.posting(3, posted_date=APRIL)), "2021-07-01", True)
    assert ids(home) == ["P001 2021-03", "P002 2021-03", "P003 2021-04"]
    assert counted(home, "withdrawn") == {"2021-06-01": 1}


def test_a_withdrawn_posting_does_not_fall_back_on_what_was_said_before(tmp_path: Path, home: Home) -> None:
    """Prevents a posting that moved to a month and was withdrawn there from turning up where it was first."""
    take(home, write(tmp_path, "a", make.posting(1)), "2021-06-01")
    take(home, write(tmp_path, "b", make.posting(1, posted_date=APRIL), make.posting(2)), "2021-07-01")
    take(home, write(tmp_path, "c", make.posting(3, posted_date=APRIL)), "2021-08-01", complete=True)
    assert ids(home) == ["P002 2021-03", "P003 2021-04"]


def test_any_order_gives_the_same_lake(tmp_path: Path) -> None:
    """Prevents a complete delivery that comes late or early from withdrawing more or less."""
    deliveries = {
        write(tmp_path, "a", *(make.posting(n) for n in range(5))): ("2021-06-01", False),
        write(tmp_path, "b", make.posting(1, posted_date=MAY), make.posting(2)): ("2021-07-01", True),
        write(tmp_path, "c", make.posting(1), make.posting(4, title="C")): ("2021-08-01", False),
        write(tmp_path, "d", make.posting(4, posted_date=MAY), make.posting(7)): ("2021-08-01", True),
    }
    results = []
    for number, order in enumerate(itertools.permutations(deliveries)):
        home = Home(tmp_path / f"home{number}")
        for path in order:
            take(home, path, *deliveries[path])
        results.append((content(home), lake.lake_key(home)))
    assert all(result == results[0] for result in results)
    assert ids(home) == ["P001 2021-03", "P004 2021-03", "P004 2021-05", "P007 2021-03"]


def test_the_same_file_with_and_without_the_word_are_two_deliveries(tmp_path: Path, home: Home) -> None:
    """Prevents `--complete` from being dropped in silence where the file was taken in without it."""
    path = write(tmp_path, "a", make.posting(1))
    assert take(home, path, "2021-06-01")["complete_months"] is False
    take(home, write(tmp_path, "z", make.posting(2)), "2021-05-01")
    assert ids(home) == ["P001 2021-03", "P002 2021-03"]
    assert take(home, path, "2021-06-01", complete=True)["complete_months"] is True
    assert ids(home) == ["P001 2021-03", "P001 2021-03"]


def test_mapping_and_layout_say_it(tmp_path: Path, home: Home) -> None:
    """Prevents a source that always restates whole months from needing the word at every delivery."""
    text = "source: s\nrecognise: [t]\ncolumns: {title: t, posted_date: d}\ncomplete_months: "
    mapping, table = tmp_path / "m.yml", make.write_csv(tmp_path / "t.csv", [{"t": "Clerk", "d": MARCH}])
    mapping.write_text(text + "yes\n")
    assert detect(table, mapping=mapping, delivered=date(2021, 6, 1)).complete_months
    mapping.write_text(text + "perhaps\n")
    with pytest.raises(CredscopeError, match="'complete_months' must be true or false"):
        detect(table, mapping=mapping, delivered=date(2021, 6, 1))
    folder = make.burning_glass(tmp_path / "bg", [make.job(1)], layout={"complete_months": True})
    assert detect(folder).complete_months
    (folder / "layout.json").write_text(json.dumps({"complete_months": "true"}))
    with pytest.raises(CredscopeError, match="complete_months must be true or false"):
        detect(folder)
