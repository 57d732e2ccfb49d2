"""Asks the semantic layer: `python semantic_query.py PROJECT METRICS GROUPS` prints rows as JSON.

PROJECT is a copy of dbt_project whose semantic manifest was made by `dbt parse`; METRICS and GROUPS are
separated by commas. MetricFlow is used as a library, since its command asks the network for news of itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

project, metrics, groups = Path(sys.argv[1]), sys.argv[2].split(","), sys.argv[3].split(",")
configured = CLIConfiguration()
configured.setup(dbt_profiles_path=project, dbt_project_path=project, configure_file_logging=False)
answer = configured.mf.query(
    MetricFlowQueryRequest.create(metric_names=metrics, group_by_names=groups)
).result_df
print(json.dumps([dict(zip(answer.column_names, row, strict=True)) for row in answer.rows], default=str))
