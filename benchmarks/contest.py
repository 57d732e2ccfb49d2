"""The peers at one scale: each makes the marts of the same lake and is held against the release by cells."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.agreement import compare
from benchmarks.machine import memory_bytes
from benchmarks.measure import measure
from credscope.home import PROJECT_ROOT

PEERS = ("pandas", "pandas-tuned", "spark", "spark-tuned")
"""What a competent analyst writes first, and what remains of it after tuning."""
SCRIPTS = Path(__file__).parent / "peers"
SPARK_PYTHON = PROJECT_ROOT / ".venv-bench" / "bin" / "python"
MEMORY_SHARE = 0.85
"""Part of the machine's memory that a peer may use before it is ended."""


class Disagreement(Exception):
    """A peer's marts are not the release's; the message holds the first differing cells."""


def missing(peer: str) -> str | None:
    """What this machine lacks to run `peer`, as a sentence; None where nothing is missing."""
    if not peer.startswith("spark"):
        return None
    if shutil.which("java") is None:
        return "Java is not on PATH (Spark needs 17 or later)"
    try:
        subprocess.run([str(SPARK_PYTHON), "-c", "import pyspark"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return "pyspark is not in .venv-bench (see benchmarks/requirements.lock)"
    return None


def command(peer: str, home: Path, output: Path) -> list[str]:
    """How `peer` is run; Spark's heap is half of the machine's memory."""
    script = [str(SCRIPTS / f"{peer.replace('-', '_')}_marts.py"), str(home), str(output)]
    if peer.startswith("spark"):
        return [str(SPARK_PYTHON), *script, f"{memory_bytes() // 2**31}g"]
    return [sys.executable, *script]


def run(peer: str, home: Path, folder: Path) -> dict[str, Any]:
    """What `peer` needed for the marts of `home`, or `missing` or `error` in a sentence.

    Raises Disagreement where it made other marts than the release of `home` holds.
    """
    print(f"  {peer}", file=sys.stderr, flush=True)
    lacking = missing(peer)
    if lacking:
        print(f"  {peer} is left out: {lacking}.", file=sys.stderr, flush=True)
        return {"peer": peer, "missing": lacking}
    output, log = folder / f"{peer}-marts", folder / f"{peer}.log"
    shutil.rmtree(output, ignore_errors=True)
    log.unlink(missing_ok=True)
    limit = int(MEMORY_SHARE * memory_bytes())
    cost = measure(command(peer, home, output), memory_limit=limit, log=log)
    result = {"peer": peer, **cost.row(), "work_seconds": cost.said.get("work_seconds")}
    if cost.error:
        print(f"  {peer}: {cost.error}", file=sys.stderr, flush=True)
        return {**result, "error": cost.error}
    differences = compare(home / "releases" / "current" / "marts", output)
    if differences:
        lines = "\n".join(f"  {difference}" for difference in differences)
        raise Disagreement(f"{peer} made other marts than the release:\n{lines}")
    return result
