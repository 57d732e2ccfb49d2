"""The data dictionary of a release: what every table and column means, for people and for programs.

`data_dictionary.csv` is for reading; `datapackage.json` describes the Parquet files as a Frictionless Data
Package. Both say what dbt's descriptions say, which the release's DuckDB file carries as comments.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb

CSV_FILE = "data_dictionary.csv"
PACKAGE_FILE = "datapackage.json"
FIELD_TYPES = {
    "VARCHAR": "string", "BIGINT": "integer", "INTEGER": "integer", "HUGEINT": "integer", "DOUBLE": "number",
    "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
}  # fmt: skip
"""Types of Table Schema by those of DuckDB; a list is an array, all else `any`."""

COLUMNS_SQL = """
    select columns.table_name, tables.comment as table_comment, columns.column_name, columns.data_type,
        columns.comment
    from duckdb_columns() as columns
    inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
    where not columns.internal
    order by columns.table_name, columns.column_index
"""


def write(release: Path, database: Path, name: str) -> None:
    """Write both files into the folder `release`, of the tables in the DuckDB file `database`."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(COLUMNS_SQL).fetchall()
    with (release / CSV_FILE).open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("table", "column", "type", "description"))
        writer.writerows((table, column, kind, _line(said)) for table, _, column, kind, said in rows)
    package = json.dumps(_package(rows, name), indent=1, ensure_ascii=False)
    (release / PACKAGE_FILE).write_text(package + "\n", encoding="utf-8")


def _package(rows: list[tuple[Any, ...]], name: str) -> dict[str, Any]:
    resources: dict[str, dict[str, Any]] = {}
    for table, meaning, column, kind, said in rows:
        resource = resources.setdefault(
            table,
            {
                "name": table,
                "path": f"marts/{table}.parquet",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": _line(meaning),
                "schema": {"fields": []},
            },
        )
        resource["schema"]["fields"].append(
            {"name": column, "type": _field_type(kind), "description": _line(said)}
        )
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"credscope-{name}",
        "title": "Employer demand for credentials, measured from job postings",
        "resources": list(resources.values()),
    }


def _field_type(kind: str) -> str:
    return "array" if kind.endswith("[]") else FIELD_TYPES.get(kind, "any")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
