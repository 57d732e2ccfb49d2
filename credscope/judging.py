"""Judging candidate rows: what is read from their strings, and which rows break the posting contract.

A row is quarantined for its title, its posting date, or for not being a row at all; anything else that
cannot be read (pay, a place, a last day to apply) becomes null, because the posting still counts without
it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from credscope.contract import EARLIEST_POSTED_DATE, LAKE, POSTED_DATE_BASES, POSTING, QUARANTINE
from credscope.dates import read_dates
from credscope.distinct import per_distinct
from credscope.pay import read_amount, read_pays, read_unit
from credscope.places import read_country, read_places, read_state
from credscope.sources.delivery import Delivery
from credscope.text import clean_line, clean_text, mask

BLANK_TITLE = "title is blank"
NO_DATE = "posted_date is missing"
UNREADABLE_DATE = "posted_date cannot be read"
EARLY_DATE = f"posted_date is before {EARLIEST_POSTED_DATE}"
LATE_DATE = "posted_date is after the day of delivery"
_NULL = pa.scalar(None, pa.string())
_LINES = (
    "employer_name", "location_text", "city", "state", "country", "source_posting_id", "occupation_code",
    "occupation_scheme", "min_education", "preferred_education", "url", "salary_currency",
)  # fmt: skip
_VALUE_LENGTH = 200
ACCEPTED = pa.schema([field for field in LAKE if field.name not in ("posting_id", "content_hash")])


@dataclass(frozen=True)
class Judged:
    """One batch: accepted rows (LAKE without its hashes) and quarantined rows (QUARANTINE)."""

    accepted: pa.Table
    quarantined: pa.Table


def judge(batch: pa.Table, delivery: Delivery) -> Judged:
    """Cast and judge candidate rows (schema `table.CANDIDATE`) of `delivery`."""
    raw = {name: _flat(batch[name]) for name in batch.column_names}
    read = _read(raw, delivery)
    reasons = _reasons(raw, read, delivery.delivered_on)
    sound = pc.is_null(reasons)
    accepted = pa.table([_flat(read[name]) for name in ACCEPTED.names], names=ACCEPTED.names)
    return Judged(accepted.filter(sound).cast(ACCEPTED), _quarantined(batch, reasons, delivery))


def _read(raw: dict[str, pa.Array], delivery: Delivery) -> dict[str, pa.Array]:
    rows = len(raw["row_number"])
    read = {name: _stripped(raw[name]) for name in _LINES}
    read["title"] = clean_line(raw["title"])
    read["description"] = clean_text(raw["description"])
    for name in ("employer_name", "location_text"):
        read[name] = clean_line(_first_line(raw[name]))
    for name in ("posted_date", "valid_through"):
        read[name] = read_dates(_stripped(raw[name]), delivery.date_formats)
    basis = _stripped(raw["posted_date_basis"])
    read["posted_date_basis"] = pc.if_else(pc.is_in(basis, pa.array(POSTED_DATE_BASES)), basis, "stated")
    read |= _pay(raw)
    read |= _place(read, delivery)
    for name in ("credential_names", "skill_clusters", "row_number"):
        read[name] = raw[name]
    for name, value in delivery.defaults.items():
        read[name] = pc.fill_null(read[name], pa.scalar(value, read[name].type))
    read["occupation_scheme"] = pc.if_else(
        pc.is_null(read["occupation_code"]), _NULL, read["occupation_scheme"]
    )
    for name, constant in (("source", delivery.source), ("delivery_id", delivery.delivery_id)):
        read[name] = pa.repeat(pa.scalar(constant), rows)
    read["delivered_on"] = pa.repeat(pa.scalar(delivery.delivered_on, pa.date32()), rows)
    numbers = raw["row_number"].cast(pa.string())
    read["row_id"] = pc.binary_join_element_wise(read["delivery_id"], numbers, ":")
    return read


def _pay(raw: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Amounts and unit from columns of their own, else from a pay phrase; unreadable ones are null."""
    phrase = read_pays(_stripped(raw["pay"]))
    read = {
        name: pc.coalesce(per_distinct(_stripped(raw[name]), read_amount, pa.float64()), phrase.field(name))
        for name in ("salary_min", "salary_max")
    }
    unit = per_distinct(_stripped(raw["salary_unit"]), read_unit, pa.string())
    paid = pc.or_(pc.is_valid(read["salary_min"]), pc.is_valid(read["salary_max"]))
    read["salary_unit"] = pc.if_else(paid, pc.coalesce(phrase.field("salary_unit"), unit), _NULL)
    read["salary_currency"] = pc.if_else(paid, _stripped(raw["salary_currency"]), _NULL)
    return read


def _place(read: dict[str, pa.Array], delivery: Delivery) -> dict[str, pa.Array]:
    """City, state and country as stated, what is not stated from the place as written."""
    place = read_places(pc.fill_null(read["location_text"], ""))
    city = pc.coalesce(read["city"], place.field("city"))
    state = pc.coalesce(per_distinct(read["state"], read_state, pa.string()), place.field("state"))
    country = per_distinct(read["country"], read_country, pa.string())
    return {
        "city": city,
        "state": state,
        "country": pc.coalesce(country, place.field("country")) if delivery.places_read else country,
    }


def _reasons(raw: dict[str, pa.Array], read: dict[str, pa.Array], delivered_on: date) -> pa.Array:
    """Why a row is quarantined, the first rule that it breaks; null for a sound row."""
    stated, day = _stripped(raw["posted_date"]), read["posted_date"]
    latest = pa.scalar(delivered_on + timedelta(days=1), pa.date32())
    problem = per_distinct(raw["problem"], lambda text: text.split(":")[0], pa.string())
    rules = [
        (pc.is_null(read["title"]), BLANK_TITLE),
        (pc.is_null(stated), NO_DATE),
        (pc.is_null(day), UNREADABLE_DATE),
        (pc.fill_null(pc.less(day, pa.scalar(EARLIEST_POSTED_DATE, pa.date32())), False), EARLY_DATE),
        (pc.fill_null(pc.greater(day, latest), False), LATE_DATE),
    ]
    reasons = problem
    for broken, reason in rules:
        reasons = pc.if_else(pc.and_(pc.is_null(reasons), broken), pa.scalar(reason), reasons)
    return reasons


def _quarantined(batch: pa.Table, reasons: pa.Array, delivery: Delivery) -> pa.Table:
    broken = batch.append_column("reason", reasons).filter(pc.is_valid(reasons))
    rows = []
    for row in broken.to_pylist():
        reason = row.pop("reason")
        column = reason.split(" ")[0] if reason.split(" ")[0] in POSTING.names else None
        number, problem = row.pop("row_number"), row.pop("problem")
        value = problem.partition(": ")[2] if column is None and problem else row.get(column or "")
        said = {name: cell for name, cell in row.items() if cell not in (None, "", [])}
        rows.append((number, reason, column, value, json.dumps(said, ensure_ascii=False)))
    numbers, whys, columns, values, texts = (
        (list(part) for part in zip(*rows, strict=True)) if rows else [[]] * 5
    )
    cut = [
        value[:_VALUE_LENGTH] if value else value for value in mask(pa.array(values, pa.string())).to_pylist()
    ]
    arrays = [
        [delivery.delivery_id] * len(rows),
        numbers,
        whys,
        columns,
        cut,
        mask(pa.array(texts, pa.string())),
    ]
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(arrays, QUARANTINE, strict=True)],
        schema=QUARANTINE,
    )


def _first_line(values: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(_stripped(values), r"(?s)[\r\n].*", "")


def _stripped(values: pa.Array) -> pa.Array:
    values = pc.utf8_trim_whitespace(values)
    return pc.if_else(pc.equal(values, ""), _NULL, values)


def _flat(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
