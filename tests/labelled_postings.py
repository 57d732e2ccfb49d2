"""Invented labelled postings on disk, in the format that `credscope accuracy` takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

LABEL: dict[str, Any] = {
    "id": "1", "generic_credential": False, "min_education": "bachelor", "preferred_education": None,
    "degree_substitutable": False, "soc2018": "15-2051", "soc_sure": "high", "team": "technical_1",
    "credentials": [
        {
            "surface": "PMP", "name": "Project Management Professional (PMP)", "kind": "certification",
            "status": "preferred",
        }
    ],
}  # fmt: skip
POSTING = {
    "id": "1", "title": "Data Scientist", "employer_name": "Invented Works",
    "description": "Bachelor's degree required. PMP preferred. CISSP required.",
}  # fmt: skip


def write_labelled(
    folder: Path, labels: list[dict[str, Any]] | None = None, postings: list[dict[str, Any]] | None = None
) -> Path:
    """Labels and postings in `folder`, by default the one above; returns the path of the labels."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(postings or [POSTING]), folder / "postings.parquet")
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(label) + "\n" for label in labels or [LABEL]))
    return path


def kept(home: Path) -> dict[str, Any]:
    """The one measurement that was kept under `home`."""
    (path,) = (home / "accuracy").glob("*.json")
    return json.loads(path.read_text())


def figure(measured: dict[str, Any], figure_id: str) -> dict[str, Any]:
    return next(each for each in measured["figures"] if each["figure_id"] == figure_id)
