"""Measurements kept as JSON, one file per kind and scale, and the pages made of them.

A file holds the machine, the scale and what was measured; measuring the same scale again replaces it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import tables
from credscope.home import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def save(folder: Path, kind: str, record: dict[str, Any]) -> Path:
    """Write `record` of `kind` (scale, months or reading) and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{kind}-{record['scale']:g}.json"
    file.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return file


def load(folder: Path, kind: str) -> list[dict[str, Any]]:
    """All records of `kind`, the smallest scale first."""
    records = [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob(f"{kind}-*.json")]
    return sorted(records, key=lambda record: record["scale"])


def render(scales: list[dict[str, Any]], months: list[dict[str, Any]], readings: list[dict[str, Any]]) -> str:
    """The tables of all records with a heading each, as Markdown."""
    parts = []
    for record in scales:
        parts += [
            f"### Scale {record['scale']:g}: {record['rows']:,} rows",
            tables.machine(record["machine"]),
        ]
        parts += [tables.stages(record)]
        if record.get("peers"):
            parts += [tables.peers(record)]
    if len(scales) > 1:
        parts += ["### Growth", tables.growth(scales)]
    for record in months:
        parts += [f"### One new month at scale {record['scale']:g}", tables.machine(record["machine"])]
        parts += [tables.newest_month(record)]
    for record in readings:
        parts += [f"### Reading {record['scale']:.2g} GB of text", tables.machine(record["machine"])]
        parts += [tables.reading(record)]
    return "\n\n".join(parts)


def write_page(folder: Path, page: Path = PAGE) -> None:
    """Put the tables of all records in `folder` between the marks of `page`."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    measured = render(load(folder, "scale"), load(folder, "months"), load(folder, "reading"))
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", encoding="utf-8")
