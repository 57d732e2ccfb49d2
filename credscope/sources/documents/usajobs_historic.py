"""Historical announcements of USAJOBS: answers of /api/historicjoa, and their texts of …/announcementtext.

The two come from different addresses and share the control number. Texts are kept on disk while the
announcements are read, because a year of them does not fit in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from credscope.errors import CredscopeError
from credscope.sources.documents.document import Board, Document, Layout, Reading, Row
from credscope.sources.documents.usajobs_search import COLUMNS, SOURCE, placed
from credscope.sources.documents.values import first, headed, joined, listed, obj, rows_of, text

_NUMBER = "usajobscontrolnumber"
_TITLE = "positiontitle"
_PARTS = ("city", "state", "country")
Texts = Callable[[str], dict[str, Any]]
"""The parts of an announcement's text, by its number."""


def _small(item: Any) -> dict[str, Any]:
    """An object by its names in small letters: answers of different years write them differently."""
    return {key.lower(): value for key, value in obj(item).items()}


def _items(value: Any) -> Any:
    answer = _small(value)
    return [value] if _NUMBER in answer else answer.get("data")


def _recognised(document: Document) -> bool:
    answer = _small(document.value)
    items = _items(document.value)
    if isinstance(items, list) and any(_NUMBER in _small(item) for item in items[:20]):
        return True
    return items == [] and "metadata" in obj(answer.get("paging"))


def _rows(document: Document, board: Board, texts: Texts = lambda number: {}) -> Iterator[Row]:
    yield from rows_of(_items(document.value), document.place, partial(_row, texts=texts))


def _row(item: dict[str, Any], texts: Texts) -> Row | None:
    """The row of an announcement; a text is none."""
    said = _small(item)
    if _NUMBER in said and _TITLE not in said:
        return None
    number = text(said.get(_NUMBER))
    words = texts(number) if number is not None else {}
    places = [_small(place) for place in listed(said.get("positionlocations"))]
    parts = [{part: text(place.get(f"positionlocation{part}")) for part in _PARTS} for place in places]
    low, high = text(said.get("minimumsalary")), text(said.get("maximumsalary"))
    return {
        "source_posting_id": number,
        "posted_date": text(said.get("positionopendate")),
        "valid_through": text(said.get("positionclosedate")),
        "title": text(said.get(_TITLE)),
        "employer_name": first([said.get("hiringagencyname"), said.get("hiringdepartmentname")]),
        "location_text": joined(joined(place.values(), ", ") for place in parts),
        "description": headed(
            [
                (None, words.get("summary")),
                ("Duties", words.get("duties") or words.get("majordutieslist")),
                ("Qualifications", words.get("requirementsqualifications")),
                ("Education", words.get("requirementseducation")),
                ("Conditions of Employment", words.get("requirementsconditionsofemployment")
                 or words.get("requirements")),
                ("Other Information", words.get("otherinformation")),
            ]
        ),
        "salary_min": low,
        "salary_max": high,
        "salary_unit": text(said.get("salarytype")),
        "salary_currency": "USD" if low or high else None,
        "url": f"https://www.usajobs.gov/job/{number}" if number else None,
    } | placed(parts)  # fmt: skip


def _prepare(reading: Reading) -> Callable[[Document, Board], Iterator[Row]]:
    """Look for texts first, then give rows that have them; texts without an announcement are noted."""
    reading.workspace.mkdir(parents=True, exist_ok=True)
    kept = reading.workspace / "texts.sqlite"
    announced, written = set(), set()
    with closing(sqlite3.connect(kept)) as store:
        store.execute("create table texts (number text primary key, words text)")
        for document in reading.documents():
            for item in listed(_items(document.value)):
                said = _small(item)
                number = text(said.get(_NUMBER))
                if number is None:
                    continue
                if _TITLE in said:
                    announced.add(number)
                else:
                    written.add(number)
                    store.execute("insert or replace into texts values (?, ?)", (number, json.dumps(said)))
        store.commit()
    if written and not announced:
        raise CredscopeError(
            "This delivery holds texts of announcements but no announcement: put the answers of "
            "/api/historicjoa beside those of /api/historicjoa/announcementtext."
        )
    if unannounced := len(written - announced):
        reading.notes.append(f"{unannounced:,} texts belong to no announcement of the delivery")
    if untold := len(announced - written):
        reading.notes.append(f"{untold:,} announcements have no text in the delivery")
    return partial(_rows, texts=partial(_told, kept))


def _told(kept: Path, number: str) -> dict[str, Any]:
    with closing(sqlite3.connect(kept)) as store:
        found = store.execute("select words from texts where number = ?", (number,)).fetchone()
    return json.loads(found[0]) if found else {}


USAJOBS_HISTORIC = Layout(
    "usajobs_historic", SOURCE, COLUMNS - {"is_remote"}, _recognised, _rows, _prepare, {"country": "US"}
)
