"""Duplicates: which postings advertise again what another posting advertises, month by month."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from credscope.accepted import require_accepted
from credscope.contract import LINKS
from credscope.duplicates.links import linked_months, stale_months
from credscope.duplicates.rules import Rules
from credscope.lock import in_turn
from orchestration import paths
from orchestration.assets.postings import OWNERS, postings
from orchestration.duplicates_gate import link_through_gate
from orchestration.expectations import check_result
from orchestration.failures import failure, spoken
from orchestration.months import asked_months, report_months
from orchestration.partitions import months
from orchestration.schemas import arrow_schema

AUDIT = "duplicates_suite"


@dg.asset(
    deps=[postings],
    partitions_def=months,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="intake",
    owners=OWNERS,
    kinds={"python", "parquet"},
    description="Links from postings to those that they repeat, of any source: one Parquet file per month. "
    "Links the months that the run names and every month whose postings, or those of the months around it, "
    "or rules changed; months pass the suite `duplicates` before their files are put in place.",
    metadata={"dagster/column_schema": arrow_schema(LINKS)},
    check_specs=[
        dg.AssetCheckSpec(AUDIT, asset="duplicates", description="The suite expectations/duplicates.json.")
    ],
)
def duplicates(context: dg.AssetExecutionContext) -> Iterator[Any]:
    home = paths.home()
    with spoken(), in_turn(home):
        require_accepted()
        rules = Rules.load()
        wanted = sorted({*stale_months(home, rules), *(asked_months(context) & {*linked_months(home)})})
        counts, verdict = link_through_gate(home, wanted, rules)
    yield check_result(verdict, AUDIT, "duplicates")
    if not verdict.passed:
        raise failure(f"Links were not put in place. {verdict.sentence}", verdict.examples)
    report_months(context, "duplicates", {month: {"dagster/row_count": n} for month, n in counts.items()})
    yield dg.MaterializeResult(
        metadata={
            "months_linked": len(counts),
            "rows_linked": sum(counts.values()),
            "rule_version": rules.version,
        }
    )
