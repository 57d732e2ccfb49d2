"""Intake: candidate rows are cast, cleaned and judged by the posting contract, then written by month.

Everything goes to a folder under `staging`, which is never data; `lake.promote` makes it part of the lake
by one rename. The rules that a single row must meet stand here; what a whole month must look like is a
suite's matter.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope import checksums, judging, manifest
from credscope.duck import connect, parquet, refusing
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.judging import Judge
from credscope.landing import Landed, Lander
from credscope.processes import is_running
from credscope.progress import say
from credscope.repeats import write_repeats
from credscope.sources.delivery import Delivery

_DAY_FIRST = re.compile(r"\s*(1[3-9]|2\d|3[01])[/-](0?[1-9]|1[0-2])[/-]\d{4}\b.*")


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
        folder.mkdir(parents=True)
        with refusing(delivery.path.name):
            landed = _take_in(delivery, folder)
        _refuse_empty(delivery, landed.read, landed.reasons, folder)
        if landed.reasons[judging.UNREADABLE_DATE] and not delivery.date_formats:
            _refuse_day_first(delivery, folder)
        described = manifest.describe(delivery, landed.read, landed.reasons, landed.months)
        staged = Staged(described, folder)
        say("Looking for repeated postings")
        write_repeats(folder, delivery.delivery_id, staged.months())
        manifest.write(described, folder)
        checksums.record(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return staged


def sweep(home: Home) -> None:
    """Remove what killed processes left in staging; folders of processes that still run are left alone."""
    for folder in home.staging.glob("*") if home.staging.exists() else []:
        owner = folder.name.rpartition("-")[2]
        if not (owner.isdigit() and int(owner) != os.getpid() and is_running(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _take_in(delivery: Delivery, folder: Path) -> Landed:
    """Months and quarantine into `folder`; adds to the delivery's notes."""
    candidates = delivery.reader(folder / "work")
    if not candidates.rows:
        raise CredscopeError(f"{delivery.path.name} holds no rows.")
    judge = Judge(delivery, candidates)
    with connect(folder / "work" / "spill") as connection:
        judge.learn(connection)
    landed = Lander(judge, folder).land()
    shutil.rmtree(folder / "work", ignore_errors=True)
    delivery.notes.extend(candidates.notes(landed.belonging))
    if landed.placeless:
        delivery.notes.append(
            f"{landed.placeless:,} accepted rows have no country and do not count as U.S. postings; "
            "a mapping can state it"
        )
    if landed.reasons[judging.UNREADABLE_DATE] and not delivery.date_formats:
        delivery.notes.append(
            "dates other than ISO 8601 were read month first; if the source writes the day first, accepted "
            "rows are misdated: take the delivery back with `credscope withdraw` and in again with a mapping "
            "that states `dates`"
        )
    return landed


def _refuse_day_first(delivery: Delivery, folder: Path) -> None:
    """Raise CredscopeError where dates that cannot be read have the day first and none is surely otherwise.

    Read month first, every date up to the twelfth would be accepted on a wrong day.
    """
    reason = pc.equal(pc.field("reason"), judging.UNREADABLE_DATE)
    rows = pq.read_table(folder / "quarantine.parquet", columns=["row_number", "value"], filters=reason)
    found = [row for row in rows.to_pylist() if _DAY_FIRST.fullmatch(row["value"] or "")]
    with duckdb.connect() as connection:
        months = parquet(sorted((folder / "months").glob("*.parquet")))
        latest = connection.execute(f"select max(day(posted_date)) from {months}").fetchall()[0][0]
    if found and latest <= 12:
        raise CredscopeError(
            f"{delivery.path.name} writes the day first, as in row {found[0]['row_number']} "
            f"(posted_date: {found[0]['value']}), and its other dates would be misread: give it with a "
            "mapping that states `dates` (docs/sources.md)."
        )


def _refuse_empty(delivery: Delivery, read: int, reasons: dict[str, int], folder: Path) -> None:
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
