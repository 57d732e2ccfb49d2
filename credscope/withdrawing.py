"""Taking a whole delivery back, as one with a wrong mapping or a wrong day, and the list to choose it from.

The delivery is moved out of the lake, with the reason beside it; the months that it had a part in are stale
then and the next refresh merges them without it. Postings that a source withdraws are another matter: its
deliveries say so by speaking for whole months (`overlaps`).
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from credscope import checksums, lake, manifest
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import alone
from credscope.overlaps import overlaps_file

REASON = "withdrawal.json"


def withdraw(home: Home, delivery_id: str, reason: str) -> dict[str, Any]:
    """Move a delivery from the lake to withdrawn/<delivery_id>; its manifest, empty where that is damaged.

    Taken in again, it is part of the lake again. Raises CredscopeError where there is no such delivery, no
    reason is given, or another process writes into the home.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise CredscopeError("Say with --reason why the delivery is taken back.")
    with alone(home, "withdraw"):
        if delivery_id not in {path.name for path in home.deliveries.glob("[!.]*")}:
            raise CredscopeError(
                f"{home.root} holds no delivery {delivery_id!r}; `credscope withdraw` lists what it holds."
            )
        folder, target = home.deliveries / delivery_id, home.withdrawn / delivery_id
        try:
            taken = manifest.read(folder)
        except CredscopeError:
            taken = {}
        (folder / REASON).write_text(
            json.dumps({"reason": reason}, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        _unlink_damaged(home, folder)
        home.withdrawn.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        os.replace(folder, target)
        if taken:
            overlaps_file(home, taken["source"]).unlink(missing_ok=True)
    return taken


def _unlink_damaged(home: Home, folder: Path) -> None:
    """Remove merged months that are another name of a damaged file.

    Taken in again, the delivery has the same id, and by its key such a month would look up to date.
    """
    changed = checksums.differing([folder]).get(folder, [])
    damaged = {(folder / name).stat().st_ino for name in changed if (folder / name).exists()}
    for path in home.postings.glob("*/*.parquet"):
        if path.stat().st_ino in damaged:
            path.unlink()


def listed(home: Home) -> list[str]:
    """One line a delivery of the lake, the earliest first, then one a delivery that was withdrawn."""
    lines = [
        f"{item['delivery_id']}  {item['delivered_on']}  {item['source']}  "
        f"{item['accepted_count']:,} rows accepted in {len(item['months'])} months"
        + ("  complete months" if item["complete_months"] else "")
        for item in lake.manifests(home)
    ]
    for path in sorted(home.withdrawn.glob(f"*/{REASON}")):
        reason = json.loads(path.read_text(encoding="utf-8"))["reason"]
        lines.append(f"{path.parent.name}  withdrawn: {reason}")
    return lines
