"""The layer rules hold in the project, and the checker sees each of them broken."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from dbt_fixture import run_dbt, write_home
from layer_rules import broken_rules


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict:
    scratch = tmp_path_factory.mktemp("parsed")
    run_dbt(write_home(scratch / "home", [], []), scratch, "parse")
    return json.loads(Path(scratch / "target" / "manifest.json").read_text())


def test_the_project_keeps_the_rules_of_its_layers(manifest: dict) -> None:
    """A mart that reads the lake, or a column nobody described, would pass unseen into a release."""
    assert broken_rules(manifest) == []


def test_every_broken_rule_is_seen(manifest: dict) -> None:
    """A checker that finds nothing would look like a project without faults."""
    broken = copy.deepcopy(manifest)
    mart = broken["nodes"]["model.credscope.demand__by_year"]
    mart["depends_on"]["nodes"] += ["source.credscope.lake.postings", "model.credscope.stg_postings"]
    mart["description"] = "Demand over time."
    mart["columns"]["posted_year"]["description"] = ""
    mart["config"]["contract"]["enforced"] = False
    mart["raw_code"] = "with a as (\n" + "\n" * 60 + ")\nselect posted_year from a"
    broken["nodes"]["model.credscope.int_profiles_coded"]["name"] = "int_profiles_codes"
    broken["nodes"]["model.credscope.quality__deliveries"]["fqn"][2] = "demand"
    grain = next(
        key for key, node in broken["nodes"].items()
        if node["resource_type"] == "test" and node.get("attached_node") == "model.credscope.demand__by_team"
        and node["test_metadata"]["name"] == "unique_grain"
    )  # fmt: skip
    del broken["nodes"][grain]
    assert broken_rules(broken) == [
        "demand__by_team: needs one unique_grain test",
        "demand__by_year: a model of marts must not read postings of source",
        "demand__by_year: a model of marts must not read stg_postings of staging",
        "demand__by_year: column posted_year has no description",
        "demand__by_year: its contract is not enforced",
        "demand__by_year: its last statement must be `select * from` the last step",
        "demand__by_year: longer than 60 lines",
        "demand__by_year: the first sentence of its description must state its grain",
        "int_profiles_codes: not a name of intermediate",
        "quality__deliveries: a mart is named after its section, the folder demand",
        "quality__deliveries: a mart outside quality and pathways starts with definition_id",
    ]
