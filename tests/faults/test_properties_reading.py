"""Generated texts: a reading points into its text and does not depend on the texts beside it."""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from generating import CELLS, FULL, SEED, tries
from hypothesis import given
from hypothesis import strategies as st

from credscope.contract import EDUCATION_LEVELS, KINDS, READING_FIELDS, STATUSES
from credscope.home import Home
from credscope.read_file import OUTPUT, read_file
from credscope.reading import read_postings
from credscope.rules import Rules

RULES = Rules.load()
NAMES = sorted({credential.name for credential in RULES.credentials})
WORDS = (
    "\n", "\n\n", "\r\n", "required", "preferred", "is a plus", "or", "and", "/", ",", ";", ":", "-", "•",
    "*", "(", ")", "Requirements:", "Preferred Qualifications", "Education", "must have",
    "must obtain within 6 months", "or equivalent", "Bachelor's degree", "BS/MS", "high school diploma",
    "PhD", "degree in", "certification", "4 years of experience in lieu of degree", "certified", "license",
    "valid driver's license", "certificate", "accredited", "such as", "any of", "one of the following",
    "We offer", "Software Developer", "nurse", "the", "not", "no", "A+", "PMP", "CCNA", "RN", "CPA",
)  # fmt: skip
EDGES = ("", " ", " ", "", "\u0301", "\u200d", "İ", "ß", "ﬁ", "\U0001f469")
TITLES = (
    "Software Developer",
    "Registered Nurse - Nights",
    "Sr. Data Scientist II",
    "Driver",
    "",
    "İT Manager",
)


def texts(pieces: list[str], count: int, seed: int) -> list[str | None]:
    """Texts of the pieces, of credentials' names and of usual words; one is empty, one missing."""
    chance = np.random.default_rng(seed)
    stock = [*pieces * 5, *chance.choice(NAMES, 40), *WORDS]
    found: list[str | None] = [None, ""]
    for length in chance.integers(1, 40, count - 2):
        words = chance.choice(len(stock), length)
        edges = chance.choice(EDGES, length)
        found.append("".join(f"{stock[word]}{edge}" for word, edge in zip(words, edges, strict=True)))
    return found


def table(pieces: list[str], count: int, seed: int) -> pa.Table:
    """Postings with such a text, and a title that is a usual one or one of the pieces."""
    chance = np.random.default_rng(seed + 1)
    titles = [str(title) for title in chance.choice([*TITLES, *pieces], count)]
    employers = [str(name) for name in chance.choice(["Invented Works", "", *pieces], count)]
    return pa.table({"title": titles, "employer_name": employers, "description": texts(pieces, count, seed)})


def assert_points_into(row: dict[str, Any]) -> None:
    """Assert of one reading that all it says stands in the text it was read from, in known words."""
    text = row["description"] or ""
    for mention in row["credentials"]:
        assert 0 <= mention["start"] < mention["end"] <= len(text)
        assert mention["surface"] == text[mention["start"] : mention["end"]]
        assert mention["status"] in STATUSES
        assert mention["credential_id"] is None or (mention["name"] and mention["kind"] in KINDS)
    for evidence in row["education_evidence"]:
        assert 0 <= evidence["start"] < evidence["end"] <= len(text)
        assert evidence["says"] in ("minimum", "preferred", "substitution")
    assert row["min_education"] in EDUCATION_LEVELS
    assert row["preferred_education"] in (*EDUCATION_LEVELS, None)
    assert row["degree_substitutable"] in (True, False, None)
    assert (row["soc_code"] is None) or 0 <= row["soc_probability"] <= 1
    assert row["soc_code"] is None or row["soc_code"] != row["soc_runner_up"]


def test_readings_point_into_their_text(tried: Callable[..., None], caplog: pytest.LogCaptureFixture) -> None:
    """Prevents a span beside its text, an unknown word, a row out of place, a text that cannot be read."""
    counted: Counter[str] = Counter()

    @tries(part=5, full=40)
    @given(st.lists(CELLS, min_size=1, max_size=6), st.integers(0, 2**32 - 1), st.data())
    def check(pieces: list[str], seed: int, data: st.DataObject) -> None:
        count = 400 if FULL else 100
        given_rows = table(pieces, count, seed)
        counted["rows"] += count
        found = read_postings(given_rows, RULES)
        assert found.column_names == [*given_rows.column_names, *(field.name for field in READING_FIELDS)]
        assert found.select(given_rows.column_names).equals(given_rows), "one row out per row in, in order"
        for row in found.to_pylist():
            assert_points_into(row)
        at = data.draw(st.integers(0, count))
        parts = [read_postings(part, RULES) for part in (given_rows.slice(at), given_rows.slice(0, at))]
        assert pa.concat_tables([parts[1], parts[0]]).combine_chunks().equals(found.combine_chunks()), (
            "a batch reads as its parts do"
        )

    with caplog.at_level(logging.WARNING, "credscope.reading"):
        check()
    assert caplog.records == [], "a text could not be read"
    tried("a generated text", counted["rows"])


def test_a_file_comes_out_row_by_row(tmp_path: Path, tried: Callable[..., None]) -> None:
    """Prevents `credscope read` from losing, doubling or moving a row of a file with odd cells."""
    count = 5000 if FULL else 300
    rows = [
        make.posting(
            number, title=row["title"], employer_name=row["employer_name"], description=row["description"]
        )
        for number, row in enumerate(table(["\x00", "İ", "a\r\nb"], count, SEED).to_pylist())
    ]
    with tempfile.TemporaryDirectory() as folder:
        read = [
            _read(write(Path(folder) / f"rows.{form}", rows), Path(folder) / f"{form}.out.parquet", tmp_path)
            for form, write in (("jsonl", make.write_jsonl), ("parquet", make.write_parquet))
        ]
    assert read[0].equals(read[1])
    assert read[0].schema.names == OUTPUT.names
    assert read[0]["row_number"].to_pylist() == list(range(count))
    assert read[0]["posting_id"].to_pylist() == [row["source_posting_id"] for row in rows]
    tried("a generated row read from a file", 2 * count)


def _read(path: Path, output: Path, home: Path) -> pa.Table:
    read_file(path, output, id_column="source_posting_id", home=Home(home))
    return pq.read_table(output)
