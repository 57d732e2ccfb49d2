"""The jobs. Add one here when people or a schedule start it; what a job does belongs to the assets."""

from __future__ import annotations

import dagster as dg

ALL = dg.AssetSelection.all()

ingest = dg.define_asset_job(
    "ingest",
    selection=dg.AssetSelection.assets("deliveries", "postings"),
    description="Take a delivery in, or all that waits in the inbox, and rebuild the months it touches.",
)
build = dg.define_asset_job(
    "build",
    selection=ALL - dg.AssetSelection.assets("fetched", "deliveries"),
    description="Rebuild and read the months that changed, build the warehouse, check it and release it.",
)
monthly_refresh = dg.define_asset_job(
    "monthly_refresh",
    selection=ALL,
    description="Everything from the feeds and the inbox to a release.",
)
