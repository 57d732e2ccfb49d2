"""Assembles the code location; computes nothing, reads no environment, catches nothing."""

import dagster as dg

from orchestration.alive import alive_executor
from orchestration.assets.duplicates import duplicates
from orchestration.assets.fetched import fetched
from orchestration.assets.postings import deliveries, postings
from orchestration.assets.readings import readings
from orchestration.assets.release import release
from orchestration.assets.warehouse import warehouse
from orchestration.jobs import build, ingest, monthly_refresh
from orchestration.project import dbt_resource, project
from orchestration.schedules import monthly
from orchestration.sensors import inbox_sensor
from orchestration.watching import failed_runs, refused_runs, still_late

defs = dg.Definitions(
    assets=[fetched, deliveries, postings, duplicates, readings, warehouse, release],
    jobs=[ingest, build, monthly_refresh],
    schedules=[monthly],
    sensors=[inbox_sensor, failed_runs, refused_runs, still_late],
    resources={"dbt": dbt_resource(project)},
    executor=alive_executor,
)
