"""Malformed text: no posting may stop a batch or take long."""

from __future__ import annotations

import time

import pyarrow as pa
import pytest

from credscope.reading import read_postings, read_text
from credscope.rules import Rules

MEGA = 10_000_000


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = Rules.load()
    read_text("PMP required", loaded)
    return loaded


@pytest.mark.parametrize(
    "text",
    [
        " " * MEGA, "a" * MEGA, "Aa" * (MEGA // 2), "\n" * 1_000_000, "\x00\x01\x02" * 300_000,
        "😀" * 1_000_000,
        "שלום " * 200_000, "<div>" * 500_000, "certification " * 50_000, "Certified Abc " * 50_000,
        "PMP, " * 50_000,
        "and," * 50_000, "Bachelor's degree or " * 20_000, "(" * 300_000, "İ" * 200_000,
        "or relevant " * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_malformed_text_is_read_in_reasonable_time(text: str, rules: Rules) -> None:
    """Fails when a pattern backtracks without bound; the limit leaves room for a slow machine."""
    started = time.perf_counter()
    read_text(text, rules)
    assert time.perf_counter() - started < 8


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
