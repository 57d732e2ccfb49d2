"""Dagster's UI and daemon for the home of CREDSCOPE_HOME: `python -m orchestration.ui --host H --port P`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from dagster import DagsterInstance
from filelock import Timeout

from credscope.home import PROJECT_ROOT
from credscope.upgrading import upgrade
from orchestration import paths
from orchestration.instance import close_abandoned, prepare
from orchestration.resources import writer_lock


def main() -> None:
    """Replace this process by `dagster dev`, bound to one address; does not return."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=3000)
    chosen = parser.parse_args()
    home = paths.home()
    prepare(home)
    try:
        with writer_lock(home).acquire(timeout=0), DagsterInstance.get() as instance:
            upgrade(home)
            close_abandoned(instance)
    except Timeout:
        print("Another run is working on this home; it will show in the UI.", file=sys.stderr)
    home.inbox.mkdir(parents=True, exist_ok=True)
    os.environ["CREDSCOPE_HOME"] = str(home.root)
    os.chdir(PROJECT_ROOT)
    dagster = str(Path(sys.executable).with_name("dagster"))
    where = ["--host", chosen.host, "--port", str(chosen.port)]
    os.execv(dagster, [dagster, "dev", "--workspace", str(PROJECT_ROOT / "workspace.yaml"), *where])


if __name__ == "__main__":
    main()
