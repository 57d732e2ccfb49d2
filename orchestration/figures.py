"""Numbers that Dagster's UI plots: of every month that was read, and of every release and its months.

They are for looking at; what is published stands in the marts and is not counted here.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb

from orchestration.builds import Build

Figures = dict[str, Any]


def reading_figures(folder: Path, months: Collection[str]) -> dict[str, Figures]:
    """Of every month of `months` (YYYY-MM): rows read, and the shares that were coded and name a credential.

    `folder` holds the readings, one file per source and month; a month without rows has no share.
    """
    found: dict[str, Figures] = {}
    for month in sorted(months):
        files = [str(path) for path in sorted(folder.glob(f"*/{month}.parquet"))]
        if files:
            found[month] = _rows(
                duckdb.sql(
                    'select count(*) as "dagster/row_count", count(soc_code) / count(*) as coded_share, '
                    "count(*) filter (len(credentials) > 0) / count(*) as credential_share "
                    "from read_parquet($files)",
                    params={"files": files},
                )
            )[0]
    return found


def release_figures(build: Build, definition: str) -> Figures:
    """Postings, matched postings and their share over all teams and years under `definition`."""
    return _asked(
        build,
        "select posting_count, matched_posting_count, matched_share from demand__by_team "
        "where definition_id = $definition and team = 'all'",
        definition,
    )[0]


def month_figures(build: Build, definition: str) -> dict[str, Figures]:
    """The same of every month that the build counted anew, by month YYYY-MM."""
    opened = {path.stem[-len("YYYY-MM") :] for path in (build.opened / "postings").glob("*-*.parquet")}
    rows = _asked(
        build,
        "select strftime(posted_month, '%Y-%m') as month, "
        "posting_count, matched_posting_count, matched_share "
        "from demand__by_month where definition_id = $definition order by month",
        definition,
    )
    return {month: row for row in rows if (month := row.pop("month")) in opened}


def _asked(build: Build, query: str, definition: str) -> list[Figures]:
    with duckdb.connect(str(build.file), read_only=True) as connection:
        return _rows(connection.sql(query, params={"definition": definition}))


def _rows(answer: duckdb.DuckDBPyRelation) -> list[Figures]:
    """Rows as names and values, without values that are null: Dagster plots numbers only."""
    return [
        {name: value for name, value in zip(answer.columns, row, strict=True) if value is not None}
        for row in answer.fetchall()
    ]
