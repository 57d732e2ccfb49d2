"""The lake: deliveries as they were accepted, and from them one merged file per source and month.

A delivery appears by one rename and never changes. A merged month holds, for every posting, the rows of the
latest day on which it was delivered, whatever the order of arrival; several deliveries of a source on one day
are one statement. How rows get into a delivery is `intake`'s business, what is read from their text is
`readings`'.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

from credscope import manifest
from credscope.contract import digest
from credscope.home import Home
from credscope.intake import Staged
from credscope.keys import file_key
from credscope.merging import Part, merge
from credscope.months import month_key_of, sync
from credscope.overlaps import Overlap, overlaps


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
        (source, month): month_key_of(overlap.deliveries)
        for source, deliveries in _by_source(home).items()
        for month, overlap in overlaps(home, deliveries).items()
        if overlap.rows
    }
    held = {place: month_key(home.posting_month(*place)) for place in months(home)}
    return sorted(place for place in expected.keys() | held.keys() if expected.get(place) != held.get(place))


def build_month(home: Home, source: str, month: str) -> dict[str, Any]:
    """Write the merged month anew from the deliveries; the same deliveries always give the same bytes.

    Returns rows, deliveries (how many took part) and path. A month that one delivery decides is a link to
    that delivery's own file. A month that no row is left in has its file removed.
    """
    path = home.posting_month(source, month)
    deliveries = _by_source(home).get(source, [])
    overlap = overlaps(home, deliveries).get(month)
    if overlap is None or not overlap.rows:
        path.unlink(missing_ok=True)
        shutil.rmtree(home.ties(source, month).parent, ignore_errors=True)
        return {"rows": 0, "deliveries": 0, "path": path}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    parts = [
        _part(home, item, month, overlap) for item in deliveries if item["delivery_id"] in overlap.deliveries
    ]
    key = month_key_of(overlap.deliveries)
    rows = overlap.rows
    ties, tied = home.ties(source, month), len({part.delivered_on for part in parts}) < len(parts)
    if not tied:
        shutil.rmtree(ties.parent, ignore_errors=True)
    try:
        temporary.unlink(missing_ok=True)
        if len(parts) == 1 and month_key(parts[0].here[0]) == key:
            _link(parts[0].here[0], temporary)
        else:
            rows = merge(month, parts, temporary, ties if tied else None, key, home.staging / ".merging")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync(path.parent)
    return {"rows": rows, "deliveries": len(parts), "path": path}


def month_key(path: Path) -> str:
    """The key that a merged month or readings file was written with; empty where it has none."""
    return file_key(path) or ""


def lake_key(home: Home) -> str:
    """16 hex digits that change whenever a delivery or a merged month does."""
    deliveries = [item["delivery_id"] for item in manifests(home)]
    held = [
        f"{source}/{month}={month_key(home.posting_month(source, month))}" for source, month in months(home)
    ]
    return digest(*sorted(deliveries), *held)


def _by_source(home: Home) -> dict[str, list[dict[str, Any]]]:
    """Manifests of every source, the earliest delivered first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for item in manifests(home):
        found.setdefault(item["source"], []).append(item)
    return found


def _part(home: Home, delivery: dict[str, Any], month: str, overlap: Overlap) -> Part:
    delivery_id = delivery["delivery_id"]
    folder = home.deliveries / delivery_id / "months"
    here = [folder / f"{month}.parquet"] if month in delivery["months"] else []
    elsewhere = [folder / f"{held}.parquet" for held in overlap.moved.get(delivery_id, ())]
    return Part(delivery_id, delivery["delivered_on"], here, elsewhere)


def _link(file: Path, to: Path) -> None:
    """Make `to` another name of `file`, or a copy where the file system has no such links."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
        sync(to)
