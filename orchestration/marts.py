"""The published marts: those that have a suite of their own, and their asset keys in dbt's graph."""

from __future__ import annotations

import dagster as dg

from orchestration.expectations import suite_names


def mart_names() -> list[str]:
    """Names of the marts that are audited before a release: every suite named `<section>__<exhibit>`."""
    return [name for name in suite_names() if "__" in name]


def mart_keys(warehouse: dg.AssetsDefinition) -> list[dg.AssetKey]:
    """Keys of all marts of the warehouse; the last part of a key is the table's name."""
    return sorted(key for key in warehouse.keys if "__" in key.path[-1] and key.path[0] == "main")
