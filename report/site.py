"""Writes report/ of a release: a page per subject, one shared chart bundle, small data files beside them.

Words, tables and numbers are in the pages themselves, which read and print without scripts; scripts draw the
charts, switch definitions and open the members of look-ups. Nothing is fetched: the folder opens from disk.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import altair
import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from report import coverage, exhibits, headline, lineage, lookups
from report.downloads import write_csv
from report.exhibits.demand import figure_1
from report.release import Release
from report.view import Links, View, linked, profiles, view

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = Path(__file__).parent / "assets"
NEIGHBOURS = ("credscope.duckdb", "dbt_docs/index.html")


def render(release_dir: Path) -> Path:
    """Write `release_dir/report/index.html` and the files beside it; returns the first page's path.

    Reads `marts/*.parquet` and, where present, `release.json` and dbt's documentation. A report that is there
    already is replaced as a whole once the new one is complete. The same release always gives the same bytes.
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
    """Write the site into `folder`, which is made."""
    shutil.copytree(ASSETS, folder / "assets")
    (folder / "assets" / "vega.js").write_text(chart_bundle(), encoding="utf-8")
    csv_names = _write_tables(release, folder / "data")
    found = lookups.lookups(release)
    links = linked(found, release)
    pages: list[dict[str, Any]] = [
        {"page": page, "exhibits": [_exhibit(one, release, links, folder) for one in page.exhibits]}
        for page in exhibits.pages(release)
    ]
    site = _Site(release, folder, pages, found, csv_names)
    site.write("index.html", name="index", figure=view(figure_1(), release, links),
               headlines={key: headline.headline(release, key) for key in site.definitions})  # fmt: skip
    for shown in pages:
        site.write("page.html", name=shown["page"].name, shown=shown)
    for one in found:
        _write_data(folder, f"lookup-{one.name}", profiles(one, release, links))
        site.write("lookup.html", name=one.name, lookup=one,
                   listed=view(one.members, release, links, one.key))  # fmt: skip
    for name in ("tables", "reading"):
        site.write(f"{name}.html", name=name)


def _exhibit(exhibit: exhibits.Exhibit, release: Release, links: Links, folder: Path) -> View:
    """The exhibit's view; its chart's data is written."""
    shown = view(exhibit, release, links)
    if shown["chart"]:
        _write_data(folder, exhibit.anchor, {"spec": exhibit.chart, "rows": shown["chart"]})
    return shown


def _write_tables(release: Release, folder: Path) -> dict[str, str]:
    """Every mart as CSV and Parquet, so that the report may leave its release; the CSVs' names by mart."""
    folder.mkdir()
    for mart in release.files:
        shutil.copyfile(mart, folder / mart.name)
    return {mart.stem: write_csv(mart, folder) for mart in release.files}


def _write_data(folder: Path, name: str, content: Any) -> None:
    """`content` as a script that registers itself, since a page on disk may not fetch."""
    data = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    script = f"credscope.data({json.dumps(name)},{data});\n"
    (folder / "data" / f"{name}.js").write_text(script.replace("<", "\\u003c"), encoding="utf-8")


class _Site:
    """What every page is given, and the writing of one."""

    def __init__(
        self, release: Release, folder: Path, pages: list[dict[str, Any]], found: list[lookups.Lookup],
        csv_names: dict[str, str],
    ) -> None:  # fmt: skip
        self.definitions = [row["definition_id"] for row in release.definitions]
        self.folder = folder
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.environment.globals |= {
            "release": release,
            "pages": pages,
            "lookups": found,
            "csv_names": csv_names,
            "tables": lineage.tables(release.folder),
            "sources": headline.sources(release),
            "facts": headline.facts(release),
            "coverage": {key: coverage.coverage(release, key) for key in self.definitions},
            "defaults": [row["definition_id"] for row in release.definitions if row["is_default"]],
            "neighbours": [name for name in NEIGHBOURS if (release.folder / name).exists()],
        }  # fmt: skip

    def write(self, template: str, name: str, **given: Any) -> None:
        """Write the page `name` from a template and what it is given beyond what every page knows."""
        page = self.environment.get_template(template).render(name=name, **given)
        (self.folder / f"{name}.html").write_text(page, encoding="utf-8")
