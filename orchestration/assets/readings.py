"""Readings: credentials, education and occupation of every posting with text, month by month."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from credscope import lake
from credscope.accepted import require_accepted
from credscope.contract import READING
from credscope.lock import in_turn
from credscope.readings import stale_months
from credscope.rules import Rules
from orchestration import paths
from orchestration.assets.postings import OWNERS, postings
from orchestration.expectations import check_result, merge
from orchestration.failures import failure, spoken
from orchestration.figures import reading_figures
from orchestration.months import report_months, wanted
from orchestration.partitions import months
from orchestration.reading_gate import SUITE, ReadingGate
from orchestration.schemas import arrow_schema

AUDIT = "readings_suite"


@dg.asset(
    deps=[postings],
    partitions_def=months,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "parquet"},
    description="What was read from the postings' text: one Parquet file per source and month. Reads the "
    "months that the run names and every month whose postings or rules changed; a month passes the "
    "suite `readings` before its file is put in place.",
    metadata={"dagster/column_schema": arrow_schema(READING)},
    check_specs=[
        dg.AssetCheckSpec(AUDIT, asset="readings", description="The suite expectations/readings.json.")
    ],
)
def readings(context: dg.AssetExecutionContext) -> Iterator[Any]:
    home = paths.home()
    with spoken(), in_turn(home):
        require_accepted()
        rules = Rules.load(home=home)
        gate = ReadingGate(home, rules)
        pairs = wanted(context, stale_months(home, rules), lake.months(home))
        portions = list(gate.read(pairs))
        through = {month for pairs, verdict in portions if verdict.passed for _, month in pairs}
        figures = reading_figures(home.readings, through)
    verdict = merge(SUITE, (one for _, one in portions))
    report_months(context, "readings", figures)
    yield check_result(verdict, AUDIT, "readings")
    if not verdict.passed:
        raise failure(f"Readings were not put in place. {verdict.sentence}", verdict.examples)
    yield dg.MaterializeResult(
        metadata={
            "months_read": len(figures),
            "rows_read": sum(one["dagster/row_count"] for one in figures.values()),
            "rule_version": rules.version,
        }
    )
