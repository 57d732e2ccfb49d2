"""Writes report/ of a release: one page, one shared chart bundle, the data of each exhibit beside it.

Words and numbers are in the page itself, which reads and prints without scripts; scripts draw the charts and
switch definitions. Nothing is fetched: the folder opens from disk.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import altair
import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from report import labels
from report.downloads import write_csv
from report.exhibits import Exhibit, sections
from report.exhibits.demand import years as demand_years
from report.release import Release, Row

TEMPLATES = Path(__file__).parent / "templates"
NEIGHBOURS = ("credscope.duckdb", "dbt_docs/index.html")
ASSETS = ("style.css", "page.js")


def render(release_dir: Path) -> Path:
    """Write `release_dir/report/index.html` and the files beside it; returns the page's path.

    Reads `marts/*.parquet` and, where present, `release.json`. A report that is there already is replaced
    as a whole once the new one is complete. The same release always gives the same bytes.
    """
    release_dir = Path(release_dir)
    target, working = release_dir / "report", release_dir / f".report.{os.getpid()}"
    shutil.rmtree(working, ignore_errors=True)
    try:
        write(Release(release_dir), working)
        previous = release_dir / f".report.previous.{os.getpid()}"
        if target.exists():
            os.replace(target, previous)
        os.replace(working, target)
        shutil.rmtree(previous, ignore_errors=True)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return target / "index.html"


def chart_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, of the version that Altair's specifications are for."""
    version = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    return vl_convert.javascript_bundle(vl_version=version)  # type: ignore[call-arg]


def write(release: Release, folder: Path) -> None:
    """Write the page and its files into `folder`, which is made."""
    (folder / "data").mkdir(parents=True)
    for mart in sorted((release.folder / "marts").glob("*.parquet")):
        write_csv(mart, folder / "data")
    shown: list[dict[str, Any]] = [
        {"section": section, "exhibits": [view(exhibit, release) for exhibit in section.exhibits]}
        for section in sections(release)
    ]
    for part in shown:
        for one in part["exhibits"]:
            if one["chart"]:
                _write_chart(one, folder / "data" / f"{one['exhibit'].anchor}.js")
    for name in ASSETS:
        shutil.copyfile(TEMPLATES / name, folder / name)
    (folder / "vega.js").write_text(chart_bundle(), encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    keys = [row["definition_id"] for row in release.definitions]
    page = environment.get_template("index.html").render(
        release=release,
        shown=shown,
        headlines={key: headline(release, key) for key in keys},
        facts=facts(release),
        sources=sources(release),
        present={name for name in NEIGHBOURS if (release.folder / name).exists()},
        marts=set(release.marts),
        defaults=[row["definition_id"] for row in release.definitions if row["is_default"]],
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def view(exhibit: Exhibit, release: Release) -> dict[str, Any]:
    """What the template needs of an exhibit: for each definition sentence, table and the chart's rows."""
    variants, chart = {}, {}
    for key in exhibit.keys(release):
        rows = exhibit.rows(release, key)
        variants[key] = {
            "sentence": exhibit.words(rows),
            "rows": [
                {
                    "cells": [column.cell(row) for column in exhibit.columns],
                    "is_total": bool(row.get("is_total")),
                    "is_thin": bool(row.get("is_thin")),
                }
                for row in rows
            ],
        }
        if exhibit.chart:
            chart[key] = [
                {name: _json_value(row.get(name)) for name in (*exhibit.chart_keys, "is_thin")}
                for row in exhibit.chart_rows(rows)
            ]
    return {"exhibit": exhibit, "variants": variants, "chart": chart}


def headline(release: Release, definition: str) -> Row | None:
    """The numbers at the top for a definition: total, years and postings left out for want of a code."""
    rows = demand_years(release, definition)
    if not rows:
        return None
    whole = rows[-1]
    counted = sum(row.get("uncoded_posting_count") or 0 for row in rows)
    first, last = rows[0]["posted_year"], rows[-2]["posted_year"]
    return {
        "share": labels.share(whole["matched_share"]),
        "matched": labels.count(whole["matched_posting_count"]),
        "postings": labels.count(whole["posting_count"]),
        "years": str(first) if first == last else f"{first}–{last}",
        "uncoded": labels.plural(counted, "posting") if counted else None,
    }


def sources(release: Release) -> str:
    """The sources of the release's deliveries and their months, in words; empty where it does not say."""
    spans: dict[str, list[str]] = {}
    for delivery in release.facts.get("deliveries") or []:
        months = [delivery.get("first_month"), delivery.get("last_month")]
        spans.setdefault(str(delivery.get("source")), []).extend(filter(None, months))
    words = [
        f"{source} ({min(months)} to {max(months)})" if months else source for source, months in spans.items()
    ]
    return ", ".join(words)


def facts(release: Release) -> list[tuple[str, str]]:
    """The plain values of release.json, in words, for the page's foot."""
    skipped = {"kind", "definitions", "default_definition"}
    return [
        (key.replace("_", " "), str(value))
        for key, value in release.facts.items()
        if key not in skipped and isinstance(value, str | int | float) and not isinstance(value, bool)
    ]


def _json_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _write_chart(one: dict[str, Any], path: Path) -> None:
    """The exhibit's specification and rows as a script, since a page on disk may not fetch."""
    data = json.dumps({"spec": one["exhibit"].chart, "rows": one["chart"]}, separators=(",", ":"))
    script = f"credscope.exhibits[{json.dumps(one['exhibit'].anchor)}]={data};\n"
    path.write_text(script.replace("<", "\\u003c"), encoding="utf-8")
