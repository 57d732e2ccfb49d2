"""The release: the last gate, then publication. What a release holds is known by `credscope.releases`."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from credscope.lock import in_turn
from credscope.progress import say
from credscope.releases import publish
from credscope.same_rows import mart_digests
from orchestration import due, paths
from orchestration.assets.warehouse import warehouse
from orchestration.batches import mart_batch
from orchestration.builds import Build, test_statuses
from orchestration.expectations import Auditor, Verdict, check_result
from orchestration.failures import failure, spoken
from orchestration.figures import month_figures, release_figures
from orchestration.marts import mart_keys, mart_names
from orchestration.partitions import key_of

WORDS = {"critical": "failed", "warning": "warned", "info": "warned"}


@dg.asset(
    deps=mart_keys(warehouse),
    freshness_policy=due.MONTHLY,
    group_name="release",
    owners=["team:credscope"],
    kinds={"python", "duckdb", "parquet"},
    description="One release: marts as DuckDB file and Parquet, dbt's documentation, the report and "
    "release.json. Every mart passes its suite first; then `current` is switched in one step.",
    check_specs=[
        dg.AssetCheckSpec(
            f"{mart}_suite", asset="release", description=f"The suite expectations/{mart}.json."
        )
        for mart in mart_names()
    ],
)
def release(context: dg.AssetExecutionContext) -> Iterator[Any]:
    home = paths.home()
    with spoken(), in_turn(home):
        build = Build.whole(home, context.run.run_id)
        if build is None:
            raise failure("There is no whole build of what the home holds: materialize the warehouse first.")
        say("Auditing the marts")
        judged = mart_digests(build.file)
        if unguarded := sorted(judged.keys() - set(mart_names())):
            raise failure(f"Not released: the mart {unguarded[0]} has no suite in expectations/.")
        verdicts = audit_marts(build)
        for mart, verdict in verdicts.items():
            yield check_result(verdict, f"{mart}_suite", "release")
        refused = [verdict for verdict in verdicts.values() if not verdict.passed]
        if refused:
            more = f" Other marts that failed: {len(refused) - 1}." if len(refused) > 1 else ""
            raise failure(f"Not released. {refused[0].sentence}{more}", refused[0].examples)
        checks = test_statuses(build) + [row for one in verdicts.values() for row in statuses(one)]
        say("Writing report and release")
        inputs = build.inputs
        definition = inputs["default_definition"]
        figures, months = release_figures(build, definition), month_figures(build, definition)
        release_id = publish(
            home, build.file, inputs, checks, docs=build.documentation, render=renderer(), judged=judged
        )
    for month, figures_of_month in months.items():
        context.log_event(dg.AssetObservation("postings", partition=key_of(month), metadata=figures_of_month))
    folder = home.releases / release_id
    yield dg.MaterializeResult(
        metadata={
            "release_id": release_id,
            "path": dg.MetadataValue.path(folder),
            "report": dg.MetadataValue.path(folder / "report" / "index.html"),
            "documentation of the tables": dg.MetadataValue.path(folder / "dbt_docs" / "index.html"),
            "delivery_count": len(inputs["deliveries"]),
            "checks": len(checks),
            "checks_warned": sum(check["status"] == "warned" for check in checks),
            **figures,
        }
    )


def audit_marts(build: Build) -> dict[str, Verdict]:
    """Verdict of every mart's suite on the build, by mart."""
    auditor = Auditor(build.file)
    try:
        return {mart: auditor.audit(mart, mart_batch(mart)) for mart in mart_names()}
    finally:
        auditor.close()


def statuses(verdict: Verdict) -> list[dict[str, str]]:
    """Rows of name and status of one suite's expectations."""
    met = [{"name": f"{verdict.suite}.{name}", "status": "passed"} for name in verdict.met]
    missed = [
        {"name": f"{verdict.suite}.{miss.name}", "status": WORDS[miss.severity]} for miss in verdict.misses
    ]
    return met + missed


def renderer() -> Any:
    """The function that writes the report into a release folder."""
    import report

    return report.render
