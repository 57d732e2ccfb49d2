"""Runs a Great Expectations suite in place and turns its result into a verdict and a Dagster check.

What good data looks like stands in `expectations/*.json`, never here. Great Expectations takes seconds to
import, so it is imported by the functions that need it.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dagster as dg

from credscope.home import EXPECTATIONS

EXAMPLES = 5
ROWS_QUERY = "unexpected_rows_query"
TOTAL = "failing_rows"


@dataclass(frozen=True)
class Miss:
    """One expectation that was not met: `count` failing rows (None: not about rows), with examples."""

    name: str
    severity: str
    expected: str
    count: int | None = None
    examples: tuple[dict[str, str], ...] = ()
    trouble: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What a suite found; it passes unless an expectation of severity critical was missed."""

    suite: str
    met: tuple[str, ...] = ()
    misses: tuple[Miss, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return not any(miss.severity == "critical" for miss in self.misses)

    @property
    def sentence(self) -> str:
        """The first miss, the gravest first, as one sentence; empty where everything was met."""
        ordered = self.ordered
        if not ordered:
            return ""
        first = ordered[0]
        rows = "" if first.count is None else f" ({_rows_failing(first.count)})"
        trouble = f": {first.trouble}" if first.trouble else ""
        others = f" Others missed: {len(ordered) - 1}." if len(ordered) > 1 else ""
        return f"The suite {self.suite} expects that {first.expected}{rows}{trouble}.{others}"

    @property
    def examples(self) -> list[dict[str, str]]:
        """Up to five failing rows, the gravest misses first, each with the name of its expectation."""
        return [{"expectation": miss.name, **row} for miss in self.ordered for row in miss.examples][
            :EXAMPLES
        ]

    @property
    def ordered(self) -> list[Miss]:
        """Misses, the gravest first; those that could not even be asked follow those that were answered."""
        return sorted(self.misses, key=lambda miss: (miss.severity != "critical", miss.trouble is not None))


class Auditor:
    """One ephemeral Great Expectations context over a DuckDB database; `:memory:` reads Parquet in place."""

    def __init__(self, database: str | Path = ":memory:") -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        logging.getLogger("great_expectations").setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations as gx
            from great_expectations.data_context.types.base import ProgressBarsConfig

        from orchestration import duckdb_dialect

        duckdb_dialect.register()
        self._database = str(database)
        self._suite_class = gx.ExpectationSuite
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._source = self._context.data_sources.add_sql(
            "duckdb",
            connection_string=f"{duckdb_dialect.SCHEME}:///{self._database}",
            create_temp_table=False,
        )
        self._suites: dict[str, Any] = {}
        self._asked = 0

    def audit(self, suite: str, query: str) -> Verdict:
        """Verdict of `expectations/<suite>.json` on the rows of `query` (SQL of DuckDB)."""
        if suite not in self._suites:
            definition = with_totals(load_suite(suite))
            self._suites[suite] = self._context.suites.add(self._suite_class(**definition))
        self._asked += 1
        asset = self._source.add_query_asset(f"batch_{self._asked}", query)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = batch.validate(self._suites[suite], result_format="COMPLETE")
        return read_result(suite, result.to_json_dict())

    def close(self) -> None:
        """Let go of the database file, so that others may open it for writing."""
        from orchestration import duckdb_dialect

        duckdb_dialect.close(self._database)


def load_suite(suite: str) -> dict[str, Any]:
    """The suite as written in `expectations/<suite>.json`."""
    return json.loads((EXPECTATIONS / f"{suite}.json").read_text(encoding="utf-8"))


def suite_names() -> list[str]:
    """Every suite there is, in name order."""
    return sorted(path.stem for path in EXPECTATIONS.glob("*.json"))


def with_totals(suite: Mapping[str, Any]) -> dict[str, Any]:
    """The suite with every row query counting its failing rows and answering with the first few of them."""
    expectations = []
    for expectation in suite["expectations"]:
        kwargs = dict(expectation["kwargs"])
        if ROWS_QUERY in kwargs:
            failing = f"({kwargs[ROWS_QUERY]}) as failing"
            kwargs[ROWS_QUERY] = f"select *, count(*) over () as {TOTAL} from {failing} limit {EXAMPLES}"
        expectations.append({**expectation, "kwargs": kwargs})
    return {**suite, "expectations": expectations}


def read_result(suite: str, result: Mapping[str, Any]) -> Verdict:
    """Verdict from the JSON form of a Great Expectations result."""
    met, misses = [], []
    for one in result["results"]:
        config = one["expectation_config"]
        name = config.get("meta", {}).get("name") or config["type"]
        if one["success"]:
            met.append(name)
            continue
        details = one.get("result") or {}
        count, examples = _rows(details)
        misses.append(
            Miss(
                name=name,
                severity=config.get("severity") or "critical",
                expected=config.get("description") or name,
                count=count,
                examples=examples,
                trouble=_trouble(one.get("exception_info") or {}),
            )
        )
    return Verdict(suite, tuple(met), tuple(misses))


def merge(suite: str, verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict over several batches: met is what every batch met, misses are all that any missed."""
    verdicts = list(verdicts)
    misses = tuple(miss for verdict in verdicts for miss in verdict.misses)
    missed = {miss.name for miss in misses}
    met = dict.fromkeys(name for verdict in verdicts for name in verdict.met if name not in missed)
    return Verdict(suite, tuple(met), misses)


def check_result(verdict: Verdict, check_name: str, asset_key: str) -> dg.AssetCheckResult:
    """The Dagster check of a verdict: which expectation was missed, how often, and example rows."""
    grave = any(miss.severity == "critical" for miss in verdict.misses)
    metadata: dict[str, Any] = {"expectations_met": len(verdict.met)}
    if verdict.misses:
        metadata["missed"] = dg.MetadataValue.md(
            "\n".join(
                f"- **{miss.name}** ({miss.severity}): {miss.expected}"
                + ("" if miss.count is None else f"; {_rows_failing(miss.count)}")
                + (f"; {miss.trouble}" if miss.trouble else "")
                for miss in verdict.misses
            )
        )
        metadata["examples"] = dg.MetadataValue.json(
            [{"expectation": miss.name, **row} for miss in verdict.misses for row in miss.examples]
        )
    return dg.AssetCheckResult(
        check_name=check_name,
        asset_key=asset_key,
        passed=not verdict.misses,
        severity=dg.AssetCheckSeverity.ERROR if grave or not verdict.misses else dg.AssetCheckSeverity.WARN,
        description=verdict.sentence or None,
        metadata=metadata,
    )


def _rows_failing(count: int) -> str:
    return f"{count:,} failing row{'' if count == 1 else 's'}"


def _rows(details: Mapping[str, Any]) -> tuple[int | None, tuple[dict[str, str], ...]]:
    """Failing rows and examples, from a row query's answer or from a column expectation's summary."""
    rows = (details.get("details") or {}).get("unexpected_rows")
    if rows:
        examples = tuple(
            {name: _short(value) for name, value in row.items() if name != TOTAL} for row in rows[:EXAMPLES]
        )
        return int(rows[0][TOTAL]), examples
    missing = ((details.get("details") or {}).get("mismatched") or {}).get("missing")
    if missing:
        return None, ({"missing": ", ".join(missing)},)
    values = details.get("partial_unexpected_list") or []
    return details.get("unexpected_count"), tuple({"value": _short(value)} for value in values[:EXAMPLES])


def _short(value: object) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= 120 else f"{text[:117]}..."


def _trouble(info: Mapping[str, Any]) -> str | None:
    """The first exception's message; Great Expectations nests them by metric."""
    if info.get("raised_exception"):
        return _short(info.get("exception_message"))
    for nested in info.values():
        if isinstance(nested, Mapping) and nested.get("raised_exception"):
            return _short(nested.get("exception_message"))
    return None
