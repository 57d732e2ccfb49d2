"""Runs one command and writes what it cost: `python -m benchmarks.watched REPORT COMMAND…`.

A process of its own, because the system adds up time and bytes of children that were waited for: whoever also
does other work would count that too. Orphans of the command (Spark's JVM is one) are adopted and waited for.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Make this process the parent of whatever its children leave behind, where the system knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def bytes_read() -> int | None:
    """Bytes that this process and its children asked to read, from disk or cache; None where unknown."""
    try:
        lines = Path("/proc/self/io").read_text().splitlines()
    except OSError:
        return None
    return int(dict(line.split(": ") for line in lines)["rchar"])


def wait_for_all() -> None:
    """Wait until no child is left."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def main(report: Path, command: list[str]) -> int:
    """Exit code of `command`; `report` says what it cost: seconds, cpu_seconds, read_bytes, largest_bytes."""
    adopt_orphans()
    before, begun = bytes_read(), time.perf_counter()
    code = subprocess.run(command, check=False).returncode
    seconds = time.perf_counter() - begun
    wait_for_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    after = bytes_read()
    cost = {
        "seconds": seconds,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "read_bytes": None if before is None or after is None else after - before,
        "largest_bytes": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }
    report.write_text(json.dumps(cost), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
