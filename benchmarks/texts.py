"""The texts that reading is measured on: those of a table, once each and repeated as delivered.

The default is the sample's text, written by its own generator; others are Parquet files of real postings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope.reading import READ_FROM

SAMPLE_SCALE = 0.0005
END = b"\x1e"
"""Separates texts in the flat file that is scanned; taken out of the texts."""
_NAMES = {
    "title": ("title", "job_title", "clean_job_title"),
    "employer_name": ("employer_name", "company", "canon_employer"),
    "description": ("description", "job_description", "body"),
}


@dataclass(frozen=True)
class Corpus:
    """Texts as a table for Credscope (Parquet) and as bytes for a scan (flat); `size` in bytes of UTF-8."""

    table: Path
    flat: Path
    rows: int
    size: int


def corpora(folder: Path, files: list[Path], megabytes: int) -> dict[str, Corpus]:
    """`distinct`: every text of `files` once; `repeated`: all in their order, over and over, to the size.

    Raises RuntimeError where a file has no column of descriptions or the sample cannot be written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = [_postings(file) for file in files or _sample(folder)]
    return {
        "distinct": _written(folder, "distinct", _first_of_each(tables), None),
        "repeated": _written(folder, "repeated", cycle(tables), megabytes * 10**6),
    }


def _sample(folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "credscope.cli", "sample", "--scale", f"{SAMPLE_SCALE:g}", "--text"]
    done = subprocess.run([*command, "--output", str(folder / "sample")], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The sample could not be written: {done.stderr.strip()}.")
    return sorted((folder / "sample" / "posting_text").glob("*.parquet"))


def _postings(file: Path) -> pa.Table:
    """Title, employer and description of the rows of `file` that have a text."""
    held = pq.read_schema(file).names
    found = {name: next((one for one in usual if one in held), None) for name, usual in _NAMES.items()}
    if found["description"] is None:
        raise RuntimeError(f"{file} has no column description.")
    table = pq.read_table(file, columns=[name for name in found.values() if name is not None])
    columns = {
        name: table[held] if held is not None else pa.nulls(table.num_rows, pa.string())
        for name, held in found.items()
    }
    columns["description"] = pc.replace_substring(columns["description"], END.decode(), " ")
    whole = pa.table(columns)
    return whole.filter(pc.greater(pc.fill_null(pc.binary_length(whole["description"]), 0), 0))


def _first_of_each(tables: list[pa.Table]) -> Iterator[pa.Table]:
    seen: set[str] = set()
    for table in tables:
        texts = table["description"].to_pylist()
        yield table.filter(pa.array([not (text in seen or seen.add(text)) for text in texts], pa.bool_()))


def _written(folder: Path, name: str, tables: Iterator[pa.Table], size: int | None) -> Corpus:
    """The rows of `tables` up to `size` bytes of text, all of them where it is None."""
    table_file, flat_file = folder / f"{name}.parquet", folder / f"{name}.bin"
    rows = written = 0
    schema = pa.schema([(column, pa.string()) for column in READ_FROM])
    with pq.ParquetWriter(table_file, schema, compression="zstd") as writer, flat_file.open("wb") as flat:
        for table in tables:
            ends = pc.cumulative_sum(pc.binary_length(table["description"]).cast(pa.int64())).to_pylist()
            count = sum(written + end <= size for end in ends) if size is not None else len(ends)
            part = table.slice(0, count).select(READ_FROM).cast(schema)
            writer.write_table(part)
            for text in part["description"].to_pylist():
                flat.write(text.encode() + END)
            rows, written = rows + count, written + (ends[count - 1] if count else 0)
            if count < table.num_rows:
                break
    return Corpus(table_file, flat_file, rows, written)
