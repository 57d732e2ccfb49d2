"""Every format gives the same postings, and a file that is not what it seems ends in one sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import make
import pytest
from taking import accepted, quarantined, staged

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.sources import csv_file

ROWS = [make.posting(1, title="Señor Engineer", description='Zürich\nsecond line, "quoted"'), make.posting(2)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def write(path: Path) -> Path:
    if ".parquet" in path.name:
        return make.write_parquet(path, ROWS)
    if ".jsonl" in path.name:
        return make.write_jsonl(path, ROWS)
    return make.write_csv(path, ROWS, delimiter="\t" if ".tsv" in path.name else ",")


@pytest.mark.parametrize(
    "name", ["a.csv", "a.csv.gz", "a.tsv", "a.tsv.gz", "a.jsonl", "a.jsonl.gz", "a.parquet", "plain"]
)
def test_every_format_says_the_same(tmp_path: Path, home: Home, name: str) -> None:
    """Prevents a posting from changing its identity or content with the format it came in."""
    said = [row | {"delivery_id": None} for row in accepted(staged(write(tmp_path / name), home))]
    reference = accepted(staged(write(tmp_path / "reference.jsonl"), home))
    assert said == [row | {"delivery_id": None} for row in reference]
    assert reference[0]["description"] == 'Zürich\nsecond line, "quoted"'


def test_zipped_parquet_is_read(tmp_path: Path, home: Home) -> None:
    """Prevents a .parquet.gz from being refused."""
    plain = make.write_parquet(tmp_path / "a.parquet", ROWS)
    zipped = tmp_path / "a.parquet.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert len(accepted(staged(zipped, home))) == 2


@pytest.mark.parametrize("delimiter", [";", "|", "\t"])
def test_delimiter_is_found(tmp_path: Path, home: Home, delimiter: str) -> None:
    """Prevents a semicolon table from being taken for one column."""
    path = make.write_csv(tmp_path / "a.csv", ROWS, delimiter=delimiter)
    assert len(accepted(staged(path, home))) == 2


@pytest.mark.parametrize(
    ("encoding", "note"), [("utf-8-sig", None), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")]
)
def test_encodings(tmp_path: Path, home: Home, encoding: str, note: str | None) -> None:
    """Prevents a byte-order mark from hiding the first column, and accents from being lost without a word."""
    held = staged(make.write_csv(tmp_path / "a.csv", ROWS, encoding=encoding), home)
    assert accepted(held)[0]["title"] == "Señor Engineer"
    assert [note in text for text in held.manifest["notes"]] == ([True] if note else [])


def test_ragged_rows_are_quarantined(tmp_path: Path, home: Home) -> None:
    """Prevents a row with too few or too many fields from vanishing or from shifting its columns."""
    path = tmp_path / "a.csv"
    path.write_text(
        "title,posted_date,description\nA,2021-01-01,x\nB,2021-01-01\nC,2021-01-01,x,y\nD,2021-01-02,\n"
    )
    held = staged(path, home)
    assert [row["title"] for row in accepted(held)] == ["A", "D"]
    assert [row["row_number"] for row in quarantined(held)] == [1, 2]
    assert held.manifest["quarantine_reasons"] == {csv_file.RAGGED: 2}
    assert [row["value"] for row in quarantined(held)] == ["2 instead of 3", "4 instead of 3"]
    assert held.manifest["read_count"] == 4


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path, home: Home) -> None:
    """Prevents an open quotation mark from swallowing the rest of the file as one accepted posting."""
    path = tmp_path / "a.csv"
    path.write_text('title,posted_date,description\nA,2021-01-01,x\nB,2021-01-01,"y\nC,2021-01-01,z\n')
    held = staged(path, home)
    assert held.manifest["quarantine_reasons"] == {csv_file.UNCLOSED: 1}
    assert "line 3" in quarantined(held)[0]["value"]


def test_lines_that_are_no_json(tmp_path: Path, home: Home) -> None:
    """Prevents a broken line from ending the delivery or from being skipped without a trace."""
    path = make.write_jsonl(tmp_path / "a.jsonl", ROWS)
    path.write_text(path.read_text() + '{"title": "cut o\n[1, 2]\n\n')
    held = staged(path, home)
    assert held.manifest["quarantine_reasons"] == {"line is not a JSON object": 2}
    assert held.manifest["accepted_count"] == 2


def test_half_a_character(tmp_path: Path, home: Home) -> None:
    """Prevents a character that was cut in two, as JSON can write it, from ending in a traceback."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "Clerk \\ud83d", "posted_date": "2021-01-01", "description": "x"}\n')
    assert accepted(staged(path, home))[0]["title"] == "Clerk ?"


def test_nested_json_has_dotted_columns(tmp_path: Path, home: Home) -> None:
    """Prevents nested fields from being out of a mapping's reach."""
    mapping = tmp_path / "nested.yml"
    mapping.write_text(
        "source: nested\nrecognise: [job.title]\ncolumns: {title: job.title, posted_date: on}\n"
    )
    path = make.write_jsonl(tmp_path / "a.jsonl", [{"job": {"title": "Analyst"}, "on": "2021-01-01"}])
    assert accepted(staged(path, home, mapping=mapping))[0]["title"] == "Analyst"


def test_a_header_named_twice(tmp_path: Path, home: Home) -> None:
    """Prevents one of two columns of the same name from being picked by chance; others may repeat."""
    path = tmp_path / "a.csv"
    path.write_text("title,title,posted_date,description\nA,B,2021-01-01,x\n")
    with pytest.raises(CredscopeError, match=r"a\.csv names the column 'title' twice"):
        staged(path, home)
    path.write_text("title,posted_date,description,extra,extra\nA,2021-01-01,x,1,2\n")
    assert len(accepted(staged(path, home))) == 1


def test_a_line_without_end(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a file that is one huge line from filling the memory."""
    monkeypatch.setattr(csv_file, "MAX_LINE_CHARACTERS", 1 << 20)
    path = tmp_path / "a.csv"
    path.write_text("title,posted_date,description\n" + "x" * (2 << 20))
    with pytest.raises(CredscopeError, match=r"a\.csv has no line break"):
        staged(path, home)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("blank.csv", b" \n\n", "blank.csv is empty"),
        ("header.csv", b"title,posted_date,description\n", "header.csv holds no rows"),
        (
            "cut.csv.gz",
            gzip.compress(b"title,posted_date,description\n" * 9999)[:-40],
            "cut.csv.gz ends too early",
        ),
        ("bad.csv.gz", b"\x1f\x8b\x08\x00garbage garbage garbage", "bad.csv.gz"),
        ("book.xlsx", b"PK\x03\x04rest", "book.xlsx is a spreadsheet or zip archive"),
        (
            "fake.parquet",
            b"title,posted_date\nA,2021-01-01\n",
            "fake.parquet is named .parquet but is no Parquet",
        ),
        ("cut.parquet", b"PAR1 and nothing more", "cut.parquet cannot be read"),
        ("picture.csv", b"\x89PNG\r\n\x00\x00\x00\x01", "picture.csv is a binary file"),
        ("array.json", b"[1, 2, 3]", "array.json holds no JSON object"),
        ("other.csv", b"a,b\n1,2\n", "No layout is known for other.csv"),
    ],
)
def test_what_cannot_be_read_ends_in_one_sentence(
    tmp_path: Path, home: Home, name: str, content: bytes, sentence: str
) -> None:
    """Prevents tracebacks and half-taken deliveries: the sentence names the file, the home is untouched."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CredscopeError) as refusal:
        staged(path, home)
    assert sentence in str(refusal.value)
    assert not list(home.staging.glob("*"))
    assert not home.deliveries.exists()


def test_a_path_that_is_not_there(tmp_path: Path, home: Home) -> None:
    """Prevents a traceback for a mistyped path and for a folder without tables."""
    with pytest.raises(CredscopeError, match="There is nothing at"):
        staged(tmp_path / "missing.csv", home)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CredscopeError, match="holds no CSV"):
        staged(tmp_path / "folder", home)


def test_a_folder_of_files_is_one_delivery(tmp_path: Path, home: Home) -> None:
    """Prevents row numbers from starting anew with every file of a delivery that was split."""
    make.write_csv(tmp_path / "parts" / "1.csv", ROWS[:1])
    make.write_csv(tmp_path / "parts" / "2.csv.gz", ROWS[1:])
    held = staged(tmp_path / "parts", home)
    assert [row["row_number"] for row in accepted(held)] == [0, 1]
    assert [file["name"] for file in held.manifest["files"]] == ["1.csv", "2.csv.gz"]
