"""A build: the folder in which dbt writes a fresh DuckDB file, and what can be asked about it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from credscope.freshness import build_key, inputs
from credscope.home import Home
from credscope.releases import DUCKDB_FILE, current
from orchestration.schemas import named_schema

RECORD = "inputs.json"


@dataclass(frozen=True)
class Build:
    """One folder under `build/`: credscope.duckdb, dbt's target folder, and inputs.json once it is whole."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / DUCKDB_FILE

    @property
    def target(self) -> Path:
        return self.folder / "target"

    @property
    def inputs(self) -> dict[str, Any]:
        """What the build started from; see `credscope.freshness.inputs`."""
        return json.loads((self.folder / RECORD).read_text(encoding="utf-8"))

    @classmethod
    def begin(cls, home: Home, run_id: str) -> Build:
        """A fresh folder for this run; builds that did not become the current release are removed."""
        kept = current(home)
        if home.builds.is_dir():
            for folder in home.builds.iterdir():
                if folder.name != kept:
                    shutil.rmtree(folder)
        build = cls(home.builds / f"run-{run_id[:8]}")
        build.folder.mkdir(parents=True)
        (build.folder / f".{RECORD}").write_text(json.dumps(inputs(home)), encoding="utf-8")
        return build

    def finish(self) -> None:
        """Mark the build as whole: all models built, no test failed."""
        (self.folder / f".{RECORD}").rename(self.folder / RECORD)

    @classmethod
    def whole(cls, home: Home, run_id: str) -> Build | None:
        """This run's build; else one that was made of what the home holds now; else None."""
        own = cls(home.builds / f"run-{run_id[:8]}")
        if (own.folder / RECORD).exists():
            return own
        key = build_key(home)
        others = [cls(record.parent) for record in sorted(home.builds.glob(f"run-*/{RECORD}"))]
        return next((build for build in others if build.inputs["build_key"] == key), None)


@dataclass(frozen=True)
class FailedTest:
    """A dbt test or model that failed, with up to a few failing rows."""

    name: str
    message: str
    examples: list[dict[str, Any]] = field(default_factory=list)


def failed_tests(build: Build, limit: int) -> list[FailedTest]:
    """Everything dbt counts as failed, the first first; example rows come from running a test's own query."""
    failed = []
    for result in _results(build):
        if result["status"] in ("fail", "error", "runtime error"):
            name = result["unique_id"].split(".")[2]
            message = " ".join(str(result.get("message") or "no message").split())
            examples = _rows(build.file, result, limit) if result["status"] == "fail" else []
            failed.append(FailedTest(name, message.rstrip("."), examples))
    return failed


def test_statuses(build: Build) -> list[dict[str, str]]:
    """Rows of name and status (passed, warned, failed) of every dbt test of the build."""
    words = {"pass": "passed", "warn": "warned"}
    return [
        {"name": f"dbt.{result['unique_id'].split('.')[2]}", "status": words.get(result["status"], "failed")}
        for result in _results(build)
        if result["unique_id"].startswith("test.")
    ]


def table_facts(file: Path) -> dict[str, dict[str, Any]]:
    """Row count and column schema of every table of a build, by table name; empty without a file."""
    if not file.exists():
        return {}
    facts: dict[str, dict[str, Any]] = {}
    with duckdb.connect(str(file), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name, data_type, comment "
            "from duckdb_columns() where not internal order by table_oid, column_index"
        ).fetchall()
        tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        for schema, table in tables:
            answer = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()
            facts[table] = {
                "dagster/row_count": answer[0] if answer else 0,
                "dagster/column_schema": named_schema(
                    (name, kind, comment)
                    for of_schema, of_table, name, kind, comment in columns
                    if (of_schema, of_table) == (schema, table)
                ),
            }
    return facts


def _results(build: Build) -> list[dict[str, Any]]:
    path = build.target / "run_results.json"
    return json.loads(path.read_text(encoding="utf-8"))["results"] if path.exists() else []


def _rows(file: Path, result: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    query = result.get("compiled_code")
    if not query or not file.exists():
        return []
    with duckdb.connect(str(file), read_only=True) as connection:
        try:
            answer = connection.execute(f"select * from ({query}) limit {limit}")
            names = [column[0] for column in answer.description or []]
            return [dict(zip(names, map(str, row), strict=True)) for row in answer.fetchall()]
        except duckdb.Error:
            return []
