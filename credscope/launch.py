"""Starts Dagster's jobs as a subprocess, so that command line and UI are one path with the same gates.

The job's progress goes to standard error as it happens; its last line on standard output is a JSON result.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from credscope.accepted import require_accepted
from credscope.errors import CredscopeError
from credscope.home import PROJECT_ROOT, Home


def run_job(home: Home, job: str, config: dict[str, Any]) -> dict[str, Any]:
    """Run the Dagster job `job` on `home` and return its result.

    `config` is what `python -m orchestration.launch` documents for the job. Raises CredscopeError with
    the job's own sentence where it fails, or where the rules and gates are not as accepted.
    """
    require_accepted()
    environment = {
        **os.environ,
        "CREDSCOPE_HOME": str(home.root),
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT_ROOT), os.environ.get("PYTHONPATH")])),
    }
    command = [sys.executable, "-m", "orchestration.launch", job, "--config", json.dumps(config)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    try:
        result = json.loads(lines[-1])
    except (IndexError, json.JSONDecodeError):
        result = {"error": f"The job {job} ended with code {done.returncode} and said nothing more."}
        subprocess.run([sys.executable, "-m", "orchestration.aftermath"], env=environment, check=False)
    if done.returncode != 0 or "error" in result:
        raise CredscopeError(result.get("error") or f"The job {job} failed.")
    return result
