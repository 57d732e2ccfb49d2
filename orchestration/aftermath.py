"""After a run of the command line was killed: `python -m orchestration.aftermath` closes it, alerts people.

The killed process could say nothing; the one that waited for it starts this.
"""

from __future__ import annotations

import sys
import warnings

import dagster as dg
from filelock import Timeout

from credscope.alerting import WAITS
from credscope.home import Home
from orchestration import paths
from orchestration.alerts import tell_of
from orchestration.instance import close_abandoned, prepare
from orchestration.resources import writer_lock


def settle(home: Home) -> list[str]:
    """Close the runs that were killed and tell of them, unless another run is at work; what was not sent."""
    prepare(home)
    with dg.DagsterInstance.get() as instance:
        try:
            with writer_lock(home).acquire(timeout=0):
                closed = close_abandoned(instance)
        except Timeout:
            return []
        return [trouble for run_id in closed for trouble in tell_of(home, instance, run_id, WAITS)]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for said in settle(paths.home()):
        print(said, file=sys.stderr)
