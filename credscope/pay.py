"""Pay as deliveries write it: "$59K - $98K (Glassdoor est.)", "Up to $41 an hour", "USD 85.000", "Annual".

Amounts stay in the unit and currency they are stated in; turning them into yearly pay and judging them is
decided in the warehouse.
"""

from __future__ import annotations

import re
from math import inf

import pyarrow as pa

from credscope.distinct import per_distinct

PAY = pa.struct(
    [
        ("salary_min", pa.float64()),
        ("salary_max", pa.float64()),
        ("salary_unit", pa.string()),
        ("salary_currency", pa.string()),
    ]
)
# Thousands with comma, point, space or apostrophe (in India also pairs), else digits; a fraction; K.
_AMOUNT = re.compile(
    r"(?<![\d.,])"
    r"(\d{1,3}(?:[,.   '’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)"
    r"([.,]\d{1,2})?(?!\d|[.,]\d)"
    r"\s?([kK](?![A-Za-z]))?(?![\dA-Za-z%])"
)
_UNITS = (
    ("HOUR", re.compile(r"hour|hr\b", re.I)),
    ("DAY", re.compile(r"\bday|daily|diem", re.I)),
    ("WEEK", re.compile(r"week", re.I)),
    ("MONTH", re.compile(r"month|\bmo\b", re.I)),
    ("YEAR", re.compile(r"year|annual|annum|\byr\b|\bp\.?a\b", re.I)),
)
_CURRENCIES = (
    ("CAD", re.compile(r"\bCAD\b|\bCA?\$")),
    ("AUD", re.compile(r"\bAUD\b|\bA\$")),
    ("USD", re.compile(r"\bUSD?\b|\$")),
    ("GBP", re.compile(r"\bGBP\b|£")),
    ("EUR", re.compile(r"\bEUR\b|€")),
    ("INR", re.compile(r"\bINR\b|₹")),
)
_NO_PAY = re.compile(r"401\s?\(?k\)?", re.I)


def read_amount(text: str) -> float | None:
    """A single amount such as "$1,234.50", "85.000" or "85k"; None where there is none or it is zero."""
    match = _AMOUNT.fullmatch(text.strip().lstrip("$£€₹").strip())
    return _value(match) if match else None


def read_unit(text: str) -> str | None:
    """YEAR, MONTH, WEEK, DAY or HOUR for words such as "Annual", "per hour", "weekly"; else None."""
    return next((unit for unit, pattern in _UNITS if pattern.search(text)), None)


def read_currency(text: str) -> str | None:
    """ISO 4217 code of the currency that a pay phrase names by sign or code; None where it names none.

    A dollar sign alone is the dollar of the United States.
    """
    return next((currency for currency, pattern in _CURRENCIES if pattern.search(text)), None)


def read_pay(text: str) -> dict[str, float | str | None]:
    """Lowest and highest amount, unit and currency of a pay phrase; None for what it does not say.

    One amount alone is both ends, unless "up to" or "from" says which. Thousands written with K are yearly
    where no unit is named.
    """
    amounts = [match for match in _AMOUNT.finditer(_NO_PAY.sub("", text))][:2]
    values = [value for match in amounts if (value := _value(match)) is not None]
    if not values:
        return dict.fromkeys(PAY.names)
    unit = read_unit(text) or ("YEAR" if any(match.group(3) for match in amounts) else None)
    low: float | None = values[0]
    high: float | None = values[-1]
    if len(amounts) == 2 and amounts[1].group(3) and not amounts[0].group(3) and values[0] < 1000:
        low = values[0] * 1000
    if len(values) == 1 and re.search(r"\bup to\b|\bmax", text, re.I):
        low = None
    elif len(values) == 1 and re.search(r"\bfrom\b|\bstarting\b|\bmin", text, re.I):
        high = None
    return {
        "salary_min": low,
        "salary_max": high,
        "salary_unit": unit,
        "salary_currency": read_currency(text),
    }


def read_pays(values: pa.Array) -> pa.Array:
    """`read_pay` over a string array, as structs of PAY."""
    return per_distinct(values, read_pay, PAY)


def _value(match: re.Match[str]) -> float | None:
    whole = re.sub(r"\D", "", match.group(1))
    fraction = (match.group(2) or "").replace(",", ".")
    value = float(whole + fraction) * (1000 if match.group(3) else 1)
    return value if 0 < value < inf else None
