"""USAJOBS: search answers and historical announcements say the same of the same announcement."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from document_files import FIXTURES
from taking import accepted, staged

from credscope.errors import CredscopeError
from credscope.home import Home

DAY = date(2026, 10, 31)
TOLD = ("posting_id", "title", "employer_name", "posted_date", "valid_through", "country",
        "salary_min", "salary_max", "salary_unit", "salary_currency")  # fmt: skip


def test_search(tmp_path: Path) -> None:
    """Prevents a part of an announcement from being lost, or its rate from being read in the wrong unit."""
    held = staged(FIXTURES / "usajobs_search", Home(tmp_path), delivered=DAY)
    assert (held.manifest["layout"], held.manifest["source"]) == ("usajobs_search", "usajobs")
    first, second = accepted(held)
    assert first["description"].split("\n\n") == [
        "The river gauges need a network.",
        "Duties\n• Plans the network.\n• Keeps it running.",
        "Qualifications\nOne year of specialized experience. CCNA is desirable.",
        "Education\nNo substitution of education.",
        "Requirements\n• U.S. citizenship\n• Security+ within six months",
        "Conditions of Employment\nA background investigation is required.",
        "Other Information\nTravel is seldom.",
    ]
    assert first["location_text"] == "Denver, Colorado; Ramstein, Germany"
    assert (first["city"], first["state"], first["country"]) == (None, None, "US"), (
        "one place lies in the U.S."
    )
    assert (second["salary_min"], second["salary_unit"], second["is_remote"]) == (41.5, "HOUR", True)
    assert second["employer_name"] == "Department of Imaginary Affairs"
    assert first["occupation_code"] is None, "a series of the government is no SOC code"


def test_two_notices_under_one_number_are_one_posting(tmp_path: Path) -> None:
    """Prevents an internal and an external notice of one announcement from counting twice."""
    first, second = accepted(staged(FIXTURES / "usajobs_search", Home(tmp_path), delivered=DAY))
    assert first["posting_id"] == second["posting_id"]


def test_search_and_history_are_one_source(tmp_path: Path) -> None:
    """Prevents an announcement that was searched for and later taken from the history from counting twice."""
    searched = accepted(staged(FIXTURES / "usajobs_search", Home(tmp_path / "a"), delivered=DAY))[0]
    past = accepted(staged(FIXTURES / "usajobs_historic", Home(tmp_path / "b"), delivered=DAY))[0]
    assert [past[name] for name in TOLD] == [searched[name] for name in TOLD]


def test_history_is_joined_with_its_texts(tmp_path: Path) -> None:
    """Prevents texts from being put to the wrong announcement; what finds no partner is noted, not lost."""
    held = staged(FIXTURES / "usajobs_historic", Home(tmp_path), delivered=DAY)
    first, second = accepted(held)
    assert first["description"].split("\n\n") == [
        "The river gauges need a network.",
        "Duties\n• Plans the network.\n• Keeps it running.",
        "Qualifications\nCCNA is desirable.",
        "Conditions of Employment\nSecurity+ within six months",
    ]
    assert first["location_text"] == "Denver, Colorado, United States; Boise, Idaho, United States"
    assert (second["title"], second["description"], second["salary_min"]) == ("Hydrologist", None, None)
    assert held.manifest["notes"] == [
        "1 announcements have no text in the delivery",
        "1 texts belong to no announcement of the delivery",
    ]


def test_an_announcement_that_is_none_is_counted(tmp_path: Path) -> None:
    """Prevents an item that is neither announcement nor text from vanishing."""
    answer = json.loads((FIXTURES / "usajobs_historic" / "announcements-1.json").read_text())
    answer["data"] += [{"error": "timed out"}, None]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer))
    held = staged(path, Home(tmp_path / "home"), delivered=DAY)
    assert held.manifest["read_count"] == 4
    assert held.manifest["quarantine_reasons"] == {"item is not an object": 1, "title is blank": 1}


def test_texts_alone_are_refused(tmp_path: Path) -> None:
    """Prevents a folder of texts from being taken for announcements without titles."""
    shutil.copy(FIXTURES / "usajobs_historic" / "texts-1.json", tmp_path / "texts.json")
    with pytest.raises(CredscopeError, match=r"texts of announcements but no announcement"):
        staged(tmp_path / "texts.json", Home(tmp_path / "home"), delivered=DAY)


def test_items_of_a_search_as_lines(tmp_path: Path) -> None:
    """Prevents items that were collected one per line from being taken for a table of unknown columns."""
    answer = json.loads((FIXTURES / "usajobs_search" / "page-1.json").read_text())
    path = tmp_path / "items.jsonl"
    items = answer["SearchResult"]["SearchResultItems"]
    path.write_text("".join(json.dumps(item) + "\n" for item in items) + '{"cut": \n')
    held = staged(path, Home(tmp_path / "home"), delivered=DAY)
    assert (held.manifest["layout"], held.manifest["accepted_count"]) == ("usajobs_search", 2)
    assert held.manifest["quarantine_reasons"] == {"document cannot be read": 1}
