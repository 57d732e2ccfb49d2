"""Runs one stage of the pipeline on a home: `python -m benchmarks.stage STAGE HOME [DELIVERY]`.

A stage is the Dagster assets that make it up, materialized as a job's run does, in a process of its own. The
last line of output is JSON: `inside_seconds`, the time within the stage's steps, so without the start of
Python and Dagster, and for a build `model_seconds`, during which at least one of dbt's seeds and models ran.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

STAGES = ("ingest", "read", "build", "release")
BEFORE_BUILD = {"deliveries", "postings", "readings"}


def busy(intervals: Iterable[tuple[float, float]]) -> float:
    """Length of the union of intervals."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(intervals):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def model_seconds(target: Path, since: float) -> float | None:
    """Seconds during which dbt made seeds or models, tests left out; None where dbt did not run since.

    `target` is dbt's target folder, `since` seconds of the epoch.
    """
    record = target / "run_results.json"
    if not record.exists() or record.stat().st_mtime < since:
        return None
    intervals = []
    for result in json.loads(record.read_text(encoding="utf-8"))["results"]:
        if result["unique_id"].split(".")[0] in ("seed", "model"):
            for part in result["timing"]:
                began, ended = part["started_at"], part["completed_at"]
                intervals.append((_stamp(began), _stamp(ended)))
    return busy(intervals)


def _stamp(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def selected(stage: str, keys: Iterable[Any]) -> list[Any]:
    """The assets of `stage` among all asset `keys`; the build is whatever the other stages are not."""
    names = {"ingest": {"deliveries", "postings"}, "read": {"readings"}, "release": {"release"}}
    if stage in names:
        return [key for key in keys if key.to_user_string() in names[stage]]
    others = BEFORE_BUILD | {"release"}
    return [key for key in keys if key.to_user_string() not in others]


def run(stage: str, delivery: str | None) -> dict[str, Any]:
    """Materialize `stage` on the home that CREDSCOPE_HOME names; what was measured, or error."""
    import dagster as dg

    from orchestration import launch, paths
    from orchestration.builds import Build
    from orchestration.definitions import defs
    from orchestration.history import quick_history
    from orchestration.instance import prepare
    from orchestration.months import STALE_ONLY
    from orchestration.partitions import key_of
    from orchestration.resources import writer_lock

    home, begun = paths.home(), time.time()
    prepare(home)
    job = defs.resolve_job_def("ingest" if stage == "ingest" else "monthly_refresh")
    with writer_lock(home), quick_history(), dg.DagsterInstance.get() as instance:
        result = job.execute_in_process(
            run_config=launch.run_config("ingest", {"path": delivery} if delivery else {}),
            instance=instance,
            partition_key=key_of(launch.some_month(home)),
            tags=STALE_ONLY,
            asset_selection=selected(stage, job.asset_layer.executable_asset_keys),
            raise_on_error=False,
        )
        steps = instance.get_run_step_stats(result.run_id)
    said = launch.outcome(result)
    if "error" in said:
        return said
    inside = busy((step.start_time, step.end_time) for step in steps if step.start_time and step.end_time)
    return {"inside_seconds": inside, "model_seconds": model_seconds(Build.of(home).target, begun)}


def main(stage: str, home: str, delivery: str | None = None) -> int:
    """Entry point; the exit code."""
    os.environ.update(CREDSCOPE_HOME=home, DO_NOT_TRACK="1", GX_ANALYTICS_ENABLED="false")
    warnings.simplefilter("ignore")
    from orchestration.launch import quiet_output

    with quiet_output() as answer:
        said = run(stage, delivery)
        print(json.dumps(said), file=answer, flush=True)
    return 1 if "error" in said else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
