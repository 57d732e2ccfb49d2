"""What a release depends on, as one key, and whether the current release already has it.

Everything here reads and compares; nothing is written. The command line asks before it starts Dagster, and
the release records the answer.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from credscope import lake, readings
from credscope.acknowledging import acknowledged_key, acknowledgements
from credscope.contract import digest
from credscope.digests import digest_file, digest_files, files_under
from credscope.duplicates import links
from credscope.duplicates.rules import Rules as DuplicateRules
from credscope.home import EXPECTATIONS, PROJECT_ROOT, SEEDS, Home
from credscope.outside.holding import references, references_key
from credscope.rules import Rules

CODE = ("credscope", "orchestration", "report")


def rule_versions() -> dict[str, str]:
    """SHA-256 of every seed file, by its path below the seeds folder, such as `rules/keywords.csv`."""
    return {
        path.relative_to(SEEDS).as_posix(): digest_file(path)
        for path in files_under(SEEDS)
        if path.suffix == ".csv"
    }


def code_version() -> str:
    """Version of the code: first 12 hex digits over every source file that shapes a release."""
    paths = [path for room in CODE for path in files_under(PROJECT_ROOT / room)]
    return digest_files(paths, PROJECT_ROOT)[:12]


def build_key(home: Home) -> str:
    """SHA-256 over all that a build of `home` depends on: months, readings, rules, models, suites, code, what
    people acknowledged, and the figures of others that they added."""
    project = files_under(PROJECT_ROOT / "dbt_project") + files_under(EXPECTATIONS)
    parts = [
        lake.lake_key(home),
        readings_key(home),
        links_key(home),
        acknowledged_key(home),
        references_key(home),
        digest_files(project, PROJECT_ROOT),
        code_version(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def readings_key(home: Home) -> str:
    """16 hex digits that change whenever a reading does."""
    files = sorted(home.readings.glob("*/*.parquet"))
    return digest(*(f"{file.parent.name}/{file.stem}={lake.month_key(file)}" for file in files))


def links_key(home: Home) -> str:
    """16 hex digits that change whenever a link between postings does."""
    return digest(*(f"{month}={links.said(home, month)}" for month in links.linked_months(home)))


def inputs(home: Home) -> dict[str, Any]:
    """What a build of `home` starts from, as release.json tells it; no clock in it.

    Keys: acknowledgements, build_key, code_version, kind, deliveries (counts of each, in order of delivery
    date), references (each with the digest of its file), rule_versions, definitions, default_definition,
    teams, keywords.
    """
    definitions = _rules("definitions", "definition_id", "definition_name", "is_default")
    default = [row["definition_id"] for row in definitions if row["is_default"].lower() == "true"]
    return {
        "acknowledgements": acknowledgements(home),
        "build_key": build_key(home),
        "code_version": code_version(),
        "kind": home.kind(),
        "default_definition": default[0] if default else None,
        "definitions": definitions,
        "deliveries": [_summary(manifest) for manifest in lake.manifests(home)],
        "keywords": [row["keyword"] for row in _rules("keywords", "keyword")],
        "references": references(home),
        "rule_versions": rule_versions(),
        "teams": _rules("teams", "team", "team_name"),
    }


def _rules(seed: str, *columns: str) -> list[dict[str, str]]:
    """Some columns of a seed of rules, in the seed's order."""
    with (SEEDS / "rules" / f"{seed}.csv").open(newline="", encoding="utf-8") as opened:
        return [{name: row[name] for name in columns} for row in csv.DictReader(opened)]


def _summary(manifest: dict[str, Any]) -> dict[str, Any]:
    kept = ("delivery_id", "source", "layout", "delivered_on", "delivered_on_basis", "complete_months")
    counts = ("read_count", "accepted_count", "quarantined_count")
    months = sorted(manifest["months"])
    return {
        **{name: manifest.get(name) for name in kept + counts},
        "month_count": len(months),
        "first_month": months[0] if months else None,
        "last_month": months[-1] if months else None,
    }


def inbox_items(home: Home) -> list[Path]:
    """Deliveries waiting in the inbox, in name order: every visible file or folder but `taken`."""
    if not home.inbox.is_dir():
        return []
    return sorted(
        path for path in home.inbox.iterdir() if path.name != "taken" and not path.name.startswith(".")
    )


def nothing_new(home: Home) -> str | None:
    """One sentence where the current release already holds all there is; None where there is work to do."""
    record = home.current / "release.json"
    if not record.exists() or inbox_items(home) or lake.stale_months(home):
        return None
    if readings.stale_months(home, Rules.load(home=home)) or links.stale_months(home, DuplicateRules.load()):
        return None
    released = json.loads(record.read_text(encoding="utf-8"))
    if released["build_key"] != build_key(home):
        return None
    return (
        f"Nothing new: {released['release_id']} already holds every delivery, "
        "read and counted by the rules of today. No work done."
    )
