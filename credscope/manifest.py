"""The manifest of a delivery: what it is, what was read, accepted and quarantined, and why. No clock in it.

It stands beside the delivery's rows as manifest.json, for people, programs and SQL alike.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from credscope import __version__
from credscope.contract import LAKE
from credscope.errors import CredscopeError
from credscope.sources.delivery import Delivery

MANIFEST = "manifest.json"


def describe(
    delivery: Delivery, read: int, quarantine_reasons: dict[str, int], months: dict[str, int]
) -> dict[str, Any]:
    """The manifest of a delivery that was read; raises CredscopeError where its counts do not add up."""
    manifest = {
        "delivery_id": delivery.delivery_id,
        "source": delivery.source,
        "layout": delivery.layout,
        "mapping": delivery.mapping_name,
        "delivered_on": delivery.delivered_on.isoformat(),
        "delivered_on_basis": delivery.delivered_on_basis,
        "complete_months": delivery.complete_months,
        "kind": delivery.kind,
        "scale": delivery.scale,
        "big_tech_scale": delivery.big_tech_scale,
        "files": [vars(file) for file in sorted(delivery.files, key=lambda file: file.name)],
        "read_count": read,
        "accepted_count": sum(months.values()),
        "quarantined_count": sum(quarantine_reasons.values()),
        "quarantine_reasons": dict(sorted(quarantine_reasons.items())),
        "months": dict(sorted(months.items())),
        "has_credential_names": delivery.has_credential_names,
        "has_skill_clusters": delivery.has_skill_clusters,
        "has_text": delivery.has_text,
        "columns": LAKE.names,
        "version": __version__,
        "notes": sorted(set(delivery.notes)),
    }
    check_counts(manifest)
    return manifest


def check_counts(manifest: dict[str, Any]) -> None:
    """Raise CredscopeError unless rows read = rows accepted + rows quarantined."""
    counted = manifest["accepted_count"] + manifest["quarantined_count"]
    if manifest["read_count"] != counted:
        raise CredscopeError(
            f"Delivery {manifest['delivery_id']}: {manifest['read_count']} rows were read but {counted} were "
            "accepted or quarantined; nothing was taken in."
        )


def write(manifest: dict[str, Any], folder: Path) -> None:
    """Write manifest.json into `folder`."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`.

    Raises CredscopeError where it cannot be read, or the delivery was taken in by a version whose rows had
    other columns.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except ValueError:
        raise CredscopeError(
            f"{folder / MANIFEST} is damaged: take the delivery back with `credscope withdraw {folder.name} "
            "--reason damaged` and in again with `credscope ingest`."
        ) from None
    if manifest.get("columns") != LAKE.names:
        by = f"Credscope {manifest['version']}" if "version" in manifest else "an early version"
        raise CredscopeError(
            f"Delivery {manifest['delivery_id']} in {folder.parent} was taken in by {by} and its rows have "
            f"other columns than those of {__version__}: use that version, or take what was delivered into a "
            "fresh home."
        )
    return manifest
