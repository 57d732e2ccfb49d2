"""`credscope read`: every row comes out once and in order, whatever the file's format and column names."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from make import write_csv, write_jsonl

from credscope.errors import CredscopeError
from credscope.read_file import OUTPUT, read_file

ROWS = [
    {"Job Title": "Data Scientist", "Job Description": "PMP, CISSP or CISA preferred.", "Ref": "a"},
    {"Job Title": "Truck Driver", "Job Description": "", "Ref": "b"},
    {"Job Title": "", "Job Description": "Bachelor's degree required.", "Ref": "c"},
]


@pytest.mark.parametrize(
    "name", ["jobs.csv", "jobs.csv.gz", "jobs.tsv", "jobs.jsonl", "jobs.jsonl.gz", "jobs.parquet"]
)
def test_one_row_out_per_row_in_whatever_the_format(name: str, tmp_path: Path) -> None:
    """Fails when a format loses, reorders or renames rows or columns."""
    source = tmp_path / name
    if ".jsonl" in name:
        write_jsonl(source, ROWS)
    elif name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(ROWS), source)
    else:
        write_csv(source, ROWS, delimiter="\t" if ".tsv" in name else ",")
    assert read_file(source, tmp_path / "out.parquet", id_column="Ref") == 3
    out = pq.read_table(tmp_path / "out.parquet")
    assert out.schema.names == OUTPUT.names
    rows = out.to_pylist()
    assert [(row["row_number"], row["posting_id"]) for row in rows] == [(0, "a"), (1, "b"), (2, "c")]
    assert {c["credential_id"] for c in rows[0]["credentials"]} == {"pmp", "cissp", "cisa"}
    assert [row["min_education"] for row in rows] == ["none_stated", "none_stated", "bachelor"]
    assert [row["team"] for row in rows] == ["technical_1", "none", None]


def test_ids_are_stable_and_tell_postings_apart(tmp_path: Path) -> None:
    """Fails when postings without an id of their own share one or change it between runs."""
    source = write_csv(tmp_path / "jobs.csv", ROWS)
    ids = []
    for run in range(2):
        read_file(source, tmp_path / f"{run}.parquet")
        ids.append(pq.read_table(tmp_path / f"{run}.parquet")["posting_id"].to_pylist())
    assert ids[0] == ids[1] and len(set(ids[0])) == 3


def test_html_is_read_as_text(tmp_path: Path) -> None:
    """Fails when tags hide a list item or its status."""
    row = {"title": "Analyst", "description": "<p>Preferred:</p><ul><li>CISSP</li><li>PMP</li></ul>"}
    read_file(write_csv(tmp_path / "jobs.csv", [row]), tmp_path / "out.parquet")
    mentions = pq.read_table(tmp_path / "out.parquet").to_pylist()[0]["credentials"]
    assert {(m["credential_id"], m["status"]) for m in mentions} == {
        ("cissp", "preferred"),
        ("pmp", "preferred"),
    }


@pytest.mark.parametrize(
    ("row", "options", "named"),
    [
        ({"title": "x", "colour": "y"}, {}, "description"),
        ({"title": "x", "description": "y"}, {"id_column": "nr"}, "nr"),
        ({"title": "x", "description": "y"}, {"definition": "no_such"}, "no_such"),
        ({"title": "x", "description": "y"}, {"definition": "explicit_ai_title"}, "explicit_ai_title"),
    ],
)
def test_a_mistake_is_one_sentence_and_leaves_the_output_alone(
    row: dict[str, str], options: dict[str, str], named: str, tmp_path: Path
) -> None:
    """Fails when a wrong column or definition ends in a traceback or overwrites an earlier result."""
    output = tmp_path / "out.parquet"
    output.write_bytes(b"earlier")
    with pytest.raises(CredscopeError, match=named):
        read_file(write_csv(tmp_path / "jobs.csv", [row]), output, **options)
    assert output.read_bytes() == b"earlier"


def test_definition_decides_the_team(tmp_path: Path) -> None:
    """Fails when the team ignores the definition that was asked for."""
    source = write_csv(
        tmp_path / "jobs.csv", [{"title": "Attorney", "description": "Bar admission required."}]
    )
    teams = []
    for definition in ("cset_2021", "cset_2021_broad"):
        read_file(source, tmp_path / "out.parquet", definition=definition)
        teams += pq.read_table(tmp_path / "out.parquet")["team"].to_pylist()
    assert teams == ["none", "product"]
