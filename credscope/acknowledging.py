"""What people said to drift: a month that stops or warns, let through with a reason.

An acknowledgement is kept in the home with the value it was given for; a build takes what is there when it
begins, and the release tells all of it. Whether one still holds for a month is decided by the warehouse.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import digest
from credscope.drift import drifts
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import alone

ACKNOWLEDGED = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("month", pa.string()),
        pa.field("measure", pa.string()),
        pa.field("acknowledged_value", pa.float64()),
        pa.field("reason", pa.string()),
        pa.field("acknowledged_by", pa.string()),
        pa.field("acknowledged_on", pa.date32()),
    ]
)

Record = dict[str, Any]


def acknowledgements(home: Home) -> list[Record]:
    """All of them, in order of source, month and measure; the day is written YYYY-MM-DD.

    Raises CredscopeError where the file cannot be read.
    """
    if not home.acknowledged.exists():
        return []
    try:
        held = json.loads(home.acknowledged.read_text(encoding="utf-8"))
        return sorted(({name: one[name] for name in ACKNOWLEDGED.names} for one in held), key=_place)
    except (ValueError, KeyError, TypeError):
        raise CredscopeError(
            f"{home.acknowledged} is damaged: restore it from a backup, or remove it and acknowledge again."
        ) from None


def acknowledge(home: Home, source: str, month: str, measure: str, reason: str, by: str) -> Record:
    """Let a drift through and say why; replaces what was said to it before.

    Raises CredscopeError where the last build found no such drift, where no reason or name is given, or where
    another process works on the home.
    """
    reason, by = " ".join(reason.split()), " ".join(by.split())
    if not reason:
        raise CredscopeError("Say with --reason why the drift is let through; the release will tell it.")
    if not by:
        raise CredscopeError("Say with --by who lets the drift through; the release will tell it.")
    found = {drift.place: drift for drift in drifts(home)}
    drift = found.get((source, month, measure))
    if drift is None:
        raise CredscopeError(
            f"There is nothing to acknowledge in {source} {month}, {measure}: "
            "`credscope acknowledge` lists what warns or stops."
        )
    day = datetime.now(UTC).date().isoformat()
    said = (source, month, measure, drift.value, reason, by, day)
    record = dict(zip(ACKNOWLEDGED.names, said, strict=True))
    _change(home, lambda held: [*(one for one in held if _place(one) != drift.place), record])
    return record


def take_back(home: Home, source: str, month: str, measure: str) -> Record:
    """Remove what was said to a drift; it stops or warns again. The record that was removed.

    Raises CredscopeError where there is none, or where another process works on the home.
    """
    place = (source, month, measure)
    record = next((one for one in acknowledgements(home) if _place(one) == place), None)
    if record is None:
        raise CredscopeError(
            f"Nothing was acknowledged in {source} {month}, {measure}: "
            "`credscope acknowledge` lists what was."
        )
    _change(home, lambda held: [one for one in held if _place(one) != place])
    return record


def write_acknowledged(home: Home, path: Path) -> None:
    """Write them to `path` for a build, schema ACKNOWLEDGED; no rows where there are none."""
    held = acknowledgements(home)
    rows = [one | {"acknowledged_on": date.fromisoformat(one["acknowledged_on"])} for one in held]
    pq.write_table(pa.Table.from_pylist(rows, ACKNOWLEDGED), path)


def acknowledged_key(home: Home) -> str:
    """16 hex digits that change with every acknowledgement."""
    return digest(*(json.dumps(one, sort_keys=True) for one in acknowledgements(home)))


def _place(record: Record) -> tuple[str, str, str]:
    return record["source"], record["month"], record["measure"]


def _change(home: Home, change: Callable[[list[Record]], list[Record]]) -> None:
    with alone(home, "acknowledge"):
        held = sorted(change(acknowledgements(home)), key=_place)
        home.acknowledged.parent.mkdir(parents=True, exist_ok=True)
        temporary = home.acknowledged.with_name(f".{home.acknowledged.name}.{os.getpid()}")
        temporary.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(temporary, home.acknowledged)
