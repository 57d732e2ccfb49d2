"""Greenhouse, Lever and Ashby: what their answers say reaches the contract, in its units, under headings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from document_files import FIXTURES
from taking import accepted, quarantined, staged

from credscope.home import Home

DAY = date(2026, 10, 31)


def rows(path: Path, home: Path) -> list[dict[str, Any]]:
    return accepted(staged(path, Home(home), delivered=DAY))


def answer(tmp_path: Path, value: Any) -> dict[str, Any]:
    """The only posting of an answer."""
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(value))
    return rows(path, tmp_path / "home")[0]


def test_greenhouse(tmp_path: Path) -> None:
    """Prevents a board's escaped HTML, pay in cents, or day of first publication from being misread."""
    held = staged(FIXTURES / "greenhouse", Home(tmp_path), delivered=None)
    assert (held.manifest["layout"], held.manifest["source"]) == ("greenhouse", "greenhouse")
    assert (held.manifest["delivered_on"], held.manifest["delivered_on_basis"]) == (
        "2026-10-31", "delivery.json",
    )  # fmt: skip
    first, second, third = accepted(held)
    assert first["source_posting_id"] == "4100001"
    assert first["posted_date"] == date(2026, 9, 30)
    assert first["description"] == (
        "We keep freight moving & on time.\n\nWhat you bring\n\n• AWS Certified Solutions Architect\n"
        "• <5 years of paging is fine\n\nWrite to [email]."
    )
    assert (first["salary_min"], first["salary_max"], first["salary_unit"], first["salary_currency"]) == (
        130_000, 170_000, "YEAR", "USD",
    )  # fmt: skip
    assert (first["city"], first["state"], first["country"]) == ("Columbus", "OH", "US")
    assert second["posted_date"] == date(2026, 10, 2), "the last change, where no first publication is given"
    assert third["location_text"] == "Denver, Colorado, United States", "the office, where no place is given"
    assert [row["is_remote"] for row in (first, third)] == [None, None], "the board does not say"


def test_an_employer_is_named_by_the_board_by_delivery_json_or_by_an_address(tmp_path: Path) -> None:
    """Prevents postings without an employer where something says whose they are."""
    held = accepted(staged(FIXTURES / "greenhouse", Home(tmp_path), delivered=DAY))
    assert [row["employer_name"] for row in held] == [
        "Brindlewood Analytics, Inc.", "Brindlewood Analytics", "quarrystone.example",
    ]  # fmt: skip
    lever = rows(FIXTURES / "lever" / "postings.json", tmp_path / "lever")
    assert lever[0]["employer_name"] == "jobs.lever.co/northlight"


def test_what_is_no_posting_is_quarantined(tmp_path: Path) -> None:
    """Prevents an item that is no object, or has no title, from vanishing or from ending the delivery."""
    held = staged(FIXTURES / "greenhouse", Home(tmp_path), delivered=DAY)
    assert held.manifest["read_count"] == 5
    assert [(row["reason"], row["value"]) for row in quarantined(held)] == [
        ("title is blank", None), ("item is not an object", "quarrystone-1.json, item 1"),
    ]  # fmt: skip


def test_lever(tmp_path: Path) -> None:
    """Prevents requirements from losing their headings, and milliseconds from being read as anything else."""
    first, second = rows(FIXTURES / "lever" / "postings.json", tmp_path)
    assert first["posted_date"] == date(2026, 10, 1)
    assert first["description"] == (
        "Northlight Gauges measures rivers.\n\nYou will guard what it learns.\n\n"
        "What you will do\n• Run the cloud accounts\n• Teach the rest of us\n\n"
        "Required:\n• CISSP or Security+\n• Bachelor's degree\n\n"
        "We hire people of every background.\n\nPlus a yearly bonus."
    )
    assert (first["salary_min"], first["salary_max"], first["salary_unit"]) == (128_000, 152_500.5, "YEAR")
    assert (first["location_text"], first["country"]) == ("Austin, TX; Boston, MA", "US")
    assert (second["salary_min"], second["salary_unit"]) == (24, "HOUR")
    assert second["description"] == "Answer the telephone.\nBe kind.", (
        "the plain text, where there is no HTML"
    )
    assert [row["is_remote"] for row in (first, second)] == [False, True]


def test_ashby(tmp_path: Path) -> None:
    """Prevents equity from being taken for pay, and hybrid work, which the board flags remote, for remote."""
    first, second = rows(FIXTURES / "ashby" / "board.json", tmp_path)
    assert (first["salary_min"], first["salary_max"], first["salary_unit"], first["salary_currency"]) == (
        165_000, 210_000, "YEAR", "USD",
    )  # fmt: skip
    assert (second["salary_min"], second["salary_max"], second["salary_unit"]) == (28, 34, "HOUR")
    assert (first["city"], first["state"], first["country"]) == ("New York City", "NY", "US")
    assert first["location_text"] == "New York Office; Toronto"
    assert first["description"] == "Train models.\n\nYou have\n\n• a TensorFlow Developer Certificate"
    assert second["description"] == "Keep the lights on."
    assert [row["is_remote"] for row in (first, second)] == [False, True]
    assert first["posted_date"] == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("createdAt", "reason"), [(None, "posted_date is missing"), (10**17, "posted_date cannot be read")]
)
def test_a_time_that_is_none(tmp_path: Path, createdAt: Any, reason: str) -> None:
    """Prevents a time beyond the calendar from ending in a traceback."""
    postings = json.loads((FIXTURES / "lever" / "postings.json").read_text())
    postings[0]["createdAt"] = createdAt
    path = tmp_path / "postings.json"
    path.write_text(json.dumps(postings))
    held = staged(path, Home(tmp_path / "home"), delivered=DAY)
    assert held.manifest["quarantine_reasons"] == {reason: 1}


def test_fields_that_changed_their_kind(tmp_path: Path) -> None:
    """Prevents a board's new shape of a field from ending the delivery: the posting counts without it."""
    job = {"id": 7, "title": "Analyst", "absolute_url": "x", "location": "Dallas", "updated_at": "2026-10-01",
           "content": 5, "offices": "all", "pay_input_ranges": {"min_cents": "many"}}  # fmt: skip
    found = answer(tmp_path, {"jobs": [job], "meta": {"total": 1}})
    assert (found["title"], found["source_posting_id"], found["salary_min"]) == ("Analyst", "7", None)
    posting = {"id": "a", "text": "Clerk", "categories": None, "createdAt": 1790812800000, "hostedUrl": None,
               "lists": {"text": "Needs", "content": [1]}, "salaryRange": [1, 2]}  # fmt: skip
    assert answer(tmp_path, [posting])["title"] == "Clerk"
    posting = {"id": "b", "text": "Cle\ud83drk", "categories": {}, "createdAt": 1790812800000}
    found = answer(tmp_path, [posting | {"hostedUrl": "https://[lever"}])
    assert (found["title"], found["employer_name"]) == ("Cle?rk", None)
    listed = {
        "title": "Cook",
        "jobUrl": "y",
        "publishedAt": "2026-10-01",
        "address": [],
        "compensation": "much",
    }
    assert answer(tmp_path, {"jobs": [listed], "apiVersion": "1"})["title"] == "Cook"
