"""The lake: deliveries as they were accepted, and from them one merged file per source and month.

A delivery appears by one rename and never changes. A merged month holds, for every posting, the rows of its
winning delivery: the latest by day, ties by the greater delivery_id, whatever the order of arrival. How
rows get into a delivery is `intake`'s business, what is read from their text is `readings`'.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope import manifest
from credscope.contract import LAKE, digest
from credscope.duck import connect
from credscope.home import Home
from credscope.intake import Staged
from credscope.months import MonthFile, sync
from credscope.overlaps import Overlap, overlaps
from credscope.sources.files import BATCH_ROWS

KEY = b"credscope.key"
_FORM = "1"


def known(home: Home, delivery_id: str) -> bool:
    """Whether the delivery was taken in before."""
    return (home.deliveries / delivery_id / manifest.MANIFEST).exists()


def manifests(home: Home) -> list[dict[str, Any]]:
    """Manifests of all deliveries, the earliest delivered first."""
    folders = home.deliveries.glob("*") if home.deliveries.exists() else []
    found = [manifest.read(folder) for folder in folders if (folder / manifest.MANIFEST).exists()]
    return sorted(found, key=lambda item: (item["delivered_on"], item["delivery_id"]))


def promote(home: Home, staged: Staged) -> bool:
    """Make a staged delivery part of the lake by one rename; False where it already was.

    Raises CredscopeError where its counts do not add up or the home is of the other kind.
    """
    manifest.check_counts(staged.manifest)
    if known(home, staged.manifest["delivery_id"]):
        staged.discard()
        return False
    home.claim(staged.manifest["kind"])
    home.deliveries.mkdir(parents=True, exist_ok=True)
    for path in [*staged.folder.rglob("*"), staged.folder]:
        sync(path)
    try:
        os.replace(staged.folder, home.deliveries / staged.manifest["delivery_id"])
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        staged.discard()
        return False
    sync(home.deliveries)
    return True


def months(home: Home) -> list[tuple[str, str]]:
    """(source, month) of every merged month on disk, in order."""
    return sorted((path.parent.name, path.stem) for path in home.postings.glob("*/*.parquet"))


def delivery_months(home: Home) -> list[tuple[str, str]]:
    """(source, month) of every month that some delivery has rows in, in order."""
    return sorted({(item["source"], month) for item in manifests(home) for month in item["months"]})


def stale_months(home: Home) -> list[tuple[str, str]]:
    """(source, month) of every merged month that is missing or no longer follows from the deliveries."""
    expected = {
        (source, month): _key(overlap)
        for source in {item["source"] for item in manifests(home)}
        for month, overlap in overlaps(home, _of(home, source)).items()
        if overlap.rows
    }
    held = {place: month_key(home.posting_month(*place)) for place in months(home)}
    return sorted(place for place in expected.keys() | held.keys() if expected.get(place) != held.get(place))


def build_month(home: Home, source: str, month: str) -> dict[str, Any]:
    """Write the merged month anew from the deliveries; the same deliveries always give the same bytes.

    Returns rows, restated (postings of the month that an earlier delivery had with another content),
    deliveries (how many took part) and path. A month that no winning row is left in has its file removed.
    """
    path = home.posting_month(source, month)
    deliveries = _of(home, source)
    overlap = overlaps(home, deliveries).get(month)
    if overlap is None or not overlap.rows:
        path.unlink(missing_ok=True)
        return {"rows": 0, "restated": 0, "deliveries": 0, "path": path}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    taking_part = [item for item in deliveries if item["delivery_id"] in overlap.deliveries]
    try:
        rows, restated = _merge(home, taking_part, month, temporary, _key(overlap))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
        shutil.rmtree(path.parent / ".spill", ignore_errors=True)
    sync(path.parent)
    return {"rows": rows, "restated": restated, "deliveries": len(taking_part), "path": path}


def month_key(path: Path) -> str:
    """The key that a merged month or readings file was written with; empty where it has none."""
    return (pq.read_schema(path).metadata or {}).get(KEY, b"").decode()


def lake_key(home: Home) -> str:
    """16 hex digits that change whenever a delivery or a merged month does."""
    deliveries = [item["delivery_id"] for item in manifests(home)]
    held = [
        f"{source}/{month}={month_key(home.posting_month(source, month))}" for source, month in months(home)
    ]
    return digest(*sorted(deliveries), *held)


def _of(home: Home, source: str) -> list[dict[str, Any]]:
    return [item for item in manifests(home) if item["source"] == source]


def _key(overlap: Overlap) -> str:
    """Which deliveries decide the month, and the form in which it is written."""
    return digest(_FORM, json.dumps(LAKE.names), *sorted(overlap.deliveries))


def _merge(
    home: Home, deliveries: list[dict[str, Any]], month: str, output: Path, key: str
) -> tuple[int, int]:
    """Winning rows of a month into `output`; how many, and how many postings were restated.

    All rows of a posting come from one delivery, so that posting_id and row_number put them in one order.
    """
    here = [_month_file(home, item, month) for item in deliveries if month in item["months"]]
    file = MonthFile(output, LAKE, {KEY: key.encode()})
    if len(deliveries) == 1:
        for batch in pq.ParquetFile(here[0]).iter_batches(batch_size=BATCH_ROWS):
            file.write(pa.Table.from_batches([batch]))
        file.close()
        return file.rows, 0
    everywhere = [_month_file(home, item, held) for item in deliveries for held in item["months"]]
    with connect(output.parent / ".spill") as connection:
        connection.execute("create table ranked (delivery_id varchar, delivery_rank integer)")
        ranks = [(item["delivery_id"], rank) for rank, item in enumerate(deliveries)]
        connection.executemany("insert into ranked values (?, ?)", ranks)
        connection.execute(_HELD, [everywhere, here])
        rows = connection.execute(_WINNING, [here])
        for batch in rows.to_arrow_reader(BATCH_ROWS):
            file.write(pa.Table.from_batches([batch]).select(LAKE.names))
        file.close()
        return file.rows, connection.execute(_RESTATED, [str(output)]).fetchall()[0][0]


def _month_file(home: Home, delivery: dict[str, Any], month: str) -> str:
    return str(home.deliveries / delivery["delivery_id"] / "months" / f"{month}.parquet")


# What every delivery says about the postings of a month, whichever month it puts them in.
_HELD = """
    create table held as
    select posting_id, delivery_id, content_hash, delivery_rank,
        max(delivery_rank) over (partition by posting_id) as winning_rank
    from read_parquet(?) join ranked using (delivery_id)
    semi join (select posting_id from read_parquet(?)) as wanted using (posting_id)
"""
_WINNING = """
    select * from read_parquet(?)
    semi join (select * from held where delivery_rank = winning_rank) as won using (posting_id, delivery_id)
    order by posting_id, row_number
"""
_RESTATED = """
    select count(distinct posting_id)
    from held
    semi join read_parquet(?) as winning using (posting_id)
    anti join (select * from held where delivery_rank = winning_rank) as said using (posting_id, content_hash)
    where delivery_rank < winning_rank
"""
