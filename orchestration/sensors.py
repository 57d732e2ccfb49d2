"""The sensor of the inbox: asks for an ingest when something new lies there and has stopped growing."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

import dagster as dg

from credscope.errors import CredscopeError
from credscope.freshness import inbox_items
from credscope.sources.folders import walked
from orchestration import paths
from orchestration.jobs import ingest

Seen = dict[str, list[int]]


def look(items: list[Path]) -> Seen:
    """Bytes and latest modification (ns) of every item, a folder with all files that are in it."""
    seen: Seen = {}
    for item in items:
        stats = [path.stat() for path in [item, *_held(item)] if path.exists()]
        latest = max((one.st_mtime_ns for one in stats), default=0)
        seen[item.name] = [sum(one.st_size for one in stats), latest]
    return seen


def _held(item: Path) -> list[Path]:
    """The files of a folder; none of one that the intake will refuse, which says why."""
    with suppress(CredscopeError):
        return walked(item) if item.is_dir() else []
    return []


def judge(now: Seen, before: Seen, asked: Seen) -> tuple[Seen, Seen]:
    """(to ask for, all asked for so far): items unchanged since the last look and not asked for as such."""
    ready = {
        name: marks for name, marks in now.items() if before.get(name) == marks and asked.get(name) != marks
    }
    return ready, {**{name: marks for name, marks in asked.items() if name in now}, **ready}


@dg.sensor(
    job=ingest,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Takes in what is put into the inbox folder of the home, once its size has stopped changing.",
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for one run for all that is ready; the cursor keeps what was seen and what was asked for."""
    cursor = json.loads(context.cursor) if context.cursor else {"seen": {}, "asked": {}}
    now = look(inbox_items(paths.home()))
    ready, asked = judge(now, cursor["seen"], cursor["asked"])
    requests = []
    if ready:
        key = hashlib.sha256(json.dumps(ready, sort_keys=True).encode()).hexdigest()[:16]
        requests.append(dg.RunRequest(run_key=f"inbox-{key}"))
    waiting = sorted(set(now) - set(asked))
    return dg.SensorResult(
        run_requests=requests,
        cursor=json.dumps({"seen": now, "asked": asked}),
        skip_reason=None if requests else f"waiting for {', '.join(waiting)}" if waiting else "nothing new",
    )
