"""Deliveries and postings: what is taken in, and the months that the lake makes of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
from pydantic import Field

from credscope import lake
from credscope.accepted import require_accepted
from credscope.contract import LAKE
from credscope.freshness import inbox_items
from credscope.lock import in_turn
from credscope.progress import progress
from orchestration import due, paths
from orchestration.assets.fetched import fetched
from orchestration.expectations import check_result
from orchestration.failures import failure, spoken
from orchestration.months import report_months, wanted
from orchestration.partitions import months
from orchestration.schemas import arrow_schema
from orchestration.taking_in import Intake, Outcome

OWNERS = ["team:credscope"]
AUDIT = "postings_suite"
READABLE = "every_delivery_taken_in"


class Delivery(dg.Config):
    """What to take in; without a path, everything that waits in the inbox."""

    path: str | None = Field(default=None, description="File or folder; default everything in the inbox.")
    source: str | None = Field(
        default=None, description="Short name of the source; default from the mapping."
    )
    mapping: str | None = Field(default=None, description="YAML that describes the file.")
    delivered: str | None = Field(default=None, description="Date of the delivery, YYYY-MM-DD.")
    complete: bool = Field(
        default=False,
        description="The delivery has all postings of its months: what it lacks is withdrawn from them.",
    )
    keep_going: bool = Field(
        default=False,
        description="Go on with the run where a delivery of the inbox is refused; the check says so.",
    )


@dg.asset(
    deps=[fetched],
    freshness_policy=due.MONTHLY,
    group_name="intake",
    owners=OWNERS,
    kinds={"python", "parquet"},
    description="Deliveries as accepted, each with manifest and quarantine. Every month of a delivery passes "
    "the suite `postings` before the delivery lands, whole or not at all.",
    check_specs=[
        dg.AssetCheckSpec(AUDIT, asset="deliveries", description="The suite expectations/postings.json."),
        dg.AssetCheckSpec(READABLE, asset="deliveries", description="No delivery was refused."),
    ],
)
def deliveries(context: dg.AssetExecutionContext, config: Delivery) -> Iterator[Any]:
    home = paths.home()
    with spoken(), in_turn(home):
        require_accepted()
        taking = Intake(
            home,
            source=config.source,
            mapping=Path(config.mapping) if config.mapping else None,
            delivered=date.fromisoformat(config.delivered) if config.delivered else None,
            complete=config.complete,
        )
        if config.path:
            taking.take(Path(config.path))
        else:
            taking.take_inbox(inbox_items(home))
    refused = [outcome for outcome in taking.outcomes if outcome.refusal]
    yield check_result(taking.verdict, AUDIT, "deliveries")
    yield _readable(refused)
    if refused and not config.keep_going:
        sentence = " ".join(str(outcome.refusal) for outcome in refused)
        raise failure(sentence, taking.verdict.examples)
    taken = [outcome.delivery for outcome in taking.outcomes if outcome.delivery]
    new = [delivery for delivery in taken if not delivery["known"]]
    yield dg.MaterializeResult(
        metadata={
            "deliveries": dg.MetadataValue.json(taken),
            "dagster/row_count": sum(manifest["accepted_count"] for manifest in lake.manifests(home)),
            "rows_read": sum(delivery["read_count"] for delivery in new),
            "rows_accepted": sum(delivery["accepted_count"] for delivery in new),
            "rows_quarantined": sum(delivery["quarantined_count"] for delivery in new),
        }
    )


@dg.asset(
    deps=[deliveries],
    partitions_def=months,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="intake",
    owners=OWNERS,
    kinds={"python", "parquet"},
    description="The lake: one Parquet file per source and month, with every posting's rows of the latest "
    "day on which it was delivered. Rebuilds the months that the run names and every month that newer "
    "deliveries touched.",
    metadata={"dagster/column_schema": arrow_schema(LAKE)},
)
def postings(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    home = paths.home()
    with spoken(), in_turn(home):
        pairs = wanted(context, lake.stale_months(home), lake.months(home))
        built = {pair: lake.build_month(home, *pair) for pair in progress(pairs, "months of postings")}
        counts = rows_by_month(home.postings, {month for _, month in built})
    report_months(context, "postings", {month: {"dagster/row_count": rows} for month, rows in counts.items()})
    return dg.MaterializeResult(
        metadata={
            "months_rebuilt": len(counts),
            "months": dg.MetadataValue.json(sorted(counts)),
            "rows_rebuilt": sum(counts.values()),
        }
    )


def rows_by_month(folder: Path, months: set[str]) -> dict[str, int]:
    """Rows of every month asked for, over all sources of `folder`, from the files' footers."""
    counts: Counter[str] = Counter(dict.fromkeys(months, 0))
    for file in folder.glob("*/*.parquet"):
        if file.stem in months:
            counts[file.stem] += pq.read_metadata(file).num_rows
    return dict(counts)


def _readable(refused: list[Outcome]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=READABLE,
        asset_key="deliveries",
        passed=not refused,
        description=" ".join(str(outcome.refusal) for outcome in refused) or None,
        metadata={outcome.path.name: outcome.refusal for outcome in refused if outcome.refusal},
    )
