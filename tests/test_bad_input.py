"""Files as they should not come: each ends in rows accepted, rows quarantined, or one refusal."""

from __future__ import annotations

import gzip
import re
import resource
from pathlib import Path

import make
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from taking import accepted, quarantined, staged

from credscope.cli import main
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.intake import Staged
from credscope.sources.csv_file import RAGGED

HEADER = "title,posted_date,description,salary_min\n"
ROWS = HEADER + "Señor Engineer,2021-03-05,Zürich café,100\nAnalyst,2021-03-06,Naïve,2\n"
ONE_SENTENCE = re.compile(r"[^\n]+[.)]")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def taken(home: Home, name: str, content: bytes) -> Staged:
    """The delivery that is `content` under `name`, staged; its rows must be accounted for."""
    path = home.root.parent / name
    path.write_bytes(content)
    held = staged(path, home)
    assert held.manifest["read_count"] == len(accepted(held)) + len(quarantined(held))
    return held


def refusal(home: Home, name: str, content: bytes | None = None) -> str:
    """The one sentence that a delivery is refused with; nothing of it is left."""
    path = home.root.parent / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CredscopeError) as refused:
        staged(path, home)
    assert name in str(refused.value) and ONE_SENTENCE.fullmatch(str(refused.value))
    assert not list(home.staging.glob("*")) and not home.deliveries.exists()
    return str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32"),
        ("latin-1", "Windows-1252"), ("cp1252", "Windows-1252"), ("utf-8", None), ("utf-8-sig", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_every_encoding_says_the_same(home: Home, encoding: str, note: str | None, form: str) -> None:
    """Prevents accents from being lost, and a file without a byte-order mark from being taken for binary."""
    text = ROWS
    if form == "jsonl":
        rows = [make.posting(1, title="Señor Engineer", description="Zürich café"),
                make.posting(2, title="Analyst", description="Naïve")]  # fmt: skip
        path = make.write_jsonl(home.root.parent / "rows.jsonl", rows)
        text = path.read_text(encoding="utf-8")
    held = taken(home, f"a.{form}", text.encode(encoding))
    said = [(row["title"], row["description"]) for row in accepted(held)]
    assert said == [("Señor Engineer", "Zürich café"), ("Analyst", "Naïve")]
    assert [note in text for text in held.manifest["notes"] if "read as" in text] == ([True] if note else [])


def test_lines_of_two_encodings_in_one_file(home: Home) -> None:
    """Prevents one line in another encoding from spoiling the accents of all others."""
    first, second = (HEADER + "A,2021-03-05,Zürich,1\n").encode(), "B,2021-03-06,café,1\n".encode("latin-1")
    held = taken(home, "mixed.csv", first + second + "C,2021-03-07,naïve – “so”,1\n".encode())
    assert [row["description"] for row in accepted(held)] == ["Zürich", "café", "naïve – “so”"]
    assert any("not UTF-8 throughout" in note for note in held.manifest["notes"])


def test_zero_bytes(home: Home) -> None:
    """Prevents zero bytes from reaching the lake, and a binary file from being read as a table."""
    assert "is a binary file" in refusal(home, "early.csv", HEADER.encode() + b"A,2021-03-05,\0\0\0,1\n")
    many = HEADER + "A,2021-03-05,x,1\n" * 300
    held = taken(home, "late.csv", many.encode() + b"B\0C,2021-03-05,a\0b,1\n")
    assert [accepted(held)[-1][name] for name in ("title", "description")] == ["BC", "ab"]


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.gz", "a.parquet.gz"])
def test_a_truncated_gzip(home: Home, name: str) -> None:
    """Prevents the first part of a delivery from standing for the whole."""
    rows = [make.posting(number) for number in range(3000)]
    path = home.root.parent / name
    if "parquet" in name:
        plain = make.write_parquet(home.root.parent / "whole.parquet", rows)
        path.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        (make.write_csv if "csv" in name else make.write_jsonl)(path, rows)
    path.write_bytes(path.read_bytes()[:-20])
    assert "ends too early: the gzip file is cut off" in refusal(home, name)


def test_a_damaged_parquet(home: Home) -> None:
    """Prevents a Parquet file that was cut off, or whose pages are damaged, from ending in a traceback."""
    rows = [make.posting(number, description="x" * number) for number in range(3000)]
    whole = make.write_parquet(home.root.parent / "whole.parquet", rows).read_bytes()
    assert "cannot be read" in refusal(home, "cut.parquet", whole[:-30])
    damaged = bytearray(whole)
    damaged[3000:3400] = bytes(byte ^ 0xFF for byte in damaged[3000:3400])
    assert "cannot be read" in refusal(home, "damaged.parquet", bytes(damaged))


def test_ragged_rows(home: Home) -> None:
    """Prevents a row with too few or too many fields from shifting its columns or from vanishing."""
    text = HEADER + "A\nB,2021-03-05,x,1\nC,2021-03-05,x,1,,\nD,2021-03-05,x,1,more\n"
    held = taken(home, "ragged.csv", text.encode())
    assert [row["title"] for row in accepted(held)] == ["B", "C"]
    assert held.manifest["quarantine_reasons"] == {RAGGED: 2}


@pytest.mark.parametrize(
    ("name", "head", "sentence"),
    [
        ("line.csv.gz", b"title,posted_date,description\nA,2021-03-05,", "no line break within 64 million"),
        ("line.jsonl.gz", b'{"title": "', "no line break within 64 million"),
        (
            "field.csv.gz",
            b'title,posted_date,description\nA,2021-03-05,"',
            "quotation mark is probably never",
        ),
    ],
)
def test_two_gigabytes_without_an_end(home: Home, name: str, head: bytes, sentence: str) -> None:
    """Prevents one line, or one field, of two gigabytes from filling the memory."""
    path = home.root.parent / name
    block = (b"x" * 1023 + (b"\n" if name.startswith("field") else b"x")) * 1024
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(head)
        for _ in range(2048):
            stream.write(block)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sentence in refusal(home, name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600 << 10


def test_a_header_named_twice(home: Home) -> None:
    """Prevents one of two columns of a name from being picked by chance; by its case alone it is another."""
    text = "title,posted_date,posted_date,description\nA,2021-03-05,2021-03-06,x\n"
    assert "names the column 'posted_date' twice" in refusal(home, "twice.csv", text.encode())
    text = "title,Title,posted_date,description\nA,B,2021-03-05,x\n"
    assert [row["title"] for row in accepted(taken(home, "case.csv", text.encode()))] == ["A"]


def test_dates_in_many_styles(home: Home) -> None:
    """Prevents a usual style from being quarantined, and a number of seconds or days from becoming a date."""
    same = ["2021-03-05", "03/05/2021", '"March 5, 2021"', "5 Mar 2021", "05.03.2021", "20210305",
            "2021.03.05", "2021-3-5", "2021-03-05T10:00:00+05:00", "05-Mar-2021"]  # fmt: skip
    others = ["1614902400", "44260", "soon", "03/25/21"]
    lines = [f"T,{day},x,1\n" for day in [*same, *others]]
    held = taken(home, "dates.csv", (HEADER + "".join(lines)).encode())
    assert {f"{row['posted_date']}" for row in accepted(held)} == {"2021-03-05"}
    assert [row["value"] for row in quarantined(held)] == others


def test_days_first_beside_months_first(home: Home) -> None:
    """Prevents dates of which nobody can tell the order from being accepted without a word."""
    sure = [f"T,{day},x,1\n" for day in ("25/03/2021", "03/05/2021")]
    assert "writes the day first, as in row 0" in refusal(
        home, "first.csv", (HEADER + "".join(sure)).encode()
    )
    held = taken(home, "both.csv", (HEADER + "".join(sure) + "T,03/25/2021,x,1\n").encode())
    assert [row["value"] for row in quarantined(held)] == ["25/03/2021"]
    assert any("were read month first" in note for note in held.manifest["notes"])


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,234,567.89", 1234567.89), ("1.234.567,89", 1234567.89), ("1 234 567", 1234567.0),
        ("1'234'567", 1234567.0), ("$85,000", 85000.0), ("9" * 400, None), ("eighty", None),
    ],
)  # fmt: skip
def test_numbers_with_separators(home: Home, written: str, amount: float | None) -> None:
    """Prevents pay from being a thousandth of what was said, endless, or the reason to lose a posting."""
    held = taken(home, "numbers.csv", f'{HEADER}T,2021-03-05,x,"{written}"\n'.encode())
    assert [row["salary_min"] for row in accepted(held)] == [amount]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("header.csv", HEADER, "holds no rows"),
        ("untitled.csv", "job_ref,posted_date,description\n1,2021-03-05,x\n", "No layout is known"),
        ("undated.csv", "title,description\nA,x\n", "No layout is known"),
        ("deep.jsonl", '{"title": ' + "[" * 100_000 + "\n", "no JSON object"),
    ],
)
def test_nothing_to_take_in(home: Home, name: str, content: str, sentence: str) -> None:
    """Prevents an empty table, or one that says neither what nor when, from being taken for a delivery."""
    assert sentence in refusal(home, name, content.encode())


def test_a_line_that_json_cannot_hold(home: Home) -> None:
    """Prevents one line with a number of thousands of digits from refusing all others."""
    line = '{"title": "A", "posted_date": "2021-03-05", "description": "x", "salary_min": %s}\n'
    held = taken(home, "digits.jsonl", (line % "1" + line % ("9" * 5000)).encode())
    assert held.manifest["quarantine_reasons"] == {"line is not a JSON object": 1}


def test_columns_of_other_types(home: Home) -> None:
    """Prevents numbers where text is meant, and text where numbers are, from ending in a traceback."""
    path = home.root.parent / "types.parquet"
    table = {
        "title": [1, 2], "posted_date": [20210305, 20210306], "description": [1.5, None],
        "salary_min": ["much", "2"], "credential_names": [7, 8], "employer_name": [True, False],
    }  # fmt: skip
    pq.write_table(pa.table(table), path)
    rows = accepted(staged(path, home))
    assert [(row["title"], row["salary_min"], row["description"]) for row in rows] == [
        ("1", None, "1.5"), ("2", 2.0, None),
    ]  # fmt: skip
    wide = pa.table(
        {
            "title": pa.array(["A", None]),
            "posted_date": pa.array([1614902400000000000, None], pa.timestamp("ns", tz="UTC")),
            "description": pa.array([b"\xff\xfe", b"x"]),
            "salary_min": pa.array([1, 2], pa.decimal128(12, 2)),
            "location_text": [{"a": 1}, {"a": 2}],
        }
    )
    pq.write_table(wide, path)
    held = staged(path, home)
    assert [row["salary_min"] for row in accepted(held)] == [1.0] and len(quarantined(held)) == 1


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the command prints for people when it fails: one line, and exit code 1."""
    monkeypatch.setattr("sys.argv", ["credscope", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_commands_end_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents tracebacks where the file that a command is given is something else."""
    (tmp_path / "README.parquet").write_text("# A project\n")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "labels.jsonl").write_text('{"x": 1}\n')
    output = str(tmp_path / "out.parquet")

    def read(name: str) -> str:
        return said(capsys, monkeypatch, "read", str(tmp_path / name), "--output", output)

    assert read("README.parquet").endswith("README.parquet is named .parquet but is no Parquet file.")
    assert "other.csv has no column for the title" in read("other.csv")
    assert "There is no file" in read("missing.csv")
    assert "labels.jsonl: line 1 lacks id" in said(
        capsys, monkeypatch, "accuracy", str(tmp_path / "labels.jsonl")
    )
    assert not Path(output).exists()
