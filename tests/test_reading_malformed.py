"""Malformed text: no posting may stop a batch or take longer than seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pyarrow as pa
import pytest

from credscope.reading import read_descriptions, read_postings, read_text
from credscope.reading.occupation import OccupationCoder
from credscope.rules import Rules
from credscope.text import clean_text

MEGA = 1_000_000
LIMIT = 4.0
"""Seconds of the processor that one posting may take: what grows with the square takes hours, what grows with
the length takes less than one on a laptop, and a slow or shared machine must not fail a sound reader."""


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = Rules.load()
    read_postings(pa.table({"title": ["Analyst"], "description": ["PMP required."]}), loaded)
    return loaded


def seconds(work: Callable[[], object]) -> float:
    """Processor time of `work`; a slow run is run once more, since a shared core lengthens even that."""
    taken: list[float] = []
    while not taken or (len(taken) < 2 and taken[0] >= LIMIT):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize(
    "piece",
    [
        " ", "a", "Aa", "aaaA", "7", "(", "[", '"', "-", " - ", ".", "...", ";", "•", "\n", "\n- A\n",
        "\n\n- ", "1,", "A, ", "a.b.c.", "e.g. ", "A/B/C/", "A-B-C-", "www.a.com/",
        "\x00\x01\x02", "\u200b", "\u2028",
        "😀", "שלום ", "مرحبا ", "İ", "ß", "A\u0301",
        "certified ", "Certified ", "certification ", "license ", "licensed as a ", "Certified Abc ",
        "Certified Abc (X) ", "Certified Abc, Def and Ghi (ADG) or ", "Level II X certified ", "or relevant ",
        "certifications such as A, B, ", "CPA, CIA ", "CPA, CIA, or similar certification ", "PMP", "PMP, ",
        "PMP or ", "(PMP) ", "Driver's license ", "one of the following ", "obtain within ", "in lieu of ",
        "we are certified ", "and, ", "and the or ", "ability to ", "must ",
        "Bachelor's degree or ", "degree ", "high school diploma or ", "education for ",
        "equivalent experience ", "combination of ", "experience or a ",
        "Preferred ", "Preferred and Skills ", "Job ", "What You Will ", "Required: ", "requirements, ",
        "benefits and ", "key and core ",
    ],
)  # fmt: skip
def test_nothing_repeated_takes_long(piece: str, rules: Rules) -> None:
    """Fails when a pattern, or what is done for every anchor, grows with the square of the text."""
    text = piece * (MEGA // len(piece))
    assert seconds(lambda: read_text(text, rules)) < LIMIT


@pytest.mark.parametrize("piece", ["a", "Analyst ", "A, ", "(", "senior data ", "😀", "\n"])
def test_no_title_or_employer_takes_long(piece: str, rules: Rules) -> None:
    """Fails when a title or a text of a megabyte is gone through for ever for its occupation."""
    text = piece * (MEGA // len(piece))
    coder = OccupationCoder(rules)
    assert seconds(lambda: coder.code(text, text, text)) < LIMIT


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<li>", "</div>", "<p>PMP required</p>", "<table><tr><td>", "<div ", "<a href='", "<!--",
     "<script>", "<", "&amp;", "&lt;div&gt;", "â€", "+1 ", "+1-1-", "a@b.", "phone "],
)  # fmt: skip
def test_no_markup_takes_long(piece: str) -> None:
    """Fails when ten megabytes of tags, broken accents or half a telephone number hold a delivery up."""
    texts = pa.array([piece * (10 * MEGA // len(piece))])
    assert seconds(lambda: clean_text(texts)) < LIMIT


def test_ten_megabytes_of_ordinary_text_are_read_like_a_posting(rules: Rules) -> None:
    """Fails when the length alone makes a posting slow, or its beginning is not read."""
    text = "Analysts plan the work of several teams. CISSP required, PMP preferred. " * (10 * MEGA // 72)
    found: list[pa.Table] = []
    assert seconds(lambda: found.append(read_descriptions(pa.array([text]), rules))) < LIMIT
    assert {c["credential_id"] for c in found[-1]["credentials"][0].as_py()} == {"cissp", "pmp"}


def test_a_posting_that_cannot_be_read_stops_no_batch(
    rules: Rules, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Fails when one error takes the other rows of its batch with it, or is passed over in silence."""

    table = pa.table({"title": ["Analyst", "Nurse"], "description": ["PMP required.", None]})
    healthy = read_postings(table, rules)
    monkeypatch.setattr("credscope.reading.read_education", lambda *_: 1 / 0)
    rows = read_postings(table, rules)
    assert rows["credentials"].to_pylist() == [[], []] and rows["min_education"][0].as_py() == "none_stated"
    assert rows["soc_code"].equals(healthy["soc_code"])
    assert "row 0 could not be read" in caplog.text


def test_rows_keep_their_order_and_nulls(rules: Rules) -> None:
    """Fails when a posting without text or title is dropped or shifts the rows after it."""
    table = pa.table(
        {
            "title": pa.array([None, "Data Scientist", ""]),
            "description": pa.array([None, "CISSP required.", "😀"]),
            "employer_name": pa.array([None, "Invented Works", None]),
        }
    )
    rows = read_postings(table, rules).to_pylist()
    assert [len(row["credentials"]) for row in rows] == [0, 1, 0]
    assert [row["soc_code"] for row in rows] == [None, "15-2051", None]
