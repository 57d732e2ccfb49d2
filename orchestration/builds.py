"""A build: the folder in which dbt writes a fresh DuckDB file, and what can be asked about it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from credscope import closing
from credscope.acknowledging import write_acknowledged
from credscope.freshness import build_key, inputs
from credscope.home import Home
from credscope.outside.holding import write_figures
from credscope.previous import write_previous
from credscope.releases import DUCKDB_FILE, current
from orchestration.schemas import named_schema

FOLDER = "next"
"""Every build has the same place: dbt parses everything anew where a path that it is told changes."""

RECORD = "inputs.json"
RUN = "run_id"


@dataclass(frozen=True)
class Build:
    """The folder build/next: credscope.duckdb, dbt's target folder, and inputs.json once it is whole.

    Beside them `open` and `closed`, links to the months to work on and to what is known of the others.
    """

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / DUCKDB_FILE

    @property
    def target(self) -> Path:
        return self.folder / "target"

    @property
    def documentation(self) -> Path:
        """dbt's documentation of the build as one static page."""
        return self.target / "static_index.html"

    @property
    def previous(self) -> Path:
        """The months of the release before; see `credscope.previous`."""
        return self.folder / "previous.parquet"

    @property
    def acknowledged(self) -> Path:
        """What people said to drift; see `credscope.acknowledging`."""
        return self.folder / "acknowledged.parquet"

    @property
    def outside(self) -> Path:
        """The figures of others that were added; see `credscope.outside`."""
        return self.folder / "outside.parquet"

    @property
    def opened(self) -> Path:
        return self.folder / "open"

    @property
    def closed(self) -> Path | None:
        """Links to the aggregates of closed months; None where no month is closed."""
        folder = self.folder / "closed"
        return folder if folder.is_dir() else None

    @property
    def inputs(self) -> dict[str, Any]:
        """What the build started from; see `credscope.freshness.inputs`."""
        return json.loads((self.folder / RECORD).read_text(encoding="utf-8"))

    @classmethod
    def of(cls, home: Home) -> Build:
        """The build that is under way in `home`, or was last."""
        return cls(home.builds / FOLDER)

    @classmethod
    def begin(cls, home: Home, run_id: str, plan: closing.Plan, models: Collection[str]) -> Build:
        """A fresh folder for this run; builds that did not become the current release are removed."""
        kept = current(home)
        if home.builds.is_dir():
            for folder in home.builds.iterdir():
                if folder.name != kept:
                    shutil.rmtree(folder)
        build = cls.of(home)
        build.folder.mkdir(parents=True)
        (build.folder / RUN).write_text(run_id, encoding="utf-8")
        started = inputs(home)
        (build.folder / f".{RECORD}").write_text(json.dumps(started), encoding="utf-8")
        write_previous(home, build.previous, started["build_key"])
        write_acknowledged(home, build.acknowledged)
        write_figures(home, build.outside)
        closing.link_open(home, plan, build.opened)
        closing.link_closed(home, plan, models, build.folder / "closed")
        return build

    def finish(self) -> None:
        """Mark the build as whole: all models built, no test failed."""
        (self.folder / f".{RECORD}").rename(self.folder / RECORD)

    @classmethod
    def whole(cls, home: Home, run_id: str) -> Build | None:
        """The build, where it is whole and this run's or made of what the home holds now; else None."""
        build = cls.of(home)
        if not (build.folder / RECORD).exists():
            return None
        own = (build.folder / RUN).read_text(encoding="utf-8") == run_id
        return build if own or build.inputs["build_key"] == build_key(home) else None


def monthly_tables(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Table, as SQL names it, of every model that dbt's manifest tags `monthly`, by model name."""
    return {
        node["name"]: f'"{node["schema"]}"."{node["alias"]}"'
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and "monthly" in node["tags"]
    }


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
