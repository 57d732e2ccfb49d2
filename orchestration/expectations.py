"""Runs a Great Expectations suite and turns its result into a verdict and a Dagster check.

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
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg

from credscope.home import EXPECTATIONS
from orchestration.ahead import import_ahead

EXAMPLES = 5
ROWS_QUERY = "unexpected_rows_query"
TOTAL = "failing_rows"
FINDING = "finding"
"""Column of a row query that says in words what is wrong with the row."""


@dataclass(frozen=True)
class Miss:
    """One expectation that was not met: `count` failing rows or months (None: of neither), with examples."""

    name: str
    severity: str
    expected: str
    count: int | None = None
    unit: str = "row"
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
        rows = "" if first.count is None else f" ({_failing(first)})"
        trouble = f": {first.trouble}" if first.trouble else ""
        said = first.examples[0].get(FINDING) if first.examples else None
        finding = f": {said}" if said else ""
        others = f" Others missed: {len(ordered) - 1}." if len(ordered) > 1 else ""
        return f"The suite {self.suite} expects that {first.expected}{rows}{finding}{trouble}.{others}"

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


def import_soon() -> None:
    """Begin to import Great Expectations beside other work, so that the first Auditor need not wait."""
    _no_telemetry()
    import_ahead("great_expectations")


def _no_telemetry() -> None:
    """Great Expectations looks at this once, when it is imported."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"


class Auditor:
    """One ephemeral Great Expectations context; with `database`, a DuckDB file, it asks tables in place."""

    def __init__(self, database: Path | None = None) -> None:
        _no_telemetry()
        logging.getLogger("great_expectations").setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations as gx
            from great_expectations.data_context.types.base import ProgressBarsConfig

        self._database = database
        self._suite_class = gx.ExpectationSuite
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._suites: dict[str, Any] = {}
        self._asked = 0

    def audit(self, suite: str, query: str) -> Verdict:
        """Verdict of `expectations/<suite>.json` on the rows of `query` (SQL of DuckDB) over the database."""
        self._asked += 1
        asset = self._tables.add_query_asset(f"batch_{self._asked}", query)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        return self._judged(suite, batch, "COMPLETE")

    def audit_counts(self, suite: str, counts: Any) -> Verdict:
        """Verdict on a small table of counts, a pandas frame with one row per month in the column `month`."""
        self._asked += 1
        asset = self._frames.add_dataframe_asset(f"batch_{self._asked}")
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": counts})
        form = {"result_format": "COMPLETE", "unexpected_index_column_names": ["month"]}
        return self._judged(suite, batch, form)

    @cached_property
    def _tables(self) -> Any:
        from orchestration import duckdb_dialect

        duckdb_dialect.register()
        address = f"{duckdb_dialect.SCHEME}:///{self._database}"
        return self._context.data_sources.add_sql(
            "duckdb", connection_string=address, create_temp_table=False
        )

    @cached_property
    def _frames(self) -> Any:
        return self._context.data_sources.add_pandas("counts")

    def _judged(self, suite: str, batch: Any, form: Any) -> Verdict:
        if suite not in self._suites:
            definition = with_totals(load_suite(suite))
            self._suites[suite] = self._context.suites.add(self._suite_class(**definition))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = batch.validate(self._suites[suite], result_format=form)
        return read_result(suite, result.to_json_dict())

    def close(self) -> None:
        """Let go of the database file, so that others may open it for writing."""
        from orchestration import duckdb_dialect

        duckdb_dialect.close(str(self._database))


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
                + ("" if miss.count is None else f"; {_failing(miss)}")
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


def _failing(miss: Miss) -> str:
    return f"{miss.count:,} failing {miss.unit}{'' if miss.count == 1 else 's'}"


def _rows(details: Mapping[str, Any]) -> tuple[int | None, tuple[dict[str, str], ...]]:
    """How many failed and examples, from a row query's answer or from a column expectation's summary."""
    rows = (details.get("details") or {}).get("unexpected_rows")
    if rows:
        examples = tuple(
            {name: short(value) for name, value in row.items() if name != TOTAL} for row in rows[:EXAMPLES]
        )
        return int(rows[0][TOTAL]), examples
    missing = ((details.get("details") or {}).get("mismatched") or {}).get("missing")
    if missing:
        return None, ({"missing": ", ".join(missing)},)
    named = details.get("unexpected_index_list") or []
    if named:
        examples = tuple({name: short(value) for name, value in row.items()} for row in named[:EXAMPLES])
        return details.get("unexpected_count"), examples
    values = details.get("partial_unexpected_list") or []
    return details.get("unexpected_count"), tuple({"value": short(value)} for value in values[:EXAMPLES])


def short(value: object) -> str:
    """A value as an example tells it: null by name, at most 120 characters."""
    text = "null" if value is None else str(value)
    return text if len(text) <= 120 else f"{text[:117]}..."


def _trouble(info: Mapping[str, Any]) -> str | None:
    """The first exception's message; Great Expectations nests them by metric."""
    if info.get("raised_exception"):
        return short(info.get("exception_message"))
    for nested in info.values():
        if isinstance(nested, Mapping) and nested.get("raised_exception"):
            return short(nested.get("exception_message"))
    return None
