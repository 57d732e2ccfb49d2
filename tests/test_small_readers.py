"""Dates as deliveries write them; what cannot be told stays null."""

from __future__ import annotations

from datetime import date

import pytest

from credscope.dates import read_date


@pytest.mark.parametrize(
    "text",
    ["2021-03-05", "2021-03-05T10:11:12.5", "2021-03-05 00:00:00", "03/05/2021", "3/5/2021", "20210305",
     "March 5, 2021", "5 Mar 2021", " 2021/03/05 "],
)  # fmt: skip
def test_dates(text: str) -> None:
    """Prevents a usual spelling of a day from being quarantined."""
    assert read_date(text) == date(2021, 3, 5)


@pytest.mark.parametrize("text", ["########", "", "soon", "2021-02-30", "13/13/2021", "2021-3"])
def test_what_is_no_date(text: str) -> None:
    """Prevents blotted or impossible days from becoming some day."""
    assert read_date(text) is None


def test_a_mapping_can_say_the_order_of_day_and_month() -> None:
    """Prevents European dates from being read in U.S. order once the mapping says so."""
    assert read_date("05/03/2021", ("%d/%m/%Y",)) == date(2021, 3, 5)
    assert read_date("March 5, 2021", ("%d/%m/%Y",)) is None
