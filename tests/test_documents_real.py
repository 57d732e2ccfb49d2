"""Real announcements and descriptions as documents, where such files lie beside the checkout."""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from document_files import job_posting, page
from taking import accepted, staged

from credscope.home import Home

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
ROWS = 200


def real(name: str, tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    """The first rows of a real file, as a file of their own and as they are."""
    path = REAL / f"{name}.parquet"
    if not path.exists():
        pytest.skip(f"{name}.parquet does not lie beside the checkout")
    batch = next(islice(pq.ParquetFile(path).iter_batches(batch_size=ROWS), 1))
    pq.write_table(pa.Table.from_batches([batch]), tmp_path / path.name)
    return tmp_path / path.name, batch.to_pylist()


def nested(row: dict[str, Any]) -> dict[str, Any]:
    """A flattened announcement as the search interface answers it."""
    descriptor: dict[str, Any] = {}
    for name, value in row.items():
        place = descriptor
        *outer, last = name.split(".")
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return {"MatchedObjectId": row["MatchedObjectId"], "MatchedObjectDescriptor": descriptor}


def test_announcements_read_as_their_flattened_table_does(tmp_path: Path) -> None:
    """Prevents the two ways in which the same announcements are delivered from telling different postings."""
    path, rows = real("usajobs_api_2021", tmp_path)
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"SearchResult": {"SearchResultItems": [nested(row) for row in rows]}}))
    searched = accepted(staged(answer, Home(tmp_path / "a"), delivered=date(2021, 12, 31)))
    flat = accepted(staged(path, Home(tmp_path / "b"), delivered=None))
    told = ("source_posting_id", "title", "posted_date", "valid_through", "location_text", "state", "country")
    assert len(searched) == len(flat) > 100
    assert [[row[name] for name in told] for row in searched] == [
        [row[name] for name in told] for row in flat
    ]
    for one, other in zip(searched, flat, strict=True):
        assert one["description"] and other["description"]
        assert abs(len(one["description"]) - len(other["description"])) < 200, "the same text, headings apart"


def test_descriptions_survive_a_page(tmp_path: Path) -> None:
    """Prevents a description from being changed by the page and the JSON around it."""
    path, rows = real("linkedin_us_2024", tmp_path)
    (tmp_path / "pages").mkdir()
    for number, row in enumerate(rows):
        posting = job_posting(row["title"], datePosted=row["posted_date"], description=row["job_description"])
        (tmp_path / "pages" / f"{number:03}.html").write_text(page(posting))
    paged = accepted(staged(tmp_path / "pages", Home(tmp_path / "a"), delivered=date(2024, 6, 1)))
    flat = accepted(staged(path, Home(tmp_path / "b"), delivered=None))
    assert [(row["title"], row["description"]) for row in paged] == [
        (row["title"], row["description"]) for row in flat
    ]
