"""What a person looks at next: the review list in the right order, and references that may be missing."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.errors import CredscopeError
from credscope.home import SEEDS, Home
from credscope.reading.occupation import OccupationCoder
from credscope.readings import read_month
from credscope.reference import ONET_VERSION, fetch
from credscope.review import review
from credscope.rules import Rules


def lake_month(home: Home, titles: list[str], descriptions: list[str], **columns: object) -> Path:
    """A month of postings a, b, c … without delivered codes, at the place where the lake keeps it."""
    path = home.posting_month("invented", "2021-03")
    path.parent.mkdir(parents=True)
    count = len(titles)
    table = pa.table(
        {
            "delivery_id": ["d"] * count, "row_number": list(range(count)),
            "posting_id": [chr(ord("a") + number) for number in range(count)],
            "title": titles, "description": descriptions,
            "employer_name": pa.nulls(count, pa.string()),
            "occupation_code": pa.nulls(count, pa.string()),
            "occupation_scheme": pa.nulls(count, pa.string()),
            "credential_names": pa.nulls(count, pa.list_(pa.string())),
        } | columns
    )  # fmt: skip
    pq.write_table(table.replace_schema_metadata({b"credscope.key": b"k"}), path)
    return path


def reviewed(home: Home) -> list[dict[str, str]]:
    review(home, home.root / "review.csv")
    with (home.root / "review.csv").open(newline="") as handle:
        return list(csv.DictReader(handle))


def test_review_lists_by_postings_times_doubt(tmp_path: Path) -> None:
    """Fails when a doubtful title or unknown name is missing, or many slight doubts hide a grave one."""
    home = Home(tmp_path)
    delivered = pa.array([["PMP"], None, ["Invented Name"], None, None, None], pa.list_(pa.string()))
    lake_month(
        home,
        ["Zzyx", "Zzyx", "Data Scientist", "Project Manager", "Project Manager", "Project Manager"],
        ["", "", "Certified Basket Weaver (CBW).", "", "", ""],
        credential_names=delivered,
    )
    read_month(home, "invented", "2021-03", Rules.load())
    rows = reviewed(home)
    assert [(row["what"], row["value"], row["posting_count"]) for row in rows] == [
        ("doubtful_title", "zzyx", "2"),
        ("doubtful_title", "project manager", "3"),
        ("delivered_name", "Invented Name", "1"),
        ("uncatalogued_name", "Certified Basket Weaver (CBW)", "1"),
    ]
    assert rows[1]["proposal"] == "13-1082"
    assert float(rows[0]["doubt"]) == 1.0 > float(rows[1]["doubt"])


def test_a_reviewed_row_is_a_row_of_the_override_seed(tmp_path: Path) -> None:
    """Fails when an answer has to be rewritten before the seed takes it, or the title stays on the list."""
    home, seeds = Home(tmp_path / "home"), tmp_path / "seeds"
    lake_month(home, ["Zzyx"], [""])
    read_month(home, "invented", "2021-03", Rules.load())
    (row,) = reviewed(home)
    shutil.copytree(SEEDS, seeds)
    with (seeds / row["seed"]).open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerow(
            [row["value"], "15-2051", "Invented.", row["added_on"]]
        )
    before, after = Rules.load(), Rules.load(seeds)
    assert after.version != before.version
    read_month(home, "invented", "2021-03", after)
    assert reviewed(home) == []


def onet_file(home: Home, *rows: tuple[str, str]) -> None:
    """A fetched file in O*NET's layout with the given codes and titles."""
    path = home.root / "reference" / f"onet_{ONET_VERSION}_alternate_titles.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["O*NET-SOC Code\tTitle\tAlternate Title\tShort Title\tSource(s)"]
    lines += [f"{code}\tOfficial\t{title}\tn/a\t04" for code, title in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_fetched_titles_code_what_the_lexicon_leaves_open(tmp_path: Path) -> None:
    """Fails when fetched titles are not used, overrule the lexicon, or come under the same version."""
    home = Home(tmp_path)
    bare = Rules.load(home=home)
    onet_file(
        home, ("15-2051.00", "Zzyx Wrangler"), ("53-3032.00", "Data Scientist"),
        ("11-1011.00", "Quuz Keeper"), ("43-9061.00", "Quuz Keeper"),
    )  # fmt: skip
    fetched = Rules.load(home=home)
    assert fetched.version != bare.version == Rules.load().version
    coder = OccupationCoder(fetched)
    assert OccupationCoder(bare).code("Sr. Zzyx Wranglers").soc_code is None
    assert coder.code("Sr. Zzyx Wranglers").soc_code == "15-2051"
    assert coder.code("Data Scientist").soc_code == "15-2051"
    assert coder.code("Quuz Keeper").soc_code is None


def test_fetch_without_network_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    """Fails when a missing network ends in a traceback or leaves half a file."""
    with pytest.raises(CredscopeError, match="nothing was changed"):
        fetch(Home(tmp_path), "http://127.0.0.1:9/titles.txt")
    assert list(tmp_path.iterdir()) == []
