"""How each table was made: description, columns and SQL, from dbt's documentation inside the release.

Staging models are left out: their SQL names folders of the machine that built the release.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/'
STAGING = "staging"
CLOSED = re.compile(r"\s*union all by name\s+select \* from read_parquet\('[^']*'\)")
"""How a build takes closed months in; which, and from which folder, is no part of how a table is made."""


@dataclass(frozen=True)
class Table:
    """One model: `columns` as (name, type, description), `made_from` the models and seeds it reads."""

    name: str
    schema: str
    description: str
    sql: str
    columns: tuple[tuple[str, str, str], ...]
    made_from: tuple[str, ...]


def tables(release_dir: Path) -> dict[str, Table]:
    """Every intermediate model and mart by name; empty where the release has no documentation."""
    page = release_dir / "dbt_docs" / "index.html"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    start = text.find(MANIFEST)
    if start < 0:
        return {}
    manifest, _ = json.JSONDecoder().raw_decode(text, start)
    found = [_table(node, manifest["nodes"]) for node in manifest["nodes"].values() if _is_shown(node)]
    return {table.name: table for table in sorted(found, key=lambda table: table.name)}


def _is_shown(node: dict[str, Any]) -> bool:
    return node["resource_type"] == "model" and node["schema"] != STAGING


def _code(node: dict[str, Any]) -> str:
    """SQL as it ran; of a model in Python what was written, since dbt puts its own machinery around it."""
    written = str(node["raw_code"])
    return written if node.get("language") == "python" else node.get("compiled_code") or written


def _table(node: dict[str, Any], nodes: dict[str, Any]) -> Table:
    columns = node["columns"].values()
    return Table(
        name=node["name"],
        schema=node["schema"],
        description=" ".join(node["description"].split()),
        sql=CLOSED.sub("", _code(node)).strip(),
        columns=tuple(
            (one["name"], one.get("data_type") or "", " ".join(one["description"].split())) for one in columns
        ),
        made_from=tuple(sorted(nodes[one]["name"] for one in node["depends_on"]["nodes"] if one in nodes)),
    )
