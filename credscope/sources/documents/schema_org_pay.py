"""What a JobPosting pays: baseSalary in its many shapes. What a site estimates is no pay offered."""

from __future__ import annotations

from typing import Any

from credscope.sources.documents.document import Row
from credscope.sources.documents.json_ld import named
from credscope.sources.documents.values import listed, obj, text

COLUMNS = ("salary_min", "salary_max", "salary_unit", "salary_currency", "pay")
# UN/CEFACT codes of unitCode, which schema.org allows beside unitText.
_UNIT_CODES = {"ANN": "YEAR", "MON": "MONTH", "WEE": "WEEK", "DAY": "DAY", "HUR": "HOUR"}


def read(posting: dict[str, Any]) -> Row:
    """Amounts, unit and currency; a pay that is written as words is left to be read as a phrase."""
    offered = next(iter(listed(posting.get("baseSalary"))), None)
    stated = obj(offered)
    amount = next(iter(listed(stated.get("value"))), None) if stated else offered
    of = obj(amount) or stated
    low, high = named(of, "minValue", "minPrice"), named(of, "maxValue", "maxPrice")
    single = named(of, "value", "price") or text(amount)
    row: Row = {
        "salary_unit": _unit(of) or _unit(stated),
        "salary_currency": named(stated, "currency", "priceCurrency")
        or named(of, "currency")
        or named(posting, "salaryCurrency"),
    }
    if low is not None or high is not None:
        return row | {"salary_min": low, "salary_max": high}
    if single is not None and not _is_number(single):
        return row | {"pay": single}
    return row | {"salary_min": single, "salary_max": single}


def _unit(stated: dict[str, Any]) -> str | None:
    code = named(stated, "unitCode") or ""
    return named(stated.get("unitText"), "name") or _UNIT_CODES.get(code.upper())


def _is_number(said: str) -> bool:
    return said.replace(",", "").replace(".", "", 1).isdigit()
