"""Judging candidate rows: what is read from their strings, and which rows break the posting contract, in SQL.

A row is quarantined for its title, its posting date, or for not being a row at all; anything else that
cannot be read (pay, a place, a last day to apply) becomes null, because the posting still counts without
it. What a quarantined row looks like is decided in `quarantine`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import duckdb
import pyarrow as pa
from duckdb.func import FunctionNullHandling, PythonUDFType

from credscope import cells
from credscope.contract import EARLIEST_POSTED_DATE, LAKE
from credscope.duck import quoted
from credscope.flags import read_flag
from credscope.lookups import Lookup, learn, literal
from credscope.sources.candidates import Candidates
from credscope.sources.delivery import Delivery
from credscope.sources.mapping import FLAGS
from credscope.text import clean_text

BLANK_TITLE = "title is blank"
NO_DATE = "posted_date is missing"
UNREADABLE_DATE = "posted_date cannot be read"
EARLY_DATE = f"posted_date is before {EARLIEST_POSTED_DATE}"
LATE_DATE = "posted_date is after the day of delivery"
_READ = (
    "title", "employer_name", "employer_is_staffing", "location_text", "city", "state", "country",
    "is_remote", "source_posting_id",
    "posted_date", "posted_date_basis", "valid_through", "occupation_code", "occupation_scheme",
    "min_education", "preferred_education", "url",
)  # fmt: skip
_LISTS = ("credential_names", "skill_clusters")
_PLACE_PARTS = ("city", "state", "country", "is_remote")
_PAY_PARTS = ("salary_min", "salary_max", "salary_unit", "salary_currency")
# Columns that may have few values, the most of them that are kept, and for how many rows each must do.
_NAMED = (
    "title", "employer_name", "location_text", "city", "state", "country", "occupation_code",
    "min_education", "preferred_education",
)  # fmt: skip
_MOST_NAMED = 4096
_ROWS_A_NAME = 1000


@dataclass
class Judge:
    """Knows how the values of one delivery read, and turns its slices into queries."""

    delivery: Delivery
    candidates: Candidates
    _lookups: dict[str, Lookup] = field(default_factory=dict)
    _enums: dict[str, list[str]] = field(default_factory=dict)

    def learn(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the distinct values of the delivery, as far as Python has to."""
        candidates = self.candidates
        for reading in cells.readings(self.delivery.date_formats):
            if reading.name in candidates.exact:
                self._lookups[reading.name] = Lookup(reading, reading.nothing)
            elif reading.name != "posted_date" or not candidates.dated:
                self._lookups[reading.name] = learn(
                    connection, reading, candidates.values, candidates.constants
                )
        for lookup in self._lookups.values():
            lookup.load(connection)
        self._lookups["remote_by_title"] = learn(
            connection, cells.remote_by_title(), {"title": self._titles()}, candidates.constants
        )
        self._lookups["remote_by_title"].load(connection)
        self._lookups["place"] = learn(
            connection, cells.place(self.delivery.places_read), self._unplaced(), {}
        )
        few = min(_MOST_NAMED, candidates.rows // _ROWS_A_NAME)
        for name in _NAMED:
            values = self._values(name)
            if values is not None and 0 < len(values) <= few:
                self._enums[name] = values

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give a connection what the queries need."""
        for lookup in self._lookups.values():
            lookup.load(connection)
        for name, values in self._enums.items():
            connection.execute(
                f"create type few_{name} as enum ({', '.join(quoted(value) for value in values)})"
            )
        connection.create_function(
            "clean_text",
            lambda texts: clean_text(texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts),
            ["varchar"],
            "varchar",
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )

    def accepted(self, query: str, order: str, kept: str = "true") -> str:
        """Of candidate rows, the sound ones that meet a condition, as rows of LAKE in an order.

        What is the same in every row, and the ids, are put to the rows after they were sorted; names of which
        there are few are sorted and written as the enumeration that they are.
        """
        fixed = self._fixed()
        varying = {
            name: f"{name}::few_{name}" if name in self._enums else name
            for name in LAKE.names if name in self._columns() and name not in fixed
        }  # fmt: skip
        sound = f"{self._sound()} and {kept}"
        rows = f"select {_listed(varying)} from ({self._as_read(query)}) where {sound} order by {order}"
        return f"select {_listed(self._lake(fixed))} from ({rows})"

    def sound(self, query: str, kept: str) -> str:
        """Of candidate rows, row_number of the sound ones that meet a condition."""
        return f"select row_number from ({self._as_read(query)}) where {self._sound()} and {kept}"

    def broken(self, query: str) -> str:
        """Of candidate rows, row_number and reason of the others."""
        return (
            f"select row_number, {self._reason()} as reason from ({self._as_read(query)}) "
            f"where not coalesce({self._sound()}, false)"
        )

    def months(self, query: str) -> str:
        """Of candidate rows, month (YYYY-MM) and number of the sound ones, in order of months."""
        return (
            "select strftime(first, '%Y-%m'), rows from (select date_trunc('month', posted_date) as first, "
            f"count(*) as rows from ({self._as_read(query)}) where {self._sound()} group by 1) order by 1"
        )

    def _unplaced(self) -> dict[str, str]:
        columns = ("location_text", *_PLACE_PARTS)
        query = self.candidates.values["location_text"]
        for name in columns:
            query = self._lookups[name].over(query)
        read = ", ".join(f"{self._lookups[name].expression()} as {name}" for name in columns)
        return {"location_text": f"select {read} from ({query})"}

    def _titles(self) -> str:
        # any_value, not distinct: below a distinct the filter would be pushed, to try every row's title.
        return f"select any_value(title) as title from ({self.candidates.values.get('title')}) group by title"

    def _read(self, query: str) -> str:
        """Candidate rows with what their strings say, column by column."""
        for name in (*_READ, "pay", "remote_by_title"):
            if name in self._lookups:
                query = self._lookups[name].over(query)
        columns = {name: self._lookups[name].expression() for name in _READ if name in self._lookups}
        columns["posted_date"] = self._day()
        columns |= {name: self._lookups[name].expression() for name in ("pay", "remote_by_title")}
        constants = self.candidates.constants
        columns["problem"] = (
            literal(constants["problem"], pa.string()) if "problem" in constants else "problem"
        )
        columns["stated"] = "posted_date"
        columns["description"] = self._description()
        columns |= {name: name for name in ("row_number", *_LISTS)}
        return f"select {_listed(columns)} from ({query})"

    def _as_read(self, query: str) -> str:
        """Candidate rows as they read, with `problem`, `stated` (the day as written) and `day`."""
        query = self._lookups["place"].over(self._read(query))
        columns = self._columns() | {"problem": "problem", "stated": "stated", "day": "posted_date"}
        return f"select {_listed(columns)} from ({query})"

    def _columns(self) -> dict[str, str]:
        """SQL for the columns of LAKE that differ from row to row, over rows of `_read`."""
        columns = {name: name for name in (*_READ, "description", "row_number", *_LISTS)}
        if self._lookups["place"].joined:
            columns |= {name: f"coalesce({name}, read_place.{name})" for name in _PLACE_PARTS}
        by_place = ", read_place.is_remote" if self._lookups["place"].joined else ""
        columns["is_remote"] = f"coalesce(is_remote, remote_by_title{by_place})"
        columns["posted_date_basis"] = "coalesce(posted_date_basis, 'stated')"
        columns |= {name: f"pay.{name}" for name in _PAY_PARTS}
        for name in self.delivery.defaults:
            default = f"{quoted(str(self._default(name)))}::{_sql_type(name)}"
            columns[name] = f"coalesce({columns[name]}, {default})"
        return columns

    def _fixed(self) -> dict[str, str]:
        """SQL for the columns of LAKE that are the same in every row."""
        found = {}
        for name in (*_READ, *_PAY_PARTS):
            lookup = self._lookups.get("pay" if name in _PAY_PARTS else name)
            placed = name in _PLACE_PARTS and self._lookups["place"].joined
            placed |= name == "is_remote" and self._lookups["remote_by_title"].joined
            if lookup is None or placed or (lookup.table is not None and not lookup.silent):
                continue
            value = lookup.constant if lookup.table is None else None
            value = (value or {}).get(name) if name in _PAY_PARTS else value
            if value is None:
                value = self._default(name)
            if name == "posted_date_basis":
                value = value or "stated"
            found[name] = literal(value, LAKE.field(name).type)
        if "description" in self.candidates.constants:
            found["description"] = self._description()
        return found

    def _default(self, name: str) -> Any:
        """What the mapping says of a column where nothing was stated or read."""
        said = self.delivery.defaults.get(name)
        return read_flag(said) if said is not None and name in FLAGS else said

    def _description(self) -> str:
        if "description" not in self.candidates.constants:
            return "clean_text(description)"
        text = pa.array([self.candidates.constants["description"]], pa.string())
        said = clean_text(text)[0].as_py() or self.delivery.defaults.get("description")
        return literal(said, pa.string())

    def _values(self, name: str) -> list[str] | None:
        """Every value that a column of LAKE may have, in order; None where they are too many to list.

        So it is where one holds a NUL, which no enumeration can.
        """
        read = self._lookups[name].values
        if read is None:
            return None
        place = self._lookups["place"].table
        more = (
            place["found"].combine_chunks().field(name).to_pylist() if place and name in _PLACE_PARTS else []
        )
        values = sorted({value for value in [*read, *more, self.delivery.defaults.get(name)] if value})
        return None if any("\0" in value for value in values) else values

    def _sound(self) -> str:
        """`reason is null`, said so that it can be asked of the files themselves."""
        dated = f"posted_date between {self._first()} and {self._last()}"
        sound = f"problem is null and title is not null and {dated}"
        return f"{sound} and not {self._undated()}" if "posted_date" in self.delivery.defaults else sound

    def _undated(self) -> str:
        blank = "stated is null" if self.candidates.dated else f"coalesce({cells.blank('stated')}, true)"
        return f"(day is null and {blank})"

    def _reason(self) -> str:
        """Why a row is quarantined, the first rule that it breaks."""
        return f"""
            case
                when problem is not null then split_part(problem, ':', 1)
                when title is null then '{BLANK_TITLE}'
                when {self._undated()} then '{NO_DATE}'
                when posted_date is null then '{UNREADABLE_DATE}'
                when posted_date < {self._first()} then '{EARLY_DATE}'
                when posted_date > {self._last()} then '{LATE_DATE}'
            end
        """

    def _day(self) -> str:
        if not self.candidates.dated:
            return self._lookups["posted_date"].expression()
        # A day that ISO 8601 cannot write in four digits is none.
        day = "posted_date::date"
        return f"case when {day} between date '0001-01-01' and date '9999-12-31' then {day} end"

    def _first(self) -> str:
        return f"date '{EARLIEST_POSTED_DATE}'"

    def _last(self) -> str:
        return f"date '{self.delivery.delivered_on + timedelta(days=1)}'"

    def _lake(self, fixed: dict[str, str]) -> dict[str, str]:
        """SQL for every column of LAKE, over sorted rows of those that are not `fixed`."""
        delivery = self.delivery
        columns = {name: fixed.get(name, name) for name in LAKE.names}
        columns["posting_id"] = self._posting_id(columns)
        for name, value in (("source", delivery.source), ("delivery_id", delivery.delivery_id)):
            columns[name] = literal(value, pa.string())
        columns["delivered_on"] = f"date '{delivery.delivered_on}'"
        columns["occupation_scheme"] = (
            f"case when {columns['occupation_code']} is not null then {columns['occupation_scheme']} end"
        )
        return columns

    def _posting_id(self, columns: dict[str, str]) -> str:
        """SQL for `contract.digest` over source and own id, or over what tells postings without one apart."""
        source, own = quoted(self.delivery.source), columns["source_posting_id"]
        named = f"left(md5({source} || chr(31) || {own}), 16)"
        told = ("title", "employer_name", "location_text", "posted_date", "description")
        parts = ", ".join(f"coalesce(({columns[name]})::varchar, chr(0))" for name in told)
        unnamed = f"left(md5(concat_ws(chr(31), {source}, {parts})), 16)"
        return f"case when {own} is not null then {named} else {unnamed} end"


def _sql_type(name: str) -> str:
    kind = LAKE.field(name).type
    if pa.types.is_boolean(kind):
        return "boolean"
    return "varchar" if pa.types.is_string(kind) else "date" if pa.types.is_date(kind) else "double"


def _listed(columns: dict[str, str]) -> str:
    return ", ".join(f"{expression} as {name}" for name, expression in columns.items())
