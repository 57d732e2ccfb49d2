"""Dates, pay and places as deliveries write them; what cannot be told stays null."""

from __future__ import annotations

from datetime import date

import pytest

from credscope.dates import read_date
from credscope.pay import read_amount, read_pay, read_unit
from credscope.places import read_country, read_place, read_state


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


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$59K - $98K (Glassdoor est.)", 59000, 98000, "YEAR"),
        ("$113K-$132K (Glassdoor est.)", 113000, 132000, "YEAR"),
        ("$50.00 - $55.00 Per Hour (Employer est.)", 50, 55, "HOUR"),
        ("$104k-$171k", 104000, 171000, "YEAR"),
        ("80-90K", 80000, 90000, "YEAR"),
        ("$70,000 - $80,000 a year", 70000, 80000, "YEAR"),
        ("$4,079 a month", 4079, 4079, "MONTH"),
        ("Up to $41 an hour", None, 41, "HOUR"),
        ("From $20 an hour", 20, None, "HOUR"),
        ("$21-$34", 21, 34, None),
        ("competitive", None, None, None),
    ],
)
def test_pay_phrases(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    """Prevents thousands, ranges and one-sided offers from being misread."""
    assert read_pay(text) == {"salary_min": low, "salary_max": high, "salary_unit": unit}


def test_single_amounts_and_units() -> None:
    """Prevents thousands separators from cutting amounts, and a unit from being guessed."""
    assert [read_amount(text) for text in ("104,000.50", "$1,234", "85k", "-1", "0", "n/a")] == [
        104000.5, 1234, 85000, None, None, None,
    ]  # fmt: skip
    assert [read_unit(text) for text in ("Annual", "Hourly", "Daily", "weekly", "per month", "project")] == [
        "YEAR", "HOUR", "DAY", "WEEK", "MONTH", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "city", "state", "country"),
    [
        ("Elkhart, IN", "Elkhart", "IN", "US"),
        ("Chicago, IL 60601 (The Loop area)", "Chicago", "IL", "US"),
        ("Austin, Texas, United States", "Austin", "TX", "US"),
        ("Washington, District of Columbia", "Washington", "DC", "US"),
        ("Connecticut, United States", None, "CT", "US"),
        ("Georgia, United States", None, "GA", "US"),
        ("Atlanta, Georgia", "Atlanta", "GA", "US"),
        ("Lafayette, Louisiana Metropolitan Area", "Lafayette", "LA", "US"),
        ("Liverpool, NY, USA", "Liverpool", "NY", "US"),
        ("NY, USA", None, "NY", "US"),
        ("USA", None, None, "US"),
        ("Texas", None, "TX", "US"),
        ("Mexico, MO", "Mexico", "MO", "US"),
        ("Georgia", None, None, None),
        ("Washington", None, None, None),
        ("München, Germany", "München", None, "DE"),
        ("Waterloo, ON, Canada", "Waterloo", "ON", "CA"),
        ("Toronto, ON", "Toronto", "ON", "CA"),
        ("Dubai - United Arab Emirates", "Dubai", None, "AE"),
        ("Singapore", None, None, "SG"),
        ("San Juan, Puerto Rico", "San Juan", None, "PR"),
        ("Multiple Locations", None, None, None),
        ("110 William St. N Y", None, None, None),
        ("", None, None, None),
        (" , ", None, None, None),
    ],
)
def test_places(text: str, city: str | None, state: str | None, country: str | None) -> None:
    """Prevents foreign places from counting as American, American ones from being missed, and guesses."""
    assert read_place(text) == {"city": city, "state": state, "country": country}


def test_countries_and_states_by_name() -> None:
    """Prevents the same country from standing under two spellings."""
    written = ("USA", "us", "United States", "UK", "Türkiye", "Atlantis", "XX")
    assert [read_country(text) for text in written] == [
        "US", "US", "US", "GB", "TR", None, None,
    ]  # fmt: skip
    assert [read_state(text) for text in ("ohio", "OH", "oh", "Bavaria")] == ["OH", "OH", "OH", "Bavaria"]
