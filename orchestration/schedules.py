"""The schedule: once a month, everything, for the month that has ended."""

from __future__ import annotations

from datetime import timedelta

import dagster as dg

from orchestration.jobs import monthly_refresh
from orchestration.partitions import key_of


@dg.schedule(
    job=monthly_refresh,
    cron_schedule="0 6 2 * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="On the second of every month at 06:00 UTC, for the month before.",
)
def monthly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run; deliveries that are refused do not keep the rest from being released, their check says so."""
    last = context.scheduled_execution_time.replace(day=1) - timedelta(days=1)
    month = f"{last:%Y-%m}"
    return dg.RunRequest(
        run_key=f"monthly-{month}",
        partition_key=key_of(month),
        run_config={"ops": {"deliveries": {"config": {"keep_going": True}}}},
    )
