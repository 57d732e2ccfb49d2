"""What one new month costs after a short and after a long history, stage by stage.

The history is one delivery of the sample's months before its last; the last month then comes as a second
delivery. Each history is taken to a release once; the new month is measured on copies of that home.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from benchmarks.pipeline import run_stage
from benchmarks.samples import copied, months, part, sample
from benchmarks.stage import STAGES

DAYS_LATER = 31


def run(folder: Path, scale: float, histories: list[int], repeats: int) -> list[dict[str, Any]]:
    """One row per history: months before the new one, and of each stage the median of what it cost."""
    delivery, _ = sample(folder, scale)
    *before, newest = months(delivery)
    scratch = folder / f"months-{scale:g}"
    shutil.rmtree(scratch, ignore_errors=True)
    new = part(delivery, [newest], scratch / "new-month", days_later=DAYS_LATER)
    homes = {}
    for count in sorted({min(history, len(before)) for history in histories}):
        print(f"History of {count} months at scale {scale:g}", file=sys.stderr, flush=True)
        homes[count] = scratch / f"history-{count}"
        homes[count].mkdir(parents=True)
        old = part(delivery, before[-count:], scratch / f"delivery-{count}")
        for stage in STAGES:
            run_stage(stage, homes[count], old if stage == "ingest" else None)
    measured: dict[int, list[dict[str, Any]]] = {count: [] for count in homes}
    for turn in range(repeats):
        for count, history in homes.items():
            print(f"New month after {count}, turn {turn + 1} of {repeats}", file=sys.stderr, flush=True)
            home = copied(history, scratch / "now")
            costs = {stage: run_stage(stage, home, new if stage == "ingest" else None) for stage in STAGES}
            measured[count].append({stage: {**cost.row(), **cost.said} for stage, cost in costs.items()})
    shutil.rmtree(scratch)
    return [{"history": count, "stages": _medians(turns)} for count, turns in measured.items()]


def _medians(turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per stage the median over turns, each figure by itself."""
    rows = []
    for stage in STAGES:
        figures = {
            name: statistics.median(turn[stage][name] for turn in turns)
            for name in ("seconds", "inside_seconds", "cpu_seconds", "peak_bytes")
        }
        rows.append({"stage": stage, **figures})
    return rows
