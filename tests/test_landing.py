"""How a delivery is cut into slices and put together again: nothing of it may show in the rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import make
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from taking import accepted, quarantined, staged

from credscope import landing
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.intake import Staged
from credscope.sample import write_sample
from credscope.sources import burning_glass_rows, candidates

MONTHS = ("2015-01", "2015-02", "2015-03")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def delivery(root: Path, scattered: bool = False) -> Path:
    """Three files of 40 jobs, each with days of two months, one certification each and two broken rows."""
    for place, month in enumerate(MONTHS):
        jobs, names = [], []
        for number in range(40):
            job_id = number * 3 + place if scattered else place * 100 + number
            day = f"2015-0{place + 1 + number % 2}-0{1 + number % 9}"
            jobs.append(make.job(job_id, retrieval_date=day, clean_job_title=f"Job {job_id}"))
            names += [
                {"job_id": f"{job_id}", "canon_certification": name} for name in ("B", f"A{job_id}", "B")
            ]
        jobs[7]["clean_job_title"], jobs[9]["retrieval_date"] = " ", None
        names.append({"job_id": f"stray {place}", "canon_certification": "Belongs to nothing"})
        make.write_parquet(root / "job" / f"{month}.parquet", jobs)
        make.write_parquet(root / "certification" / f"{month}.parquet", names)
    return root


def rows(held: Staged) -> list[list[dict[str, Any]]]:
    """What is in the months, apart from the delivery's name, and what is in quarantine."""
    return [[row | {"delivery_id": None} for row in part] for part in (accepted(held), quarantined(held))]


def small_slices(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Cut deliveries into slices of at most `size` rows."""
    for name in ("FEW_ROWS", "SLICE_ROWS"):
        monkeypatch.setattr(burning_glass_rows, name, size)
    monkeypatch.setattr(candidates, "SLICE_ROWS", size)


@pytest.mark.parametrize("size", [7, 40, 64])
@pytest.mark.parametrize("scattered", [False, True])
def test_slices_do_not_show(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, size: int, scattered: bool
) -> None:
    """Prevents rows from being lost, doubled or joined wrongly where slices, files and months differ."""
    folder = delivery(tmp_path / "bg", scattered)
    whole = staged(folder, home, delivered=None)
    expected, manifest = rows(whole), whole.manifest
    assert [len(part) for part in expected] == [114, 6]
    assert all(row["credential_names"] == [f"A{row['source_posting_id']}", "B"] for row in expected[0])
    assert manifest["notes"] == ["3 rows of table certification belong to no row of table job"]
    small_slices(monkeypatch, size)
    cut = staged(folder, home, delivered=None)
    assert rows(cut) == expected and cut.manifest == manifest
    for _, path in cut.months():
        numbers = pq.read_table(path)["row_number"].to_pylist()
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_text_files_are_cut_too(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Prevents a mapped table of several slices from differing from one that is taken in at once."""
    posted = [
        make.posting(n, posted_date=f"2021-0{1 + n % 4}-0{1 + n % 9}", title=f"<b>T{n}</b>")
        for n in range(90)
    ]
    write = make.write_csv if form == "csv" else make.write_jsonl
    path = write(tmp_path / f"a.{form}", [*posted, make.posting(90, title="")])
    expected = rows(staged(path, home))
    assert [len(part) for part in expected] == [90, 1]
    monkeypatch.setattr("credscope.sources.candidates.write_plain.__defaults__", (13, 10**9))
    monkeypatch.setattr("credscope.sources.files.BATCH_ROWS", 13)
    assert rows(staged(path, home)) == expected


def test_bytes_do_not_depend_on_how_many_work_at_once(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents two machines from writing different files, and a build from being done again for nothing."""
    folder = delivery(tmp_path / "bg")
    small_slices(monkeypatch, 7)
    found = []
    for workers in (1, 2, 4, 2):
        monkeypatch.setattr(landing, "MOST_WORKERS", workers)
        monkeypatch.setattr("os.cpu_count", lambda: 4)
        held = staged(folder, home, delivered=None)
        files = sorted(path for path in held.folder.rglob("*") if path.is_file())
        found.append({path.name: path.read_bytes() for path in files})
    assert all(other == found[0] for other in found[1:])


def test_texts_go_to_their_postings_wherever_they_lie(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents a text in another file than its job's from being missed, and a second one from winning."""
    folder = delivery(tmp_path / "bg")
    texts = [{"job_id": f"{job_id}", "body": f"Text {job_id}"} for job_id in (205, 3, 101)]
    make.write_parquet(folder / "posting_text" / "1.parquet", texts)
    make.write_parquet(folder / "posting_text" / "2.parquet", [{"job_id": "3", "body": "Second"}])
    small_slices(monkeypatch, 16)
    told = {
        row["source_posting_id"]: row["description"] for row in accepted(staged(folder, home, delivered=None))
    }
    assert {job_id: text for job_id, text in told.items() if text} == {
        "205": "Text 205", "3": "Text 3", "101": "Text 101",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [pa.timestamp("ms"), pa.timestamp("us"), pa.date32(), pa.string()])
def test_days_and_numbers_may_have_types_of_their_own(tmp_path: Path, home: Home, kind: pa.DataType) -> None:
    """Prevents typed files, which are read where they lie, from reading otherwise than text."""
    days = ["2015-05-03", "1980-01-01", None, "2015-05-04"]
    jobs = pa.Table.from_pylist([make.job(n, retrieval_date=day) for n, day in enumerate(days)])
    typed = jobs["retrieval_date"].cast(pa.timestamp("s")).cast(kind)
    numbers = jobs["job_id"].cast(pa.int64())
    jobs = jobs.set_column(1, "retrieval_date", typed).set_column(0, "job_id", numbers)
    (tmp_path / "bg").mkdir()
    pq.write_table(jobs, tmp_path / "bg" / "job.parquet")
    held = staged(tmp_path / "bg", home, delivered=None)
    assert [(row["source_posting_id"], f"{row['posted_date']}") for row in accepted(held)] == [
        ("0", "2015-05-03"), ("3", "2015-05-04"),
    ]  # fmt: skip
    broken = quarantined(held)
    assert [row["reason"] for row in broken] == ["posted_date is before 1990-01-01", "posted_date is missing"]
    assert broken[0]["value"].startswith("1980-01-01")


def test_a_torn_file_is_refused_in_one_sentence(tmp_path: Path, home: Home) -> None:
    """Prevents a file that breaks off within its data from leaving half a delivery or a traceback."""
    folder = delivery(tmp_path / "bg")
    path = folder / "job" / "2015-02.parquet"
    said = bytearray(path.read_bytes())
    said[4:400] = b"\xff" * 396
    path.write_bytes(bytes(said))
    with pytest.raises(CredscopeError, match=r"^bg cannot be read: [^\n]+\.$"):
        staged(folder, home, delivered=None)
    assert not list(home.staging.iterdir())


def test_a_slice_of_many_small_files_fits_into_memory(tmp_path: Path, home: Home) -> None:
    """Prevents eleven years in small monthly files, cut into two slices, from asking for files squared."""
    write_sample(tmp_path / "sample", scale=0.0004, text=False)
    held = staged(tmp_path / "sample", home, delivered=None)
    assert held.manifest["accepted_count"] > burning_glass_rows.FEW_ROWS
    assert len(held.months()) == 132
