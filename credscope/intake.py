"""Intake: candidate rows are cast, cleaned and judged by the posting contract, then written by month.

Everything goes to a folder under `staging`, which is never data; `lake.promote` makes it part of the lake
by one rename. The rules that a single row must meet stand here; what a whole month must look like is a
suite's matter.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope import judging, manifest
from credscope.contract import LAKE, POSTING, QUARANTINE
from credscope.duck import connect
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.months import MonthFile, MonthWriter
from credscope.progress import progress
from credscope.sources.delivery import Delivery
from credscope.sources.files import BATCH_ROWS

_UNHASHED = {"posting_id", "source", "delivery_id", "delivered_on", "url"}


@dataclass(frozen=True)
class Staged:
    """A delivery that was read into `folder` (manifest, quarantine, months) and is not yet taken in."""

    manifest: dict[str, Any]
    folder: Path

    def months(self) -> list[tuple[str, Path]]:
        """Every month (YYYY-MM) with its file, in order."""
        return [(month, self.folder / "months" / f"{month}.parquet") for month in self.manifest["months"]]

    def discard(self) -> None:
        """Remove the folder: the delivery is not taken in."""
        shutil.rmtree(self.folder, ignore_errors=True)


def stage(delivery: Delivery, home: Home) -> Staged:
    """Read `delivery` into `home.staging`; nothing else of `home` is touched.

    Raises CredscopeError where the home is of the other kind, a file cannot be read to its end, there are
    no rows, or none can be accepted. Whatever goes wrong, the staging folder is gone.
    """
    if home.kind() not in (None, delivery.kind):
        home.claim(delivery.kind)
    sweep(home)
    folder = home.staging / f"{delivery.delivery_id}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        (folder / "parts").mkdir(parents=True)
        read, reasons = _judge(delivery, folder)
        _refuse_empty(delivery, read, reasons, folder)
        months = _write_months(delivery, folder)
        described = manifest.describe(delivery, read, reasons, months)
        manifest.write(described, folder)
        shutil.rmtree(folder / "parts")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(described, folder)


def sweep(home: Home) -> None:
    """Remove what killed processes left in staging; folders of processes that still run are left alone."""
    for folder in home.staging.glob("*") if home.staging.exists() else []:
        owner = folder.name.rpartition("-")[2]
        if not (owner.isdigit() and int(owner) != os.getpid() and _runs(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _judge(delivery: Delivery, folder: Path) -> tuple[int, dict[str, int]]:
    """Accepted rows to parts/, the others to quarantine.parquet; rows read, and quarantined by reason."""
    read = placeless = 0
    reasons: Counter[str] = Counter()
    batches = progress(
        delivery.batches(folder / "work"), f"Reading {delivery.path.name}", delivery.batch_count
    )
    for number, batch in enumerate(batches):
        judged = judging.judge(batch, delivery)
        read += batch.num_rows
        placeless += judged.accepted["country"].null_count
        reasons.update(judged.quarantined["reason"].to_pylist())
        for table, kind in ((judged.accepted, "accepted"), (judged.quarantined, "quarantined")):
            if table.num_rows:
                pq.write_table(table, folder / "parts" / f"{kind}-{number:06d}.parquet", compression="zstd")
    if placeless:
        delivery.notes.append(
            f"{placeless:,} accepted rows have no country and do not count as U.S. postings; "
            "a mapping can state it"
        )
    if reasons[judging.UNREADABLE_DATE] and not delivery.date_formats:
        delivery.notes.append(
            "dates other than ISO 8601 were read month first; if the source writes the day first, accepted "
            "rows are misdated: take it into a fresh home with a mapping that states `dates`"
        )
    shutil.rmtree(folder / "work", ignore_errors=True)
    _write_quarantine(folder)
    return read, dict(reasons)


def _write_quarantine(folder: Path) -> None:
    parts = sorted((folder / "parts").glob("quarantined-*.parquet"))
    file = MonthFile(folder / "quarantine.parquet", QUARANTINE)
    if parts:
        with connect(folder / "parts" / "spill") as connection:
            rows = connection.execute(
                "select * from read_parquet(?) order by row_number", [[str(part) for part in parts]]
            )
            for batch in rows.to_arrow_reader(BATCH_ROWS):
                file.write(pa.Table.from_batches([batch]))
    file.close()


def _refuse_empty(delivery: Delivery, read: int, reasons: dict[str, int], folder: Path) -> None:
    if read == 0:
        raise CredscopeError(f"{delivery.path.name} holds no rows.")
    if sum(reasons.values()) == read:
        reason, count = max(sorted(reasons.items()), key=lambda item: item[1])
        rows = pq.read_table(
            folder / "quarantine.parquet", columns=["row_number", "reason", "column", "value"]
        )
        example = rows.filter(pc.equal(rows["reason"], reason)).slice(0, 1).to_pylist()[0]
        told = f" ({example['column']}: {example['value'] or 'blank'})" if example["column"] else ""
        raise CredscopeError(
            f"{delivery.path.name}: none of its {read} rows can be taken in; {reason} in {count} of them, "
            f"first in row {example['row_number']}{told}."
        )


def _write_months(delivery: Delivery, folder: Path) -> dict[str, int]:
    """Accepted rows with their hashes, sorted, one file per month; rows by month."""
    (folder / "months").mkdir()
    with connect(folder / "parts" / "spill") as connection:
        rows = connection.execute(
            f"""
            with accepted as (select *, {_posting_id()} as posting_id, {_content_hash()} as content_hash
                              from read_parquet(?))
            select strftime(posted_date, '%Y-%m') as month, {", ".join(f'"{name}"' for name in LAKE.names)}
            from accepted
            order by month, posting_id, row_number
            """,
            [[str(part) for part in sorted((folder / "parts").glob("accepted-*.parquet"))]],
        )
        with MonthWriter(folder / "months", LAKE) as writer:
            for batch in rows.to_arrow_reader(BATCH_ROWS):
                writer.write(pa.Table.from_batches([batch]))
        return writer.rows


def _posting_id() -> str:
    """SQL for `contract.digest` over source and own id, or over what tells postings without one apart."""
    named = _digest("source", "source_posting_id")
    unnamed = _digest("source", "title", "employer_name", "location_text", "posted_date", "description")
    return f"case when source_posting_id is not null then {named} else {unnamed} end"


def _content_hash() -> str:
    """SQL for `contract.digest` over everything that the posting says; lists in alphabetical order."""
    said = [field for field in POSTING if field.name not in _UNHASHED]
    return _digest(
        *(
            f"array_to_string(list_sort({field.name}), chr(30))"
            if pa.types.is_list(field.type)
            else field.name
            for field in said
        )
    )


def _digest(*expressions: str) -> str:
    parts = ", ".join(f"coalesce(({expression})::varchar, chr(0))" for expression in expressions)
    return f"left(sha256(concat_ws(chr(31), {parts})), 16)"
