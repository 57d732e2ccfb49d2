"""What holds of every delivery that is staged, whatever its layout and however nasty its cells."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope import manifest
from credscope.contract import EARLIEST_POSTED_DATE, LAKE, POSTED_DATE_BASES, QUARANTINE, SALARY_UNITS
from credscope.intake import Staged
from credscope.sources.delivery import Delivery

_EMAIL = r"[A-Za-z0-9]@[A-Za-z0-9]+\.[A-Za-z]{2,}\b"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def rows_of(held: Staged) -> pa.Table:
    """Accepted rows in order of their numbers, without what names the delivery."""
    tables = [pq.read_table(path, schema=LAKE) for _, path in held.months()]
    return pa.concat_tables(tables).sort_by("row_number").drop(["delivery_id"])


def quarantine_of(held: Staged) -> pa.Table:
    """Quarantined rows in order of their numbers, without what names the delivery."""
    return pq.read_table(held.folder / "quarantine.parquet").drop(["delivery_id"])


def assert_sound(held: Staged, delivery: Delivery, rows: int) -> None:
    """Assert what the contract promises of `held`, which was staged of a delivery of so many rows."""
    said = held.manifest
    manifest.check_counts(said)
    assert said["read_count"] == rows
    accepted, quarantined = rows_of(held), quarantine_of(held)
    numbers = np.concatenate([accepted["row_number"].to_numpy(), quarantined["row_number"].to_numpy()])
    assert np.array_equal(np.sort(numbers), np.arange(rows)), "every row once, accepted or quarantined"
    _assert_accepted(held, accepted, delivery)
    _assert_quarantined(quarantined)
    repeats = pq.read_table(held.folder / "repeats.parquet")
    assert repeats.num_rows == accepted.num_rows - pc.count_distinct(accepted["posting_id"]).as_py()
    assert not [path for path in held.folder.iterdir() if path.name in ("work", "parts", ".repeats")]


def _assert_accepted(held: Staged, rows: pa.Table, delivery: Delivery) -> None:
    for month, path in held.months():
        assert pq.read_schema(path).names == LAKE.names
        days = pq.read_table(path, columns=["posted_date"])["posted_date"]
        assert pc.all(pc.equal(pc.strftime(days, "%Y-%m"), month)).as_py()
        assert len(days) == held.manifest["months"][month]
    day = rows["posted_date"]
    assert pc.min(day).as_py() >= EARLIEST_POSTED_DATE
    assert pc.max(day).as_py() <= delivery.delivered_on + timedelta(days=1)
    for field in LAKE:
        if field.name in rows.column_names and not field.nullable:
            assert rows[field.name].null_count == 0, field.name
    assert _all(rows["title"], r"\S") and _all(rows["posting_id"], r"^[0-9a-f]{16}$")
    assert _all(rows["country"], r"^[A-Z]{2}$")
    assert _within(rows["posted_date_basis"], POSTED_DATE_BASES) and _within(
        rows["salary_unit"], SALARY_UNITS
    )
    for name in ("salary_min", "salary_max"):
        amounts = rows[name].drop_null()
        assert pc.all(pc.and_(pc.is_finite(amounts), pc.greater(amounts, 0))).as_py() in (True, None), name
    for name in ("title", "employer_name", "description", "location_text"):
        assert _none(rows[name], _CONTROL) and _none(rows[name], _EMAIL), name
        assert _none(rows[name], r"^\s*$"), f"{name}: blank is null"
    for name in ("title", "employer_name", "location_text"):
        assert _none(rows[name], r"[\n\r\t]"), f"{name} stands on one line"


def _assert_quarantined(rows: pa.Table) -> None:
    assert [field for field in QUARANTINE if field.name != "delivery_id"] == list(
        rows.schema.remove_metadata()
    )
    assert _all(rows["reason"], r"\S")
    for row in rows.slice(0, 200).to_pylist():
        assert isinstance(json.loads(row["row"]), dict)
        assert row["value"] is None or len(row["value"]) <= 200
        assert not re.search(_EMAIL, row["row"])


def _all(values: pa.ChunkedArray, pattern: str) -> bool:
    return pc.all(pc.match_substring_regex(values, pattern)).as_py() is not False


def _none(values: pa.ChunkedArray, pattern: str) -> bool:
    return pc.any(pc.match_substring_regex(values, pattern)).as_py() is not True


def _within(values: pa.ChunkedArray, known: tuple[str, ...]) -> bool:
    return {*pc.unique(values).to_pylist()} <= {*known, None}


def same(one: pa.Table, other: pa.Table) -> list[dict[str, Any]]:
    """Up to three rows in which two tables differ; empty where they are the same."""
    if one.equals(other):
        return []
    pairs = zip(one.to_pylist(), other.to_pylist(), strict=False)
    differing = [(a, b) for a, b in pairs if a != b][:3]
    return [{name: (a[name], b[name]) for name in a if a[name] != b[name]} for a, b in differing] or [
        {"rows": (one.num_rows, other.num_rows), "schema": one.schema.equals(other.schema)}
    ]
