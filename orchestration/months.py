"""Which months a step rebuilds, and how Dagster is told about each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import dagster as dg

from orchestration.partitions import key_of, month_of

STALE_ONLY = {"credscope/months": "stale"}
"""Run tag: rebuild what is stale and nothing else.

Dagster cannot run a partitioned asset below another one without a partition, so such a run names one that is
there already; the tag says that nobody asked for it.
"""


def own_months(context: dg.AssetExecutionContext) -> set[str]:
    """Months `YYYY-MM` of the run's partitions; none for a run without a partition."""
    if not context.has_partition_key and not context.has_partition_key_range:
        return set()
    return {month_of(key) for key in context.partition_keys}


def asked_months(context: dg.AssetExecutionContext) -> set[str]:
    """The run's months, unless its tag says that it is about stale months only."""
    return set() if STALE_ONLY.items() <= context.run.tags.items() else own_months(context)


def asked_for(context: dg.AssetExecutionContext, present: Iterable[str]) -> set[str]:
    """As `asked_months`, of the months `present`, for an asset that has no partitions itself."""
    tags = context.run.tags
    one = tags.get("dagster/partition")
    first = tags.get("dagster/asset_partition_range_start", one)
    last = tags.get("dagster/asset_partition_range_end", one)
    if STALE_ONLY.items() <= tags.items() or first is None or last is None:
        return set()
    return {month for month in present if month_of(first) <= month <= month_of(last)}


def wanted(
    context: dg.AssetExecutionContext,
    stale: Iterable[tuple[str, str]],
    present: Iterable[tuple[str, str]],
) -> list[tuple[str, str]]:
    """(source, month) to rebuild: every stale one, and of those present the months that the run names."""
    asked = asked_months(context)
    return sorted({*stale, *(pair for pair in present if pair[1] in asked)})


def report_months(
    context: dg.AssetExecutionContext, asset: str, months: Mapping[str, Mapping[str, Any]]
) -> None:
    """Record one materialization per month touched; those of the run's own partitions are annotated."""
    own = own_months(context)
    for month, metadata in sorted(months.items()):
        if month in own:
            context.add_asset_metadata(metadata=dict(metadata), asset_key=asset, partition_key=key_of(month))
        else:
            context.log_event(
                dg.AssetMaterialization(asset_key=asset, partition=key_of(month), metadata=dict(metadata))
            )
