"""Web pages with JSON-LD: what they wrap around it, alone, as lines and in archives."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from document_files import FIXTURES, job_posting, page, write_warc
from taking import accepted, quarantined, staged

from credscope.errors import CredscopeError
from credscope.home import Home

DAY = date(2026, 10, 31)
PLAIN = json.dumps(job_posting("Clerk"))


def titles(tmp_path: Path, *written: str) -> list[str]:
    """The titles of the postings of a page with these scripts."""
    path = tmp_path / "page.html"
    path.write_text(page(*written))
    return [row["title"] for row in accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))]


def test_a_folder_of_pages(tmp_path: Path) -> None:
    """Prevents a page with several postings, with none, or with half of one from being miscounted."""
    held = staged(FIXTURES / "schema_org" / "pages", Home(tmp_path), delivered=DAY)
    assert [row["title"] for row in accepted(held)] == ["Database Administrator", "Lens Grinder"]
    assert (
        accepted(held)[0]["description"] == "Keep the tables straight.\nOracle Certified Professional a plus."
    )
    assert accepted(held)[0]["url"] == "https://orrery.example/careers", "the page's own address"
    assert held.manifest["quarantine_reasons"] == {"JSON-LD of a page cannot be read": 1}
    assert quarantined(held)[0]["value"] == "broken.html, script 0"
    assert "1 documents or pages hold no posting" in held.manifest["notes"]


@pytest.mark.parametrize(
    "script",
    [
        f"<!-- {PLAIN} -->",
        f"//<![CDATA[\n{PLAIN}\n//]]>",
        f"/*<![CDATA[*/ {PLAIN} /*]]>*/",
        f"<![CDATA[{PLAIN}]]>",
        f"{PLAIN};",
        f"[{PLAIN},]",
        f"/* ours */ {PLAIN.replace(', ', ', // note' + chr(10), 1)}",
        PLAIN.replace("look for", "look\tfor\n"),
        PLAIN.replace('"', "&quot;"),
        PLAIN.replace("https://schema.org/", "http://schema.org"),
        PLAIN.replace('"JobPosting"', '["https://schema.org/JobPosting"]'),
        json.dumps({"@type": "ItemList", "itemListElement": [{"item": job_posting("Clerk")}]}),
    ],
)
def test_what_pages_do_to_json(tmp_path: Path, script: str) -> None:
    """Prevents a posting from being lost for comments, raw line breaks, escapes or a comma too many."""
    assert titles(tmp_path, script) == ["Clerk"]


def test_commas_and_comment_marks_inside_text_stay(tmp_path: Path) -> None:
    """Prevents leniency from changing what a description says."""
    text = "Lists, ] and <!-- notes --> ,} too"
    path = tmp_path / "page.html"
    path.write_text(page(f"[{json.dumps(job_posting('Clerk', description='x', skills=text))},]"))
    found = accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))[0]
    assert "Lists, ] and" in found["description"] and ",} too" in found["description"]


def test_commented_out_scripts_are_no_postings(tmp_path: Path) -> None:
    """Prevents a posting that was taken off a page by a comment from being counted."""
    path = tmp_path / "page.html"
    kept = page(job_posting("Clerk")).replace("<script type=", "<script data-x='a>b' TYPE=")
    path.write_text(f"<!-- {page(job_posting('Gone'))} -->{kept}")
    assert [row["title"] for row in accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))] == [
        "Clerk"
    ]


def test_other_scripts_and_other_types_are_no_postings(tmp_path: Path) -> None:
    """Prevents a broken script about something else from being counted as a lost posting."""
    assert titles(tmp_path, '{"@type": "WebSite",', PLAIN, '{"@type": "Organization"}') == ["Clerk"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", None), ("utf-16", None), ("cp1252", None), ("shift_jis", "Shift_JIS")],
)
def test_character_sets(tmp_path: Path, encoding: str, declared: str | None) -> None:
    """Prevents letters from being spoilt where a page is not UTF-8."""
    title = "作業員" if declared else "Señor Clerk"
    said = page(json.dumps(job_posting(title), ensure_ascii=False))
    if declared:
        said = said.replace("<head>", f'<head><meta charset="{declared}">')
    path = tmp_path / "page.html"
    path.write_bytes(said.encode(encoding))
    assert accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))[0]["title"] == title


def test_pages_as_lines(tmp_path: Path) -> None:
    """Prevents pages that a crawler wrote one per line from being taken for a table; torn lines count."""
    held = staged(FIXTURES / "schema_org" / "lines.jsonl", Home(tmp_path), delivered=DAY)
    found = accepted(held)[0]
    assert (found["title"], found["employer_name"], found["url"]) == (
        "Welder", "Ferrous & Sons", "https://ferrous.example/jobs/1",
    )  # fmt: skip
    assert found["description"] == "AWS Certified Welding Inspector"
    assert held.manifest["quarantine_reasons"] == {"document cannot be read": 1}
    assert held.manifest["read_count"] == 2


def test_postings_as_lines(tmp_path: Path) -> None:
    """Prevents postings that were written one per line from being taken for a table."""
    path = tmp_path / "postings.jsonl"
    path.write_text("".join(json.dumps(job_posting(title)) + "\n" for title in ("Cook", "Clerk")), "utf-16")
    held = staged(path, Home(tmp_path / "home"), delivered=DAY)
    assert [row["title"] for row in accepted(held)] == ["Cook", "Clerk"]
    assert "postings.jsonl was read as UTF-16" in held.manifest["notes"]


def test_files_that_are_no_pages_are_noted(tmp_path: Path) -> None:
    """Prevents pages without an ending in their names from being missed without a word."""
    for name in ("a.html", "b", "c.png", "deep/d.htm"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(page(job_posting("Clerk")))
    held = staged(tmp_path / "site", Home(tmp_path / "home"), delivered=DAY)
    assert held.manifest["accepted_count"] == 2
    assert "2 files have no name of a document and were passed over" in held.manifest["notes"]


def records() -> list[dict[str, Any]]:
    long = page(job_posting("Clerk", description="word " * 100_000))
    return [
        {"url": "https://a.example/1", "body": page(job_posting("Welder")).encode()},
        {"url": "https://a.example/2", "body": gzip.compress(long.encode()),
         "headers": [("Content-Encoding", "gzip")]},
        {"url": "https://a.example/3", "body": page(job_posting("Gone")).encode(), "status": "404 Not Found"},
        {"url": "https://a.example/4", "body": b"\x89PNG", "type": "image/png"},
        {"url": "https://a.example/5", "body": page(job_posting("Señor Cook")).encode("cp1252"),
         "type": "text/html; charset=ISO-8859-1", "date": "2026-10-07T23:00:00Z"},
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_web_archives(tmp_path: Path, name: str) -> None:
    """Prevents error pages and pictures from being read, and an archive from needing a day that it states."""
    held = staged(write_warc(tmp_path / name, records()), Home(tmp_path / "home"), delivered=None)
    assert (held.manifest["delivered_on"], held.manifest["delivered_on_basis"]) == (
        "2026-10-07", "latest WARC-Date",
    )  # fmt: skip
    found = accepted(held)
    assert [row["title"] for row in found] == ["Welder", "Clerk", "Señor Cook"]
    assert [row["url"] for row in found] == [f"https://a.example/{number}" for number in (1, 2, 5)]
    assert len(found[1]["description"]) > 300_000 - 2


def test_an_archive_zipped_as_one_file(tmp_path: Path) -> None:
    """Prevents an archive that was zipped as a whole, not record by record, from being refused."""
    plain = write_warc(tmp_path / "crawl.warc", records())
    zipped = tmp_path / "whole.warc.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert len(accepted(staged(zipped, Home(tmp_path / "home"), delivered=None))) == 3


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_cut_off_archive_is_refused(tmp_path: Path, name: str) -> None:
    """Prevents the postings behind a cut from being missed without a word."""
    path = write_warc(tmp_path / name, records())
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CredscopeError, match=rf"{name} ends too early"):
        staged(path, Home(tmp_path / "home"), delivered=DAY)
