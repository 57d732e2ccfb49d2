"""The decisions of a build, kept with it so that they can be taken again for single postings.

A build counts postings by profile and keeps no row per posting; months that were closed earlier it does not
even read. So it keeps the SQL of every model between the lake and the monthly aggregates, as dbt compiled it,
and `replay` runs that SQL over the rows of one posting or of some months. Which ones, and what to say about
them, is for `explain` and `listing`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

LAKE_SOURCES = frozenset({"postings", "readings", "repeats", "duplicates"})
"""Sources of dbt that hold rows of single postings."""

Rows: TypeAlias = pa.Table | str
"""Rows to decide on: an Arrow table, or a query for them."""

KEPT = "meta.models"
CREATE_KEPT = f"""
    create schema if not exists meta;
    create or replace table {KEPT} (
        build_order integer, schema_name varchar, model_name varchar, source_name varchar, prelude varchar,
        compiled_sql varchar
    )
"""


def keep_models(build_file: Path, run_results: Path, manifest: Path) -> None:
    """Write table `meta.models` into `build_file`: the models that `replay` runs, in the order of the build.

    Columns: build_order, schema_name, model_name, source_name (the source of dbt that a staging model reads;
    else null), prelude (statement to run first; null for most) and compiled_sql. Reads dbt's run_results.json
    and manifest.json of that build.
    """
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    results = json.loads(run_results.read_text(encoding="utf-8"))["results"]
    decided = _decided_by_posting(nodes)
    compiled = [
        (nodes[one["unique_id"]], one["compiled_code"]) for one in results if one["unique_id"] in decided
    ]
    rows = [
        (order, node["schema"], node["name"], _source(node), _prelude(node, nodes), sql)
        for order, (node, sql) in enumerate(compiled)
    ]
    with duckdb.connect(str(build_file)) as connection:
        connection.execute(CREATE_KEPT)
        if rows:
            connection.executemany(f"insert into {KEPT} values (?, ?, ?, ?, ?, ?)", rows)


def replay(build_file: Path, rows: Mapping[str, Rows]) -> duckdb.DuckDBPyConnection:
    """An in-memory copy of the build in which the models of `meta.models` hold the given rows only.

    `rows` has those of every source in LAKE_SOURCES. What does not depend on single postings
    (seeds, credentials of all months) is read from the build itself. Close the connection after use. Raises
    duckdb.CatalogException where the build keeps no models.
    """
    connection = duckdb.connect()
    database = build_file.stem
    connection.execute(f"attach '{str(build_file).replace(chr(39), chr(39) * 2)}' as kept (read_only)")
    connection.execute(f"attach ':memory:' as {_quoted(database)}")
    models = connection.execute(
        "select schema_name, model_name, source_name, prelude, compiled_sql "
        f"from kept.{KEPT} order by build_order"
    ).fetchall()
    connection.execute(f"use {_quoted(database)}")
    replayed = {(schema, name) for schema, name, *_ in models}
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'kept'"
    ).fetchall()
    for schema in sorted({schema for schema, _ in [*tables, *replayed]}):
        connection.execute(f"create schema if not exists {_quoted(schema)}")
    for schema, name in tables:
        if (schema, name) not in replayed:
            table = f"{_quoted(schema)}.{_quoted(name)}"
            connection.execute(f"create view {table} as select * from kept.{table}")
    for source, held in rows.items():
        if isinstance(held, str):
            connection.execute(f"create temp view explained_{source} as {held}")
        else:
            connection.register(f"explained_{source}", held)
    for schema, name, source, prelude, sql in models:
        if prelude:
            connection.execute(prelude)
        connection.execute(f"create table {_quoted(schema)}.{_quoted(name)} as {_over(source, sql)}")
    return connection


def _decided_by_posting(nodes: Mapping[str, Any]) -> set[str]:
    """Ids of the models that read rows of postings and lie below no monthly aggregate."""
    known: dict[str, bool | None] = {}

    def decided(name: str) -> bool | None:
        """True: from rows of postings; False: from none; None: is a monthly aggregate or lies below one."""
        if name not in known:
            known[name] = _one(name)
        return known[name]

    def _one(name: str) -> bool | None:
        if name.startswith("source."):
            return name.rpartition(".")[2] in LAKE_SOURCES
        node = nodes.get(name)
        if node is None or node["resource_type"] != "model":
            return False
        if "monthly" in node["tags"]:
            return None
        parents = [decided(parent) for parent in node["depends_on"]["nodes"]]
        return None if None in parents else any(parents)

    return {name for name in nodes if decided(name)}


def _source(node: Mapping[str, Any]) -> str | None:
    names = [name for name in node["depends_on"]["nodes"] if name.startswith("source.")]
    return names[0].rpartition(".")[2] if names else None


def _prelude(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> str | None:
    """The statements that dbt runs before the model, with the names of tables in place of refs."""
    hooks = [hook["sql"] for hook in node["config"].get("pre-hook") or []]
    places = {one["name"]: f'"{one["schema"]}"."{one["name"]}"' for one in nodes.values()}
    filled = [re.sub(r"\{\{ *ref\('(\w+)'\) *\}\}", lambda found: places[found[1]], hook) for hook in hooks]
    return ";\n".join(filled) or None


def _over(source: str | None, sql: str) -> str:
    """A staging model's SQL over the registered rows instead of the files; other models' as it is."""
    return re.sub(r"read_parquet\(\s*'[^']*'\s*\)", f"explained_{source}", sql) if source else sql


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
