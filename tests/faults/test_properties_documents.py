"""Generated answers of job boards, USAJOBS and schema.org: sound postings with any value changed."""

from __future__ import annotations

import copy
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from document_files import FIXTURES, job_posting
from generating import CELLS, FULL, tries
from hypothesis import given
from hypothesis import strategies as st
from staged_properties import assert_sound
from taking import DAY

from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect

Keys = tuple[Any, ...]
SEARCH = ("SearchResult", "SearchResultItems")
HELD: dict[str, tuple[str, Keys]] = {
    "greenhouse": ("greenhouse/brindlewood-1.json", ("jobs",)),
    "ashby": ("ashby/board.json", ("jobs",)),
    "lever": ("lever/postings.json", ()),
    "usajobs_search": ("usajobs_search/page-1.json", SEARCH),
}
"""By layout, a document written by hand and the keys of the list that holds its postings."""

ODD = st.one_of(
    st.sampled_from(
        [
            None, True, False, 0, -1, 10**30, 1e308, float("inf"), float("nan"), [], {}, [[]], [None],
            {"": None}, ["x", {"name": "y"}], {"@value": "z"}, {"name": {"name": ["deep"]}}, "\ud800",
            "2021-06-01T00:00:00Z", 1622505600000, "https://[::1", "//", "http://a b/", "<p>x", "&#0;",
        ]
    ),
    CELLS,
)  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), ODD), min_size=1, max_size=4)
ODDITIES = st.lists(CHANGES, min_size=1, max_size=30)
"""Versions of a posting: what is put in which place of it, as a part of the way through all places."""


def places(value: Any, above: Keys = ()) -> Iterator[Keys]:
    """Every place in a JSON value but those that say what kind of thing it is."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        if key not in ("@type", "@context"):
            yield (*above, key)
            yield from places(held, (*above, key))


def at(value: Any, keys: Keys) -> Any:
    for key in keys:
        value = value[key]
    return value


def odd(posting: Any, changes: list[tuple[float, Any]]) -> Any:
    """A copy of a posting with other values in some of its places."""
    found = copy.deepcopy(posting)
    for part, value in changes:
        keys = [*places(found)]
        if keys:
            *above, last = keys[min(int(part * len(keys)), len(keys) - 1)]
            at(found, tuple(above))[last] = copy.deepcopy(value)
    return found


def document(layout: str, oddities: list[list[tuple[float, Any]]], rows: int, seed: int) -> Any:
    """A document with one sound posting and `rows` odd ones."""
    if layout == "schema_org":
        address = {"@type": "Place", "address": {"addressLocality": "Taos", "addressRegion": "NM"}}
        pay = {"currency": "USD", "value": {"minValue": 24.5, "maxValue": 31, "unitText": "HOUR"}}
        sound = job_posting(
            "Clerk", jobLocation=[address], baseSalary=pay, identifier={"value": "7"}, skills=["PMP"]
        )
        whole, keys, postings = [sound], (), [sound]
    else:
        file, keys = HELD[layout]
        whole = json.loads((FIXTURES / file).read_text())
        postings = [*at(whole, keys)]
    versions = [odd(postings[number % len(postings)], one) for number, one in enumerate(oddities)]
    chosen = np.random.default_rng(seed).integers(0, len(versions), rows)
    at(whole, keys)[:] = [postings[0], *(versions[number] for number in chosen)]
    return whole


@pytest.mark.parametrize("layout", ["schema_org", *HELD])
def test_no_value_breaks_an_answer(layout: str, tried: Callable[..., None]) -> None:
    """Prevents one odd value from keeping a whole answer out, or its posting from being lost unseen."""
    counted: Counter[str] = Counter()

    @tries(part=2, full=40)
    @given(ODDITIES, st.integers(1, 3000 if FULL else 200), st.integers(0, 2**32 - 1))
    def check(oddities: list[list[tuple[float, Any]]], rows: int, seed: int) -> None:
        counted["rows"] += rows + 1
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answer.json"
            path.write_text(json.dumps(document(layout, oddities, rows, seed)))
            delivery = detect(path, delivered=DAY.replace(year=2026, month=12))
            assert delivery.layout == layout
            assert_sound(stage(delivery, Home(Path(folder) / "home")), delivery, rows + 1)

    check()
    tried("a generated posting of a document", counted["rows"])
