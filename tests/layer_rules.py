"""The rules of the house for dbt models, as one pure function over dbt's manifest.

What a model computes is tested by dbt; here stands only who may read whom, what things are called, and what
every model must say about itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_MODEL = 60
MAY_READ = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seed"},
    "marts": {"intermediate"},
}
WITHOUT_DEFINITION = ("quality", "pathways")
"""Sections whose marts do not depend on what an AI posting is: of deliveries, and of every occupation."""

LAST_STEP = r"\nselect \* from \w+$"
NAMES = {
    "staging": r"stg_[a-z0-9_]+",
    "intermediate": r"int_[a-z0-9_]+ed",
    "marts": r"[a-z_]+[a-z]__[a-z][a-z_]+",
}


def broken_rules(manifest: Mapping[str, Any]) -> list[str]:
    """One sentence per broken rule, sorted; `manifest` is dbt's manifest.json as a dictionary."""
    nodes = manifest["nodes"] | manifest["sources"]
    found: list[str] = []
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model":
            found += _of_model(node, nodes)
        elif node["resource_type"] == "test" and not node.get("description"):
            found.append(f"{node['name']}: its description must say which failure it prevents")
    return sorted(found)


def layer_of(node: Mapping[str, Any]) -> str:
    """`source`, `seed`, or the folder under models/ that a model stands in."""
    return node["fqn"][1] if node["resource_type"] == "model" else node["resource_type"]


def _of_model(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> Iterator[str]:
    name, layer = node["name"], layer_of(node)
    for parent in node["depends_on"]["nodes"]:
        read = layer_of(nodes[parent])
        if read not in MAY_READ[layer]:
            yield f"{name}: a model of {layer} must not read {nodes[parent]['name']} of {read}"
    if not re.fullmatch(NAMES[layer], name):
        yield f"{name}: not a name of {layer}"
    if not node["description"].startswith("One row per "):
        yield f"{name}: the first sentence of its description must state its grain"
    yield from (
        f"{name}: column {column['name']} has no description"
        for column in node["columns"].values()
        if not column["description"]
    )
    code = node["raw_code"].strip()
    if len(code.splitlines()) > LONGEST_MODEL:
        yield f"{name}: longer than {LONGEST_MODEL} lines"
    if node["language"] == "sql" and not re.search(LAST_STEP, code):
        yield f"{name}: its last statement must be `select * from` the last step"
    if layer == "marts":
        yield from _of_mart(node, nodes)


def _of_mart(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> Iterator[str]:
    name = node["name"]
    if not name.startswith(f"{node['fqn'][2]}__"):
        yield f"{name}: a mart is named after its section, the folder {node['fqn'][2]}"
    if not node["config"]["contract"]["enforced"]:
        yield f"{name}: its contract is not enforced"
    if next(iter(node["columns"])) != "definition_id" and node["fqn"][2] not in WITHOUT_DEFINITION:
        yield f"{name}: a mart outside {' and '.join(WITHOUT_DEFINITION)} starts with definition_id"
    grains = [
        test
        for test in nodes.values()
        if test["resource_type"] == "test"
        and (test.get("test_metadata") or {}).get("name") == "unique_grain"
        and test["attached_node"] == node["unique_id"]
    ]
    if len(grains) != 1:
        yield f"{name}: needs one unique_grain test"
