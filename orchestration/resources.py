"""Resources: dbt without the network, and the lock that keeps two writers out of one home."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

from dagster_dbt import DbtCliResource
from packaging.version import Version

from credscope.lock import writer_lock

__all__ = ["LocalDbt", "writer_lock"]


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
