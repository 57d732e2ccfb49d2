"""The command line as processes of their own, to be killed whole or in part."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from credscope.home import PROJECT_ROOT, Home

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT), "DO_NOT_TRACK": "1"}


@dataclass(frozen=True)
class Said:
    """What a command answered, and how many seconds it took."""

    code: int
    errors: str
    seconds: float


def started(home: Home, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """`credscope` with `arguments` on `home`, as the leader of a process group."""
    return subprocess.Popen(
        [sys.executable, "-m", "credscope.cli", "--home", str(home.root), *arguments],
        env={**ENVIRONMENT, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def command(home: Home, *arguments: str, **environment: str) -> Said:
    """The same, to its end."""
    begun = time.monotonic()
    process = started(home, *arguments, **environment)
    _, errors = process.communicate()
    return Said(process.returncode, errors, time.monotonic() - begun)


def kill_after(process: subprocess.Popen[str], seconds: float, whole: bool) -> bool:
    """Kill the group of `process`, or only the process that works for it; whether there was time to."""
    try:
        process.communicate(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        pass
    worker = _child(process.pid)
    if whole or worker is None:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        os.kill(worker, signal.SIGKILL)
    process.communicate()
    return True


def _child(process: int) -> int | None:
    """The first process that `process` started; None where it has none or the system does not say."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    children = listed.read_text().split() if listed.exists() else []
    return int(children[0]) if children else None
