"""Shortcuts for tests that take deliveries in: read one, or read, promote and merge it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from credscope import lake
from credscope.home import Home
from credscope.intake import Staged, stage
from credscope.sources import detect

DAY = date(2021, 6, 30)


def staged(path: Path, home: Home, **how: Any) -> Staged:
    """The delivery at `path`, staged; delivered on DAY unless told otherwise."""
    return stage(detect(path, **({"delivered": DAY} | how)), home)


def accepted(held: Staged) -> list[dict[str, Any]]:
    """Accepted rows in order of their row number."""
    rows = [row for _, path in held.months() for row in pq.read_table(path).to_pylist()]
    return sorted(rows, key=lambda row: row["row_number"])


def quarantined(held: Staged) -> list[dict[str, Any]]:
    """Quarantined rows in order of their row number."""
    return pq.read_table(held.folder / "quarantine.parquet").to_pylist()


def take(path: Path, home: Home, **how: Any) -> dict[str, Any]:
    """Take a delivery in and merge the months it touched; its manifest."""
    held = staged(path, home, **how)
    lake.promote(home, held)
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    return held.manifest


def merged(home: Home) -> list[dict[str, Any]]:
    """All rows of the merged months, in order of source, month and place in the file."""
    return [
        row for place in lake.months(home) for row in pq.read_table(home.posting_month(*place)).to_pylist()
    ]
