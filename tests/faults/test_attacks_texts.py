"""Texts that are built to keep a reader busy: as long as may be, and repeating what patterns look for."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import pyarrow as pa
import pytest

from credscope.reading import read_postings
from credscope.rules import Rules
from credscope.text import LONGEST, clean_text

Tried = Callable[..., None]
UNITS = (
    "<", "<p ", "&", "&lt;", "<!--", "<b><p ", "<div><p>", "<li>x", "&#65;", "a@", "a@a.", "a.b-c+d%", "(",
    "1-", "+1 ", "+1(1(1(1", " ", "\n", "\t x", "a", "1", ".", "-", "Ã©", "â€", "certified ", "A+ ", "or ",
    "certification in ", "bachelor's degree or ", "PMP, ", "CPA/", "AWS (", "10 years or ", "cert-",
    "within 6 months of ", "ABC/DEF ", "must have or obtain ", "license or certification, ",
    "Certified Aa Bb ", "Abcd Efgh ", "Abc Def (AD) ",
)  # fmt: skip
MOST_SECONDS = 10


@cache
def rules() -> Rules:
    return Rules.load()


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_takes_long(unit: str, full: bool, tried: Tried) -> None:
    """Prevents one posting from holding up a month: time grows with a text's length, not with its square."""
    length = LONGEST if full else LONGEST // 10
    text = (unit * (length // len(unit) + 1))[:length]
    rules()
    began = time.process_time()
    table = pa.table({"title": [text[:500]], "description": clean_text(pa.array([text]))})
    assert read_postings(table, rules()).num_rows == 1
    assert time.process_time() - began < MOST_SECONDS
    tried("texts that keep a reader busy")
