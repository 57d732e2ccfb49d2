"""Pay as deliveries write it; what cannot be told stays null."""

from __future__ import annotations

import pytest

from credscope.pay import read_amount, read_currency, read_pay, read_unit


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
        ("$120,000.00/yr", 120000, 120000, "YEAR"),
        ("$1,234.50", 1234.5, 1234.5, None),
        ("USD 85.000 - 95.000", 85000, 95000, None),
        ("85 000 – 95 000 per year", 85000, 95000, "YEAR"),
        ("£45,000 to £55,000 p.a.", 45000, 55000, "YEAR"),
        ("€55.000,50", 55000.5, 55000.5, None),
        ("1'250 a week", 1250, 1250, "WEEK"),
        ("$20 to $25/hr", 20, 25, "HOUR"),
        ("$55 - 65k DOE", 55000, 65000, "YEAR"),
        ("$1.2M", None, None, None),
        ("401k match", None, None, None),
        ("up to 10% bonus", None, None, None),
        ("competitive", None, None, None),
    ],
)
def test_pay_phrases(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    """Prevents thousands, ranges and one-sided offers from being misread."""
    found = read_pay(text)
    assert (found["salary_min"], found["salary_max"], found["salary_unit"]) == (low, high, unit)


def test_single_amounts_and_units() -> None:
    """Prevents thousands separators from cutting amounts, and a unit from being guessed."""
    amounts = ("104,000.50", "$1,234", "85k", "85.000", "12.50", "1 234,5", "-1", "0", "n/a")
    assert [read_amount(text) for text in amounts] == [
        104000.5, 1234, 85000, 85000, 12.5, 1234.5, None, None, None,
    ]  # fmt: skip
    assert [read_unit(text) for text in ("Annual", "Hourly", "Daily", "weekly", "per month", "project")] == [
        "YEAR", "HOUR", "DAY", "WEEK", "MONTH", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$50 an hour", "USD"), ("USD 85,000", "USD"), ("£45,000", "GBP"), ("55.000 EUR", "EUR"),
     ("€55k", "EUR"),
     ("CA$90,000", "CAD"), ("C$90,000", "CAD"), ("A$90k", "AUD"), ("₹12,00,000", "INR"), ("85,000", None),
     ("Eureka 85,000", None)],
)  # fmt: skip
def test_currencies(text: str, currency: str | None) -> None:
    """Prevents pounds from counting as dollars, and a currency from being guessed."""
    assert read_currency(text) == currency
