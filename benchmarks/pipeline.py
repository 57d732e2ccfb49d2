"""The pipeline at one scale: every stage as a process of its own, the floors before and after it."""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measure import Cost, measure
from benchmarks.samples import sample
from benchmarks.stage import STAGES

FLOOR_OF = {"ingest": "copy", "build": "scan"}


def rows_in(pattern: str) -> int:
    """Rows of the Parquet files that match `pattern`, from their footers; 0 where there are none."""
    with duckdb.connect() as connection:
        try:
            answer = connection.execute(f"select sum(num_rows) from parquet_file_metadata('{pattern}')")
        except duckdb.IOException:
            return 0
        return int((answer.fetchone() or (0,))[0] or 0)


def run_stage(stage: str, home: Path, delivery: Path | None = None) -> Cost:
    """Cost of `stage` on `home`, where ingest takes `delivery`; raises RuntimeError where it fails."""
    print(f"  {stage}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks.stage", stage, str(home)]
    log = home.with_suffix(".log")
    cost = measure([*command, *([str(delivery)] if delivery else [])], log=log)
    if cost.error:
        raise RuntimeError(f"The stage {stage} failed on {home}: {cost.error} (its output is {log})")
    return cost


def floor(kind: str, folder: Path, scratch: Path) -> dict[str, Any]:
    """One measurement of a floor: its seconds, peak_bytes and read_bytes."""
    cost = measure([sys.executable, "-m", "benchmarks.floors", kind, str(folder), str(scratch)])
    if cost.error:
        raise RuntimeError(f"The floor {kind} failed on {folder}: {cost.error}.")
    return {**cost.row(), "seconds": cost.said["work_seconds"]}


def median(measured: list[dict[str, Any]]) -> dict[str, Any]:
    """The measurement in the middle by seconds, and how many there were."""
    middle = statistics.median_low([one["seconds"] for one in measured])
    chosen = next(one for one in measured if one["seconds"] == middle)
    return {**chosen, "repeats": len(measured)}


def run(folder: Path, scale: float, repeats: int) -> tuple[Path, dict[str, Any]]:
    """Take the sample at `scale` to a release in a fresh home under `folder`; the home and what it cost."""
    delivery, generated = sample(folder, scale)
    home = folder / f"home-{scale:g}"
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    home.with_suffix(".log").unlink(missing_ok=True)
    counted = {
        "ingest": f"{delivery}/job/*.parquet",
        "read": f"{home}/readings/*/*.parquet",
        "build": f"{home}/lake/postings/*/*.parquet",
        "release": f"{home}/releases/current/marts/*.parquet",
    }
    print(f"Scale {scale:g}", file=sys.stderr, flush=True)
    stages, floors = [], {}
    for stage in STAGES:
        kind, measured = FLOOR_OF.get(stage), []
        for turn in range(repeats + 1):
            if turn == repeats // 2:
                cost = run_stage(stage, home, delivery if stage == "ingest" else None)
            elif kind:
                measured.append(floor(kind, delivery if stage == "ingest" else home, folder / "scratch"))
        stages.append({"stage": stage, "rows": rows_in(counted[stage]), **cost.row(), **cost.said})
        if kind:
            floors[stage] = {"kind": kind, **median(measured)}
    rows = rows_in(counted["build"])
    return home, {
        "scale": scale, "rows": rows, "generated": generated, "stages": stages, "floors": floors,
    }  # fmt: skip
