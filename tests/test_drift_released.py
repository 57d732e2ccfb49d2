"""A month that came five times, by the command line: blocked, acknowledged, released with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted_marts import credscope, measured
from small_delivery import write_delivery

MONTHS = tuple(f"2019-{month:02d}" for month in range(1, 13))
DRIFT = ("--source", "example_board", "--month", "2020-01", "--measure", "volume")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a steady year and, in a delivery of its own, a month of five times as many postings."""
    folder = tmp_path_factory.mktemp("fivefold")
    year = write_delivery(folder / "year", months=MONTHS)
    more = write_delivery(
        folder / "more", months=("2020-01",), rows=200, first_id=1000, delivered_on="2020-07-31"
    )
    for delivery in (year, more):
        done = credscope(folder / "home", "ingest", str(delivery))
        assert done.returncode == 0, done.stderr
    return folder / "home"


def test_a_fivefold_month_waits_for_a_reason(home: Path) -> None:
    """Prevents a jump from being published before a person saw it, and its reason from being forgotten."""
    blocked = credscope(home, "refresh")
    assert blocked.returncode == 1 and "Traceback" not in blocked.stderr
    assert "example_board 2020-01, volume: 200 against 40 in the months before" in blocked.stderr
    assert f"credscope acknowledge {' '.join(DRIFT)}" in blocked.stderr
    assert not (home / "releases" / "current").exists()

    said = credscope(home, "acknowledge", *DRIFT, "--reason", "a second feed", "--by", "A. Person")
    assert said.returncode == 0, said.stderr
    released = credscope(home, "refresh")
    assert released.returncode == 0, released.stderr
    release = home / "releases" / "current"
    (told,) = json.loads((release / "release.json").read_text())["acknowledgements"]
    assert (told["reason"], told["acknowledged_value"]) == ("a second feed", 200)
    (held,) = [row for row in measured(release, "quality__drift") if row["verdict"] == "stopped"]
    assert (held["acknowledged_reason"], held["acknowledged_by"]) == ("a second feed", "A. Person")
    assert "a second feed" in (release / "report" / "quality.html").read_text()
    assert "Nothing new" in credscope(home, "refresh").stdout
