"""Resources: dbt without the network, and the lock that keeps two writers out of one home."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dagster_dbt import DbtCliResource
from filelock import FileLock
from packaging.version import Version

from credscope.home import Home


class LocalDbt(DbtCliResource):
    """dbt of this environment, always run as a process of its own.

    The base class asks `dbt --version`, which asks the package index over the network, and loads the adapter
    into this process to look at tables while dbt holds their file; both cost seconds, neither is wanted.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None


def dbt_executable() -> str:
    """The dbt beside the running interpreter, whether or not its folder is on PATH."""
    return str(Path(sys.executable).with_name("dbt"))


def writer_lock(home: Home) -> FileLock:
    """Lock of the one writer of `home`, for steps of runs and the command line; reentrant in a process.

    The system lets go of it when a process is killed; a Dagster pool would keep the slot occupied.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    return FileLock(home.dagster / "writer.lock", is_singleton=True, thread_local=False)
