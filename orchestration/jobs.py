"""The jobs. Add one here when people or a schedule start it; what a job does belongs to the assets."""

from __future__ import annotations

import dagster as dg

ALL = dg.AssetSelection.all()
INTAKE = dg.AssetSelection.assets("deliveries", "postings")

ingest = dg.define_asset_job(
    "ingest",
    selection=INTAKE,
    description="Take a delivery in, or all that waits in the inbox, and rebuild the months it touches.",
)
build = dg.define_asset_job(
    "build",
    selection=ALL - INTAKE,
    description="Read the months that changed, build the warehouse, check it and release it.",
)
monthly_refresh = dg.define_asset_job(
    "monthly_refresh",
    selection=ALL,
    description="Everything from the inbox to a release.",
)
