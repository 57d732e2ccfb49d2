"""Measuring and reviewing: figures that mean what they say, and the review list in the right order."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.accuracy import accuracy
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.measures import Found, likeness, paired
from credscope.readings import read_month
from credscope.reference import fetch
from credscope.review import review
from credscope.rules import Rules

LABEL = {
    "id": "1", "generic_credential": False, "min_education": "bachelor", "preferred_education": None,
    "degree_substitutable": False, "soc2018": "15-2051", "soc_sure": "high", "team": "technical_1",
    "credentials": [{"surface": "PMP", "name": "PMP", "kind": "certification", "status": "preferred"}],
}  # fmt: skip


def labelled(folder: Path, **changes: object) -> Path:
    posting = {
        "id": ["1"], "title": ["Data Scientist"], "employer_name": ["Invented Works"],
        "description": ["Bachelor's degree required. PMP preferred. CISSP required."],
    }  # fmt: skip
    pq.write_table(pa.table(posting), folder / "postings.parquet")
    path = folder / "labels.jsonl"
    path.write_text(json.dumps(LABEL | changes) + "\n")
    return path


def test_figures_count_what_was_missed_and_invented(tmp_path: Path) -> None:
    """Fails when an invented credential goes unpunished or a right one is not found."""
    printed = accuracy(labelled(tmp_path), Home(tmp_path / "home"))
    kept = json.loads(next((tmp_path / "home" / "accuracy").glob("*.json")).read_text())
    credentials = kept["figures"]["credentials"]
    assert (credentials["precision"], credentials["recall"]) == (0.5, 1.0)
    assert kept["figures"]["occupation"]["team_accuracy"] == 1.0
    assert "min_education_accuracy" in printed


def test_a_label_without_a_field_is_named(tmp_path: Path) -> None:
    """Fails when a wrong labels file ends in a traceback."""
    path = labelled(tmp_path)
    path.write_text('{"id": "1"}\n')
    with pytest.raises(CredscopeError, match="line 1 lacks credentials"):
        accuracy(path, Home(tmp_path / "home"))


def test_each_label_is_matched_once() -> None:
    """Fails when two readings of one credential both count as right."""
    labels = [{"surface": "PMP"}, {"surface": "CISSP"}]
    read = [{"surface": "PMP certification"}, {"surface": "PMP"}]
    assert paired(labels, read) == [({"surface": "PMP"}, {"surface": "PMP"})]
    assert likeness("PMP certification", "CISSP certification") == 0.0
    assert Found(2, 1, 1).f1 == pytest.approx(2 / 3)


def test_review_lists_the_largest_first(tmp_path: Path) -> None:
    """Fails when an uncoded title or unknown name is missing, or the order hides the large ones."""
    home = Home(tmp_path)
    path = home.posting_month("invented", "2021-03")
    path.parent.mkdir(parents=True)
    table = pa.table(
        {
            "delivery_id": ["d", "d", "d"], "row_number": [0, 1, 2], "posting_id": ["a", "b", "c"],
            "title": ["Zzyx", "Zzyx", "Data Scientist"],
            "employer_name": pa.nulls(3, pa.string()),
            "description": ["", "", "Certified Basket Weaver (CBW)."],
            "occupation_code": pa.nulls(3, pa.string()), "occupation_scheme": pa.nulls(3, pa.string()),
            "credential_names": pa.array([["PMP"], None, ["Invented Name"]], pa.list_(pa.string())),
        }
    )  # fmt: skip
    pq.write_table(table.replace_schema_metadata({b"credscope.key": b"k"}), path)
    read_month(home, "invented", "2021-03", Rules.load())
    assert review(home, tmp_path / "review.csv") == 3
    with (tmp_path / "review.csv").open(newline="") as handle:
        rows = [(row["what"], row["value"], row["posting_count"]) for row in csv.DictReader(handle)]
    assert rows == [
        ("uncoded_title", "zzyx", "2"),
        ("delivered_name", "Invented Name", "1"),
        ("uncatalogued_name", "Certified Basket Weaver (CBW)", "1"),
    ]


def test_fetch_without_network_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    """Fails when a missing network ends in a traceback or leaves half a file."""
    with pytest.raises(CredscopeError, match="nothing was changed"):
        fetch(Home(tmp_path), "http://127.0.0.1:9/titles.txt")
    assert list(tmp_path.iterdir()) == []
