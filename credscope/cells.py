"""How the cells of candidate rows read, as readings of distinct values: lines, dates, pay, place names."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from credscope.contract import POSTED_DATE_BASES
from credscope.dates import read_dates
from credscope.distinct import per_distinct
from credscope.lookups import Reading
from credscope.pay import read_amount, read_pays, read_unit
from credscope.places import read_country, read_state
from credscope.text import clean_line

_NULL = pa.scalar(None, pa.string())
_PAY = pa.struct(
    [
        ("salary_min", pa.float64()),
        ("salary_max", pa.float64()),
        ("salary_unit", pa.string()),
        ("salary_currency", pa.string()),
    ]
)
_STRIPPED = ("city", "occupation_code", "occupation_scheme", "min_education", "preferred_education")
_NEARLY_UNIQUE = ("source_posting_id", "url")
# White space as `utf8_trim_whitespace` trims it, as a class of characters of a regular expression.
SPACES = (
    r"[\x{9}-\x{d}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
)


def readings(date_formats: tuple[str, ...]) -> list[Reading]:
    """All readings of a delivery; each stands for the column of its name, `pay` for the four of _PAY."""
    untrimmed = rf"^{SPACES}|{SPACES}$|^$"
    return [
        Reading("title", ("title",), clean_line),
        *(Reading(name, (name,), _line) for name in ("employer_name", "location_text")),
        *(Reading(name, (name,), stripped) for name in _STRIPPED),
        *(Reading(name, (name,), stripped, suspect=f"regexp_matches({name}, '{untrimmed}')")
          for name in _NEARLY_UNIQUE),
        Reading("state", ("state",), lambda raw: per_distinct(stripped(raw), read_state, pa.string())),
        Reading("country", ("country",), lambda raw: per_distinct(stripped(raw), read_country, pa.string())),
        Reading("posted_date_basis", ("posted_date_basis",), _basis),
        *(Reading(name, (name,), lambda raw: read_dates(stripped(raw), date_formats), pa.date32())
          for name in ("posted_date", "valid_through")),
        Reading("pay", ("pay", "salary_min", "salary_max", "salary_unit", "salary_currency"), _pay, _PAY),
    ]  # fmt: skip


def blank(column: str) -> str:
    """SQL that says of a string column whether nothing but white space stands in it; null of null."""
    return f"regexp_full_match({column}, '{SPACES}*')"


def stripped(values: pa.Array) -> pa.Array:
    """Strings without white space around them, blank ones as null."""
    values = pc.utf8_trim_whitespace(values)
    return pc.if_else(pc.equal(values, ""), _NULL, values)


def _line(values: pa.Array) -> pa.Array:
    return clean_line(pc.replace_substring_regex(stripped(values), r"(?s)[\r\n].*", ""))


def _basis(values: pa.Array) -> pa.Array:
    values = stripped(values)
    return pc.if_else(pc.is_in(values, pa.array(POSTED_DATE_BASES)), values, "stated")


def _pay(phrase: pa.Array, low: pa.Array, high: pa.Array, unit: pa.Array, currency: pa.Array) -> pa.Array:
    """Amounts and unit from columns of their own, else from a pay phrase; unreadable ones are null."""
    said = read_pays(stripped(phrase))
    amounts = [
        pc.coalesce(per_distinct(stripped(raw), read_amount, pa.float64()), said.field(name))
        for raw, name in ((low, "salary_min"), (high, "salary_max"))
    ]
    paid = pc.or_(*(pc.is_valid(amount) for amount in amounts))
    unit = pc.coalesce(said.field("salary_unit"), per_distinct(stripped(unit), read_unit, pa.string()))
    of_pay = [*amounts, *(pc.if_else(paid, values, _NULL) for values in (unit, stripped(currency)))]
    return pa.StructArray.from_arrays(of_pay, fields=list(_PAY))
