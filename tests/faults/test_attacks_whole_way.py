"""A delivery whose every name is an attack, from the file to the release: what it left and what it did not.

Prevents names in postings, files and mappings from being run by SQL, a shell, a template, a spreadsheet or a
terminal, and from changing what is counted.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hostile
import pytest
from attacked import World

from credscope.home import SEEDS
from credscope.rules import Rules
from credscope.spreadsheet import FORMULA_STARTS, safe_cell, true_cell

Tried = Callable[..., None]
COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
LEFT = {
    hostile.FOLDER, hostile.MAPPING, "home; drop table `touch credscope_attacked` <b>é", "-table; drop.jsonl",
    "read.parquet", "review.csv",
}  # fmt: skip


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def test_every_posting_counts_as_its_harmless_twin(attacked: World, tried: Tried) -> None:
    """Prevents a name from hiding its posting, or from making it count in another team, year or twice."""
    held = attacked.mart("quality__deliveries")[0]
    assert held["read_count"] == held["accepted_count"] == len(hostile.postings())
    for mart in ("demand__by_year", "demand__by_team_year"):
        years: dict[int, Counter[str]] = {2019: Counter(), 2020: Counter()}
        for row in attacked.mart(mart):
            if row["posted_year"] in years:
                years[row["posted_year"]][json.dumps(without(row, "posted_year"), default=str)] += 1
        assert years[2019] == years[2020] and years[2019]
    total = sum(
        row["posting_count"]
        for row in attacked.mart("demand__by_year")
        if row["definition_id"] == "cset_2021" and row["posted_year"] in (2019, 2020)
    )
    assert total == len(hostile.postings())
    tried("hostile names in postings", len(hostile.postings()) // 2)


def test_names_are_kept_as_they_are(attacked: World) -> None:
    """Prevents names from being changed where nothing runs them: in Parquet and DuckDB."""
    named = {row["credential_name"] for row in attacked.mart("certifications__top_by_team")}
    for number, name in enumerate(hostile.NAMES):
        assert f"{name} {hostile.CREDENTIAL} {number}".strip() in named
    addresses = {row["url"] for row in attacked.postings}
    assert sum(address.startswith("javascript:alert(") for address in addresses) == len(hostile.postings())


def test_nothing_is_made_beside_the_home(attacked: World) -> None:
    """Prevents a name of a file, folder or source from naming a place that is written to."""
    assert {path.name for path in attacked.folder.iterdir()} == LEFT
    made = {path.name for path in attacked.folder.rglob("*attacked*")}
    assert made <= LEFT and not hostile.DATABASE.exists()
    assert sorted(os.listdir(attacked.home.postings)) == ["hostile_board"]


def test_no_cell_of_a_csv_is_a_formula(attacked: World, tried: Tried) -> None:
    """Prevents a title or a name from running when a download or the review is opened in a spreadsheet."""
    data = attacked.release / "report" / "data"
    texts = {file.name: file.read_bytes().decode() for file in data.glob("*.csv")}
    texts |= {file.name: zipfile.Path(file, file.stem).read_bytes().decode() for file in data.glob("*.zip")}
    assert len(texts) == len(list(data.glob("*.parquet"))) > 10
    texts["review.csv"] = (attacked.folder / "review.csv").read_bytes().decode()
    marked = 0
    for name, text in texts.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not cell.lstrip().startswith(FORMULA_STARTS) or _is_number(cell), (name, cell)
                marked += cell.startswith("'")
    assert marked > len(hostile.NAMES) // 3
    assert attacked.mart("demand__by_year")[0]["posting_count"] > 0
    tried("formulas in CSV files", marked)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_reviewed_name_comes_back_as_it_was(attacked: World) -> None:
    """Prevents the apostrophe of a review's cell from keeping a seed's row from finding its title."""
    rows = list(csv.DictReader((attacked.folder / "review.csv").open(newline="", encoding="utf-8")))
    delivered = {name for row in attacked.postings for name in row["credential_names"]}
    named = [row["value"] for row in rows if row["what"] == "delivered_name"]
    assert any(value.startswith("'=") for value in named)
    assert {true_cell(value) for value in named} <= delivered
    for value in ("=x", "'=x", "''=x", "'x", " +1", "-1", "plain", ""):
        assert true_cell(str(safe_cell(value))) == value


def test_a_row_of_a_seed_may_have_the_apostrophe(tmp_path: Path) -> None:
    """Prevents a decision that was copied from the review's CSV from deciding nothing."""
    seeds = shutil.copytree(SEEDS, tmp_path / "seeds")
    with (seeds / "rules" / "title_overrides.csv").open("a", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerow([safe_cell("=Cmd Analyst"), "15-2051", "Invented.", "2026-11"])
    assert Rules.load(seeds).title_overrides["=cmd analyst"] == "15-2051"


def test_nothing_that_is_printed_speaks_to_the_terminal(attacked: World) -> None:
    """Prevents a name from moving the cursor, colouring the screen or turning the reading direction."""
    for name, done in attacked.said.items():
        for said in (done.stdout, done.stderr):
            assert COMMANDS.search(said) is None, (name, ascii(COMMANDS.search(said)))
    explained = "".join(done.stdout for name, done in attacked.said.items() if name.startswith("explain"))
    assert "hostile_board" in explained


def test_refusals_are_one_sentence(attacked: World) -> None:
    """Prevents a hostile name from hiding why a delivery was refused, or from ending in a traceback."""
    done = attacked.said["refused delivery"]
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("credscope: There is nothing at ")


def test_what_programs_read_is_sound(attacked: World) -> None:
    """Prevents a name from breaking out of a string of JSON, in release.json and in the report's data."""
    assert json.loads((attacked.release / "release.json").read_text(encoding="utf-8"))["release_id"]
    scripts = sorted((attacked.release / "report" / "data").glob("*.js"))
    assert scripts
    for script in scripts:
        said = script.read_text(encoding="utf-8")
        assert "<" not in said
        called = re.fullmatch(r"credscope\.data\((\".*?\"),(.*)\);\n", said, re.S)
        assert called is not None and json.loads(called[2]) is not None


@pytest.mark.parametrize("name", ["report", "docs"])
def test_pages_are_told_by_their_place(attacked: World, name: str) -> None:
    """Prevents a page of another release, or of none, from being shown."""
    place = Path(attacked.said[name].stdout.strip())
    assert place.is_file() and place.is_relative_to(attacked.release)
