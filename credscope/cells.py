"""How the cells of candidate rows read, as readings of distinct values: lines, dates, pay, place names."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from credscope.contract import POSTED_DATE_BASES
from credscope.dates import read_dates
from credscope.distinct import per_distinct
from credscope.flags import read_flags
from credscope.lookups import Reading
from credscope.pay import PAY, read_amount, read_pays, read_unit
from credscope.places import PLACE, read_country, read_places, read_state
from credscope.remote import read_remote, read_remotes, says_remote
from credscope.text import clean_line

_NULL = pa.scalar(None, pa.string())
_STRIPPED = ("city", "occupation_code", "occupation_scheme", "min_education", "preferred_education")
_NEARLY_UNIQUE = ("source_posting_id", "url")
# White space as `utf8_trim_whitespace` trims it, as a class of characters of a regular expression.
SPACES = (
    r"[\x{9}-\x{d}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
)


def readings(date_formats: tuple[str, ...]) -> list[Reading]:
    """All readings of a delivery; each stands for the column of its name, `pay` for the four of PAY."""
    untrimmed = rf"^{SPACES}|{SPACES}$|^$"
    return [
        Reading("title", ("title",), clean_line),
        *(Reading(name, (name,), _line) for name in ("employer_name", "location_text")),
        *(Reading(name, (name,), stripped) for name in _STRIPPED),
        *(Reading(name, (name,), stripped, suspect=f"regexp_matches({name}, '{untrimmed}')")
          for name in _NEARLY_UNIQUE),
        Reading("state", ("state",), lambda raw: per_distinct(stripped(raw), read_state, pa.string())),
        Reading("country", ("country",), lambda raw: per_distinct(stripped(raw), read_country, pa.string())),
        Reading("employer_is_staffing", ("employer_is_staffing",), read_flags, pa.bool_()),
        Reading("is_remote", ("is_remote",), read_remotes, pa.bool_()),
        Reading("posted_date_basis", ("posted_date_basis",), _basis),
        *(Reading(name, (name,), lambda raw: read_dates(stripped(raw), date_formats), pa.date32())
          for name in ("posted_date", "valid_through")),
        Reading("pay", ("pay", "salary_min", "salary_max", "salary_unit", "salary_currency"), _pay, PAY),
    ]  # fmt: skip


def remote_by_title() -> Reading:
    """What a title says of where the work is done."""
    return Reading(
        "remote_by_title",
        ("title",),
        lambda raw: per_distinct(raw, read_remote, pa.bool_()),
        pa.bool_(),
        suspect=says_remote("title"),
    )


def place(with_country: bool) -> Reading:
    """What a place tells of city, state, country and remote work, where they are not stated.

    Where the layout states countries a place tells none: a stated country that is blank stays unknown.
    """
    unknown = ["city is null", "state is null", f"is_remote is null and {says_remote('location_text')}"]

    def read(text: pa.Array) -> pa.Array:
        places = read_places(text)
        if with_country:
            return places
        parts = {part.name: places.field(part.name) for part in PLACE}
        parts["country"] = pa.nulls(len(places), pa.string())
        return pa.StructArray.from_arrays(list(parts.values()), fields=list(PLACE))

    unknown += ["country is null"] * with_country
    return Reading(
        "place", ("location_text",), read, PLACE, f"location_text is not null and ({' or '.join(unknown)})"
    )


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
    # A dollar sign may be another country's than a mapping says; other signs say which they are.
    sign = said.field("salary_currency")
    sure = pc.if_else(pc.equal(sign, "USD"), _NULL, sign)
    currency = pc.coalesce(sure, stripped(currency), sign)
    of_pay = [*amounts, *(pc.if_else(paid, values, _NULL) for values in (unit, currency))]
    return pa.StructArray.from_arrays(of_pay, fields=list(PAY))
