"""The benchmark of reading: texts counted twice, or a ratio to the wrong scan, would be published."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import results, tables
from benchmarks.contest import SCRIPTS
from benchmarks.texts import END, corpora


def write_texts(file: Path, *texts: str | None) -> Path:
    """A delivery of its own with nothing but titles and descriptions."""
    columns = {"title": ["Analyst"] * len(texts), "job_description": list(texts)}
    pq.write_table(pa.table(columns, pa.schema([(name, pa.string()) for name in columns])), file)
    return file


def test_texts_are_once_or_over_and_over(tmp_path: Path) -> None:
    """Fails when repeats are among the distinct texts, or table and bytes hold other texts."""
    files = [write_texts(tmp_path / "a.parquet", "one", "two", "one", None, ""),
             write_texts(tmp_path / "b.parquet", "two", "th\x1eee")]  # fmt: skip
    made = corpora(tmp_path / "work", files, megabytes=1)
    distinct, repeated = made["distinct"], made["repeated"]
    assert distinct.flat.read_bytes().split(END) == [b"one", b"two", b"th ee", b""]
    assert pq.read_table(distinct.table)["description"].to_pylist() == ["one", "two", "th ee"]
    assert (distinct.rows, distinct.size) == (3, 11)
    texts = pq.read_table(repeated.table)["description"].to_pylist()
    assert texts[:7] == ["one", "two", "one", "two", "th ee", "one", "two"]
    assert repeated.flat.read_bytes().split(END)[:-1] == [text.encode() for text in texts]
    assert 1_000_000 - 5 < repeated.size == sum(map(len, texts)) <= 1_000_000
    pq.write_table(pa.table({"title": ["Analyst"]}), tmp_path / "none.parquet")
    with pytest.raises(RuntimeError, match="no column description"):
        corpora(tmp_path / "work", [tmp_path / "none.parquet"], megabytes=1)


def test_the_plain_loop_finds_whole_words(tmp_path: Path) -> None:
    """Fails when the loop that reading is compared with looks for something else than the names."""
    words = {"names": ["cpa", "certified ice carver"], "short_forms": ["PMP"]}
    (tmp_path / "words.json").write_text(json.dumps(words))
    (tmp_path / "texts.bin").write_bytes(END.join([b"PMP or cpas", b"Certified Ice Carver, CPA", b""]))
    command = [
        sys.executable,
        str(SCRIPTS / "re_loop.py"),
        *(str(tmp_path / n) for n in ("words.json", "texts.bin")),
    ]
    said = json.loads(subprocess.run([*command, "1000"], capture_output=True, check=True).stdout)
    assert said["hits"] == 3 and said["bytes"] == 36


def row(who: str, corpus: str, cores: int, size: int, seconds: float) -> dict[str, object]:
    costs = {"bytes": size, "seconds": seconds, "cpu_seconds": seconds, "peak_bytes": 10**9}
    return {"who": who, "corpus": corpus, "cores": cores, **costs}


def test_ratios_are_of_the_same_texts(tmp_path: Path) -> None:
    """Fails when repeated texts are held against a scan of the distinct ones, or one core against all."""
    record = {
        "scale": 1.0,
        "corpora": {"distinct": {"rows": 10, "bytes": 10**8}, "repeated": {"rows": 100, "bytes": 10**9}},
        "missing": None,
        "machine": {"processor": "P", "cores": 2, "memory_bytes": 2**34, "python": "3.11", "revision": None,
                    "date": "2026-01-01"},
        "measured": [
            row("hyperscan", "distinct", 1, 10**8, 1.0), row("hyperscan", "distinct", 2, 10**8, 0.5),
            row("reading", "distinct", 2, 10**8, 4.0), row("re", "distinct", 1, 10**6, 10.0),
            row("hyperscan", "repeated", 1, 10**9, 5.0), row("reading", "repeated", 2, 10**9, 10.0),
        ],
    }  # fmt: skip
    page = results.render([], [], [record])
    assert "### Reading 1 GB of text" in page and "repeated: 100 texts, 1,000 MB" in page
    assert "| distinct: reading | 2 | 0.25 | 0.12 | 250.0 | 25 | 100 |" in page
    assert "| repeated: reading | 2 | 0.5 | n/a | 1000.0 | 100 | 1,000 |" in page
    left_out = tables.reading(
        {**record, "missing": "hyperscan is not there", "measured": record["measured"][2:4]}
    )
    assert "| distinct: reading | 2 | n/a | n/a |" in left_out and "left out: hyperscan" in left_out
