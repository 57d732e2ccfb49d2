"""Deliveries that are built to do harm as files: links, devices, bombs, nesting without end, names of places.

Each ends in one sentence with nothing taken in, or with the rows that are there. Files that are merely broken
are in test_bad_input.py.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from taking import accepted, staged, take

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.sources import files, folders
from orchestration.sensors import look

Tried = Callable[..., None]
ROWS = [make.posting(number) for number in range(3)]
PAGE = (
    '<html><script type="application/ld+json">'
    '{"@type": "JobPosting", "title": "Analyst", "datePosted": "2021-01-01"}</script></html>'
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    folder = tmp_path / "delivery"
    folder.mkdir()
    return folder


def refused(path: Path, home: Home, says: str) -> None:
    """The delivery is refused with one sentence that says `says`, soon, and nothing of it is left."""
    began = time.monotonic()
    with pytest.raises(CredscopeError, match=says) as error:
        staged(path, home)
    assert "\n" not in str(error.value) and time.monotonic() - began < 20
    assert not home.deliveries.exists() and not list(home.staging.glob("*"))


def a_table(folder: Path) -> None:
    (folder / "a.csv").symlink_to(make.write_csv(folder.parent / "own.csv", ROWS))


def a_page(folder: Path) -> None:
    (folder.parent / "own.html").write_text(PAGE)
    (folder / "p.html").symlink_to(folder.parent / "own.html")


def a_folder(folder: Path) -> None:
    make.write_csv(folder.parent / "own" / "job.csv", [make.job(1)])
    (folder / "job").symlink_to(folder.parent / "own")


def a_device(folder: Path) -> None:
    make.write_csv(folder / "a.csv", ROWS)
    (folder / "b.csv").symlink_to("/dev/zero")


def by_steps(folder: Path) -> None:
    (folder / "within").symlink_to("../..")
    (folder / "a.csv").symlink_to("within/own.csv")
    make.write_csv(folder.parent / "own.csv", ROWS)


@pytest.mark.parametrize("prepare", [a_table, a_page, a_folder, a_device, by_steps])
def test_a_link_out_of_the_delivery(
    home: Home, delivery: Path, prepare: Callable[[Path], None], tried: Tried
) -> None:
    """Prevents files of this machine from being taken in by a link that somebody delivered."""
    prepare(delivery)
    refused(delivery, home, "is a link that leads out of the delivery")
    tried("links, devices and pipes in a delivery")


def test_links_within_a_delivery(home: Home, delivery: Path) -> None:
    """Prevents harmless links, also those that lead round in a circle, from stopping a delivery."""
    (delivery / "round").symlink_to(delivery)
    (delivery / "p.html").write_text(PAGE)
    assert len(accepted(staged(delivery, home))) == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "link to a device"])
def test_what_is_no_file(home: Home, tmp_path: Path, kind: str, tried: Tried) -> None:
    """Prevents a pipe that nobody writes to, or a device without an end, from being read for ever."""
    path = tmp_path / "x.csv"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.symlink_to("/dev/zero")
    refused(path, home, "is empty")
    tried("links, devices and pipes in a delivery")


def test_a_pipe_beside_tables(home: Home, delivery: Path) -> None:
    """Prevents a pipe in a folder from keeping the tables beside it waiting."""
    make.write_csv(delivery / "a.csv", ROWS)
    os.mkfifo(delivery / "b.csv")
    assert len(accepted(staged(delivery, home))) == len(ROWS)


def test_folders_within_folders(home: Home, delivery: Path, tried: Tried) -> None:
    """Prevents nesting without end from ending in a traceback, in the intake and in the inbox's sensor."""
    (delivery / "p.html").write_text(PAGE)
    here = os.getcwd()
    try:
        os.chdir(delivery)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    refused(delivery, home, f"more than {folders.DEEPEST} of them")
    assert set(look([delivery])) == {"delivery"}
    subprocess.run(["rm", "-rf", str(delivery / "d")], check=True)  # deeper than pytest can go
    tried("nesting without end")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", "[" * 100_000 + "]" * 100_000),
        ("x.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        ("delivery.json", '{"boards":' * 100_000),
        ("layout.json", "[" * 100_000),
    ],
)
def test_json_without_end(home: Home, delivery: Path, name: str, content: str, tried: Tried) -> None:
    """Prevents values within values from exhausting the stack, wherever a JSON file is read."""
    (delivery / name).write_text(content)
    if name == "delivery.json":
        (delivery / "p.html").write_text(PAGE)
    if name == "layout.json":
        make.write_csv(delivery / "job.csv", [make.job(1)])
    refused(delivery / name if name == "x.json" else delivery, home, "is no whole JSON document")
    tried("nesting without end")


def test_a_value_without_end(home: Home, tmp_path: Path, tried: Tried) -> None:
    """Prevents one cell, one line or one script of a page from refusing all the others."""
    listed = make.posting(1, credential_names="[" * 100_000)
    held = staged(make.write_csv(tmp_path / "cell.csv", [listed, make.posting(2)]), home)
    assert len(accepted(held)) == 2
    (tmp_path / "p.html").write_text(PAGE.replace("</html>", _script('{"@graph":[' * 50_000) + "</html>"))
    assert len(accepted(staged(tmp_path / "p.html", home))) == 1
    (tmp_path / "d.html").write_text(PAGE.replace("<html>", "<html>" + "<div>" * 300_000))
    assert len(accepted(staged(tmp_path / "d.html", home))) == 1
    tried("nesting without end", 3)


def _script(said: str) -> str:
    return f'<script type="application/ld+json">{said}</script>'


@pytest.mark.parametrize("name", ["b.csv.gz", "b.jsonl.gz", "b.parquet.gz", "b.warc.gz", "b.json.gz"])
def test_a_gzip_bomb(
    home: Home, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    """Prevents a small file from unzipping for hours, or until the disk is full."""
    monkeypatch.setattr(files, "UNZIPPED_BYTES", 1 << 20)
    head = {
        "csv": b"title,posted_date,description\n", "warc": b"WARC/1.0\r\n", "json": b'[{"title": "',
        "parquet": b"PAR1", "jsonl": b'{"title": "A", "posted_date": "2021-01-01", "description": "x"}\n',
    }[name.split(".")[1]]  # fmt: skip
    line = b"A,2021-03-05,x\n" if "csv" in name else b"\n" if "jsonl" in name else b"x"
    with gzip.open(tmp_path / name, "wb") as stream:
        stream.write(head)
        for _ in range(16):
            stream.write(line * ((1 << 20) // len(line)))
    refused(tmp_path / name, home, "unzips to more than 200 times its size")
    tried("gzip bombs")


def test_a_gzip_that_repeats_itself(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a small table of much the same rows from being taken for a bomb."""
    path = make.write_csv(tmp_path / "same.csv.gz", [make.posting(1)] * 5000)
    assert len(accepted(staged(path, home))) == 5000
    monkeypatch.setattr(files, "UNZIPPED_BYTES", 1 << 10)
    varied = make.write_csv(
        tmp_path / "varied.csv.gz", [make.posting(n, title=f"T {n * n}") for n in range(99)]
    )
    assert len(accepted(staged(varied, home))) == 99


@pytest.mark.parametrize("said", ["../../../attacked", "/attacked", "a/b", "", ".", "A", "x" * 61, "x\n"])
def test_a_source_named_like_a_place(home: Home, delivery: Path, said: str, tried: Tried) -> None:
    """Prevents a delivery from naming, as its source, a folder outside the home that is then written to."""
    make.write_csv(delivery / "job.csv", [make.job(1)])
    (delivery / "layout.json").write_text(json.dumps({"source": said}))
    refused(delivery, home, "must be made of small letters")
    tried("names that lead to other places")


def test_files_named_like_a_pattern(home: Home, delivery: Path, tried: Tried) -> None:
    """Prevents a file whose name is a pattern of file names from standing for its neighbours too."""
    for number, name in enumerate(("*.parquet", "a.parquet", "[ab].parquet", "?.parquet", "b''.parquet")):
        make.write_parquet(delivery / "job" / name, [make.job(number)])
    assert take(delivery, home)["accepted_count"] == 5
    tried("names that lead to other places", 5)


def test_a_name_that_is_no_text(home: Home, tmp_path: Path, tried: Tried) -> None:
    """Prevents a name that no manifest can hold from ending in a traceback after the rows were read."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.csv"))
    try:
        make.write_csv(path, ROWS)
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    refused(path, home, "is no text in UTF-8")
    tried("names that lead to other places")


@pytest.mark.parametrize(
    "name", ["o'brien", "a*b", "a[b]", "$HOME", "{{ 7 * 7 }}", "a\nb", "\x1b]0;x", "a\\b"]
)
def test_a_home_whose_path_would_be_misread(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    """Prevents the path of a home from ending a string of SQL, matching another home, or being filled in."""
    monkeypatch.setenv("CREDSCOPE_HOME", str(tmp_path / name))
    with pytest.raises(CredscopeError, match="would be misread: set CREDSCOPE_HOME"):
        Home.find()
    tried("names that lead to other places")
