"""The report of a release: what it must never get wrong is numbers, escaping and reaching out of the page."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fabricated_release import DEFINITIONS, FORMULA_NAME, HOSTILE_NAME, write_release

import report
from report.downloads import safe_cell
from report.exhibits.model import NO_ROWS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page(HTMLParser):
    """Collects what a browser would: targets of src and href, and the text of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.targets += [value or "" for name, value in attrs if name in ("src", "href", "action", "poster")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_release(tmp_path_factory.mktemp("releases") / "2021-06-01-0123abcd")
    report.render(folder)
    return folder


@pytest.fixture(scope="module")
def page(release: Path) -> Page:
    return Page((release / "report" / "index.html").read_text(encoding="utf-8"))


def test_nothing_is_requested_from_elsewhere(release: Path, page: Page) -> None:
    """Prevents a page that needs a network, or that tells another host who reads it."""
    for target in page.targets:
        assert not re.match(r"(?i)\s*([a-z+]+:)?//|\s*http", target), target
        if not target.startswith(("#", "data:")):
            assert (release / "report" / target.partition("#")[0]).exists(), target
    style = (release / "report" / "style.css").read_text()
    assert "url(" not in style and "@import" not in style
    assert "http" not in "".join(path.read_text() for path in (release / "report" / "data").glob("*.js"))


def test_numbers_are_the_marts(release: Path, page: Page) -> None:
    """Prevents a page that shows another number than the mart behind it."""
    mart = release / "marts" / "demand__by_team.parquet"
    for row in pq.read_table(mart).to_pylist():
        if row["definition_id"] == DEFINITIONS[0]:
            shown = f"{row['matched_posting_count']:,} {row['posting_count']:,} {row['matched_share']:.1%}"
            assert shown in page.text
    assert "From 2019 to 2020, 125 of 5,000 AI postings (2.5%)" in page.text
    assert "between 2.5% (2020) and 2.5% (2019)" in page.text
    chart = (release / "report" / "data" / "figure-1.js").read_text()
    rows = json.loads(chart.partition("=")[2].rstrip(";\n"))["rows"][DEFINITIONS[0]]
    assert [(row["posted_year"], row["matched_posting_count"]) for row in rows] == [(2019, 61), (2020, 64)]


def test_names_cannot_become_markup(release: Path, page: Page) -> None:
    """Prevents an employer's or credential's name from running as a script in a reader's browser."""
    source = (release / "report" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in source
    assert HOSTILE_NAME in page.text
    assert all("<" not in path.read_text() for path in (release / "report" / "data").glob("*.js"))


def test_downloads_cannot_become_formulas(release: Path) -> None:
    """Prevents a name from running as a formula in a reader's spreadsheet, and rows from being lost."""
    file = release / "report" / "data" / "certifications__top_by_team.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    assert len(rows) == pq.read_metadata(release / "marts" / "certifications__top_by_team.parquet").num_rows
    assert {row["credential_name"] for row in rows} == {HOSTILE_NAME, f"'{FORMULA_NAME}"}
    assert [safe_cell(value) for value in (-1.5, " =1", "@x", "a=b", None)] == [
        -1.5,
        "' =1",
        "'@x",
        "a=b",
        None,
    ]


def test_every_definition_is_there_and_says_when_it_is_empty(page: Page) -> None:
    """Prevents a definition without rows from showing another definition's numbers or nothing at all."""
    assert "This release holds no AI posting under the definition “Definition 2”." in page.text
    assert NO_ROWS in page.text
    assert page.text.count("Definition 3") >= 2


def test_the_sample_is_called_a_sample(tmp_path: Path, page: Page) -> None:
    """Prevents generated numbers from being quoted as findings."""
    sample = Page(
        report.render(write_release(tmp_path / "sample", kind="sample")).read_text(encoding="utf-8")
    )
    assert "This is the calibrated sample, not data." in sample.text
    assert "This is the calibrated sample, not data." not in page.text
    assert "Published Scaled Measured" in sample.text
    assert "Published Measured" in page.text


def test_a_release_without_rows_has_a_page(tmp_path: Path) -> None:
    """Prevents a first refresh over postings that match nothing from failing in its last step."""
    text = Page(report.render(write_release(tmp_path / "none", empty=True)).read_text(encoding="utf-8")).text
    assert NO_ROWS in text


def test_a_folder_without_marts_has_a_page(tmp_path: Path) -> None:
    """Prevents a mart that is not there from taking the whole report with it."""
    assert report.render(tmp_path).exists()


def test_rendering_again_gives_the_same_bytes(release: Path) -> None:
    """Prevents a clock or an unordered set from making equal releases look different."""

    def written() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (release / "report").rglob("*") if path.is_file()}

    before = written()
    report.render(release)
    assert written() == before
    assert not list(release.glob(".report*"))


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_page_opens_in_a_browser(release: Path, tmp_path: Path) -> None:
    """Prevents console errors and charts without marks, and an address whose definition is not heeded."""
    opened = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path}", "--enable-logging=stderr", "--virtual-time-budget=10000", "--dump-dom",
    ]  # fmt: skip
    address = (release / "report" / "index.html").resolve().as_uri()
    found = subprocess.run([*opened, address], capture_output=True, text=True, timeout=120)
    assert "CONSOLE" not in found.stderr, found.stderr
    assert f'data-drawn="{DEFINITIONS[0]}"' in found.stdout
    assert found.stdout.count("<svg") >= 10
    assert len(re.findall(r'aria-roledescription="bar"', found.stdout)) >= 10
    other = subprocess.run(
        [*opened, f"{address}?definition={DEFINITIONS[2]}"], capture_output=True, text=True, timeout=120
    )
    assert f'data-drawn="{DEFINITIONS[2]}"' in other.stdout
    assert "CONSOLE" not in other.stderr, other.stderr
