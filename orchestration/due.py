"""When deliveries and the release are due: six hours after the monthly schedule has begun."""

from __future__ import annotations

from datetime import timedelta

import dagster as dg

DUE = ("deliveries", "release")
"""The assets that are due every month."""

MONTHLY = dg.FreshnessPolicy.cron(
    deadline_cron="0 12 2 * *",
    lower_bound_delta=timedelta(hours=36),
    timezone="UTC",
)
"""At noon of the second there must be a materialization since the month began, by whatever started it."""
