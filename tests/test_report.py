"""The report of a release: what it must never get wrong is numbers, escaping and reaching out of the folder.

How the pages behave in a browser is tested in test_report_browser.py.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fabricated_release import DEFINITIONS, FORMULA_NAME, HOSTILE_NAME, write_release

import report
from report import downloads, labels, lineage
from report.downloads import safe_cell
from report.exhibits.model import NO_ROWS

LARGE = {
    "employers__largest": ("employer_id", "employer_rank", 500),
    "certifications__top_by_team": ("credential_id", "credential_rank", 1000),
}
"""Key, rank and number of members of what grows with a release, under each of six definitions."""

NUMBERS = ("Table 1", "Table 2", "Table 3", "Table 4", "Table 5", "Table A1", "Table A2",
           *(f"Figure {number}" for number in range(1, 8)))  # fmt: skip


class Page(HTMLParser):
    """Collects what a browser would: targets of src and href, ids, and the text of the page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value or "" for name, value in attrs if name in ("src", "href", "action", "poster")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def pages(site: Path) -> dict[str, Page]:
    return {path.stem: Page(path) for path in sorted(site.glob("*.html"))}


def data(site: Path, name: str) -> Any:
    """What a data file registers, without a browser."""
    script = (site / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(script.partition(",")[2].removesuffix(");\n"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_release(tmp_path_factory.mktemp("releases") / "2021-06-01-0123abcd")
    write_documentation(folder)
    return report.render(folder).parent


def write_documentation(release: Path) -> None:
    """A page like dbt's, with one mart, what it is made from, and a staging model that names a folder."""
    found = {
        "demand__by_team": ("main", "select sum(n) from <b>", ["model.int_counted"]),
        "int_counted": ("intermediate", "select n from staged", ["model.stg_postings", "seed.keywords"]),
        "stg_postings": ("staging", "select * from 'kept-apart/lake'", []),
    }
    nodes: dict[str, Any] = {
        f"model.{name}": {
            "resource_type": "model", "name": name, "schema": schema, "description": f"One row of {name}.",
            "compiled_code": sql, "raw_code": "", "columns": {
                "n": {"name": "n", "data_type": "bigint", "description": "How many."},
            },
            "depends_on": {"nodes": made_from},
        }
        for name, (schema, sql, made_from) in found.items()
    }  # fmt: skip
    nodes["seed.keywords"] = {"resource_type": "seed", "name": "keywords", "schema": "rules"}
    version = {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}
    manifest = json.dumps({"metadata": version, "nodes": nodes})
    (release / "dbt_docs").mkdir()
    (release / "dbt_docs" / "index.html").write_text(f"<script>var n = [{{}}, {manifest}]</script>")


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, Page]:
    return pages(site)


def test_nothing_is_requested_from_elsewhere(site: Path, shown: dict[str, Page]) -> None:
    """Prevents a page that needs a network, tells another host who reads it, or leads nowhere."""
    for page in shown.values():
        for target in page.targets:
            assert not re.match(r"(?i)\s*([a-z+]+:)?//|\s*http", target), target
            file, _, place = target.partition("#")
            if not target.startswith("data:"):
                assert not file or (site / file).exists(), target
                there = shown[Path(file).stem] if file.endswith(".html") and "/" not in file else page
                assert not place or unquote(place) in there.ids, target
    style = (site / "assets" / "style.css").read_text()
    assert "url(" not in style and "@import" not in style
    assert "http" not in "".join(path.read_text() for path in (site / "data").glob("*.js"))


def test_every_id_is_there_once(shown: dict[str, Page]) -> None:
    """Prevents an address that leads to one of two places."""
    for name, page in shown.items():
        assert len(set(page.ids)) == len(page.ids), name


def test_every_exhibit_of_the_brief_is_there(shown: dict[str, Page]) -> None:
    """Prevents an exhibit that a reader of the brief looks for by its number from being lost."""
    for number in NUMBERS:
        assert number in shown["index"].text
        assert any(number in page.text for name, page in shown.items() if name not in ("index", "reading"))


def test_numbers_are_the_marts(site: Path, shown: dict[str, Page]) -> None:
    """Prevents a page or a chart that shows another number than the mart behind it."""
    for row in pq.read_table(site.parent / "marts" / "demand__by_team.parquet").to_pylist():
        if row["definition_id"] == DEFINITIONS[0]:
            numbers = f"{row['matched_posting_count']:,} {row['posting_count']:,} {row['matched_share']:.1%}"
            assert numbers in shown["demand"].text
    assert "From 2019 to 2020, 125 of 5,000 AI postings (2.5%)" in shown["index"].text
    assert "between 2.5% (2020) and 2.5% (2019)" in shown["demand"].text
    rows = data(site, "figure-1")["rows"][DEFINITIONS[0]]
    assert [(row["posted_year"], row["matched_posting_count"]) for row in rows] == [(2019, 61), (2020, 64)]


def test_members_are_the_marts(site: Path) -> None:
    """Prevents a profile from mixing the numbers of two members or of two definitions."""
    found = data(site, "lookup-credential")
    assert found["names"]["licensed_engineer"] == HOSTILE_NAME
    for row in pq.read_table(site.parent / "marts" / "certifications__top_by_team.parquet").to_pylist():
        teams = found["members"][row["credential_id"]]["credential-teams"]
        assert set(teams) == {DEFINITIONS[0]}
        cells = [one["cells"] for one in teams[DEFINITIONS[0]]["rows"]]
        counts = {address: count for (_, address), count, *_ in cells}
        assert counts[f"team.html#{row['team']}"] == f"{row['mention_count']:,}"


def test_printed_figures_stand_beside_the_measured_ones(site: Path, shown: dict[str, Page]) -> None:
    """Prevents a reference mark from being lost, drawn in per cent, or shown where the brief prints none."""
    rows = data(site, "table-2")["rows"][DEFINITIONS[0]]
    assert {row["team_name"]: row["mark_value"] for row in rows}["technical_1 by name"] == 0.028
    assert all(row["mark_value"] is None for row in data(site, "figure-1")["rows"][DEFINITIONS[0]])
    assert "the brief prints 2.5% for its own" in shown["demand"].text


def test_every_number_says_what_it_covers(shown: dict[str, Page]) -> None:
    """Prevents a share from being read as one of all postings."""
    words = "Coverage: 5,000 AI postings; left out: 14 without a known occupation, 1 outside"
    assert shown["demand"].text.count(words) == len(
        [one for one in shown["demand"].ids if one.endswith("-title") and one != "table-1-title"]
    )


def test_the_sql_is_that_of_the_release(shown: dict[str, Page]) -> None:
    """Prevents SQL that runs as markup, lacks what it is made from, or names somebody's folders."""
    assert "select sum(n) from <b>" in shown["demand"].text
    assert "select n from staged" in shown["tables"].text
    assert "tables.html#int_counted" in shown["demand"].targets
    assert not any("kept-apart/lake" in page.text for page in shown.values())


def test_the_sql_does_not_tell_which_months_were_closed() -> None:
    """Prevents a report that names folders, or differs with how the build went about the same months."""
    closed = "\n    union all by name\n    select * from read_parquet('/srv/closed/int_counted/*.parquet')"
    sql = "with counted as (\n    select * from int_counted{}\n)\nselect * from counted"
    assert lineage.CLOSED.sub("", sql.format(closed)) == sql.format("")


def test_a_release_without_documentation_has_no_sql(tmp_path: Path) -> None:
    """Prevents the last step of a build from failing for want of dbt's page, or on one of another shape."""
    assert lineage.tables(tmp_path) == {}
    found = pages(report.render(write_release(tmp_path / "bare")).parent)
    assert "columns and SQL are not shown" in found["tables"].text


def test_quality_is_said_in_words(shown: dict[str, Page]) -> None:
    """Prevents the page that warns of weak data from lacking a table, or saying the wrong thing about it."""
    for words in (
        "1 delivery brought 5,010 rows: 5,003 accepted and 7 quarantined (0.1%).",
        "120 of 5,010 rows (2.4%) repeat another posting within 60 days",
        "it would be 0.0% within 0 days and 1.2% within 30 days",
        "1 month changed since release 2021-05-01-00000000, by +5 AI postings together; 1 month came new.",
        "10.0% of 5,000 postings name no employer; 20.0% name one that belongs to a known group.",
        "99.8% of 5,010 postings are in a country that is counted; of 0.04% the country is unknown.",
        "100 postings state pay; 75.0% of them come to a plausible yearly figure.",
        "3 figures of a source and month were held against the months before: 1 warned and 1 would have",
        "300 against 100 in the months before warned – – – 3 ",
        "500 against 100 in the months before stopped a second <feed> A. Person 2021-06-01 5",
        "80.0% were coded from their title too: 75.0% of those into the same minor group, 62.5% into",
        "3 checks ran on this release: 2 passed, 1 warned, 0 failed.",
    ):
        assert words in shown["quality"].text


def test_a_quality_mart_that_nobody_wrote_about_is_shown(tmp_path: Path) -> None:
    """Prevents a new mart of the section from being left out until somebody remembers the report."""
    folder = write_release(tmp_path / "later")
    rows = [{"odd_thing": HOSTILE_NAME, "odd_count": 1234, "odd_share": 0.5}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "marts" / "quality__odd_things.parquet")
    text = pages(report.render(folder).parent)["quality"].text
    assert (
        f"Odd things The table has 1 row. Odd things Odd thing Odd Odd share {HOSTILE_NAME} 1,234 50.0%"
        in text
    )


def test_the_report_reads_a_release_only() -> None:
    """Prevents pages that need the home, the rules or the warehouse beside the release they describe."""
    room = Path(report.__file__).parent
    for file in room.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            rooms = [name for name in named if name.split(".")[0] in ("credscope", "orchestration")]
            assert set(rooms) <= {"credscope.spreadsheet"}, file


def test_names_cannot_become_markup(site: Path, shown: dict[str, Page]) -> None:
    """Prevents an employer's or credential's name from running as a script in a reader's browser."""
    for path in site.glob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")
    assert HOSTILE_NAME in shown["credentials"].text and HOSTILE_NAME in shown["employer"].text
    assert all("<" not in path.read_text() for path in (site / "data").glob("*.js"))


def test_downloads_cannot_become_formulas(site: Path) -> None:
    """Prevents a name from running as a formula in a reader's spreadsheet, and rows from being lost."""
    mart = site.parent / "marts" / "certifications__top_by_team.parquet"
    rows = list(csv.DictReader((site / "data" / f"{mart.stem}.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == pq.read_metadata(mart).num_rows
    assert {row["credential_name"] for row in rows} == {HOSTILE_NAME, f"'{FORMULA_NAME}"}
    cells = [-1.5, "' =1", "'@x", "a=b", None]
    assert [safe_cell(value) for value in (-1.5, " =1", "@x", "a=b", None)] == cells
    assert (site / "data" / mart.name).read_bytes() == mart.read_bytes()


def test_large_downloads_are_zipped_whole(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents rows of a large table from being lost on their way, and other bytes from the same mart."""
    mart = site.parent / "marts" / "certifications__top_by_team.parquet"
    monkeypatch.setattr(downloads, "PLAIN_BYTES", 10)
    name = downloads.write_csv(mart, tmp_path)
    first = (tmp_path / name).read_bytes()
    assert name == f"{mart.stem}.csv.zip" and downloads.write_csv(mart, tmp_path) == name
    assert (tmp_path / name).read_bytes() == first
    with zipfile.ZipFile(tmp_path / name) as archive:
        assert archive.namelist() == [f"{mart.stem}.csv"]
        assert archive.read(f"{mart.stem}.csv") == (site / "data" / f"{mart.stem}.csv").read_bytes()


def test_a_share_that_is_not_nothing_never_reads_nothing() -> None:
    """Prevents two postings among many from being read as none."""
    assert [labels.share(value) for value in (0, 0.00001, 0.0004, 0.0247)] == [
        "0.0%",
        "<0.01%",
        "0.04%",
        "2.5%",
    ]


def test_every_definition_is_there_and_says_when_it_is_empty(shown: dict[str, Page]) -> None:
    """Prevents a definition without rows from showing another definition's numbers or nothing at all."""
    assert "This release holds no AI posting under the definition “Definition 2”." in shown["index"].text
    assert NO_ROWS in shown["demand"].text
    assert all("Definition 3" in shown[name].text for name in ("index", "demand", "credential", "team"))


def test_the_sample_is_called_a_sample(site: Path, tmp_path: Path, shown: dict[str, Page]) -> None:
    """Prevents generated numbers from being quoted as findings."""
    sample = pages(report.render(write_release(tmp_path / "sample", kind="sample")).parent)
    warning = "This is the calibrated sample, not data."
    assert all(warning in page.text for page in sample.values())
    assert not any(warning in page.text for page in shown.values())
    assert "Published Scaled Measured" in sample["published"].text
    assert "Published Measured" in shown["published"].text


def test_a_release_without_rows_has_every_page(site: Path, tmp_path: Path) -> None:
    """Prevents a first refresh over postings that match nothing from failing in its last step."""
    found = pages(report.render(write_release(tmp_path / "none", empty=True)).parent)
    assert set(found) == set(pages(site))
    assert NO_ROWS in found["demand"].text


def test_a_release_of_an_older_version_says_what_it_lacks(tmp_path: Path) -> None:
    """Prevents a mart or a rule that is not there from taking the whole report with it."""
    found = pages(report.render(tmp_path).parent)
    assert "This release has no table quality__duplicates" in found["quality"].text


def test_a_large_release_has_a_small_report(tmp_path: Path) -> None:
    """Prevents a report that grows with every employer and credential until it cannot be sent to anybody."""
    folder = write_release(tmp_path / "large")
    rows = {name: pq.read_table(folder / "marts" / f"{name}.parquet").to_pylist()[0] for name in LARGE}
    for mart, (key, rank, number) in LARGE.items():
        many = [
            {**rows[mart], "definition_id": f"definition_{one}", key: f"member_{place}", rank: place}
            for one in range(6)
            for place in range(1, number + 1)
        ]
        pq.write_table(pa.Table.from_pylist(many), folder / "marts" / f"{mart}.parquet")
    site = report.render(folder).parent
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 10_000_000


def test_rendering_again_gives_the_same_bytes(site: Path) -> None:
    """Prevents a clock or an unordered set from making equal releases look different."""

    def written() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    before = written()
    report.render(site.parent)
    assert written() == before
    assert not list(site.parent.glob(".report*"))
