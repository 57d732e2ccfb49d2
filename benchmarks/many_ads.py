"""A home of many ads for measuring how long linking takes: jobs of their own, and copies of some of them.

Most ads are put together from the first lines of one text and the last of another; the others copy one of
their month, as it is, with a line lost and two sentences added, or in another city. What is measured stands
in `duplicates`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.texts import SAMPLE_SCALE
from credscope.contract import LAKE, REPEATS
from credscope.home import Home
from credscope.keys import KEY
from credscope.months import GROUP_ROWS

SOURCES, MONTHS, JOBS_PER_EMPLOYER = ("board_a", "board_b"), 24, 12
EXACT, CHANGED, ELSEWHERE = 0.10, 0.05, 0.10
BOARD = "\nThis notice was collected from the page of the employer. Apply with one click on this board."
CITIES = ("Reno", "Tulsa", "Fargo", "Macon", "Boise", "Dayton", "Salem", "Waco")
NAMES = ("description", "job_description", "body", "Job Description")


def make(home: Home, size: int, base: list[list[str]]) -> None:
    """A home with `size` postings over MONTHS months and two sources, made of the sentences of `base`."""
    for source in SOURCES:
        counted = {}
        for number in range(MONTHS):
            month = f"{2020 + number // 12}-{number % 12 + 1:02d}"
            rows = size // MONTHS // len(SOURCES)
            path = home.posting_month(source, month)
            path.parent.mkdir(parents=True, exist_ok=True)
            schema = LAKE.with_metadata({KEY: f"{source}{month}{size}".encode()})
            with pq.ParquetWriter(path, schema, compression="zstd") as writer:
                for table in _tables(source, month, rows, base):
                    writer.write_table(table.cast(schema))
            counted[month] = rows
        manifest = {
            "delivery_id": source, "source": source, "delivered_on": "2022-01-31", "has_text": True,
            "columns": LAKE.names, "months": counted,
        }  # fmt: skip
        folder = home.deliveries / source
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text(json.dumps(manifest))
        pq.write_table(REPEATS.empty_table(), folder / "repeats.parquet")


def _tables(source: str, month: str, rows: int, base: list[list[str]]) -> Iterator[pa.Table]:
    chance = np.random.Generator(np.random.PCG64([int(month.replace("-", "")), SOURCES.index(source)]))
    first = date.fromisoformat(f"{month}-01")
    made: list[dict[str, Any]] = []
    for number in range(rows):
        kind = chance.random()
        if made and kind < EXACT + CHANGED + ELSEWHERE:
            row = dict(made[int(chance.integers(0, len(made)))])
            lines = row["description"].split("\n")
            if kind < CHANGED:
                del lines[int(chance.integers(0, len(lines)))]
                row["description"] = "\n".join(lines) + BOARD
            elif kind < CHANGED + ELSEWHERE:
                row["city"] = CITIES[int(chance.integers(0, len(CITIES)))]
        else:
            one, two = (base[int(chance.integers(0, len(base)))] for _ in range(2))
            lines = [*one[: len(one) * 2 // 3], *two[len(two) * 2 // 3 :]]
            job = int(chance.integers(0, 1 + rows // JOBS_PER_EMPLOYER))
            row = {
                "employer_name": f"Employer {job} Inc.", "title": f"Post {number % 40} of {job % 9}",
                "city": CITIES[number % len(CITIES)], "description": "\n".join(lines),
            }  # fmt: skip
        row |= {
            "posting_id": hashlib.md5(f"{source}{month}{number}".encode()).hexdigest()[:16],
            "posted_date": first + timedelta(days=int(chance.integers(0, 28))),
            "row_number": int(month.replace("-", "")) * 10**7 + number,
        }
        made.append(row)
        if len(made) == GROUP_ROWS or number == rows - 1:
            yield _lake(source, made)
            made = []


def _lake(source: str, rows: list[dict[str, Any]]) -> pa.Table:
    same = {
        "source": source, "delivery_id": source, "delivered_on": date(2022, 1, 31), "state": "NV",
        "posted_date_basis": "stated", "country": "US",
    }  # fmt: skip
    return pa.Table.from_pylist([{**same, **row} for row in rows], LAKE)


def texts_of(files: list[Path], folder: Path) -> list[list[str]]:
    """Texts as lists of lines or sentences; RuntimeError where no file has a column of texts."""
    tables = [pq.read_table(path) for path in files] or [_sampled(folder)]
    found = []
    for table in tables:
        names = [name for name in NAMES if name in table.column_names]
        if not names:
            raise RuntimeError("A file has no column of descriptions.")
        for text in table[names[0]].drop_null().to_pylist():
            lines = [line for line in text.replace(". ", ".\n").split("\n") if line.strip()]
            if len(lines) > 3:
                found.append(lines)
    return found


def _sampled(folder: Path) -> pa.Table:
    from credscope.sample import write_sample

    place = folder / "duplicates-texts"
    if not (place / "planted.json").exists():
        write_sample(place, scale=SAMPLE_SCALE)
    return pa.concat_tables(
        pq.read_table(path) for path in sorted((place / "posting_text").glob("*.parquet"))
    )
