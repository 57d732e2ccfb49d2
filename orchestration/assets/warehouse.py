"""The warehouse: dbt's models as assets, built into a fresh DuckDB file each time.

What a table holds is said in `dbt_project`; here stands how dbt is run and how its run is told to Dagster.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import (
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
    DbtCliResource,
    DbtProject,
    dbt_assets,
)

from credscope import closing, disk, lake
from credscope.accepted import require_accepted
from credscope.duplicates.links import stale_months as stale_links
from credscope.duplicates.rules import Rules as DuplicateRules
from credscope.explain_models import keep_models
from credscope.lock import in_turn
from credscope.progress import progress, say
from credscope.readings import stale_months as stale_readings
from credscope.rules import Rules
from orchestration import parsing, paths
from orchestration.builds import Build, failed_tests, monthly_tables, table_facts
from orchestration.expectations import import_soon
from orchestration.failures import failure, spoken
from orchestration.known_answers import require_known_answers
from orchestration.months import asked_for
from orchestration.project import project


class Translator(DagsterDbtTranslator):
    """dagster-dbt's own names and groups, with an owner for every model and the words of every test."""

    def __init__(self) -> None:
        settings = DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True)
        super().__init__(settings)

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        return ["team:credscope"]

    def get_asset_check_spec(
        self,
        asset_spec: dg.AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,
    ) -> dg.AssetCheckSpec | None:
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        return spec and spec._replace(description=manifest["nodes"][unique_id]["description"])


@dbt_assets(
    manifest=project.manifest_path,
    project=project,
    name="warehouse",
    exclude="resource_type:unit_test",
    dagster_dbt_translator=Translator(),
)
def warehouse(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
    """Every seed, model and test in one `dbt build`; whatever fails stops all that lies below it."""
    home = paths.home()
    if not lake.manifests(home):
        raise failure(f"{home.root} holds no delivery yet: run `credscope ingest PATH` first.")
    stale = [*lake.stale_months(home), *stale_readings(home, Rules.load(home=home))]
    if stale:
        source, month = stale[0]
        raise failure(f"{source} {month} is out of date: materialize postings and readings first.")
    if unlinked := stale_links(home, DuplicateRules.load()):
        raise failure(f"The links of {unlinked[0]} are out of date: materialize duplicates first.")
    if context.is_subset:
        raise failure("Every build is a fresh file: materialize all assets of the warehouse together.")
    tables = monthly_tables(json.loads(project.manifest_path.read_text(encoding="utf-8")))
    with spoken(), in_turn(home):
        require_accepted()
        plan = closing.plan(home, tables)
        plan = plan.reopened(asked_for(context, plan.keys))
        build = Build.begin(home, context.run.run_id, plan, tables)
        say(f"Months to count anew: {len(plan.open)} of {len(plan.keys)}")
        import_soon()
        begun_with = (build.previous, build.acknowledged, build.outside)
        places = (home, build.file, *begun_with, build.opened, build.closed)
        with paths.dbt_environment(*places):
            parsing.lend(project, build.target)
            run = dbt.cli(
                ["build", "--exclude-resource-type", "unit_test"],
                context=context,
                target_path=build.target,
                raise_on_error=False,
            )
            count = len(context.selected_asset_keys) + len(context.selected_asset_check_keys)
            events = list(progress(run.stream(), "Building tables and testing them", total=count))
        facts = table_facts(build.file)
        months = {"months_opened": dg.MetadataValue.json(plan.open), "months_closed": len(plan.closed)}
        for model in tables:
            facts.setdefault(model, {}).update(months)
        for event in events:
            yield _with_facts(event, facts)
        failures = failed_tests(build, limit=5)
        if failures:
            first = failures[0]
            more = f" Others that failed: {len(failures) - 1}." if len(failures) > 1 else ""
            said = disk.trouble(first.message, home)
            said = said or f"Not released: dbt's {first.name} failed: {first.message}.{more}"
            raise failure(said, first.examples)
        if not run.is_successful():
            raise failure(f"Not released: dbt build failed; its log is {build.target / 'dbt.log'}.")
        # An example says all that its model is given: the rows of closed months would stand among them.
        with paths.dbt_environment(*places[:-1]):
            require_known_answers(dbt, project, build)
        keep_models(build.file, build.target / "run_results.json", build.target / "manifest.json")
        closing.close_months(home, build.file, tables, plan)
        build.finish()


def _with_facts(event: Any, facts: Mapping[str, Mapping[str, Any]]) -> Any:
    """Row count and columns of the table that an output stands for, where it was built."""
    if not isinstance(event, dg.Output):
        return event
    name = dict(event.metadata).get("unique_id")
    table = str(getattr(name, "value", name)).rpartition(".")[2]
    return event.with_metadata({**event.metadata, **facts.get(table, {})})
