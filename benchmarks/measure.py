"""What a command costs, seen from outside: time, processor time, memory of its process tree, bytes read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PERIOD = 0.1
"""Seconds between two looks at the process tree."""


@dataclass(frozen=True)
class Cost:
    """What one command cost.

    Seconds on the clock and of the processors; the largest sum of resident bytes of its process tree; bytes
    asked to be read, None where the system does not count them; the JSON object of its last line of output;
    a sentence where it failed.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    read_bytes: int | None
    said: dict[str, Any] = field(default_factory=dict)
    error: str | None = None

    def row(self) -> dict[str, Any]:
        """The figures alone."""
        return {
            "seconds": self.seconds,
            "cpu_seconds": self.cpu_seconds,
            "peak_bytes": self.peak_bytes,
            "read_bytes": self.read_bytes,
        }


def tree_bytes(root: int) -> int:
    """Resident bytes of `root` and all below it, 0 where the system has no /proc.

    Pages that several processes share count once for each, so the sum errs towards too much.
    """
    page, children, resident = os.sysconf("SC_PAGE_SIZE"), defaultdict(list), {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        fields = text.rpartition(")")[2].split()
        process = int(stat.parent.name)
        children[int(fields[1])].append(process)
        resident[process] = int(fields[21]) * page
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += resident.get(process, 0)
        waiting.extend(children[process])
    return total


def measure(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    memory_limit: int | None = None,
    log: Path | None = None,
) -> Cost:
    """Cost of `command`; one whose tree exceeds `memory_limit` bytes is ended and says so.

    Standard error goes to `log`, else nowhere.
    """
    with tempfile.TemporaryDirectory() as folder:
        report, output = Path(folder) / "cost.json", Path(folder) / "output"
        with output.open("wb") as said, (log or Path(os.devnull)).open("ab") as errors:
            watched = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.watched", str(report), *command],
                cwd=Path(__file__).parents[1],
                env={**os.environ, **(environment or {})},
                stdout=said,
                stderr=errors,
                start_new_session=True,
            )
            begun = time.perf_counter()
            peak, too_large = _watch(watched, memory_limit)
        if too_large:
            sentence = f"stopped: needs more than {(memory_limit or 0) / 1e9:.0f} GB"
            return Cost(time.perf_counter() - begun, 0.0, peak, None, error=sentence)
        return _cost(report, output, peak, watched.returncode, log)


def _watch(process: subprocess.Popen[bytes], memory_limit: int | None) -> tuple[int, bool]:
    peak = 0
    try:
        while process.poll() is None:
            peak = max(peak, tree_bytes(process.pid))
            if memory_limit is not None and peak > memory_limit:
                _end(process)
                return peak, True
            time.sleep(PERIOD)
    except BaseException:
        _end(process)
        raise
    return peak, False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the session that `process` leads, which we started ourselves."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _cost(report: Path, output: Path, peak: int, code: int, log: Path | None) -> Cost:
    lines = output.read_text(encoding="utf-8").splitlines()
    try:
        said = json.loads(lines[-1])
    except (IndexError, json.JSONDecodeError):
        said = {}
    found = json.loads(report.read_text()) if report.exists() else {}
    error = said.get("error") if isinstance(said, dict) else None
    if code and not error:
        error = f"ended with code {code}" + (f"; see {log}" if log else "")
    return Cost(
        seconds=found.get("seconds", 0.0),
        cpu_seconds=found.get("cpu_seconds", 0.0),
        peak_bytes=max(peak, found.get("largest_bytes", 0)),
        read_bytes=found.get("read_bytes"),
        said=said if isinstance(said, dict) else {},
        error=error,
    )
