"""Suites about many rows: SQL counts over every row, Great Expectations judges a table of one row per month.

Such a suite is about that small table. What a column of it means stands in the `meta` of the expectation that
looks at it, so that a new rule is a new entry of the suite and nothing else:

* `fails`: a condition; the column counts the month's rows that it holds for;
* `measures`: an aggregate over the month's rows; the column is its value, null where the rule does not apply;
* `columns`: columns that the rows must have; the column counts those that are missing.

All are DuckDB's SQL over the relations that the batch brings, of which `batch` holds the rows. For a rule
that was missed, example rows are fetched by its condition: `shows` lists what they tell besides; `examples`
is a query of its own, for a rule that no single row breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from credscope.duck import connect
from orchestration.expectations import EXAMPLES, Auditor, Miss, Verdict, load_suite, short

ROW = "delivery_id || ':' || row_number"


@dataclass(frozen=True)
class Batch:
    """Rows to audit: a query with the columns month (YYYY-MM), delivery_id and row_number among others.

    `relations` are further queries that the suite's rules ask, by the name that they use.
    """

    rows: str
    relations: Mapping[str, str] = field(default_factory=dict)


def audit_counts(auditor: Auditor, suite: str, batch: Batch, spill: Path) -> Verdict:
    """Verdict of a suite about many rows; `spill` is a folder for what does not fit memory."""
    rules = load_suite(suite)["expectations"]
    with connect(spill) as connection:
        for name, query in {**batch.relations, "batch": batch.rows}.items():
            connection.execute(f"create temp view {name} as {query}")
        missing = _missing_columns(connection, rules)
        asked = [
            rule for rule in rules if not any(missing.values()) or _answerable(connection, rule, missing)
        ]
        counts = connection.execute(counts_query(asked, missing)).df()
        verdict = auditor.audit_counts(suite, counts)
        by_name = {rule["meta"]["name"]: rule for rule in rules}
        told = (_told(connection, miss, by_name[miss.name], counts, missing) for miss in verdict.misses)
        return replace(verdict, misses=tuple(told))


def counts_query(rules: list[dict[str, Any]], missing: Mapping[str, list[str]]) -> str:
    """SQL of the small table: month, row_count, and one column per rule, in one pass over the rows."""
    columns = [f'{sql} as "{rule["meta"]["name"]}"' for rule in rules if (sql := _column(rule, missing))]
    listed = ",\n    ".join(["month", "count(*) as row_count", *columns])
    return f"select\n    {listed}\nfrom batch\ngroup by month\norder by month"


def _column(rule: Mapping[str, Any], missing: Mapping[str, list[str]]) -> str | None:
    meta = rule["meta"]
    if "columns" in meta:
        return str(len(missing[meta["name"]]))
    if "fails" in meta:
        return f"count(*) filter (where {meta['fails']})"
    return meta.get("measures")


def _missing_columns(
    connection: duckdb.DuckDBPyConnection, rules: list[dict[str, Any]]
) -> dict[str, list[str]]:
    """By rule about columns: those that the rows lack."""
    present = {row[0] for row in connection.execute("describe batch").fetchall()}
    return {
        rule["meta"]["name"]: [name for name in rule["meta"]["columns"] if name not in present]
        for rule in rules
        if "columns" in rule["meta"]
    }


def _answerable(
    connection: duckdb.DuckDBPyConnection, rule: dict[str, Any], missing: Mapping[str, list[str]]
) -> bool:
    """Whether the rule can be asked of rows that lack columns; Great Expectations names those that cannot."""
    try:
        connection.execute(f"explain {counts_query([rule], missing)}")
    except duckdb.BinderException:
        return False
    return True


def _told(
    connection: duckdb.DuckDBPyConnection,
    miss: Miss,
    rule: Mapping[str, Any],
    counts: Any,
    missing: Mapping[str, list[str]],
) -> Miss:
    """The miss with what it is about: failing rows and examples of them, failing months, missing columns."""
    meta = rule["meta"]
    if miss.trouble:
        return miss
    if "columns" in meta:
        return replace(miss, count=None, examples=({"missing": ", ".join(missing[miss.name])},))
    shown = "".join(f", {column}" for column in meta.get("shows", []))
    months = ", ".join(f"'{row['month']}'" for row in miss.examples) or "null"
    if "fails" in meta:
        query = (
            f"select {ROW} as row, month{shown} from batch where month in ({months}) and ({meta['fails']}) "
            "order by month, row_number"
        )
        found = _rows(connection, meta.get("examples", query))
        return replace(miss, count=int(counts[miss.name].sum()), examples=found)
    if "measures" not in meta:
        return miss
    if "examples" in meta:
        return replace(miss, count=None, examples=_rows(connection, meta["examples"]))
    query = (
        f"select month, count(*) as row_count{shown} from batch where month in ({months}) "
        "group by month order by month"
    )
    found = _rows(connection, query)
    measured = {row["month"]: row[miss.name] for row in miss.examples}
    examples = tuple({**row, "measured": measured[row["month"]]} for row in found)
    return replace(miss, unit="month", examples=examples)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[dict[str, str], ...]:
    answer = connection.execute(f"{query} limit {EXAMPLES}")
    names = [column[0] for column in answer.description or []]
    return tuple(
        {name: short(value) for name, value in zip(names, row, strict=True)} for row in answer.fetchall()
    )
