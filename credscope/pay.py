"""Pay as deliveries write it: "$59K - $98K (Glassdoor est.)", "Up to $41 an hour", "104,000.50", "Annual".

Amounts stay in the unit they are stated in; turning them into yearly pay and judging them is no matter of
intake.
"""

from __future__ import annotations

import re

import pyarrow as pa

from credscope.distinct import per_distinct

PAY = pa.struct([("salary_min", pa.float64()), ("salary_max", pa.float64()), ("salary_unit", pa.string())])
_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?([kK])?(?![\dA-Za-z%])")
_UNITS = (
    ("HOUR", re.compile(r"hour|hr\b", re.I)),
    ("DAY", re.compile(r"\bday|daily|diem", re.I)),
    ("WEEK", re.compile(r"week", re.I)),
    ("MONTH", re.compile(r"month|\bmo\b", re.I)),
    ("YEAR", re.compile(r"year|annual|annum|\byr\b", re.I)),
)


def read_amount(text: str) -> float | None:
    """A single amount such as "$1,234.50" or "85k"; None where there is none or it is not positive."""
    match = _AMOUNT.fullmatch(text.strip().lstrip("$").strip())
    return _value(match) if match else None


def read_unit(text: str) -> str | None:
    """YEAR, MONTH, WEEK, DAY or HOUR for words such as "Annual", "per hour", "weekly"; else None."""
    return next((unit for unit, pattern in _UNITS if pattern.search(text)), None)


def read_pay(text: str) -> dict[str, float | str | None]:
    """Lowest and highest amount and unit of a pay phrase; None for what it does not say.

    One amount alone is both ends, unless "up to" or "from" says which. Thousands written with K are yearly
    where no unit is named.
    """
    amounts = [match for match in _AMOUNT.finditer(text)][:2]
    values = [value for match in amounts if (value := _value(match)) is not None]
    unit = read_unit(text) or ("YEAR" if any(match.group(2) for match in amounts) else None)
    if not values:
        return {"salary_min": None, "salary_max": None, "salary_unit": None}
    low, high = values[0], values[-1]
    if len(amounts) == 2 and amounts[1].group(2) and not amounts[0].group(2) and low < 1000:
        low *= 1000
    if len(values) == 1 and re.search(r"\bup to\b|\bmax", text, re.I):
        return {"salary_min": None, "salary_max": high, "salary_unit": unit}
    if len(values) == 1 and re.search(r"\bfrom\b|\bstarting\b|\bmin", text, re.I):
        return {"salary_min": low, "salary_max": None, "salary_unit": unit}
    return {"salary_min": low, "salary_max": high, "salary_unit": unit}


def read_pays(values: pa.Array) -> pa.Array:
    """`read_pay` over a string array, as structs of PAY."""
    return per_distinct(values, read_pay, PAY)


def _value(match: re.Match[str]) -> float | None:
    value = float(match.group(1).replace(",", "")) * (1000 if match.group(2) else 1)
    return value if value > 0 else None
