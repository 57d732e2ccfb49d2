"""Dagster wiring only: assets, checks, partitions, jobs, schedule, sensor, resources.

What a posting is, how it is read and how a release is published is known by `credscope` and `dbt_project`.
"""
