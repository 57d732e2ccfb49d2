"""Deliveries of documents: recognised without being told, refused in one sentence, nothing uncounted."""

from __future__ import annotations

import gzip
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import make
import pytest
from document_files import FIXTURES, job_posting
from taking import accepted, staged, take

from credscope import lake
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.sources import detect, json_file

DAY = date(2026, 10, 31)
LAYOUTS = {
    "greenhouse": "greenhouse",
    "lever": "lever",
    "ashby": "ashby",
    "usajobs_search": "usajobs",
    "usajobs_historic": "usajobs",
    "schema_org": "schema_org",
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def write(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_layout_reaches_the_lake(home: Home, name: str) -> None:
    """Prevents a layout from being recognised and yet not becoming postings of the lake, or losing rows."""
    manifest = take(FIXTURES / name, home, delivered=DAY)
    assert (manifest["layout"], manifest["source"], manifest["mapping"]) == (name, LAYOUTS[name], None)
    assert manifest["read_count"] == manifest["accepted_count"] + manifest["quarantined_count"] > 0
    assert manifest["accepted_count"] > 0
    assert lake.months(home)


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"schema_org"}))
def test_zipped_documents_say_the_same(tmp_path: Path, name: str) -> None:
    """Prevents answers that were kept zipped from being passed over."""
    plain, zipped = FIXTURES / name, tmp_path / "zipped"
    for path in plain.glob("*.json"):
        if path.name == "delivery.json":
            write(zipped / path.name, path.read_text())
        else:
            (zipped / "pages").mkdir(parents=True, exist_ok=True)
            (zipped / "pages" / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    one, other = (
        [row | {"delivery_id": ""} for row in accepted(staged(path, Home(tmp_path / at), delivered=DAY))]
        for path, at in ((plain, "a"), (zipped, "b"))
    )
    assert one == other


def test_delivery_json_says_what_answers_do_not(tmp_path: Path, home: Home) -> None:
    """Prevents the employer, day and source that were known when a board was fetched from being lost."""
    said = {
        "layout": "lever", "delivered_on": "2026-10-30", "source": "invented_board", "fetched_with": "x",
        "boards": {"north-1": {"employer": "Northlight Gauges"}, "south": {"board": "south"}},
    }  # fmt: skip
    write(tmp_path / "fetched" / "delivery.json", said)
    postings = json.loads((FIXTURES / "lever" / "postings.json").read_text())
    write(tmp_path / "fetched" / "north-1.json", postings[:1])
    write(tmp_path / "fetched" / "south-2.json", [postings[1] | {"hostedUrl": None}])
    held = staged(tmp_path / "fetched", home, delivered=None)
    assert (held.manifest["source"], held.manifest["delivered_on"]) == ("invented_board", "2026-10-30")
    assert [row["employer_name"] for row in accepted(held)] == ["Northlight Gauges", "south"]
    assert detect(tmp_path / "fetched", source="mine", delivered=DAY).source == "mine"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"layout": "monster"}, "layout must be one of ashby, greenhouse"),
        ({"delivered_on": "soon"}, "delivered_on must be a day"),
        ({"source": "../x"}, "source must be made of small letters"),
        ({"boards": ["a"]}, "boards must be an object"),
        ([], "must be one JSON object"),
        ("{", "delivery.json is no whole JSON document"),
    ],
)
def test_a_wrong_delivery_json_is_refused(tmp_path: Path, home: Home, said: Any, sentence: str) -> None:
    """Prevents a mistake in delivery.json from being passed over."""
    shutil.copytree(FIXTURES / "lever", tmp_path / "fetched")
    write(tmp_path / "fetched" / "delivery.json", said)
    with pytest.raises(CredscopeError) as refusal:
        staged(tmp_path / "fetched", home, delivered=DAY)
    assert sentence in str(refusal.value)


def test_an_answer_of_another_shape_is_counted(tmp_path: Path, home: Home) -> None:
    """Prevents an error that a board answered from being passed over as an empty board."""
    shutil.copytree(FIXTURES / "lever", tmp_path / "fetched")
    write(tmp_path / "fetched" / "zero.json", {"ok": False, "error": "Document not found"})
    write(tmp_path / "fetched" / "null.json", "null")
    write(tmp_path / "fetched" / "empty.json", [])
    held = staged(tmp_path / "fetched", home, delivered=DAY)
    assert held.manifest["quarantine_reasons"] == {"document is not of the delivery's layout": 2}
    assert held.manifest["read_count"] == 4
    assert "1 documents or pages hold no posting" in held.manifest["notes"]


def test_two_layouts_in_one_folder_are_refused(tmp_path: Path, home: Home) -> None:
    """Prevents all postings of a board from being counted as one broken document."""
    shutil.copytree(FIXTURES / "lever", tmp_path / "mixed")
    shutil.copy(FIXTURES / "ashby" / "board.json", tmp_path / "mixed" / "zz.json")
    with pytest.raises(CredscopeError, match=r"zz\.json is of the layout ashby, the rest .* of lever"):
        staged(tmp_path / "mixed", home, delivered=DAY)


def test_a_cut_off_answer_is_refused(tmp_path: Path, home: Home) -> None:
    """Prevents half an answer from being taken for a whole one."""
    said = (FIXTURES / "ashby" / "board.json").read_text()
    with pytest.raises(CredscopeError, match=r"cut\.json is no whole JSON document at line \d+: .*cut off"):
        staged(write(tmp_path / "cut.json", said[: len(said) // 2]), home, delivered=DAY)


def test_a_document_too_large_to_be_read_whole_is_refused(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents one huge document from filling the memory."""
    monkeypatch.setattr(json_file, "MAX_BYTES", 1000)
    with pytest.raises(CredscopeError, match=r"board\.json is one JSON document of more than .* split it"):
        staged(FIXTURES / "ashby" / "board.json", home, delivered=DAY)


def test_a_board_without_postings_is_refused_as_empty(tmp_path: Path, home: Home) -> None:
    """Prevents an empty board from being taken for a table of unknown columns."""
    with pytest.raises(CredscopeError, match=r"empty\.json holds no rows"):
        staged(write(tmp_path / "empty.json", {"jobs": [], "meta": {"total": 0}}), home, delivered=DAY)


def test_nothing_says_the_day(tmp_path: Path, home: Home) -> None:
    """Prevents the clock from giving a day to answers that state none; a name may."""
    board = FIXTURES / "ashby" / "board.json"
    with pytest.raises(CredscopeError, match=r"board\.json was delivered: give it with --delivered"):
        staged(board, home, delivered=None)
    named = write(tmp_path / "ashby_2026-10-29.json", board.read_text())
    assert detect(named).delivered_on == date(2026, 10, 29)


def test_an_array_of_flat_objects_is_a_table(tmp_path: Path, home: Home) -> None:
    """Prevents a table that was written as one JSON array from needing to be rewritten."""
    records = [make.posting(1), {"title": "x"}, "no object", make.posting(2)]
    held = staged(write(tmp_path / "a.json", json.dumps(records, indent=1)), home, delivered=DAY)
    assert (held.manifest["mapping"], held.manifest["accepted_count"]) == ("contract", 2)
    assert held.manifest["quarantine_reasons"] == {
        "line is not a JSON object": 1, "posted_date is missing": 1,
    }  # fmt: skip


@pytest.mark.parametrize("first", ["{torn", "[1, 2]", "null"])
def test_json_lines_that_begin_badly_stay_a_table(tmp_path: Path, home: Home, first: str) -> None:
    """Prevents a broken first line from making a table of lines one unreadable document."""
    lines = "".join(json.dumps(make.posting(number)) + "\n" for number in (1, 2))
    held = staged(write(tmp_path / "a.json", f"{first}\n{lines}"), home, delivered=DAY)
    assert (held.manifest["accepted_count"], held.manifest["quarantined_count"]) == (2, 1)


def test_json_beside_tables_is_about_them(tmp_path: Path, home: Home) -> None:
    """Prevents a note in JSON from turning a folder of tables into something else."""
    make.write_csv(tmp_path / "parts" / "1.csv", [make.posting(1)])
    write(tmp_path / "parts" / "about.json", job_posting("Clerk"))
    assert staged(tmp_path / "parts", home, delivered=DAY).manifest["layout"] == "table"
