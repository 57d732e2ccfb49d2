"""What a build is compared with: the release before, whichever build is repeated or rolled back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.home import Home
from credscope.previous import PREVIOUS, write_previous

JANUARY, FEBRUARY = date(2021, 1, 1), date(2021, 2, 1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def release(home: Home, release_id: str, build_key: str, counts: dict[date, int], before: list[Any]) -> None:
    """A release of months with as many postings as told, which was compared with `before`; made current."""
    marts = home.releases / release_id / "marts"
    marts.mkdir(parents=True)
    record = {"build_key": build_key, "default_definition": "one"}
    (marts.parent / "release.json").write_text(json.dumps(record))
    months = {
        "definition_id": ["one"] * len(counts), "posted_month": list(counts),
        "posting_count": list(counts.values()), "matched_posting_count": [n // 2 for n in counts.values()],
    }  # fmt: skip
    pq.write_table(pa.table(months), marts / "demand__by_month.parquet")
    names = (
        "posted_month",
        "previous_release_id",
        "previous_posting_count",
        "previous_matched_posting_count",
    )
    kinds = (pa.date32(), pa.string(), pa.int64(), pa.int64())
    held = pa.table(
        [pa.array([row[at] for row in before], kind) for at, kind in enumerate(kinds)], list(names)
    )
    pq.write_table(held, marts / "quality__restatements.parquet")
    home.current.unlink(missing_ok=True)
    home.current.symlink_to(release_id)


def previous(home: Home, build_key: str) -> list[tuple[Any, ...]]:
    path = home.root / "previous.parquet"
    home.root.mkdir(exist_ok=True)
    write_previous(home, path, build_key)
    table = pq.read_table(path)
    assert table.schema == PREVIOUS
    return [tuple(row.values()) for row in table.to_pylist()]


def test_before_the_first_release_there_is_nothing(home: Home) -> None:
    """Prevents the first build from failing for want of a release to compare with."""
    assert previous(home, "a") == []


def test_a_build_is_compared_with_the_current_release(home: Home) -> None:
    """Prevents a change of the months from going unseen."""
    release(home, "r1", "a", {JANUARY: 10, FEBRUARY: 4}, [])
    assert previous(home, "b") == [("r1", "one", JANUARY, 10, 5), ("r1", "one", FEBRUARY, 4, 2)]


def test_a_repeated_build_is_compared_with_what_the_first_was(home: Home) -> None:
    """Prevents a release that is built again from differing from itself."""
    release(home, "r1", "a", {JANUARY: 10}, [(JANUARY, None, None, None)])
    assert previous(home, "a") == []
    release(
        home, "r2", "b", {JANUARY: 9, FEBRUARY: 3}, [(JANUARY, "r1", 10, 5), (FEBRUARY, "r1", None, None)]
    )
    assert previous(home, "b") == [("r1", "one", JANUARY, 10, 5)]
    assert previous(home, "a") == [("r2", "one", JANUARY, 9, 4), ("r2", "one", FEBRUARY, 3, 1)]
